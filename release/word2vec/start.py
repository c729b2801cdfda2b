"""Sets the course up, the first time, and opens its first notebook in JupyterLab.

    python3 start.py                 on Linux and macOS
    py start.py                      on Windows; a double click on start.bat does the same
    python3 start.py --no-browser    options are JupyterLab's

Everything is installed into the folder .venv: beside this file, or at the top of the repository of the course. Settings
of yours for pip, Jupyter, IPython, matplotlib and Python have no say here and are left as they are; only those that
tell pip how to reach the network are used.
"""

# An old Python must be able to read this file, or it could not tell that it is too old. So there are no annotations in
# it and no f-strings, nor any letter that is not ASCII.
import sys

OLDEST, NEWEST = (3, 11), (3, 14)  # the oldest that will do, and the newest that the course was tried with
INSTALL_PYTHON = (
    "Install Python {0}.{1}, from https://www.python.org/downloads/ or with the packages of your system."
    " Then run this again.".format(*NEWEST)
)
TOO_OLD = "This is Python {0}.{1}. The course needs {2}.{3} or newer, and none was found here. ".format(
    *(sys.version_info[:2] + OLDEST)
)
if sys.version_info < (3, 5):
    sys.exit(TOO_OLD + INSTALL_PYTHON)

import ast
import collections
import hashlib
import os
import re
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
FIRST = "0_start_here.ipynb"
STAMP = ".for-students"
PYTHONS = ("bin/python", "Scripts/python.exe")  # of an environment, on each kind of system

NOT_INSTALLED = (
    "The course is not installed for this Python ({0}). In a terminal, in the folder {1}, run `python3 start.py` (on"
    " Windows `py start.py`) once: it installs the course. With conda: `conda activate a2`.".format(
        sys.executable, FOLDER
    )
)
NOT_HANDED_OUT = (
    "There is nothing to install the course from: no folder `course` beside start.py ({0}). If you unpacked a"
    " file, unpack all of it. On a JupyterHub the course is there already: just open {1}.".format(FOLDER, FIRST)
)

# What belongs to other Pythons and other notebooks on this machine.
FOREIGN = ("PYTHON", "JUPYTER", "IPYTHON", "MPL", "MATPLOTLIB", "CONDA", "VIRTUAL_ENV", "__PYVENV")
# Of pip's settings, those that say how to reach the network.
NETWORK = {
    "cert",
    "client-cert",
    "default-timeout",
    "extra-index-url",
    "find-links",
    "index-url",
    "keyring-provider",
    "no-index",
    "proxy",
    "retries",
    "timeout",
    "trusted-host",
    "use-deprecated",
    "use-feature",
}

# Where .venv and datasets belong; the files there that say what is installed, the lock file first; and how pip installs
# the course itself.
Course = collections.namedtuple("Course", "home told_by itself")


class CannotStart(Exception):
    """The course cannot be set up; the message says what happened and what to do next."""


