"""Answers in words that do not stand in their cells, in the real series: put back, or shown to a person, never lost.

Each case is what some editor or some person makes of the released notebooks. What nbgrader does with an answer follows
from its cell alone: as it was released, it is a finished 0; with anything else in it, a person is asked.
"""

import base64
import copy
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest
from traitlets.config.loader import PyFileConfigLoader

from classroom.course import load_course
from classroom.editions.handout import handout_files
from classroom.notebooks import grade_id
from classroom.sanitising import reading
from classroom.sanitising.arrivals import Submission, open_submission
from classroom.sanitising.master import Master, load_master
from grading.course import REPOSITORY
from grading.handing_in import code_cell, find, index, marks, text_cell
from safepage.markdown import render

RELEASE, SOURCE = REPOSITORY / "release" / "word2vec", REPOSITORY / "source" / "word2vec"
ONE, TWO, SIX = "1_softmax", "2_activations", "6_word_vectors"
WRITTEN = {
    ONE: ["q1a", "q1b1-derivation", "q1b2", "q1b3", "q1c", "q1d-derivation"],
    TWO: ["q1f-derivation", "q1g-derivation"],
    "3_negative_sampling": ["q1h1-derivation", "q1h3", "q1i-derivation"],
    SIX: ["q2c"],
}
MINE = "It is zero when the prediction is perfect."
OTHER = "Only the term of the true word is left of the sum."
PIXEL = base64.b64encode(
    bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
        + "1f15c4890000000d49444154789c6360606060000000050001"
        "a5f645400000000049454e44ae426082"
    )
).decode()
Cells = list[dict[str, Any]]


@pytest.fixture(scope="module")
def masters() -> dict[str, Master]:
    """The source as grading knows it: answers as they were released, all else with what students do not get."""
    found = {}
    for path in sorted(SOURCE.glob("*.ipynb")):
        texts = {grade_id(cell): cell.source for cell in nbformat.read(path, as_version=4).cells if grade_id(cell)}
        for cell in nbformat.read(RELEASE / path.name, as_version=4).cells:
            if marks(cell).get("solution"):
                texts[grade_id(cell)] = cell.source
        found[path.stem] = load_master(path, texts)
    return found


class Handed:
    """A student's folder with the released notebooks in it, and what comes of it."""

    def __init__(self, folder: Path, masters: dict[str, Master]) -> None:
        self.folder, self.masters = folder, masters
        for path in RELEASE.iterdir():
            if path.is_file():  # JupyterLab leaves a folder of its own beside the notebooks that it has opened
                shutil.copy(path, folder)

    def change(self, name: str, edit: Callable[[Cells], object]) -> None:
        """Change the cells of a notebook."""
        path = self.folder / f"{name}.ipynb"
        notebook = json.loads(path.read_text(encoding="utf-8"))
        for cell in notebook["cells"]:
            cell["source"] = "".join(cell["source"])
        edit(notebook["cells"])
        path.write_text(json.dumps(notebook), encoding="utf-8")

    def write(self, **answers: str) -> None:
        """Write into answer cells; `_` stands for the hyphen of an id."""
        for name in self.masters:
            self.change(name, lambda cells: _fill(cells, answers))

    def opened(self) -> Submission:
        """What grading makes of the folder."""
        config = PyFileConfigLoader("nbgrader_config.py", str(REPOSITORY)).load_config()
        known = [*config.CourseDirectory.ignore, *config.SubmissionExporter.known_files]
        return open_submission(self.folder, self.masters, known)

    def cells(self) -> dict[str, str]:
        """The text of each written answer that nbgrader leaves to a person, by grade id."""
        opened = self.opened()
        released = {one.grade_id: one.released for master in self.masters.values() for one in master.cells}
        found = {}
        for arrived in opened.notebooks.values():
            for cell in arrived.mended.notebook(arrived.notes).cells:
                name = grade_id(cell)
                if marks(cell).get("solution") and marks(cell).get("grade") and cell.source != released[name]:
                    found[name] = cell.source
        return found


def _fill(cells: Cells, answers: dict[str, str]) -> None:
    for cell in cells:
        name = marks(cell).get("grade_id", "").replace("-", "_")
        if name in answers:
            cell["source"] = answers[name]


