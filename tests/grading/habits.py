"""Honest submissions with the habits that people have in notebooks. Each deserves every point.

They are not mistakes: whoever works like this has right answers, which grading must not lose.
"""

import json

from grading.course import NUMBERS, RIGHT, WORDS
from grading.handing_in import Handed, code_cell, find, honest, index


@honest("commands of the shell and of pip in answer cells")
def shell_commands(handed: Handed) -> None:
    handed.answer(
        double="!ls\n" + RIGHT["double"],
        norm="%pip install --quiet numpy\n" + RIGHT["norm"],
        count="files = !ls -l\n" + RIGHT["count"],
        twice="%cd .\nimport os\nos.system('true')\n" + RIGHT["twice"],
    )
    handed.after("double", code_cell("%%bash\necho hello"), code_cell("!echo {double(2)} $HOME"))


@honest("magics of IPython around answers")
def magics(handed: Handed) -> None:
    handed.answer(
        double="%%time\n" + RIGHT["double"],
        norm="%matplotlib inline\n%config InlineBackend.figure_format = 'retina'\n%precision 3\n" + RIGHT["norm"],
        count="%%capture said\n" + RIGHT["count"] + "\nprint(count(['a']))",
        twice="%load_ext autoreload\n%autoreload 2\n" + RIGHT["twice"] + "\ntwice?",
    )
    handed.after("double", code_cell("%timeit -n 3 -r 1 double(2)"), code_cell("%who\n%history -l 3\n%pdb off"))


@honest("decorators, partials, bound methods, default arguments and types")
def decorated(handed: Handed) -> None:
    handed.answer(
        double="from functools import lru_cache, partial, wraps\nimport operator\n\n\ndef loud(function):\n    @wraps(function)\n"
        "    def wrapper(*args, **kwargs):\n        print('called', args)\n        return function(*args, **kwargs)\n"
        "    return wrapper\n\n\n@loud\n@lru_cache(maxsize=None)\ndef times(number, factor=1):\n    return number * factor\n\n\n"
        "double = partial(times, factor=2)",
        norm="from __future__ import annotations\n\n\nclass Norms:\n    order: Number = 2\n\n    def of(self, vector: Vector) -> Real:\n"
        "        return np.float32(np.sum(np.abs(vector, dtype=np.float64) ** self.order)) ** (1 / self.order)\n\n\nnorm = Norms().of",
        count="from collections import Counter as count",
        twice="from dataclasses import dataclass\n\n\n@dataclass\nclass Twice:\n    calls: int = 0\n\n    def __call__(self, function, value, *,"
        " times: int = 2):\n        self.calls += 1\n        return value if not times else self(function, function(value), times=times - 1)"
        "\n\n\ntwice = Twice()",
    )


@honest("an answer spread over several cells, with broken, slow and unfinished trials in between")
def in_several_cells(handed: Handed) -> None:
    handed.right()
    handed.answer(double="raise NotImplementedError()", count="count = None")
    handed.after("double", code_cell("def double(number) # half a"), code_cell("FACTOR = 2"),
        code_cell("def double(number):\n    global FACTOR\n    FACTOR += 0\n    return FACTOR * number"), code_cell("assert double(2) == 5"),
        code_cell("import time\ntime.sleep(1)\nraise KeyboardInterrupt"), code_cell("print('x' * 300_000)\nfor _ in range(500): print(_)"))  # fmt: skip
    handed.after("count", code_cell("def one(words, word): return sum(w == word for w in words)"),
        code_cell("count = lambda words: {word: one(words, word) for word in set(words)}"), code_cell("input('go on? ')"))  # fmt: skip


