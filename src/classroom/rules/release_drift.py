"""Is the committed students' edition what the source says? It is made again and compared with what lies there."""

from classroom.course import Course, CourseError
from classroom.editions.release import release_edition
from classroom.rules.drift import REBUILD, missing, strangers
from classroom.rules.problems import Problem


def release_drift(course: Course) -> list[Problem]:
    """Files of the students' edition that differ from a new one, byte for byte."""
    try:
        edition = release_edition(course)
    except CourseError as error:
        return [Problem(course.show(course.release), str(error), "Mend the source.")]
    problems = strangers(course, course.release, edition)
    for name, content in edition.items():
        path = course.release / name
        if not path.is_file():
            problems.append(missing(course, path))
        elif path.read_bytes() != content:
            problems.append(Problem(course.show(path), "The file is not what the source makes now.", REBUILD))
    return problems
