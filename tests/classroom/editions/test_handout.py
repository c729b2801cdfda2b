"""The file for students: what is in it, what is not, and that it is the same each time."""

import hashlib
import io
import os
import tomllib
import zipfile
from pathlib import Path

import pytest
import yaml
from minicourse import REPOSITORY, MiniCourse, handed_out

from classroom.course import CourseError, load_course
from classroom.editions.files import Edition
from classroom.editions.handout import handout_files, packed, write_handout


@pytest.fixture(scope="module")
def real() -> Edition:
    return handout_files(load_course(REPOSITORY))


@pytest.fixture
def sums(built: MiniCourse) -> MiniCourse:
    return handed_out(built)


def wheel_of(files: Edition) -> zipfile.ZipFile:
    [name] = [name for name in files if name.endswith(".whl")]
    return zipfile.ZipFile(io.BytesIO(files[name]))


def test_it_holds_the_release_what_it_needs_and_nothing_else(real: Edition) -> None:
    release = REPOSITORY / "release" / "word2vec"
    wheel = "course/word2vec_from_scratch-0.1.0-py3-none-any.whl"
    released = {path.name for path in (REPOSITORY / "source" / "word2vec").iterdir() if path.is_file()}
    installed = {wheel, "course/course.lock", "course/LICENSE", "course/LICENSE-TEXT.md"}
    assert set(real) == released | installed | {"START_HERE.html"}
    assert "0_start_here.ipynb" in released
    for name in released - {"env.yml"}:
        assert real[name] == (release / name).read_bytes()
    assert real["course/course.lock"] == (REPOSITORY / "requirements" / "course.lock").read_bytes()


def test_the_wheel_holds_the_students_packages_whole_and_no_other(real: Edition) -> None:
    names = set(wheel_of(real).namelist())
    assert {name.partition("/")[0] for name in names} == {
        "word2vec_lab",
        "safepage",
        "word2vec_from_scratch-0.1.0.dist-info",
        "word2vec_from_scratch-0.1.0.data",
    }
    src = REPOSITORY / "src"
    files = {
        path.relative_to(src).as_posix()
        for package in ("word2vec_lab", "safepage")
        for path in (src / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert {"word2vec_lab/text/corpus.toml", "safepage/fonts/mathematics.woff2", "word2vec_lab/items.toml"} <= files
    assert files <= names
    assert not [name for name in names if "entry_points" in name]
    [settings] = [name for name in names if ".data/" in name]
    assert settings.endswith("share/jupyter/lab/settings/overrides.d/word2vec_lab.json")


def test_the_wheel_asks_for_what_the_course_asks_for(real: Edition) -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wheel = wheel_of(real)
    [name] = [name for name in wheel.namelist() if name.endswith("METADATA")]
    about = wheel.read(name).decode()
    wanted = [line.partition(": ")[2] for line in about.split("\n") if line.startswith("Requires-Dist")]
    assert sorted(wanted) == sorted(project["dependencies"])
    assert f"Requires-Python: {project['requires-python']}" in about
    assert "nbgrader autograde" not in about  # what the README of the repository tells instructors


def test_conda_is_told_the_wheel_that_is_there(real: Edition) -> None:
    environment = yaml.safe_load(real["env.yml"])
    assert environment["name"] == "a2"
    lock, wheel = environment["dependencies"][-1]["pip"]
    path, digest = wheel.split(" --hash=sha256:")
    assert lock == "-r course/course.lock"
    assert hashlib.sha256(real[path.removeprefix("./")]).hexdigest() == digest


def test_every_file_that_the_first_page_names_is_there(real: Edition) -> None:
    page = real["START_HERE.html"].decode()
    for name in ("start.bat", "start.py", "env.yml", "word2vec.py", "sgd.py", "run.py", "7_submit.ipynb"):
        assert f"{name}" in page
        assert name in real
    assert "{" not in page.partition("</style>")[2]
    # Nothing that the page needs lies elsewhere.
    assert "src=" not in page
    assert "<link" not in page


@pytest.mark.slow
def test_the_same_course_gives_the_same_bytes(sums: MiniCourse, monkeypatch: pytest.MonkeyPatch) -> None:
    first = packed("sums", handout_files(sums.course))
    before = os.umask(0o077)
    try:
        for path in (sums.course.root / "src").iterdir():
            path.chmod(0o600)
            os.utime(path, (1e9, 1e9))
        monkeypatch.setenv("TZ", "Asia/Tokyo")
        assert packed("sums", handout_files(sums.course)) == first
    finally:
        os.umask(before)
    (sums.course.root / "src" / "tools.py").write_text("GREETING = 'good day'\n")
    assert packed("sums", handout_files(sums.course)) != first


def test_everything_lies_in_one_folder_that_is_named_like_the_assignment(sums: MiniCourse) -> None:
    path = write_handout(sums.course, handout_files(sums.course))
    assert path == sums.course.root / "dist" / "sums.zip"
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        assert {name.partition("/")[0] for name in archive.namelist()} == {"sums"}
        assert "sums/2_sums.ipynb" in archive.namelist()


def test_the_instructors_package_page_and_commands_stay_behind(sums: MiniCourse) -> None:
    wheel = wheel_of(handout_files(sums.course))
    text = b"".join(wheel.read(name) for name in wheel.namelist())
    assert {"src/tools.py", "src/table.json"} <= set(wheel.namelist())
    assert b"classroom" not in text
    assert b"instructors" not in text


def test_what_somebody_left_in_the_release_is_not_handed_out(sums: MiniCourse) -> None:
    (sums.course.release / "mine.ipynb").write_text("all solutions")
    (sums.course.release / "datasets").mkdir()
    (sums.course.release / "datasets" / "large.txt").write_text("much")
    files = handout_files(sums.course)
    assert "helper.py" in files
    assert not {"mine.ipynb", "datasets/large.txt"} & set(files)


def test_a_page_goes_before_a_file_of_the_release(sums: MiniCourse) -> None:
    (sums.course.root / "pages" / "helper.py").write_text("VALUE = 8\n")
    assert handout_files(sums.course)["helper.py"] == b"VALUE = 8\n"


def spoil(root: Path, what: str) -> None:
    if what == "pyproject.toml":
        text = (root / what).read_text()
        (root / what).write_text(text.replace('version = "1.0"', "version = 1"))
    else:
        (root / what).unlink()


@pytest.mark.parametrize(
    ("what", "says"),
    [
        ("release/sums/2_sums.ipynb", r"2_sums\.ipynb is missing in .*Run `classroom build` first"),
        ("course.lock", r"course\.lock cannot be read \(No such file or directory\), and students need it"),
        ("pages/START_HERE.html", r"There is no page in .*pages that says how to begin\. Write one"),
        ("pyproject.toml", r"The wheel for students could not be built from .*version"),
    ],
)
def test_what_is_missing_is_said(sums: MiniCourse, what: str, says: str) -> None:
    spoil(sums.course.root, what)
    with pytest.raises(CourseError, match=says):
        handout_files(sums.course)


def test_a_course_that_does_not_say_what_is_handed_out_is_told_how(mini: MiniCourse) -> None:
    with pytest.raises(CourseError, match=r"has no \[tool\.classroom\.handout\] table\. Add one"):
        handout_files(mini.course)
