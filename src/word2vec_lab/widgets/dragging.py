"""A picture with a point in it that can be dragged, and the one in the course: v_c among six outside vectors."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import traitlets

from word2vec_lab import figures
from word2vec_lab.edition import site_folder
from word2vec_lab.figures import ONE_AT_A_TIME, Picture
from word2vec_lab.measure import losses
from word2vec_lab.widgets import page
from word2vec_lab.widgets.controls import Control, Controls, show


@dataclass(frozen=True)
class Frame:
    """One state of a draggable picture: the picture, its numbers as a line of text, and where its point is."""

    picture: Picture
    text: str
    tip: tuple[float, float]


class DraggablePicture(page.Widget):
    """A picture with one point in it that is moved by mouse, touch or arrow keys.

    `move` takes a place in the picture (fractions of its width and height), `nudge` a step in the picture's own
    coordinates; both change the state that `draw` (argument: pixels per CSS pixel) then shows. `twin` names the static
    picture that is hidden as long as this one is on the page, `label` says aloud what is moved and how.
    """

    _esm = page.module("drag.js")
    _css = page.style()
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

    def redraw(self, sharpness: float, answered: int | None = None) -> None:
        """Draw the present state and send it, as the answer to request number `answered` if it is one."""
        with ONE_AT_A_TIME, self.hold_sync():
            for name, value in _traits(self._draw(sharpness)).items():
                setattr(self, name, value)
            if answered is not None:
                self.answered = answered

    def _on_request(self, widget: Any, content: dict[str, Any], buffers: list[Any]) -> None:
        with ONE_AT_A_TIME:
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
    if site_folder() is not None:
        show(_placed, *_placing())
        return
    if not page.live():
        page.display(state.picture())
        return
    picture = state.picture()
    still = page.Still(picture.img(), picture.alt)
    live = DraggablePicture(
        state.draw,
        state.move,
        state.nudge,
        f"Tip of the centre vector of “{state.center_word}”. Arrow keys move it by 0.1, with Shift by 0.5.",
        still.twin,
    )

    def observe(outside_idx: int) -> None:
        state.outside_idx = outside_idx
        live.redraw(SHARP)

    options = tuple((word, w) for w, word in enumerate(state.words))
    page.show_widget(live)
    page.show_widget(Controls([Control("outside_idx", "Observed word", options, state.outside_idx, "choice")], observe))


def _placed(x: float, y: float) -> Picture:
    """The picture with the tip of v_c at a place, or as near to it as it may go."""
    state = hot_tea()
    state.center = state.plane.clip(np.array([x, y]))
    return state.picture()


def _placing() -> tuple[Control, Control]:
    """Two sliders in the place of the mouse, where no kernel draws: seven places across, and seven up."""
    places = [step / 2 for step in range(-3, 4)]
    options = tuple((f"{place:.1f}".replace("-", "−"), place) for place in places)
    return Control("x", "Tip across", options, 4), Control("y", "Tip up", options, 2)
