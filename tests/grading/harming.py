"""Hostile submissions that want to read what they must not, to harm others, or to stop the run.

What they touch lies in the scratch course or the scratch home of the test: `Path.home()`, the folders above the
working folder, and the listener on this machine that stands for the network. `harm.py` looks for the traces.
"""

import os

from grading.course import ASSIGNMENT, NUMBERS, RIGHT, SECRET, WORDS, WRONG
from grading.handing_in import (
    Handed,
    case,
    code_cell,
    find,
    hostile,
    hostile_answer,
    hostile_code,
    index,
    marks,
    text_cell,
)

# The course folder, from wherever the code runs.
COURSE = """from pathlib import Path
def course():
    for folder in [Path.cwd(), *Path.cwd().parents]:
        if (folder / 'gradebook.db').exists():
            return folder
    return Path(open(Path.home() / 'course.txt').read()) if (Path.home() / 'course.txt').exists() else Path('nowhere')
"""

hostile_code("reference-from-source", "the model answers run from the source folder", COURSE + f"""
import json
for path in sorted((course() / 'source' / '{ASSIGNMENT}').glob('*.ipynb')):
    for cell in json.loads(path.read_text())['cells']:
        if cell['metadata'].get('nbgrader', {{}}).get('solution') and cell['cell_type'] == 'code':
            exec(''.join(cell['source']))
            KEPT = {{k: v for k, v in globals().items() if k in {sorted(WRONG)}}}
get_ipython().events.register('pre_run_cell', lambda *a: globals().update(KEPT))""")  # fmt: skip
hostile_code("copies-a-neighbour", "the answers run from another student's submission", COURSE + f"""
import json
for path in sorted(course().glob('submitted/*/{ASSIGNMENT}/*.ipynb')):
    if 'CASE' not in str(path):
        try:
            cells = json.loads(path.read_text())['cells']
            for cell in cells:
                if cell['metadata'].get('nbgrader', {{}}).get('solution') and cell['cell_type'] == 'code':
                    exec(''.join(cell['source']))
        except Exception:
            pass
KEPT = {{k: v for k, v in globals().items() if k in {sorted(WRONG)}}}
get_ipython().events.register('pre_run_cell', lambda *a: globals().update(KEPT))""")  # fmt: skip
hostile_code("sql-into-the-gradebook", "50 points for every item, written into the gradebook", COURSE + """
import sqlite3
db = sqlite3.connect(course() / 'gradebook.db')
db.execute("update grade set manual_score = 50")
db.commit()""")  # fmt: skip
hostile_code("late-editor", "a process that outlives the run and writes into the gradebook afterwards", COURSE + """
import subprocess, sys
program = f'''
import time, sqlite3  # harm:CASE
for _ in range(60):
    time.sleep(1)
    try:
        db = sqlite3.connect({str(course() / "gradebook.db")!r})
        db.execute("update grade set manual_score = 20")
        db.commit()
        db.close()
    except Exception:
        pass
'''
subprocess.Popen([sys.executable, '-c', program], start_new_session=True)""")  # fmt: skip
hostile_code("prints-the-hidden-tests", "the hidden tests printed from one's own notebook in the working folder", """
from pathlib import Path
for path in Path.cwd().glob('*.ipynb'):
    print(path.read_text())""")  # fmt: skip
hostile_code("prints-the-source", "the hidden tests printed from the source folder and the gradebook", COURSE + """
for path in [*course().glob('source/*/*.ipynb'), course() / 'gradebook.db']:
    print(path.read_bytes()[:200_000])""")  # fmt: skip
hostile_code("prints-the-memory", "the hidden tests looked for in the memory of this process and of its parent", f"""
import os, re
# As a pattern, which does not find itself.
NEEDLE = b'{SECRET[:2]}[{SECRET[2]}]{SECRET[3:]}'
for process in ('self', os.getppid()):
    try:
        with open(f'/proc/{{process}}/maps') as maps, open(f'/proc/{{process}}/mem', 'rb', 0) as memory:
            for line in maps:
                found = re.match(r'([0-9a-f]+)-([0-9a-f]+) rw', line)
                if found and int(found[2], 16) - int(found[1], 16) < 2**28:
                    memory.seek(int(found[1], 16))
                    for hit in re.finditer(rb'[ -~\\n]{{0,40}}' + NEEDLE, memory.read(int(found[2], 16) - int(found[1], 16))):
                        print(hit[0])
    except Exception as error:
        print(type(error))""")  # fmt: skip
hostile_code("open-descriptors", "every file that was open when the process was made read once more", """
import os
for name in os.listdir('/proc/self/fd'):
    try:
        print(name, os.readlink(f'/proc/self/fd/{name}'))
        data = os.pread(int(name), 100_000, 0)
        print(data)
    except Exception:
        pass""")  # fmt: skip
