"""The embedded corpus: the same everywhere, in the treebank's format, and worth training on."""

from __future__ import annotations

import hashlib
import math
import os
import re
import subprocess
import sys
import tomllib
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from word2vec_lab.text import corpus, treebank
from word2vec_lab.text.treebank import Treebank

KINDS = {
    "praise": "great cool brilliant wonderful amazing sweet enjoyable",
    "complaint": "boring bad dumb annoying",
    "weather": "rain snow hail",
    "drinks": "coffee tea",
    "people": "king queen man woman",
    "sexes": "male female",
}
PLOT_WORDS = [*" ".join(KINDS.values()).split(), "well", "worth"]

# Change these only with the grammar: trained vectors and figures in the notebooks depend on the text.
DIGEST = "268c7370f5612dbda2431041967c72dbc0a8f6ec6d2a2db477e3d1ac4fc7d4f0"


@pytest.fixture(scope="module")
def embedded() -> Treebank:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(treebank.VARIABLE, treebank.EMBEDDED)
        return treebank.load()


def digest_of(texts: dict[str, str]) -> str:
    return hashlib.sha256("".join(f"{name}\n{text}" for name, text in sorted(texts.items())).encode()).hexdigest()


def test_text_is_the_one_the_notebooks_were_written_for() -> None:
    assert digest_of(dict(corpus.files())) == DIGEST


@pytest.mark.parametrize("hash_seed", ["1", "2"])
def test_text_does_not_depend_on_the_process(hash_seed: str) -> None:
    program = "import sys; from word2vec_lab.text import corpus; sys.stdout.buffer.write(str(corpus.files()).encode())"
    environment = os.environ | {"PYTHONHASHSEED": hash_seed}
    other = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, check=True)
    assert other.stdout.decode() == str(corpus.files())


def test_files_have_the_treebanks_names_heads_and_lines() -> None:
    needed = {treebank.SENTENCES, treebank.SPLITS, treebank.DICTIONARY, treebank.LABELS}
    assert set(corpus.files()) == needed
    shapes = {
        treebank.SENTENCES: ("sentence_index\tsentence", r"\d+\t\S+( \S+)+"),
        treebank.SPLITS: ("sentence_index,splitset_label", r"\d+,[123]"),
        treebank.DICTIONARY: (None, r"\S+( \S+)*\|\d+"),
        treebank.LABELS: ("phrase ids|sentiment values", r"\d+\|(0(\.\d+)?|1)"),
    }
    for name, (head, shape) in shapes.items():
        lines = corpus.read(name).split("\n")
        assert lines.pop() == "", name
        if head is not None:
            assert lines.pop(0) == head
        assert [line for line in lines if not re.fullmatch(shape, line)] == [], name


def test_there_are_3000_different_sentences_of_natural_length_in_three_splits(embedded: Treebank) -> None:
    assert len(embedded.sentences) == len(set(embedded.sentences)) == len(embedded.splits) == 3000
    assert min(map(len, embedded.sentences)) >= 4
    assert max(map(len, embedded.sentences)) <= 40
    shares = {label: embedded.splits.count(label) / 3000 for label in (1, 2, 3)}
    assert shares == pytest.approx({1: 0.72, 2: 0.187, 3: 0.093}, abs=0.02)


@pytest.mark.parametrize("word", PLOT_WORDS)
def test_plot_words_are_frequent_also_in_the_training_split(embedded: Treebank, word: str) -> None:
    train = Counter(token for index in embedded.split(treebank.TRAIN) for token in embedded.sentences[index])
    assert embedded.counts[word] >= 60
    assert train[word] >= 40


def test_vocabulary_is_rich_and_falls_off_like_zipfs_law(embedded: Treebank) -> None:
    counts = sorted(embedded.counts.values(), reverse=True)
    assert len(counts) >= 600
    ranks = [math.log(rank) for rank in range(1, len(counts) + 1)]
    heights = [math.log(count) for count in counts]
    mean_rank, mean_height = sum(ranks) / len(ranks), sum(heights) / len(heights)
    slope = sum((r - mean_rank) * (h - mean_height) for r, h in zip(ranks, heights, strict=True)) / sum(
        (r - mean_rank) ** 2 for r in ranks
    )
    assert -1.5 < slope < -0.8
    assert counts[0] > 30 * counts[100]  # so subsampling has something to do