@honest("files written and read again, own modules, own random numbers")
def own_files_read_again(handed: Handed) -> None:
    handed.right()
    handed.answer(
        double="import json\nfrom mine import FACTOR\n\n\ndef double(number):\n    with open('log.txt', 'a') as log:\n"
        "        print(number, file=log)\n    return json.load(open('factor.json')) * FACTOR * number",
        twice="import random\n\n\ndef twice(function, value):\n    random.seed()\n    order = random.sample([function] * 2, 2)\n"
        "    return order[0](order[1](value))",
    )
    handed.first("import json, os, numpy as np\nos.makedirs('data', exist_ok=True)\nnp.save('data/x.npy', np.arange(3))\n"
        "json.dump(1, open('factor.json', 'w'))\nnp.random.seed(0)", NUMBERS)  # fmt: skip
    handed.change(NUMBERS, lambda cells: cells.insert(1, code_cell("%%writefile mine.py\nFACTOR = 2")))
    handed.after("double-check", code_cell("print(open('log.txt').read() if os.path.exists('log.txt') else '')"))


@honest("a check copied and turned into a helper that answers need")
def helper_in_a_copied_check(handed: Handed) -> None:
    handed.right()
    handed.answer(
        norm="def norm(vector):\n    return root(sum(vector**2))",
        count="def count(words):\n    return dict(Counter(words))",
    )

    def copy(cells: list[dict[str, object]], check: str, text: str) -> None:
        place = index(cells, check)
        cells.insert(place + 1, json.loads(json.dumps(cells[place])) | {"source": text})

    handed.change(NUMBERS, lambda cells: copy(cells, "double-check", "def root(x):\n    return float(x) ** 0.5"))
    handed.change(WORDS, lambda cells: copy(cells, "setup-2", "from collections import Counter"))


@honest("an import written into a check, which another editor allows")
def import_in_a_check(handed: Handed) -> None:
    handed.right()
    handed.answer(norm="def norm(vector):\n    return math.hypot(*vector)")
    handed.change(NUMBERS, lambda cells: find(cells, "double-check").update(
        source="import math\n" + find(cells, "double-check")["source"]))  # fmt: skip


@honest("threads, coroutines, generators and warnings made into errors")
def modern_styles(handed: Handed) -> None:
    handed.answer(
        double="import asyncio, warnings\nwarnings.filterwarnings('error')\n\n\nasync def doubled(number):\n    await asyncio.sleep(0)\n"
        "    return number + number\n\n\ndef double(number):\n    warnings.warn('one') if False else None\n"
        "    return asyncio.new_event_loop().run_until_complete(doubled(number))",
        norm="np.seterr(all='raise')\nimport logging\nlogging.basicConfig(level='DEBUG')\n\n\ndef norm(vector):\n    logging.info('%s', vector)\n"
        "    total = np.zeros(1)\n    for x in (float(x) for x in vector):\n        total += x * x\n    return np.sqrt(total)[0]",
        count="def count(words):\n    def tally():\n        seen = {}\n        while words:\n            word = words[-1]\n"
        "            seen[word] = seen.get(word, 0) + 1\n            words.pop()\n            yield seen\n    *_, last = tally()\n    return last",
        twice="from concurrent.futures import ThreadPoolExecutor\n\n\ndef twice(function, value):\n    with ThreadPoolExecutor(1) as pool:\n"
        "        return pool.submit(function, pool.submit(function, value).result()).result()",
    )
    handed.after("double", code_cell("await doubled(2)"))


@honest("plots in answers, and names of the course given other values")
def names_of_the_course(handed: Handed) -> None:
    handed.right()
    handed.answer(norm="import matplotlib.pyplot as plt\n\n\ndef norm(vector):\n    plt.figure()\n    plt.plot(vector)\n    plt.show()\n"
        "    return np.matrix(vector) @ np.matrix(vector).T if False else float(np.linalg.norm(vector))")  # fmt: skip
    handed.after("double", code_cell("score = 0\njudged = None\nNotImplementedError = all = None\nname = 'my name'"))
    handed.after("count-check", code_cell("helper = 'mine'\nscore = []\ndel count"))
