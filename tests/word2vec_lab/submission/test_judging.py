"""The last check: what is in the zip is judged in another process, and what is not in it does not count."""

import json
import shutil
import subprocess
import sys
import tempfile
import zipfile
from importlib import metadata, util
from pathlib import Path
from typing import Any

import pytest

from word2vec_lab import submission
from word2vec_lab.as_graded import Judged, Verdict
from word2vec_lab.items import autograded, items
from word2vec_lab.submission import judging
from word2vec_lab.submission.__main__ import STOPPED, main
from word2vec_lab.submission.judging import judge
from word2vec_lab.submission.packing import pack
from word2vec_lab.submission.reviewing import State, Status

ROOT = Path(__file__).resolve().parents[3]
MINE = "import numpy as np\n\n\ndef my_sigmoid(x):\n    return 1 / (1 + np.exp(-x))\n"
POINTS = items()["q2a1"].points
ALL = f"{sum(item.points for item in autograded()):g}"


def hand_in(folder: Path, top: str = "", notebook: str = "2_activations", **answers: str) -> None:
    """Write answers into one released notebook, as if their checks had given all points, and code above them."""
    folder.mkdir(parents=True, exist_ok=True)
    raw: dict[str, Any] = json.loads((ROOT / "release" / "word2vec" / f"{notebook}.ipynb").read_text(encoding="utf-8"))
    for cell in raw["cells"]:
        name = cell["id"].replace("-", "_")
        if name in answers:
            cell["source"] = answers[name]
        if name.endswith("_check") and name.removesuffix("_check") in answers:
            points = f"{items()[cell['id'].removesuffix('-check')].points:g}"
            cell["outputs"] = [{"output_type": "execute_result", "data": {"text/plain": points}, "metadata": {}}]
    own: dict[str, Any] = {
        "cell_type": "code",
        "id": "own",
        "metadata": {},
        "source": top,
        "outputs": [],
        "execution_count": None,
    }
    raw["cells"].insert(0, own)
    (folder / f"{notebook}.ipynb").write_text(json.dumps(raw), encoding="utf-8")


def status(folder: Path, item: str = "q2a1") -> Status:
    return next(s for s in submission.review(folder).statuses if s.item.id == item)


@pytest.mark.slow
def test_a_module_beside_the_notebook_counts_and_is_in_the_zip(tmp_path: Path) -> None:
    hand_in(tmp_path, q2a1="from mine import my_sigmoid as f\n\n\ndef sigmoid(x):\n    return f(x)")
    (tmp_path / "mine.py").write_text(MINE)
    view = submission.code_zip(tmp_path)
    assert status(tmp_path).state is State.FULL
    assert f"Unpacked in an empty folder, it earns {POINTS:g} of {ALL} points" in repr(view)
    with zipfile.ZipFile(tmp_path / "assignment2.zip") as archive:
        assert "mine.py" in archive.namelist()
    (tmp_path / "mine.py").write_text(MINE.replace("1 +", "2 +"))
    assert status(tmp_path).state is State.NOT_RIGHT, "a changed module is seen"


OUTSIDE, FOREIGN = "lies outside of the assignment's folder", "is not part of the course"
HELPERS = "from helpers import my_sigmoid as sigmoid_"
ABSENT = [
    ("import sys\nsys.path.append('..')", HELPERS, f"`helpers` {OUTSIDE}"),
    ("import sys\nsys.path.append('PARENT')", HELPERS, f"`helpers` {OUTSIDE}"),
    ("", "import xdist\n\n\ndef sigmoid_(x):\n    return x", f"`xdist` {FOREIGN}"),
    ("", "import numpy as np\nZERO = np.load('../zero.npy')\nsigmoid_ = abs", f"`zero.npy` {OUTSIDE}"),
    ("", "def sigmoid_(x):\n    return float(open('PARENT/zero.npy').read())", f"`zero.npy` {OUTSIDE}"),
    (
        "",
        "NAME = '.'.join(['zero', 'txt'])\n\n\ndef sigmoid_(x):\n    return open(NAME).read()",
        "`zero.txt` is in the",
    ),
    ("", "from importlib import import_module as i\nsigmoid_ = i('mi' + 'ne').my_sigmoid", "`mine` is in the"),
]


@pytest.mark.slow
@pytest.mark.parametrize(("top", "code", "says"), ABSENT)
def test_what_does_not_travel_does_not_count_and_is_named(tmp_path: Path, top: str, code: str, says: str) -> None:
    folder = tmp_path / "word2vec"
    source = f"{code}\n\n\ndef sigmoid(x):\n    return sigmoid_(x)".replace("PARENT", str(tmp_path))
    hand_in(folder, top.replace("PARENT", str(tmp_path)), q2a1=source)
    for path in (tmp_path / "helpers.py", folder / "mine.py"):
        path.write_text(MINE)
    for path in (tmp_path / "zero.npy", folder / "zero.txt"):
        path.write_text("0")
    view = submission.code_zip(folder)
    found = status(folder)
    assert found.earned == 0
    [absent] = found.absent
    assert absent.startswith(says)
    shown = f"2(a)(i): the saved notebook shows {POINTS:g} points below this answer, and from the zip it earns 0 of"
    assert f"{shown} {POINTS:g}: {absent}." in repr(view)
    assert f"{shown} {POINTS:g}: {absent}." in repr(submission.scoreboard(folder))
    assert absent in "".join(str(thing) for thing in submission.review(folder).missing)
    assert not view.right


