"""The checks of notebook 3."""
