"""How students start the notebooks on a machine elsewhere: links to Binder and Colab, and the cell that Colab needs.

Both take the notebooks from GitHub. So an instructor unpacks the file for students into a public repository, and names
that repository once, when the file is written. Without a name nothing is added. (Neither service can be tried where the
course is tested; what the cell does is.)
"""

import re
from typing import Any

from classroom.course import CourseError
from classroom.editions.files import Edition
from classroom.editions.handout import INSTALLED_FROM
from classroom.notebooks import LAUNCHERS, as_notebook, notebook_bytes, parse_notebook

NAME = re.compile(r"[A-Za-z0-9-]+/[A-Za-z0-9._-]+")

LINKS = (
    f"{LAUNCHERS[0]}"
    "Open in Colab](https://colab.research.google.com/assets/colab-badge.svg)]"
    "(https://colab.research.google.com/github/{repository}/blob/HEAD/{notebook}) "
    "[![Launch on Binder](https://mybinder.org/badge_logo.svg)]"
    "(https://mybinder.org/v2/gh/{repository}/HEAD?urlpath=lab/tree/{notebook})"
)

ON_COLAB = (
    f"{LAUNCHERS[1]}"
    + """, installs it and goes into its folder. Anywhere else it does nothing.
import sys

if "google.colab" in sys.modules:
    import glob
    import io
    import os
    import subprocess
    import urllib.request
    import zipfile

    if not glob.glob("{wheels}"):
        with urllib.request.urlopen("{archive}") as answer:
            course = zipfile.ZipFile(io.BytesIO(answer.read()))
        folder = course.namelist()[0].split("/")[0]
        if not os.path.isdir(folder):
            course.extractall()
        os.chdir(folder)
    subprocess.run([sys.executable, "-m", "pip", "install", "-q", *glob.glob("{wheels}")], check=True)"""
)

ARCHIVE = "https://github.com/{repository}/archive/HEAD.zip"

POST_BUILD = """#!/bin/sh
# Binder runs this: the course's packages as its lock file has them, then the course itself.
set -e
python -m pip install --require-hashes -r {lock}
python -m pip install --no-deps {wheels}
"""

WHEELS = f"{INSTALLED_FROM}/*.whl"


def with_launchers(files: Edition, repository: str) -> Edition:
    """The file for students, for a repository at GitHub that will hold it; `CourseError` if that is no name of one."""
    if not NAME.fullmatch(repository):
        raise CourseError(f"“{repository}” is no repository at GitHub. Write OWNER/NAME, as in its address there.")
    launched = {
        name: _launched(name, content, repository) if name.endswith(".ipynb") else content
        for name, content in files.items()
    }
    [lock] = [name for name in files if name.startswith(f"{INSTALLED_FROM}/") and name.endswith(".lock")]
    binder = {"postBuild": POST_BUILD.format(lock=lock, wheels=WHEELS), "runtime.txt": "python-3.11\n"}
    return {**launched, **{f"binder/{name}": text.encode() for name, text in binder.items()}}


def _launched(name: str, content: bytes, repository: str) -> bytes:
    book = parse_notebook(content.decode("utf-8"))
    added: list[dict[str, Any]] = [
        {"cell_type": "markdown", "id": "launchers", "source": LINKS.format(repository=repository, notebook=name)},
        {
            "cell_type": "code",
            "id": "on-colab",
            "source": ON_COLAB.format(archive=ARCHIVE.format(repository=repository), wheels=WHEELS),
            "execution_count": None,
            "outputs": [],
        },
    ]
    return notebook_bytes(as_notebook([*({**cell, "metadata": {}} for cell in added), *book.cells], book.metadata))
