"""Hostile submissions that send what no test expects: odd values, forged replies, names that are not theirs.

Every case's first words say what it tries.
"""

from grading.course import RIGHT, WRONG
from grading.handing_in import Handed, broken, case, code_cell, hostile, hostile_answer, hostile_code

hostile_answer("nothing-to-compare", "arrays with no entry, of which every comparison of all entries is true",
    double="import numpy as np\ndef double(number): return np.zeros((0, 1))",
    norm="def norm(vector): return np.zeros(0) if vector.any() else 0.0",
    count="import numpy as np\ndef count(words): return {word: np.zeros(0) for word in words}",
    twice="import numpy as np\ndef twice(function, value): return function(np.zeros((0, 1)))")  # fmt: skip
hostile_answer("ends-the-loop", "exceptions with which Python itself ends loops, generators and tests",
    double="def double(number): raise StopIteration(3.0)",
    norm="import unittest\ndef norm(vector): raise unittest.SkipTest('2.0')",
    count="def count(words): raise StopAsyncIteration",
    twice="def twice(function, value): raise ExceptionGroup('2.0', [StopIteration()])")  # fmt: skip
hostile_answer("odd-arrays", "structured, object, empty, huge-dimensional and text arrays, and numbers nobody expects",
    double="import numpy as np\ndef double(number): return np.array([(2 * number,)], dtype=[('x', 'f8')])[0] if number < 0"
    " else np.ma.masked",
    norm="def norm(vector): return np.array(['5.0'], dtype='U8') if vector[0] < 9 else np.longdouble('inf')",
    count="import numpy as np\ndef count(words): return np.ones((1,) * 32, dtype=bool)",
    twice="import numpy as np\ndef twice(function, value): return np.bool_(True)")  # fmt: skip
hostile_answer("lent-function-abused", "the function that a test passes in sent back, called with anything, and asked for its insides",
    twice="def twice(function, value):\n    import numpy as np\n    for odd in ([], {}, np.zeros(0), 'x' * 10**6, function, None, 2**4000):\n"
    "        try:\n            function(odd, **{'x': odd})\n        except Exception:\n            pass\n"
    "        for name in ('__globals__', '__code__', '__closure__', '__self__', 'gi_frame'):\n"
    "            getattr(function, name, None)\n    return function")  # fmt: skip

# The student's end of the line, found among all objects: whatever is sent there is a student's word.
REPLIES = """import gc, numpy as np
ME = next(thing for thing in gc.get_objects() if type(thing).__name__ == 'Agent' and hasattr(thing, 'verbs'))
"""
hostile_code("forged-replies", "the machinery patched: every call is answered with whatever could be the right result",
    REPLIES + """
ANSWERS = [2.0, 5.0, {'a': 2, 'b': 1}, 7, float('nan'), np.zeros(0), True]
def forged(function, arguments, named):
    return ('returned', ANSWERS[len(str(arguments)) % len(ANSWERS)], (tuple(), {'score': 2.0}), '2.0', [('Warning', '2.0')])
ME.verbs['call'] = ME.call = forged""")  # fmt: skip
hostile_code("forged-names", "the machinery patched: data, more names, exceptions and odd types where names are looked up",
    REPLIES + """
def forged(names):
    return ('raised' if len(names) % 2 else np.array(['returned', 'raised']), {'score': 2.0, 'judged': 2.0, 'np': 1}, None, '', [])
ME.verbs['look'] = ME.look = forged""")  # fmt: skip
hostile_code("forged-cell-outputs", "the machinery patched: outputs of odd types, to break whoever reads them",
    REPLIES + """
def forged(source):
    odd = np.array(['stream', 'error'])
    return ('done', [{'output_type': odd, 'name': odd, 'text': odd}, {'output_type': 'stream', 'name': odd, 'text': 'x'},
        {'output_type': 'execute_result', 'data': {'text/plain': '2.0', np.str_('text/html'): np.str_('2.0')}},
        {'output_type': 'error', 'ename': odd, 'evalue': odd, 'traceback': [odd]}, odd, {odd.tobytes().decode(): odd}], odd)
ME.verbs['cell'] = ME.cell = forged""")  # fmt: skip
hostile_code("speaks-out-of-turn", "a thread that calls, replies and babbles on the line while nobody asks",
    REPLIES + """
import threading, time
from classroom.isolation import wire
def babble():
    for number in range(10_000):
        time.sleep(0.001)
        for message in (('returned', 2.0, None, '', []), ('done', [], True), ('back', number % 7, '__call__', (1,), {}),
                        ('back', [], {}, (np.zeros(0),), {1: 2})):
            ME.link.send(wire.encode(message))
threading.Thread(target=babble, daemon=True).start()""")  # fmt: skip


@case(
    "hostile", 10.0, "a message with a dict of a hundred thousand keys that have one hash: to put them in takes an hour"
)
def keys_of_one_hash(handed: Handed) -> None:
    handed.right()
    handed.first(REPLIES + """
from classroom.isolation import wire
KEYS = [wire.encode(number * (2**61 - 1)) for number in range(1, 100_001)]
ME.link.send(b'd' + wire.SIZE.pack(len(KEYS)) + b''.join(key + b'N' for key in KEYS))""")  # fmt: skip


