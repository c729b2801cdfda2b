"""Hostile submissions that use up what the machine has only so much of, or make others wait.

Wrong answers stand in all cells unless a case says otherwise. What an attack got hold of it prints as harm-WORD.
"""

import json
import os
import socket

from grading.course import NUMBERS, WORDS
from grading.handing_in import Handed, case, code_cell, hostile, hostile_code, text_cell

hostile_code("deep-folders", "three thousand folders inside of each other, too deep to be removed by whoever cleans up", """
import os
for _ in range(3000):
    os.mkdir('d')
    os.chdir('d')""")  # fmt: skip
hostile_code("folders-without-number", "a hundred thousand empty files, of which no file system has an endless number", """
import time
for number in range(100_000):
    open(f'{number}', 'w').close()
time.sleep(1)
print('harm-' + 'files')""")  # fmt: skip
hostile_code("many-files", "a gigabyte in files that are each small enough", """
import time
try:
    for number in range(20):
        with open(f'{number}', 'wb') as file:
            file.write(bytes(50_000_000))
    time.sleep(1)
    print('harm-' + 'disk')
except OSError as error:
    print(error)""")  # fmt: skip
hostile_code("files-without-names", "a gigabyte in files that are open and have no name any more", """
import os, time
KEPT = []
try:
    for number in range(20):
        KEPT.append(open('nameless', 'wb'))
        os.unlink('nameless')
        KEPT[-1].write(bytes(50_000_000))
        KEPT[-1].flush()
    time.sleep(1)
    print('harm-' + 'disk')
except OSError as error:
    print(error)""")  # fmt: skip
hostile_code("many-threads", "so many threads that nobody else can start a process", """
import threading, time
threading.stack_size(32768)
for _ in range(12_000):
    threading.Thread(target=time.sleep, args=(100,), daemon=True).start()
time.sleep(1)
print('harm-' + 'threads')""")  # fmt: skip
hostile_code("leases", "leases on files of the installed packages: whoever opens one waits for 45 seconds", """
import fcntl, numpy, os
KEPT = []
for place, _, names in os.walk(os.path.dirname(numpy.__file__)):
    # Of a kind that nothing opens while it runs: stock nbgrader would let this happen.
    for name in [name for name in names if name.endswith('.pyi')][:3]:
        KEPT.append(open(os.path.join(place, name), 'rb'))
        try:
            fcntl.fcntl(KEPT[-1], 1024, fcntl.F_WRLCK)
            print('harm-' + 'lease')
        except OSError:
            KEPT.pop()""")  # fmt: skip
hostile_code("signals-of-a-socket", "the fork server stopped by the signal that a socket sends to its owner", """
import fcntl, os, signal, socket
try:
    one, other = socket.socketpair()
    fcntl.fcntl(one, 10, int(signal.SIGSTOP))
    fcntl.fcntl(one, fcntl.F_SETOWN, os.getppid())
    fcntl.fcntl(one, fcntl.F_SETFL, os.O_ASYNC)
    other.send(b'x')
    print('harm-' + 'signal')
except OSError:
    pass""")  # fmt: skip
hostile_code("signals-whoever-listens", "a signal to the process that made one's sockets, which the sockets themselves name", """
import os, signal, socket
for number in range(3, 20):
    try:
        listener = socket.socket(fileno=os.dup(number))
        signal.pidfd_send_signal(listener.getsockopt(socket.SOL_SOCKET, 77), 0)
        print('harm-' + 'signal')
    except (OSError, AttributeError) as error:
        print(number, error)""")  # fmt: skip
hostile_code("kernel-objects", "watches, asynchronous input, rings, keys, sockets and memory of the kernel", """
import ctypes
libc = ctypes.CDLL(None)
CALLS = [(294, 0), (206, 10, ctypes.create_string_buffer(8)), (425, 8, ctypes.create_string_buffer(120)),
         (319, b'x', 0), (250, 0, -3, 1), (41, 1, 1, 0), (323, 0)]
for call in CALLS:
    if libc.syscall(*call) >= 0 and libc.syscall(39) > 0:
        print('harm-' + 'kernel', call[0])""")  # fmt: skip
hostile_code("new-system-calls", "system calls that are newer than any list of forbidden ones", """
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
# cachestat, statmount, listmount, open_tree_attr, file_getattr: with nothing handed over they fail, but they are there.
for number in (451, 457, 458, 467, 468):
    ctypes.set_errno(0)
    libc.syscall(number, -1, 0, 0, 0, 0)
    if ctypes.get_errno() not in (1, 38):
        print('harm-' + 'kernel', number)""")  # fmt: skip
hostile_code("rules-for-itself", "rules and filters for one's own process without number: no limit counts what they take", """
import ctypes
libc = ctypes.CDLL(None)
class Instruction(ctypes.Structure):
    _fields_ = (('code', ctypes.c_uint16), ('jumps', ctypes.c_uint16), ('value', ctypes.c_uint32))
class Program(ctypes.Structure):
    _fields_ = (('length', ctypes.c_uint16), ('first', ctypes.POINTER(Instruction)))
ALL_IS_ALLOWED = Program(1, (Instruction * 1)(Instruction(6, 0, 0x7FFF0000)))
FOR_THE_NETWORK = (ctypes.c_uint64 * 2)(0, 3)
if libc.syscall(444, ctypes.byref(FOR_THE_NETWORK), 16, 0) >= 0:
    print('harm-' + 'kernel', 'a set of rules, for 65,536 of them')
if libc.prctl(22, 2, ctypes.byref(ALL_IS_ALLOWED)) == 0 or libc.syscall(317, 1, 0, ctypes.byref(ALL_IS_ALLOWED)) == 0:
    print('harm-' + 'kernel', 'a filter')""")  # fmt: skip
