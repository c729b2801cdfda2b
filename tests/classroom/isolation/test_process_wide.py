"""What a test sets for the whole process holds for the answer, too."""

import decimal
import sys

import numpy as np
import pytest

from classroom.isolation import process_wide


def test_what_is_set_is_found_and_can_be_put_back(monkeypatch: pytest.MonkeyPatch) -> None:
    before = process_wide.state()
    monkeypatch.setenv("SHOP", "open")
    monkeypatch.setattr(sys, "argv", ["shop", "now"])
    with decimal.localcontext() as context, np.printoptions(precision=3):
        context.prec = 5
        now = process_wide.state()
        changed = process_wide.changes(before, now)
        assert changed == {
            "environment": {"SHOP": "open"},
            "arguments": {"argv": ["shop", "now"]},
            "decimals": {"prec": 5},
            "printing": {"precision": 3},
        }
        process_wide.set_state(process_wide.changes(now, before))
        assert process_wide.state() == before


def test_only_what_code_may_change_is_looked_at() -> None:
    assert process_wide.kinds_in("assert f(3) == 4") == ()
    assert process_wide.kinds_in("with patch.dict(os.environ, A='1'), np.printoptions(precision=2): f()") == (
        "environment",
        "printing",
    )
