"""References: what is named must exist, once, and hang together."""
