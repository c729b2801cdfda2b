"""Show time: trains word vectors with your own functions.

    python run.py                      the handout's 40,000 iterations; the first lines say how long it takes
    python run.py --iterations 100     a trial

It writes word_vectors.png, the plot for your write-up, and saved_vectors.npz, which notebook 6 shows. Nothing here
needs to be edited: your functions come from your notebooks, as they were when you last saved them (Ctrl+S).
"""

import sys

if __name__ == "__main__" and not sys.flags.safe_path:
    # What lies beside this file is looked for last: it may be called random.py, which is Python's own as well.
    sys.path.append(sys.path.pop(0))
from pathlib import Path

FOLDER = Path(__file__).resolve().parent

if __name__ == "__main__":
    try:
        from word2vec_lab.commands import run
    except ModuleNotFoundError as error:
        if error.name != "word2vec_lab":
            raise
        sys.exit(
            f"The course is not installed for this Python ({sys.executable}). Run `make lab` in the course's folder"
            " once and use the Python that it makes (.venv/bin/python, on Windows .venv\\Scripts\\python), or install"
            f" the course for this one: {sys.executable} -m pip install PATH_OF_THE_COURSE"
        )
    sys.exit(run.main(sys.argv[1:], FOLDER))
