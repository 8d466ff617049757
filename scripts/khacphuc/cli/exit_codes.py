"""Define the exit codes, and the error for a wrong call."""

from __future__ import annotations

from enum import IntEnum

from khacphuc.text.message import Message


class ExitCode(IntEnum):
    """The exit codes of every command."""

    CLEAN = 0
    """Nothing is wrong."""
    PROBLEMS = 1
    """The register has problems, or what ``--fail-on`` asks about has come true."""
    USAGE = 2
    """The command was called wrongly, or its files cannot be read or written."""
    BUG = 3
    """The program failed; a file holds the traceback."""
    INTERRUPTED = 130
    """Ctrl-C."""


class UsageError(Exception):
    """The command cannot run as it was called. Commands raise it; the person sees one line, and exit code 2."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.text)
        self.message = message
