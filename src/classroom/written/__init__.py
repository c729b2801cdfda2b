"""Reading the written half: one question across the class, beside its rubric."""
