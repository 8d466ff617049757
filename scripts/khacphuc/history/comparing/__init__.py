"""Compare a case or a unit before and after a commit, and yield events. Pure functions."""
