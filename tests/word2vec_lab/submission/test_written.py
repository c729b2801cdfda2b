"""The page of written answers: complete in itself, harmless whatever a student wrote, and no formula lost."""

import base64
import html
import json
import re
from pathlib import Path

import pytest

from word2vec_lab import figures, submission
from word2vec_lab.commands import run
from word2vec_lab.items import items
from word2vec_lab.training import word_vectors

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[3]
NOTEBOOKS = sorted((ROOT / "source" / "word2vec").glob("*.ipynb"))
HERE = Path(__file__).parent
PNG = base64.b64encode(figures.surprise({"a": 0.5}).png).decode()


def written(folder: Path, **cells: str) -> str:
    raw = [
        {"cell_type": "markdown", "id": name, "source": text, "metadata": {"nbgrader": {"grade_id": name}}}
        for name, text in cells.items()
    ]
    (folder / "1_softmax.ipynb").write_text(json.dumps({"cells": raw}), encoding="utf-8")
    (folder / "6_word_vectors.ipynb").write_text(json.dumps({"cells": raw}), encoding="utf-8")
    submission.written(folder)
    return (folder / "written_answers.html").read_text(encoding="utf-8")


def test_the_page_has_questions_points_answers_and_the_plot(tmp_path: Path) -> None:
    (tmp_path / "word_vectors.png").write_bytes(base64.b64decode(PNG))
    page = written(tmp_path, q1a="Because $y_o = 1$.", q2c="Two clusters.")
    assert '<h3 id="q1a">1(a) the loss is a cross-entropy</h3>' in page
    assert f"{items()['q1a'].points:g} points · 1_softmax.ipynb, cell q1a" in page
    assert "<math" in page
    assert f"data:image/png;base64,{PNG}" in page
    assert 'lang="en"' in page
    assert "What is missing" in page
    assert not re.findall(r"(?:src|href|url)\s*[=(]\s*[\"']?https?:", page)
    assert "<script" not in page


def test_the_plot_says_of_itself_where_it_comes_from(tmp_path: Path) -> None:
    plot = tmp_path / "word_vectors.png"
    plot.write_bytes(base64.b64decode(PNG))
    assert "The picture does not say where it comes from.</figcaption>" in written(tmp_path, q2c="Two clusters.")
    vectors = word_vectors.reference()
    plot.write_bytes(run.plot_of(vectors).png)
    page = written(tmp_path, q2c="Two clusters. ![again](word_vectors.png)")
    assert page.count(f"What the picture says of itself: {html.escape(str(vectors.origin))}.</") == 2
    assert "is not of the run that is asked for: it is the course&#x27;s reference run, and not yours" in page


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (None, "The plot of your word vectors, word_vectors.png, is not in this folder."),
        (b"GIF89a", "The file word_vectors.png is not a PNG picture."),
    ],
)
def test_a_plot_that_is_missing_is_said_in_its_place(tmp_path: Path, content: bytes | None, says: str) -> None:
    if content:
        (tmp_path / "word_vectors.png").write_bytes(content)
    page = written(tmp_path, q2c="Two clusters.")
    assert f'<p class="nothing">{says}</p>' in page
    assert "<img" not in page


def test_the_markers_of_the_source_are_not_shown(tmp_path: Path) -> None:
    page = written(tmp_path, q1a="<!-- BEGIN SOLUTION -->\nMine.\n<!-- END SOLUTION -->")
    assert "SOLUTION" not in page
    assert "<p>Mine.</p>" in page


def test_a_picture_that_cannot_be_shown_is_said_in_its_place_and_listed_as_missing(tmp_path: Path) -> None:
    (tmp_path / "derivation.heic").write_bytes(b"x")
    page = written(tmp_path, q1a="![my derivation](derivation.heic)")
    place, listed = page.split('id="q1a"')[1].split("</section>")[0], page.split("What is missing")[1].split("</ul>")[0]
    for part in (place, listed):
        assert "my derivation" in part
        assert "HEIC" in part
    assert "<img" not in place


def test_commands_that_another_cell_defines_are_known_to_an_answer(tmp_path: Path) -> None:
    page = written(tmp_path, macros=r"$\newcommand{\vc}{\boldsymbol{v}_c}$", q1a=r"So $\vc$.")
    assert "merror" not in page.split('id="q1a"')[1].split("</section>")[0]


def test_half_a_character_keeps_nobody_from_handing_in(tmp_path: Path) -> None:
    page = written(tmp_path, q1a="Half \ud800 a character.", setup="x")
    assert "Half \ufffd a character." in page
    submission.code_zip(tmp_path)
    assert "1(a)" in repr(submission.scoreboard(tmp_path))
