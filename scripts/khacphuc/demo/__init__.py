"""A whole register with two years of history to look at: fictional, and the same each time."""
