"""The treebank: found where it should be, refused when it is not genuine, and cut into words as it always was."""

from __future__ import annotations

import csv
import hashlib
import pickle
import re
import shutil
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from word2vec_lab.text import corpus, treebank
from word2vec_lab.text.treebank import KnownFile, Treebank, TreebankError


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv(treebank.VARIABLE, raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture(scope="module")
def real(published: Path) -> Treebank:
    return treebank.load(published)


@pytest.fixture
def copy(published: Path, tmp_path: Path) -> Path:
    """A copy of the published files where the notebooks look for them."""
    folder = tmp_path / "datasets" / treebank.FOLDER
    folder.mkdir(parents=True)
    for known in treebank.KNOWN_FILES:
        if (published / known.name).is_file():
            shutil.copyfile(published / known.name, folder / known.name)
    return folder


# --- the published files ---------------------------------------------------------------------------------------


def test_published_figures(real: Treebank) -> None:
    assert real.source == "treebank"
    assert len(real.sentences) == 11_855
    assert real.total == 227_245
    assert len(real.vocabulary) == len(real.counts) == 19_539
    assert (min(map(len, real.sentences)), max(map(len, real.sentences))) == (2, 56)
    assert [len(real.split(label)) for label in (treebank.TRAIN, treebank.TEST, treebank.DEV)] == [8_544, 2_210, 1_101]
    assert [real.counts[word] for word in ("hail", "tea", "rain", "coffee", "UNK")] == [1, 3, 5, 5, 1]


def test_words_are_cut_and_numbered_as_by_the_original(real: Treebank, published: Path) -> None:
    indices: dict[str, int] = {}
    with (published / treebank.SENTENCES).open(encoding="utf-8") as file:
        next(file)
        for line, sentence in zip(file, real.sentences, strict=True):
            words = [word.lower() for word in line.strip().split()[1:]]
            assert list(sentence) == words
            for word in words:
                indices.setdefault(word, len(indices))
    indices["UNK"] = len(indices)
    assert real.tokens() == indices
    assert real.tokens() is real.tokens()
    assert [real.vocabulary[index] for index in indices.values()] == list(indices)


def test_107_sentences_are_encoded_twice_and_mended(real: Treebank, published: Path) -> None:
    lines = (published / treebank.SENTENCES).read_text(encoding="utf-8").split("\n")[1:-1]
    texts = [line.partition("\t")[2] for line in lines]
    assert sum(treebank.mend(text).isascii() != text.isascii() for text in texts) == 0
    assert sum("Ã" in text or "Â" in text for text in texts) == 107
    assert not any("Ã" in treebank.mend(text) or "LRB" in treebank.mend(text) for text in texts)
    assert real.counts["clichã©s"] > 0  # what is trained on stays as it always was


def test_mended_sentences_are_the_leaves_of_the_trees(published: Path) -> None:
    roots, leaves = trees(published)
    lines = (published / treebank.SENTENCES).read_text(encoding="utf-8").split("\n")[1:-1]
    mended = [treebank.mend(line.partition("\t")[2]) for line in lines]
    assert mended == [" ".join(words).replace("-LRB-", "(").replace("-RRB-", ")") for words in leaves]
    assert len(roots) == len(mended)


@pytest.mark.slow
def test_labels_by_way_of_a_dictionary_agree_with_the_trees(published: Path) -> None:
    # dictionary.txt itself is not at hand. This one has the sentences as SOStr.txt spells them, and points at any
    # phrase with the value that the table derived from the trees gives; where it gives a class only, at one of that.
    with (published / "sentence_labels_from_trees.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    labels = (published / treebank.LABELS).read_text()
    phrase_with = {float(value): number for number, value in (line.split("|") for line in labels.split("\n")[1:-1])}
    texts = (published / "SOStr.txt").read_text(encoding="utf-8").replace("|", " ").split("\n")[:-1]
    of_class = {treebank.sentiment_class(value): value for value in phrase_with}
    given = [float(row["float_label_or_blank"] or of_class[int(row["class5"])]) for row in rows]
    dictionary = "".join(f"{text}|{phrase_with[value]}\n" for text, value in zip(texts, given, strict=True))
    sentences = (published / treebank.SENTENCES).read_text(encoding="utf-8")
    values = treebank._sentence_labels(sentences, dictionary, labels)
    assert list(values) == given
    classes = [treebank.sentiment_class(value) for value in values]
    roots, _ = trees(published)
    assert classes == roots == [int(row["class5"]) for row in rows]
    train = Counter(c for c, row in zip(classes, rows, strict=True) if row["splitset_label"] == "1")
    assert [train[label] for label in range(5)] == [1092, 2218, 1624, 2322, 1288]


def test_labels_say_that_the_dictionary_is_missing(copy: Path) -> None:
    (copy / treebank.DICTIONARY).unlink(missing_ok=True)
    found = treebank.load()
    assert "dictionary.txt is not there" in found.describe()
    with pytest.raises(TreebankError, match=r"dictionary\.txt is missing in .*get_datasets\.sh"):
        found.labels()


def test_describe_says_where_and_how_much(real: Treebank, published: Path) -> None:
    text = real.describe()
    assert str(published) in text
    for figure in ("11,855 sentences", "227,245 tokens", "19,539 words", "train 8,544", "dev 1,101", "test 2,210"):
        assert figure in text
    assert "embedded" not in text


def trees(published: Path) -> tuple[list[int], list[list[str]]]:
    """The class at each tree's root and each tree's leaves, in the order of the sentences."""
    order = {}
    for label, name in ((1, "train"), (2, "test"), (3, "dev")):
        lines = (published / "trees" / f"{name}.txt").read_text(encoding="utf-8").split("\n")[:-1]
        order[label] = iter(lines)
    splits = (published / treebank.SPLITS).read_text().split("\n")[1:-1]
    lines = [next(order[int(line.partition(",")[2])]) for line in splits]
    return [int(line[1]) for line in lines], [re.findall(r"\(\d ([^()]+)\)", line) for line in lines]


# --- where it is looked for, and what is refused ---------------------------------------------------------------


def test_found_from_a_folder_below(copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    below = tmp_path / "release" / "word2vec"
    below.mkdir(parents=True)
    monkeypatch.chdir(below)
    assert treebank.load().folder == copy


def test_named_folder_comes_before_the_variable_and_that_before_the_search(
    copy: Path, published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(treebank.VARIABLE, str(published))
    assert treebank.load().folder == published
    assert treebank.load(copy).folder == copy
    monkeypatch.setenv(treebank.VARIABLE, "embedded")
    assert treebank.load().source == "embedded"
    assert treebank.load(copy).source == "treebank"
    monkeypatch.setenv(treebank.VARIABLE, " ")
    assert treebank.load().folder == copy


def test_folder_above_the_files_will_do(copy: Path) -> None:
    assert treebank.load(copy.parent).folder == copy


def test_changed_file_is_refused(copy: Path) -> None:
    sentences = copy / treebank.SENTENCES
    sentences.write_bytes(sentences.read_bytes().replace(b"\n", b"\r\n"))
    with pytest.raises(TreebankError, match=r"datasetSentences\.txt in .* checksum is wrong .*get_datasets\.sh"):
        treebank.load()


def test_folder_without_the_files_is_refused_not_passed_over(tmp_path: Path) -> None:
    (tmp_path / "datasets" / treebank.FOLDER).mkdir(parents=True)
    with pytest.raises(TreebankError, match=r"datasetSentences\.txt is missing in .*get_datasets\.sh"):
        treebank.load()


def test_unreadable_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / treebank.SENTENCES).mkdir()
    with pytest.raises(TreebankError, match=r"datasetSentences\.txt in .* cannot be read: .*embedded"):
        treebank.load(tmp_path)


def test_folder_that_does_not_exist_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(TreebankError, match=r"nowhere, the folder to load from, does not exist"):
        treebank.load(tmp_path / "nowhere")
    monkeypatch.setenv(treebank.VARIABLE, str(tmp_path / "nowhere"))
    with pytest.raises(TreebankError, match=r"nowhere, the folder that .* WORD2VEC_TREEBANK names, does not exist"):
        treebank.load()


# --- the embedded corpus goes the same way ---------------------------------------------------------------------


def test_embedded_corpus_stands_in_and_says_why(tmp_path: Path) -> None:
    found = treebank.load()
    assert (found.source, found.folder) == ("embedded", None)
    text = found.describe()
    assert "embedded corpus" in text
    assert f"there is no datasets/stanfordSentimentTreebank in {tmp_path}" in text
    assert "sh get_datasets.sh" in text
    assert f"{found.total:,} tokens" in text


def test_embedded_corpus_on_request_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(treebank.VARIABLE, "embedded")
    assert "because the environment variable WORD2VEC_TREEBANK asks for it" in treebank.load().describe()


def test_files_on_disk_give_what_the_same_files_in_memory_give(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    memory = treebank.load()
    known = []
    for name, text in corpus.files().items():
        (tmp_path / name).write_bytes(text.encode())
        known.append(KnownFile(name, hashlib.sha256(text.encode()).hexdigest(), required=True))
    monkeypatch.setattr(treebank, "KNOWN_FILES", tuple(known))
    disk = treebank.load(tmp_path)
    assert disk.source == "treebank"
    assert (disk.sentences, disk.splits, disk.counts) == (memory.sentences, memory.splits, memory.counts)
    assert disk.vocabulary == memory.vocabulary
    assert disk.labels() == memory.labels()
    assert "dictionary.txt" not in disk.describe()


def test_treebank_travels_between_processes() -> None:
    found = treebank.load()
    again: Treebank = pickle.loads(pickle.dumps(found))
    assert again.sentences == found.sentences
    assert again.labels() == found.labels()


def test_unk_is_last_and_counts_one_outside_the_total() -> None:
    found = treebank.load()
    assert found.vocabulary[-1] == "UNK"
    assert found.tokens()["UNK"] == len(found.vocabulary) - 1
    assert found.counts["UNK"] == 1
    assert found.total == sum(found.counts.values()) - 1


# --- the pieces ------------------------------------------------------------------------------------------------

SENTENCE_FILE = "sentence_index\tsentence\n1\tA -LRB- good -RRB- film\n2\tThe clichÃ©\n"


def test_labels_find_brackets_accents_and_bars() -> None:
    dictionary = "A ( good ) film|7\nThe cliché|3\na | b|5\n"
    labels = "phrase ids|sentiment values\n7|0.75\n3|0.25\n5|0.5\n"
    assert treebank._sentence_labels(SENTENCE_FILE, dictionary, labels) == (0.75, 0.25)


def test_labels_name_the_sentence_that_has_none() -> None:
    with pytest.raises(TreebankError, match=r"sentence 2 of datasetSentences\.txt is not in dictionary\.txt"):
        treebank._sentence_labels(SENTENCE_FILE, "A ( good ) film|7\n", "phrase ids|sentiment values\n7|0.75\n")


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_what_was_encoded_twice_is_mended(text: str) -> None:
    spelled = text.replace("-LRB-", "(").replace("-RRB-", ")")
    assert treebank.mend(text.encode("utf-8").decode("latin-1")) == spelled


@pytest.mark.parametrize("text", ["A cup in a small café .", "naïve", "Tōkyō"])
def test_what_was_encoded_once_stays(text: str) -> None:
    assert treebank.mend(text) == text


@given(st.floats(0, 1))
def test_class_is_the_first_whose_upper_bound_is_not_below(value: float) -> None:
    assert treebank.sentiment_class(value) == sum(value > bound for bound in (0.2, 0.4, 0.6, 0.8))


@pytest.mark.parametrize(("value", "label"), [(0, 0), (0.2, 0), (0.4, 1), (0.6, 2), (0.8, 3), (0.80001, 4), (1, 4)])
def test_bounds_belong_to_the_class_below(value: float, label: int) -> None:
    assert treebank.sentiment_class(value) == label


@pytest.mark.parametrize("value", [-0.01, 1.01, float("nan")])
def test_class_of_what_is_no_sentiment_is_an_error(value: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        treebank.sentiment_class(value)


def test_known_file_is_recognised_by_either_digest() -> None:
    # The blob id is what `git hash-object` prints for a file that holds "hello\n".
    assert KnownFile("greeting.txt", "ce013625030ba8dba906f756967f9e9ca394464a").accepts(b"hello\n")
    assert not KnownFile("greeting.txt", "ce013625030ba8dba906f756967f9e9ca394464a").accepts(b"hello")
    assert KnownFile("greeting.txt", hashlib.sha256(b"hello\n").hexdigest()).accepts(b"hello\n")
    assert not KnownFile("greeting.txt", hashlib.sha256(b"hello\n").hexdigest()).accepts(b"hullo\n")


def test_the_required_files_alone_are_usable_and_none_of_them_can_be_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    def known(name: str, required: bool) -> treebank.KnownFile:
        return treebank.KnownFile(name, hashlib.sha256(name.encode()).hexdigest(), required)

    needed = {"a.txt", "b.txt"}
    monkeypatch.setattr(treebank, "KNOWN_FILES", (known("a.txt", True), known("b.txt", True), known("c.txt", False)))
    contents = {name: name.encode() for name in needed}
    assert treebank.judge(contents).usable
    assert treebank.judge(contents).missing == ("c.txt",)
    assert not treebank.judge(contents | {"c.txt": b"other"}).usable
    assert not any(treebank.judge({name: contents[name]}).usable for name in needed)
