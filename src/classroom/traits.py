"""The kind of setting that traitlets has no type for: the name of a function."""

import re
from typing import Any

from traitlets import Unicode

FUNCTION_NAME = re.compile(r"[^\W\d]\w*(\.[^\W\d]\w*)*:[^\W\d]\w*")


class FunctionName(Unicode):  # type: ignore[type-arg]
    """A function by its name, "module:function"; empty where there is none."""

    info_text = 'the name of a function, written "module:function"'

    def validate(self, obj: Any, value: Any) -> str:
        """Called by traitlets for each value that is set."""
        text = str(super().validate(obj, value))
        if text and not FUNCTION_NAME.fullmatch(text):
            self.error(obj, value)
        return text
