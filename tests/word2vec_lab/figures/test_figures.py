"""The figures say in words what they show, are the same bytes every time, and stand the extremes of their inputs."""

import io
import math
import re

import matplotlib
import numpy as np
import pytest
from PIL import Image

from word2vec_lab import figures
from word2vec_lab.figures import Picture, loss_curve
from word2vec_lab.measure import losses

SENTENCE = ["she", "drinks", "hot", "tea", "in", "the", "cold", "rain"]
WORDS = ("tea", "cup", "rain", "king")
VECTORS = np.array([[1.5, 1.0], [1.1, -0.7], [-0.8, 1.3], [-1.8, -0.4]])


def size(picture: Picture) -> tuple[int, int]:
    return Image.open(io.BytesIO(picture.png)).size


ALL = {
    "window": lambda: figures.window(SENTENCE, 3, 2),
    "surprise": lambda: figures.surprise({"sure": 1.0, "a guess": 0.25}),
    "pull_and_push": lambda: figures.pull_and_push(np.array([0.6, -0.4]), 0, VECTORS, WORDS),
    "normalised_sum": lambda: figures.normalised_sum(2.0),
    "secant": lambda: figures.secant(1e-4),
    "heat": lambda: figures.heat(np.eye(3), np.ones((3, 3)), observed=1),
    "noise": lambda: figures.noise({"the": 900, "tea": 30, "monday": 2}, ("the", "monday"), 0.75),
    "sampled": lambda: figures.sampled(np.array([0.6, -0.4]), 0, VECTORS, WORDS, [2, 3, 2]),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", ALL)
def test_the_same_input_gives_the_same_bytes_whatever_style_the_reader_has_set(name: str) -> None:
    first = ALL[name]()
    with matplotlib.rc_context({"font.size": 30, "axes.facecolor": "black", "text.color": "red"}):
        second = ALL[name]()
        assert matplotlib.rcParams["font.size"] == 30
    assert first == second


@pytest.mark.parametrize("name", ALL)
def test_a_picture_is_twice_as_sharp_as_it_is_wide_and_its_html_carries_the_alternative_text(name: str) -> None:
    picture = ALL[name]()
    assert size(picture)[0] == 2 * picture.width
    html = picture._repr_html_()
    assert html.startswith('<img alt="')
    assert f'width="{picture.width}"' in html
    assert "data:image/png;base64," in html
    assert repr(picture) == picture.alt
    assert len(picture.alt) > 100


def test_the_alternative_text_cannot_break_out_of_its_attribute() -> None:
    picture = figures.window(['"><script>', "b"], 0, 1)
    assert "<script>" not in picture.img()
    assert '"><' not in picture.img(title='"><')


def test_window_names_every_outside_word_and_no_other() -> None:
    alt = figures.window(SENTENCE, 3, 2).alt
    assert re.findall(r"P\((\w+) \| tea\)", alt) == ["drinks", "hot", "in", "the"]


@pytest.mark.parametrize(("center", "size_", "outside"), [(0, 1, 1), (7, 5, 5), (3, 5, 7)])
def test_window_is_cut_off_at_the_ends_of_the_sentence(center: int, size_: int, outside: int) -> None:
    assert f"each of its {outside} outside words" in figures.window(SENTENCE, center, size_).alt


@pytest.mark.slow
def test_window_keeps_its_size_as_it_moves() -> None:
    assert size(figures.window(SENTENCE, 0, 1)) == size(figures.window(SENTENCE, 7, 5))


def test_window_of_a_single_word_has_no_outside_words() -> None:
    assert "no other word" in figures.window(["tea"], 0, 2).alt


@pytest.mark.parametrize(("words", "center", "size_"), [([], 0, 1), (["a"] * 11, 0, 1), (["a"], 1, 1), (["a"], 0, 0)])
def test_window_refuses_what_it_cannot_show(words: list[str], center: int, size_: int) -> None:
    with pytest.raises(ValueError, match=r"words|position|window"):
        figures.window(words, center, size_)


def test_surprise_prints_minus_the_logarithm_of_each_probability() -> None:
    alt = figures.surprise({"sure": 1.0, "one of 19,539": 1 / 19539}).alt
    assert "sure: p = 1, loss 0.00" in alt
    assert f"loss {math.log(19539):.2f}" in alt


@pytest.mark.parametrize("p", [0.0, -0.1, 1.1, math.nan])
def test_surprise_refuses_what_is_not_a_probability(p: float) -> None:
    with pytest.raises(ValueError, match="probability"):
        figures.surprise({"odd": p})


CROWDS = [
    {"learnt something": 0.55, "knows nothing": 1 / 6, "bet on another word": 0.01},
    {"sure": 1.0, "almost": 0.95, "half sure": 0.5, "one of six words": 1 / 6, "one of 19,539 words": 1 / 19539},
    {"a": 0.24, "b": 0.25, "c": 0.26},
    {"a rather long label for a point": 0.4, "sure": 1.0},
]


@pytest.mark.parametrize("points", CROWDS)
def test_the_labels_of_surprise_stay_in_the_picture_off_the_curve_and_off_each_other(points: dict[str, float]) -> None:
    across, right = 480.0, 1.06
    ceiling = 1.16 * max(3.4, *(-math.log(p) for p in points.values())) + 0.1
    up = 262 / ceiling
    tags = loss_curve._tags(points, across, up, right)
    assert len(tags) == len(points)
    for tag in tags:
        assert tag.left > 0
        assert tag.left + tag.wide < right + 0.02
        assert tag.low + tag.tall < ceiling
        assert tag.low > -math.log(min(1.0, tag.left)) - 1e-9
        for other in tags:
            if other is not tag:
                apart = tag.left + tag.wide <= other.left or other.left + other.wide <= tag.left
                assert apart or abs(tag.low - other.low) >= tag.tall - 1e-9
                assert not tag.crossed_by(other)


def test_pull_and_push_measures_both_terms_and_their_sum() -> None:
    center = np.array([0.6, -0.4])
    alt = figures.pull_and_push(center, 0, VECTORS, WORDS).alt
    # The slope of a straight score is its vector; the step must be what the whole loss gives.
    assert "(0.75, 0.50)" in alt
    h = 1e-6
    slope = [
        (losses.naive_softmax(center + e, 0, VECTORS) - losses.naive_softmax(center - e, 0, VECTORS)) / (2 * h)
        for e in h * np.eye(2)
    ]
    assert f"the step, ({', '.join(figures.number(-0.5 * s) for s in slope)})" in alt
    assert f"is {losses.naive_softmax(center, 0, VECTORS):.2f}." in alt


def test_the_probabilities_told_add_up_to_one() -> None:
    alt = figures.pull_and_push(np.array([1.0, 1.0]), 2, VECTORS, WORDS).alt
    listed = re.search(r"bars of P\(w \| c\): (.*?)\. The loss", alt)
    assert listed
    assert sum(float(part.split()[1]) for part in listed[1].split(", ")) == pytest.approx(1, abs=0.021)


@pytest.mark.parametrize("center", [(0.0, 0.0), (5.0, -5.0), (-1.0, 1e-9)])
def test_pull_and_push_stands_any_centre(center: tuple[float, float]) -> None:
    assert size(figures.pull_and_push(np.array(center), 1, VECTORS, WORDS)) == (1728, 952)


def test_the_plane_stays_while_the_centre_vector_is_within_reach_and_widens_beyond() -> None:
    still = figures.plane(VECTORS, np.zeros(2))
    assert figures.plane(VECTORS, np.array(still.reach)).unit == pytest.approx(still.unit)
    assert figures.plane(VECTORS, np.array([9.0, 0.0])).unit < still.unit


def test_a_place_in_the_picture_and_its_vector_belong_together() -> None:
    plane = figures.plane(VECTORS, np.zeros(2))
    vector = np.array([0.7, -0.3])
    assert plane.to_vector(*plane.to_fraction(vector)) == pytest.approx(vector)
    assert plane.to_vector(0.0, 0.0) == pytest.approx([-plane.reach[0], plane.reach[1]])


def test_the_point_is_drawn_where_the_plane_says() -> None:
    vector = np.array([0.9, 0.5])
    image = Image.open(io.BytesIO(figures.pull_and_push(vector, 0, VECTORS, WORDS).png)).convert("RGB")
    across, down = figures.plane(VECTORS, vector).to_fraction(vector)
    # The point is a white disc with a dark rim; the ground beside it is white too, so the rim is what tells.
    x, y = round(across * image.width), round(down * image.height)
    rim = [image.getpixel((x + dx, y)) for dx in range(-16, 17)]
    assert image.getpixel((x, y)) == (255, 255, 255)
    assert min(sum(pixel) for pixel in rim[:12] if isinstance(pixel, tuple)) < 200
    assert min(sum(pixel) for pixel in rim[-12:] if isinstance(pixel, tuple)) < 200


@pytest.mark.parametrize(
    ("alpha", "raw", "normalised"),
    [
        (3.0, "+1.50: positive", "+1.00: positive"),
        (1.0, "−0.50: negative", "+1.00: positive"),
        (1.5, "0.00: a tie", "+1.00: positive"),
        (-2.0, "−3.50: negative", "−1.00: negative"),
        (0.0, "−1.50: negative", "not defined: no decision"),
    ],
)
def test_normalised_sum_decides_by_the_sign_of_each_sum(alpha: float, raw: str, normalised: str) -> None:
    alt = figures.normalised_sum(alpha).alt
    first, second = alt.split("L2-normalised")
    assert f"the sum is {raw}" in first
    assert f"the sum is {normalised}" in second


@pytest.mark.slow
def test_secant_tells_the_error_and_the_best_steps() -> None:
    alt = figures.secant(0.5).alt
    assert "slope 0.624257" in alt
    assert "slope 0.596247, error 0.028" in alt
    assert "is a V" not in alt
    assert set(re.findall(r"best so far at h = ([\d.e-]+),", alt)) == {"0.5"}
    alt = figures.secant(1e-12).alt
    assert "Each curve is a V" in alt
    best = dict(re.findall(r"The (forward|central) difference is best so far at h = ([\d.e-]+),", alt))
    assert 1e-9 < float(best["forward"]) < 1e-7
    assert 1e-6 < float(best["central"]) < 1e-4


@pytest.mark.slow
@pytest.mark.parametrize("h", [1e-12, 1.0])
def test_secant_stands_both_ends_of_its_range(h: float) -> None:
    assert figures.secant(h).png


@pytest.mark.parametrize("h", [0.0, -1e-3, 1.1, math.nan])
def test_secant_refuses_steps_it_does_not_show(h: float) -> None:
    with pytest.raises(ValueError, match="steps from"):
        figures.secant(h)


@pytest.mark.slow
def test_heat_tells_which_rows_are_wrong_and_where_most() -> None:
    measured = np.arange(15.0).reshape(5, 3)
    theirs = measured.copy()
    theirs[3] = 0
    alt = figures.heat(measured, theirs, observed=3).alt
    assert "3 of 15 entries differ, in the rows of word 3 (observed)" in alt
    assert "at [3, 2]: measured 11.0000, yours 0.0000" in alt


def test_heat_of_equal_matrices_says_that_all_agree() -> None:
    assert "All 9 entries agree; the largest difference is below 1e-7." in figures.heat(np.eye(3), np.eye(3)).alt


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf])
def test_heat_frames_what_is_not_a_number(bad: float) -> None:
    theirs = np.eye(3)
    theirs[2, 0] = bad
    assert "1 of 9 entries differ, in the rows of word 2" in figures.heat(np.eye(3), theirs).alt


