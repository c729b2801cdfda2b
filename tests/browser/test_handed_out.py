"""The file for students on a machine that has nothing of the course: unpacked, set up, worked in, handed in.

The machine is a hostile one: what its owner told pip, Jupyter, IPython, matplotlib and Python would each keep the
course from starting, if it were heeded.
"""

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from browser.lab import SETTINGS, Notebook, Server, plain, run_lab
from classroom.course import load_course
from classroom.editions.handout import handout_files, packed
from word2vec_lab.items import items

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
ANSWERS = ROOT / "tests" / "series" / "answers"


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the file for students is unpacked, and the home of who does it."""
    place = tmp_path_factory.mktemp("machine") / "Üb it's $HOME"
    course = load_course(ROOT)
    place.mkdir()
    (place / "word2vec.zip").write_bytes(packed(course.assignment, handout_files(course)))
    with zipfile.ZipFile(place / "word2vec.zip") as archive:
        archive.extractall(place)
    for path, text in owners_files(place).items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return place


def owners_files(place: Path) -> dict[Path, str]:
    home = place / "home"
    kernel = {"argv": ["/no/such/python", "-f", "{connection_file}"], "display_name": "Mine", "language": "python"}
    files = {
        ".config/pip/pip.conf": f"[install]\nuser = true\n\n[global]\ntarget = {place / 'elsewhere'}\nno-deps = true\n",
        ".config/matplotlib/matplotlibrc": "backend: TkAgg\n",
        ".jupyter/jupyter_server_config.py": f"c.ServerApp.root_dir = {str(home)!r}\nc.ServerApp.base_url = '/mine/'\n",
        ".jupyter/jupyter_lab_config.py": f"c.ServerApp.notebook_dir = {str(home)!r}\n",
        ".ipython/profile_default/startup/00-mine.py": "raise SystemExit('a startup file of my own')\n",
        ".local/share/jupyter/kernels/python3/kernel.json": json.dumps(kernel),
        "modules/numpy.py": "raise ImportError('a NumPy of another Python')\n",
    }
    return {home / name: text for name, text in files.items()}


@pytest.fixture(scope="module")
def environment(machine: Path) -> dict[str, str]:
    own = {name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER", "PYTHON", "VIRTUAL"))}
    # The programs of this environment are not on that machine, though a test may have put them on the path.
    here = str(Path(sys.executable).parent)
    path = [folder for folder in os.environ["PATH"].split(os.pathsep) if folder != here]
    return own | {
        "PATH": os.pathsep.join(path),
        "HOME": str(machine / "home"),
        "XDG_CONFIG_HOME": str(machine / "home" / ".config"),
        "PYTHONPATH": str(machine / "home" / "modules"),
        "PIP_REQUIRE_VIRTUALENV": "1",
        "CONDA_PREFIX": "/no/such/conda",
        "MPLBACKEND": "TkAgg",
        "WORD2VEC_TREEBANK": "embedded",
    }


@pytest.fixture(scope="module")
def lab(machine: Path, environment: dict[str, str]) -> Iterator[Server]:
    """JupyterLab as the one command opens it, after it has set the course up."""
    folder = machine / "word2vec"
    reachable = subprocess.run(
        [
            sys.executable,
            "-m",
            "pip",
            "download",
            "--no-deps",
            "--quiet",
            "--dest",
            str(machine / "probe"),
            "packaging",
        ],
        capture_output=True,
        check=False,
    )
    if reachable.returncode != 0 and not os.environ.get("CI"):
        pytest.skip("pip reaches no packages from here, so nothing can be installed")
    # The Python that made this environment: from within it, nothing would have to be installed.
    python = str(Path(sys.base_prefix) / "bin" / f"python3.{sys.version_info.minor}")
    program = [python, str(folder / "start.py")]
    assert "Installing" in terminal(machine, environment, *program, "--version")
    overrides = folder / ".venv" / "settings" / "jupyter" / "labconfig" / "default_setting_overrides.json"
    overrides.parent.mkdir(parents=True)
    overrides.write_text(json.dumps(SETTINGS), encoding="utf-8")
    offline = environment | {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(machine / "nothing")}
    with run_lab(program, folder, machine / "log", offline) as server:
        yield server


def terminal(folder: Path, environment: dict[str, str], *command: str) -> str:
    """What a command says in a terminal that knows nothing of the course's own Python."""
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_start_notebook_runs_in_jupyterlab(browser: Browser, lab: Server, pictures: Path) -> None:
    notebook = Notebook.open(browser, lab, "0_start_here.ipynb")
    notebook.run_all()
    notebook.picture(pictures / "handed-out.png")
    assert "Everything is in place" in plain(notebook.page.locator(".jp-Notebook").first.inner_text())
    assert notebook.errors_of_cells() == []
    assert notebook.raw_maths() == []
    assert notebook.foreign == []
    assert notebook.errors == []


def test_an_answer_is_checked_in_jupyterlab(browser: Browser, lab: Server) -> None:
    points = items()["q2a1"].points
    notebook = Notebook.open(browser, lab, "2_activations.ipynb")
    notebook.type_into("q2a1", sorted((ANSWERS / "q2a1" / "right").glob("*.py"))[0].read_text(encoding="utf-8"))
    notebook.run_all()
    assert f"{points:g} of {points:g} points" in plain(notebook.output("q2a1-check").inner_text())
    notebook.save()


def test_from_there_it_is_checked_trained_and_handed_in(lab: Server, environment: dict[str, str]) -> None:
    for path in lab.folder.glob("*.ipynb"):
        notebook = json.loads(path.read_text(encoding="utf-8"))
        for cell in notebook["cells"]:
            right = sorted((ANSWERS / cell["id"] / "right").glob("*.py"))
            cell["source"] = right[0].read_text(encoding="utf-8") if right else cell["source"]
        path.write_text(json.dumps(notebook), encoding="utf-8")
    assert "2 of 2 points" in terminal(lab.folder, environment, "python3", "word2vec.py", "skipgram")
    terminal(lab.folder, environment, "python3", "run.py", "--iterations", "20")
    said = terminal(lab.folder, environment, "sh", "collect_submission.sh")
    assert "Written: assignment2.zip" in said
    with zipfile.ZipFile(lab.folder / "assignment2.zip") as archive:
        assert {"1_softmax.ipynb", "start.py", "word2vec.py", "word_vectors.png"} <= set(archive.namelist())
    assert (lab.folder / "written_answers.html").is_file()


def test_nothing_of_the_owners_was_heeded_or_changed(machine: Path, lab: Server) -> None:
    assert not (machine / "elsewhere").exists()
    assert not (machine / "home" / ".local" / "lib").exists()
    assert {path: path.read_text(encoding="utf-8") for path in owners_files(machine)} == owners_files(machine)


def test_what_is_installed_is_not_installed_again(lab: Server) -> None:
    assert "Installing" not in lab.log.read_text(encoding="utf-8")
