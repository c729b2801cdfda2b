"""The kind of setting that names a function: what is refused before grading begins."""

import pytest
from traitlets import List, TraitError
from traitlets.config import Config, Configurable

from classroom.traits import FunctionName


class Asking(Configurable):
    """Something that can be told functions."""

    one = FunctionName().tag(config=True)
    several = List(FunctionName()).tag(config=True)


def asking(**settings: object) -> Asking:
    return Asking(config=Config({"Asking": settings}))


def test_functions_are_named_with_their_modules_or_not_at_all() -> None:
    assert asking().one == ""
    made = asking(one="a.b_2:c", several=["x:y", "ä:ö"])
    assert (made.one, made.several) == ("a.b_2:c", ["x:y", "ä:ö"])


@pytest.mark.parametrize("name", ["a.b.c", "a:", ":c", "a:b:c", "a b:c", "2a:c", "a:b.c", 5])
def test_what_names_no_function_is_refused(name: object) -> None:
    with pytest.raises(TraitError, match="module:function"):
        asking(one=name)
    with pytest.raises(TraitError, match="module:function"):
        asking(several=[name])
