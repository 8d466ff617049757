"""Where the register is: the folder that holds ``plans/`` and ``units/``, and a person's paths within it."""

from __future__ import annotations

import os
from pathlib import Path

from khacphuc.cli.exits import Usage
from khacphuc.model.policy import Policy
from khacphuc.register.loading import POLICY_PATH, open_document, policy_in
from khacphuc.register.source import TOP_FOLDERS, Source, WorkTree
from khacphuc.text.message import say


def find_root(given: str | None) -> Path | None:
    """The register in the folder ``given``; else the nearest upward; else the one the program was started from."""
    if given is not None:
        candidates = [Path(given)]
    else:
        here = Path.cwd()
        started_from = os.environ.get("KHACPHUC_ROOT")  # set by scripts/run.py
        candidates = [here, *here.parents, *([Path(started_from)] if started_from else [])]
    return next((folder for folder in candidates if _is_register(folder)), None)


def on_disk(given: str | None) -> WorkTree | None:
    """The files of the register that ``find_root`` finds."""
    root = find_root(given)
    return WorkTree(root) if root else None


def _is_register(folder: Path) -> bool:
    return any((folder / name).is_dir() for name in TOP_FOLDERS)


def within(root: Path, path: str) -> str:
    """A path (relative to the current folder) as the register writes it; ``""`` is the root itself.

    Raises Usage for a path outside the register.
    """
    top, wanted = _absolute(root), _absolute(path)
    # The second try is for a link that leads to the register. What the path itself is stays open: a link is a finding.
    for base, inside in (top, wanted), (top.resolve(), wanted.parent.resolve() / wanted.name):
        try:
            found = Path(os.path.relpath(inside, base))  # pathlib does not go up and down again before 3.12
        except ValueError:  # another drive
            continue
        if ".." not in found.parts[:1]:
            return "" if found == Path() else found.as_posix()
    raise Usage(say("“{path}” is outside the register {root}.", path=path, root=str(top)))


def _absolute(path: str | Path) -> Path:
    """The path from the top, ".." folded, links left as they are."""
    return Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow links


def policy_of(source: Source | None) -> Policy:
    """The policy of a register; the defaults when it has none that can be read."""
    return policy_in(open_document(source, POLICY_PATH) if source else None)