hostile_code("speaks-for-itself", "a message to the grader that no function of the student's sends, with words for its terminal", """
TEXT = '\\x1b]0;harm-CASE\\x07\\x1b[2J'
about = {'name': 'E', 'base': 'ValueError', 'arguments': None, 'text': TEXT, 'frames': []}
from classroom.isolation.agent import Agent
Agent.look = lambda self, names: ('raised', about, None, TEXT, [])""")  # fmt: skip


@hostile("a timestamp.txt that is no date, and things in the way of setting it aside")
def stuck_timestamp(handed: Handed) -> None:
    handed.wrong()
    handed.write("timestamp.txt", "last Tuesday")
    handed.write("timestamp.txt.refused/x", "in the way")


@hostile("damaged notebooks that each take long to search")
def slow_to_read(handed: Handed) -> None:
    handed.wrong()
    torn = '{"cell_type": ' + "[" * 900 + '"x' + ", 1" * 1_000_000
    for number in range(3):
        handed.write(f"more-{number}.ipynb", '{"cells": [' + torn * 2)


@hostile("five megabytes of code for a notebook whose answers are gone")
def slow_to_search(handed: Handed) -> None:
    notebook = handed.load(NUMBERS)
    notebook["cells"] = [code_cell("a = [0]\n" * 20_000) for _ in range(30)]
    handed.save(NUMBERS, notebook)


@case("hostile", 10.0, "code over which the highlighter of a page broods for hours")
def slow_code(handed: Handed) -> None:
    handed.right()
    for code in ("1" * 190_000, "\n " * 9_000, '"' * 190_000, "(" * 190_000, "a." * 9_000, "x\n" * 90_000):
        handed.after("double", code_cell(f"raise SystemExit\n{code}"))


@case("hostile", 10.0, "outputs and texts over which the filters of a page brood for minutes")
def slow_text(handed: Handed) -> None:
    handed.right()
    handed.after("double", code_cell(
        "from IPython.display import HTML, Markdown, display\nprint('\\x1b[' + '1;' * 80_000 + 'm')\n"
        "print('\\x1b[1m' * 40_000)\ndisplay(HTML('&' * 150_000))\ndisplay(Markdown('[' * 19_000))\n"
        "display(HTML('<div>' * 15_000))"))  # fmt: skip
    for text in ("[" * 150_000, "\\\\(" * 6_000, "\\\\[" * 6_000, "$$a\n" * 4_900):
        handed.after("double", *(text_cell(text) for _ in range(8)))


@case("hostile", 10.0, "file names with line ends, commands for a terminal, and bytes that are no text")
def odd_names(handed: Handed) -> None:
    handed.right()
    for name in ("a\nb", "\u202egnp", "\U0001f600", "x" * 249, "1_NUMBERS", "Caf\u00e9", "Cafe\u0301", "-rf", "[a-z]*",
                 "\x1b[31mred"):  # fmt: skip
        handed.write(f"{name}.ipynb", "{}")
    for odd in (b"\xff\xfe.ipynb", b"\xff.txt"):
        with open(os.path.join(os.fsencode(handed.folder), odd), "w") as file:
            file.write("{}")


@hostile("a socket in the place of a notebook, links in a ring, folders inside of folders", deserved=5.0)
def odd_kinds(handed: Handed) -> None:
    handed.right()
    handed.path(WORDS).unlink()
    here = os.getcwd()
    os.chdir(handed.folder)
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(f"{WORDS}.ipynb")
        os.symlink("ring.ipynb", "ring.ipynb")
        os.symlink(".", "self")
        for _ in range(200):
            os.mkdir("deep")
            os.chdir("deep")
    finally:
        os.chdir(here)


@case("hostile", 10.0, "files that programs run or read when they start, in all their places")
def start_up_files(handed: Handed) -> None:
    handed.right()
    for name in ("conftest.py", "sitecustomize.py", "usercustomize.py", "x.pth", "nbgrader_config.py", "json.py",
                 "jupyter_config.py", "ipython_config.py", ".ipython/profile_default/startup/00.py", "matplotlibrc",
                 ".jupyter/nbgrader_config.py", "__pycache__/helper.cpython-311.pyc", "classroom/__init__.py",
                 "alembic.ini", "pyvenv.cfg"):  # fmt: skip
        handed.write(name, "import os; os._exit(3)  # harm-CASE")


@case("hostile", 10.0, "numbers, lists and nothings where a notebook has cells and texts")
def odd_json(handed: Handed) -> None:
    handed.right()
    text = handed.path(NUMBERS).read_text()
    handed.path(NUMBERS).write_text(
        text.replace('"cells"', f'"cells": [NaN, {"9" * 5000}], "big": -Infinity, "cells"', 1)
    )
    notebook = handed.load(WORDS)
    for cell in notebook["cells"]:
        cell["source"] = cell["source"].replace("\n", "\r")
    marks = {"nbgrader": {"grade_id": "z" * 1_000_000}}
    notebook["cells"] += [None, 3, [], {"cell_type": ["code"], "source": {"a": 1}}, code_cell("1") | {"metadata": marks},
                          code_cell("1") | {"id": "y" * 1_000_000, "source": [1, None, "2"]}]  # fmt: skip
    handed.path(WORDS).write_text(json.dumps(notebook | {"nbformat": 5, "nbformat_minor": 10**30}))
