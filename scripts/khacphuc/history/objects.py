"""Read objects of a repository by name: one after the other, or a list of blobs in order."""

from __future__ import annotations

import os
import weakref
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, NamedTuple, Protocol

from khacphuc.history import git
from khacphuc.history.streaming import git_output
from khacphuc.history.trail import UnreadableRepositoryError
from khacphuc.text.front_matter import MAX_FILE_BYTES


class Objects:
    """Reads one object after the other and keeps none. A worker process, forked or spawned, gets a run of its own."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._talk: _Talk | None = None

    def __reduce__(self) -> tuple[type[Objects], tuple[Path]]:
        return Objects, (self.root,)

    def read(self, name: str) -> bytes | None:
        """Return the bytes of an object by its full name; None when git does not have it, or does not answer."""
        try:
            return _ask(self._running(), name)
        except OSError:
            return None

    def _running(self) -> _Talk:
        here = os.getpid()
        if self._talk is None or self._talk.process != here:
            run = git.converse(self.root, "cat-file", "--batch")
            if run.stdin is None or run.stdout is None:
                raise OSError
            self._talk = _Talk(here, run.stdin, run.stdout)
            weakref.finalize(self, _end, here, run, run.stdin, run.stdout)
        return self._talk


class _Talk(NamedTuple):
    process: int
    """Whose it is. A forked process must not put its questions in among its parent's."""
    questions: IO[bytes]
    answers: IO[bytes]


class _Run(Protocol):
    def wait(self) -> int: ...


def _ask(talk: _Talk, name: str) -> bytes | None:
    talk.questions.write(f"{name}\n".encode("ascii"))
    talk.questions.flush()
    header = talk.answers.readline().split()
    if len(header) != len(("name", "kind", "size")):  # a missing one has two fields, an end none
        return None
    size = int(header[2])
    data = talk.answers.read(size + 1)
    return data[:size] if len(data) == size + 1 else None


def _end(process: int, run: _Run, questions: IO[bytes], answers: IO[bytes]) -> None:
    if process == os.getpid():
        questions.close()
        answers.close()
        run.wait()


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
