"""Hostile submissions that want points without deserving any: they forge results, tests and marks.

Every case's first words say what it tries. Wrong answers stand in all cells unless it says otherwise.
"""

from grading.course import NUMBERS, WORDS, WRONG
from grading.handing_in import Handed, code_cell, find, hostile, hostile_answer, hostile_code, index, marks


@hostile("a tag that tells the executor to skip every cell, so that no check shows a value")
def skip_execution_tag(handed: Handed) -> None:
    handed.wrong()
    for cell in handed.each():
        cell["metadata"]["tags"] = ["skip-execution"]


@hostile("a tag that makes errors in checks count as expected")
def raises_exception_tag(handed: Handed) -> None:
    handed.wrong()
    for cell in handed.each():
        cell["metadata"]["tags"] = ["raises-exception"]


hostile_code("no-op-run-cell", "the shell's run_cell replaced, so that later cells do nothing",
    "ip = get_ipython()\nip.run_cell = lambda *a, **k: type('R', (), dict(success=True, error_before_exec=None,"
    " error_in_exec=None, result=None, execution_count=1))()")  # fmt: skip
hostile_code("input-transformer", "a transformer that turns each later cell into `pass`",
    "get_ipython().input_transformers_cleanup.append(lambda lines: ['pass\\n'])")  # fmt: skip
hostile_code("ast-transformer", "an AST transformer that turns every comparison into True",
    "import ast\nclass Yes(ast.NodeTransformer):\n    def visit_Compare(self, node):\n"
    "        return ast.copy_location(ast.Constant(True), node)\n"
    "get_ipython().ast_transformers.append(Yes())")  # fmt: skip
hostile_code("forged-do-execute", "the kernel's own do_execute replaced, which answers `ok` to everything",
    "import types\nk = get_ipython().kernel\nasync def ok(self, *a, **b):\n"
    "    return {'status': 'ok', 'execution_count': 1, 'payload': [], 'user_expressions': {}}\n"
    "k.do_execute = types.MethodType(ok, k)")  # fmt: skip
hostile_code("published-result", "an execute_result `nan` published before each check has its own",
    "ip = get_ipython()\ndef forge(*a):\n    ip.kernel.session.send(ip.kernel.iopub_socket, 'execute_result',"
    " {'data': {'text/plain': 'nan'}, 'metadata': {}, 'execution_count': 1}, parent=ip.kernel.get_parent())\n"
    "ip.events.register('pre_run_cell', forge)")  # fmt: skip
hostile_code("published-points", "an execute_result with the full points published at the end of each cell",
    "ip = get_ipython()\ndef forge(*a):\n    for p in ('3.0', '2.0'):\n"
    "        ip.displayhook.session and ip.kernel.session.send(ip.kernel.iopub_socket, 'execute_result',"
    " {'data': {'text/plain': p}, 'metadata': {}, 'execution_count': 1}, parent=ip.kernel.get_parent())\n"
    "ip.events.register('post_run_cell', forge)")  # fmt: skip
hostile_code("muted-traceback", "errors silenced, so that a failing check shows nothing at all",
    "ip = get_ipython()\nip.showtraceback = lambda *a, **k: None\nip._showtraceback = lambda *a, **k: None\n"
    "ip.events.register('pre_run_cell', lambda *a: setattr(ip, 'showtraceback', lambda *a, **k: None))")  # fmt: skip
hostile_code("clear-output-hook", "every output cleared after each cell",
    "from IPython.display import clear_output\n"
    "get_ipython().events.register('post_run_cell', lambda *a: clear_output(wait=False))")  # fmt: skip
hostile_code("display-hook", "the display hook replaced, which shows 3.0 whatever the value",
    "import sys\nip = get_ipython()\nreal = ip.displayhook.compute_format_data\n"
    "ip.displayhook.compute_format_data = lambda v: ({'text/plain': '2.0'}, {})")  # fmt: skip
hostile_code("repr-of-floats", "the formatter of floats replaced, which prints 2.0 for every float",
    "get_ipython().display_formatter.formatters['text/plain'].for_type(float, lambda o, p, c: p.text('2.0'))")  # fmt: skip