@pytest.fixture
def handed(tmp_path: Path, masters: dict[str, Master]) -> Handed:
    return Handed(tmp_path, masters)


def put(cells: Cells, beside: str, *new: dict[str, Any], above: bool = False) -> None:
    """Put cells below, or above, the cell of that id."""
    place = next(n for n, cell in enumerate(cells) if beside in (cell.get("id"), marks(cell).get("grade_id")))
    place += 0 if above else 1
    cells[place:place] = [copy.deepcopy(cell) for cell in new]


def remove(cells: Cells, name: str) -> dict[str, Any]:
    return cells.pop(index(cells, name))


# What is empty stays a finished 0.


def test_untouched_notebooks_ask_nobody(handed: Handed) -> None:
    assert handed.cells() == {}
    assert all(arrived.notes == () and arrived.is_whole for arrived in handed.opened().notebooks.values())


@pytest.mark.parametrize(
    "code",
    [
        "x = 1",
        "# print(x)\nx = np.exp(2.0)",
        "for word in words:\n    print(word, y_hat[word])",
        "# a test\nsoftmax(np.zeros(3))",
        "plt.plot(losses, label='loss')\nplt.title('Loss by iteration')",
        "def f(x:\n    return x",
        "",
        "%timeit softmax(U @ v_c)",
        "!ls -l",
    ],
)
def test_code_to_try_something_is_no_answer_in_words(handed: Handed, code: str) -> None:
    handed.change(ONE, lambda cells: put(cells, "q1b2", code_cell(code)))
    handed.change(ONE, lambda cells: cells.append(code_cell(code)))
    assert handed.cells() == {}


def test_the_notebooks_own_cells_with_other_values_are_no_answer(handed: Handed) -> None:
    def turn(cells: Cells) -> None:
        for cell in cells:
            cell["source"] = cell["source"].replace("guess = None", "guess = 7.5").replace("V, d =", "W, e =")

    for name in handed.masters:
        handed.change(name, turn)
    handed.change(SIX, lambda cells: _set(cells, "bets", 'bets = {"king": "queen", "tea": "coffee", "boring": "dull"}'))
    handed.change(ONE, lambda cells: _set(cells, "rivals", "words = ['a', 'b']\nrivals = None"))
    assert handed.cells() == {}


def test_remarks_in_answers_in_code_are_no_answers_in_words(handed: Handed) -> None:
    handed.change(
        ONE,
        lambda cells: _set(
            cells,
            "q2a2",
            "def naiveSoftmaxLossAndGradient(a, b, c, d):\n    # first the scores of all words\n    z = c @ a\n"
            "    # then the softmax, which is given\n    y = softmax(z)\n    return y",
        ),
    )
    assert handed.cells() == {}


def test_a_cell_that_was_corrected_since_it_was_handed_out_is_no_answer(handed: Handed) -> None:
    def older(cells: Cells) -> None:
        for cell in cells:
            if cell["cell_type"] == "markdown" and not marks(cell).get("solution"):
                cell["source"] = cell["source"].replace(" the ", " teh ", 1).replace("gradient", "slope")

    for name in handed.masters:
        handed.change(name, older)
    assert handed.cells() == {}


def _set(cells: Cells, name: str, source: str) -> None:
    next(cell for cell in cells if name in (cell.get("id"), marks(cell).get("grade_id")))["source"] = source


# The place is clear: it is the answer.


@pytest.mark.parametrize("above", [True, False])
@pytest.mark.parametrize("kind", ["markdown", "raw", "comments", "text", "magic", "printed"])
@pytest.mark.parametrize("stub", ["there", "gone", "blank"])
def test_an_answer_beside_its_cell_is_put_back(handed: Handed, kind: str, above: bool, stub: str) -> None:
    new = {
        "markdown": text_cell(MINE),
        "raw": {"cell_type": "raw", "metadata": {}, "source": MINE},
        "comments": code_cell(f"# {MINE}"),
        "text": code_cell(f'"""\n{MINE}\n"""'),
        "magic": code_cell(f"%%markdown\n{MINE}"),
        "printed": code_cell(f'print("{MINE}")'),
    }[kind]

    def edit(cells: Cells) -> None:
        put(cells, "q1b2", new, above=above)
        if stub == "gone":
            remove(cells, "q1b2")
        if stub == "blank":
            find(cells, "q1b2")["source"] = "  \n"

    handed.change(ONE, edit)
    found = handed.cells()
    assert list(found) == ["q1b2"]
    assert MINE in found["q1b2"]
    if stub != "gone":
        assert found["q1b2"].startswith("*Put back before grading: what follows stood in a cell of its own.*")


