"""The ordering puzzle in the page: it answers an attempt, and takes the place of the static list."""

import re
from typing import Any

from word2vec_lab import widgets
from word2vec_lab.widgets import page
from word2vec_lab.widgets.ordering import TANH


def test_without_a_kernel_the_shuffled_list_alone_is_shown(shown: list[Any]) -> None:
    widgets.order_lines(TANH)
    assert shown == [TANH]


def test_where_it_lives_the_widget_takes_the_place_of_the_list(shown: list[Any], live: list[Any]) -> None:
    widgets.order_lines(TANH)
    (bundle, _), (widget,) = shown, live
    assert f'data-twin="{widget.twin}"' in bundle["text/html"]
    assert bundle["text/plain"] == repr(TANH)
    widget.set_state({"chosen": [TANH.shown.index(line) for line in TANH.lines], "asked": 1})
    assert (widget.answered, widget.feedback) == (1, TANH.judge(widget.chosen))
    assert "complete" in widget.feedback
    assert tuple(widget.lines) == TANH.shown


def test_every_button_keeps_its_keys_from_jupyterlab() -> None:
    text = (page.STATIC / "order.js").read_text(encoding="utf-8")
    assert len(re.findall(r"createElement\(\"(?:input|select|button|textarea|a)\"\)|tabIndex", text)) == 1
    assert 'made.setAttribute(KEYS_ARE_MINE, "")' in text
    made, kept = len(re.findall(r"= button\(", text)), re.findall(r"buttons\.push\((.*?)\)", text)
    assert made == sum(len(names.split(",")) for names in kept)
    assert "keepKeys(buttons)" in text
