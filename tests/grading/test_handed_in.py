"""The road of one zip: written by collecting, unpacked as an instructor does, graded, and shown to both sides.

What the last check said is what grading gives, item by item, and the photographs of a derivation are seen at the end.
"""

import json
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from browser.lab import browse, find_chromium, serve
from nbgrader.api import Gradebook
from PIL import Image, ImageDraw

from classroom.commands import run_nbgrader
from classroom.course import load_course
from classroom.demo.sample_class import hand_in, sample_class
from classroom.editions.release import copy_assignment
from word2vec_lab import submission

pytestmark = pytest.mark.slow

COURSE = load_course(Path(__file__).parents[2])
PHOTOS = ("fotos/Seite ä 1.jpg", "fotos/zwei.png")
TAKEN = ("random", "string", "types", "json", "copy", "numpy", "sitecustomize", "conftest", "nbgrader_config")
Notebook = dict[str, Any]
IMPORTS = """from collections.abc import Callable
from typing import Any
import numpy as np
from word2vec_lab.measure.numeric import Array
"""


def edit(folder: Path, name: str, change: Callable[[Notebook], object]) -> None:
    path = folder / f"{name}.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    change(notebook)
    path.write_text(json.dumps(notebook), encoding="utf-8")


def code(source: str) -> Notebook:
    return {"cell_type": "code", "id": "own", "metadata": {}, "source": source, "outputs": [], "execution_count": None}


def moved(folder: Path, name: str, item: str, module: str, instead: str) -> None:
    """Move what an answer cell says into a module, and write something else into the cell."""

    def change(notebook: Notebook) -> None:
        cell = next(cell for cell in notebook["cells"] if cell["id"] == item)
        (folder / module).parent.mkdir(exist_ok=True)
        with (folder / module).open("a", encoding="utf-8") as file:
            file.write(IMPORTS + "".join(cell["source"]))
        cell["source"] = instead

    edit(folder, name, change)


def desk(folder: Path, release: Path) -> None:
    """A student's folder: right answers, of which several stand in modules, and one outside of the folder."""
    shutil.copytree(release, folder)
    perfect = sample_class(COURSE, 0, 0)[0]
    hand_in(COURSE, perfect, release, folder / "answers")
    for path in (folder / "answers").iterdir():
        path.replace(folder / path.name)
    (folder / "answers").rmdir()
    moved(
        folder,
        "2_activations",
        "q2a1",
        "mine.py",
        "from mine import sigmoid as f\n\n\ndef sigmoid(x):\n    return f(x)",
    )
    moved(folder, "1_softmax", "q1b1-formula", "tools/loss.py", "from tools.loss import *\n\n\ndef grad_v_c(y, y_hat, U):\n"
        "    import importlib\n    return importlib.import_module('tools.loss').grad_v_c(y, y_hat, U) * float(open('one.txt').read())")  # fmt: skip
    moved(folder, "1_softmax", "q1e", "script.py", "def grad_U(y, y_hat, v_c):\n    return by_script(y, y_hat, v_c)")
    moved(
        folder,
        "4_skipgram",
        "q1j1",
        "helpers/windows.py",
        "from windows import grad_window_U as f\n\n\ndef grad_window_U(*a, **k):\n    return f(*a, **k)",
    )
    moved(folder, "2_activations", "q1g-formula", "../outside.py", "from outside import sigmoid_slope as f\n\n\n"
        "def sigmoid_slope(s):\n    return f(s)")  # fmt: skip
    with (folder / "script.py").open("a") as file:
        file.write("\nby_script = grad_U\n")
    (folder / "one.txt").write_text("1.0")
    edit(folder, "1_softmax", lambda notebook: notebook["cells"].insert(0, code("%run script.py")))
    for name, place in (("2_activations", ".."), ("4_skipgram", "helpers")):
        adding = code(f"import sys\nsys.path.append({place!r})")
        edit(folder, name, lambda notebook, adding=adding: notebook["cells"].insert(0, adding))  # type: ignore[misc]
    edit(folder, "7_submit", lambda notebook: [  # as it was handed out it shows nothing of an answer, and is not run
        cell.update(source="mine = submission.scoreboard()\nmine") for cell in notebook["cells"]
        if "submission.scoreboard()" in "".join(cell["source"])])  # fmt: skip
    (folder / "fotos").mkdir()
    for photo in PHOTOS:
        picture = Image.new("RGB", (640, 240), "white")
        ImageDraw.Draw(picture).text((30, 100), "J = -log y_hat_o, by hand", fill="navy")
        picture.save(folder / photo)
    texts = {"q1a": "By hand:\n\n![by hand](fotos/Seite%20%C3%A4%201.jpg)", "q1b2": "![two][p]\n\n[p]: fotos/zwei.png"}
    edit(folder, "1_softmax", lambda notebook: [
        cell.update(source=texts[cell["id"]]) for cell in notebook["cells"] if cell["id"] in texts])  # fmt: skip
    for name in TAKEN:
        (folder / f"{name}.py").write_text("raise SystemExit('not mine to import')")


