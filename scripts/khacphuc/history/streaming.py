"""Stream git's output, for answers too large for memory."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from khacphuc.history import git
from khacphuc.history.trail import NoCommitError, UnreadableRepositoryError


@contextmanager
def git_output(root: Path, *arguments: str, asked: IO[bytes] | None = None) -> Iterator[IO[bytes]]:
    """Provide a run of git. Raises NoCommitError when git is not there, and UnreadableRepositoryError when it says that it could not do all."""
    try:
        process = git.stream(root, *arguments, asked=asked)
    except OSError:
        raise NoCommitError from None
    with process:
        if process.stdout is None:
            raise UnreadableRepositoryError
        try:
            yield process.stdout
            process.stdout.read()
        except BaseException:
            process.kill()
            raise
    if process.returncode:
        raise UnreadableRepositoryError
