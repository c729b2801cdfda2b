"""Everything that must hold before a course is handed out: one rule a file, which bears the rule's name.

A rule is a function from the course to the problems that it finds. `classroom check` applies them in the order of
`RULES`, those that take no time first, and executes the series only if there is nothing to mend yet.
"""

from collections.abc import Callable, Sequence

from classroom.course import Course, CourseError
from classroom.rules.alt_text import pictures_without_words
from classroom.rules.answers import answers_without_markers
from classroom.rules.grade_ids import repeated_grade_ids
from classroom.rules.handout import handout
from classroom.rules.isolation import what_isolation_does_not_give
from classroom.rules.leaks import leaks
from classroom.rules.locks import unlocked_checks
from classroom.rules.normal_form import not_normalised
from classroom.rules.outputs import outputs_in_source
from classroom.rules.points import points
from classroom.rules.problems import Problem
from classroom.rules.reach import names_out_of_reach
from classroom.rules.reading_drift import reading_drift
from classroom.rules.regions import unbalanced_markers
from classroom.rules.release_drift import release_drift
from classroom.rules.rubrics import rubrics
from classroom.rules.scores import checks_without_score
from classroom.rules.settings import settings_that_name_nothing
from classroom.rules.switched_on import isolation_switched_off
from classroom.rules.table_heads import tables_without_heads
from classroom.rules.traces import traces_of_the_machine

Rule = Callable[[Course], list[Problem]]

RULES: dict[str, Rule] = {
    "normal_form": not_normalised,
    "outputs": outputs_in_source,
    "regions": unbalanced_markers,
    "answers": answers_without_markers,
    "grade_ids": repeated_grade_ids,
    "locks": unlocked_checks,
    "scores": checks_without_score,
    "points": points,
    "rubrics": rubrics,
    "reach": names_out_of_reach,
    "isolation": what_isolation_does_not_give,
    "alt_text": pictures_without_words,
    "table_heads": tables_without_heads,
    "traces": traces_of_the_machine,
    "settings": settings_that_name_nothing,
    "switched_on": isolation_switched_off,
    "leaks": leaks,
    "handout": handout,
    "release_drift": release_drift,
    "reading_drift": reading_drift,
}
EXECUTES_THE_SERIES = "reading_drift"
# What must hold of the file for students before it is written.
HANDED_OUT = ("release_drift", "handout", "leaks")
# What must hold of a source before it is sent away to grade.
GRADED = ("regions", "answers", "grade_ids", "locks", "scores", "points", "settings", "switched_on")
# What must hold of any course that is graded in isolation, whoever wrote it. nbgrader locks every test by itself.
BEFORE_GRADING = ("regions", "grade_ids", "isolation", "settings", "switched_on")


def check(course: Course, say: Callable[[str], None], only: Sequence[str] = ()) -> list[Problem]:
    """Apply the rules of these names, or all, and say of each what it finds. Notes are said, and not returned."""
    found: list[Problem] = []
    for name, rule in RULES.items():
        if only and name not in only:
            continue
        say(f"{name:<15}")
        if name == EXECUTES_THE_SERIES and found:
            say("not looked at: it executes the whole series, and there is something to mend first\n")
            continue
        try:
            problems = rule(course)
        except CourseError:
            say("cannot tell\n")
            raise
        say("".join(f"\n{problem}\n" for problem in problems) or "fine\n")
        found += [problem for problem in problems if not problem.note]
    return found


def summary(rule: Rule) -> str:
    """What a rule finds, in one line."""
    return (rule.__doc__ or "").split("\n")[0]
