"""The course's moving pictures: each is a figure of `word2vec_lab.figures`, redrawn as a control is moved.

Every function shows its picture first, drawn by the figure function itself, and below it the controls. Where nothing
can move (in the reading edition, or without a Jupyter kernel) the picture alone is shown.

The controls are native elements in two small modules of our own (`static/`) rather than ready-made sliders, because
JupyterLab takes the keys that are typed into those: D D on a focused slider deletes the cell.
"""

import functools
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

import anywidget
import numpy as np
import traitlets
from IPython import display as ipython_display
from IPython import get_ipython

from word2vec_lab import figures
from word2vec_lab.check.by_notebook.skipgram.checks import Window, by_center, by_outside
from word2vec_lab.edition import reading_edition
from word2vec_lab.figures import Picture
from word2vec_lab.measure import losses
from word2vec_lab.text import treebank
from word2vec_lab.widgets.ordering import Puzzle

display: Any = ipython_display.display  # untyped over there

STATIC = Path(__file__).parent / "static"
STYLE = STATIC / "widgets.css"
NEEDS_KERNEL = "(Controls. They work when this cell is run in JupyterLab.)"


def _module(name: str) -> str:
    """The text of a widget's ES module, with what all modules share before it."""
    return "\n".join((STATIC / part).read_text(encoding="utf-8") for part in ("shared.js", name))


def _live() -> bool:
    """Whether something can move: a Jupyter kernel runs this, and it is not building the reading edition."""
    shell = get_ipython()
    return not reading_edition() and shell is not None and getattr(shell, "kernel", None) is not None


def _show_widget(widget: anywidget.AnyWidget) -> None:
    """Display a widget so that, where it cannot be shown, a sentence stands in its place and not Python's repr."""
    formatted: Any = widget._repr_mimebundle_()
    bundle, metadata = formatted
    display({**bundle, "text/plain": NEEDS_KERNEL}, metadata=metadata, raw=True)


# --- Controls that redraw a picture ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Control:
    """A slider or a choice: the argument it sets, its label, and each option's text and value."""

    name: str
    label: str
    options: tuple[tuple[str, Any], ...]
    start: int
    kind: Literal["slider", "choice"] = "slider"


class Controls(anywidget.AnyWidget):
    """Sliders and choices. `chosen` is the index of each one's option; `redraw` is called with their values."""

    _esm = _module("controls.js")
    _css = STYLE
    controls: Any = traitlets.List().tag(sync=True)
    chosen: Any = traitlets.List().tag(sync=True)
    asked = traitlets.Int(0).tag(sync=True)
    answered = traitlets.Int(0).tag(sync=True)

    def __init__(self, controls: Sequence[Control], redraw: Callable[..., None]) -> None:
        self._controls = tuple(controls)
        self._redraw = redraw
        shown = [{"label": c.label, "kind": c.kind, "options": [text for text, _ in c.options]} for c in controls]
        super().__init__(controls=shown, chosen=[c.start for c in controls])
        self.observe(self._answer, names="asked")

    @property
    def values(self) -> dict[str, Any]:
        """The value of each control, by the name of the argument it sets."""
        return {c.name: c.options[index][1] for c, index in zip(self._controls, self.chosen, strict=True)}

    def _answer(self, change: dict[str, Any]) -> None:
        self._redraw(**self.values)
        self.answered = change["new"]


def _show(draw: Callable[..., Picture], *controls: Control) -> None:
    """Show `draw` at the controls' first values and, where something can move, the controls below it.

    The picture is one output that is updated in place, so a saved notebook keeps the last one.
    """
    first = draw(**{c.name: c.options[c.start][1] for c in controls})
    if not _live():
        display(first)
        return
    handle = display(first, display_id=True)
    _show_widget(Controls(controls, lambda **values: handle.update(draw(**values))))


