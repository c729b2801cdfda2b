"""The checks of notebook 4."""
