"""Do the settings grade in isolation at all? Without it nbgrader grades as ever, and nobody would notice."""

from typing import Any, cast

from nbgrader.converters import Autograde

from classroom.commands import CONFIG_FILE, course_config
from classroom.course import Course, CourseError
from classroom.preprocessors import NEEDED, as_class, missing, names_of, set_to, unprotected
from classroom.rules.problems import Problem
from classroom.sanitising.exporter import SubmissionExporter

ISOLATES = "IsolatedExecute"
CALL_IT = (
    f"Write these two lines into {CONFIG_FILE}, right after `c = get_config()`:"
    "\n        from classroom.configure import configure"
    "\n        configure(c)"
)


def isolation_switched_off(course: Course) -> list[Problem]:
    """Settings with which `nbgrader autograde` runs students' code together with the tests, as stock nbgrader does."""
    try:
        config = course_config(course.root)
    except CourseError:
        return []  # the rule of settings says so
    autograde = config.Autograde
    listed = set_to(autograde, "autograde_preprocessors", cast(Any, Autograde.autograde_preprocessors.default()))
    exporter = as_class(set_to(autograde, "exporter_class", None))
    ours = isinstance(exporter, type) and issubclass(exporter, SubmissionExporter)
    lacks, together = missing(listed), unprotected(listed)
    if not ours and ISOLATES in lacks:
        what = "NOTHING IS ISOLATED: the settings never call `configure(c)`, so nbgrader grades as it always does."
        return [Problem(CONFIG_FILE, what, CALL_IT)]
    disabled = [name for name in names_of(NEEDED) if config[name].get("enabled") is False]
    wrong = [
        *([f"Autograde.autograde_preprocessors lacks {', '.join(lacks)}"] if lacks else []),
        *([f"Autograde.autograde_preprocessors has {', '.join(together)}"] if together else []),
        *(f"{name}.enabled is False" for name in disabled),
        *([] if ours else ["Autograde.exporter_class is not that of classroom"]),
    ]
    if not wrong:
        return []
    nothing = "NOTHING IS ISOLATED" if together or ISOLATES in [*lacks, *disabled] else "GRADING IS NOT SAFE"
    return [
        Problem(
            CONFIG_FILE,
            f"{nothing}: {'; '.join(wrong)}. This was set after `configure(c)`, and took the place of what that sets.",
            "Take it out. Preprocessors of your own go before `configure(c)`, which keeps them.",
        )
    ]
