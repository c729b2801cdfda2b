"""`Explorer`: what a notebook works with. It holds checked vectors and settings, and shows, draws and writes them."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

import traitlets
from IPython import display as ipython_display
from IPython import get_ipython

from safepage.pictures import SIGNATURES, says_of_itself
from word2vec_lab.closest import closest
from word2vec_lab.edition import numbered, reading_edition, site_folder
from word2vec_lab.expecting import expecting
from word2vec_lab.explorer import page, picture
from word2vec_lab.explorer import view as views
from word2vec_lab.explorer.fitting import MEGABYTES, fitted
from word2vec_lab.explorer.packing import packed
from word2vec_lab.explorer.settings import Settings, checked, from_page, named
from word2vec_lab.explorer.vectors import Vectors, is_keyed, of_training
from word2vec_lab.explorer.widget import Plot, program
from word2vec_lab.figures import Picture
from word2vec_lab.figures.style import on_dark
from word2vec_lab.files import replacing
from word2vec_lab.shown import RUN_AGAIN, take_place
from word2vec_lab.training.word_vectors import WordVectors
from word2vec_lab.vectors import projection

display: Any = ipython_display.display  # untyped over there

FIRST_WORDS = 25
MOST_GROUPS = len(picture.LOOKS)
PICTURE = "explorer.png"
"""Not word_vectors.png: that is the plot of a run, which is handed in."""
WITHOUT_KERNEL = "(The interactive plot. It works when this cell is run in JupyterLab.)"


class Given(traitlets.Any):
    """Anything but None, which is checked like any other value."""

    allow_none = False


class Explorer(traitlets.HasTraits):
    """An interactive plot of word vectors, and the same as a picture.

    vectors   a training run's `WordVectors`, `Vectors(words, center, …)` of any origin, gensim's KeyedVectors, a dict
              {word: vector}, a pair (words, matrix); a file by `Vectors.read(…)`
    beside    a second set, or "length" for the same with each vector brought to length 1: side by side from the start
    words     the words with labels at first (default: the assignment's 24, else the 25 most frequent)
    groups    named groups of words, at most 7, each with a colour and a shape (default: those of the assignment)
    megabytes how large the data may be that the page and the saved notebook hold; larger vectors keep fewer bits, or
              fewer words, which is told
    settings  any of the other `Settings`, by name: `kind="outside"`, `unit_length=True`, …

    As the last line of a cell it shows a picture and, where something can move, the plot in its place. Raises
    ValueError, with what to do, for vectors or settings that cannot be shown.

    What is done in the page can be read and set, and `plot.observe(function, "selected")` calls a function after each
    change, with a dict of "old" and "new", as widgets do:

    selected  the words that were clicked, or caught with the lasso or the box: a tuple
    settings  what is chosen, as `Settings`
    view      what is looked at: a dict of zoom, middle, moment, pinned (the words selected) and panel, which can be
              saved as JSON and given to another plot

    >>> from word2vec_lab.training import word_vectors
    >>> plot = Explorer(word_vectors.reference(), words=["rain", "snow", "tea"], kind="outside")
    >>> plot.settings.words
    ('rain', 'snow', 'tea')
    >>> plot.picture().alt.split(",")[0]
    'Outside vectors of 3 words'
    >>> plot.view = {"zoom": 2, "pinned": ["tea"]}
    >>> plot.selected
    ('tea',)
    """

    settings: Any = Given()
    view: Any = traitlets.Dict()
    selected: Any = Given(())

    @expecting("trained vectors or explorer.Vectors(words, center), and settings as in help(explorer.Settings)")
    def __init__(
        self,
        vectors: WordVectors | Vectors,
        beside: WordVectors | Vectors | Literal["length"] | None = None,
        *,
        words: Sequence[str] | None = None,
        groups: Mapping[str, Sequence[str]] | None = None,
        megabytes: float = MEGABYTES,
        **settings: Any,
    ) -> None:
        if isinstance(words, str):
            raise ValueError(f"words is one text, {words!r}: give a list of words")
        if not 0 < megabytes < float("inf"):
            raise ValueError(f"megabytes is {megabytes}: give how large the plot's data may be, such as {MEGABYTES:g}")
        runs = [vectors] if beside is None or (isinstance(beside, str) and beside == "length") else [vectors, beside]
        taken = [_taken(given) for given in runs]
        asked = [*(words or ()), *(word for name in ("analogy", "across", "up") for word in settings.get(name, ()))]
        given_groups = _groups(projection.GROUPS if groups is None else groups)
        grouped = [word for group in given_groups.values() for word in group]
        found = [fitted(run, megabytes, [*asked, settings.get("expected", ""), *grouped]) for run in taken]
        self.runs = tuple(run for run, _ in found)
        self.groups = given_groups if groups is None else _known(given_groups, self.runs)
        if beside is not None:
            settings["beside"] = "run" if len(runs) == 2 else "length"
        chosen = tuple(words) if words is not None else _first_words(self.runs[0], self.groups)
        self._plot: Plot | None = None
        self._in_line = False
        self._twin = uuid.uuid4().hex
        super().__init__()
        self.settings = named(chosen, settings)
        self.view = {}
        for _, told in found:
            if told:
                print(told)

    @traitlets.validate("settings")
    def _check_settings(self, proposal: Any) -> Settings:
        return _settings(proposal["value"], self.runs)

    @traitlets.validate("view")
    def _check_view(self, proposal: Any) -> dict[str, Any]:
        now = {**self.view, "moment": self.settings.moment, "pinned": list(self.selected)}
        view = _view(proposal["value"], now, self.runs)
        moment = _settings(replace(self.settings, moment=view["moment"]), self.runs).moment
        return {**view, "moment": moment}

    @traitlets.validate("selected")
    def _check_selected(self, proposal: Any) -> tuple[str, ...]:
        return _selected(proposal["value"], self.runs[0])

    @traitlets.observe("settings", "view", "selected")
    def _hand_on(self, change: Any) -> None:
        """Bring the others, and the page, in line with what has changed."""
        if self._in_line:
            return
        self._in_line = True
        try:
            if change["name"] == "view":
                self.selected = tuple(self.view["pinned"])
                self.settings = replace(self.settings, moment=self.view["moment"])
            self.view = {"moment": self.settings.moment, "pinned": list(self.selected)}
            if self._plot is not None:
                with self._plot.hold_sync():
                    self._plot.settings, self._plot.view = self.settings.as_dict(), self.view
        finally:
            self._in_line = False

    def _take_over(self, change: Any) -> None:
        """What somebody has done in the page: all at once, and without an answer to the page."""
        if self._in_line:
            return
        plot = change["owner"]
        self._in_line = True
        try:
            self.settings = from_page(plot.settings)
            self.view = {**plot.view, "moment": self.settings.moment}
            self.selected = tuple(self.view["pinned"])
        finally:
            self._in_line = False

    def picture(self) -> Picture:
        """The plot as it is shown now, without controls."""
        return picture.draw(self.runs, self.settings, self.groups)

    @expecting("the name of a file")
    def write_png(self, path: str | Path = PICTURE) -> Path:
        """Write the plot as it is shown now to a PNG file, by default `explorer.png`, and return the file.

        A picture of that name is replaced if it is the explorer's. Raises ValueError if it is another.
        """
        written = Path(path)
        if _is_anothers(written, of_any_kind=written == Path(PICTURE)):
            raise ValueError(
                f"{written} is there already, and it is not a picture of the explorer's, so it stays as it is. Give"
                ' another name: write_png("my_view.png")'
            )
        with replacing(written) as file:
            file.write(self.picture().png)
        return written

    @expecting("the name of a file")
    def write_page(self, path: str | Path, title: str = "Word vectors") -> Path:
        """Write the interactive plot as one HTML file that needs no Python, no kernel and no network."""
        shown = self.picture().img(**{"data-twin": self._twin})
        state = {"_esm": str(Plot._esm), **self._state()}
        written = Path(path)
        with replacing(written) as file:
            file.write(page.whole_page(title, shown, state, [program(), *map(packed, self.runs)]).encode())
        return written

    def _ipython_display_(self) -> None:
        site = site_folder()
        if site is not None:
            display(self._framed(site), raw=True)
            return
        if not _live():
            display(self.picture())
            return
        # Two outputs, the picture first: a saved notebook whose widget is gone shows an error in the widget's place.
        # Drawing the picture takes longer than the plot needs to appear, so it follows into the place kept for it.
        handle = display(self._output("", "The plot follows."), raw=True, display_id=True)
        if self._plot is None or self._plot.comm is None:
            self._plot = Plot([packed(run) for run in self.runs], self._state())
            self._plot.observe(self._take_over, ["settings", "view"])
        take_place(self._plot)
        bundle: Any = self._plot._repr_mimebundle_()
        display({**bundle[0], "text/plain": WITHOUT_KERNEL}, metadata=bundle[1], raw=True)
        shown = self.picture()
        handle.update(self._output(shown.img(**{"data-twin": self._twin}), shown.alt), raw=True)

    def _framed(self, site: Path) -> dict[str, str]:
        """A page of its own in a frame, for the site; on paper, and where nothing moves, the picture."""
        name = self.write_page(numbered(site, "explorer", ".html")).name
        shown = self.picture()
        return {
            "text/html": '<div class="w2v-explorer">'
            f'<iframe src="{name}" title="Explorer of word vectors" loading="lazy"></iframe>{shown.img()}</div>',
            "text/plain": shown.alt,
        }

    def _output(self, img: str, text: str) -> dict[str, str]:
        note = f'<p data-says-of="{self._twin}">{RUN_AGAIN}</p>' if img else ""
        return {"text/html": page.picture_with_script(img, self._twin) + note + on_dark(), "text/plain": text}

    def _state(self) -> dict[str, Any]:
        """What the plot in the page starts with, besides the vectors."""
        now = self.settings.as_dict()
        groups = [{"name": name, "words": list(words)} for name, words in self.groups.items()]
        return {"settings": now, "start": now, "view": self.view, "groups": groups, "twin": self._twin}


@expecting("explorer.Settings")
def _settings(given: Any, runs: Sequence[Vectors]) -> Settings:
    return checked(given, runs)


@expecting("a view, such as plot.view")
def _view(given: Any, now: Mapping[str, Any], runs: Sequence[Vectors]) -> dict[str, Any]:
    return views.checked(given, now, runs)


@expecting("a list of words")
def _selected(given: Any, run: Vectors) -> tuple[str, ...]:
    return views.words_of(given, run)


def _is_anothers(path: Path, of_any_kind: bool) -> bool:
    """Whether there is such a picture (or file of any kind), and it does not say that it is the explorer's."""
    if not path.is_file():
        return False
    content = path.read_bytes()
    is_png = content.startswith(SIGNATURES["image/png"])
    return (is_png or of_any_kind) and not says_of_itself(content).startswith(picture.VIEW)


def _live() -> bool:
    """Whether something can move: a Jupyter kernel runs this, and it is not building the reading edition."""
    shell = get_ipython()
    return not reading_edition() and shell is not None and getattr(shell, "kernel", None) is not None


def _taken(vectors: WordVectors | Vectors) -> Vectors:
    if isinstance(vectors, WordVectors):
        return of_training(vectors)
    if isinstance(vectors, Vectors):
        return vectors
    if is_keyed(vectors) or isinstance(vectors, Mapping | tuple):
        return Vectors.read(vectors)
    hint = f".{closest(vectors, ['length']) or ' Read a file with explorer.Vectors.read(…)'}"
    raise ValueError(
        "the explorer shows trained vectors or explorer.Vectors(words, center), not a "
        f"{type(vectors).__name__}{hint if isinstance(vectors, str) else ''}"
    )


def _first_words(run: Vectors, groups: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    known = set(run.words)
    grouped = tuple(dict.fromkeys(word for words in groups.values() for word in words if word in known))
    if len(grouped) >= 2 or len(grouped) == len(run.words):
        return grouped[: _most(run)]
    order = range(len(run.words)) if run.counts is None else (-run.counts).argsort(kind="stable")
    return tuple(run.words[row] for row in list(order)[:FIRST_WORDS])


def _most(run: Vectors) -> int:
    return min(200, len(run.words))


def _known(groups: dict[str, tuple[str, ...]], runs: Sequence[Vectors]) -> dict[str, tuple[str, ...]]:
    """The groups, if all of their words have a vector in one of the runs. Raises ValueError if not."""
    known = set(runs[0].words).union(*(run.words for run in runs[1:]))
    for name, words in groups.items():
        if missing := [word for word in words if word not in known]:
            listed = ", ".join(map(repr, missing[:5]))
            hint = closest(missing[0], runs[0].words)
            raise ValueError(f"the group {name!r} has words without a vector: {listed}. Leave them out.{hint}")
    return groups


def _groups(groups: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    if not isinstance(groups, Mapping):
        raise ValueError(f"groups is {groups!r}: give a dict of names and lists of words")
    if len(groups) > MOST_GROUPS:
        raise ValueError(f"{len(groups)} groups are given, and there are {MOST_GROUPS} shapes to tell them apart by")
    for name, words in groups.items():
        if isinstance(words, str):
            raise ValueError(f"the group {name!r} is one text, {words!r}: give a list of words, [{words!r}]")
    found = {str(name): tuple(words) for name, words in groups.items()}
    seen: dict[str, str] = {}
    for name, words in found.items():
        for word in words:
            if seen.setdefault(word, name) != name:
                raise ValueError(f"the word {word!r} is in two groups, {seen[word]!r} and {name!r}: choose one")
    return found
