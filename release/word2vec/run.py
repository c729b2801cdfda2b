"""Show time: trains word vectors with your own functions.

    python run.py                      the assignment's 40,000 iterations; the first lines say how long it takes
    python run.py --iterations 100     a trial
    python run.py --help               what else it does

It writes word_vectors.png, the plot for your write-up, and saved_vectors.npz, which notebook 6 shows, both beside this
file, wherever you call it from. Nothing here needs to be edited: your functions come from your notebooks, as they were
when you last saved them (Ctrl+S).
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
        import start

        sys.exit(start.run_again(sys.argv))
    sys.exit(run.main(sys.argv[1:], FOLDER))