def test_several_cells_are_one_answer_in_their_order(handed: Handed) -> None:
    def edit(cells: Cells) -> None:
        put(cells, "q1b2", text_cell("First."), text_cell("$y = \\hat y$"), text_cell("Last."))
        remove(cells, "q1b2")

    handed.change(ONE, edit)
    [said] = handed.cells().values()
    assert said.index("First.") < said.index("hat y") < said.index("Last.")
    mended = handed.opened().notebooks[ONE].mended
    assert sum("Last." in cell.text for cell in mended.cells) == 1, "they moved"


def test_below_the_rubric_is_clear(handed: Handed) -> None:
    handed.change(ONE, lambda cells: put(cells, "q1b2-rubric", text_cell(MINE)))
    found = handed.cells()
    assert list(found) == ["q1b2"]
    assert found["q1b2"].startswith("*Put back")


def test_between_two_questions_a_person_decides(handed: Handed) -> None:
    handed.change(ONE, lambda cells: put(cells, "q1b2-further", text_cell(MINE)))
    assert set(handed.cells()) == {"q1b2", "q1b3"}
    handed.write(q1b3=OTHER)
    found = handed.cells()
    assert found["q1b3"] == OTHER
    assert MINE in found["q1b2"]
    assert "Whoever grades decides" in found["q1b2"]


def test_under_the_heading_of_one_answer_is_clear(handed: Handed) -> None:
    handed.change(ONE, lambda cells: put(cells, "normalised-sum", text_cell(MINE)))
    found = handed.cells()
    assert list(found) == ["q1c"]
    assert found["q1c"].startswith("*Put back")


@pytest.mark.parametrize(
    "heading", ["1(b)(ii)", "**1b(ii)** ", "## Question 1.b.ii: zero", "Answer to 1(b) (ii):", "q1b2"]
)
@pytest.mark.parametrize("notebook", [ONE, TWO])
def test_the_number_of_its_question_is_a_clear_place_too(handed: Handed, notebook: str, heading: str) -> None:
    handed.change(notebook, lambda cells: cells.append(text_cell(f"{heading}\n\n{MINE}")))
    found = handed.cells()
    assert list(found) == ["q1b2"]
    assert MINE in found["q1b2"]
    handed.write(q1b2=OTHER)
    assert handed.cells() == {"q1b2": OTHER}, "what has an answer needs no other, nor do the other questions"


def test_one_cell_with_all_answers_is_cut_at_their_numbers(handed: Handed) -> None:
    handed.change(ONE, lambda cells: cells.append(text_cell(f"1(a)\n{OTHER}\n\n1(b)(ii)\n{MINE}\n\n1(c) Never.")))
    found = handed.cells()
    assert set(found) == {"q1a", "q1b2", "q1c"}
    assert MINE not in found["q1a"] + found["q1c"]


def test_a_list_with_numbers_is_no_heading(handed: Handed) -> None:
    handed.write(q1d_derivation="Three steps.\n\n1. A loss is there.\n2. b is small.\n\n1. c is the centre word.")
    assert list(handed.cells()) == ["q1d-derivation"]


def test_an_answer_in_the_cell_of_another_one_is_shown_at_its_own(handed: Handed) -> None:
    handed.write(q1a=f"{OTHER}\n\n**1(b)(ii)** {MINE}")
    found = handed.cells()
    assert set(found) == {"q1a", "q1b2"}
    assert OTHER not in found["q1b2"]
    assert "stands in the answer cell q1a, and may be the answer" in found["q1b2"]


