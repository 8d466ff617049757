"""Khắc Phục: a register of remediation plans that lives in a Git repository."""

__version__ = "0.1.0"
