"""Where random numbers stand: Python's, NumPy's, and PyTorch's where it is loaded. A test and an answer share them."""

import random
import sys
from typing import Any

import numpy as np

SEEDING = frozenset({"seed", "manual_seed", "set_state", "setstate", "set_rng_state"})
"""Functions by which a test sets where they stand."""


def state() -> tuple[Any, ...]:
    """Where they stand."""
    torch = sys.modules.get("torch")
    return random.getstate(), np.random.get_state(), None if torch is None else torch.get_rng_state().numpy()


def set_state(told: Any) -> None:
    """Have them go on from there."""
    of_python, of_numpy, of_torch = told
    random.setstate(of_python)
    np.random.set_state(of_numpy)
    torch = sys.modules.get("torch")
    if torch is not None and of_torch is not None:
        torch.set_rng_state(torch.from_numpy(np.array(of_torch)))
