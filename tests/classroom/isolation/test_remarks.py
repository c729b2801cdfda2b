"""What a function says of texts: in a process of its own, and whatever it does, it costs no more than its remark."""

import logging

import pytest

from classroom.isolation import remarks
from classroom.isolation.remarks import remarks_on
from classroom.isolation.servers import Servers, Wanted, running_servers

from .test_run import results

pytestmark = pytest.mark.slow

FUNCTION = '''
import json, os, sys, time


def said(name, text):
    """What a course might have to say."""
    if text == "ends":
        os._exit(1)
    if text == "raises":
        raise ValueError(text)
    if text == "computes":
        while True:
            pass
    if text == "much":
        return {"much": "x" * 2_000_000}
    return {"name": name, "length": len(text)} if text else None
'''


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Servers:
    folder = tmp_path_factory.mktemp("course")
    (folder / "talkative.py").write_text(FUNCTION)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(folder))
        return running_servers(Wanted(folder, ("talkative",), (), 512, 60))


def remarked(running: Servers, **answers: str) -> dict[str, dict[str, object]]:
    return remarks_on(answers, "talkative:said", running, logging.getLogger())


def test_it_is_asked_for_each_answer_and_may_say_nothing(running: Servers) -> None:
    assert remarked(running, a="x", b="", c="x" * 100_000) == {
        "a": {"name": "a", "length": 1},
        "c": {"name": "c", "length": 100_000},
    }
    assert remarked(running) == {}


@pytest.mark.parametrize("text", ["ends", "raises", "computes"])
def test_what_breaks_or_never_ends_costs_its_own_remark(
    running: Servers, text: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(remarks, "SECONDS", 0.5)
    assert remarked(running, a="x", bad=text, c="y", worse=text).keys() == {"a", "c"}
    assert [record.getMessage().split(":")[1].split()[-1] for record in caplog.records] == ["bad", "worse"]
    assert results(running, ("check", "1 + 1")) == ["2"], "and a notebook is graded as ever"


def test_what_is_too_long_is_neither_asked_about_nor_kept(running: Servers) -> None:
    assert remarked(running, a="x" * 1_000_001, b="much", c="\ud800 half a character") == {
        "c": {"name": "c", "length": 18}
    }
