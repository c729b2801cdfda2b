"""Measures what grading on a cluster costs a submission, and plans 100,000 of them from that.

    python benchmarks/cluster.py [STUDENTS]

It grades a sample class (12 students unless told otherwise) of this course on a cluster of one scheduler and one worker
on this machine, and measures one step after the other. What it costs is counted as processor time, over all processes
that a worker starts, since a busy machine changes that little. What came out is benchmarks/results/cluster.json; the
plan is written from it to benchmarks/results/hundred_thousand.md. `--plan` only writes the plan anew. It needs the
extra `cluster` and takes about ten minutes.
"""

import json
import os
import pickle
import statistics
import sys
import tempfile
import time
import uuid
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import psutil

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "classroom")]

from machines import Machines, machines

from classroom.commands import run_nbgrader, search_path
from classroom.course import Course, load_course
from classroom.demo.sample_class import hand_in, sample_class
from classroom.editions.release import copy_assignment
from classroom.grading.cluster import SPARE
from classroom.grading.packing import pack, unpack
from classroom.grading.parcel import course_parcel
from classroom.grading.rows import TABLES, Change, Rows, changes, read_rows
from classroom.grading.values import BLANK, Answer, Graded, Submission
from classroom.grading.whole_class import ClassGrading
from classroom.isolation.patience import processor_time

RESULTS = ROOT / "benchmarks" / "results" / "cluster.json"
PLAN = ROOT / "benchmarks" / "results" / "hundred_thousand.md"
STUDENTS = 12
GRADEBOOKS = (100, 1_000, 5_000)
"""Sizes of a gradebook, in submissions, at which recording is measured."""
RECORDED = 50
HELD = 300
"""Submissions that a scheduler without workers is given to hold."""
PLANNED = 100_000
CORES = (2, 16, 64, 256, 1_024, 4_096)


def main() -> None:
    """Measure, or only plan."""
    if sys.argv[1:] != ["--plan"]:
        os.environ["PATH"] = search_path()
        with tempfile.TemporaryDirectory() as folder:
            measured = measure(Path(folder), int(sys.argv[1]) if sys.argv[1:] else STUDENTS)
        RESULTS.write_text(json.dumps(measured, indent=1) + "\n", encoding="utf-8")
    PLAN.write_text(plan(json.loads(RESULTS.read_text(encoding="utf-8"))), encoding="utf-8")
    print(f"Written to {PLAN.relative_to(ROOT)}.")


def measure(folder: Path, students: int) -> dict[str, Any]:
    root = folder / "course"
    root.mkdir()
    course, names = sample(root, students)
    grading = ClassGrading(course)
    with machines(folder / "machines", 1) as there:
        cost = graded(grading, names, there)
    with machines(folder / "without-workers", 0) as there:
        held = held_by_scheduler(grading, names[0], there)
    return {
        "students": len(names),
        "load_of_the_machine": [round(load, 1) for load in os.getloadavg()],
        **cost,
        **moved(grading, names),
        "bytes_there_with_outputs": with_outputs(),
        "scheduler_bytes_per_submission_held": held,
        "looked_at_cpu_seconds": looked_at(grading, names),
        "recording": recording(grading, names[0], folder),
    }


