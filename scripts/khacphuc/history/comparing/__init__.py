"""A case or a unit before and after a commit: what changed, in the words of the trade. Pure functions."""
