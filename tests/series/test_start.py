"""start.py sets the course up whatever Python calls it and whatever its owner told pip, or says what to do."""

import ast
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "source" / "word2vec"
SCRIPTS = ("start.py", "word2vec.py", "sgd.py", "run.py")


def loaded(folder: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("start", folder / "start.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def handed_out(tmp_path: Path) -> Path:
    """The folder of a student, with a wheel that nobody could install."""
    folder = tmp_path / "Üb it's $HOME"
    (folder / "course").mkdir(parents=True)
    (folder / "course" / "course.lock").write_text("numpy==2.4.6\n")
    (folder / "course" / "word2vec_from_scratch-0.1.0-py3-none-any.whl").write_text("0.1.0")
    for name in SCRIPTS:
        shutil.copy(SOURCE / name, folder)
    return folder


@pytest.fixture
def start(handed_out: Path) -> ModuleType:
    return loaded(handed_out)


def python(*arguments: str | Path, **env: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *map(str, arguments)]
    # These tests are about a Python that has the course, or has it not: no path of ours may lend it.
    bare = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run(command, env=bare | env, capture_output=True, text=True, check=False)


def test_any_python_can_read_it_as_far_as_to_say_that_it_is_too_old() -> None:
    text = (SOURCE / "start.py").read_text(encoding="ascii")
    nodes = list(ast.walk(ast.parse(text, feature_version=(3, 4))))
    assert not [node for node in nodes if isinstance(node, ast.JoinedStr | ast.AnnAssign | ast.NamedExpr)]
    functions = [node for node in nodes if isinstance(node, ast.FunctionDef)]
    assert not [node.name for node in functions if node.returns or any(arg.annotation for arg in node.args.args)]
    # A starred argument before another, or one inside of a list, is no Python 2.
    calls = [node for node in nodes if isinstance(node, ast.Call)]
    assert not [call.lineno for call in calls if any(isinstance(arg, ast.Starred) for arg in call.args[:-1])]
    assert not [
        node for node in nodes if isinstance(node, ast.List) and any(isinstance(e, ast.Starred) for e in node.elts)
    ]


@pytest.mark.parametrize("version", [(2, 7), (3, 4)])
def test_a_very_old_python_is_told_before_anything_is_imported(version: tuple[int, int]) -> None:
    text = (SOURCE / "start.py").read_text(encoding="ascii").replace("import sys\n", "", 1)
    said = python("-c", f"import sys\nsys.version_info = {version}\nsys.path[:] = []\n{text}")
    assert said.returncode == 1
    assert f"This is Python {version[0]}.{version[1]}. The course needs 3.11 or newer" in said.stderr
    assert "Install Python 3.14" in said.stderr


def test_an_old_python_looks_for_a_newer_one_and_says_so_if_there_is_none(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(start.sys, "version_info", (3, 9, 1))
    monkeypatch.setattr(start.shutil, "which", lambda name: None)
    with pytest.raises(start.CannotStart, match=r"3\.11 or newer, and none was found here"):
        start.another_python()
    # One that does not start, as a launcher of pyenv's for a version that is not switched on, is passed over.
    broken = tmp_path / "python3.14"
    broken.write_text("#!/bin/sh\nexit 127\n")
    broken.chmod(0o755)
    there = {"python3.14": str(broken), f"python3.{sys.version_info[1]}": sys.executable, "python3": sys.executable}
    monkeypatch.setattr(start.shutil, "which", there.get)
    assert start.another_python() == [sys.executable]


def test_a_python_that_is_too_new_is_taken_if_there_is_no_other(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(start.sys, "version_info", (3, 99))
    monkeypatch.setattr(start.shutil, "which", lambda name: None)
    assert start.another_python() is None


def test_the_pythons_that_it_names_are_those_that_the_project_takes(start: ModuleType) -> None:
    conda = (ROOT / "handout" / "env.yml").read_text(encoding="utf-8")
    oldest, newest = (".".join(map(str, version)) for version in (start.OLDEST, start.NEWEST))
    assert f'requires-python = ">={oldest}"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert f"python>={oldest},<3.{start.NEWEST[1] + 1}" in conda
    assert f"Python {oldest} to {newest}" in (ROOT / "handout" / "START_HERE.html").read_text(encoding="utf-8")
    assert f"Install Python {newest} " in (SOURCE / "start.bat").read_text(encoding="ascii")


def test_what_was_handed_out_is_installed_from_its_wheel(start: ModuleType, handed_out: Path) -> None:
    course = start.find_course()
    assert course.home == handed_out
    assert course.told_by[0] == "course/course.lock"
    assert course.itself == ["--no-deps", "--force-reinstall", "./course/word2vec_from_scratch-0.1.0-py3-none-any.whl"]
    before = start.fingerprint(course)
    (handed_out / "course" / "word2vec_from_scratch-0.1.0-py3-none-any.whl").write_text("another")
    assert start.fingerprint(course) != before


def test_of_two_wheels_the_newer_is_taken(start: ModuleType, handed_out: Path) -> None:
    for version in ("0.9.0", "0.10.0"):
        (handed_out / "course" / f"word2vec_from_scratch-{version}-py3-none-any.whl").write_text(version)
    assert start.find_course().itself[-1] == "./course/word2vec_from_scratch-0.10.0-py3-none-any.whl"


def test_in_the_repository_it_is_the_repository_that_is_installed() -> None:
    course = loaded(ROOT / "release" / "word2vec").find_course()
    assert course.home == ROOT
    assert all((ROOT / name).is_file() for name in course.told_by)
    assert course.itself[-2:] == ["--editable", "."]


def test_a_copy_without_the_course_is_told_what_is_missing(tmp_path: Path) -> None:
    shutil.copy(SOURCE / "start.py", tmp_path)
    said = python(tmp_path / "start.py")
    assert said.returncode == 1
    assert "no folder `course` beside start.py" in said.stderr
    assert "JupyterHub" in said.stderr
    assert "Traceback" not in said.stderr


@pytest.mark.skipif(os.name == "nt", reason="a colon cannot stand in the name of a folder on Windows")
def test_a_path_that_no_environment_can_lie_in_is_named(handed_out: Path) -> None:
    colon = handed_out.rename(handed_out.with_name("a:b"))
    said = python(colon / "start.py")
    assert said.returncode == 1
    assert f"The path of this folder has a ':' in it, which separates folders for your system: {colon}." in said.stderr


def test_a_folder_that_cannot_be_written_to_is_named(
    start: ModuleType, handed_out: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    # Root may write anywhere, so a file stands where the environment belongs.
    (handed_out / ".venv").write_text("")
    with pytest.raises(start.CannotStart, match=r"No environment could be made in .*not yours to write to"):
        start.new_environment(handed_out)
    capfd.readouterr()


def test_a_python_that_cannot_make_environments_is_told_how(
    start: ModuleType, handed_out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(start, "works", lambda call, code: False)
    with pytest.raises(start.CannotStart, match="sudo apt install python3-venv"):
        start.new_environment(handed_out)


def test_pip_reads_of_its_settings_only_how_to_reach_the_network(
    start: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in list(os.environ):
        if name.startswith("PIP_"):
            monkeypatch.delenv(name)
    settings = tmp_path / "pip.conf"
    settings.write_text(
        "[global]\nindex-url = https://a.example/simple\nproxy = http://a.example:1\ntarget = /elsewhere\n"
        "timeout = 7\n[install]\nuser = true\nindex-url = https://b.example/simple\nfind-links =\n  /one\n  /two\n"
        "[freeze]\ntimeout = 9\n"
    )
    monkeypatch.setenv("PIP_CONFIG_FILE", str(settings))
    monkeypatch.setenv("PIP_PREFIX", "/elsewhere")
    monkeypatch.setenv("PIP_PROXY", "http://c.example:1")
    found = start.network_settings(sys.executable)
    assert {name: found[name] for name in ("PIP_CONFIG_FILE", "PIP_INDEX_URL", "PIP_PROXY", "PIP_TIMEOUT")} == {
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_INDEX_URL": "https://b.example/simple",
        "PIP_PROXY": "http://c.example:1",
        "PIP_TIMEOUT": "7",
    }
    assert found["PIP_FIND_LINKS"].split() == ["/one", "/two"]
    assert not {"PIP_TARGET", "PIP_USER", "PIP_PREFIX"} & set(found)


def test_the_network_is_reached_as_the_machine_has_it_also_where_pip_is_told_to_install_for_the_user(
    start: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With `user` set, `pip config list` means the user's own file: of the machine's it says nothing."""
    (tmp_path / "pip").mkdir()
    (tmp_path / "pip" / "pip.conf").write_text("[global]\nuser = true\nproxy = http://machine.example:1\n")
    monkeypatch.setenv("XDG_CONFIG_DIRS", str(tmp_path))
    monkeypatch.delenv("PIP_CONFIG_FILE", raising=False)
    monkeypatch.delenv("PIP_USER", raising=False)
    assert start.network_settings(sys.executable)["PIP_PROXY"] == "http://machine.example:1"
    monkeypatch.setenv("PIP_USER", "1")
    assert start.network_settings(sys.executable)["PIP_PROXY"] == "http://machine.example:1"


def test_settings_that_pip_cannot_read_are_said(
    start: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pip.conf").write_text("no section\n")
    monkeypatch.setenv("PIP_CONFIG_FILE", str(tmp_path / "pip.conf"))
    with pytest.raises(start.CannotStart, match="pip cannot read its own settings"):
        start.network_settings(sys.executable)


def test_what_the_environment_says_to_other_pythons_is_left_out(
    start: ModuleType, handed_out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    foreign = {
        "PYTHONPATH": "/modules",
        "PYTHONHOME": "/python",
        "JUPYTER_CONFIG_DIR": "/mine",
        "IPYTHONDIR": "/mine",
        "MPLBACKEND": "TkAgg",
        "MATPLOTLIBRC": "/mine",
        "CONDA_PREFIX": "/conda",
        "PIP_USER": "1",
    }
    for name, value in foreign.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("WORD2VEC_TREEBANK", "embedded")
    own = start.own_settings(str(handed_out / ".venv" / "bin" / "python"), "/scratch")
    assert own["WORD2VEC_TREEBANK"] == "embedded"
    assert own["PATH"].split(os.pathsep)[0] == str(handed_out / ".venv" / "bin")
    assert own["JUPYTER_RUNTIME_DIR"] == "/scratch"
    assert not [
        name for name in ("PYTHONPATH", "PYTHONHOME", "MPLBACKEND", "MATPLOTLIBRC", "CONDA_PREFIX") if name in own
    ]
    for name in ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "MPLCONFIGDIR"):
        assert Path(own[name]).is_relative_to(handed_out / ".venv")
        assert Path(own[name]).is_dir()


def test_an_installation_that_failed_is_not_taken_for_done(
    start: ModuleType, handed_out: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    course = start.find_course()
    environment = handed_out / ".venv" / "bin"
    environment.mkdir(parents=True)
    monkeypatch.setattr(start, "works", lambda call, code: True)
    monkeypatch.setattr(start, "network_settings", lambda python: {"PIP_CONFIG_FILE": os.devnull})
    calls: list[list[str]] = []
    fails = True

    def call(command: list[str], **_: object) -> int:
        calls.append(command[command.index("install") :])
        return int(fails and "--force-reinstall" in command)

    monkeypatch.setattr(start.subprocess, "call", call)
    with pytest.raises(start.CannotStart, match="above is what pip says"):
        start.install(course, str(environment / "python"), {})
    fails = False
    start.install(course, str(environment / "python"), {})
    assert len(calls) == 4
    start.install(course, str(environment / "python"), {})
    assert len(calls) == 4, "what is installed is not installed again"
    assert calls[0][-2:] == ["--requirement", "course/course.lock"]
    assert capsys.readouterr().out.count("Installing the course") == 2


def test_what_variables_tell_pip_to_do_otherwise_does_not_reach_it(
    start: ModuleType, handed_out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    environment = handed_out / ".venv" / "bin"
    environment.mkdir(parents=True)
    monkeypatch.setattr(start, "works", lambda call, code: True)
    for name, value in {
        "PIP_USER": "1",
        "PIP_TARGET": "/elsewhere",
        "pip_prefix": "/p",
        "PIP_PROXY": "http://p:1",
    }.items():
        monkeypatch.setenv(name, value)
    given: list[dict[str, str]] = []

    def call(command: list[str], cwd: str, env: dict[str, str]) -> int:
        given.append(env)
        return 0

    monkeypatch.setattr(start.subprocess, "call", call)
    own = start.own_settings(str(environment / "python"), "/scratch")
    monkeypatch.setattr(start, "network_settings", lambda python: {"PIP_PROXY": "http://p:1"})
    start.install(start.find_course(), str(environment / "python"), own)
    assert [{name for name in env if name.upper().startswith("PIP_")} for env in given] == [{"PIP_PROXY"}] * 2


@pytest.mark.slow
@pytest.mark.parametrize("script", ["word2vec.py", "sgd.py", "run.py"])
def test_a_script_runs_with_the_courses_own_python_where_another_calls_it(handed_out: Path, script: str) -> None:
    """As in a terminal in which conda, or whatever a profile switches on, has its Python first."""
    alone = python("-S", handed_out / script)
    assert alone.returncode == 1
    assert "run `python3 start.py`" in alone.stderr
    assert "Traceback" not in alone.stderr
    (handed_out / ".venv" / "bin").mkdir(parents=True)
    (handed_out / ".venv" / "bin" / "python").symlink_to(sys.executable)
    # Only a link's own folder makes it an environment, and this one must find what is installed here.
    packages = next(path for path in sys.path if path.endswith("site-packages"))
    settings = "\n".join([f"home = {Path(sys.base_prefix) / 'bin'}", "include-system-site-packages = false"])
    (handed_out / ".venv" / "pyvenv.cfg").write_text(settings)
    lib = handed_out / ".venv" / "lib" / f"python3.{sys.version_info[1]}"
    lib.mkdir(parents=True)
    (lib / "site-packages").symlink_to(packages)
    helped = python("-S", handed_out / script, "--help", PYTHONPATH=str(handed_out / "nothing"))
    assert "Traceback" not in helped.stderr
    said = (helped.stdout + helped.stderr).lower()
    assert any(words in said for words in ("usage", "there is no notebook", "there is no check for"))


def test_the_windows_file_is_simple_enough_to_be_right() -> None:
    content = (SOURCE / "start.bat").read_bytes()
    assert content.count(b"\n") == content.count(b"\r\n")
    lines = content.decode("ascii").split("\r\n")
    assert lines[0] == "@echo off"
    # A bracket in what is said would end the block that it stands in; `%~dp0` ends in a backslash.
    said = [line for line in lines if line.strip().startswith(("echo", "rem"))]
    assert not [line for line in said if re.search(r"[()&|<>^%!]", line)]
    assert content.count(b"(") == content.count(b")") == 2
    assert not re.search(r"^\s*(goto|:)", "\n".join(lines), re.MULTILINE)
    assert 'py "%~dp0start.py" %* || pause' in lines
