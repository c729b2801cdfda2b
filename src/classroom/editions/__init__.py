"""The two editions made from the source: what a student gets, and what a reader reads."""
