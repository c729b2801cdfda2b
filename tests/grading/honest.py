"""Honest submissions in the styles that students have. Each deserves every point, in the same run as the attacks."""

import base64

from grading.course import NUMBERS, RIGHT
from grading.handing_in import Handed, code_cell, honest, text_cell

PNG = base64.b64decode(
    b"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="
)


@honest("nothing but the answers")
def a_plain_one(handed: Handed) -> None:
    handed.right()


@honest("nothing but the answers, last in the alphabet, so graded after all attacks")
def z_plain_one(handed: Handed) -> None:
    handed.right()


@honest("helpers, constants and imports in cells of one's own")
def helper_cells(handed: Handed) -> None:
    handed.answer(
        double="def double(number):\n    return add(number, number)",
        norm="def norm(vector):\n    return float(math.hypot(*vector)) if len(vector) > LIMIT else 0.0",
        count="def count(words):\n    return dict(Counter(words))",
        twice="def twice(function, value):\n    return reduce(lambda x, f: f(x), [function] * 2, value)",
    )
    handed.first("import math\nfrom collections import Counter\nfrom functools import reduce\nLIMIT = 0")
    handed.after("double", code_cell("def add(a, b):\n    return a + b"))


@honest("prints, plots and warnings all over")
def talkative(handed: Handed) -> None:
    handed.right()
    handed.answer(double="import warnings\ndef double(number):\n    print('doubling', number)\n    warnings.warn('slow')\n"
        "    return 2 * number")  # fmt: skip
    handed.after("double", code_cell("print(double(4))\nimport sys\nprint('hm', file=sys.stderr)"),
        code_cell("import matplotlib.pyplot as plt\nplt.plot([1, 2]);"), text_cell("A *note* with $x^2$ and `a < b`."))  # fmt: skip


@honest("classes, closures, generators and recursion")
def other_styles(handed: Handed) -> None:
    handed.answer(
        double="class Doubler:\n    def __call__(self, number):\n        return number * 2\n\ndouble = Doubler()",
        norm="norm = lambda vector: float(sum(float(x) ** 2 for x in vector) ** 0.5)",
        count="def count(words):\n    def of(rest):\n        return {} if not rest else {**of([w for w in rest if w != "
        "rest[0]]), rest[0]: rest.count(rest[0])}\n    return of(list(words))",
        twice="def twice(function, value):\n    for _ in range(2):\n        value = function(value)\n    return value",
    )


@honest("NumPy's own types as results")
def numpy_types(handed: Handed) -> None:
    handed.answer(
        double="def double(number):\n    return np.float64(number) * 2",
        norm="def norm(vector):\n    return np.sqrt(vector @ vector)",
        count="import numpy as np\ndef count(words):\n    names, counts = np.unique(words, return_counts=True)\n"
        "    return {str(n): int(c) for n, c in zip(names, counts)}",
        twice=RIGHT["twice"],
    )


@honest("a picture beside the notebook and a pasted one")
def with_pictures(handed: Handed) -> None:
    handed.right()
    handed.write("page one.png", PNG)
    handed.after("double", text_cell("![my page](page%20one.png)"),
        text_cell("![pasted](attachment:image.png)") | {"attachments": {"image.png": {
            "image/png": base64.b64encode(PNG).decode()}}})  # fmt: skip


@honest("a notebook as other editors save it: no ids, joined and split lines, more metadata")
def other_editor(handed: Handed) -> None:
    handed.right()
    notebook = handed.load(NUMBERS)
    for cell in notebook["cells"]:
        cell.pop("id", None)
        cell["source"] = "".join(cell["source"]).splitlines(keepends=True)
        cell["metadata"]["colab"] = {"base_uri": "https://example.org"}
    notebook["nbformat_minor"] = 0
    handed.save(NUMBERS, notebook)


@honest("answers that change a variable of the notebook and count their calls")
def with_state(handed: Handed) -> None:
    handed.right()
    handed.answer(double="CALLS = 0\ndef double(number):\n    global CALLS\n    CALLS += 1\n    return 2 * number")
    handed.after("double-check", code_cell("assert CALLS >= 0\nCALLS"))


@honest("answers that import a module, a package and a table that lie beside the notebooks, under all sorts of names")
def own_modules(handed: Handed) -> None:
    handed.right()
    handed.write(
        "mine.py", "from tools.counting import tally\nimport random\n\n\ndef doubled(number):\n    return number * 2\n"
    )
    handed.write("tools/__init__.py", "")
    handed.write("tools/counting.py", "from .seen import start\n\n\ndef tally(words):\n    found = start()\n    for word in words:\n"
        "        found[word] = found.get(word, 0) + 1\n    return found\n")  # fmt: skip
    handed.write("tools/seen.py", "def start():\n    return {}\n")
    handed.write("test.py", "def twice_of(function):\n    return lambda value: function(function(value))\n")
    handed.write("table.txt", "2")
    for name in ("random", "string", "json", "copy", "types", "numpy", "IPython", "enum"):
        handed.write(f"{name}.py", "raise SystemExit('mine')")
    handed.answer(
        double="from mine import doubled\n\n\ndef double(number):\n    import string, json, copy, types, enum\n    return doubled(number)",
        norm="def norm(vector):\n    return float(np.sum(vector ** int(open('table.txt').read()))) ** 0.5",
        count="import importlib\n\n\ndef count(words):\n    return importlib.import_module('mine').tally(words)",
        twice="import test\n\n\ndef twice(function, value):\n    return test.twice_of(function)(value)",
    )


@honest("a folder inside of a folder, with a module and a picture beside the notebooks, and a script that %run runs")
def in_a_folder_with_modules(handed: Handed) -> None:
    handed.right()
    handed.answer(double="from mine import doubled as double", norm="norm = length")
    handed.first("%run lengths.py", NUMBERS)
    handed.after("double", text_cell("![my page][p]\n\n[p]: page.png"))
    handed.write("inner/mine.py", "def doubled(number):\n    return number * 2\n")
    handed.write("inner/lengths.py", "def length(vector):\n    return float((vector ** 2).sum()) ** 0.5\n")
    handed.write("inner/page.png", PNG)
    for path in sorted(handed.folder.glob("*.ipynb")):
        path.rename(handed.folder / "inner" / path.name)
