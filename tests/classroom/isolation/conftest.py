"""One fork server for each set of layers and each worker of the tests; sessions are made anew."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from forkservers import NONE, StudentServer, works

from classroom.isolation.session import Session

Start = Callable[[tuple[str, ...]], StudentServer]


@pytest.fixture(scope="session")
def course_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What must be out of reach: a course with a gradebook and somebody else's work."""
    folder = tmp_path_factory.mktemp("secret") / "course"
    folder.mkdir()
    (folder / "gradebook.db").write_text("grades")
    return folder


@pytest.fixture(scope="session")
def start_server(course_folder: Path) -> Iterator[Start]:
    """A server for the layers that are asked for; the test is skipped where they do not work."""
    running: dict[tuple[str, ...], StudentServer] = {}

    def start(layers: tuple[str, ...]) -> StudentServer:
        if layers not in running:
            missing = works(layers)
            if missing:
                pytest.skip(f"does not work on this machine: {missing}")
            running[layers] = StudentServer.start(layers, course_folder)
        return running[layers]

    yield start
    for server in running.values():
        server.close()


@pytest.fixture
def session(start_server: Start) -> Iterator[Session]:
    """A session without any sandbox: what crosses is the same with one."""
    made = start_server(NONE).session()
    yield made
    made.abandon()
