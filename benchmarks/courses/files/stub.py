"""A module that an answer completes. As it lies here, it happens to be right for 1."""


def area(side: float) -> float:
    """The area of a square."""
    return side