@pytest.mark.slow
def test_a_package_that_is_only_tried_costs_nothing(tmp_path: Path) -> None:
    code = "try:\n    import xdist\nexcept ImportError:\n    xdist = None\nimport numpy as np\n\n\ndef sigmoid(x):\n"
    hand_in(tmp_path, q2a1=f"{code}    return 1 / (1 + np.exp(-x))")
    assert (status(tmp_path).state, status(tmp_path).differs) == (State.FULL, "")
    assert "not in the zip" not in repr(submission.code_zip(tmp_path))


@pytest.mark.slow
def test_an_answer_that_ends_python_or_never_ends_costs_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand_in(
        tmp_path,
        q1f_formula="import os\nos._exit(0)\n\n\ndef leaky_relu_slope(x, alpha):\n    return x",
        q1g_formula="def sigmoid_slope(s):\n    return s * (1 - s)",
        q2a1="import re\n\n\ndef sigmoid(x):\n    return re.match('(a?){40}a{40}', 'a' * 40)",
    )
    monkeypatch.setattr(judging, "SILENT_SECONDS", 12.0)
    wanted = ["q1f-formula", "q2a1", "q1g-formula"]
    found = judge(pack(tmp_path).files, wanted, tmp_path)
    assert found["q1f-formula"] == Judged(Verdict.NOT_LOADED, judging.ENDED)
    assert found["q2a1"].score is None or found["q2a1"].score.earned == 0
    slope = found["q1g-formula"].score
    assert slope is not None
    assert slope.earned == slope.points


def test_where_nothing_can_be_unpacked_the_reason_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hand_in(tmp_path, q2a1="def sigmoid(x):\n    return x")

    def full(**_named: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tempfile, "TemporaryDirectory", full)
    found = status(tmp_path)
    assert found.state is State.NOT_LOADED
    assert "an empty one and a process in it are needed: [Errno 28] No space left on device" in found.note


def test_where_the_last_notebook_is_graded_itself_no_process_is_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand_in(tmp_path, q2a1="def sigmoid(x):\n    return x")
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    monkeypatch.setattr("sys.path", list(sys.path))
    monkeypatch.setattr(subprocess, "Popen", None)
    assert status(tmp_path).state is State.NOT_RIGHT


@pytest.mark.slow
def test_a_zip_that_was_not_written_whole_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hand_in(tmp_path, q2a1="def sigmoid(x):\n    return x")
    submission.code_zip(tmp_path)
    whole = Path.read_bytes

    def cut(path: Path) -> bytes:
        return whole(path)[:-30] if path.name == "assignment2.zip" else whole(path)

    monkeypatch.setattr(Path, "read_bytes", cut)
    view = submission.code_zip(tmp_path)
    assert view.named == ("not-read",)
    assert main([str(tmp_path)]) == 1


def test_an_interrupted_collecting_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(submission, "code_zip", interrupted)
    assert main([str(tmp_path)]) == STOPPED
    assert "Stopped. A file that is there is whole." in capsys.readouterr().err


@pytest.mark.slow
def test_collecting_does_not_say_older_of_what_it_makes_anew(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hand_in(tmp_path, q2a1="def sigmoid(x):\n    return x")
    assert main([str(tmp_path)]) == 0
    hand_in(tmp_path, q2a1="def sigmoid(x):\n    return 2 * x")
    assert main([str(tmp_path)]) == 0
    assert "is older than" not in capsys.readouterr().out


@pytest.mark.slow
def test_a_students_own_answers_py_keeps_its_name(tmp_path: Path) -> None:
    hand_in(tmp_path, q2a1="from answers import my_sigmoid\n\n\ndef sigmoid(x):\n    return my_sigmoid(x)")
    (tmp_path / "answers.py").write_text(MINE)
    submission.code_zip(tmp_path)
    with zipfile.ZipFile(tmp_path / "assignment2.zip") as archive:
        assert archive.read("answers.py").decode() == MINE
        assert "from answers import my_sigmoid" in archive.read("answers_to_read.py").decode()


def there(name: str) -> bool:
    try:
        return util.find_spec(name) is not None
    except (ImportError, ValueError):
        return False


@pytest.mark.slow
def test_files_by_the_names_of_all_modules_harm_neither_the_scripts_nor_collecting(tmp_path: Path) -> None:
    folder = tmp_path / "word2vec"
    shutil.copytree(ROOT / "source" / "word2vec", folder, ignore=shutil.ignore_patterns("datasets", "__pycache__"))
    course = {name for name in metadata.packages_distributions() if name.isidentifier()} | {"word2vec_lab", "safepage"}
    for name in sorted(filter(there, (sys.stdlib_module_names | course) - {"word2vec", "sgd", "run"})):
        (folder / f"{name}.py").write_text(
            f"open(r'{tmp_path / 'eaten'}', 'a').write({name!r} + ' ')\nraise SystemExit"
        )

    def run(*command: str) -> str:
        done = subprocess.run([sys.executable, *command], cwd=folder, capture_output=True, text=True, encoding="utf-8")
        eaten = tmp_path / "eaten"
        assert not eaten.exists(), eaten.read_text()
        assert done.returncode == 0, done.stderr
        return done.stdout

    assert f"{ALL} of the {ALL} points" in run("word2vec.py")
    run("sgd.py")
    assert f"Unpacked in an empty folder, it earns {ALL} of {ALL} points" in run("-P", "-m", "word2vec_lab.submission")
