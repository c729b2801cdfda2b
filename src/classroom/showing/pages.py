"""Bounds the work of making a page, so that no notebook holds up Formgrader or the feedback of a class.

nbconvert's own filters take time that grows with the square of what they are given: 200 kB of digits in one cell keep
the code highlighter busy for hours, 60 kB of brackets another filter for a minute, and meanwhile Formgrader answers
nobody. So what is longer or stranger than people write is shown as it is, without colours.
"""

import html
import re
from functools import cache
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context
from nbconvert.filters.highlight import Highlight2HTML

LONGEST_CODE = 20_000
MOST_CODE = 100_000
"""Characters of code that one page shows in colours."""
TOO_WIDE = re.compile(r"\s{200}|[^\n]{1000}")
"""Runs of blanks and lines that no program has, over which the highlighter broods."""
MOST_MARKDOWN = 300_000
"""Characters of Markdown that are typeset on one page; what comes after is shown as it is."""
MOST_ESCAPES = 200
LONGEST_ESCAPE = re.compile(r"\x1b\[[0-9;]{40}")
ESCAPE = re.compile(r"\x1b\[[0-9;]*[A-Za-z]?|\x1b")


def has_room(context: Context, kind: str, wanted: int, most: int) -> bool:
    """Whether the page that is being made has room for `wanted` more characters of a kind; they are counted."""
    spent = context.get("resources", {}).setdefault("spent_on_page", {})
    if spent.get(kind, 0) + wanted > most:
        return False
    spent[kind] = spent.get(kind, 0) + wanted
    return True


@pass_context
def highlight_code(context: Context, source: str, **_named: Any) -> str:
    """The template filter of that name: code in colours, if it is short enough."""
    is_short = len(source) <= LONGEST_CODE and not TOO_WIDE.search(source)
    if is_short and has_room(context, "code", len(source), MOST_CODE):
        # Not the lexer of IPython that notebooks name: it is a hundred times slower over blanks.
        language = context.get("nb", {}).get("metadata", {}).get("language_info", {})
        return str(_highlighter(language.get("name") or "python")(source))
    return f'<div class="highlight"><pre>{html.escape(source)}</pre></div>'


@cache
def _highlighter(lexer: str) -> Any:
    return Highlight2HTML(pygments_lexer=lexer)


def unchanged(text: str) -> str:
    """Takes the place of nbconvert's `strip_files_prefix`: no address that it looks for gets into a page."""
    return text


def few_colours(text: str) -> str:
    """Text for a terminal, without its colours where there are so many that to translate them takes minutes."""
    if text.count("\x1b") <= MOST_ESCAPES and not LONGEST_ESCAPE.search(text):
        return text
    return ESCAPE.sub("", text)