def test_an_answered_question_takes_what_stands_beside_it(handed: Handed) -> None:
    """The second half of a cell that was split."""
    handed.write(q1b2=MINE)
    handed.change(ONE, lambda cells: put(cells, "q1b2", text_cell(OTHER)))
    assert handed.cells() == {"q1b2": MINE}
    texts = [cell.text for cell in handed.opened().notebooks[ONE].mended.cells]
    assert texts[texts.index(MINE) + 1] == OTHER


# Ids that are gone, doubled or moved.


def test_a_cell_that_was_split_with_its_marks_is_still_seen_whole(handed: Handed) -> None:
    def edit(cells: Cells) -> None:
        find(cells, "q1b2")["source"] = MINE
        put(cells, "q1b2", find(cells, "q1b2") | {"source": OTHER})

    handed.change(ONE, edit)
    assert handed.cells() == {"q1b2": MINE}
    texts = [cell.text for cell in handed.opened().notebooks[ONE].mended.cells]
    assert texts[texts.index(MINE) + 1] == OTHER


def test_a_pasted_cell_with_the_marks_of_another_answer_goes_where_it_stands(handed: Handed) -> None:
    def edit(cells: Cells) -> None:
        find(cells, "q1b2")["source"] = MINE
        put(cells, "q1b3", find(cells, "q1b2") | {"source": OTHER})

    handed.change(ONE, edit)
    found = handed.cells()
    assert set(found) == {"q1b2", "q1b3"}
    assert found["q1b2"] == MINE
    assert OTHER in found["q1b3"]


def bare(cell: dict[str, Any]) -> dict[str, Any]:
    kept = {"cell_type": cell["cell_type"], "metadata": {}, "source": cell["source"]}
    return kept | ({"outputs": [], "execution_count": None} if cell["cell_type"] == "code" else {})


def everything(handed: Handed) -> dict[str, str]:
    said = {name: f"What I say of {name}: $x_{{{n}}}$." for names in WRITTEN.values() for n, name in enumerate(names)}
    handed.write(**{name.replace("-", "_"): text for name, text in said.items()})
    return said


def test_notebooks_that_lost_all_their_marks_keep_every_written_answer(handed: Handed) -> None:
    said = everything(handed)
    for name in handed.masters:
        handed.change(name, lambda cells: cells.__setitem__(slice(None), [bare(cell) for cell in cells]))
    assert handed.cells() == said


def test_those_that_answered_nothing_in_such_notebooks_ask_nobody(handed: Handed) -> None:
    for name in handed.masters:
        handed.change(name, lambda cells: cells.__setitem__(slice(None), [bare(cell) for cell in cells]))
    assert handed.cells() == {}


def test_notebooks_of_format_3_keep_every_written_answer(handed: Handed) -> None:
    said = everything(handed)
    for name in handed.masters:
        path = handed.folder / f"{name}.ipynb"
        old = nbformat.convert(nbformat.read(path, as_version=4), 3)
        for cell in old.worksheets[0].cells:
            cell.metadata = {}
        path.write_text(json.dumps(old))
    assert handed.cells() == said


def test_texts_that_were_merged_into_one_cell_are_taken_apart(handed: Handed) -> None:
    """What a round trip through Markdown does: neighbouring text cells come back as one."""
    said = everything(handed)

    def merge(cells: Cells) -> None:
        merged: Cells = []
        for cell in map(bare, cells):
            if merged and cell["cell_type"] == merged[-1]["cell_type"] == "markdown":
                merged[-1]["source"] += f"\n\n{cell['source']}"
            else:
                merged.append(cell)
        cells[:] = merged

    for name in handed.masters:
        handed.change(name, merge)
    assert {name: text.strip() for name, text in handed.cells().items()} == said


@pytest.mark.parametrize("keeps", ["q1b2-question", "q1b2"])
def test_an_answer_merged_with_its_question_is_the_answer(handed: Handed, keeps: str) -> None:
    def edit(cells: Cells) -> None:
        question, cell = (remove_any(cells, name) for name in ("q1b2-question", "q1b2"))
        kept = {"q1b2-question": question, "q1b2": cell}[keeps]
        put(cells, "q1b2-rubric", kept | {"source": f"{question['source']}\n\n{MINE}"}, above=True)

    handed.change(ONE, edit)
    assert {name: MINE in text for name, text in handed.cells().items()} == {"q1b2": True}


