"""Prove that a history is the one that was published: checkpoints and signed tags."""
