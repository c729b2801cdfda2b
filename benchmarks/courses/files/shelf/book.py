"""A class in a package."""


class Book:
    """A book with so many pages."""

    def __init__(self, pages: int) -> None:
        self.pages = pages
