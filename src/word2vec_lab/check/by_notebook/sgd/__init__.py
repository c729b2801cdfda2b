"""The checks of notebook 5."""
