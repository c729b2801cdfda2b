"""No output tells of the machine that made it: courses in which one does."""

import pytest
from finding import found, html_output, write_outputs
from minicourse import MiniCourse

from classroom.rules.traces import traces_of_the_machine


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("read /home/ada/data.txt", "a path of this machine: /home/ada/data.txt"),
        ("'/tmp/ipykernel_12/3.py'", "a path of this machine: /tmp/ipykernel_12/3.py"),
        (r"C:\Users\ada\x", r"a path of this machine: C:\Users\ada\x"),
        ("<function f at 0x7f2c1d0e5a80>", "a memory address: 0x7f2c1d0e5a80"),
    ],
)
def test_traces_of_the_machine_are_found(built: MiniCourse, text: str, what: str) -> None:
    write_outputs(built.course.reading / "2_sums.ipynb", "double", html_output(text))
    assert found(traces_of_the_machine, built) == [f"notebooks/2_sums.ipynb, cell double: The output shows {what}"]


def test_links_and_colours_are_no_traces(built: MiniCourse) -> None:
    write_outputs(
        built.course.reading / "2_sums.ipynb", "double", html_output("https://example.org/home/page 0xff ./tmp/x")
    )
    assert found(traces_of_the_machine, built) == []
