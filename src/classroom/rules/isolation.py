"""What a test does that grading in isolation cannot give it: said before anybody is graded, with what to write instead.

Tests run apart from the student's code. What crosses between the two, and what does not, stands in the page "Bring your
own course". Each line of the table here is a way of testing that does not work as in one notebook.
"""

import ast
import contextlib
import importlib.util
import re
from collections.abc import Collection, Iterator
from pathlib import Path

from nbformat import NotebookNode

from classroom.course import Course
from classroom.isolation.plan import role_of
from classroom.isolation.scope import (
    ALWAYS_THERE,
    Scope,
    imported_names,
    imports_in,
    modules_that_remember,
    names_in,
    read_by,
    read_by_functions,
    replaced_names,
    scope_of,
)
from classroom.isolation.writing import module_of
from classroom.names import bindings, parsed
from classroom.notebooks import cell_name, in_words, is_answer, is_check, language_of, missing_kernel, read_notebook
from classroom.rules.aliases import changes_nobody_notices
from classroom.rules.problems import Problem

Finding = tuple[str, str]
"""What is found in a test, and what to do."""

UNPICKLING = {"load", "loads", "read_pickle", "Unpickler"}
PICKLES = {"pickle", "cPickle", "dill", "cloudpickle", "joblib", "shelve", "marshal", "torch", "pd", "pandas"}
PATCHES_THAT_REACH = {"builtins.input", "sys.argv", "sys.stdin", "sys.stdout", "sys.stderr", "builtins.open"}
ALL_NAMES = {"globals", "locals", "vars", "eval", "exec", "get_ipython", "In", "Out"}


def what_isolation_does_not_give(course: Course) -> list[Problem]:
    """A test that cannot work apart from the student's code, and an answer that needs a test's own names."""
    problems: list[Problem] = []
    for path in course.source_notebooks():
        notebook = read_notebook(path)
        where = course.show(path)
        if language_of(notebook) != "python":
            language, missing = in_words(notebook), missing_kernel(notebook)
            problems.append(
                Problem(
                    where,
                    f"The notebook is written in {language}. It is graded as stock nbgrader does it: its tests and the"
                    f" student's code share one process, and nothing protects either. {missing}".rstrip(),
                    "Grade it where nothing else can be reached, or read what is handed in before you grade it.",
                    note=True,
                )
            )
            continue
        remembering = modules_that_remember(path.parent.glob("*.py"))
        scope = scope_of(notebook, remembering)
        cells = [
            (cell_name(cell, place), cell) for place, cell in enumerate(notebook.cells) if cell.cell_type == "code"
        ]
        for name, cell in cells:
            if is_check(cell):
                problems += [Problem(f"{where}, cell {name}", what, do) for what, do in _of_test(cell, scope)]
        problems += [
            Problem(f"{where}, cell {name}", what, do, note) for name, what, do, note in changes_nobody_notices(cells)
        ]
        problems += [
            Problem(f"{where}, cell {name}", what, do) for name, what, do in (*_of_answers(cells), *_of_settings(cells))
        ]
        beside = module_files(path.parent)
        given = _given_classes(cells, beside)
        for name, cell in cells:
            if is_check(cell):
                tree = parsed(cell.source)
                found = [*_plain_objects(tree, given), *_of_written(tree, scope)]
                found += _missing_modules(tree, {*beside} | {one.split(".")[0] for one in scope.written})
                problems += [Problem(f"{where}, cell {name}", what, do) for what, do in dict.fromkeys(found)]
        problems += [
            Problem(f"{where}, cell {name}", what, do) for name, what, do in _of_modules(cells, scope, remembering)
        ]
    return problems


def _of_test(cell: NotebookNode, scope: Scope) -> Iterator[Finding]:
    tree = parsed(cell.source)
    for find in FINDERS:
        yield from dict.fromkeys(find(tree, scope))


def _replacing(tree: ast.Module, _scope: Scope) -> Iterator[Finding]:
    """What it puts into the place of something in a module, which the student's process has for itself."""
    do = "Hand the function what it is to use as an argument, or test what it returns."
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _called(node) in (
            "patch",
            "patch.object",
            "mock.patch",
            "monkeypatch.setattr",
        ):
            target = node.args[0] if node.args else None
            if {_target_of(node), _words(target).strip("'")} & PATCHES_THAT_REACH or replaced_names(node):
                continue
            yield f"The test replaces {_words(target)} while it runs. In the student's process it stays as it is.", do
        if isinstance(node, (ast.Assign, ast.AugAssign)):
            for one in node.targets if isinstance(node, ast.Assign) else [node.target]:
                if _words(one).split(".")[0] in _modules(tree) and _is_attribute(one):
                    yield f"The test sets {_words(one)}. In the student's process it stays as it is.", do