def main(options):
    """Set up what is missing, then run JupyterLab until it is closed; returns its code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # no console has every letter that the name of a folder may have
            stream.reconfigure(errors="backslashreplace")
    try:
        course = find_course()
        if os.pathsep in str(course.home):
            raise CannotStart(
                "The path of this folder has a '{0}' in it, which separates folders for your system: {1}. Rename that"
                " folder, or move this one, and run this again.".format(os.pathsep, course.home)
            )
        python = environment_of(course.home)
        if python is None:
            other = None if OLDEST <= sys.version_info[:2] <= NEWEST else another_python()
            if other is not None:
                return subprocess.call(other + [str(FOLDER / "start.py")] + options)
            python = new_environment(course.home)
        with tempfile.TemporaryDirectory() as scratch:
            settings = own_settings(python, scratch)
            install(course, python, settings)
            fetch_data(course, python, settings)
            return open_lab(python, settings, options)
    except CannotStart as problem:
        return fail(problem)
    except OSError as error:
        return fail("{0}: {1}. {2}".format(error.filename or "This machine", error.strerror, room_for(FOLDER)))
    except KeyboardInterrupt:
        return fail("Stopped. Run this again to go on.")


def run_again(arguments):
    """Run a script of this folder with the Python that has the course; returns its code, and 1 if there is none."""
    for folder in [FOLDER] + list(FOLDER.parents):
        python = environment_of(folder)
        if python is not None and works([python], "import word2vec_lab"):
            return subprocess.call([python] + arguments, env=without_foreign(os.environ))
    return fail(NOT_INSTALLED)


def fail(problem):
    """Say what is wrong, on the stream for it; returns the code for it."""
    sys.stderr.write("\n{0}\n".format(problem))
    return 1


# What there is


def find_course():
    """What is to be installed: the wheel that was handed out with these notebooks, or the repository they lie in."""
    wheels = list((FOLDER / "course").glob("*.whl"))
    if wheels:
        newest = max(wheels, key=lambda wheel: [int(number) for number in re.findall("[0-9]+", wheel.name)])
        # A wheel of the same version as the one that is installed would be passed over, whatever is in it.
        itself = ["--no-deps", "--force-reinstall", "./course/" + newest.name]
        return Course(FOLDER, ["course/course.lock", "course/" + newest.name], itself)
    top = FOLDER.parent.parent
    if (top / "pyproject.toml").is_file() and (top / "requirements" / "course.lock").is_file():
        itself = ["--no-deps", "--no-build-isolation", "--editable", "."]
        return Course(top, ["requirements/course.lock", "pyproject.toml"], itself)
    raise CannotStart(NOT_HANDED_OUT)


def environment_of(home):
    """The Python of the environment in a folder, or None if there is none that runs and is new enough."""
    for place in PYTHONS:
        python = home / ".venv" / place
        if python.is_file() and works([str(python)], NEW_ENOUGH):
            return str(python)
    return None


NEW_ENOUGH = "import sys; sys.exit(sys.version_info < {0})".format(OLDEST)


def works(call, code):
    """Whether a Python, named by the list that calls it, runs this code to its end."""
    try:
        # Not the working folder: a file there might bear the name of a module.
        done = subprocess.run(
            call + ["-c", code],
            env=without_foreign(os.environ),
            cwd=tempfile.gettempdir(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    except OSError:
        return False
    return done.returncode == 0


def another_python():
    """How to call a Python on this machine that will do, as a list; None if this one must. Raises CannotStart."""
    code = "import ensurepip, venv, sys; sys.exit(not {0} <= sys.version_info[:2] <= {1})".format(OLDEST, NEWEST)
    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        named = shutil.which("python3.{0}".format(minor))
        launcher = shutil.which("py") if os.name == "nt" else None
        calls = ([[named]] if named else []) + ([[launcher, "-3.{0}".format(minor)]] if launcher else [])
        for call in calls:
            if works(call, code):
                return call
    for name in ("python3", "python"):
        named = shutil.which(name)
        if named and works([named], code):
            return [named]
    if sys.version_info < OLDEST:
        raise CannotStart(TOO_OLD + INSTALL_PYTHON)
    return None


# Setting up


def new_environment(home):
    """Make .venv in a folder, in the place of one that does not run; returns its Python. Raises CannotStart."""
    if not works([sys.executable], "import ensurepip, venv"):
        raise CannotStart(
            "This Python ({0}) cannot make environments. On Debian and Ubuntu: sudo apt install python3-venv."
            " Elsewhere, {1}{2}".format(sys.executable, INSTALL_PYTHON[0].lower(), INSTALL_PYTHON[1:])
        )
    print("Setting the course up in {0}. The first time takes a minute or two.".format(home / ".venv"))
    sys.stdout.flush()
    command = [sys.executable, "-m", "venv", "--clear", ".venv"]
    done = subprocess.run(command, cwd=str(home), env=without_foreign(os.environ))
    python = environment_of(home)
    if done.returncode != 0 or python is None:
        shutil.rmtree(str(home / ".venv"), ignore_errors=True)
        raise CannotStart("No environment could be made in {0}; above is why. {1}".format(home, room_for(home)))
    return python


def room_for(folder):
    """What to do where a folder cannot be written to."""
    return (
        "Is the disk full, or is {0} not yours to write to? Make room, or move the course into a folder of your own,"
        " and run this again.".format(folder)
    )


def without_foreign(environment):
    """The variables of an environment without those that belong to another Python."""
    return {name: value for name, value in environment.items() if not name.upper().startswith(FOREIGN)}


def own_settings(python, scratch):
    """The environment that all of the course runs in: its own Python first, its own settings, no one else's."""
    own = Path(python).parent.parent / "settings"
    settings = without_foreign(os.environ)
    settings.update(
        PATH=os.pathsep.join([str(Path(python).parent), os.environ.get("PATH", os.defpath)]),
        VIRTUAL_ENV=str(own.parent),
        IPYTHONDIR=str(own / "ipython"),
        JUPYTER_CONFIG_DIR=str(own / "jupyter"),
        JUPYTER_DATA_DIR=str(own / "jupyter-data"),
        MPLCONFIGDIR=str(own / "matplotlib"),
        # Secrets are written there, and on some disks (Windows' own, seen from WSL) nothing can be kept secret.
        JUPYTER_RUNTIME_DIR=scratch,
    )
    for name in ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "MPLCONFIGDIR"):
        os.makedirs(settings[name], exist_ok=True)
    return settings


