"""What `classroom check` says of tests that grading in isolation cannot run as they are."""

import pytest
from minicourse import MiniCourse

from classroom.rules.isolation import what_isolation_does_not_give


def test_an_ordinary_course_has_nothing_to_mend(mini: MiniCourse) -> None:
    assert what_isolation_does_not_give(mini.course) == []


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("with patch('time.sleep'): double(1)", "replaces 'time.sleep'"),
        ("import time; time.sleep = None", "sets time.sleep"),
        ("import pickle; pickle.load(open('kept.pickle', 'rb'))", "unpickles"),
        ("np.load('x.npy', allow_pickle=True)", "unpickles"),
        ("assert 'x' in globals()", "`globals`"),
        ("assert double(1) is double(1)", "one and the same"),
        ("subprocess.run(['python', 'x.py'])", "starts a program"),
        ("from tempfile import mkdtemp", "temporary"),
        ("import torch; loss(1).backward()", "without its graph"),
        ("import torch; net = nn.Linear(1, 1); train(net)", "hands a module of PyTorch to `train`"),
        ("notes = []\nwith double(notes): pass", "gives `notes` to `double`"),
        ("get_ipython().user_ns", "`get_ipython`"),
        ("vars()", "`vars`"),
        ("assert get_type_hints(double)['x'] is int", "annotated with (get_type_hints)"),
        ("with np.errstate(divide='raise'): double(1)", "has NumPy raise errors"),
        ("import unittest; assert unittest.main(argv=[''], exit=False)", "raises nothing if one fails"),
        ("with self.assertLogs('shop'): double(1)", "listens to what is logged"),
        ("pd.set_option('display.max_rows', 2)", "sets an option of a library (pd.set_option("),
        ("os.chdir('data')", "goes into another folder"),
        ("double(os.path.join(os.getcwd(), 'x.csv'))", "path of its own folder"),
        ("path = os.path.join(os.getcwd(), 'x.csv')\ndouble(path)", "path of its own folder"),
        ("import pandas as pd\npd.options.display.max_rows = 2", "sets pd.options.display.max_rows"),
        ("assert double.__globals__['x'] == 1", "names that a function sees"),
        ("assert double.__defaults__ == (0, [])", "defaults that can change"),
        ("assert double(1) == os.getcwd()", "path of its own folder"),
        ("dis.get_instructions(double)", "made of (dis.get_instructions(double))"),
        ("import doctest; doctest.testmod()", "raises nothing if one fails"),
    ],
)
def test_what_does_not_work_is_said_with_the_cell(mini: MiniCourse, line: str, word: str) -> None:
    mini.edit("2_sums", "double-check", "score = judged(double, 20)", f"score = judged(double, 20)\n{line}")
    problem = what_isolation_does_not_give(mini.course)[0]
    assert problem.where == "source/sums/2_sums.ipynb, cell double-check"
    assert word in problem.what
    assert problem.do


@pytest.mark.parametrize(
    "line",
    [
        "with patch('builtins.input', return_value='3'): double(1)",
        "assert double(1) is None or double(1) is not True",
        "import json; json.load(open('x.json'))",
        "%time double(1)\n!ls\nfiles = !ls",
        "assert vars(double(1)) == {}",
        "assert type(double(1)) is int",
        "with np.errstate(divide='ignore'): double(1)",
        "with patch('__main__.double', wraps=double): double(1)",
        "assert double.__defaults__ == (0, None)",
        "path = os.path.join(os.getcwd(), 'x.csv')\nprint(open(path).read())",
        "loss(1).backward()",
        "suite = unittest.TestSuite(); assert unittest.TextTestRunner(sys.stdout).run(suite).wasSuccessful()",
        "np.load('x.npy', allow_pickle=False)",
        "print(os.getcwd()); here = os.getcwd(); double(1)",
        "assert type(double(1)) is int and type(int) is type",
        "import sys; sys.argv = ['a']; double(1)",
        "with patch.object(sys, 'stdin', io.StringIO('3')): double(1)",
        "with patch.dict(os.environ, {'A': 'b'}): double(1)",
    ],
)
def test_what_works_is_not_complained_of(mini: MiniCourse, line: str) -> None:
    mini.edit("2_sums", "double-check", "score = judged(double, 20)", f"score = judged(double, 20)\n{line}")
    assert what_isolation_does_not_give(mini.course) == []


def test_a_comparison_that_nothing_asserts_is_found(mini: MiniCourse) -> None:
    mini.edit("2_sums", "double-check", "### END HIDDEN TESTS\nscore", "### END HIDDEN TESTS\nscore == 3")
    [problem] = what_isolation_does_not_give(mini.course)
    assert "nothing asserts" in problem.what


def test_a_solution_that_reads_a_tests_own_variable_is_found(mini: MiniCourse) -> None:
    mini.edit("2_sums", "double", "total = number + number", "total = number + number + extra")
    mini.edit("2_sums", "double-check", "score = judged(double, 20)", "extra = 0\nscore = judged(double, 20)")
    [problem] = what_isolation_does_not_give(mini.course)
    assert problem.where.endswith("cell double")
    assert "`extra`, which only the test double-check sets" in problem.what