def remove_any(cells: Cells, name: str) -> dict[str, Any]:
    return cells.pop(next(n for n, cell in enumerate(cells) if name in (cell.get("id"), marks(cell).get("grade_id"))))


def test_moved_cells_keep_their_answers(handed: Handed) -> None:
    said = everything(handed)
    handed.change(ONE, lambda cells: cells.reverse())
    assert handed.cells() == said


@pytest.mark.parametrize("kind", ["code", "raw"])
def test_an_answer_cell_of_another_kind_is_turned_back(handed: Handed, kind: str) -> None:
    handed.write(q1b2=MINE)
    handed.change(ONE, lambda cells: find(cells, "q1b2").update(cell_type=kind))
    assert handed.cells() == {"q1b2": MINE}


# Typed into cells that are not for it.


@pytest.mark.parametrize("where", ["q1b2-question", "q1b2-rubric"])
@pytest.mark.parametrize("join", ["\n\n", " ", "\n"])
def test_an_answer_typed_into_the_question_or_the_rubric(handed: Handed, where: str, join: str) -> None:
    def edit(cells: Cells) -> None:
        cell = next(cell for cell in cells if cell.get("id") == where)
        cell["source"] += f"{join}{MINE}"

    handed.change(ONE, edit)
    found = handed.cells()
    assert list(found) == ["q1b2"]
    assert MINE in found["q1b2"]
    assert "When is the gradient" not in found["q1b2"]


def test_an_answer_in_place_of_its_question(handed: Handed) -> None:
    handed.change(ONE, lambda cells: _set(cells, "q1b2-question", MINE))
    assert {name: MINE in text for name, text in handed.cells().items()} == {"q1b2": True}


@pytest.mark.parametrize("where", ["q1b1-formula-check", "q1b1-formula", "setup", "pull-and-push"])
def test_an_answer_as_comments_in_code_of_the_course_is_shown_to_a_person(handed: Handed, where: str) -> None:
    def edit(cells: Cells) -> None:
        cell = next(cell for cell in cells if cell.get("id") == where)
        cell["source"] += f"\n# 1(b)(ii): {MINE}\n# {OTHER}"

    handed.change(ONE, edit)
    found = handed.cells()
    assert "q1b2" in found
    assert MINE in found["q1b2"]
    assert OTHER in found["q1b2"]


# Pictures.


def test_a_picture_alone_is_an_answer_and_keeps_its_picture(handed: Handed) -> None:
    pasted = text_cell("![image.png](attachment:image.png)") | {"attachments": {"image.png": {"image/png": PIXEL}}}
    handed.change(ONE, lambda cells: put(cells, "q1b2", pasted, pasted))
    assert list(handed.cells()) == ["q1b2"]
    [cell] = [c for c in handed.opened().notebooks[ONE].mended.notebook().cells if grade_id(c) == "q1b2"]
    assert len(cell.attachments) == 2
    assert all(f"attachment:{name}" in cell.source for name in cell.attachments)


def test_a_picture_that_code_shows_is_an_answer_though_the_file_is_not_there(handed: Handed) -> None:
    output = {"output_type": "execute_result", "metadata": {}, "execution_count": 1, "data": {"image/png": PIXEL}}
    shown = code_cell('from IPython.display import Image\n\nImage("photo.png")') | {"outputs": [output]}
    handed.change(ONE, lambda cells: put(cells, "q1b2", shown))
    [cell] = [c for c in handed.opened().notebooks[ONE].mended.notebook().cells if grade_id(c) == "q1b2"]
    assert list(cell.attachments.values()) == [{"image/png": PIXEL}]
    assert "](attachment:" in cell.source


def test_a_picture_that_code_shows_is_an_answer_however_it_is_shown(handed: Handed) -> None:
    (handed.folder / "scan.jpg").write_bytes(base64.b64decode(PIXEL))
    handed.change(ONE, lambda cells: put(cells, "q1b2", code_cell('plt.imshow(plt.imread("scan.jpg"))')))
    assert list(handed.cells()) == ["q1b2"]


