"""What travels of a folder, and what stays."""

import json
import shutil
from pathlib import Path

import pytest
from PIL import Image

from safepage import pictures
from word2vec_lab.submission import packing
from word2vec_lab.submission.packing import as_zip, from_zip, pack, unpack

RELEASE = Path(__file__).resolve().parents[3] / "release" / "word2vec"


def notebook(folder: Path, *code: str, text: str = "", name: str = "1_softmax") -> None:
    """Write a notebook with these code cells, and one of text."""
    cells = [
        {"cell_type": "code", "id": f"c{n}", "metadata": {}, "source": c, "outputs": []} for n, c in enumerate(code)
    ]
    cells.append({"cell_type": "markdown", "id": "text", "metadata": {}, "source": text})
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.ipynb").write_text(json.dumps({"cells": cells}), encoding="utf-8")


def files(folder: Path, **content: str) -> None:
    """Write files: `__` in a name stands for `/`, and a module is what has no ending."""
    for name, text in content.items():
        path = folder / (name.replace("__", "/") + ".py")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def packed(folder: Path) -> set[str]:
    return {name for name in pack(folder).files if not name.endswith(".ipynb")}


@pytest.mark.parametrize(
    "code",
    [
        "import mine",
        "from mine import f",
        "from mine import *",
        "import numpy as np, mine as m",
        "def answer(x):\n    from mine import f\n    return f(x)",
        "import importlib\nm = importlib.import_module('mine')",
        "from importlib import import_module\nimport_module(name='mine')",
        "m = __import__('mine')",
        "try:\n    from mine import f\nexcept ImportError:\n    f = None",
        "%run mine.py",
        "%run -i mine 3",
        "%load_ext mine",
        "!python mine.py --all",
        "%time import mine",
        "%%time\nimport mine",
        "exec(open('mine.py').read())",
    ],
)
def test_a_module_travels_however_a_cell_asks_for_it(tmp_path: Path, code: str) -> None:
    files(tmp_path, mine="", notes="", other="")
    notebook(tmp_path, "x = 1", code)
    assert packed(tmp_path) == {"mine.py"}


def test_what_modules_import_and_read_travels_with_them(tmp_path: Path) -> None:
    files(
        tmp_path,
        mine="import second\nimport package.inner",
        second="import third, numpy\nTABLE = open('table.txt')",
        third="import mine",
        package__inner="from .beside import x\nfrom pathlib import Path\nPath(__file__).parent / 'words.txt'",
        package__beside="x = 1",
        namespace__deep="",
        unasked="",
    )
    (tmp_path / "package" / "__init__.py").touch()
    (tmp_path / "table.txt").write_text("1")
    (tmp_path / "package" / "words.txt").write_text("1")
    (tmp_path / "package" / "unasked.txt").write_text("1")
    notebook(tmp_path, "import mine\nfrom namespace.deep import y")
    assert packed(tmp_path) == {
        *("mine.py", "second.py", "third.py", "table.txt", "namespace/deep.py"),
        *("package/__init__.py", "package/inner.py", "package/beside.py", "package/words.txt"),
    }


@pytest.mark.parametrize(
    "code",
    [
        "import sys\nsys.path.append('helpers')\nimport mine",
        "import sys\nsys.path.insert(0, './helpers')\nfrom mine import f",
        "import os, sys\nsys.path.append(os.path.join(os.getcwd(), 'helpers'))\nimport mine",
        "import sys\nfrom pathlib import Path\nsys.path.append(str(Path('helpers').resolve()))\nimport mine",
    ],
)
def test_a_folder_that_is_added_to_the_path_is_looked_through(tmp_path: Path, code: str) -> None:
    files(tmp_path, helpers__mine="import again", helpers__again="", helpers__unasked="")
    notebook(tmp_path, *code.split("\n"))
    assert packed(tmp_path) == {"helpers/mine.py", "helpers/again.py"}


@pytest.mark.parametrize(
    "code", ["np.load('data/x 1.npy')", "np.load(Path('data') / 'x 1.npy')", "f = './data/x 1.npy'"]
)
def test_a_table_travels_that_is_named(tmp_path: Path, code: str) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "x 1.npy").write_bytes(b"x")
    (tmp_path / "data" / "y.npy").write_bytes(b"x")
    notebook(tmp_path, code)
    assert packed(tmp_path) == {"data/x 1.npy"}


STAYS = (
    *("datasets/large.txt", ".venv/lib/x.py", ".hidden.py", "__pycache__/mine.py", "saved_params_40000.npy"),
    *("saved_vectors.npz", "training_checkpoint.npz", "word_vectors_fast.png", "written_answers.html", "../table.txt"),
)