def test_words_of_a_kind_keep_the_same_company(embedded: Treebank) -> None:
    # Positive pointwise mutual information of words up to two places apart; then the cosine between words.
    pairs: Counter[tuple[str, str]] = Counter()
    for sentence in embedded.sentences:
        for here, word in enumerate(sentence):
            for other in (*sentence[max(0, here - 2) : here], *sentence[here + 1 : here + 3]):
                pairs[word, other] += 1
    sums: Counter[str] = Counter()
    for (word, _), count in pairs.items():
        sums[word] += count
    total = sum(sums.values())
    company: dict[str, dict[str, float]] = {}
    for (word, other), count in pairs.items():
        information = math.log(count * total / (sums[word] * sums[other]))
        if information > 0:
            company.setdefault(word, {})[other] = information

    def likeness(one: str, two: str) -> float:
        a, b = company[one], company[two]
        return sum(a[word] * b[word] for word in a.keys() & b.keys()) / (
            math.hypot(*a.values()) * math.hypot(*b.values())
        )

    kind_of = {word: kind for kind, words in KINDS.items() for word in words.split()}
    for word, kind in kind_of.items():
        nearest = max((other for other in kind_of if other != word), key=lambda other: likeness(word, other))
        assert kind_of[nearest] == kind, f"{word} is nearest to {nearest}"


def test_spelling_is_english(embedded: Treebank) -> None:
    text = corpus.read(treebank.SENTENCES)
    assert not re.search(r"[<>~]|  ", text)
    assert not re.search(r"\b[Aa] (?=[aeiouAEIOU])", text)
    assert not re.search(r"\b[Aa]n (?![aeiouAEIOU]|honest|heir)", text)
    doubled = [s for s in embedded.sentences if any(a == b for a, b in pairwise(s))]
    assert doubled == []
    starts = {line.partition("\t")[2][0] for line in text.splitlines()[1:]}
    assert all(start.isupper() or start == "-" for start in starts)


def test_every_list_and_every_sentiment_word_is_used(embedded: Treebank) -> None:
    table = tomllib.loads(Path(corpus.__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    used = set(re.findall(r"<~?([a-z-]+)>", str(table)))
    assert used == set(table["lists"])
    words = " ".join(table["sentiment"].values()).split()
    assert len(words) > 100
    assert [word for word in words if word not in embedded.counts] == []


def test_sentiment_is_graded_and_agrees_with_the_words(embedded: Treebank) -> None:
    labels = embedded.labels()
    classes = Counter(map(treebank.sentiment_class, labels))
    assert all(classes[label] >= 200 for label in range(5))
    by_word = {
        word: [value for value, sentence in zip(labels, embedded.sentences, strict=True) if word in sentence]
        for word in ("brilliant", "enjoyable", "boring", "bad", "snow")
    }
    means = {word: sum(values) / len(values) for word, values in by_word.items()}
    assert means["brilliant"] > means["enjoyable"] > means["snow"] > max(means["boring"], means["bad"])


def test_single_words_have_labels_too() -> None:
    phrases = dict(line.rsplit("|", 1) for line in corpus.read(treebank.DICTIONARY).splitlines())
    values = dict(line.split("|") for line in corpus.read(treebank.LABELS).splitlines()[1:])
    assert len(phrases) == len(values)
    assert float(values[phrases["brilliant"]]) == 0.96
    assert float(values[phrases["dumb"]]) == 0.08
    assert float(values[phrases["the"]]) == 0.5


def test_no_sentence_is_the_treebanks(published: Path) -> None:
    def texts(content: str) -> set[str]:
        return {line.partition("\t")[2].lower() for line in content.splitlines()[1:]}

    genuine = texts((published / treebank.SENTENCES).read_text(encoding="utf-8"))
    assert texts(corpus.read(treebank.SENTENCES)) & genuine == set()
