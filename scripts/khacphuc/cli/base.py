"""Comparing the work tree with a base revision: what ``--base`` means for a command."""

from __future__ import annotations

from pathlib import Path

from khacphuc.cli.call import Call
from khacphuc.cli.exits import Usage
from khacphuc.history import git
from khacphuc.history.commit import Commit
from khacphuc.history.trail import NoTrail
from khacphuc.history.walking.writers import writers
from khacphuc.rules.baseline import Change
from khacphuc.text.message import say

_KEPT = ("khacphuc", "facts.msgpack")


def change_since(call: Call, revision: str) -> Change:
    """The change from where this branch and ``revision`` went apart. Raises Usage when that cannot be told."""
    if call.at is not None:
        raise Usage(
            say("--base compares what is on disk with REV, and --at looks at neither: give one of them.")
        )
    head = git.head(call.root)
    if head is None:
        raise Usage(say("--base needs git, and a register in a repository with at least one commit."))
    if head.shallow:
        raise Usage(say("This clone is cut short. Get the whole history: git fetch --unshallow"))
    commit = git.merge_base(call.root, revision)
    if commit is None:
        raise Usage(
            say(
                "--base: “{revision}” is no commit that this branch has anything in common with.",
                revision=revision,
            )
        )
    changes = git.changes(call.root, commit)
    base = Commit(call.root, commit)
    try:
        authors = writers(call.root, head.commit, commit)
    except NoTrail as reason:
        raise Usage(reason.message) from None
    return Change(call.source, base, base.name, changes.paths, changes.renamed, authors)


def kept_facts(call: Call) -> Path | None:
    """The file of this clone in which facts of cases are kept between runs."""
    folder = git.private_folder(call.root)
    return folder.joinpath(*_KEPT) if folder else None
