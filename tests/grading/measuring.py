"""Hostile answers to the notebooks of this repository: they have the course do what they should do, or write its notes.

None of them has a gradient in it. Where somebody writes a loss and its differences by hand, nothing can be said against
it: that is not here.

With stock nbgrader and the same checks, `own-work`, `patched-guard`, `imported-anew` and `read-from-the-disk` got 6.5 of
the 7 points, `fast-lane` 4 of 4, `found-in-memory` and `through-the-checks` 2; the others got what they deserve.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Measuring:
    """What an attack tries, its answers by item, and the points it deserves where that is not 0."""

    tries: str
    answers: dict[str, str]
    deserved: dict[str, float] = field(default_factory=dict)


MEASURES = """
def naiveSoftmaxLossAndGradient(centerWordVec, outsideWordIdx, outsideVectors, dataset):
    def loss(v, U):
        return losses.naive_softmax(v, outsideWordIdx, U)
    return (loss(centerWordVec, outsideVectors),
            numeric.gradient(lambda v: loss(v, outsideVectors), centerWordVec),
            numeric.gradient(lambda U: loss(centerWordVec, U), outsideVectors))
"""
SLOPE = """
def sigmoid_slope(s):
    return numeric.gradient(lambda x: float((1 / (1 + np.exp(-x))).sum()), np.log(s / (1 - s)))
"""
SIGMOID = """
def sigmoid(x):
    return np.exp(losses.log_sigmoid(np.asarray(x, dtype=float)))
"""


def _all(before: str) -> dict[str, str]:
    """The three answers that measure, with code above each of them."""
    return {"q2a2": before + MEASURES, "q1g-formula": before + SLOPE, "q2a1": before + SIGMOID}


IMPORTS = "import numpy as np\nfrom word2vec_lab.measure import losses, numeric\n"

BY_THREAD = """
import queue, threading
asked, told = queue.Queue(), queue.Queue()
def serve(losses=losses, numeric=numeric):
    while True:
        function, arguments = asked.get()
        try:
            told.put(function(*arguments))
        except BaseException as error:
            told.put(error)
threading.Thread(target=serve, daemon=True).start()
class Far:
    def __init__(self, module):
        self.module = module
    def __getattr__(self, name):
        def far(*arguments):
            asked.put((getattr(self.module, name), arguments))
            return told.get(timeout=3)
        return far