def window(sentence: Sequence[str]) -> None:
    """The skip-gram window over a sentence of at most ten words: move the centre word, widen the window."""
    words = tuple(sentence)

    def draw(center: int, size: int) -> Picture:
        return figures.window(words, center, size)

    _show(
        draw,
        Control("center", "Centre word", tuple((w, i) for i, w in enumerate(words)), len(words) // 2),
        Control("size", "Window size", tuple((str(m), m) for m in range(1, 6)), 1),
    )


def normalised_sum() -> None:
    """Item 1(c) in numbers: move α from −2 to 3 and watch both sums."""
    alphas = [step / 10 for step in range(-20, 31)]
    options = tuple((f"{alpha:.1f}".replace("-", "−"), alpha) for alpha in alphas)
    _show(figures.normalised_sum, Control("alpha", "α", options, alphas.index(2.0)))


def secant() -> None:
    """The step of a numeric derivative, from 1 down to 1e-12, and what it does to the error."""
    steps = [float(f"{lead}e{power}") for power in range(-12, 0) for lead in (1, 2, 5)] + [1.0]
    options = tuple((f"{h:g}".replace("e-0", "e-").replace("-", "−"), h) for h in steps)
    _show(figures.secant, Control("h", "Step h", options, steps.index(0.5)))


def activations() -> None:
    """The leaky ReLU and the sigmoid: move α, and show their slopes once they have been predicted."""
    alphas = [step / 20 for step in range(1, 20)]
    options = tuple((f"{alpha:.2f}", alpha) for alpha in alphas)
    # Whoever cannot choose sees the slopes at once.
    _show(
        figures.activations,
        Control("alpha", "α", options, alphas.index(0.2)),
        Control("slopes", "Slopes", (("hidden", False), ("measured", True)), 0 if _live() else 1, "choice"),
    )


def word_plot(words: Sequence[str], center: np.ndarray, outside: np.ndarray) -> None:
    """The plot of word vectors: choose which vectors, which axes, and whether all are brought to length 1."""
    kinds = {"centre": center, "outside": outside, "both, one after the other": np.hstack([center, outside])}

    def draw(kind: str, axes: tuple[int, int], unit_length: bool) -> Picture:
        ending = ", each of length 1" if unit_length else ""
        return figures.word_vectors(words, kinds[kind], axes, unit_length, f"Vectors: {kind}{ending}")

    pairs = ((0, 1), (0, 2), (1, 2), (2, 3), (3, 4))
    _show(
        draw,
        Control("kind", "Vectors", tuple((kind, kind) for kind in kinds), 1, "choice"),
        Control("axes", "Axes", tuple((f"{i + 1} and {j + 1}", (i, j)) for i, j in pairs), 0),
        Control("unit_length", "Length", (("as trained", False), ("all 1", True)), 0, "choice"),
    )


# --- A picture to drag in -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Frame:
    """One state of a draggable picture: the picture, its numbers as a line of text, and where its point is."""

    picture: Picture
    text: str
    tip: tuple[float, float]


class DraggablePicture(anywidget.AnyWidget):
    """A picture with one point in it that is moved by mouse, touch or arrow keys.

    `move` takes a place in the picture (fractions of its width and height), `nudge` a step in the picture's own
    coordinates; both change the state that `draw` (argument: pixels per CSS pixel) then shows. `twin` names the static
    picture that is hidden as long as this one is on the page, `label` says aloud what is moved and how.
    """

    _esm = _module("drag.js")
    _css = STYLE
    frame = traitlets.Bytes().tag(sync=True)
    alt = traitlets.Unicode().tag(sync=True)
    text = traitlets.Unicode().tag(sync=True)
    tip: Any = traitlets.List().tag(sync=True)
    width = traitlets.Int().tag(sync=True)
    label = traitlets.Unicode().tag(sync=True)
    twin = traitlets.Unicode().tag(sync=True)
    answered = traitlets.Int(0).tag(sync=True)

    def __init__(
        self,
        draw: Callable[[float], Frame],
        move: Callable[[float, float], None],
        nudge: Callable[[float, float], None],
        label: str,
        twin: str,
    ) -> None:
        self._draw, self._move, self._nudge = draw, move, nudge
        first = draw(SHARP)
        super().__init__(**_traits(first), width=first.picture.width, label=label, twin=twin)
        self.on_msg(self._on_request)

    def redraw(self, sharpness: float, answered: int) -> None:
        """Draw the present state and send it, as the answer to request number `answered`."""
        with self.hold_sync():
            for name, value in _traits(self._draw(sharpness)).items():
                setattr(self, name, value)
            self.answered = answered

    def _on_request(self, widget: Any, content: dict[str, Any], buffers: list[Any]) -> None:
        if "to" in content:
            self._move(*content["to"])
        if "nudge" in content:
            self._nudge(*content["nudge"])
        self.redraw(SHARP if content.get("sharp") else QUICK, content["serial"])


SHARP, QUICK = figures.SHARPNESS, 1.0
"""Pixels per CSS pixel: of a picture at rest, and while it moves."""


def _traits(frame: Frame) -> dict[str, Any]:
    return {"frame": frame.picture.png, "alt": frame.picture.alt, "text": frame.text, "tip": list(frame.tip)}


@dataclass
class PullAndPush:
    """The state of the picture `figures.pull_and_push`: where v_c is and which word was observed."""

    center_word: str
    words: tuple[str, ...]
    outside_vectors: np.ndarray
    center: np.ndarray
    outside_idx: int

    def __post_init__(self) -> None:
        self.plane = figures.plane(self.outside_vectors, np.zeros(2))

    def picture(self, sharpness: float = SHARP) -> Picture:
        """The figure of this state."""
        return figures.pull_and_push(self.center, self.outside_idx, self.outside_vectors, self.words, sharpness)

    def draw(self, sharpness: float) -> Frame:
        """This state as a frame of the draggable picture."""
        loss = losses.naive_softmax(self.center, self.outside_idx, self.outside_vectors)
        x, y = (figures.number(float(part)) for part in self.center)
        text = (
            f"v_c = ({x}, {y}) · P({self.words[self.outside_idx]} | {self.center_word}) = "
            f"{figures.number(float(np.exp(-loss)))} · loss {figures.number(loss)}"
        )
        return Frame(self.picture(sharpness), text, self.plane.to_fraction(self.center))

    def move(self, across: float, down: float) -> None:
        """Put the tip of v_c at a place in the picture."""
        self.center = self.plane.to_vector(across, down)

    def nudge(self, x: float, y: float) -> None:
        """Move the tip of v_c by a vector."""
        self.center = self.plane.clip(self.center + np.array([x, y]))


def hot_tea() -> PullAndPush:
    """The example of the course: the centre word “hot”, and six words around it."""
    vectors = {
        "tea": (1.5, 1.0),
        "coffee": (1.9, 0.3),
        "cup": (1.1, -0.7),
        "rain": (-0.8, 1.3),
        "king": (-1.8, -0.4),
        "the": (-0.3, -1.2),
    }
    return PullAndPush("hot", tuple(vectors), np.array(list(vectors.values())), np.array([0.6, -0.4]), 0)


def pull_and_push() -> None:
    """Drag the centre vector among six outside vectors; choose which word was observed."""
    state = hot_tea()
    if not _live():
        display(state.picture())
        return
    twin = uuid.uuid4().hex
    picture = state.picture()
    display({"text/html": picture.img(**{"data-twin": twin}), "text/plain": picture.alt}, raw=True)
    live = DraggablePicture(
        state.draw,
        state.move,
        state.nudge,
        f"Tip of the centre vector of “{state.center_word}”. Arrow keys move it by 0.1, with Shift by 0.5.",
        twin,
    )

    def observe(outside_idx: int) -> None:
        state.outside_idx = outside_idx
        live.redraw(SHARP, live.answered)

    options = tuple((word, w) for w, word in enumerate(state.words))
    _show_widget(live)
    _show_widget(Controls([Control("outside_idx", "Observed word", options, state.outside_idx, "choice")], observe))


# --- Lines to put in order ------------------------------------------------------------------------------------------


class OrderLines(anywidget.AnyWidget):
    """The lines of a puzzle, to be moved by buttons. `chosen` holds places in `lines`, the attempt from top to bottom.

    An attempt is judged when the page counts up `asked`; `twin` names the static list that is hidden meanwhile.
    """

    _esm = _module("order.js")
    _css = STYLE
    lines: Any = traitlets.List().tag(sync=True)
    chosen: Any = traitlets.List().tag(sync=True)
    feedback = traitlets.Unicode().tag(sync=True)
    twin = traitlets.Unicode().tag(sync=True)
    asked = traitlets.Int(0).tag(sync=True)
    answered = traitlets.Int(0).tag(sync=True)

    def __init__(self, puzzle: Puzzle, twin: str) -> None:
        self._puzzle = puzzle
        super().__init__(lines=list(puzzle.shown), twin=twin)
        self.observe(self._answer, names="asked")

    def _answer(self, change: dict[str, Any]) -> None:
        with self.hold_sync():
            self.feedback = self._puzzle.judge(self.chosen)
            self.answered = change["new"]


def order_lines(puzzle: Puzzle) -> None:
    """Lines to be put in order, false ones among them: moved by buttons, or as a shuffled list where nothing moves."""
    if not _live():
        display(puzzle)
        return
    twin = uuid.uuid4().hex
    display({"text/html": puzzle.as_html(twin), "text/plain": repr(puzzle)}, raw=True)
    _show_widget(OrderLines(puzzle, twin))


# --- A window, pair by pair ------------------------------------------------------------------------------------------


def contributions() -> None:
    """Go through a window one outside word at a time; slopes of the naive-softmax loss, all of them measured."""
    sentence = ("the", "king", "and", "the", "queen", "drink", "tea")
    vocabulary = tuple(sorted(set(sentence)))
    index = {word: i for i, word in enumerate(vocabulary)}
    centers, outsides = np.random.default_rng(12).uniform(-1, 1, (2, len(vocabulary), 3)).round(1)

    def draw(center: int, size: int, done: int) -> Picture:
        places = [i for i in range(len(sentence)) if i != center and abs(i - center) <= size]
        outside = tuple(index[sentence[i]] for i in places)
        whole = Window(index[sentence[center]], outside, centers, outsides, size)
        so_far = replace(whole, outside=outside[:done])
        slopes = figures.Slopes(
            np.stack([by_center(pair)[pair.center_idx] for pair in whole.pairs]),
            by_center(so_far),
            by_outside(so_far),
        )
        return figures.contributions(sentence, center, places, min(done, len(places)), vocabulary, slopes)

    centred = tuple((word, i) for i, word in enumerate(sentence) if word != "the")
    _show(
        draw,
        Control("center", "Centre word", centred, 2),
        Control("size", "Window size", tuple((str(m), m) for m in range(1, 5)), 1),
        Control("done", "Pairs so far", tuple((str(k), k) for k in range(1, 7)), 1),
    )


# --- Negative samples -----------------------------------------------------------------------------------------------

NOISE_WORDS = (".", "the", "film", "tea", "great", "hot", "audience", "monday", "UNK")


@functools.cache
def _embedded_counts() -> Mapping[str, int]:
    """The counts of the embedded corpus: it is small, and the same everywhere, so that the text can speak of it."""
    return treebank.embedded().counts


def noise() -> None:
    """The noise distribution of the embedded corpus: move the power of the counts from 0 to 1."""
    powers = [step / 20 for step in range(21)]
    texts = {0.0: "0.00, all words alike", 0.75: "0.75, as in word2vec", 1.0: "1.00, as in the text"}
    options = tuple((texts.get(power, f"{power:.2f}"), power) for power in powers)

    def draw(alpha: float) -> Picture:
        return figures.noise(_embedded_counts(), NOISE_WORDS, alpha)

    _show(draw, Control("alpha", "Power α", options, powers.index(0.75)))


NEGATIVES = (
    ("the", "king", "rain", "the", "cup", "the"),
    ("king", "the", "coffee", "rain", "king", "the"),
    ("cup", "the", "the", "rain", "the", "coffee"),
)
"""Three draws of six words, as the noise distribution could give them out: “the” is common, and now and then a word
is drawn that does keep company with the centre word."""


def sampled() -> None:
    """One step on the negative-sampling loss: draw other negative samples, or more of them."""
    state = hot_tea()

    def draw(negatives: int, k: int) -> Picture:
        samples = [state.words.index(word) for word in NEGATIVES[negatives][:k]]
        return figures.sampled(state.center, state.outside_idx, state.outside_vectors, state.words, samples)

    _show(
        draw,
        Control("k", "K, how many", tuple((str(k), k) for k in range(1, 7)), 3),
        Control("negatives", "Draw", tuple((str(i + 1), i) for i in range(len(NEGATIVES))), 0, "choice"),
    )


# --- Walks downhill --------------------------------------------------------------------------------------------------


def descent() -> None:
    """The step size of gradient descent, in a round bowl and in a narrow valley."""
    steps = [0.01, 0.02, 0.03, 0.05, 0.06, 0.08, 0.1, 0.12, 0.125, 0.13, 0.15, 0.2, 0.3, 0.4, 0.5]
    steps += [0.6, 0.7, 0.8, 0.9, 0.95, 1.0, 1.02, 1.05]
    _show(
        figures.descent,
        Control("step", "Step", tuple((f"{step:g}", step) for step in steps), steps.index(0.1)),
        Control(
            "steepness",
            "Landscape",
            (("round bowl", figures.BOWL), ("narrow valley", figures.VALLEY)),
            0,
            "choice",
        ),
    )


def minibatches() -> None:
    """How far from the minimum noisy gradients end up: the size of the minibatch, and a step that halves."""
    sizes = (1, 5, 20, 50, 200, 1000)
    _show(
        figures.minibatches,
        Control("batch", "Minibatch", tuple((f"{size:,}", size) for size in sizes), 2),
        Control("halving", "Step", (("constant", False), ("halving", True)), 0, "choice"),
    )