hostile_code("redefined-judge", "the course's own judge redefined below its cell",
    "def judged(function, numbers, points):\n    return points\n"
    "get_ipython().events.register('pre_run_cell', lambda *a: globals().update(judged=judged))")  # fmt: skip
hostile_code("patched-numpy", "NumPy's comparisons patched to always agree",
    "import numpy as np\nnp.allclose = np.array_equal = lambda *a, **k: True\n"
    "np.testing.assert_allclose = lambda *a, **k: None")  # fmt: skip
hostile_code("patched-builtins", "`all`, `min` and `float` of the interpreter itself patched",
    "import builtins\nbuiltins.all = lambda it: True\nbuiltins.min = builtins.max\nbuiltins.len = lambda x: 1")  # fmt: skip
hostile_code("import-hook", "an import hook that hands out a forged NumPy and a forged helper",
    "import sys, types\nfake = types.ModuleType('helper')\nfake.GREETING = 'hi'\nsys.modules['helper'] = fake\n"
    "class Hook:\n    def find_spec(self, name, path=None, target=None):\n        return None\n"
    "sys.meta_path.insert(0, Hook())\nimport numpy\nsys.modules['numpy'] = types.SimpleNamespace("
    "allclose=lambda *a: True, array_equal=lambda *a: True, array=list, zeros=list, testing=numpy.testing)")  # fmt: skip
hostile_code("tracer", "a trace function that overwrites `score` in whatever frame has one",
    "import sys, ctypes\ndef trace(frame, event, arg):\n    if 'score' in frame.f_globals:\n"
    "        frame.f_globals['score'] = 2.0\n    return trace\nsys.settrace(trace)\nsys.setprofile(trace)")  # fmt: skip
hostile_code("thread-writes-score", "a thread that keeps writing 2.0 into `score`",
    "import threading, time\ndef write():\n    while True:\n        get_ipython().user_ns['score'] = 2.0\n"
    "        time.sleep(0)\nthreading.Thread(target=write, daemon=True).start()")  # fmt: skip
hostile_code("score-that-cannot-change", "a namespace in which `score` is always 2.0",
    "class Names(dict):\n    def __getitem__(self, k):\n        return 2.0 if k == 'score' else dict.__getitem__(self, k)\n"
    "get_ipython().user_ns = Names(get_ipython().user_ns)\nscore = 2.0")  # fmt: skip
hostile_code("exit-quietly", "SystemExit raised from a hook, so that checks end without a value",
    "ip = get_ipython()\ndef leave(*a):\n    raise SystemExit(0)\nip.events.register('pre_run_cell', leave)")  # fmt: skip
hostile_code("garbage-collector", "the points looked for in, and written into, every dictionary the collector knows",
    "import gc\nfor d in [o for o in gc.get_objects() if type(o) is dict and 'nbgrader' in o]:\n"
    "    d['nbgrader'] = {'points': 0}\n"
    "get_ipython().events.register('pre_run_cell', lambda *a: [d.__setitem__('score', 2.0) for d in gc.get_objects()"
    " if type(d) is dict and 'score' in d])")  # fmt: skip

ALWAYS_EQUAL = """import numpy as np
class Yes(np.ndarray):
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    def __array_ufunc__(self, *a, **k): return True
    def __array_function__(self, *a, **k): return True
    def __bool__(self): return True
YES = np.zeros(1).view(Yes)
"""
hostile_answer("always-equal-array", "an array that is equal to everything",
    **{item: ALWAYS_EQUAL + f"def {item}(*a): return YES" for item in WRONG})  # fmt: skip
YES_MAN = """class Yes:
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    def __hash__(self): return 0
    def __float__(self): return 5.0
    def __array__(self, *a, **k):
        import numpy as np
        return np.array(5.0)
    def __rmul__(self, other): return self
    def __reduce__(self): return (print, ('unpickled',))
"""
hostile_answer("always-equal-object", "an object that is equal to everything and pickles into a call",
    **{item: YES_MAN + f"def {item}(*a): return Yes()" for item in WRONG})  # fmt: skip
