"""Downloads as LMSs and people make them, for the small course of `minicourse`: zips, folders, names, dates."""

import io
import tarfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import nbformat

from classroom.course import Course
from classroom.notebooks import grade_id

SUMS, START = "2_sums", "1_start"
Date = tuple[int, int, int, int, int, int]
UNKNOWN: Date = (1980, 1, 1, 0, 0, 0)
MONDAY: Date = (2024, 5, 6, 12, 0, 0)
TUESDAY: Date = (2024, 5, 7, 12, 0, 0)


@dataclass(frozen=True)
class Maker:
    """Makes what students of a course hand in."""

    course: Course

    def notebook(self, answer: str = "", name: str = SUMS, **answers: str) -> bytes:
        """A released notebook with the written answer, and others, filled in."""
        notebook = nbformat.read(self.course.release / f"{name}.ipynb", as_version=4)
        answers = answers | ({"why": answer} if answer else {})
        for cell in notebook.cells:
            cell.source = answers.get(grade_id(cell), cell.source)
        return str(nbformat.writes(notebook)).encode()

    def work(self, answer: str) -> dict[str, bytes]:
        """All that a student hands in, as the course packs it."""
        return {f"{START}.ipynb": self.notebook(name=START), f"{SUMS}.ipynb": self.notebook(answer)}

    def packed(self, answer: str, date: Date = UNKNOWN) -> bytes:
        """The same as a zip."""
        return zipped(self.work(answer), date)


def zipped(files: Mapping[str, bytes], date: Date = UNKNOWN, *, raw_names: bool = False) -> bytes:
    """A zip; with `raw_names`, names are written as they are without saying that it is UTF-8, as macOS does."""
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, date)
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED)
    data = memory.getvalue()
    if raw_names:
        # The bit that says so stands in both headers of each entry.
        for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            start = -1
            while (start := data.find(mark, start + 1)) >= 0:
                flag = data[start + place + 1] & ~0x08
                data = data[: start + place + 1] + bytes([flag]) + data[start + place + 2 :]
    return data


def tarred(files: Mapping[str, bytes]) -> bytes:
    """A .tar.gz."""
    memory = io.BytesIO()
    with tarfile.open(fileobj=memory, mode="w:gz") as archive:
        for name, content in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return memory.getvalue()


def written(folder: Path, files: Mapping[str, bytes]) -> Path:
    """These files, written below a folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def gradescope_list(**submissions: tuple[str, str, str, str]) -> bytes:
    """Gradescope's list, from name, sid, email and date by folder; several submitters are separated by `;`."""
    lines = ["---"]
    for folder, (names, sids, emails, date) in submissions.items():
        lines += [f"{folder}:", "  :submitters:"]
        for name, sid, email in zip(names.split(";"), sids.split(";"), emails.split(";"), strict=True):
            lines += [f"  - :name: {name}", f"    :sid: '{sid}'" if sid else "    :sid: ", f"    :email: {email}"]
        lines += [f"  :created_at: {date}", "  :score: 0.0", "  :status: processed", "  :history: []"]
    return "\n".join(lines).encode() + b"\n"
