#!/bin/sh
# Gets the Stanford Sentiment Treebank, verified, into datasets/ beside this script (about 6 MB to download).
# Usage: sh get_datasets.sh [--from PATH_OR_URL] [--to DIR]
# All the work is done by word2vec_lab.text.fetch; this finds a Python that has it. On Windows, call that one:
# python -m word2vec_lab.text.fetch
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd) || exit 1
unset PYTHONHOME PYTHONPATH # they were set for another Python

# run_with PYTHON ARGUMENTS...: becomes the fetcher if that Python exists and has the course; else returns.
run_with() {
    python=$1
    shift
    if "$python" -c 'import word2vec_lab' >/dev/null 2>&1; then
        exec "$python" -m word2vec_lab.text.fetch --to "$here/datasets" "$@"
    fi
}

# The course's own environment first: in the script's folder or any folder above it.
folder=$here
while :; do
    run_with "$folder/.venv/bin/python" "$@"
    run_with "$folder/.venv/Scripts/python.exe" "$@"
    [ "$folder" = "$(dirname -- "$folder")" ] && break
    folder=$(dirname -- "$folder")
done
for candidate in ${PYTHON:+"$PYTHON"} python3 python; do
    run_with "$candidate" "$@"
done

echo "get_datasets.sh: no Python here has the course's package, word2vec_lab. Install the course first:" >&2
echo "'python3 start.py' in the folder of the notebooks. Is it installed in another Python? Then name" >&2
echo "that one: PYTHON=/path/to/python sh get_datasets.sh" >&2
exit 1