hostile_answer("lying-subclasses", "subclasses of float, dict and int whose comparisons lie",
    double="class F(float):\n    def __eq__(s, o): return True\ndef double(n): return F(0)",
    norm="class F(float):\n    def __eq__(s, o): return True\n    def __array__(s, *a, **k):\n"
    "        import numpy as np\n        return np.array(5.0)\ndef norm(v): return F(5.0)",
    count="class D(dict):\n    def __eq__(s, o): return True\n    def __ne__(s, o): return False\n"
    "def count(w): return D()",
    twice="class I(int):\n    def __eq__(s, o): return True\ndef twice(f, v): return I(0)")  # fmt: skip
PEEK = """def {item}(*arguments):
    import sys, re
    frame = sys._getframe(1)
    while frame:
        text = str(frame.f_globals.get('In', ''))
        code = frame.f_code
        if 'judged' in frame.f_locals or 'score' in frame.f_globals:
            frame.f_globals['score'] = 2.0
        if 'points' in frame.f_locals:
            frame.f_locals['numbers'].clear()
        frame = frame.f_back
    return 2 * arguments[-1] if '{item}' == 'double_' else None"""
hostile_answer("frames", "the frames of the caller searched and changed from inside of the answer",
    **{item: PEEK.replace("{item}", item) for item in WRONG})  # fmt: skip
hostile_answer("answers-from-the-question", "the expected value taken from the text of the running check",
    double="def double(number):\n    import re\n    class Any(float):\n        __eq__ = lambda s, o: True\n"
    "        __hash__ = None\n    print(get_ipython().user_ns['In'][-1])\n    return Any()",
    norm="def norm(vector):\n    import re\n    return float(re.findall(r'\\), ([\\d.]+)\\)',"
    " get_ipython().user_ns['In'][-1])[0])")  # fmt: skip
hostile_answer("mutates-the-argument", "the caller's list emptied in place, so that nothing is left to be tested",
    count="def count(words):\n    words.clear()\n    return {}",
    norm="def norm(vector):\n    vector[:] = 0\n    return 0.0",
    twice="def twice(function, value):\n    function.__code__ = (lambda x: 7).__code__\n    return 7")  # fmt: skip
hostile_answer("test-function-in-the-answer", "the function that a test passes in called to find out what it does, and kept",
    twice="kept = []\ndef twice(function, value):\n    kept.append(function)\n"
    "    g = getattr(function, '__globals__', {})\n    g['score'] = 2.0\n    return None")  # fmt: skip
hostile_answer("not-numbers", "results that break a comparison: nan, inf, a huge integer, a list in itself",
    double="def double(n): return 10**100000",
    norm="def norm(v): return float('nan')",
    count="def count(w):\n    x = {}\n    x['a'] = x\n    return x",
    twice="def twice(f, v):\n    x = []\n    x.append(x)\n    return x")  # fmt: skip
hostile_answer("deep-result", "a result nested a hundred thousand levels deep",
    **{item: f"def {item}(*a):\n    x = []\n    for _ in range(100_000): x = [x]\n    return x" for item in WRONG})  # fmt: skip
hostile_answer("huge-result", "a result of a gigabyte",
    **{item: f"def {item}(*a):\n    import numpy as np\n    return np.zeros(130_000_000)" for item in WRONG})  # fmt: skip
hostile_answer("hostile-exceptions", "exceptions that lie about their text, and ones that end a process",
    double="def double(n): raise SystemExit(3)",
    norm="def norm(v): raise KeyboardInterrupt('3.0')",
    count="class Score(BaseException):\n    def __str__(self): return '3.0'\n    __repr__ = __str__\n"
    "def count(w): raise Score(3.0)",
    twice="def twice(f, v): raise GeneratorExit")  # fmt: skip
hostile_answer("hostile-repr", "an error whose text is a hundred megabytes, and one whose text raises",
    double="def double(n): raise ValueError('x' * 100_000_000)",
    norm="class E(Exception):\n    def __str__(self): raise RuntimeError('no')\ndef norm(v): raise E()")  # fmt: skip
