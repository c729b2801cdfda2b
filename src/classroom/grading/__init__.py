"""Grading a whole class: many submissions at once, one writer to the gradebook, each recorded whole or not at all."""
