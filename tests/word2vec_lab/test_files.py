"""Whatever goes wrong while a file is written: the old one stands, nothing is left over, and the message helps."""

from __future__ import annotations

import ast
import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import pytest

from word2vec_lab import explorer, submission, training
from word2vec_lab.commands import run
from word2vec_lab.files import NotWritten, cannot_write, replacing
from word2vec_lab.text import treebank
from word2vec_lab.training import Settings, checkpoint, saved_params, word_vectors
from word2vec_lab.training.saved_params import save_params

SOURCE = Path(__file__).resolve().parents[2] / "src" / "word2vec_lab"


def full_disk(*_arguments: Any) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def unwritable_folder(patch: pytest.MonkeyPatch) -> str:
    # Permission bits do not stop the superuser, as whom tests may run: so the system's refusal is played.
    def refuse(path: Path, mode: str = "r", *_arguments: Any, **_options: Any) -> BinaryIO:
        assert mode == "wb"
        raise PermissionError(errno.EACCES, "Permission denied")

    patch.setattr(Path, "open", refuse)
    return "Permission denied"


def full_at_the_end(patch: pytest.MonkeyPatch) -> str:
    patch.setattr(os, "fsync", full_disk)
    return "No space left on device"


def in_use_elsewhere(patch: pytest.MonkeyPatch) -> str:
    """What Windows says when another program has the old file open."""

    def refuse(*_arguments: Any) -> None:
        raise PermissionError(errno.EACCES, "Access is denied")

    patch.setattr(os, "replace", refuse)
    return "Access is denied"


TROUBLES = pytest.mark.parametrize(
    "trouble", [unwritable_folder, full_at_the_end, in_use_elsewhere], ids=lambda trouble: trouble.__name__
)


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "kept.bin"
    path.write_bytes(b"old")
    return path


def test_the_new_file_takes_the_place_of_the_old_when_all_is_written(old: Path) -> None:
    with replacing(old) as file:
        file.write(b"new")
        file.flush()
        assert old.read_bytes() == b"old"
    assert old.read_bytes() == b"new"
    assert list(old.parent.iterdir()) == [old]


def write(path: Path, trouble: Callable[[], object] = bool) -> None:
    """Write to the file, with some trouble in the middle of it."""
    with replacing(path) as file:
        file.write(b"ne")
        trouble()
        file.write(b"w")


