"""A helper of a course that remembers what was done with it."""

marks: set[int] = set()


def reset() -> None:
    """Forget all marks."""
    marks.clear()


def mark(place: int) -> None:
    """Mark a place."""
    marks.add(place)


def is_marked(place: int) -> bool:
    """Whether a place is marked."""
    return place in marks
