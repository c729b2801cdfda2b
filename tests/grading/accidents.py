"""Broken submissions, as people and programs make them by accident, and what each still deserves."""

import json
import shutil

from grading.course import NUMBERS, RIGHT, WORDS, WRONG
from grading.handing_in import Handed, broken, code_cell, find, index, marks, text_cell


@broken(10.0, "every cell copied, as Select All, Copy, Paste does")
def every_cell_twice(handed: Handed) -> None:
    handed.right()
    for name in (NUMBERS, WORDS):
        handed.change(name, lambda cells: cells.extend(json.loads(json.dumps(cells))))


@broken(10.0, "an answer copied to try something, the first version left above")
def answer_twice(handed: Handed) -> None:
    handed.right()

    def copy(cells: list[dict[str, object]]) -> None:
        place = index(cells, "double")
        old = json.loads(json.dumps(cells[place]))
        old["source"] = WRONG["double"]
        cells.insert(place, old)

    handed.change(NUMBERS, copy)


@broken(10.0, "the empty answer cell pasted below the answer once more")
def stub_below_the_answer(handed: Handed) -> None:
    stub = json.loads(json.dumps(find(handed.load(NUMBERS)["cells"], "double")))
    handed.right()
    handed.after("double", stub)


@broken(10.0, "a check copied further down")
def check_twice(handed: Handed) -> None:
    handed.right()
    handed.change(NUMBERS, lambda cells: cells.append(json.loads(json.dumps(find(cells, "double-check")))))


@broken(10.0, "a check moved above its answer")
def check_moved_up(handed: Handed) -> None:
    handed.right()
    handed.change(NUMBERS, lambda cells: cells.insert(1, cells.pop(index(cells, "norm-check"))))


@broken(10.0, "all cells in the reverse order")
def reversed_cells(handed: Handed) -> None:
    handed.right()
    for name in (NUMBERS, WORDS):
        handed.change(name, lambda cells: cells.reverse())


@broken(10.0, "the checks and the locked set-up deleted")
def checks_deleted(handed: Handed) -> None:
    handed.right()
    for name in (NUMBERS, WORDS):
        handed.change(name, lambda cells: cells.__setitem__(
            slice(None), [cell for cell in cells if not marks(cell).get("locked")]))  # fmt: skip


@broken(7.0, "one answer cell deleted")
def answer_deleted(handed: Handed) -> None:
    handed.right()
    handed.change(NUMBERS, lambda cells: cells.pop(index(cells, "double")))


@broken(10.0, "an answer cell deleted, and its function written into a new cell below the check")
def answer_in_a_new_cell(handed: Handed) -> None:
    handed.right()

    def move(cells: list[dict[str, object]]) -> None:
        cells.pop(index(cells, "double"))
        cells.append(code_cell(RIGHT["double"]))

    handed.change(NUMBERS, move)


@broken(10.0, "an answer turned into text by the key M")
def answer_as_text(handed: Handed) -> None:
    handed.right()

    def retype(cells: list[dict[str, object]]) -> None:
        cell = find(cells, "double")
        cell["cell_type"] = "markdown"
        cell.pop("outputs")
        cell.pop("execution_count")

    handed.change(NUMBERS, retype)


@broken(10.0, "the written answer turned into code")
def text_as_code(handed: Handed) -> None:
    handed.right()
    handed.change(WORDS, lambda cells: find(cells, "why").update(cell_type="code", outputs=[], execution_count=None))


@broken(10.0, "all metadata lost in another editor; the cells' ids are still there")
def metadata_lost(handed: Handed) -> None:
    handed.right()
    for cell in handed.each():
        cell["metadata"] = {}


@broken(10.0, "all metadata and all ids lost in another editor")
def metadata_and_ids_lost(handed: Handed) -> None:
    handed.right()
    for cell in handed.each():
        cell["metadata"] = {}
        cell.pop("id", None)


