"""What the checks of all notebooks share: calling an answer, comparing it with what was measured, adding up points."""
