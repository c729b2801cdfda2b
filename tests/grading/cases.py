"""All submissions of the proof, in the order in which nbgrader grades them: by name."""

from grading import accidents, confusing, exhausting, forging, habits, harming, honest, showing
from grading.handing_in import CASES, Case

# Each module enters its own cases when it is imported.
MODULES = (accidents, confusing, exhausting, forging, habits, harming, honest, showing)
ALL: tuple[Case, ...] = tuple(sorted(CASES, key=lambda case: case.name))
