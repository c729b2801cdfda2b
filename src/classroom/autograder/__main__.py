"""What the two files in `platform` call: `python -m classroom.autograder prepare|grade FOLDER`."""

import os
import sys
from pathlib import Path

from classroom.autograder import one_submission, watching
from classroom.commands import search_path

os.environ["PATH"] = search_path()
match sys.argv[1:]:
    case ["prepare", root]:
        one_submission.prepare(Path(root))
    case ["grade", root]:
        watching.watched(Path(root))
    case ["one", root, place, seconds]:
        watching.one(Path(root), Path(place), float(seconds))
    case _:
        sys.exit(__doc__)
