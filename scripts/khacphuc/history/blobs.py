"""Contents of files from one run of git, asked for and read as they are needed: never more than a few at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import IO

from msgspec import Struct

from khacphuc.history.streaming import running
from khacphuc.history.trail import Unread
from khacphuc.text.source import MAX_FILE_BYTES

# Names asked for before their answers are read. All of them fit into the smallest pipe there is (4 KiB), so neither
# side ever waits for the other to read first.
_AHEAD = 30
_SKIPPED_AT_ONCE = 1 << 20


class Blobs(Struct, frozen=True):
    """Git, ready to give contents by object name."""

    asked: IO[bytes]
    answered: IO[bytes]

    def each(self, names: Iterable[str]) -> Iterator[bytes | None]:
        """The contents of blobs, in the order of their names. None for what git does not have or no document can be.

        All of them must be taken before anything else is asked.
        """
        names = iter(names)
        now = self._ask(names)
        while now:
            following = self._ask(names)
            for _ in range(now):
                yield self._answer()
            now = following

    def _ask(self, names: Iterator[str]) -> int:
        some = list(islice(names, _AHEAD))
        if some:
            self.asked.write("".join(f"{name}\n" for name in some).encode("ascii"))
            self.asked.flush()
        return len(some)

    def _answer(self) -> bytes | None:
        about = self.answered.readline().split()
        if len(about) == 2:  # name, "missing"
            return None
        if len(about) != 3:
            raise Unread
        size = int(about[2])
        if size <= MAX_FILE_BYTES and about[1] == b"blob":
            return self.answered.read(size + 1)[:-1]
        rest = size + 1
        while rest:
            rest -= len(self.answered.read(min(rest, _SKIPPED_AT_ONCE))) or rest
        return None


@contextmanager
def open_blobs(root: Path) -> Iterator[Blobs]:
    with running(root, "cat-file", "--batch") as (asked, answered):
        yield Blobs(asked, answered)
