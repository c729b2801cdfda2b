"""A command works in one folder, wherever it is called from; one training run at a time goes on there."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import filelock
import pytest

from word2vec_lab.commands import folder
from word2vec_lab.commands.folder import AlreadyTraining, inside, training_in
from word2vec_lab.files import NotWritten
from word2vec_lab.text import treebank

HOLDS = """
import os, sys, time
from pathlib import Path
from word2vec_lab.commands.folder import training_in
with training_in(Path(sys.argv[1])):
    if len(sys.argv) > 2:
        started, begun = os.pipe()
        if os.fork() == 0:
            os.write(begun, b"x")
            time.sleep(600)
        os.read(started, 1)
    print("holds", flush=True)
    time.sleep(600)
"""


def hold(place: Path, *more: str) -> subprocess.Popen[bytes]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDS, place, *more], stdout=subprocess.PIPE, start_new_session=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"holds\n"
    return process


def test_a_second_run_says_that_one_goes_on_and_a_killed_one_is_in_nobodys_way(tmp_path: Path) -> None:
    with hold(tmp_path) as process:
        with pytest.raises(AlreadyTraining, match=r"A training run is going on in .* already"), training_in(tmp_path):
            pass
        process.kill()
    assert (tmp_path / folder.LOCK).exists(), "a killed run leaves its file, and that alone means nothing"
    with training_in(tmp_path):
        pass
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that fork")
def test_what_a_run_has_forked_does_not_hold_its_lock(tmp_path: Path) -> None:
    with hold(tmp_path, "forks") as process:
        process.kill()
        process.wait()
        try:
            with training_in(tmp_path):
                pass
        finally:
            os.killpg(process.pid, signal.SIGKILL)


def test_the_lock_is_free_again_after_an_error_and_two_folders_have_two(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()

    def fail(error: type[BaseException]) -> None:
        with training_in(tmp_path):
            with pytest.raises(AlreadyTraining), training_in(tmp_path):
                pass
            with training_in(tmp_path / "other"):
                pass
            raise error

    for error in (ValueError, KeyboardInterrupt):
        with pytest.raises(error):
            fail(error)
    assert [path.name for path in tmp_path.iterdir()] == ["other"]


def refuse(error: OSError) -> object:
    def acquire(*_: object, **__: object) -> None:
        raise error

    return acquire


def test_a_place_that_knows_no_locks_is_told_of_and_one_that_cannot_be_written_to_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in folder.NO_LOCKS:
        monkeypatch.setattr(filelock.FileLock, "acquire", refuse(OSError(number, "No locks")))
        with training_in(tmp_path):
            pass
        assert "cannot be locked (No locks): see to it that no other run goes on in it" in capsys.readouterr().out
    monkeypatch.setattr(filelock.FileLock, "acquire", refuse(PermissionError(13, "Permission denied")))
    with pytest.raises(NotWritten, match=r"Cannot write to .*: Permission denied"), training_in(tmp_path):
        pass


def test_a_command_from_elsewhere_works_in_its_folder_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    work = tmp_path / "work"
    (tmp_path / "data").mkdir()
    work.mkdir()
    monkeypatch.chdir(tmp_path)
    for named, seen in (("data", str(tmp_path / "data")), ("embedded", "embedded"), ("nowhere", "nowhere")):
        monkeypatch.setenv(treebank.VARIABLE, named)
        with inside(Path("work")):
            assert Path.cwd() == work
            assert os.environ[treebank.VARIABLE] == seen
        assert Path.cwd() == tmp_path
        assert os.environ[treebank.VARIABLE] == named
    assert capsys.readouterr().out == f"In the folder {work}:\n" * 3
    with inside(tmp_path):
        assert capsys.readouterr().out == ""
