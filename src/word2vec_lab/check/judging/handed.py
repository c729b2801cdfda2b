"""What the checks of several notebooks hand to an answer: cases from one public seed, and a stand-in for the treebank.

It has no cases and no mistakes in it: those are each notebook's own.
"""

from dataclasses import dataclass

PUBLIC_SEED = 224
"""The seed of the checks that students see. The hidden tests bring their own."""


@dataclass(frozen=True)
class ToyDataset:
    """Stands in for the treebank where nothing is drawn from it: a loss function takes it as an argument."""

    words: int

    def sampleTokenIdx(self) -> int:
        """A word index, always the last one."""
        return self.words - 1
