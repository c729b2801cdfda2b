"""nbgrader's own `zip_collect`, run as an instructor types it, on what all systems give."""

from pathlib import Path

import nbformat
import pytest
from collecting.downloads import Maker, gradescope_list, written, zipped
from minicourse import MiniCourse

from classroom.collecting.collect import collect
from classroom.commands import run_nbgrader
from classroom.notebooks import grade_id


@pytest.mark.slow
def test_the_stock_command_takes_the_same_folders(built: MiniCourse, tmp_path: Path) -> None:
    make, root = Maker(built.course), built.course.root
    archive = written(
        root / "downloaded" / "sums" / "archive",
        {
            "canvas.zip": zipped({"lovelaceada_101_2001_assignment2-1.zip": make.packed("canvas")}),
            "Bob Smith_102_assignsubmission_file_/deep/er/2_sums (1).ipynb": make.notebook("moodle"),
            "Bob Smith_102_assignsubmission_file_/deep/er/plot.png": b"a plot",
            "export/submission_metadata.yml": gradescope_list(
                submission_1=("Eve Adams", "7", "eve@x.edu", "2024-05-01 12:30:00.000000000 Z")
            ),
            "export/submission_1/2_sums.ipynb": make.notebook("gradescope"),
            "HW_grace_attempt_2024-05-02-12-30-00_2_sums.ipynb": make.notebook("blackboard"),
            "103-9 - Alan Turing - May 3, 2024 1234 PM/2_sums.ipynb": make.notebook("brightspace"),
            "tom.zip": make.packed("plain"),
            "rar.rar": b"Rar!\x1a\x07\x00",
            "broken.zip": b"PK\x03\x04 no more",
        },
    )
    said: list[str] = []
    run_nbgrader(root, ["zip_collect", "sums"], tmp_path / "log", said.append)
    found = {}
    for path in root.glob("submitted/*/sums/2_sums.ipynb"):
        cells = nbformat.read(path, as_version=4).cells
        found[path.parts[-3]] = next(cell.source for cell in cells if grade_id(cell) == "why")
    assert found == {
        "lovelaceada-101": "canvas",
        "bob-smith-102": "moodle",
        "eve-adams-7": "gradescope",
        "grace": "blackboard",
        "alan-turing-103": "brightspace",
        "tom": "plain",
    }
    assert (root / "submitted" / "bob-smith-102" / "sums" / "plot.png").read_bytes() == b"a plot"
    date = root / "submitted" / "eve-adams-7" / "sums" / "timestamp.txt"
    assert date.read_text().strip() == "2024-05-01 12:30:00 UTC"
    assert any("It is a RAR archive" in line for line in said)
    states = {one.id: one.state for one in collect(built.course, archive).collected}
    assert set(states.values()) == {"unchanged"}, "both roads lead to the same"