@pytest.mark.slow
@pytest.mark.parametrize("shape", [(1, 1), (6, 6), (40, 3), (3, 60)])
def test_heat_stands_any_size(shape: tuple[int, int]) -> None:
    assert size(figures.heat(np.zeros(shape), np.ones(shape), observed=0))[0] < 2600


def test_heat_refuses_matrices_of_different_shapes() -> None:
    with pytest.raises(ValueError, match="one shape"):
        figures.heat(np.zeros((2, 3)), np.zeros((3, 2)))


@pytest.mark.parametrize(("value", "text"), [(-0.001, "0.00"), (-1.5, "−1.50"), (2, "2.00"), (math.nan, "nan")])
def test_numbers_have_a_true_minus_and_no_minus_zero(value: float, text: str) -> None:
    assert figures.number(value) == text


def test_sampled_measures_every_term_and_their_sum() -> None:
    center, samples = np.array([0.6, -0.4]), [2, 3, 2]
    alt = figures.sampled(center, 0, VECTORS, WORDS, samples).alt
    arrows = {
        name: np.array([float(x.replace("−", "-")) for x in (a, b)])
        for name, a, b in re.findall(r"(pull of|rain, drawn|king, drawn|the step)[^(]*\((\S+), (\S+)\)", alt)
    }
    assert set(arrows) == {"pull of", "rain, drawn", "king, drawn", "the step"}
    parts = arrows["pull of"] + arrows["rain, drawn"] + arrows["king, drawn"]
    assert parts == pytest.approx(arrows["the step"], abs=0.021)
    h = 1e-6
    slope = [
        (losses.neg_sampling(center + e, 0, VECTORS, samples) - losses.neg_sampling(center - e, 0, VECTORS, samples))
        / (2 * h)
        for e in h * np.eye(2)
    ]
    assert arrows["the step"] == pytest.approx(-0.5 * np.array(slope), abs=0.006)
    assert f"The loss is {losses.neg_sampling(center, 0, VECTORS, samples):.2f}." in alt


def test_sampled_tells_how_often_each_word_was_drawn_and_who_is_not_asked() -> None:
    alt = figures.sampled(np.array([0.6, -0.4]), 0, VECTORS, WORDS, [2, 3, 2]).alt
    assert "rain, drawn twice" in alt
    assert "king, drawn once" in alt
    assert "Not asked about: cup." in alt