@pytest.fixture(scope="module")
def road(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The student's folder, and the instructor's course after grading."""
    root, home = tmp_path_factory.mktemp("road"), tmp_path_factory.mktemp("desk")
    copy_assignment(COURSE, root)
    run_nbgrader(root, ["generate_assignment", COURSE.assignment], root / "log", lambda _: None)
    folder = home / COURSE.assignment
    desk(folder, root / "release" / COURSE.assignment)
    command = [sys.executable, "-P", "-m", "word2vec_lab.submission", str(folder)]
    subprocess.run(command, check=True, cwd=folder, capture_output=True)
    with zipfile.ZipFile(folder / "assignment2.zip") as archive:
        archive.extractall(root / "submitted" / "ann" / COURSE.assignment)
    # What a student puts there by hand, which must not run on the instructor's side.
    for name in TAKEN:
        shutil.copy(folder / f"{name}.py", root / "submitted" / "ann" / COURSE.assignment)
    for verb in (["autograde"], ["generate_feedback", "--force"]):
        run_nbgrader(root, [verb[0], COURSE.assignment, *verb[1:]], root / "log", lambda _: None)
    return folder, root


def graded(root: Path) -> Path:
    return root / "autograded" / "ann" / COURSE.assignment


def test_the_zip_holds_what_answers_need_and_nothing_else(road: tuple[Path, Path]) -> None:
    with zipfile.ZipFile(road[0] / "assignment2.zip") as archive:
        names = {name for name in archive.namelist() if not name.endswith(".ipynb")}
    own = {name for name in names if name.removesuffix(".py") not in TAKEN}
    assert own == {
        *("mine.py", "tools/loss.py", "script.py", "helpers/windows.py", "one.txt", *PHOTOS),
        *("run.py", "sgd.py", "word2vec.py", "start.py", "answers.py", "MISSING.txt"),  # the scripts import start
    }


def test_grading_gives_what_the_last_check_said(road: tuple[Path, Path]) -> None:
    folder, root = road
    said = {f"{s.item.id}-check": s.earned for s in submission.review(folder).statuses if s.item.kind == "auto"}
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}", "word2vec") as gradebook:
        notebooks = gradebook.find_submission(COURSE.assignment, "ann").notebooks
        got = {grade.name: float(grade.auto_score or 0) for notebook in notebooks for grade in notebook.grades}
    assert {name: got[name] for name in said} == said
    full = {f"{item.id}-check": item.points for item in COURSE.items if item.kind == "auto"}
    assert said == full | {"q1g-formula-check": 0.0}
    [last] = [json.loads(path.read_text(encoding="utf-8")) for path in graded(root).glob("7_submit.ipynb")]
    shown = json.dumps([cell["outputs"] for cell in last["cells"] if cell["cell_type"] == "code"])
    assert f"{sum(said.values()):g} earned on the public checks" in shown, "the last notebook as it was graded"
    assert "`outside` lies outside of the assignment's folder" in repr(submission.scoreboard(folder))


def test_the_photographs_come_into_what_is_graded_and_into_the_feedback(road: tuple[Path, Path]) -> None:
    assert all((graded(road[1]) / photo).is_file() for photo in PHOTOS)
    page = (road[1] / "feedback" / "ann" / COURSE.assignment / "1_softmax.html").read_text(encoding="utf-8")
    for alt, kind in (("by hand", "jpeg"), ("two", "png")):
        assert re.search(rf'<img[^>]*src="data:image/{kind};base64,[^>]*alt="{alt}"|<img[^>]*alt="{alt}"', page), alt


SEEN = """() => ['by hand', 'two'].map(alt => {
  const image = document.querySelector(`img[alt="${alt}"]`);
  image?.scrollIntoView();
  return image?.complete ? image.naturalWidth : 0;
})"""


@pytest.mark.skipif(find_chromium() is None, reason="there is no Chromium on this machine")
def test_the_photographs_are_seen_in_formgrader_and_on_the_feedback_page(
    road: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = road[1]
    monkeypatch.chdir(root)
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}", "word2vec") as gradebook:
        notebooks = gradebook.find_submission(COURSE.assignment, "ann").notebooks
        number = next(notebook.id for notebook in notebooks if notebook.name == "1_softmax")
    with serve(root, tmp_path) as server, browse() as browser:
        page = browser.new_page(viewport={"width": 1200, "height": 900})
        page.goto((root / "feedback" / "ann" / COURSE.assignment / "1_softmax.html").as_uri())
        assert page.evaluate(SEEN) == [640, 640]
        page.screenshot(path=tmp_path / "feedback.png")
        page.goto(f"{server.url}/formgrader/manage_assignments?token={server.token}")
        page.goto(f"{server.url}/formgrader/submissions/{number}/")
        page.wait_for_selector("input.score")
        assert page.evaluate(SEEN) == [640, 640]
        page.screenshot(path=tmp_path / "formgrader.png")
        page.close()
