"""Specificity: what is said so generally that nobody could check it."""