def test_data_sets_trained_vectors_and_what_lies_outside_stay(tmp_path: Path) -> None:
    folder = tmp_path / "word2vec"
    for name in (*STAYS, "../outside.py", "datasets/__init__.py", "word2vec_lab/__init__.py"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("x = 1")
    named = [
        f"open({name!r})" for name in (*STAYS, str(tmp_path / "table.txt"), "", ".", "..", "x" * 5000, "\0", "a\nb")
    ]
    notebook(folder, "import sys\nsys.path.append('..')\nimport outside, datasets, word2vec_lab", *named)
    assert packed(folder) == set()


def test_the_release_packs_itself_and_nothing_else(tmp_path: Path) -> None:
    shutil.copytree(RELEASE, tmp_path / "a", ignore=shutil.ignore_patterns("datasets", "__pycache__"))
    found = pack(tmp_path / "a")
    assert packed(tmp_path / "a") == set(packing.SCRIPTS)
    assert found.remarks == ()


def test_what_is_too_large_stays_and_that_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files(tmp_path, mine="x" * 40, second="y" * 40, third="z" * 400)
    notebook(tmp_path, "import mine, second, third")
    monkeypatch.setattr(packing, "LARGEST_FILE", 100)
    monkeypatch.setattr(packing, "MOST_OF_ALL", 70)
    assert packed(tmp_path) == {"mine.py"}
    assert pack(tmp_path).remarks == (
        "second.py stays here: all modules and tables together are too large",
        "third.py stays here: it is larger than 0.0001 MB",
    )


@pytest.mark.parametrize(
    "text",
    [
        "![my page](photos/Seite%20%C3%A4.jpg)",
        "![my page](<photos/Seite ä.jpg>)",
        "![my page][p]\n\n[p]: <photos/Seite ä.jpg>",
        '<img src="photos/Seite ä.jpg" width="300">',
        "\n\n| a |\n|---|\n| ![](photos/Seite%20%C3%A4.jpg) |",
    ],
)
def test_a_picture_travels_however_a_text_shows_it(tmp_path: Path, text: str) -> None:
    (tmp_path / "photos").mkdir()
    for name in ("Seite ä.jpg", "unasked.jpg"):
        Image.new("RGB", (4, 4)).save(tmp_path / "photos" / name)
    notebook(tmp_path, text=f"`![](photos/unasked.jpg)` {text}")
    assert packed(tmp_path) == {"photos/Seite ä.jpg"}


def test_what_a_text_names_and_no_page_shows_travels_for_a_person_to_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "word2vec"
    folder.mkdir()
    for name in ("scan 1.pdf", "b.heic", "large.pdf", "unasked.pdf", "../outside.pdf", "assignment2.zip"):
        (folder / name).write_bytes(b"x" * (200 if name == "large.pdf" else 9))
    linked = "[mine](scan%201.pdf) ![](b.heic) [x](large.pdf) [y](gone.pdf) [z](../outside.pdf) [w](assignment2.zip)"
    notebook(folder, text=f"{linked} `[n](unasked.pdf)`")
    monkeypatch.setattr(packing, "LARGEST_PICTURE", 100)
    assert packed(folder) == {"scan 1.pdf", "b.heic", "unasked.pdf"}
    large, unasked = pack(folder).remarks
    assert large == "large.pdf stays here: it is too large. Save it smaller than 0.0001 MB"
    assert unasked.startswith("unasked.pdf goes along, but no text shows it")


def test_a_scan_that_no_text_names_travels_and_its_author_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "word2vec"
    folder.mkdir()
    names = ["my scan.PDF", "photo.jpg", "notes.txt", "word_vectors_mine.png", "written_answers.html", "data.csv"]
    for name in names:
        (folder / name).write_bytes(b"x")
    (folder / "aside").mkdir()
    (folder / "aside" / "holiday.jpg").write_bytes(b"x")
    notebook(folder, text="My answer is in the file.")
    assert packed(folder) == {"my scan.PDF", "photo.jpg"}
    assert ["[my answer](<my scan.PDF>)" in sentence for sentence in pack(folder).remarks] == [True, False]
    notebook(folder, text="[my answer](<my scan.PDF>) [photo](photo.jpg)")
    assert packed(folder) == {"my scan.PDF", "photo.jpg"}
    assert not pack(folder).remarks


def test_pictures_that_are_too_much_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.png", "b.png"):
        Image.new("RGB", (4, 4)).save(tmp_path / name)
    size = (tmp_path / "a.png").stat().st_size
    notebook(tmp_path, text="![](a.png) ![](b.png)")
    monkeypatch.setattr(pictures, "MOST_BYTES", size)
    assert packed(tmp_path) == {"a.png"}
    [said] = pack(tmp_path).remarks
    assert said.startswith("The picture b.png stays here")


def test_a_zip_is_unpacked_as_it_was_packed(tmp_path: Path) -> None:
    content = {"a/ä b.txt": b"x", "b.py": b""}
    assert from_zip(as_zip(content)) == content
    unpack(content, tmp_path)
    assert (tmp_path / "a" / "ä b.txt").read_bytes() == b"x"
