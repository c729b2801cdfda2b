"""Commands say what they have to say on any console, and none of them ends because nobody listens."""

import io
import os
import subprocess
import sys

import pytest

from safepage import console

SAYS = """
import sys
from safepage import console

@console.patient()
def main():
    print("✓ σ(x) = 2.5·10⁻³, “ŷ” é \\udcff 日")
    print("✗ in red", file=sys.stderr)
    for _ in range(20_000):
        print("a line that fills what a pipe holds")
    print("done", file=sys.stderr)
    return 3

sys.exit(main())
"""


def run(code: str = SAYS, encoding: str = "utf-8", **more: str) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "PYTHONIOENCODING": encoding, **more}
    return subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True)


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize(
    ("encoding", "line"),
    [
        ("ascii:strict", b'OK sigma(x) = 2.5*10^-3, "y" e ? ?'),
        ("cp1252", b"OK sigma(x) = 2.5\xb710^-\xb3, \x93y\x94 \xe9 ? ?"),
        ("latin-1:strict", b'OK sigma(x) = 2.5\xb710^-\xb3, "y" \xe9 ? ?'),
        ("cp437", b'OK \xe5(x) = 2.5\xfa10^-3, "y" \x82 ? ?'),
        ("utf-8", "✓ σ(x) = 2.5·10⁻³, “ŷ” é ? 日".encode()),
    ],
)
def test_any_encoding_will_do(encoding: str, line: bytes, unbuffered: str) -> None:
    done = run(encoding=encoding, PYTHONUNBUFFERED=unbuffered)
    assert done.returncode == 3
    assert done.stdout.splitlines()[0] == line
    assert done.stdout.count(b"\n") == 20_001
    assert done.stderr.splitlines()[-1] == b"done"


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_reader_that_has_read_enough_stops_nobody(unbuffered: str) -> None:
    environment = {**os.environ, "PYTHONUNBUFFERED": unbuffered}
    with subprocess.Popen(
        [sys.executable, "-c", SAYS], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        said = process.stderr.read().decode()
    assert process.returncode == 3
    assert said.splitlines() == ["✗ in red", "done"]


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full, a disk that is always full")
def test_a_full_disk_is_said_once_and_stops_nobody() -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run([sys.executable, "-c", SAYS], stdout=full, stderr=subprocess.PIPE, text=True)
    assert done.returncode == 3
    assert "done" in done.stderr.splitlines()
    assert done.stderr.count("What the command prints cannot be written any more: No space left on device.") == 1


@pytest.mark.skipif(os.name == "nt", reason="closes streams as a shell does")
def test_streams_that_are_closed_stop_nobody() -> None:
    done = subprocess.run(["sh", "-c", '"$0" -c "$1" >&- 2>&-', sys.executable, SAYS])
    assert done.returncode == 3


def test_what_was_there_before_is_there_again() -> None:
    code = (
        "import sys\nfrom safepage import console\nbefore = sys.stdout, sys.stderr\n"
        "with console.patient():\n    print('within')\n"
        "print('after', before == (sys.stdout, sys.stderr))"
    )
    assert run(code).stdout.split() == [b"within", b"after", b"True"]


def test_an_error_within_gets_out(capsys: pytest.CaptureFixture[str]) -> None:
    @console.patient()
    def fail() -> None:
        print("✓ before")
        raise ValueError("so")

    with pytest.raises(ValueError, match="so"):
        fail()
    assert capsys.readouterr().out == "✓ before\n"


def test_only_encoding_can_be_helped() -> None:
    with pytest.raises(UnicodeDecodeError):
        b"\xff".decode("utf-8", "patient")
    assert io.TextIOWrapper(io.BytesIO(), "ascii", "patient").write("∂∇Ω") == 3
