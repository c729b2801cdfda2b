#!/usr/bin/env bash
# Gradescope runs this once, as root on Ubuntu, when it builds the image in which submissions are graded.
set -euo pipefail
umask 022
root=${AUTOGRADER_ROOT:-/autograder}
source=$root/source
export DEBIAN_FRONTEND=noninteractive MPLCONFIGDIR=$root/settings

new_enough() {
    "$1" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

choose() {
    for python in python3 python3.14 python3.13 python3.12 python3.11; do
        if new_enough "$python"; then
            echo "$python"
            return
        fi
    done
    return 1
}

# bubblewrap and libseccomp keep a student's code away from the tests and from the results.
apt-get update
apt-get install -y --no-install-recommends bubblewrap libseccomp2 python3 python3-venv
if ! python=$(choose); then
    for version in 3.14 3.13 3.12 3.11; do
        if apt-get install -y --no-install-recommends "python$version" "python$version-venv"; then
            break
        fi
    done
    python=$(choose) || {
        echo "This image has no Python 3.11 or newer. On the page Configure Autograder choose a newer base image." >&2
        exit 1
    }
fi

"$python" -m venv "$root/environment"
install() {
    "$root/environment/bin/python" -m pip --disable-pip-version-check install --quiet --no-cache-dir "$@"
}
install --require-hashes -r "$source"/install/*.lock
install --no-deps "$source"/install/*.whl
"$root/environment/bin/python" -P -m classroom.autograder prepare "$root"