hostile_answer("shows-hidden-inputs", "the arguments of the hidden tests printed, kept, and raised as an error",
    double="def double(number):\n    print('seen', number)\n    display(number)\n    return None",
    count="def count(words):\n    import sys\n    sys.stderr.write(str(words))\n    raise ValueError(str(words))",
    twice="def twice(function, value):\n    raise ValueError(str(function(value)))",
    norm="def norm(vector):\n    global LAST\n    LAST = vector\n    open('seen.txt', 'a').write(str(vector))\n"
    "    return -1.0")  # fmt: skip


@hostile("a notebook cut off, checks deleted, and all printed that grading puts in their place where the code runs")
def prints_what_was_put_back(handed: Handed) -> None:
    handed.wrong()
    half = handed.path(WORDS).read_text(encoding="utf-8")
    handed.path(WORDS).write_text(half[: len(half) // 2], encoding="utf-8")
    handed.change(NUMBERS, lambda cells: cells.pop(index(cells, "double-check")))
    handed.first("import os\nfor place, _, names in os.walk('.'):\n    for name in names:\n"
        "        print(open(os.path.join(place, name), errors='replace').read())", NUMBERS)  # fmt: skip


@hostile("the hidden inputs kept in a variable and shown by a cell below the check")
def hidden_inputs_shown_later(handed: Handed) -> None:
    handed.answer(**(WRONG | {"double": "SEEN = []\ndef double(number):\n    SEEN.append(number)\n    return None"}))
    handed.after("double-check", code_cell("print([int(n) for n in SEEN]); SEEN"))
    handed.change(NUMBERS, lambda cells: find(cells, "norm").update(source="def norm(v):\n    return float(max(SEEN))"))


# The largest file that nobody has in use, and ways to say a number with what of it lies in the machine's memory.
PAGES = """
import os, sys, time
def largest():
    found = [os.path.join(place, name) for place, _, names in os.walk(sys.prefix) for name in names
             if '.so' not in name and not name.endswith(('.py', '.pyc')) and os.path.isfile(os.path.join(place, name))]
    # A file that is run, or that is mapped by somebody else, cannot be forgotten.
    return max((path for path in found if not os.stat(path).st_mode & 0o111), key=os.path.getsize)
FILE = os.open(largest(), os.O_RDONLY)
BITS, APART = 20, max(4096 * 8, os.fstat(FILE).st_size // 24 // 4096 * 4096)
os.posix_fadvise(FILE, 0, 0, os.POSIX_FADV_RANDOM)
def forget():
    os.posix_fadvise(FILE, 0, 0, os.POSIX_FADV_DONTNEED)
    time.sleep(0.2)
def is_there(bit):
    try:
        return os.preadv(FILE, [bytearray(1)], bit * APART, os.RWF_NOWAIT) > 0
    except BlockingIOError:
        return False
    except OSError:
        began = time.perf_counter()
        os.pread(FILE, 1, bit * APART)
        return time.perf_counter() - began < 2e-5
"""


@hostile("the hidden inputs written into the machine's page cache while judged, and read from there by a cell below")
def hidden_inputs_in_the_page_cache(handed: Handed) -> None:
    handed.wrong()
    handed.first(PAGES, NUMBERS)
    handed.answer(double="def double(number):\n    if number == int(number) and number > 1000:\n        forget()\n"
        "        for bit in range(BITS):\n            if int(number) >> bit & 1:\n"
        "                os.pread(FILE, 1, bit * APART)\n    return None")  # fmt: skip
    handed.after(
        "double-check",
        code_cell(
            # To look is to read: only where it is shown.
            "if 'GRADING_OUTPUTS' not in os.environ:\n    print(sum(is_there(bit) << bit for bit in range(BITS)))"
        ),
    )


@hostile("the size and the time of the gradebook and of a neighbour's work, by somebody who knows where they are")
def looks_at_others(handed: Handed) -> None:
    course = handed.folder.parents[2]
    places = [str(course / "gradebook.db"), str(handed.folder.parents[1])]
    handed.attack(f"import os\nfor place in {places!r}:\n    try:\n        print(os.stat(place), 'harm-' + 'stat')\n"
        "    except OSError as error:\n        print(type(error))")  # fmt: skip


hostile_code("start-up-file", "a start-up file in the home folder, which breaks the next student's kernel", """
from pathlib import Path
folder = Path.home() / '.ipython' / 'profile_default' / 'startup'
folder.mkdir(parents=True, exist_ok=True)
(folder / '00-harm-CASE.py').write_text('raise SystemExit(1)\\nimport os; os._exit(1)')
site = Path.home() / '.local' / 'lib' / 'python3.11' / 'site-packages'
site.mkdir(parents=True, exist_ok=True)
(site / 'usercustomize.py').write_text('# harm-CASE')""")  # fmt: skip
hostile_code("deletes-others", "the other students' submissions deleted", COURSE + """
import shutil
for folder in course().glob('submitted/*'):
    if folder.name != 'CASE':
        shutil.rmtree(folder, ignore_errors=True)""")  # fmt: skip
hostile_code("changes-the-source", "a file dropped into source, and the helper of the course changed there", COURSE + """
for folder in course().glob('source/*'):
    (folder / 'harm-CASE.py').write_text('x = 1')
    (folder / 'helper.py').write_text('GREETING = "harm-CASE"')""")  # fmt: skip
hostile_code("changes-the-configuration", "nbgrader's configuration rewritten for the next run", COURSE + """
with open(course() / 'nbgrader_config.py', 'a') as file:
    file.write('# harm-CASE')
(Path.home() / '.jupyter').mkdir(exist_ok=True)
(Path.home() / '.jupyter' / 'nbgrader_config.py').write_text('# harm-CASE')""")  # fmt: skip
hostile_code("writes-everywhere", "a file left in every folder that can be written to", COURSE + """
import tempfile
for folder in [course(), course() / 'release', course() / 'feedback', course() / 'autograded', Path.home(),
               Path(tempfile.gettempdir()), Path('/tmp'), Path('/dev/shm'), Path('/var/tmp')]:
    try:
        (folder / 'harm-CASE.txt').write_text('was here')
    except OSError:
        pass""")  # fmt: skip
hostile_code("locks-the-gradebook", "the gradebook locked while others are graded", COURSE + """
import sqlite3
LOCK = sqlite3.connect(course() / 'gradebook.db', isolation_level=None)
LOCK.execute('begin exclusive')""")  # fmt: skip
hostile_code("calls-home", "an answer sent over the network", """
import socket
with socket.create_connection(('127.0.0.1', PORT), 2) as there:
    there.sendall(b'harm-CASE')""")  # fmt: skip
hostile_code("many-children", "twenty processes that stay", """
import subprocess, sys
for _ in range(20):
    subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(300)  # harm:CASE'], start_new_session=True)""")  # fmt: skip
hostile_code("double-fork", "a process forked away from its parent, which calls home every second", """
import os, time, socket
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        for _ in range(100):
            try:
                with socket.create_connection(('127.0.0.1', PORT), 1) as there:
                    there.sendall(b'harm-CASE')
            except OSError:
                pass
            time.sleep(1)
    os._exit(0)""")  # fmt: skip
hostile_code("kills-its-parent", "the parent process and its own process group ended", """
import os, signal
PARENT = os.getppid()
if PARENT > 1:
    os.kill(PARENT, signal.SIGTERM)
    os.kill(PARENT, signal.SIGKILL)""")  # fmt: skip
hostile_code("stops-its-parent", "the parent process stopped, so that it never comes back", """
import os, signal
if os.getppid() > 1:
    os.kill(os.getppid(), signal.SIGSTOP)""")  # fmt: skip
hostile_code("memory-bomb", "as much memory as there is", """
KEPT = []
for _ in range(40):
    KEPT.append(bytearray(200_000_000))
    if sum(map(len, KEPT)) > 6_000_000_000:
        print('harm-' + 'memory')
        break""")  # fmt: skip
hostile_code("disk-bomb", "a file of a hundred gigabytes in the working folder", """
with open('big.bin', 'wb') as file:
    file.truncate(100_000_000_000)
print('harm-' + 'disk')""")  # fmt: skip
hostile_code("endless-loop", "a loop that swallows every interrupt", """
while True:
    try:
        while True:
            pass
    except BaseException:
        pass""")  # fmt: skip
hostile_answer("endless-answers", "answers that never return", **{
    item: f"def {item}(*a):\n    while True:\n        try:\n            import time\n            time.sleep(1000)\n"
    "        except BaseException:\n            pass" for item in WRONG})  # fmt: skip
hostile_code("dead-kernel", "the process ended in the first cell", "import os\nos._exit(0)")
hostile_code("segmentation-fault", "the interpreter crashed", "import ctypes\nctypes.string_at(0)")
hostile_code("exhausted-stack", "the interpreter's stack overrun in C code",
    "import sys\nsys.setrecursionlimit(10**9)\ndef f(): return f()\nf()\n"
    "x = []\nfor _ in range(10**6): x = [x]\nrepr(x)")  # fmt: skip
hostile_code("flood-of-text", "fifty megabytes on one line", "print('x' * 50_000_000)")
hostile_code("flood-of-outputs", "a hundred thousand pictures",
    "from IPython.display import display, HTML\nfor _ in range(100_000): display(HTML('<b>x</b>'))")  # fmt: skip
hostile_code("asks-for-input", "a question that nobody answers, and a debugger", "input('?')\nbreakpoint()")


@hostile("a link in the submission to the source notebook, which would come back with the feedback")
def link_to_the_source(handed: Handed) -> None:
    handed.wrong()
    course = handed.folder.parents[2]
    os.symlink(course / "source" / ASSIGNMENT / f"{NUMBERS}.ipynb", handed.folder / "notes.txt")
    os.symlink(course / "gradebook.db", handed.folder / "plot.png")
    handed.after("double", text_cell("![](plot.png)"))


@hostile("a link in the place of a notebook, to the source")
def linked_notebook(handed: Handed) -> None:
    handed.wrong()
    handed.path(NUMBERS).unlink()
    os.symlink(handed.folder.parents[2] / "source" / ASSIGNMENT / f"{NUMBERS}.ipynb", handed.path(NUMBERS))


@hostile("a link to a file that never ends, to be copied")
def endless_file(handed: Handed) -> None:
    handed.wrong()
    os.symlink("/dev/zero", handed.folder / "data.csv")


@hostile("pipes in the place of a notebook and of a file: reading them waits for ever")
def pipes(handed: Handed) -> None:
    handed.wrong()
    handed.path(WORDS).unlink()
    os.mkfifo(handed.path(WORDS))
    os.mkfifo(handed.folder / "data.csv")


@hostile("a pipe in the place of timestamp.txt, which nbgrader reads first")
def piped_timestamp(handed: Handed) -> None:
    handed.wrong()
    os.mkfifo(handed.folder / "timestamp.txt")


@case("hostile", 10.0, "a timestamp.txt from before the deadline, written by the student")
def forged_timestamp(handed: Handed) -> None:
    handed.right()
    handed.write("timestamp.txt", "2001-01-01 00:00:00 UTC")


@hostile("cells that claim a later version of nbgrader's format, which ends the run for everybody")
def version_of_the_future(handed: Handed) -> None:
    handed.wrong()
    for cell in handed.each():
        if marks(cell):
            marks(cell)["schema_version"] = 99


@hostile("cells that claim the first version of nbgrader's format, which ends the run for everybody")
def version_of_the_past(handed: Handed) -> None:
    handed.wrong()
    for cell in handed.each():
        if marks(cell):
            marks(cell)["schema_version"] = 1


@hostile("metadata of other types than expected, in all places")
def metadata_of_odd_types(handed: Handed) -> None:
    handed.wrong()
    for number, cell in enumerate(handed.each()):
        if marks(cell):
            marks(cell)["points"] = [[], {}, "nan", None, "1e999"][number % 5]
            marks(cell)["grade"] = ["yes", 1, None][number % 3]
        cell["metadata"]["tags"] = [{}, 3]
        cell["id"] = number


@hostile("a notebook of a hundred thousand brackets, and one of a million empty lists")
def deep_json(handed: Handed) -> None:
    handed.wrong()
    handed.path(NUMBERS).write_text('{"cells": ' + "[" * 100_000 + "]" * 100_000 + "}")
    handed.path(WORDS).write_text('{"cells": [' + "[]," * 2_000_000 + "[]]}")


@hostile("Markdown that takes a slow reader for ever")
def slow_markdown(handed: Handed) -> None:
    handed.wrong()
    for text in ("[" * 50_000, "*a _b " * 20_000, "> " * 30_000 + "x", "$" * 50_000, "`" * 40_000 + "x", "![" * 20_000,
                 "<a" * 50_000, "\\begin{a}" * 10_000, "- " * 20_000, "a\n" * 50_000 + "=", "|a" * 40_000, "1. " * 20_000):  # fmt: skip
        handed.after("double", text_cell(text))


@hostile("one right answer, and an end of the process in the other", deserved=3.0)
def right_for_one_and_a_crash(handed: Handed) -> None:
    handed.answer(**(WRONG | {"double": RIGHT["double"], "norm": "def norm(vector):\n    import os\n    os._exit(1)"}))


@hostile("a module that is a link to another student's, and a package that is one to the course", deserved=5.0)
def linked_modules(handed: Handed) -> None:
    handed.answer(**WRONG | {"double": RIGHT["double"], "norm": RIGHT["norm"]})
    (handed.folder / "theirs.py").symlink_to(handed.folder.parents[1] / "own-modules" / ASSIGNMENT / "mine.py")
    (handed.folder / "source").symlink_to(handed.folder.parents[2] / "source")
    handed.first("import theirs", WORDS)
    handed.answer(count="from theirs import tally as count")
    handed.first("import os\nfor place, _, names in os.walk('source', followlinks=True):\n    for name in names:\n"
        "        print(open(os.path.join(place, name)).read())", NUMBERS)  # fmt: skip