def install(course, python, settings):
    """Install what the lock file lists, and the course; does nothing if that is done. Raises CannotStart."""
    stamp = Path(python).parent.parent / STAMP
    state = fingerprint(course)
    if stamp.is_file() and stamp.read_text() == state:
        return
    if not works([python], "import pip"):
        subprocess.call([python, "-m", "ensurepip"], env=settings)
    print("Installing the course and what it needs.")
    sys.stdout.flush()
    network = {name: value for name, value in settings.items() if not name.upper().startswith("PIP_")}
    network.update(network_settings(python))
    pip = [python, "-m", "pip", "--disable-pip-version-check", "install", "-qq"]
    locked = ["--only-binary=:all:", "--requirement", course.told_by[0]]
    for what in (locked, course.itself):
        if subprocess.call(pip + what, cwd=str(course.home), env=network) != 0:
            raise CannotStart(
                "The course could not be installed; above is what pip says. Is there a connection to the network? Then"
                " run this again: what it has fetched is kept. If pip finds no version of something, this Python"
                " ({0}) is one that nothing is ready-made for: delete the folder {1}, install Python {2}.{3} and run"
                " this again.".format(python, stamp.parent, *NEWEST)
            )
    stamp.write_text(state)


def fingerprint(course):
    """Tells one state of what is to be installed from another."""
    return hashlib.sha256(b"".join((course.home / name).read_bytes() for name in course.told_by)).hexdigest()


def network_settings(python):
    """Variables that tell pip how to reach the network here, and that it should read no other settings."""
    command = [python, "-m", "pip", "--disable-pip-version-check", "config", "list"]
    # With `user` set, pip would list the settings of the user's file and no others.
    done = subprocess.run(command, env=dict(without_foreign(os.environ), PIP_USER="0"), stdout=subprocess.PIPE)
    if done.returncode != 0:
        raise CannotStart("pip cannot read its own settings; above is what it says. Correct them, and run this again.")
    found = {"PIP_CONFIG_FILE": os.devnull}
    listed = re.findall(r"^(global|install|:env:)\.([\w-]+)=(.*?)\r?$", done.stdout.decode(errors="replace"), re.M)
    for section in ("global", "install", ":env:"):
        for place, name, value in listed:
            if place == section and name in NETWORK:
                found["PIP_" + name.upper().replace("-", "_")] = ast.literal_eval(value)
    return found


def fetch_data(course, python, settings):
    """Fetch the text to train on. Where that fails, it says what the notebooks use in its place."""
    subprocess.call([python, "-m", "word2vec_lab.text.fetch", "--to", "datasets"], cwd=str(course.home), env=settings)


# At work


def open_lab(python, settings, options):
    """Run JupyterLab on this folder until it is closed; returns its code."""
    command = [python, "-m", "jupyterlab", "--ServerApp.root_dir=."] + options + [FIRST]
    lab = subprocess.Popen(command, cwd=str(FOLDER), env=settings)
    signal.signal(signal.SIGTERM, lambda *_: lab.terminate())
    while True:
        try:
            return lab.wait()
        except KeyboardInterrupt:  # Ctrl+C reaches JupyterLab as well, which asks whether it is meant
            continue


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
