"""Asks a function of the course what it has to say of written answers, as plain text, on the trusted side.

A setting names the function, "module:function". It is called with the name of an answer and its text, and returns plain
data, or None where it has nothing to say. It gives no points. What students write may still keep it busy for ever or
break it, so it is called in a process of its own, a child of the trusted fork server, which has no line to a student
process. What takes too long or breaks costs one remark, and never the grading.
"""

import contextlib
import importlib
import json
import logging
import socket
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from classroom.isolation import control, outputs
from classroom.isolation.link import DeadlineError, Link, LinkBrokenError
from classroom.isolation.patience import Patience, processor_time

if TYPE_CHECKING:  # it brings nbgrader, which the process that answers does without
    from classroom.isolation.servers import Servers

SECONDS = 5.0
"""Processor time for one answer. An honest one takes a part of a second."""

LONGEST = 1_000_000
"""Characters of an answer, and of what is said of it. Nobody reads more."""

LOST = "%s could say nothing of %s: it took too long, or it broke. The points are not touched by that."


def remarks_on(
    answers: Mapping[str, str], function: str, servers: "Servers", log: logging.Logger
) -> dict[str, dict[str, Any]]:
    """What the function says of each answer, by its name; without those of which it says nothing."""
    said: dict[str, dict[str, Any]] = {}
    waiting = [(name, text) for name, text in answers.items() if len(text) <= LONGEST]
    with servers.in_use:
        try:
            while waiting:
                waiting = waiting[_said_of(waiting, function, servers, said) :]
                if waiting:
                    log.warning(LOST, function, outputs.printable(waiting.pop(0)[0]))
        finally:
            with contextlib.suppress(OSError):  # it is gone; the next notebook gets a new one
                control.end_child(servers.trusted.control)
    return said


def _said_of(waiting: list[tuple[str, str]], function: str, servers: "Servers", said: dict[str, dict[str, Any]]) -> int:
    """Have a new process go through the answers. Returns how many it has dealt with."""
    ours, theirs = socket.socketpair()
    link = Link(ours)
    done = 0
    try:
        with theirs:
            control.ask_for_child(servers.trusted.control, [theirs])
        link.left = Patience(SECONDS, lambda: processor_time([servers.trusted.process.pid])).left
        link.send(json.dumps({"function": function, "answers": waiting}).encode())
        for name, _ in waiting:
            link.left = Patience(SECONDS, lambda: processor_time([servers.trusted.process.pid])).left
            told = json.loads(link.receive())
            if isinstance(told, dict):
                said[name] = told
            done += 1
    except (DeadlineError, LinkBrokenError, OSError):
        return done
    finally:
        link.close()
    return done


def live(end: socket.socket) -> None:
    """The life of the process in which the function is called."""
    link = Link(end)
    told = json.loads(link.receive())
    module, _, name = told["function"].partition(":")
    function = getattr(importlib.import_module(module), name)
    for answer, text in told["answers"]:
        said = json.dumps(function(answer, text))
        link.send((said if len(said) <= LONGEST else "null").encode())