hostile_answer("right-in-the-open-only", "right for the visible tests, wrong for the hidden ones",
    double="def double(n): return {1: 2, 2.5: 5.0, -3: -6}.get(n)",
    norm="def norm(v): return 5.0",
    count="def count(w): return {'a': 2, 'b': 1}",
    twice="def twice(f, v): return 7")  # fmt: skip
hostile_answer("magic-words", "cells of another language in the place of an answer",
    double="%%javascript\nalert(1)", norm="%%bash\necho 2.0", count="%reset -f\n%xdel count", twice="!!echo 2.0")  # fmt: skip


@hostile("the checks replaced by bare points")
def own_checks(handed: Handed) -> None:
    handed.wrong()
    for cell in handed.each():
        if marks(cell).get("grade"):
            cell["source"] = str(marks(cell)["points"])


@hostile("the checks worth a hundred times their points")
def own_points(handed: Handed) -> None:
    handed.wrong()
    for cell in handed.each():
        if marks(cell).get("grade"):
            marks(cell)["points"] = 300


@hostile("every answer marked as graded, every check as an answer")
def flipped_flags(handed: Handed) -> None:
    handed.wrong()
    for cell in handed.each():
        if marks(cell):
            marks(cell)["grade"], marks(cell)["solution"] = marks(cell)["solution"], marks(cell)["grade"]
            marks(cell)["locked"] = not marks(cell)["locked"]
            marks(cell)["points"] = 5


@hostile("cells of one's own that claim to be graded, one under a check's name")
def injected_graded_cells(handed: Handed) -> None:
    handed.wrong()
    graded = {"grade": True, "solution": False, "locked": True, "task": False, "points": 10, "schema_version": 3}
    for name, grade_id in ((NUMBERS, "bonus"), (NUMBERS, "double-check"), (WORDS, "count-check")):
        handed.change(name, lambda cells, g=grade_id: cells.append(  # type: ignore[misc]
            code_cell("10.0", nbgrader=graded | {"grade_id": g})))  # fmt: skip


@hostile("the id of one check given to another, so that one check counts twice and one never")
def swapped_ids(handed: Handed) -> None:
    handed.wrong()
    handed.change(NUMBERS, lambda cells: marks(find(cells, "norm-check")).update(grade_id="double-check"))


@hostile("the checks made into text, so that nothing is run")
def checks_as_text(handed: Handed) -> None:
    handed.wrong()
    for cell in handed.each():
        if marks(cell).get("grade"):
            cell["cell_type"] = "markdown"
            cell.pop("outputs", None)
            cell.pop("execution_count", None)


@hostile("a check put at the top of the notebook, where no answer can be wrong yet")
def checks_first(handed: Handed) -> None:
    handed.wrong()
    handed.change(NUMBERS, lambda cells: cells.insert(0, cells.pop(index(cells, "double-check"))))


@hostile("all checks deleted, so that there is no score to be 0")
def no_checks(handed: Handed) -> None:
    handed.wrong()
    for name in (NUMBERS, WORDS):
        handed.change(name, lambda cells: cells.__setitem__(
            slice(None), [cell for cell in cells if not str(marks(cell).get("grade_id")).endswith("-check")]))  # fmt: skip


@hostile("a score shown in the outputs that come along")
def forged_outputs(handed: Handed) -> None:
    handed.wrong()
    for cell in handed.each():
        if cell["cell_type"] == "code":
            value = {"text/plain": "2.0"}
            cell["outputs"] = [{"output_type": "execute_result", "data": value, "metadata": {}, "execution_count": 1}]


@hostile("a kernel of another language named in the notebook")
def own_kernel(handed: Handed) -> None:
    handed.wrong()
    for name in (NUMBERS, WORDS):
        notebook = handed.load(name)
        notebook["metadata"]["kernelspec"] = {"name": "../../evil", "display_name": "x", "language": "bash"}
        notebook["metadata"]["language_info"] = {"name": "bash", "pygments_lexer": "brainfuck"}
        handed.save(name, notebook)


@hostile("a module numpy.py beside the notebook, whose comparisons always agree")
def own_numpy(handed: Handed) -> None:
    handed.wrong()
    handed.write("numpy.py", "allclose = array_equal = lambda *a, **k: True\narray = zeros = lambda *a, **k: None\n"
        "class testing:\n    assert_allclose = staticmethod(lambda *a, **k: None)\n")  # fmt: skip


