"""Read tree and date of commits. A commit can claim any date."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct

from khacphuc.history import git


class Claim(Struct, frozen=True):
    """The claims of a commit: its tree, and the committer's date in seconds since 1970 (0 when git cannot read it)."""

    commit: str
    tree: str
    seconds: int


def claims(root: Path, tip: str, *options: str) -> list[Claim] | None:
    """Return the claims of the commits up to ``tip``, the tip first. ``options`` are those of ``git log``. None when git fails."""
    found = git.answer(root, "log", "-z", "--format=%H %T %ct", *options, tip)
    if found is None:
        return None
    lines = (line.decode("ascii").split(" ") for line in found.split(b"\0") if line)
    return [Claim(name, tree, int(date) if date.isdigit() else 0) for name, tree, date in lines]


def kinds(root: Path, names: Iterable[str]) -> dict[str, str]:
    """Return the types of objects (commit, tree, blob, tag) by full name. Missing objects are left out."""
    given = "".join(f"{name}\n" for name in names).encode("ascii")
    found = git.answer(root, "cat-file", "--batch-check=%(objectname) %(objecttype)", given=given) or b""
    pairs = (line.split(" ") for line in found.decode("ascii").splitlines())
    return {name: kind for name, kind in pairs if kind != "missing"}
