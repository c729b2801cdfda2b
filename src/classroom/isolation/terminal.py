"""Text for the log of a run, which a person reads in a terminal: what a student's code says must not steer it."""


def printable(text: str) -> str:
    """The text with every character that is no letter, sign, blank or line end written out, as Python would."""
    return "".join(one if one.isprintable() or one == "\n" else ascii(one)[1:-1] for one in text)
