"""From a repository to its trail: one pass over the log, one batch of blobs, one comparison a commit and case."""

from __future__ import annotations

from pathlib import Path

from khacphuc.history.trail import Trail
from khacphuc.register.shards import Progress


def read_trail(
    root: Path, tip: str, kept_in: Path | None = None, *, progress: Progress | None = None
) -> Trail:
    """The trail of the register in ``root`` up to the commit ``tip``.

    ``kept_in`` is a file that keeps a trail between runs: only what came after it is then read.
    """
    raise NotImplementedError