def test_a_picture_that_code_has_shown_is_an_answer_where_one_belongs_and_else_a_trial(handed: Handed) -> None:
    output = {"output_type": "display_data", "metadata": {}, "data": {"image/png": PIXEL}}
    shown = code_cell("plt.imshow(image)") | {"outputs": [output]}
    handed.change(TWO, lambda cells: cells.append(shown))
    assert handed.cells() == {}
    handed.change(ONE, lambda cells: put(cells, "q1b2", shown))
    assert list(handed.cells()) == ["q1b2"]
    assert "](attachment:" in handed.cells()["q1b2"]


@pytest.mark.parametrize("stub", ["", "*Write your answer here.*\n\n"])
def test_an_answer_that_was_typed_as_a_comment_is_shown_to_whoever_grades(handed: Handed, stub: str) -> None:
    handed.write(q1b2=f"{stub}<!-- {MINE} -->")
    said = handed.cells()["q1b2"]
    assert "What follows stands in it as a comment, which no page shows" in said
    assert MINE in render(said).html


def test_an_own_cell_that_is_a_comment_is_put_back_so_that_it_can_be_read(handed: Handed) -> None:
    handed.change(ONE, lambda cells: put(cells, "q1b2", text_cell(f"<!-- {MINE} -->")))
    assert MINE in render(handed.cells()["q1b2"]).html


# The place is not clear: a person is asked, where it may be meant.


def test_at_the_end_of_the_notebook_it_is_shown_at_every_unanswered_question_of_it(handed: Handed) -> None:
    handed.write(q1a=OTHER, q1d_derivation=OTHER)
    handed.change(ONE, lambda cells: cells.append(text_cell(MINE)))
    found = handed.cells()
    assert set(found) == set(WRITTEN[ONE])
    assert "4 unanswered questions show this" in found["q1b2"]
    assert found["q1b2"].startswith(
        "*This answer cell is empty. What follows stood in a cell of its own of the notebook"
    )
    assert MINE in found["q1b2"]
    assert MINE not in found["q1a"]


def test_in_another_notebook_it_is_shown_at_every_unanswered_question(handed: Handed) -> None:
    handed.change("4_skipgram", lambda cells: cells.append(text_cell(MINE)))
    assert set(handed.cells()) == {name for names in WRITTEN.values() for name in names}


def test_among_the_questions_of_one_heading_it_is_shown_there_only(handed: Handed) -> None:
    handed.change(ONE, lambda cells: put(cells, "pull-and-push", text_cell(MINE)))
    assert set(handed.cells()) == {"q1b2", "q1b3"}


def test_where_nothing_is_unanswered_nothing_is_shown(handed: Handed) -> None:
    said = everything(handed)
    handed.change(ONE, lambda cells: cells.append(text_cell(MINE)))
    assert handed.cells() == said


def test_a_notebook_of_answers_beside_the_others(handed: Handed) -> None:
    cells = [text_cell("# My answers"), text_cell(f"### 1(b)(ii)\n{MINE}"), text_cell(f"1(g): {OTHER}")]
    (handed.folder / "answers.ipynb").write_text(json.dumps({"cells": cells, "nbformat": 4, "nbformat_minor": 4}))
    handed.write(**{name.replace("-", "_"): "mine" for names in WRITTEN.values() for name in names if name != "q1b2"})
    handed.change(TWO, lambda cells: _set(cells, "q1g-derivation", find_released("q1g-derivation")))
    found = handed.cells()
    assert MINE in found["q1b2"]
    assert OTHER not in found["q1b2"]
    assert OTHER in found["q1g-derivation"]
    assert "answers.ipynb" in found["q1b2"]


def find_released(name: str) -> str:
    for path in RELEASE.glob("*.ipynb"):
        for cell in nbformat.read(path, as_version=4).cells:
            if grade_id(cell) == name:
                return str(cell.source)
    raise KeyError(name)


@pytest.mark.parametrize("name", ["answers.pdf", "answers.docx", "scan.jpg", "Lösung 1.odt", "part 1/answers.pages"])
def test_a_file_that_the_course_does_not_know_is_named_where_an_answer_is_missing(handed: Handed, name: str) -> None:
    everything(handed)
    handed.change(SIX, lambda cells: remove(cells, "q2c"))
    (handed.folder / name).parent.mkdir(exist_ok=True)
    (handed.folder / name).write_bytes(b"%PDF")
    assert f"The file `{name}` was handed in too, and may hold the answer." in handed.cells()["q2c"]


