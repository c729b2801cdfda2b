"""What Gradescope's autograder specification says that a results.json may hold, written down to check ours against it.

The specification is at https://gradescope-autograders.readthedocs.io/en/latest/specs/. A key that it does not know is
refused here: Gradescope would pass over it, and what it should have said.
"""

from typing import Any

VISIBILITY = {"hidden", "after_due_date", "after_published", "visible"}
FORMATS = {"text", "html", "simple_format", "md", "ansi"}
STATUS = {"passed", "failed"}

NUMBER, TEXT, LIST, TABLE = (int, float), (str,), (list,), (dict,)
TOP: dict[str, tuple[type, ...]] = {
    "score": NUMBER,
    "execution_time": NUMBER,
    "output": TEXT,
    "output_format": TEXT,
    "test_output_format": TEXT,
    "test_name_format": TEXT,
    "visibility": TEXT,
    "stdout_visibility": TEXT,
    "extra_data": TABLE,
    "tests": LIST,
    "leaderboard": LIST,
}
TEST: dict[str, tuple[type, ...]] = {
    "score": NUMBER,
    "max_score": NUMBER,
    "status": TEXT,
    "name": TEXT,
    "name_format": TEXT,
    "number": TEXT,
    "output": TEXT,
    "output_format": TEXT,
    "tags": LIST,
    "visibility": TEXT,
    "extra_data": TABLE,
}
CHOICES = {"visibility": VISIBILITY, "stdout_visibility": VISIBILITY, "status": STATUS}


def faults(results: Any) -> list[str]:
    """What in a results.json is not as the specification has it."""
    if not isinstance(results, dict):
        return ["it is no object"]
    found = _in_table("the results", results, TOP)
    for number, test in enumerate(results.get("tests", [])):
        found += _in_table(f"test {number}", test, TEST) if isinstance(test, dict) else [f"test {number} is no object"]
    if "score" not in results and not any("score" in test for test in results.get("tests", [])):
        found.append("there is a score neither for all nor for a test")
    return found


def _in_table(where: str, table: dict[str, Any], known: dict[str, tuple[type, ...]]) -> list[str]:
    found = [f"{where}: {key} is not known" for key in table.keys() - known.keys()]
    for key, value in table.items():
        kinds = known.get(key, (object,))
        choices = CHOICES.get(key) or (FORMATS if key.endswith("_format") else None)
        if not isinstance(value, kinds) or isinstance(value, bool):
            found.append(f"{where}: {key} is {value!r}")
        elif choices and value not in choices:
            found.append(f"{where}: {key} is {value!r}, none of {', '.join(sorted(choices))}")
    if "score" in table and "max_score" in table and not 0 <= table["score"] <= table["max_score"]:
        found.append(f"{where}: {table['score']} of {table['max_score']} points")
    return found