@broken(10.0, "an import added to the locked set-up, which another editor allows")
def setup_changed(handed: Handed) -> None:
    handed.right()
    handed.answer(norm="def norm(vector):\n    return math.sqrt(sum(x * x for x in vector))")
    handed.change(NUMBERS, lambda cells: find(cells, "setup-1").update(
        source="import math\n" + find(cells, "setup-1")["source"]))  # fmt: skip


@broken(10.0, "the names that a browser gives to downloads")
def renamed(handed: Handed) -> None:
    handed.right()
    handed.path(NUMBERS).rename(handed.folder / f"{NUMBERS} (1).ipynb")
    handed.path(WORDS).rename(handed.folder / "Words FINAL.IPYNB.txt")


@broken(10.0, "the two notebooks under each other's name")
def names_swapped(handed: Handed) -> None:
    handed.right()
    handed.path(NUMBERS).rename(handed.folder / "x")
    handed.path(WORDS).rename(handed.path(NUMBERS))
    (handed.folder / "x").rename(handed.path(WORDS))


@broken(3.0, "one notebook saved under the name of the other, which is missing")
def other_notebooks_name(handed: Handed) -> None:
    handed.answer(**(WRONG | {"count": RIGHT["count"]}))
    handed.path(NUMBERS).write_bytes(handed.path(WORDS).read_bytes())
    handed.path(WORDS).unlink()


@broken(10.0, "the folder inside of a folder, as archives are packed")
def folder_in_a_folder(handed: Handed) -> None:
    handed.right()
    inner = handed.folder / "My Homework" / "sums"
    inner.mkdir(parents=True)
    for name in (NUMBERS, WORDS):
        shutil.move(handed.path(name), inner)


@broken(10.0, "the notebook left empty under its name, the work in a copy")
def work_in_a_copy(handed: Handed) -> None:
    untouched = handed.path(NUMBERS).read_bytes()
    handed.right()
    handed.path(NUMBERS).rename(handed.folder / f"{NUMBERS}-Copy1.ipynb")
    handed.path(NUMBERS).write_bytes(untouched)


@broken(5.0, "one notebook not handed in")
def one_missing(handed: Handed) -> None:
    handed.right()
    handed.path(WORDS).unlink()


@broken(0.0, "no notebook handed in, only a program")
def none_handed_in(handed: Handed) -> None:
    for name in (NUMBERS, WORDS):
        handed.path(name).unlink()
    handed.write("homework.py", RIGHT["double"])


@broken(5.0, "a notebook of no bytes")
def empty_file(handed: Handed) -> None:
    handed.right()
    handed.path(WORDS).write_bytes(b"")


@broken(8.0, "a notebook cut off in its last check by a full disk")
def truncated(handed: Handed) -> None:
    handed.right()
    data = handed.path(WORDS).read_bytes()
    handed.path(WORDS).write_bytes(data[: data.index(b"def twice")])


@broken(10.0, "the marks of a merge with conflicts in a notebook")
def merge_conflict(handed: Handed) -> None:
    handed.right()
    text = handed.path(WORDS).read_text()
    start = text.rindex("  {", 0, text.index("# Words"))
    handed.path(WORDS).write_text(f"{text[:start]}<<<<<<< HEAD\n=======\n{text[start:]}>>>>>>> theirs\n")


@broken(10.0, "a notebook in UTF-16, as a shell's redirection writes it")
def utf_16(handed: Handed) -> None:
    handed.right()
    handed.path(NUMBERS).write_bytes(handed.path(NUMBERS).read_text().encode("utf-16"))
    handed.path(WORDS).write_bytes(b"\xef\xbb\xbf" + handed.path(WORDS).read_bytes())


@broken(10.0, "a notebook in an old Western encoding")
def latin_1(handed: Handed) -> None:
    handed.right()
    handed.answer(why="Weil jedes Wort gezählt wird: n²")
    notebook = handed.load(WORDS)
    handed.path(WORDS).write_bytes(json.dumps(notebook, ensure_ascii=False).encode("latin-1"))


@broken(5.0, "a web page that shows a notebook, saved under its name")
def web_page(handed: Handed) -> None:
    handed.right()
    handed.path(WORDS).write_text("<!DOCTYPE html><html><body>404: not found</body></html>")


