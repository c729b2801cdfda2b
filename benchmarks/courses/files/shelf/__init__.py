"""A package that lies beside the notebooks."""
