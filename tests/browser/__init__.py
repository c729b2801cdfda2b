"""Tests that see what a student sees: a real JupyterLab in a real browser.

A package, so that its `conftest` and helpers have names of their own beside those of the other test folders.
"""