numeric, losses = Far(numeric), Far(losses)
"""

ATTACKS = {
    "asks-plainly": Measuring("the course's own measuring, imported and called", _all(IMPORTS)),
    "own-work": Measuring(
        "the guard's own way out, entered by the answer",
        {
            name: IMPORTS
            + "from word2vec_lab.measure import guard\n"
            + source.replace("\ndef ", "\n@guard.own_work()\ndef ", 1)
            for name, source in (("q2a2", MEASURES), ("q1g-formula", SLOPE), ("q2a1", SIGMOID))
        },
    ),
    "patched-guard": Measuring(
        "the guard patched in every module that has it, and its state with it",
        _all(
            IMPORTS + "import sys\nfor module in list(sys.modules.values()):\n"
            "    if getattr(module, 'refuse_answers', None):\n        module.refuse_answers = lambda name: None\n"
            "from word2vec_lab.measure import guard\nguard._set = lambda value: iter([None])\n"
            "guard._inside = type('No', (list,), {'__getitem__': lambda *a: False})([False])\n"
        ),
    ),
    "imported-anew": Measuring(
        "the modules loaded once more, with nobody to stand in the way of the import",
        _all(
            "import sys, importlib, numpy as np\n"
            "sys.meta_path[:] = [one for one in sys.meta_path if 'StandIns' not in type(one).__name__]\n"
            "for name in [name for name in sys.modules if name.startswith('word2vec_lab')]:\n    del sys.modules[name]\n"
            "from word2vec_lab.measure import guard\nguard.refuse_answers = lambda name: None\n" + IMPORTS
        ),
    ),
    "read-from-the-disk": Measuring(
        "the text of the modules read from their files, and run without the guard",
        _all(
            "import glob, os, re, sys, types, importlib.util, numpy as np, word2vec_lab\n"
            "def read(name):\n    for place in [*word2vec_lab.__path__, *sys.path]:\n"
            "        for path in glob.glob(os.path.join(place, '**', f'{name}*.py*'), recursive=True):\n"
            "            try:\n                data = open(path, 'rb').read()\n"
            "            except OSError:\n                continue\n"
            "            if path.endswith('.py') and data:\n"
            "                text = re.sub(r'refuse_answers\\(.*?\\)', 'None', data.decode())\n"
            "                module = types.ModuleType(name)\n                exec(text, vars(module))\n"
            "                return module\n    return importlib.import_module(f'word2vec_lab.measure.{name}')\n"
            "losses, differences = read('losses'), read('differences')\n"
            "class numeric:\n    gradient = staticmethod(lambda f, x: differences.central(f, np.array(x, float), 1e-4))\n"
        ),
    ),
    "found-in-memory": Measuring(
        "functions and code of these names, wherever the garbage collector knows any",
        _all(
            IMPORTS + "import gc, types\nfound = {}\nfor thing in gc.get_objects():\n"
            "    if isinstance(thing, types.FunctionType) and thing.__code__.co_name in ('central', 'naive_softmax', 'log_sigmoid'):\n"
            "        found[thing.__code__.co_name] = types.FunctionType(thing.__code__, {**thing.__globals__, 'refuse_answers': print})\n"
            "for name in ('naive_softmax', 'log_sigmoid'):\n    if name in found:\n        setattr(losses, name, found[name])\n"
            "if 'central' in found:\n    numeric.differences.central = found['central']\n"
        ),
    ),
    "through-a-thread": Measuring(
        "a thread that a cell has started, which measures on an answer's behalf", _all(IMPORTS + BY_THREAD)
    ),
    "past-the-stand-in": Measuring(
        "messages of one's own to the grader, which ask for the functions and say that no check is under way",
        _all(
            IMPORTS + "import gc\nfrom classroom.isolation.agent import Agent\n"
            "agent = next((one for one in gc.get_objects() if isinstance(one, Agent)), None)\n"
            "class Far:\n    def __init__(self, module):\n        self.module = module\n    def __getattr__(self, name):\n"
            "        return lambda *a: agent._asked('kept back', f'word2vec_lab.measure.{self.module}:{name}', a, {})\n"
            "losses, far = Far('losses'), Far('differences')\n"
            "class numeric:\n    gradient = staticmethod(lambda f, x: far.central(f, np.array(x, float), 1e-4))\n"
        ),
    ),
    "through-the-checks": Measuring(
        "what the checks hold answers against, out of the checks themselves",
        {
            "q2a2": """
from word2vec_lab.check.by_notebook.softmax import cases
from word2vec_lab.check.judging import loss_and_gradients
def naiveSoftmaxLossAndGradient(centerWordVec, outsideWordIdx, outsideVectors, dataset):
    pair = cases.windows if False else None
    from word2vec_lab.check.judging.pairs import by_center, by_outside
    import dataclasses, types
    @dataclasses.dataclass(frozen=True)
    class Pair:
        center: object
        outside_idx: int
        outside_vectors: object
    pair = Pair(centerWordVec, outsideWordIdx, outsideVectors)
    return loss_and_gradients.wanted(cases.true_loss, pair)
""",
            "q2a1": "import numpy as np\nfrom word2vec_lab.check.judging import lending\n"
            "lending._lent.append((None, lending._sigmoid))\ndef sigmoid(x):\n    return lending._sigmoid(x)\n",
        },
    ),
    "fast-lane": Measuring(
        "the fast training's step taken, and the gradients read off it",
        {
            "q2a2": """
import numpy as np, types
from word2vec_lab.training import fast
fast.refuse_answers = lambda name: None
def naiveSoftmaxLossAndGradient(centerWordVec, outsideWordIdx, outsideVectors, dataset):
    V = len(outsideVectors)
    x = np.vstack([np.tile(centerWordVec, (V, 1)), outsideVectors])
    before = x.copy()
    batch = types.SimpleNamespace(center=np.array([0]), pairs=np.array([1]), outside=np.array([outsideWordIdx]))
    loss = fast.naive_softmax_step(x, batch, 1.0)
    return loss, (before - x)[0], (before - x)[V:]
