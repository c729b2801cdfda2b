"""The checks of notebook 2."""
