"""`python -m word2vec_lab.submission [FOLDER]`: what collect_submission.sh runs.

It writes both files and prints the scoreboard with what is missing. It ends with 0: an unfinished series can be handed
in.
"""

import argparse
import sys
from pathlib import Path

from safepage import console
from word2vec_lab import submission
from word2vec_lab.commands.folder import inside

DONE, NOT_WRITTEN, USAGE = 0, 1, 2


@console.patient()
def main(arguments: list[str]) -> int:
    """Collect the submission of the folder named in `arguments`, or of the current one; returns the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m word2vec_lab.submission",
        description="Write assignment2.zip and written_answers.html from the notebooks as they were last saved, and say"
        " what is missing. (sh collect_submission.sh does this for the folder that it lies in.)",
    )
    parser.add_argument(
        "folder", nargs="?", default=".", metavar="FOLDER", help="the one with your notebooks (default: this one)"
    )
    folder = Path(parser.parse_args(arguments).folder)
    if not folder.is_dir():
        print(f"There is no folder {folder}. Name the one with your notebooks.", file=sys.stderr)
        return USAGE
    with inside(folder):
        print(submission.scoreboard(), end="\n\n")
        views = [submission.code_zip(), submission.written()]
        for view in views:
            print(view)
    written = all(finding.kind != "wrong" for view in views for finding in view.findings)
    return DONE if written else NOT_WRITTEN


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