@TROUBLES
def test_the_old_file_stands(
    trouble: Callable[[pytest.MonkeyPatch], str], old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        says = trouble(patch)
        with pytest.raises(NotWritten) as error:
            write(old)
    assert str(error.value) == (
        f"Cannot write to {old}: {says}. Free some space or get write permission, or copy the folder to a place of your"
        " own."
    )
    assert old.read_bytes() == b"old"
    assert list(old.parent.iterdir()) == [old]


def test_a_disk_that_fills_up_while_writing(old: Path) -> None:
    with pytest.raises(NotWritten, match="No space left on device"):
        write(old, full_disk)
    assert old.read_bytes() == b"old"
    assert list(old.parent.iterdir()) == [old]


@pytest.mark.parametrize("stop", [KeyboardInterrupt, ValueError])
def test_an_interruption_is_passed_on(stop: type[BaseException], old: Path) -> None:
    def interrupt() -> None:
        raise stop

    with pytest.raises(stop):
        write(old, interrupt)
    assert old.read_bytes() == b"old"
    assert list(old.parent.iterdir()) == [old]


def test_only_a_closed_file_is_moved(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Windows refuses to move one that is open.
    move = os.replace
    with monkeypatch.context() as patch, replacing(old) as file:

        def moved(source: Path, target: Path) -> None:
            assert file.closed
            move(source, target)

        patch.setattr(os, "replace", moved)
        file.write(b"new")
    assert old.read_bytes() == b"new"


def test_a_folder_that_is_gone(tmp_path: Path) -> None:
    with pytest.raises(NotWritten, match="No such file or directory"):
        write(tmp_path / "gone" / "kept.bin")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="permission bits do not bind the superuser")
def test_an_unwritable_folder_in_earnest(old: Path) -> None:
    old.parent.chmod(0o500)
    try:
        with pytest.raises(NotWritten, match="Permission denied"):
            write(old)
    finally:
        old.parent.chmod(0o700)
    assert old.read_bytes() == b"old"


def test_the_last_resort_can_be_another() -> None:
    said = cannot_write(Path("there"), OSError("no more"), "go home")
    assert said == "Cannot write to there: no more. Free some space or get write permission, or go home."


# --- all that is kept for a student is written like this -------------------------------------------------------


@pytest.fixture(scope="module")
def trained() -> training.Run:
    return training.train_fast(treebank.embedded(), Settings(iterations=10, draws="blocks"), display=training.Silent())


def saves_vectors(path: Path, trained: training.Run) -> None:
    word_vectors.save(trained, path)


def saves_a_checkpoint(path: Path, trained: training.Run) -> None:
    owner = checkpoint.Owner(trained.settings, "", "")
    nothing = np.zeros(0)
    state = checkpoint.Checkpoint(1, nothing, 1, nothing, nothing, nothing, 0.0, nothing, nothing, nothing)
    checkpoint.save(path, state, owner)


def saves_parameters(path: Path, trained: training.Run) -> None:
    path.rename(path.with_name(saved_params.NAME.format(1)))
    save_params(1, trained.center)


def writes_the_plot(path: Path, trained: training.Run) -> None:
    explorer.Explorer(trained_vectors(trained)).write_png(path)


def writes_a_page(path: Path, trained: training.Run) -> None:
    explorer.Explorer(trained_vectors(trained)).write_page(path)


def trained_vectors(trained: training.Run) -> explorer.Vectors:
    return explorer.Vectors(trained.words, trained.center, counts=trained.counts)


@pytest.mark.parametrize(
    "save",
    [saves_vectors, saves_a_checkpoint, saves_parameters, writes_the_plot, writes_a_page],
    ids=lambda save: save.__name__,
)
def test_written_whole_or_not_at_all(
    save: Callable[[Path, training.Run], None], old: Path, trained: training.Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(old.parent)
    monkeypatch.setattr(os, "fsync", full_disk)
    with pytest.raises(NotWritten, match="No space left on device"):
        save(old, trained)
    (left,) = old.parent.iterdir()
    assert left.read_bytes() == b"old"


@pytest.mark.parametrize("collect", [submission.code_zip, submission.written], ids=lambda collect: collect.__name__)
def test_what_is_handed_in_is_written_whole_or_not_at_all(
    collect: Callable[[Path], object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    collect(tmp_path)
    (written,) = tmp_path.iterdir()
    written.write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", full_disk)
    said = repr(collect(tmp_path))
    assert f"{written.name} could not be written" in said
    assert f"Cannot write to {written}: No space left on device. Free some space" in said
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"old"]


def test_a_run_that_cannot_be_kept_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(treebank, "load", treebank.embedded)
    monkeypatch.setattr(os, "fsync", full_disk)
    assert run.main(["--iterations", "10", "--fast"], tmp_path) == run.FAILED
    assert "No space left on device. Free some space" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_nobody_writes_by_other_means() -> None:
    """Left out are the fetcher, which puts a whole folder in place, what lives in a scratch folder, and benchmarks."""
    found = set()
    for path in SOURCE.rglob("*.py"):
        calls = [node.func for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)]
        if {call.attr for call in calls if isinstance(call, ast.Attribute)} & {"write_bytes", "write_text"}:
            found.add(path.relative_to(SOURCE).as_posix())
    assert found == {
        *("submission/packing.py", "text/fetch.py", "training/cost.py", "training/longer_runs.py"),
        "check/by_notebook/sgd/long_runs.py",
    }
