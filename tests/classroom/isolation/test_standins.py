"""Modules that are kept back: a cell may call their functions, an answer that a check has called may not."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from forkservers import OWN, WRAPPED, StudentServer

from classroom.isolation import sandbox, standins
from classroom.isolation.session import Limits, Session

KEPT = """
CONSTANT = 3
closed = []
def twice(f, x):
    if closed:
        raise RuntimeError("not for answers")
    return f(f(x))
def total(numbers):
    numbers[0] += 1
    return numbers.sum()
def _private():
    return 1
"""
NOTHING = ("", "b''", "PermissionError")
"""What reading a file gives that is covered by an empty one, or that may not be read."""

ANSWER = """
from kept.module import twice
def answer(x):
    return twice(lambda y: y + 1, x)
def careful(x):
    try:
        return answer(x)
    except RuntimeError as error:
        return f"{type(error).__name__}: {error}"
"""


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A package `kept` with a module that is kept back."""
    place = tmp_path_factory.mktemp("course")
    (place / "kept").mkdir()
    (place / "kept" / "__init__.py").touch()
    (place / "kept" / "module.py").write_text(KEPT)
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(place))
        patch.setenv("PYTHONPATH", str(place))
        yield place


@pytest.fixture(scope="module", params=[WRAPPED, pytest.param(OWN, marks=pytest.mark.slow)], ids=["bubblewrap", "own"])
def server(request: pytest.FixtureRequest, kept: Path, course_folder: Path) -> Iterator[StudentServer]:
    running = StudentServer.start(request.param, course_folder, kept_back=("kept.module",))
    yield running
    running.close()


@pytest.fixture
def session(server: StudentServer) -> Iterator[Session]:
    @contextmanager
    def around() -> Iterator[None]:
        from kept import module  # type: ignore[import-not-found]

        module.closed.append(True)
        try:
            yield
        finally:
            module.closed.clear()

    made = Session(server.link, Limits(10, 60), {}, kept_back=frozenset({"kept.module"}), around=around)
    yield made
    made.abandon()


def outcome(session: Session, source: str) -> Any:
    """What a cell says in `value`, or the error that it ended in."""
    session.run_cell(
        f"try:\n    {source}\nexcept BaseException as error:\n    value = f'{{type(error).__name__}}: {{error}}'"
    )
    return session.look(["value"])["value"]


def test_a_cell_calls_them_as_if_they_were_here(session: Session) -> None:
    session.run_cell("import kept.module as module, numpy as np\nnumbers = np.array([1.0, 2.0])")
    assert outcome(session, "value = module.twice(lambda x: 3 * x, 2)") == 18
    assert outcome(session, "value = [module.total(numbers), numbers]") == [4.0, pytest.approx([2.0, 2.0])]
    assert outcome(session, "value = module._private()").startswith("AttributeError")
    assert outcome(session, "value = module.CONSTANT()").startswith("AttributeError")
    assert outcome(session, "value = module.closed()").startswith("AttributeError")


def test_errors_and_prints_of_a_function_that_is_handed_over_are_the_cells_own(session: Session) -> None:
    told = session.run_cell(
        "from kept.module import twice\nclass Own(Exception): pass\n"
        "def f(x):\n    print('f', x)\n    raise Own('mine')\n"
        "try:\n    twice(f, 1)\nexcept Own as error:\n    print(error, error.__traceback__.tb_next is not None)"
    )
    assert [one["text"] for one in told] == ["f 1\nmine True\n"]


def test_an_answer_is_refused_from_its_first_call_by_a_check_on_and_a_new_process_is_open_again(
    session: Session,
) -> None:
    session.run_cell(ANSWER + "at_once = answer(1)")
    assert session.look(["at_once"])["at_once"] == 3
    careful = session.look(["careful"])["careful"]
    assert careful(1) == 3
    session.judging = True
    assert careful(1) == "RuntimeError: not for answers"
    assert careful(1) == "RuntimeError: not for answers"
    session.renew()
    session.run_cell("again = answer(5)")
    assert session.look(["again"])["again"] == 7
    assert careful(1) == "RuntimeError: not for answers"


def test_nothing_of_them_is_in_the_process_or_can_be_read(session: Session, kept: Path) -> None:
    session.run_cell("import kept.module as module, gc, sys, importlib, types")
    assert outcome(session, f"value = open({str(kept / 'kept' / 'module.py')!r}).read()")[:15] in NOTHING
    (compiled,) = (kept / "kept" / "__pycache__").glob("module.*.pyc")
    assert outcome(session, f"value = str(open({str(compiled)!r}, 'rb').read())")[:15] in NOTHING
    code = "[f for f in gc.get_objects() if type(f) is types.FunctionType and f.__code__.co_name == 'twice']"
    assert outcome(session, f"value = len({code})") == 0
    session.run_cell("sys.meta_path[:] = [one for one in sys.meta_path if type(one).__name__ != 'StandIns']")
    session.run_cell("del sys.modules['kept.module']")
    assert "Error" in outcome(session, "value = importlib.import_module('kept.module').CONSTANT")
    assert outcome(session, "import kept; value = 'kept' in kept.__file__") is True


def test_no_other_function_of_the_trusted_process_can_be_asked_for(session: Session) -> None:
    session.run_cell("import gc\nagent = next(o for o in gc.get_objects() if type(o).__name__ == 'Agent')")
    for name in ("os:getpid", "kept.module:_private", "kept.module:CONSTANT", "kept.module", "", None, 3):
        assert outcome(session, f"value = agent.ask_for_kept_back({name!r}, (), {{}})").startswith("AttributeError")


def test_a_module_that_is_not_there_has_no_files() -> None:
    assert list(standins.files_of(["json.nothing", "sys", "nowhere.at.all"])) == []


def test_their_files_are_part_of_the_settings() -> None:
    settings = sandbox.StudentSettings((), (), "/s", (), 1, 2, unreadable=("/a",), kept_back=("b.c",))
    assert sandbox.StudentSettings.from_json(settings.to_json()) == settings
    assert replace(settings, unreadable=()) != settings
