"""What one step on the negative-sampling loss does to a centre vector in the plane; every arrow is measured."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from word2vec_lab.figures.style import TEXT, Picture, finished, number, sheet, styled, text_width
from word2vec_lab.figures.vectors import RATE, SMALL_POINT, Arrow, Labels, Plane, draw_arrow, in_brackets
from word2vec_lab.measure import losses, numeric
from word2vec_lab.palette import BLUE, GREEN, GREY, INK, LINE, ORANGE, PALE, SKY, VERMILLION

REACH = 2.1
"""How far from 0 the plane reaches along its shorter axis; the same for every draw."""


@styled
def sampled(
    center: np.ndarray, outside_idx: int, outside_vectors: np.ndarray, words: Sequence[str], samples: Sequence[int]
) -> Picture:
    """One step of gradient descent on the negative-sampling loss, and what the model is asked about.

    `center` is (2,), `outside_vectors` (V, 2) with `words` naming its rows; `samples` are rows, repeats count. The
    arrows are measured: central differences of the loss's terms, each times −`RATE`.
    """

    def moved(loss_of: Any) -> np.ndarray:
        return np.asarray(-RATE * numeric.gradient(loss_of, center))

    def score(v: np.ndarray, word: int) -> np.ndarray:
        return np.asarray(losses.scores(v, outside_vectors)[word])

    often = np.bincount(samples, minlength=len(words))
    drawn = [w for w in range(len(words)) if often[w]]
    pull = moved(lambda v: -float(losses.log_sigmoid(score(v, outside_idx))))
    pushes = {w: moved(lambda v, w=w: -float(often[w] * losses.log_sigmoid(-score(v, w)))) for w in drawn}
    step = moved(lambda v: losses.neg_sampling(v, outside_idx, outside_vectors, samples))
    chances = {w: float(np.exp(losses.log_sigmoid(score(center, w)))) for w in [outside_idx, *drawn]}
    loss = losses.neg_sampling(center, outside_idx, outside_vectors, samples)

    plane = Plane(min(Plane.FRAME[2:]) / 2 / REACH, (REACH, REACH))
    figure, ax = sheet(*Plane.SHEET)
    labels = _ground(ax, plane, words, outside_vectors, outside_idx, often)
    arrows = [
        Arrow("v", np.zeros(2), center, INK, 3.6),
        *(
            Arrow(f"{often[w]} × {words[w]}" if often[w] > 1 else words[w], center, center + push, VERMILLION, 2.4)
            for w, push in pushes.items()
        ),
        Arrow("pull", center, center + pull, GREEN, 2.8),
        Arrow("step", center, center + step, BLUE, 4.2),
    ]
    _arrows(ax, plane, labels, arrows)
    _questions(ax, words, outside_idx, often, chances, loss)

    told = "; ".join(f"{words[w]}, drawn {_times(int(often[w]))}, {in_brackets(p)}" for w, p in pushes.items())
    asked = ", ".join(f"{words[w]} {number(p)}" for w, p in chances.items())
    idle = ", ".join(words[w] for w in range(len(words)) if w not in chances) or "none"
    alt = (
        f"Left: {len(words)} outside vectors in a plane and the centre vector v_c = {in_brackets(center)}. At its tip, "
        f"measured and times {RATE:g}: the pull of the observed word “{words[outside_idx]}”, {in_brackets(pull)}; "
        f"the pushes of the K = {len(samples)} negative samples: {told}; and all together, the step, "
        f"{in_brackets(step)}. "
        f"Right: bars of the sigmoid of u_w · v_c for the words that are asked about: {asked}. Not asked about: "
        f"{idle}. The loss is {number(loss)}."
    )
    return finished(figure, alt)


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def _ground(
    ax: Axes,
    plane: Plane,
    words: Sequence[str],
    outside_vectors: np.ndarray,
    outside_idx: int,
    often: np.ndarray,
) -> Labels:
    """The plane with the outside vectors; words that take no part are pale. Returns what labels must keep off."""
    left, bottom, width, height = Plane.FRAME
    zero = plane.middle
    ax.add_patch(Rectangle((left, bottom), width, height, facecolor="none", edgecolor=LINE))
    ax.text(left, bottom + height + 14, f"One step with learning rate {RATE:g}")
    ax.plot([left, left + width], [zero[1], zero[1]], color=PALE, zorder=0)
    ax.plot([zero[0], zero[0]], [bottom, bottom + height], color=PALE, zorder=0)
    labels = Labels((left, bottom, left + width, bottom + height))
    tips = [plane.to_points(vector) for vector in outside_vectors]
    for tip in tips:
        labels.avoid_box(tip, 8)
    for w, (word, tip) in enumerate(zip(words, tips, strict=True)):
        seen, idle = w == outside_idx, not often[w] and w != outside_idx
        point = {"marker": "*", "markersize": 19, "color": ORANGE, "markeredgecolor": INK} if seen else SMALL_POINT
        ax.plot([zero[0], tip[0]], [zero[1], tip[1]], color=PALE if idle else LINE, linewidth=1.1, zorder=1)
        ax.plot([tip[0]], [tip[1]], **{**point, **({"color": LINE} if idle else {})}, markeredgewidth=1.2, zorder=3)
        at = labels.place(word, tip, tip - zero, bold=seen)
        weight, colour = "bold" if seen else "normal", GREY if idle else INK
        ax.text(at[0], at[1], word, weight=weight, color=colour, ha="center", va="center", zorder=4)
    return labels


def _arrows(ax: Axes, plane: Plane, labels: Labels, arrows: Sequence[Arrow]) -> None:
    at = plane.to_points
    for arrow in arrows:
        draw_arrow(ax, arrow, at(arrow.tail), at(arrow.tip))
        labels.avoid_line(at(arrow.tail), at(arrow.tip), weight=3)
    grip = at(arrows[0].tip)
    ax.plot(*grip, marker="o", markersize=7, color="white", markeredgecolor=INK, markeredgewidth=2, zorder=7)
    labels.avoid_box(grip, 6)
    look: dict[str, Any] = {"weight": "bold", "ha": "center", "va": "center", "zorder": 9}
    for arrow in arrows[1:]:
        x, y = labels.place(arrow.name, at(arrow.tip), arrow.tip - arrow.tail, bold=True)
        ax.text(x, y, arrow.name, color=arrow.colour, size=TEXT, **look)
    sideways = np.array([-arrows[0].tip[1], arrows[0].tip[0]])
    x, y = labels.place("vc", at(0.5 * arrows[0].tip), sideways, bold=True)
    ax.text(x, y, "$v_c$", size=TEXT + 3, ha="center", va="center", zorder=9)


def _questions(
    ax: Axes, words: Sequence[str], outside_idx: int, often: np.ndarray, chances: dict[int, float], loss: float
) -> None:
    """A bar of σ(u_w · v_c) for each word that is asked about, with the place where it should end."""
    left, bottom, width, height = Plane.FRAME
    start = left + width + 30 + max(text_width(f"★ {word}", TEXT, bold=True) for word in words)
    full, each = Plane.SHEET[0] - 44 - start, (height - 42) / len(words)
    ax.text(left + width + 22, bottom + height + 14, "$\\sigma(u_w^\\top v_c)$:  yes or no?")
    for w, word in enumerate(words):
        middle, seen = bottom + height - 8 - each * (w + 0.5), w == outside_idx
        weight = "bold" if seen else "normal"
        ax.text(start - 7, middle, f"★ {word}" if seen else word, weight=weight, ha="right", va="center_baseline")
        if w not in chances:
            ax.text(start + 8, middle, "not asked", color=GREY, va="center_baseline")
            continue
        bar = Rectangle((start, middle - 0.22 * each), full * chances[w], 0.44 * each, edgecolor=INK)
        bar.set(facecolor=ORANGE if seen else SKY, hatch="//" if seen else None)
        ax.add_patch(bar)
        ax.text(start + full * chances[w] + 6, middle, number(chances[w]), weight=weight, va="center_baseline")
        note = "should be 1" if seen else f"should be 0, {often[w]} ×" if often[w] > 1 else "should be 0"
        ax.text(start + 2, middle - 0.41 * each, note, size=TEXT - 2, color=GREY, va="center_baseline")
    ax.plot([start, start], [bottom + 34, bottom + height - 8], color=GREY)
    ax.text(left + width + 22, bottom + 8, f"K = {int(often.sum())},  loss {number(loss)}", va="center_baseline")
