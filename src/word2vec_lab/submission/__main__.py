"""`python -m word2vec_lab.submission [FOLDER]`: what collect_submission.sh runs.

Writes both files, prints the scoreboard with what is missing, and ends with 0: an unfinished series can be handed in.
"""

import sys
from pathlib import Path

from word2vec_lab import submission

DONE, NOT_WRITTEN, USAGE, STOPPED = 0, 1, 2, 130


def main(arguments: list[str]) -> int:
    """Collect the submission of the folder named in `arguments`, or of the current one; returns the exit status."""
    if len(arguments) > 1 or any(argument.startswith("-") for argument in arguments):
        print("Usage: python -m word2vec_lab.submission [FOLDER]", file=sys.stderr)
        return USAGE
    folder = Path(arguments[0] if arguments else ".")
    if not folder.is_dir():
        print(f"There is no folder {folder}. Name the one with your notebooks.", file=sys.stderr)
        return USAGE
    try:
        views = [submission.code_zip(folder), submission.written(folder)]
        # Once they are there, neither of them is older than the notebooks.
        print(submission.scoreboard(folder), end="\n\n")
    except KeyboardInterrupt:
        print("\nStopped. A file that is there is whole. To write both, do this again.", file=sys.stderr)
        return STOPPED
    for view in views:
        print(view)
    failed = any(finding.name in ("not-written", "not-read") for view in views for finding in view.findings)
    return NOT_WRITTEN if failed else DONE


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
