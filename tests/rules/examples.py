"""The examples of rules: the base register, what is laid over it, and what cannot be kept in a work tree everywhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from khacphuc.register.loading import survey
from khacphuc.register.source import Entry, EntryKind, Memory, Source
from khacphuc.reports.rulebook import EXAMPLES
from khacphuc.rules.checking import check
from khacphuc.rules.contract import Problem

AS_OF = date(2024, 7, 10)
CASE = "plans/chi-bo-ke-toan/kl-2024-35"
UPDATE = f"{CASE}/2024-07-08-update.md"


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path in the register."""
    found = sorted(file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in found}


BASE = files(EXAMPLES / "base")


def problems(source: Source) -> list[Problem]:
    return check(source, survey(source), AS_OF, jobs=1)


def problems_of(changed: dict[str, bytes]) -> list[Problem]:
    """What a check says of the base register with some files put over it."""
    return problems(Memory({**BASE, **changed}))


def formal_problems_of(changed: dict[str, bytes]) -> list[Problem]:
    """Those of text, shape and references alone. Other families judge what is said, and have tests of their own."""
    return formal(problems_of(changed))


def formal(some: list[Problem]) -> list[Problem]:
    return [problem for problem in some if problem.code < "KP3"]


class Odd(Memory, frozen=True):
    """The base register with one thing in it that is no readable file."""

    entry: Entry

    def entries(self, folder: str) -> Iterator[Entry]:
        yield from super().entries(folder)
        if self.entry.path.startswith(f"{folder}/"):
            yield self.entry

    def read(self, path: str) -> bytes:
        if path == self.entry.path:
            raise PermissionError(13, "Permission denied")
        return super().read(path)


MAKE: dict[str, Callable[[], Source]] = {
    "KP013": lambda: Memory({**BASE, UPDATE: b"---\ntype: update\n---\n" + b"x" * 1024 * 1024}),
    "KP015": lambda: Odd(BASE, Entry(f"{CASE}/2024-07-08-update.md", EntryKind.LINK)),
    "KP019": lambda: Odd(BASE, Entry(UPDATE)),
}
"""Bad examples that are made here: too large to keep, a link, a file that cannot be opened."""


def bad(code: str) -> Source:
    """The register with the bad example of a rule in it."""
    return MAKE[code]() if code in MAKE else Memory({**BASE, **files(EXAMPLES / code.lower() / "bad")})


def good(code: str) -> Source:
    return Memory({**BASE, **files(EXAMPLES / code.lower() / "good")})