@broken(5.0, "a notebook of random bytes")
def random_bytes(handed: Handed) -> None:
    handed.right()
    handed.path(WORDS).write_bytes(bytes(range(256)) * 400)


@broken(5.0, "a folder in the place of a notebook")
def folder_as_notebook(handed: Handed) -> None:
    handed.right()
    handed.path(WORDS).unlink()
    handed.path(WORDS).mkdir()
    (handed.path(WORDS) / "x.txt").write_text("x")


@broken(10.0, "a notebook of 200 megabytes, blown up by one output")
def notebook_of_200_megabytes(handed: Handed) -> None:
    handed.right()
    notebook = handed.load(NUMBERS)
    find(notebook["cells"], "double")["outputs"] = [
        {"output_type": "stream", "name": "stdout", "text": "x" * 200_000_000}
    ]
    handed.save(NUMBERS, notebook)


@broken(10.0, "letters that no file can hold in a cell of one's own")
def broken_letters(handed: Handed) -> None:
    handed.right()
    handed.after("double", text_cell("half a letter \ud83d and a NUL \x00"), code_cell("'\ud83d\x00'"))


@broken(10.0, "two cells under one id, one with none, and ids that are not allowed")
def bad_cell_ids(handed: Handed) -> None:
    handed.right()
    for number, cell in enumerate(handed.each()):
        cell["id"] = ["same", "same", "", "not allowed!", "x" * 200][number % 5]


@broken(10.0, "marks that nbgrader cannot sum up: ids that are numbers or nothing, points of 400 digits")
def stumbling_marks(handed: Handed) -> None:
    handed.right()
    odd: list[tuple[str, object]] = [("grade_id", 5), ("grade_id", None), ("points", 10**400), ("grade_id", {})]
    for number, cell in enumerate(handed.each()):
        if marks(cell):
            marks(cell).update([odd[number % 4], ("grade", True)])


@broken(10.0, "marks that lie nine hundred brackets deep")
def deep_marks(handed: Handed) -> None:
    handed.right()
    for name in (NUMBERS, WORDS):
        path = handed.path(name)
        deep = "[" * 940 + "]" * 940
        path.write_text(path.read_text().replace('"schema_version": 3', f'"schema_version": 3, "deep": {deep}'))


@broken(10.0, "a notebook of the format before this one")
def format_3(handed: Handed) -> None:
    handed.right()
    notebook = handed.load(NUMBERS)
    sheet = {"cells": [cell | {"input": cell["source"]} for cell in notebook["cells"]], "metadata": {}}
    for cell in sheet["cells"]:
        cell.pop("source")
    handed.path(NUMBERS).write_text(
        json.dumps({"worksheets": [sheet], "metadata": {}, "nbformat": 3, "nbformat_minor": 0})
    )


@broken(5.0, "one item that ends the process, one that never ends, beside two that are right")
def crash_and_hang(handed: Handed) -> None:
    handed.answer(
        **(
            RIGHT
            | {"norm": "def norm(v):\n    import os\n    os._exit(1)", "count": "def count(w):\n    while True: pass"}
        )
    )


@broken(7.0, "a cell with an error of syntax in one answer")
def syntax_error(handed: Handed) -> None:
    handed.answer(**(RIGHT | {"count": "def count(words)\n    return {"}))


@broken(10.0, "a cell of one's own that raises, and one that waits for input")
def own_cell_raises(handed: Handed) -> None:
    handed.right()
    handed.after("double", code_cell("1 / 0"), code_cell("%matplotlib inline\nprint(undefined)"), code_cell("exit()"))


@broken(10.0, "files of the course changed, and a folder under the name of one")
def own_files(handed: Handed) -> None:
    handed.right()
    handed.write("helper.py/readme.txt", "a folder now")
    handed.write("timestamp.txt", b"\xff\xfe no date \x00")


@broken(10.0, "an empty and a misspelt date in timestamp.txt")
def bad_timestamp(handed: Handed) -> None:
    handed.right()
    handed.write("timestamp.txt", "last Tuesday")