def test_a_text_beside_the_notebooks_is_shown(handed: Handed) -> None:
    (handed.folder / "answers.md").write_text(f"## 1(b)(ii)\n\n{MINE}\n\n## 2(c)\n\n{OTHER}\n")
    found = handed.cells()
    assert set(found) == {"q1b2", "q2c"}
    assert MINE in found["q1b2"]
    assert OTHER not in found["q1b2"]


def test_a_file_asks_for_the_written_answers_of_notebooks_that_are_not_there(handed: Handed) -> None:
    for path in handed.folder.glob("*.ipynb"):
        path.unlink()
    (handed.folder / "answers.pdf").write_bytes(b"%PDF")
    assert set(handed.cells()) == {name for names in WRITTEN.values() for name in names}


def test_what_the_course_itself_gives_and_writes_asks_nobody(handed: Handed) -> None:
    for name, content in handout_files(load_course(REPOSITORY)).items():
        (handed.folder / name).parent.mkdir(exist_ok=True)
        (handed.folder / name).write_bytes(content)
    for name in (
        "explorer.png",
        "word_vectors.png",
        "written_answers.html",
        "assignment2.zip",
        "MISSING.txt",
        "answers.py",
        ".DS_Store",
    ):
        (handed.folder / name).write_bytes(b"x")
    (handed.folder / "datasets").mkdir()
    (handed.folder / "datasets" / "README.txt").write_text("The treebank.")
    assert handed.cells() == {}


def test_a_picture_that_an_answer_shows_is_in_its_place(handed: Handed) -> None:
    handed.write(q1a="![my derivation](derivation.jpg)")
    (handed.folder / "derivation.jpg").write_bytes(b"x")
    assert set(handed.cells()) == {"q1a"}


# Copies, damage, limits.


def test_what_one_copy_lacks_is_taken_from_the_other(handed: Handed) -> None:
    shutil.copy(handed.folder / f"{ONE}.ipynb", handed.folder / f"{ONE} (1).ipynb")
    handed.write(q1a=OTHER)
    handed.change(f"{ONE} (1)", lambda cells: _fill(cells, {"q1b2": MINE}))
    assert handed.cells() == {"q1a": OTHER, "q1b2": MINE}
    assert any("q1b2" in note and "taken from" in note for note in handed.opened().notebooks[ONE].notes)


def test_of_a_damaged_file_every_missing_answer_asks_for_a_person(handed: Handed) -> None:
    handed.write(q1a=OTHER)
    path = handed.folder / f"{ONE}.ipynb"
    text = path.read_text()
    path.write_text(text[: text.index("q1b1-formula-question")])
    found = handed.cells()
    assert found["q1a"] == OTHER
    assert set(found) == set(WRITTEN[ONE])
    assert "could not be read, or not to its end. What was answered here may be lost." in found["q1c"]
    opened = handed.opened().notebooks[ONE]
    assert not opened.is_whole
    told = [cell.text for cell in opened.mended.cells if cell.master is None]
    assert sum("may be lost" in text for text in told) == 4, "above each check whose answer is gone"


@pytest.mark.parametrize("content", ["", "{", "<html>"])
def test_of_a_file_that_cannot_be_read_every_answer_asks_for_a_person(handed: Handed, content: str) -> None:
    (handed.folder / f"{ONE}.ipynb").write_text(content)
    assert set(handed.cells()) == set(WRITTEN[ONE])


@pytest.mark.slow
@pytest.mark.parametrize(("limit", "most"), [("MOST_CELLS", 30), ("LONGEST_CELL", 3_000), ("MOST_TEXT", 20_000)])
def test_what_lies_behind_a_limit_asks_for_a_person(
    handed: Handed, monkeypatch: pytest.MonkeyPatch, limit: str, most: int
) -> None:
    monkeypatch.setattr(reading, limit, most)
    handed.change(ONE, lambda cells: _set(cells, "q1c", "long " * 1_000))
    assert not handed.opened().notebooks[ONE].is_whole
    assert "q1c" in handed.cells()
