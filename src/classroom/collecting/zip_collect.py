"""Lets `nbgrader zip_collect` take what `classroom collect` takes; nbgrader_config.py names both of these classes.

nbgrader unpacks `downloaded/ASSIGNMENT/archive` into `extracted` beside it with the one, and asks the other whose each
file there is. So the first puts everything in order, a folder a student, and the second reads the folders.
"""

from pathlib import Path
from typing import Any, cast

from nbgrader.plugins import ExtractorPlugin, FileNameCollectorPlugin
from nbgrader.utils import parse_utc
from traitlets import Unicode

from classroom.collecting.collect import masters_of, planned
from classroom.collecting.placing import write_files
from classroom.collecting.report import Collected, Report
from classroom.collecting.roster import read_roster
from classroom.course import find_course
from classroom.sanitising.timestamps import NAME


class LmsExtractor(ExtractorPlugin):
    """Opens what was downloaded from an LMS, as `classroom collect` does."""

    roster = Unicode("", help="The class, as a CSV file that an LMS exports; empty if there is none.").tag(config=True)

    def extract(self, archive_path: str, extracted_path: str) -> None:
        """Called by nbgrader: put each student's files into a folder of its own."""
        course = find_course(Path(archive_path))
        people = read_roster(Path(course.root, self.roster)) if self.roster else None
        report = Report(course.assignment, dry=False)
        with planned(course, Path(archive_path), people, masters_of(course), report) as plans:
            for plan in plans:
                write_files(plan, Path(extracted_path, plan.student.id))
                report.collected.append(Collected.of(plan, "new" if plan.files else "nothing", "", was_graded=False))
        (self.log.warning if report.needs_a_person else self.log.info)("%s", report.text())


class LmsCollector(FileNameCollectorPlugin):
    """Says whose a file is that `LmsExtractor` has put in order."""

    def collect(self, submitted_file: str) -> dict[str, Any] | None:
        """Called by nbgrader for each file: whose it is, its path in the student's folder, when it was handed in."""
        parts = Path(submitted_file).relative_to(self._extracted).parts
        if len(parts) < 2:
            return None
        found: dict[str, Any] = {"student_id": parts[0], "file_id": "/".join(parts[1:])}
        date = Path(self._extracted, parts[0], NAME)
        if date.is_file():
            found["timestamp"] = parse_utc(date.read_text(encoding="utf-8").strip())
        return found

    @property
    def _extracted(self) -> Path:
        command = cast(Any, self.parent)
        return Path(command._format_collect_path(command.extracted_directory))
