"""Read the contents of blobs from one run of git, one at a time and in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from khacphuc.history.streaming import git_output
from khacphuc.history.trail import UnreadableRepositoryError
from khacphuc.text.front_matter import MAX_FILE_BYTES

_SKIPPED_AT_ONCE = 1 << 20


@contextmanager
def open_blobs(root: Path, names: Iterable[str]) -> Iterator[Iterator[bytes | None]]:
    """Provide the contents of blobs, in the order of their names. None for what git does not have or no document can be."""
    # Git reads the names from a file: neither side ever waits for the other to read first.
    with TemporaryFile() as asked:
        asked.writelines(f"{name}\n".encode("ascii") for name in names)
        asked.seek(0)
        with git_output(root, "cat-file", "--batch", "--buffer", asked=asked) as answered:
            yield _answers(answered)


def _answers(answered: IO[bytes]) -> Iterator[bytes | None]:
    line, read = answered.readline, answered.read
    while about := line().split():
        if len(about) == 2:  # name, "missing"
            yield None
            continue
        if len(about) != 3:
            raise UnreadableRepositoryError
        size = int(about[2])
        if size <= MAX_FILE_BYTES and about[1] == b"blob":
            yield read(size + 1)[:-1]
            continue
        rest = size + 1
        while rest and (skipped := read(min(rest, _SKIPPED_AT_ONCE))):
            rest -= len(skipped)
        yield None