def _target_of(node: ast.Call) -> str:
    """What is replaced where a module and the name in it are told apart: `patch.object(sys, "argv", [])`."""
    return ".".join(_words(one).strip("'") for one in node.args[:2])


def _is_attribute(node: ast.AST) -> bool:
    """Whether it is an attribute of a name, and none that reaches the student's process."""
    known = isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
    return (known and _words(node) not in PATCHES_THAT_REACH) or ".options." in _words(node)


def _modules(tree: ast.Module) -> set[str]:
    names = {"builtins", "sys", "np", "numpy", "random", "time", "os", "math"}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.asname or alias.name for alias in node.names}
    return names


def _unpickling(tree: ast.Module, _scope: Scope) -> Iterator[Finding]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            base = _words(node.func.value)
            allowed = any(word.arg == "allow_pickle" and not _is_false(word.value) for word in node.keywords)
            if (base in PICKLES and node.func.attr in UNPICKLING) or allowed:
                yield (
                    f"The test unpickles a file ({_words(node.func)}). What a student's code has written is never"
                    " unpickled where the tests are: that would run it.",
                    "Have the answer return what it read, or write numbers and text: CSV, JSON, np.save.",
                )


def _reaching_all_names(tree: ast.Module, scope: Scope) -> Iterator[Finding]:
    with_something = {
        node.func.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "vars" and node.args
    }
    own = with_something | {MAGIC} | {*scope.defined}
    for name in sorted((names_in(tree) & ALL_NAMES) - own | _asked_for_ipython(tree)):
        yield (
            f"The test uses `{name}`, which reaches the names of its own process and not those of the student's.",
            "Name what is tested: `assert answer == 42`. A name that is missing raises NameError.",
        )


MAGIC = "get_ipython"
"""What IPython's own commands, `%time` and `!ls`, are calls of."""


def _asked_for_ipython(tree: ast.Module) -> set[str]:
    """Whether a test uses `get_ipython` for anything but IPython's own commands."""
    commands = {
        node.func.value.func
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("run_line_magic", "run_cell_magic", "system", "getoutput")
        and isinstance(node.func.value, ast.Call)
    }
    names = {node for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id == MAGIC}
    return {MAGIC} if names - commands else set()


def _temporary_folders(tree: ast.Module, _scope: Scope) -> Iterator[Finding]:
    for node in ast.walk(tree):
        if isinstance(node, (ast.Import, ast.ImportFrom)) and "tempfile" in (
            getattr(node, "module", None),
            *(alias.name for alias in node.names),
        ):
            yield (
                "The test makes a temporary file or folder. It lies where the tests are, and the student's code does"
                " not see it.",
                "Use a file in the working folder, by a name that stands in the test: `save('table.csv')`.",
            )


def _changed_later(tree: ast.Module, _scope: Scope) -> Iterator[Finding]:
    """What a function is given crosses when it is called: what is done to it after that, is done to a copy."""
    containers = _containers(tree)
    for node in ast.walk(tree):
        for item in node.items if isinstance(node, ast.With) else ():
            call = item.context_expr
            if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name):
                continue
            for name in sorted({one.id for one in call.args if isinstance(one, ast.Name)} & containers):
                yield (
                    f"The test gives `{name}` to `{call.func.id}` in a `with`. What that does to it at the end is not"
                    " seen here: it has a copy.",
                    "Look at what an answer prints or returns, or at an object of a class that it defines.",
                )


def _kept_by_objects(tree: ast.Module, scope: Scope) -> Iterator[Finding]:
    """A list that an object of the student's was made with, and that a test looks at when the object has worked on."""
    containers = _containers(tree)
    held: dict[str, set[str]] = {}
    worked: set[str] = set()
    for node in ast.walk(ast.Module([one for one in tree.body if not isinstance(one, ast.With)], [])):
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Call(func=ast.Name(id=kind), args=given)):
                if kind in scope.classes:
                    held[name] = {one.id for one in given if isinstance(one, ast.Name)} & containers
            case ast.Expr(value=ast.Call(func=ast.Attribute(value=ast.Name(id=name)))):
                worked.add(name)
            case ast.Assert(test=test):
                names = names_in(test)
                for owner in sorted(worked & held.keys() - names):
                    for one in sorted(held[owner] & names):
                        yield (
                            f"The test makes `{owner}` with `{one}`, and looks at `{one}` when `{owner}` has worked on."
                            f" `{owner}` has a copy: what it does to that is not seen here.",
                            f"Look at what `{owner}` has or returns.",
                        )


