"""The checks, a folder for each notebook: `cases` (what is tried), `mistakes` (what has a name), `checks`."""
