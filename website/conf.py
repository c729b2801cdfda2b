"""How Sphinx makes the site: its pages, its theme, and what it must not fetch."""

import os
import sys
from pathlib import Path

from sphinx.application import Sphinx

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

project = "word2vec from scratch"
html_title = project
author = "the course's authors"
language = "en"
extensions = ["myst_nb", "mathml"]
exclude_patterns = ["README.md"]

# The notebooks come executed: what a reader sees was made by the code that stands there.
nb_execution_mode = "off"
nb_merge_streams = True
myst_enable_extensions = ["amsmath", "dollarmath"]
myst_dmath_double_inline = True
myst_heading_anchors = 3
# The title of a notebook is followed by sections of the third level where a question has parts.
suppress_warnings = ["myst.header"]

html_theme = "furo"
html_static_path = ["_static"]
html_css_files = ["fonts.css", "site.css"]
html_js_files = [("alive.js", {"defer": "defer"}), ("site.js", {"defer": "defer"})]
html_show_copyright = False
html_show_sphinx = False
html_show_sourcelink = False
html_copy_source = False
# A summary of what was found is fetched, which a page from the disk may not do.
html_show_search_summary = False
html_math_renderer = "mathml"
html_theme_options = {"navigation_with_keys": True, "top_of_page_buttons": []}
pygments_style = "a11y-high-contrast-light"
pygments_dark_style = "a11y-high-contrast-dark"

# Where this repository lies for everybody, "OWNER/NAME" at GitHub; the links that start a machine elsewhere need it.
REPOSITORY = os.environ.get("GITHUB_REPOSITORY", "")


def setup(app: Sphinx) -> None:
    """Say on which machines elsewhere a notebook can be started, if it is known where the course lies."""
    app.connect("source-read", _launchers)


def _launchers(_app: Sphinx, name: str, source: list[str]) -> None:
    if name != "elsewhere":
        return
    if REPOSITORY:
        colab = f"https://colab.research.google.com/github/{REPOSITORY}/blob/main/release/word2vec/0_start_here.ipynb"
        links = (
            f"- [Binder](https://mybinder.org/v2/gh/{REPOSITORY}/HEAD?urlpath=lab/tree/release/word2vec)\n"
            f"- [Colab]({colab})\n- [Codespaces](https://codespaces.new/{REPOSITORY})"
        )
    else:
        links = "This copy of the site does not know where the course lies for everybody, so it has no links to them."
    source[0] = source[0].replace("LAUNCHERS", links)
