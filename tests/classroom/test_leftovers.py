"""What nobody handed in."""

import pytest

from classroom.leftovers import is_leftover, is_leftover_folder


@pytest.mark.parametrize(
    "path",
    [
        "__MACOSX/._a.ipynb",
        "._a.ipynb",
        ".DS_Store",
        "Thumbs.db",
        "a/.ipynb_checkpoints/a-checkpoint.ipynb",
        ".git/config",
    ],
)
def test_what_systems_leave_behind_is_known(path: str) -> None:
    assert is_leftover(path.split("/"))


@pytest.mark.parametrize("path", ["a.ipynb", ".a.ipynb.icloud", "pictures/a.png", "env/a.ipynb", "macosx/a.ipynb"])
def test_what_somebody_may_have_handed_in_is_not(path: str) -> None:
    assert not is_leftover(path.split("/"))
    assert not is_leftover_folder(path.split("/")[0])