def sample(root: Path, students: int) -> tuple[Course, list[str]]:
    """A class that hands in right answers, wrong ones and none."""
    course = load_course(ROOT)
    copy_assignment(course, root)
    log = root / "log"
    run_nbgrader(root, ["generate_assignment", course.assignment], log, lambda _: None)
    people = sample_class(course, students - students // 2, students // 2)
    for one in people:
        hand_in(course, one, root / "release" / course.assignment, root / "submitted" / one.name / course.assignment)
    return replace(course, root=root), [one.name for one in people]


def graded(grading: ClassGrading, names: list[str], there: Machines) -> dict[str, float]:
    """Processor time of the worker and of this process, from the first result on to the last."""
    at: list[tuple[float, float]] = []

    def look(result: object, left: int) -> None:
        at.append((processor_time([there.workers[0].pid]), time.process_time()))
        print(result, flush=True)

    report = grading.run(names, None, again=True, on_result=look, scheduler=there.address)
    assert not report.troubled
    between = len(at) - 1
    worker, client = ((last - first) / between for first, last in zip(at[0], at[-1], strict=True))
    return {
        "worker_cpu_seconds": round(worker, 2),
        "worker_cpu_seconds_to_start": round(at[0][0] - worker, 1),
        "client_cpu_seconds": round(client, 3),
    }


def submission(grading: ClassGrading, name: str, rows: Rows) -> Submission:
    return Submission(name, pack({".": folder_of(grading, "submitted", name)}), rows)


def folder_of(grading: ClassGrading, step: str, name: str) -> Path:
    return grading.course.root / step / name / grading.assignment


def rows_of(grading: ClassGrading, name: str) -> Rows:
    with grading._gradebook() as gradebook:
        return read_rows(gradebook, grading.assignment, name)


def moved(grading: ClassGrading, names: list[str]) -> dict[str, Any]:
    """Bytes of what is sent and what comes back, as they are pickled."""
    nobody: Rows = {table.name: {} for table in TABLES}
    there, back = [], []
    for name in names:
        rows = rows_of(grading, name)
        there.append(len(pickle.dumps(submission(grading, name, nobody))))
        log = (grading.logs / f"{name}.log").read_text(encoding="utf-8")
        came = Graded(name, changes(nobody, rows), log=log)
        back.append(len(pickle.dumps(Answer(came, pack({".": folder_of(grading, "autograded", name)})))))
    grading._blank_gradebook()
    parcel = course_parcel(grading.config, grading.assignment, grading.place / BLANK)
    files = [file_sizes(folder_of(grading, "autograded", name)) for name in names]
    return {
        "bytes_of_the_course": len(pickle.dumps(parcel)),
        "bytes_there": round(statistics.mean(there)),
        "bytes_back": round(statistics.mean(back)),
        "bytes_on_disk_graded": round(statistics.mean(files)),
        "bytes_on_disk_submitted": round(
            statistics.mean(file_sizes(folder_of(grading, "submitted", name)) for name in names)
        ),
    }


def with_outputs() -> int:
    """Bytes of the reading edition: all notebooks, executed."""
    return len(pack({".": load_course(ROOT).reading}))


def file_sizes(folder: Path) -> int:
    return sum(int(path.stat().st_size) for path in folder.rglob("*") if path.is_file())


def held_by_scheduler(grading: ClassGrading, name: str, there: Machines) -> int:
    """How much a scheduler grows for each submission that waits in it."""
    from distributed import Client

    one = submission(grading, name, rows_of(grading, name))
    memory = psutil.Process(there.started[0].pid).memory_info
    with Client(there.address, set_as_default=False) as client:
        client.submit(len, b"").cancel()
        before = memory().rss
        kept = [client.submit(repr, replace(one, packed=os.urandom(len(one.packed))), pure=False) for _ in range(HELD)]
        while client.run_on_scheduler(lambda dask_scheduler: len(dask_scheduler.tasks)) < HELD:
            time.sleep(0.1)
        grown = int(memory().rss) - int(before)
        client.cancel(kept)
    return round(grown / HELD)


def looked_at(grading: ClassGrading, names: list[str]) -> float:
    """Processor time to find out that a submission is graded already, as a run does first with all of them."""
    return round(per_one(lambda: [grading.is_graded(name) for name in names], len(names)), 4)


def per_one(do: Callable[[], object], count: int) -> float:
    began = time.process_time()
    do()
    return (time.process_time() - began) / count


def recording(grading: ClassGrading, name: str, folder: Path) -> list[dict[str, float]]:
    """What one record costs, and how large the gradebook is, in gradebooks of several sizes."""
    rows = rows_of(grading, name)
    packed = pack({".": folder_of(grading, "autograded", name)})
    database = grading.course.root / "gradebook.db"
    empty = database.stat().st_size
    number = 0
    found = []
    for size in GRADEBOOKS:
        with grading._gradebook() as gradebook:
            connection = gradebook.db.connection()
            for _ in range(size - RECORDED - number):
                for change in renamed(rows, f"student-{number:06}"):
                    table = next(table for table in TABLES if table.name == change.table)
                    connection.execute(table.insert().values(**change.columns))
                number += 1
            gradebook.db.commit()
        began, used, unpacking = time.monotonic(), time.process_time(), 0.0
        for _ in range(RECORDED):
            student = f"student-{number:06}"
            place = folder / uuid.uuid4().hex
            start = time.process_time()
            unpack(packed, place)
            unpacking += time.process_time() - start
            grading.handed_out[student] = ""
            grading._record(Graded(student, renamed(rows, student), str(place), "log"))
            number += 1
        found.append(
            {
                "submissions": size,
                "cpu_seconds": round((time.process_time() - used) / RECORDED, 4),
                "of_which_unpacking": round(unpacking / RECORDED, 4),
                "seconds": round((time.monotonic() - began) / RECORDED, 4),
                "gradebook_bytes_per_submission": round((database.stat().st_size - empty) / number),
            }
        )
        print(found[-1], flush=True)
    return found


def renamed(rows: Rows, student: str) -> list[Change]:
    """The same submission, as another student's."""
    ids = {name: uuid.uuid4().hex for table in TABLES[1:] for name in rows[table.name]}
    ids |= dict.fromkeys(rows[TABLES[0].name], student)
    nobody: Rows = {table.name: {} for table in TABLES}
    return [
        replace(
            change,
            id=ids[change.id],
            columns={key: ids.get(str(value), value) for key, value in change.columns.items()},
        )
        for change in changes(nobody, rows)
    ]


# --- The plan --------------------------------------------------------------------------------------------------------


def plan(told: dict[str, Any]) -> str:
    """The page, every number of it from what was measured."""
    cpu = told["worker_cpu_seconds"]
    records = told["recording"]
    # What was graded for `client_cpu_seconds` was recorded in a small gradebook.
    writer = told["client_cpu_seconds"] + max(records[-1]["cpu_seconds"] - records[0]["cpu_seconds"], 0)
    enough = round(cpu / writer)
    held = told["scheduler_bytes_per_submission_held"]
    return PAGE.format(
        planned=f"{PLANNED:,}",
        students=told["students"],
        load=told["load_of_the_machine"][0],
        cpu=f"{cpu:.1f}",
        start=f"{told['worker_cpu_seconds_to_start']:.0f}",
        outputs=kilobytes(told["bytes_there_with_outputs"]),
        there=kilobytes(told["bytes_there"]),
        back=kilobytes(told["bytes_back"]),
        course=kilobytes(told["bytes_of_the_course"]),
        client=f"{1000 * told['client_cpu_seconds']:.0f}",
        looked=f"{1000 * told['looked_at_cpu_seconds']:.0f}",
        held=kilobytes(held),
        database=kilobytes(records[-1]["gradebook_bytes_per_submission"]),
        submitted=kilobytes(told["bytes_on_disk_submitted"]),
        graded=kilobytes(told["bytes_on_disk_graded"]),
        records="\n".join(
            f"| {one['submissions']:,} | {1000 * one['cpu_seconds']:.0f} ms | {1 / one['cpu_seconds']:.0f} |"
            for one in records
        ),
        core_hours=f"{PLANNED * cpu / 3600:,.0f}",
        all_there=gigabytes(PLANNED * told["bytes_there"]),
        all_back=gigabytes(PLANNED * told["bytes_back"]),
        all_database=gigabytes(PLANNED * records[-1]["gradebook_bytes_per_submission"]),
        all_disk=gigabytes(PLANNED * (told["bytes_on_disk_submitted"] + told["bytes_on_disk_graded"])),
        all_looked=f"{PLANNED * told['looked_at_cpu_seconds'] / 60:.0f}",
        writer=f"{1000 * writer:.0f}",
        rate=f"{1 / writer:.0f}",
        writer_hours=f"{PLANNED * writer / 3600:.1f}",
        enough=f"{enough:,}",
        table="\n".join(row(cores, cpu, writer, held) for cores in CORES),
        network=f"{(told['bytes_there'] + told['bytes_back']) / writer * 8 / 1e6:.0f}",
    )


def row(cores: int, cpu: float, writer: float, held: int) -> str:
    """How long it takes on so many cores, what then bounds it, and what the scheduler holds."""
    workers, one = PLANNED * cpu / cores, PLANNED * writer
    bound = "the cores" if workers > one else "the writer"
    in_flight = cores + -(-cores // SPARE)
    return f"| {cores:,} | {hours(max(workers, one))} | {bound} | {in_flight * held / 1e6:,.0f} MB |"


def hours(seconds: float) -> str:
    return f"{seconds / 86400:.1f} days" if seconds > 2 * 86400 else f"{seconds / 3600:.1f} hours"


def kilobytes(number: float) -> str:
    return f"{number / 1000:,.0f} KB"


def gigabytes(number: float) -> str:
    return f"{number / 1e9:,.1f} GB"


PAGE = """\
# {planned} submissions

Written by `benchmarks/cluster.py` from what it measured; `benchmarks/results/cluster.json` has the figures. A sample
class of {students} students, with right and wrong answers and with none, was graded through a Dask scheduler and one
worker on one machine (load {load} at that time). Seconds are seconds of processor time, with all processes that a
worker starts, from the first result to the last. What is marked *planned* was not measured, but computed from that.

## What one submission costs

| | measured |
| --- | --- |
| a worker's cores | {cpu} s, and {start} s once for each thread of a worker |
| sent to it | {there}; the notebooks of this class have no outputs. With all of them it would be {outputs} |
| sent back: graded notebooks, rows and log | {back} |
| the machine that keeps the gradebook: packing, unpacking, recording | {client} ms |
| the scheduler's memory, as long as it is handed out | {held} |
| the gradebook | {database} |
| on disk, as handed in and graded | {submitted} and {graded} |
| to see that it is graded already, when a run goes on | {looked} ms |

The course is sent once to each worker: {course}.

## What that makes

*Planned.* {core_hours} core hours. {all_there} go out and {all_back} come back. The gradebook has {all_database} in one
file, `submitted/` and `autograded/` have {all_disk}. To go on with a run that was stopped takes up to {all_looked}
minutes before the first submission goes out.

| cores | time | bound by | memory of the scheduler for what is handed out |
| --- | --- | --- | --- |
{table}

## What breaks first

**The one writer.** Only the machine with the gradebook records, one submission at a time. Recording and unpacking:

| submissions in the gradebook | for one | a second |
| --- | --- | --- |
{records}

It does not grow with the gradebook, because `classroom grade` adds indexes to it; without them all rows are read each
time. *Planned*: with packing and fetching {writer} ms for each, so {rate} a second and {writer_hours} hours for all,
however many workers there are. More than about {enough} cores wait for it. At that rate {network} Mbit/s go through the
scheduler and through this machine's network.

What to do when more cores are to be had: grade in parts, each a copy of the course with its own gradebook and a share
of `submitted/`, on as many machines. Each part has its own writer, and its gradebook stays small. `nbgrader export` in
each gives tables with the same columns; put them one below the other. Written answers are then also read in parts: not
measured here, but Formgrader lists all submissions of an assignment on one page.

**The scheduler's memory** does not: only what is handed out is in it, about {held} for each, and that is one submission
for each thread and one more for every {spare} threads. What waits stays on the disk of this machine.

**A lost scheduler** ends the run, with what is recorded by then. Run again, it goes on.
""".replace("{spare}", str(SPARE))


if __name__ == "__main__":
    main()
