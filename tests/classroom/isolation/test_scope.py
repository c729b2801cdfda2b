"""Which names a course's tests need from where."""

from typing import Any

import nbformat
import pytest

from classroom.isolation import scope
from classroom.isolation.scope import Scope, scope_of
from classroom.names import parsed

V4 = nbformat.v4


def notebook(*cells: tuple[str, str]) -> Any:
    kinds: dict[str, dict[str, Any]] = {
        "open": {},
        "answer": {"solution": True},
        "given": {"locked": True},
        "test": {"grade": True, "locked": True, "points": 1},
    }
    return V4.new_notebook(
        cells=[
            V4.new_code_cell(source, metadata={"nbgrader": {"grade_id": f"c{n}", **kinds[kind]}} if kinds[kind] else {})
            for n, (kind, source) in enumerate(cells)
        ]
    )


def test_imports_that_tests_read_are_repeated() -> None:
    found = scope_of(
        notebook(
            ("open", "import numpy as np\nimport os\nfrom math import *"),
            ("answer", "try:\n    from json import loads\nexcept ImportError:\n    pass\ndef f():\n    import re"),
            ("test", "assert np.all(f()) and loads('1')"),
        )
    )
    assert found.imports == ("import numpy as np", "from math import *", "from json import loads")
    assert found.in_answers == ("loads",)


def test_names_of_open_cells_and_of_nobody_are_looked_up() -> None:
    found = scope_of(
        notebook(
            ("given", "limit = 3"),
            ("open", "data = [1]\nother = 2\ndef helper(x): return x + offset"),
            ("answer", "def f(x): return x"),
            ("test", "local = 1\nassert f(data) == helper(limit) + made_by_magic + local + len([])"),
        )
    )
    assert found.others == ("data", "helper", "made_by_magic", "offset")
    assert found.helpers == ("helper",)


def test_a_demonstration_that_no_test_uses_adds_nothing() -> None:
    assert (
        scope_of(notebook(("open", "t = 1\ndef show(): return t"), ("answer", "x = 1"), ("test", "assert x")))
        == Scope()
    )


def test_what_tests_set_and_functions_of_answers_read_is_shared_and_nothing_else() -> None:
    found = scope_of(
        notebook(
            (
                "answer",
                "def f(x):\n    result = x * FACTOR\n    return result\ntotal = 0\nfor i in range(2): total += i",
            ),
            ("test", "FACTOR = 2\nresult = 4\ntotal = 1\nassert f(2) == result\ndel f"),
        )
    )
    assert found.shared == ("FACTOR",)


def test_globals_that_answers_change_and_classes_are_known() -> None:
    found = scope_of(notebook(("answer", "n = 0\ndef f():\n    global n\n    n += 1\nclass A: pass"), ("test", "f()")))
    assert (found.changed, found.classes, found.masks) == (("n",), ("A",), False)
    assert scope_of(notebook(("answer", "import numpy as np\nx = np.ma.zeros(2)"))).masks


def test_a_notebook_that_is_no_python_has_no_scope() -> None:
    assert scope_of(notebook(("answer", "x <- function(y) y"), ("test", "stopifnot(x(1) == 1) }"))) == Scope()


def test_what_a_test_uses_is_read_from_its_source() -> None:
    tree = parsed("np.random.seed(1)\nax = plt.gca()\nopen('out.txt').read()\nopen('../a.txt')\nf('a.py')")
    assert scope.is_seeded(tree)
    assert scope.figures_of(tree) == {"plt"}
    assert scope.files_in(tree) == ["out.txt"]


@pytest.mark.parametrize("name", ["../a.txt", "/etc/passwd.txt", "a.py", "a.so", "x/../b.txt", "a.pyc", "a", "~/b.txt"])
def test_no_other_file_is_fetched(name: str) -> None:
    assert not scope.is_file_name(name)


@pytest.mark.parametrize(
    "call",
    [
        "mock.patch('__main__.fib')", "patch(f'{__name__}.fib', wraps=g)", "patch(__name__ + '.fib')",
        "patch.object(sys.modules['__main__'], 'fib')", "patch.object(sys.modules[__name__], 'fib', g)",
    ],
)  # fmt: skip
def test_a_name_of_the_notebook_that_a_test_patches_is_shared(call: str) -> None:
    found = scope_of(notebook(("answer", "def fib(n): return fib(n - 1)"), ("test", f"with {call} as spy: fib(3)")))
    assert found.shared == ("fib",)


def test_what_python_itself_puts_into_a_notebook_is_not_looked_up() -> None:
    assert scope_of(notebook(("test", "__builtins__.input = print; __name__; __file__"))).others == ()


def test_modules_that_answers_write_are_known() -> None:
    source = "%%writefile shapes.py\ndef area(r): return 3"
    assert scope_of(notebook(("answer", source), ("test", "import shapes"))).written == ("shapes",)


def test_what_answers_import_of_modules_that_they_write_is_looked_up_and_never_imported_for_the_tests() -> None:
    source = "open('shapes.py', 'w').write('class Box: pass')\nimport shapes as s\nfrom shapes import area\nimport math"
    found = scope_of(notebook(("answer", source), ("test", "assert area(1) == s.area(math.pi)")))
    assert found.written == ("shapes",)
    assert found.from_written == ("area", "s") == found.others
    assert found.imports == ("import math",)
    assert found.classes == ("Box",)


