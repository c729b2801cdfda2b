"""bubblewrap: a fork server of student processes runs in a file system that holds only what Python needs."""

import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence

from classroom.isolation import folders

PROBE_SECONDS = 120
"""Where bubblewrap does not work it says so at once. This is only long on a machine that is busy."""
DEVICES = ("/dev/null", "/dev/zero", "/dev/random", "/dev/urandom")
NOBODY = "65534"


def command(
    readable: Sequence[str],
    settings: str,
    scratch: str,
    environment: Mapping[str, str],
    unreadable: Sequence[str] = (),
) -> list[str] | None:
    """The words to put before a command so that it runs inside; None where bubblewrap is missing or does not work.

    Folders `readable` can be read but for the files `unreadable`, `settings` can be written too, and `scratch` is new
    and empty in there.
    """
    program = shutil.which("bwrap")
    if program is None:
        return None
    words = [program, "--unshare-all", "--unshare-user", "--disable-userns", "--new-session", "--cap-drop", "ALL"]
    words += ["--uid", NOBODY, "--gid", NOBODY, "--hostname", "student", "--clearenv"]
    for name, value in environment.items():
        words += ["--setenv", name, value]
    for path in readable:
        words += ["--ro-bind-try", path, path]
    for path in unreadable:
        words += ["--ro-bind", "/dev/null", path]
    words += ["--bind", settings, settings]
    for path in DEVICES:
        words += ["--dev-bind", path, path]
    # The working folders lie in memory. There is no /proc: no process in here has a business with another.
    words += ["--size", str(folders.MOST_BYTES), "--tmpfs", scratch, "--chdir", scratch, "--remount-ro", "/"]
    return words if _works(words) else None


def _works(words: list[str]) -> bool:
    try:
        trial = [*words, sys.executable, "-I", "-S", "-c", ""]
        return subprocess.run(trial, capture_output=True, timeout=PROBE_SECONDS).returncode == 0  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return False
