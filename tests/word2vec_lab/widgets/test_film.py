"""A widget on a page without a kernel: every picture is there, and the page's script says what Python says."""

import itertools
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from word2vec_lab import widgets
from word2vec_lab.widgets import film, page
from word2vec_lab.widgets.ordering import TANH


@pytest.fixture
def shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    monkeypatch.setenv("WORD2VEC_LAB_STATIC", "1")
    monkeypatch.setenv("WORD2VEC_LAB_SITE", str(tmp_path))
    found: list[Any] = []
    monkeypatch.setattr(page, "display", found.append)
    return found


@pytest.mark.slow
def test_a_film_has_a_picture_for_each_choice(shown: list[Any], tmp_path: Path) -> None:
    widgets.sampled()
    [made] = shown
    pictures = sorted(path.stem for path in (tmp_path / "films" / "film-01").iterdir())
    assert pictures == sorted(f"{k}-{draw}" for k, draw in itertools.product(range(6), range(3)))
    html = made._repr_html_()
    told = json.loads(re.search(r'application/json">(.*?)</script>', html)[1])  # type: ignore[index]
    assert sorted(told["alts"]) == pictures
    assert [control["start"] for control in told["controls"]] == [3, 0]
    assert 'src="films/film-01/3-0.png"' in html
    assert repr(made) == told["alts"]["3-0"]


@pytest.mark.slow
def test_two_films_have_two_folders(shown: list[Any], tmp_path: Path) -> None:
    widgets.minibatches()
    widgets.minibatches()
    assert [one.name for one in shown] == ["film-01", "film-02"]


@pytest.mark.skipif(shutil.which("node") is None, reason="needs node")
def test_the_page_judges_a_puzzle_as_python_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORD2VEC_LAB_STATIC", "1")
    monkeypatch.setenv("WORD2VEC_LAB_SITE", str(tmp_path))
    told = re.search(r'application/json">(.*?)</script>', TANH._repr_html_())[1]  # type: ignore[index]
    source = (page.STATIC / "puzzle.js").read_text(encoding="utf-8")
    judge = source[source.index("function judge") : source.index("function puzzle")]
    count = len(TANH.shown)
    attempts: list[list[int]] = [[]]
    for length in range(1, 4):
        attempts += [list(one) for one in itertools.permutations(range(count), length)]
    right = [TANH.shown.index(line) for line in TANH.lines]
    attempts += [list(one) for one in itertools.permutations(right)]
    script = f"{judge}\nconst told = {told};\nconsole.log(JSON.stringify({attempts}.map((one) => judge(told, one))));"
    said = json.loads(subprocess.run(["node", "-e", script], check=True, capture_output=True, text=True).stdout)
    assert said == [TANH.judge(one) for one in attempts]


@pytest.mark.skipif(shutil.which("node") is None, reason="needs node")
def test_the_script_is_one_that_a_page_from_the_disk_may_load(tmp_path: Path) -> None:
    (tmp_path / "alive.js").write_text(film.script(), encoding="utf-8")
    assert "export" not in film.script()
    subprocess.run(["node", "--check", str(tmp_path / "alive.js")], check=True)