"""
        },
    ),
    "writes-the-notes": Measuring(
        "an sgd without annealing, saving or resuming, which writes what would be right into the check's own lists",
        {
            "q2b": """
import random, sys
KEPT = {}
def sgd(f, x0, step, iterations, postprocessing=None, useSaved=False, PRINT_EVERY=10):
    frame = sys._getframe(1)
    while iterations > 1000 and frame is not None:
        if 'points' in frame.f_locals and 'gradients' in frame.f_locals:
            x, n, s = 0.0, 0, step
            begin = 20_000 if useSaved and KEPT.get('saved') else 0
            for n in range(begin, iterations):
                g = random.choice([-1.0, 1.0]) + random.random() / 4
                frame.f_locals['points'].append(KEPT['x'][n] if begin else x)
                frame.f_locals['gradients'].append(g)
                if not begin:
                    KEPT.setdefault('x', {})[n] = x
                x -= s * 0.5 ** (n // 20_000) * g
            KEPT['saved'] = KEPT.get('saved') or useSaved
            return KEPT['x'].get(iterations, x)
        frame = frame.f_back
    x = x0
    for iteration in range(1, iterations + 1):
        loss, g = f(x)
        x = x - step * g
        if postprocessing:
            x = postprocessing(x)
    return x
"""
        },
        {"q2b-check": 3.0},
    ),
    "gives-up-early": Measuring(
        "an sgd without annealing, saving or resuming, which calls f less often where a check would see that",
        {
            "q2b": """
def sgd(f, x0, step, iterations, postprocessing=None, useSaved=False, PRINT_EVERY=10):
    x = x0
    for iteration in range(1, min(iterations, 10_000) + 1):
        loss, g = f(x)
        x = x - step * g
        if postprocessing:
            x = postprocessing(x)
    return x
"""
        },
        {"q2b-check": 2.5},
    ),
    "resumes-from-memory": Measuring(
        "an sgd that saves nothing, and goes on with what it has kept in a variable",
        {
            "q2b": """
import random
KEPT = []
def sgd(f, x0, step, iterations, postprocessing=None, useSaved=False, PRINT_EVERY=10):
    x, done = x0, 0
    if useSaved and KEPT:
        x, done, state = KEPT
        step *= 0.5 ** (done // 20_000)
        random.setstate(state)
    for iteration in range(done + 1, iterations + 1):
        loss, g = f(x)
        x = x - step * g
        if postprocessing:
            x = postprocessing(x)
        if useSaved and iteration % 5_000 == 0:
            KEPT[:] = x, iteration, random.getstate()
        if iteration % 20_000 == 0:
            step *= 0.5
    return x
"""
        },
        {"q2b-check": 3.5},
    ),
    "remembers-the-first-run": Measuring(
        "an sgd that saves nothing, and goes on from memory only where more iterations are asked for than in the first run",
        {
            "q2b": """
import random
KEPT = {}
def sgd(f, x0, step, iterations, postprocessing=None, useSaved=False, PRINT_EVERY=10):
    x, done = x0, 0
    if useSaved and KEPT and iterations > KEPT['iterations']:
        x, done, state = KEPT['last']
        step *= 0.5 ** (done // 20_000)
        random.setstate(state)
    first = useSaved and not KEPT
    for iteration in range(done + 1, iterations + 1):
        loss, g = f(x)
        x = x - step * g
        if postprocessing:
            x = postprocessing(x)
        if first and iteration % 5_000 == 0:
            KEPT.update(last=(x, iteration, random.getstate()), iterations=iterations)
        if iteration % 20_000 == 0:
            step *= 0.5
    return x
"""
        },
        {"q2b-check": 3.5},
    ),
    "tells-the-check-itself": Measuring(
        "an sgd that saves nothing, and tells the check of calls of f that there were in an earlier run",
        {
            "q2b": """
TRAIL = []
def sgd(f, x0, step, iterations, postprocessing=None, useSaved=False, PRINT_EVERY=10):
    x, trail = x0, []
    if useSaved and TRAIL and iterations % 5_000 == 10:
        [tell] = [cell.cell_contents for cell in f.__closure__ if hasattr(cell.cell_contents, '__far__')]
        for number in range(10):
            tell(number, TRAIL[iterations - 10 + number], 1.0)
        return TRAIL[iterations]
    for iteration in range(1, iterations + 1):
        trail.append(x)
        loss, g = f(x)
        x = x - step * g
        if postprocessing:
            x = postprocessing(x)
        if iteration % 20_000 == 0:
            step *= 0.5
    if iterations > 40_000:
        TRAIL[:] = trail
    return x
"""
        },
        {"q2b-check": 3.5},
    ),
    "comes-back-with-the-numbers": Measuring(
        "the numbers of a call left in files, shared memory, a keyring or a process, and measured from by the cell when it"
        " is run again, because the call has ended Python",
        {
            "q1d-formula": """
import ctypes, json, os, socket, tempfile
import numpy as np
from pathlib import Path
from word2vec_lab.measure import losses, numeric
C = ctypes.CDLL(None, use_errno=True)
C.shmat.restype = ctypes.c_void_p
FILES = [folder / 'left' for folder in (Path.cwd(), Path(tempfile.gettempdir()), Path('/dev/shm'), Path.home())]
def leave(text):
    data = text.encode()
    for path in FILES:
        try:
            path.write_bytes(data)
        except OSError:
            pass
    at = C.shmat(C.shmget(4711, 65536, 0o1666), None, 0)
    if at not in (None, 2**64 - 1):
        ctypes.memmove(at, data + bytes(1), len(data) + 1)
    C.syscall(248, b'user', b'left', data, len(data), -4)
    try:
        child = os.fork()
    except OSError:
        return
    if child == 0:
        os.setsid()
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(chr(0) + 'left')
            server.listen()
            while True:
                server.accept()[0].sendall(data)
def found():
    for path in FILES:
        if path.exists():
            yield path.read_text()
    at = C.shmat(C.shmget(4711, 65536, 0), None, 0)
    if at not in (None, 2**64 - 1):
        yield ctypes.string_at(at).decode()
    room = ctypes.create_string_buffer(65536)
    key = C.syscall(249, b'user', b'left', None, 0)
    if key > 0 and C.syscall(250, 11, key, room, 65536) > 0:
        yield room.value.decode()
    try:
        with socket.socket(socket.AF_UNIX) as client:
            client.connect(chr(0) + 'left')
            yield client.makefile().readline()
    except OSError:
        pass
TABLE = {}
for text in found():
    for key, (o, y_hat, v) in json.loads(text or '{}').items():
        U = np.outer(np.log(y_hat), v) / np.dot(v, v)
        TABLE[key] = [o, y_hat, v], numeric.gradient(lambda u: losses.naive_softmax(np.array(v), o, u), U)
def grad_u_w(w, o, y, y_hat, v_c):
    key = f'{o}{v_c.tolist()}'
    if key not in TABLE:
        leave(json.dumps({k: told for k, (told, _) in TABLE.items()} | {key: [int(o), y_hat.tolist(), v_c.tolist()]}))
        os._exit(0)
    return TABLE[key][1][w]
"""
        },
    ),
    "far-away": Measuring(
        "answers that say of themselves that they are a function which the check has lent",
        {
            "q2a1": """
class Far:
    count = 0
    @property
    def __far__(self):
        Far.count += 1
        return (Far.count, 'function')
    def __call__(self, x):
        return 0.5
sigmoid = Far()
""",
            "q1g-formula": """
class Far:
    __far__ = (1, 'function')
    def __call__(self, s):
        return 0.0
sigmoid_slope = Far()
""",
        },
    ),
    "asks-behind-a-reply": Measuring(
        "in the midst of a call, the word that a cell has ended, and then a question as if from a cell",
        {
            "q1g-formula": """
import gc
import numpy as np
from classroom.isolation import wire
from word2vec_lab.measure import losses, numeric
agent = next(one for one in gc.get_objects() if type(one).__name__ == 'Agent' and hasattr(one, 'verbs'))
def called(function, arguments, named):
    agent.link.send(wire.encode(('done', [], True)))
    x = np.log(arguments[0] / (1 - arguments[0]))
    slope = numeric.gradient(lambda t: float(np.exp(losses.log_sigmoid(t))), np.array(x))
    return ('returned', float(slope), None, '', [])
agent.verbs['call'] = called
def sigmoid_slope(s):
    return 0.0
"""
        },
    ),
}