MAKE_CONTAINERS = frozenset({"list", "dict", "set", "deque", "defaultdict", "array", "zeros", "ones", "arange"})


def _containers(tree: ast.Module) -> set[str]:
    """The names of the lists, dicts, sets and arrays that a test makes."""
    return {
        target.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        if isinstance(node.value, (ast.List, ast.Dict, ast.Set))
        or (isinstance(node.value, ast.Call) and _called(node.value).split(".")[-1] in MAKE_CONTAINERS)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


NETWORK = re.compile(r"\bnn\.[A-Z]\w*\(")


def _of_networks(tree: ast.Module, scope: Scope) -> Iterator[Finding]:
    """What PyTorch keeps in one process: the way back through a calculation, and modules."""
    if not any("torch" in one for one in (*scope.imports, ast.unparse(tree))):
        return
    made = {
        target.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and NETWORK.search(ast.unparse(node.value))
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "backward":
            yield (
                f"The test calls {_words(node.func)}. A tensor that an answer returns comes without its graph, which is"
                " in the student's process.",
                "Let the answer return its gradients.",
            )
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            given = [one for one in node.args if NETWORK.search(ast.unparse(one)) or names_in(one) & made]
            if given:
                yield (
                    f"The test hands a module of PyTorch to `{node.func.id}` ({_words(given[0])}). If an answer defines"
                    " that, it cannot use the module: only tensors cross.",
                    "Have an answer make the module, or hand over its `state_dict()`.",
                )


ANNOTATIONS = frozenset({"__annotations__", "return_annotation", "annotation", "get_type_hints", "get_annotations"})


def _of_annotations(tree: ast.Module, _scope: Scope) -> Iterator[Finding]:
    for node in ast.walk(tree):
        name = node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
        if name in ANNOTATIONS:
            yield (
                f"The test reads the types that a function or a class is annotated with ({name}). They stay in the"
                " student's process: here there are none.",
                "Look for them in the text that `inspect.getsource(f)` gives, or test what the function returns.",
            )


def _raising_errors_of_numpy(tree: ast.Module, _scope: Scope) -> Iterator[Finding]:
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and _called(node).split(".")[-1] in ("errstate", "seterr")):
            continue
        if any(isinstance(one.value, ast.Constant) and one.value.value == "raise" for one in node.keywords):
            yield (
                f"The test has NumPy raise errors ({_words(node)}). In the student's process it warns.",
                "Have the warning raised: `with warnings.catch_warnings(): warnings.simplefilter('error')`.",
            )


def _inheriting(tree: ast.Module, scope: Scope) -> Iterator[Finding]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            for base in node.bases:
                if isinstance(base, ast.Name) and base.id in scope.classes:
                    yield (
                        f"The test defines a class that inherits from the student's `{base.id}`, which is in another"
                        " process.",
                        "Define it in a locked cell that is no test, or let the answer define it.",
                    )


def _unasserted(tree: ast.Module, _scope: Scope) -> Iterator[Finding]:
    last = tree.body[-1] if tree.body else None
    if isinstance(last, ast.Expr) and isinstance(last.value, (ast.Compare, ast.BoolOp, ast.UnaryOp)):
        yield (
            f"The test ends in a comparison that nothing asserts ({_words(last.value)}): it gives all points whether it"
            " is true or not, under stock nbgrader as well.",
            "Write `assert` in front of it.",
        )


def _unread_results(tree: ast.Module, _scope: Scope) -> Iterator[Finding]:
    """What looks for tests in the program that it runs in, and does not raise over one that failed."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _called(node) in RUNNERS:
            yield (
                f"The test calls {_called(node)}, which looks for tests in the program that it runs in. It finds none"
                " where the tests are, and raises nothing if one fails.",
                RUNNERS[_called(node)],
            )


RUNNERS = {
    "unittest.main": "Load the tests by name, and assert that they passed:"
    " `suite = unittest.defaultTestLoader.loadTestsFromTestCase(MyTests)`, and"
    " `assert unittest.TextTestRunner(sys.stdout).run(suite).wasSuccessful()`.",
    "doctest.testmod": "Assert what the examples show.",
}


def _running_files(tree: ast.Module, _scope: Scope) -> Iterator[Finding]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _called(node) in ("subprocess.run", "subprocess.check_output", "os.system"):
            yield (
                f"The test starts a program ({_called(node)}). It runs where the tests are, and finds none of the"
                " student's files there but those that the test names.",
                "Call the student's function instead.",
            )


STAYS_HERE = {
    **dict.fromkeys(
        ("assertLogs", "assertNoLogs", "addHandler"),
        (
            "listens to what is logged ({0}). What an answer logs, its own process hears.",
            "Listen with `redirect_stderr`, or test what the answer returns.",
        ),
    ),
    **dict.fromkeys(
        ("set_option", "option_context", "set_default_dtype", "setlocale"),
        (
            "sets an option of a library ({0}). In the student's process it stays as it is.",
            "Let the answer set it, or set it in a locked cell that is no test.",
        ),
    ),
    **dict.fromkeys(
        ("chdir",),
        (
            "goes into another folder ({0}). The student's process stays in its own.",
            "Name the file as it is seen from the working folder: `load('data/table.csv')`.",
        ),
    ),
    **dict.fromkeys(
        ("getclosurevars", "getfile", "getsourcefile", "get_instructions", "Bytecode"),
        (
            "asks for what a function is made of ({0}), which does not cross.",
            "Look at `inspect.getsource(f)` and at `f.__code__.co_names`.",
        ),
    ),
}
"""What works on the process of the tests only, by the last word of what is called."""


def _staying_here(tree: ast.Module, _scope: Scope) -> Iterator[Finding]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (told := STAYS_HERE.get(_called(node).split(".")[-1])):
            yield f"The test {told[0].format(_words(node))}", told[1]


def _working_folder(tree: ast.Module, _scope: Scope) -> Iterator[Finding]:
    """Where a test compares its folder with something, or hands over a path in it."""
    paths = {
        target.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and _names_own_folder(node.value)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        match node:
            case ast.Compare(left=left, comparators=others):
                parts = [left, *others]
            case ast.Call(func=ast.Name(id=name), args=parts) if name not in ALWAYS_THERE:
                pass
            case _:
                continue
        for part in parts:
            if _names_own_folder(part) or names_in(part) & paths:
                yield (
                    f"The test uses the path of its own folder ({_words(part)}). The student's process has another.",
                    "Use the name of a file in the working folder: `load('table.csv')`.",
                )


OWN_FOLDER = frozenset({"os.getcwd", "getcwd", "Path.cwd", "os.path.abspath"})


def _names_own_folder(node: ast.AST) -> bool:
    return any(isinstance(one, ast.Call) and _called(one) in OWN_FOLDER for one in ast.walk(node))


def _parts_of_functions(tree: ast.Module, _scope: Scope) -> Iterator[Finding]:
    """What is asked of a function that does not cross: its names, and defaults that can change."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in ("__globals__", "__builtins__"):
            yield (
                f"The test asks for the names that a function sees ({_words(node)}). They stay in the student's"
                " process.",
                "Name what is tested, or look at `inspect.getsource(f)`.",
            )
        parts = list(ast.walk(node)) if isinstance(node, ast.Compare) else []
        asks = any(isinstance(one, ast.Attribute) and one.attr in ("__defaults__", "__kwdefaults__") for one in parts)
        if asks and any(isinstance(one, (ast.List, ast.Dict, ast.Set)) for one in parts):
            yield (
                f"The test compares defaults that can change ({_words(node)}). A list or a dict among them does not"
                " cross.",
                "Call the function twice and look at what it returns, or look at `inspect.getsource(f)`.",
            )


FINDERS = (
    *(_staying_here, _working_folder, _parts_of_functions),
    *(_replacing, _unpickling, _reaching_all_names, _inheriting, _temporary_folders),
    _of_networks,
    _changed_later,
    _kept_by_objects,
    *(_unasserted, _unread_results, _running_files, _of_annotations, _raising_errors_of_numpy),
)


def _of_answers(cells: list[tuple[str, NotebookNode]]) -> Iterator[tuple[str, str, str]]:
    """Answers of the course's own that read a name which only a test sets."""
    students = [parsed(cell.source) for _, cell in cells if role_of(cell) == "student"]
    made = {one.name for tree in students for one in bindings(tree)} | ALWAYS_THERE
    made |= {one.name for _, cell in cells if role_of(cell) == "given" for one in bindings(parsed(cell.source))}
    by_tests: dict[str, str] = {}
    for name, cell in cells:
        if is_check(cell):
            for one in bindings(parsed(cell.source)):
                by_tests.setdefault(one.name, name)
    for name, cell in cells:
        if is_answer(cell):
            for missing in sorted((read_by_functions(parsed(cell.source)) - made) & by_tests.keys()):
                yield (
                    name,
                    f"The solution reads `{missing}`, which only the test {by_tests[missing]} sets. It is handed over"
                    " while that test runs, but the solution does not work without it.",
                    f"Make `{missing}` an argument, or set it in a cell above the answer.",
                )


SETTINGS = (
    (re.compile(r"\brcParams\b"), re.compile(r"\brcParams\b|\bplt\.rc\(|\bstyle\.use\(")),
    (re.compile(r"\bget_option\(|\bpd\.options\b"), re.compile(r"\bset_option\(|\bpd\.options\b")),
    (re.compile(r"\bget_printoptions\("), re.compile(r"\bset_printoptions\(")),
    (re.compile(r"\bgetcontext\("), re.compile(r"\bgetcontext\(|\bsetcontext\(")),
    (re.compile(r"\bos\.environ\b|\bgetenv\("), re.compile(r"\bos\.environ\b|\bputenv\(")),
    (re.compile(r"\bgetrecursionlimit\("), re.compile(r"\bsetrecursionlimit\(")),
    (re.compile(r"\bgeterr\("), re.compile(r"\bseterr\(")),
)
"""How code looks that reads a setting of a whole process, and how code that may change it."""


def _of_settings(cells: list[tuple[str, NotebookNode]]) -> Iterator[tuple[str, str, str]]:
    """Settings of a process that an answer changes, and a test reads where it runs itself."""
    students = "\n".join(ast.unparse(parsed(cell.source)) for _, cell in cells if role_of(cell) == "student")
    for name, cell in cells:
        tree = parsed(cell.source)
        for reads, changes in SETTINGS if is_check(cell) else ():
            found = reads.search(ast.unparse(tree))
            own = any(_sets(node, reads, changes) for node in ast.walk(tree))
            if found and changes.search(students) and not own:
                yield (
                    name,
                    f"The test reads `{found[0].rstrip('(')}`, a setting that an answer may change. What an answer sets"
                    " holds in the student's process, and the test reads its own.",
                    "Test what it does, or let a function in an answer cell return it.",
                )


def _sets(node: ast.AST, reads: re.Pattern[str], changes: re.Pattern[str]) -> bool:
    """Whether a test changes the setting itself."""
    if isinstance(node, (ast.Subscript, ast.Attribute)):
        return not isinstance(node.ctx, ast.Load) and changes.search(ast.unparse(node)) is not None
    call = ast.unparse(node) if isinstance(node, ast.Call) else ""
    return changes.search(call) is not None and reads.search(call) is None


def _of_modules(
    cells: list[tuple[str, NotebookNode]], scope: Scope, remembering: frozenset[str]
) -> Iterator[tuple[str, str, str]]:
    """Modules beside the notebook that remember something, where tests and students both use them: each has its own."""
    trees = [(name, cell, parsed(cell.source)) for name, cell in cells]
    origin = {
        bound: module
        for _, _, tree in trees
        for one in imports_in(tree)
        for module in ([one.module] if isinstance(one, ast.ImportFrom) else [alias.name for alias in one.names])
        if module in remembering and module not in scope.written
        for bound in imported_names(one)
        if bound not in scope.others
    }
    used = {name for _, cell, tree in trees if role_of(cell) == "student" for name in read_by(tree)} & origin.keys()
    for name, cell, tree in trees:
        for module in sorted({origin[one] for one in read_by(tree) & used} if is_check(cell) else ()):
            yield (
                name,
                f"The test uses the module `{module}`, which remembers what was done with it. The tests have one of"
                " their own, and do not see what the student's code has changed in the other.",
                f"Import what is tested with `from {module} import ...` in an answer cell only, or test what an answer"
                " returns.",
            )


def module_files(folder: Path) -> dict[str, list[Path]]:
    """The Python files beside a notebook, by the name of the module or package that they are, or are part of."""
    found: dict[str, list[Path]] = {}
    for path in sorted(folder.rglob("*.py")):
        found.setdefault(path.relative_to(folder).parts[0].removesuffix(".py"), []).append(path)
    return found


Given = dict[str, ast.ClassDef]
"""The classes that the course gives to students, by their names in tests: `Spell`, `mod.Spell`."""


def _given_classes(cells: list[tuple[str, NotebookNode]], beside: dict[str, list[Path]]) -> Given:
    """Classes of locked cells, and of modules beside the notebook where the notebook imports those."""
    trees = [parsed(cell.source) for _, cell in cells]
    given = [tree for tree, (_, cell) in zip(trees, cells, strict=True) if role_of(cell) == "given"]
    found = {node.name: node for tree in given for node in tree.body if isinstance(node, ast.ClassDef)}
    of_modules = {
        module: {
            node.name: node
            for path in paths
            for node in parsed(path.read_text(encoding="utf-8", errors="replace")).body
            if isinstance(node, ast.ClassDef)
        }
        for module, paths in beside.items()
    }
    for one in (one for tree in trees for one in imports_in(tree)):
        for alias in one.names:
            module = (one.module or "") if isinstance(one, ast.ImportFrom) else alias.name
            classes = of_modules.get(module.split(".")[0], {})
            known = alias.asname or alias.name
            if isinstance(one, ast.ImportFrom) and alias.name in classes:
                found[known] = classes[alias.name]
            else:
                found |= {f"{known}.{name}": node for name, node in classes.items()}
    return found


PLAIN = frozenset({"list", "dict", "set", "str", "int", "float", "tuple", "frozenset", "bytes"})


def _plain_objects(tree: ast.Module, given: Given) -> Iterator[Finding]:
    """Objects of a class of the course's that inherits from a plain one: they cross as what they inherit from."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _called(node) in ("isinstance", "issubclass") and len(node.args) == 2:
            for one in ast.walk(node.args[1]):
                kind = given.get(_words(one)) if isinstance(one, (ast.Name, ast.Attribute)) else None
                plain = PLAIN & {_words(base).split("[")[0] for base in kind.bases} if kind else set()
                for base in sorted(plain) if _called(node) == "isinstance" else ():
                    yield (
                        f"The test asks whether something is a `{_words(one)}`, which inherits from `{base}`. What an"
                        f" answer has made of it comes here as a `{base}`.",
                        f"Compare with a `{base}`, or let the class hold one instead of inheriting from it.",
                    )


def _of_written(tree: ast.Module, scope: Scope) -> Iterator[Finding]:
    """Modules that an answer writes, where a test does not just import them."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module in scope.written and node.names[0].name == "*":
            yield (
                f"The test imports all that `{node.module}` has, which an answer writes. A test gets no names that it"
                " does not name.",
                f"Name what is tested: `from {node.module} import value`.",
            )
        if isinstance(node, ast.Constant) and type(node.value) is str and module_of(node.value) in scope.written:
            yield (
                f"The test names the file {node.value}, which an answer writes. Nothing that can be imported is brought"
                " to where the tests are: there it is missing, or the one that the course has.",
                f"Test what `import {module_of(node.value)}` gives, or have the answer read its text.",
            )


def _missing_modules(tree: ast.Module, known: Collection[str]) -> Iterator[Finding]:
    tried = [one for one in tree.body if not isinstance(one, ast.Try)]  # that may count with its being missing
    for one in imports_in(ast.Module(tried, [])):
        named = [alias.name for alias in one.names] if isinstance(one, ast.Import) else [one.module or ""]
        for name in named:
            top = name.split(".")[0]
            if top and top not in known and not _is_installed(top):
                yield (
                    f"The test imports `{name}`, which is not installed here, lies not beside the notebook, and is"
                    " written by no answer as far as can be seen.",
                    f"Install it here, or have the answer write it by its name: `%%writefile {top}.py`, or"
                    f" `open('{top}.py', 'w')`. If students hand it in beside the notebook, it is found.",
                )


def _is_installed(name: str) -> bool:
    with contextlib.suppress(ImportError, ValueError, AttributeError):
        return importlib.util.find_spec(name) is not None
    return False


def _called(node: ast.Call) -> str:
    return _words(node.func)


def _words(node: ast.AST | None) -> str:
    return re.sub(r"\s+", " ", ast.unparse(node))[:80] if node is not None else "something"


def _is_false(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value is False
