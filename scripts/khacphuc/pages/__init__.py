"""Pages, pure: (cases, obligations, policy, day) → finished HTML by path. Two sinks use them: the site and a tree on disk."""
