"""What holds for a whole process: environment variables, arguments, how numbers are printed, how deep calls may go.

A test sets such a thing, calls an answer and looks what that makes of it. The answer is in another process, so that is
told what a test has changed. Nothing is told the other way: what a student sets holds for the student's code.
"""

import decimal
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

PLAIN = (str, int, float, bool, type(None))

Values = dict[str, Any]


@dataclass(frozen=True)
class Kind:
    """One kind of such things, by the words with which code changes it. A value of None may stand for none at all."""

    words: tuple[str, ...]
    read: Callable[[], Values]
    write: Callable[[Values], None]


def _read_printing() -> Values:
    return {name: one for name, one in np.get_printoptions().items() if type(one) in PLAIN and name != "override_repr"}


def _read_figures() -> Values:
    """How figures are drawn. The backend stays what it is: it says whether there is a screen."""
    library: Any = sys.modules.get("matplotlib")
    if library is None:
        return {}
    plain = (*PLAIN, list)
    return {name: dict.get(library.rcParams, name) for name in library.rcParams if name != "backend"
            and type(dict.get(library.rcParams, name)) in plain}  # fmt: skip


def _write_figures(values: Values) -> None:
    library: Any = sys.modules.get("matplotlib")
    if library is not None:
        library.rcParams.update(values)


def _write_environment(values: Values) -> None:
    for name, one in values.items():
        if one is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = one


def _write_decimals(values: Values) -> None:
    for name, one in values.items():
        setattr(decimal.getcontext(), name, one)


KINDS: dict[str, Kind] = {
    "environment": Kind(
        ("os.environ", "environ[", "environ.update", "setenv", "delenv"), lambda: dict(os.environ), _write_environment
    ),
    "arguments": Kind(
        ("argv",), lambda: {"argv": list(sys.argv)}, lambda values: setattr(sys, "argv", list(values["argv"]))
    ),
    "decimals": Kind(
        ("getcontext", "localcontext", "setcontext"),
        lambda: {name: getattr(decimal.getcontext(), name) for name in ("prec", "rounding")},
        _write_decimals,
    ),
    "printing": Kind(("printoptions",), _read_printing, lambda values: np.set_printoptions(**values)),
    "recursion": Kind(
        ("setrecursionlimit",),
        lambda: {"limit": sys.getrecursionlimit()},
        lambda values: sys.setrecursionlimit(values["limit"]),
    ),
    "figures": Kind(("rcParams", "rc_context", "plt.rc(", "style.use", "style.context"), _read_figures, _write_figures),
}


def kinds_in(code: str) -> tuple[str, ...]:
    """The kinds that code may change."""
    return tuple(name for name, kind in KINDS.items() if any(word in code for word in kind.words))


def state(kinds: tuple[str, ...] = tuple(KINDS)) -> dict[str, Values]:
    """What holds now."""
    return {name: KINDS[name].read() for name in kinds}


def changes(before: dict[str, Values], now: dict[str, Values]) -> dict[str, Values]:
    """What has become of it in between. What is there no longer is None."""
    found = {
        kind: {
            name: now[kind].get(name)
            for name in (*before[kind], *now[kind])
            if now[kind].get(name) != before[kind].get(name)
        }
        for kind in now
    }
    return {kind: values for kind, values in found.items() if values}


def set_state(changed: dict[str, Values]) -> None:
    """Have these hold from now on."""
    for kind, values in changed.items():
        KINDS[kind].write(values)