def test_a_notebook_in_another_language_is_left_to_stock_and_that_is_said(mini: MiniCourse) -> None:
    import nbformat

    path = mini.course.source / "2_sums.ipynb"
    node = nbformat.read(path, as_version=4)
    node.metadata.kernelspec = {"name": "ir", "language": "R", "display_name": "R"}
    nbformat.write(node, path)
    [problem] = what_isolation_does_not_give(mini.course)
    assert "written in R" in problem.what
    assert "no kernel `ir`" in problem.what
    assert "nothing protects" in problem.what
    assert problem.note, "it is graded, so there is nothing to mend"


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("log = []\nmine = Stack(log)\nmine.push(1)\nassert log == [1]", True),
        ("log = np.zeros(3)\nmine = Stack(log)\nmine.push(1)\nassert log.sum() == 0", True),
        ("log = [1]\nmine = Stack(log)\nassert mine.all() == log", False),
        ("log = [1]\nmine = Stack(log)\nmine.push(1)\nassert mine.all() == [*log, 1]", False),
    ],
)
def test_what_an_object_keeps_of_a_tests_own_is_told(mini: MiniCourse, line: str, found: bool) -> None:
    mini.edit("2_sums", "double", "def double", "class Stack:\n    pass\n\n\ndef double")
    mini.edit("2_sums", "double-check", "score = judged(double, 20)", f"score = judged(double, 20)\n{line}")
    said = [problem.what for problem in what_isolation_does_not_give(mini.course)]
    assert ["`mine` has a copy" in one for one in said] == [True] * found


def test_a_module_that_remembers_and_that_tests_and_students_both_use_is_found(mini: MiniCourse) -> None:
    (mini.course.source / "tally.py").write_text("marks = []\ndef mark(x): marks.append(x)\n")
    mini.edit("2_sums", "double-check", "score = judged", "from tally import mark\nmark(2)\nscore = judged")
    assert what_isolation_does_not_give(mini.course) == []
    mini.edit("2_sums", "double", "def double", "from tally import mark\nmark(1)\ndef double")
    [problem] = what_isolation_does_not_give(mini.course)
    assert "`tally`, which remembers" in problem.what


def test_a_function_that_an_answer_calls_eval_is_its_own(mini: MiniCourse) -> None:
    mini.edit("2_sums", "double", "def double", "def eval(x): return x\ndef double")
    mini.edit("2_sums", "double-check", "score = judged", "assert eval(1) == 1\nscore = judged")
    assert what_isolation_does_not_give(mini.course) == []


@pytest.mark.parametrize(
    ("answer", "line", "found"),
    [
        ("plt.rcParams['figure.figsize'] = (9, 9)", "assert plt.rcParams['figure.figsize'] == [9, 9]", True),
        ("plt.style.use('ggplot')", "assert plt.rcParams['axes.facecolor'] == '#E5E5E5'", True),
        ("pd.set_option('display.precision', 2)", "assert pd.get_option('display.precision') == 2", True),
        ("os.environ['MODE'] = 'fast'", "assert os.environ['MODE'] == 'fast'", True),
        ("getcontext().prec = 3", "assert getcontext().prec == 3", True),
        ("x = 1", "assert plt.rcParams['figure.figsize'] == [9, 9]", False),
        ("mode = os.environ['MODE']", "os.environ['MODE'] = 'fast'\nassert double(1) == os.environ['MODE']", False),
        ("np.set_printoptions(precision=2)", "assert str(double(1)) == '2'", False),
    ],
)
def test_a_setting_that_an_answer_changes_and_a_test_reads_is_told(
    mini: MiniCourse, answer: str, line: str, found: bool
) -> None:
    mini.edit("2_sums", "double", "### BEGIN SOLUTION", f"### BEGIN SOLUTION\n    {answer}")
    mini.edit("2_sums", "double-check", "score = judged(double, 20)", f"score = judged(double, 20)\n{line}")
    told = [one for one in what_isolation_does_not_give(mini.course) if "a setting that an answer may" in one.what]
    assert len(told) == found


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("assert type(double(1)) is spells.Spell and double(1).__class__ is Spell", ""),
        ("assert isinstance(double(1), (int, spells.Words))", "`spells.Words`, which inherits from `list`"),
        ("from stub import *", "imports all that `stub` has"),
        ("assert 'area' in open('stub.py').read()", "names the file stub.py"),
        ("import nowhere_to_be_found", "imports `nowhere_to_be_found`, which is not installed"),
        ("assert type(double(1)) == Spell and isinstance(double(1), spells.Spell)", ""),
        ("assert isinstance([], list) and spells.Words() == [] and type(double(1)) is int", ""),
        ("import stub; from stub import area; assert open('spells.py').read()", ""),
        ("try:\n    import nowhere_to_be_found\nexcept ImportError:\n    pass", ""),
    ],
)
def test_what_tests_ask_of_modules_beside_the_notebook(mini: MiniCourse, line: str, word: str) -> None:
    (mini.course.source / "spells.py").write_text("class Spell: pass\nclass Words(list): pass\n")
    (mini.course.source / "stub.py").write_text("def area(x): return x\n")
    mini.edit("2_sums", "double", "def double", "open('stub.py', 'w').write('x = 1')\ndef double")
    imports = "import spells\nfrom spells import Spell\n"
    mini.edit("2_sums", "double-check", "score = judged(double, 20)", f"{imports}score = judged(double, 20)\n{line}")
    said = [problem.what for problem in what_isolation_does_not_give(mini.course)]
    assert [word in one for one in said] == [True] * bool(word)
