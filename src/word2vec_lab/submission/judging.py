"""Judges answers by what was packed of a folder, and by nothing else.

The files are unpacked into an empty folder, in which another process looks at every answer (`as_graded`). It
reports each item as soon as it is judged, so an answer that ends Python costs no other.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from word2vec_lab import as_graded
from word2vec_lab.as_graded import Judged, Verdict
from word2vec_lab.edition import graded
from word2vec_lab.items import items
from word2vec_lab.submission.packing import unpack

SILENT_SECONDS = 400.0
"""How long nothing may be heard of the judging process before it is ended: no item takes so long."""
NO_ANSWER = "the check of this answer did not come to an end"
ENDED = "this answer ended Python itself while it was checked"


def judge(files: Mapping[str, bytes], wanted: Sequence[str], original: Path) -> dict[str, Judged]:
    """Judge these items by the files alone. `original` is the folder that the files come from.

    Where this is graded itself, what was handed in lies here already, and no process may be started.
    """
    if graded():
        return {item: as_graded.judged(items()[item], original) for item in wanted}
    try:
        with tempfile.TemporaryDirectory(prefix="word2vec-", ignore_cleanup_errors=True) as place:
            folder, report = Path(place).resolve() / "submission", Path(place).resolve() / "report.txt"
            folder.mkdir()
            unpack(dict(files), folder)
            return _judged_in(folder, report, list(wanted), original)
    except OSError as error:
        why = f"to judge it apart from this folder, an empty one and a process in it are needed: {error}"
        return {item: Judged(Verdict.NOT_LOADED, why) for item in wanted}


def _judged_in(folder: Path, report: Path, waiting: list[str], original: Path) -> dict[str, Judged]:
    found: dict[str, Judged] = {}
    while waiting:
        report.unlink(missing_ok=True)
        report.touch()
        in_time = _run(folder, report, waiting, original)
        for line in report.read_text(encoding="utf-8").splitlines():
            told = json.loads(line)
            found[told["item"]] = Judged.from_json(items()[told["item"]], told)
        waiting = [item for item in waiting if item not in found]
        if waiting:  # its process ended over the first that is left
            found[waiting.pop(0)] = Judged(Verdict.NOT_LOADED, ENDED if in_time else NO_ANSWER)
    return found


def _run(folder: Path, report: Path, wanted: Sequence[str], original: Path) -> bool:
    """Run the judging process to its end. Returns whether it came to one by itself."""
    process = subprocess.Popen(  # noqa: S603
        [sys.executable, "-P", "-m", as_graded.__name__, str(report), str(original), *wanted],
        cwd=folder,
        env=os.environ | {"MPLBACKEND": "agg"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        heard = -1
        while True:
            try:
                process.wait(SILENT_SECONDS)
                return True
            except subprocess.TimeoutExpired:
                before, heard = heard, report.stat().st_size
                if heard == before:
                    return False
    finally:  # also if somebody interrupts this
        process.kill()
        process.wait()