def test_only_what_students_may_write_is_theirs() -> None:
    source = "%%writefile shapes.py\ndef area(r): return 3"
    assert scope_of(notebook(("given", source), ("test", source))).written == ()


@pytest.mark.parametrize(
    ("cells", "connected"),
    [
        ([("test", "x = f()"), ("test", "assert x")], True),
        ([("test", "import json\nassert f()"), ("test", "json.loads(f())")], False),
        ([("test", "### BEGIN HIDDEN TESTS\nimport json\n### END HIDDEN TESTS"), ("test", "json.loads(f())")], True),
        ([("test", "x = f()"), ("given", "x = 1"), ("test", "assert x")], False),
        ([("test", "x = f()"), ("test", "x = f()\nassert x")], False),
        ([("answer", "n = 0\ndef f():\n    global n\n    n += 1")], True),
        ([("answer", "kept = {}\ndef f(k): kept[k] = 1")], True),
        ([("answer", "class A:\n    made = 0\n    def __init__(self): A.made += 1")], True),
        ([("open", "kept = []"), ("answer", "f = lambda x: kept.append(x)")], True),
        ([("answer", "def f(k):\n    kept = []\n    def g(): kept.append(k)\n    return g")], False),
        (
            [("answer", "import numpy as np\ndef f(k):\n    import copy\n    return np.append(k, copy.update(k))")],
            False,
        ),
        ([("answer", "def f(k):\n    k[0] = 1\n    k.pop()")], False),
    ],
)
def test_tests_are_connected_where_one_reads_on_or_an_answer_remembers(
    cells: list[tuple[str, str]], connected: bool
) -> None:
    hidden = ("test", "### BEGIN HIDDEN TESTS\nassert True\n### END HIDDEN TESTS")
    assert scope_of(notebook(*cells, hidden)).connected is connected
    if "HIDDEN" not in str(cells):
        assert not scope_of(notebook(*cells)).connected


def test_an_import_in_a_test_hands_no_name_over_but_those_that_only_tests_import() -> None:
    found = scope_of(
        notebook(
            ("open", "import numpy as np"),
            ("answer", "def f(x): return np.floor(x) + math.floor(x) + unit"),
            ("test", "import numpy as np\nimport math\nimport json\nunit = 1\nassert f(1)"),
        )
    )
    assert found.brought == ("math",)
    assert found.shared == ("unit",)


def test_what_answers_import_of_a_module_that_remembers_is_the_students() -> None:
    cells = notebook(
        ("answer", "from tally import mark, clear"), ("answer", "from plain import go"), ("test", "mark()\ngo()")
    )
    found = scope_of(cells, frozenset({"tally"}))
    assert found.imports == ("from plain import go",)
    assert (found.others, found.in_answers) == (("mark",), ("go",))
    taken = scope_of(notebook(("open", "from tally import mark"), ("test", "mark()")), frozenset({"tally"}))
    assert (taken.imports, taken.others) == (("from tally import mark",), ())


def test_a_module_remembers_if_a_function_of_it_changes_what_is_outside(tmp_path: Any) -> None:
    texts = {
        "a": "n = []\ndef f(): n.append(1)",
        "b": "import numpy as np\ndef f(x): return np.append(x, 1)",
        "c": "def (",
    }
    for name, text in texts.items():
        (tmp_path / f"{name}.py").write_text(text)
    assert scope.modules_that_remember([*tmp_path.iterdir(), tmp_path / "gone.py"]) == {"a"}


@pytest.mark.parametrize(
    ("answer", "altered"),
    [
        ("table['b'] = 1", ("table",)),
        ("table.drop(columns='a', inplace=True)", ("table",)),
        ("def f():\n    log.append(1)", ("log",)),
        ("@register\ndef f(): ...", ("log",)),
        ("Node.size = lambda self: 1", ("Node",)),
        ("next(steps)", ("steps",)),
        ("plt.title('x')", ()),
        ("log.check(f)", ()),
        ("rows = table.drop(columns='a')", ()),
        ("def f(table):\n    table['b'] = 1", ()),
        ("def f():\n    table = {}\n    table['b'] = 1", ()),
        ("table = 1\ntable.b = 2", ()),  # bound by an answer: looked up in any case
        ("unread.append(1)", ()),
    ],
)
def test_what_answers_change_in_place_of_a_locked_cells_values_is_theirs(answer: str, altered: tuple[str, ...]) -> None:
    locked = (
        "import pandas as pd\nimport matplotlib.pyplot as plt\ntable = pd.DataFrame()\nlog = []\nunread = []\n"
        "steps = iter(range(3))\nclass Node: ...\ndef register(f):\n    log.append(f)\n    return f"
    )
    test = "table, log, steps, Node, plt.gca()"
    found = scope_of(notebook(("given", locked), ("answer", answer), ("test", test)))
    assert found.altered == altered
    assert ("Node" in found.classes) == ("Node" in altered)
