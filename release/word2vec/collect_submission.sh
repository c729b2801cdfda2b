#!/bin/sh
# Writes assignment2.zip (the code) and written_answers.html (the written answers) beside this script, from the
# notebooks as they were last saved, and says what is missing. Usage: sh collect_submission.sh [--help]
# All the work is done by word2vec_lab.submission; this finds a Python that has it. On Windows, call that one:
# python -m word2vec_lab.submission
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd) || exit 1
unset PYTHONHOME PYTHONPATH # they were set for another Python

# run_with PYTHON ARGUMENTS...: becomes the collector if that Python exists and has the course; else returns.
run_with() {
    python=$1
    shift
    if "$python" -c 'import word2vec_lab' >/dev/null 2>&1; then
        exec "$python" -m word2vec_lab.submission "$here" "$@"
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

echo "collect_submission.sh: no Python here has the course's package, word2vec_lab. Install the course first:" >&2
echo "'python3 start.py' in this folder. Is it installed in another Python? Then name that one:" >&2
echo "PYTHON=/path/to/python sh collect_submission.sh" >&2
exit 1
