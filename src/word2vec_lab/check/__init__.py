"""The checks: one call for each graded item, `check.sigmoid(sigmoid)`, that returns a `Score`.

They measure, they do not know: a gradient is held against central differences of the assignment's loss. The same
call serves in class, in nbgrader's Validate and, with a private seed, in grading.

Which checks there are is said by the table of items: an item of notebook `2_activations` with `check = "sigmoid"` is
judged by the function `sigmoid` of `by_notebook.activations.checks`, which is handed on here under its veil.
"""

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

from word2vec_lab.check.derivations import derivation as derivation
from word2vec_lab.check.judging.chance import watched
from word2vec_lab.check.judging.earlier import watch
from word2vec_lab.check.judging.veil import veiled
from word2vec_lab.check.practice import gradient_of_squares
from word2vec_lab.check.score import Score
from word2vec_lab.items import Item, autograded


def _check_of(item: Item) -> Callable[..., Score]:
    module = f"{__name__}.by_notebook.{item.notebook.partition('_')[2]}.checks"
    try:
        return veiled(watched(getattr(import_module(module), item.check)))
    except (ModuleNotFoundError, AttributeError) as error:
        error.add_note(f"The table of items says that {item.check} in {module} judges {item.id}.")
        raise


watch()
_CHECKS = {item.check: _check_of(item) for item in autograded()}
globals().update(_CHECKS)

__all__ = ["gradient_of_squares"]
__all__ += _CHECKS
__all__.sort()


if TYPE_CHECKING:
    # What a type checker cannot read in the table.
    def __getattr__(name: str) -> Callable[..., Score]: ...