@case("hostile", 10.0, "limits of the interpreter and of the process set to next to nothing, and `isinstance` patched")
def hardly_any_limits(handed: Handed) -> None:
    handed.right()
    handed.first("import builtins, resource, sys\nsys.setrecursionlimit(60)\nsys.setswitchinterval(1e-9)\n"
        "resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))\nbuiltins.isinstance = lambda *a: True")  # fmt: skip


@case("hostile", 10.0, "outputs of letters that take twelve bytes each on their way to the notebook")
def wide_letters(handed: Handed) -> None:
    handed.right()
    handed.first("from IPython.display import display\nfor _ in range(50):\n"
        "    display({'text/html': '\\U0001f600' * 1_900_000, 'text/markdown': '\\U0001f600' * 1_900_000}, raw=True)")  # fmt: skip


@broken(
    8.0, "an answer whose name, signature, text and attributes raise what ends a process, beside three that are right"
)
def name_that_raises(handed: Handed) -> None:
    handed.answer(
        **RIGHT
        | {
            "norm": """class Name:
    def __str__(self): raise KeyboardInterrupt
    __repr__ = __len__ = __getattr__ = __str__
class Norm:
    __name__ = __doc__ = Name()
    @property
    def __signature__(self): raise SystemExit
    def __getattr__(self, name): raise GeneratorExit(name)
    def __call__(self, vector): return float(np.linalg.norm(vector))
norm = Norm()"""
        }
    )


@broken(5.0, "two answers that are values which cannot be sent: the other two items keep their points")
def values_that_cannot_be_sent(handed: Handed) -> None:
    handed.answer(**RIGHT | {"norm": "norm = []\nnorm.append(norm)", "count": "count = [bytearray(1)] * 600_000"})


# Right for the tests that everybody can read: only then is a hidden one called at all.
OPEN = "    if number in (1, 2.5, -3):\n        return 2 * number\n"
SEEN = "    raise type('Seen_' + str(SEEN), (Exception,), {})()"
hostile_answer("names-of-errors", "the hidden inputs carried out as the names of exceptions",
    double="def double(number):\n" + OPEN + SEEN.replace("SEEN", "number"),
    norm="def norm(vector):\n    if vector[0] == 3:\n        return 5.0\n" + SEEN.replace("SEEN", "int(vector[0] / 3)"),
    count="def count(words):\n    if words[0] == 'a':\n        return {'a': 2, 'b': 1}\n" + SEEN.replace("SEEN", "words[0]"),
    twice="def twice(function, value):\n    if function(1) == 4:\n        return 7\n" + SEEN.replace("SEEN", "function(1)"))  # fmt: skip
hostile_answer("errors-like-the-graders", "the hidden inputs in exceptions that have the names of the grader's own reasons",
    double="class NoScore(Exception): pass\ndef double(number):\n" + OPEN + "    raise NoScore(str(number))",
    norm="class NotRun(TimeoutError): pass\ndef norm(vector):\n    if vector[0] == 3:\n        return 5.0\n"
    "    raise NotRun(str(vector[0] / 3))",
    count="class ProcessEndedError(RuntimeError): pass\ndef count(words):\n    if words[0] == 'a':\n"
    "        return {'a': 2, 'b': 1}\n    raise ProcessEndedError(str(words))",
    twice="class NoAnswerError(TimeoutError): pass\ndef twice(function, value):\n    if function(1) == 4:\n        return 7\n"
    "    raise NoAnswerError(str(function(1)))")  # fmt: skip


@hostile("the hidden inputs written wherever a file can be, and read by a cell that is shown")
def hidden_inputs_in_files(handed: Handed) -> None:
    handed.answer(**WRONG | {"double": """import os, tempfile
from pathlib import Path
FOLDERS = [Path.cwd(), *Path.cwd().parents, Path(tempfile.gettempdir()), Path.home(), Path('/dev/shm'), Path('/var/tmp'),
    Path(os.environ.get('MPLCONFIGDIR', '/')), *map(Path, __import__('sys').path)]
def double(number):
    for folder in FOLDERS:
        for name in ('kept-by-CASE', '../kept-by-CASE', 'stylelib/kept-by-CASE'):
            try:
                with open(folder / name, 'a') as file:
                    file.write(str(number) + ' ')
            except OSError:
                pass
    os.environ['KEPT'] = str(number)
    return None""".replace("CASE", handed.case)})  # fmt: skip
    code = """for folder in FOLDERS:
    for name in ('kept-by-CASE', '../kept-by-CASE', 'stylelib/kept-by-CASE'):
        if (folder / name).exists():
            print(folder, (folder / name).read_text())
    try:
        for other in folder.iterdir():
            if other.is_dir() and (other / 'kept-by-CASE').exists():
                print((other / 'kept-by-CASE').read_text())
    except OSError:
        pass
print(os.environ.get('KEPT'))""".replace("CASE", handed.case)
    handed.after("double-check", code_cell(code))
    handed.first(
        "import os, tempfile\nfrom pathlib import Path\nFOLDERS = [Path.cwd(), *Path.cwd().parents, Path.home()]\n"
        + code,
        "2_words",
    )
