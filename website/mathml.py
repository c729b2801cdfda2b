"""Mathematics on the site: MathML, as in the feedback and on the page of written answers.

The browser sets it by itself, so a page needs no script, no network and no time for it. The font comes along.
"""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator

from safepage.mathematics import Mathematics


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the renderer; Sphinx calls this."""
    app.add_html_math_renderer("mathml", inline_renderers=(_inline, None), block_renderers=(_block, None))
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _inline(page: HTML5Translator, node: nodes.math) -> None:
    page.body.append(Mathematics().set(node.astext(), block=False))
    raise nodes.SkipNode


def _block(page: HTML5Translator, node: nodes.math_block) -> None:
    # A wide formula scrolls by itself: on a narrow screen the page must not.
    page.body.append(f'<div class="formula" role="group" aria-label="Formula">{_set(node.astext())}</div>')
    raise nodes.SkipNode


def _set(tex: str) -> str:
    return Mathematics().set(tex, block=True)
