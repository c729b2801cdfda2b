"""What installing the course puts beside the package."""

import json
import zipfile
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder
from jupyterlab_server.settings_utils import _get_overrides

ROOT = Path(__file__).resolve().parents[1]
PLACE = "share/jupyter/lab/settings"


def test_the_wheel_holds_every_file_of_the_packages(tmp_path: Path) -> None:
    [built] = WheelBuilder(str(ROOT)).build(directory=str(tmp_path), versions=["standard"])
    with zipfile.ZipFile(built) as wheel:
        packed = set(wheel.namelist())
    files = {path.relative_to(ROOT / "src").as_posix() for path in (ROOT / "src").rglob("*") if path.is_file()}
    missing = {name for name in files - packed if "__pycache__" not in name}
    assert "word2vec_lab/text/corpus.toml" in packed
    assert missing == set()


@pytest.mark.parametrize("version", ["standard", "editable"])
def test_jupyterlab_saves_the_state_of_widgets_unless_told_otherwise(tmp_path: Path, version: str) -> None:
    [built] = WheelBuilder(str(ROOT)).build(directory=str(tmp_path), versions=[version])
    with zipfile.ZipFile(built) as wheel:
        [name] = [name for name in wheel.namelist() if f".data/data/{PLACE}/" in name]
        wheel.extract(name, tmp_path)
    settings = tmp_path / name.partition("/data/")[0] / "data" / PLACE
    defaults, error = _get_overrides(str(settings))
    assert not error
    assert defaults["@jupyter-widgets/jupyterlab-manager:plugin"] == {"saveState": True}
    # The file that belongs to whoever runs the machine comes after ours.
    own = {"@jupyter-widgets/jupyterlab-manager:plugin": {"saveState": False}}
    (settings / "overrides.json").write_text(json.dumps(own), encoding="utf-8")
    assert _get_overrides(str(settings))[0] == own
