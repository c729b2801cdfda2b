"""The checks of notebook 1."""