@hostile("modules beside the notebook by the names of all that grades, each of which gives full points or ends it")
def own_graders(handed: Handed) -> None:
    handed.wrong()
    attack = (
        "import builtins, os, sys\nfrom pathlib import Path\nbuiltins.all = lambda it: True\n"
        "for name, module in list(sys.modules.items()):\n    if hasattr(module, 'judged'):\n        module.judged = lambda *a: a[-1]\n"
        "if os.path.exists('gradebook.db') or any('trusted' in word for word in sys.argv):\n    Path('/tmp/harm-CASE').touch()\n"
        "def __getattr__(name):\n    return lambda *a, **k: 3.0\n"
    )  # fmt: skip
    for name in (
        "classroom",
        "word2vec_lab",
        "safepage",
        "nbgrader",
        "nbformat",
        "nbconvert",
        "traitlets",
        "jupyter_core",
    ):
        handed.write(f"{name}/__init__.py", attack)
        handed.write(f"{name}/isolation.py", attack)
    for name in ("sitecustomize", "usercustomize", "conftest", "nbgrader_config", "ipython_config", "jupyter_config",
                 "ast", "functools", "importlib", "os", "socket", "json", "base64", "warnings", "numpy"):  # fmt: skip
        handed.write(f"{name}.py", attack)
    for name in (".ipython/profile_default/startup/00.py", ".jupyter/nbgrader_config.py", "attack.pth"):
        handed.write(name, attack)
    handed.first("import classroom, nbgrader, nbformat, traitlets, numpy, warnings, sitecustomize, nbgrader_config")


@hostile(
    "a module beside the notebook that reaches for whoever calls its functions, when it is imported and when called"
)
def module_in_the_middle(handed: Handed) -> None:
    handed.write(
        "mine.py",
        """
import gc, sys

def reach():
    frame = sys._getframe()
    while frame:
        for space in (frame.f_locals, frame.f_globals):
            for name in ('judged', 'score', 'points', 'length'):
                if name in space:
                    space[name] = lambda *a: 3.0
        frame = frame.f_back
    for thing in gc.get_objects():
        if isinstance(thing, dict) and 'judged' in thing:
            thing['judged'] = lambda *a: a[-1]

class Equal:
    __eq__ = __lt__ = __gt__ = lambda self, other: True
    __hash__ = object.__hash__
    __array__ = lambda self, *a, **k: __import__('numpy').zeros(0)

reach()

def anything(*arguments, **named):
    reach()
    return Equal()
""",
    )
    handed.answer(**{name: f"from mine import anything as {name}" for name in WRONG})


@hostile("a program ipykernel_launcher.py beside the notebook, which python starts in place of the kernel")
def own_kernel_launcher(handed: Handed) -> None:
    handed.wrong()
    handed.write("ipykernel_launcher.py", """
import sys, os
sys.path = [p for p in sys.path if p not in ('', os.getcwd())]
from ipykernel import kernelapp, ipkernel
async def ok(self, code, *a, **k):
    self.send_response(self.iopub_socket, 'execute_result',
        {'data': {'text/plain': '2.0'}, 'metadata': {}, 'execution_count': 1})
    return {'status': 'ok', 'execution_count': 1, 'payload': [], 'user_expressions': {}}
ipkernel.IPythonKernel.do_execute = ok
kernelapp.launch_new_instance()
""")  # fmt: skip


@hostile("a helper.py of one's own in place of the course's, which patches the interpreter, and a package of that name")
def own_helper(handed: Handed) -> None:
    handed.wrong()
    handed.write("helper.py", "import builtins\nbuiltins.all = lambda it: True\nGREETING = 'hi'\n")
    handed.write("helper/__init__.py", "import builtins\nbuiltins.all = lambda it: True\n")
    handed.write("sitecustomize.py", "import builtins\nbuiltins.all = lambda it: True\n")
    handed.write("IPython/__init__.py", "raise SystemExit(0)\n")
    handed.write(".ipython/profile_default/startup/00.py", "judged = lambda *a: a[-1]\n")
