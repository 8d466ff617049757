"""Comparing the work tree with a base revision: what ``--base`` means for a command."""

from __future__ import annotations

from khacphuc.cli.call import Call
from khacphuc.cli.exits import Usage
from khacphuc.history import git, work_tree
from khacphuc.history.commit import Commit
from khacphuc.history.trail import NoTrail
from khacphuc.history.walking.writers import writers
from khacphuc.rules.baseline import Change
from khacphuc.text.message import say


def change_since(call: Call, revision: str) -> Change:
    """The change from where this branch and ``revision`` went apart. Raises Usage when that cannot be told."""
    if call.at is not None:
        raise Usage(
            say("--base compares what is on disk with REV, and --at looks at neither: give one of them.")
        )
    here = git.checked_out(call.root)
    if here is None:
        raise Usage(say("--base needs git, and a register in a repository with at least one commit."))
    tip, shallow = here
    if shallow:
        raise Usage(say("This clone is cut short. Get the whole history: git fetch --unshallow"))
    commit = git.merge_base(call.root, revision)
    if commit is None:
        raise Usage(
            say(
                "--base: “{revision}” is no commit that this branch has anything in common with.",
                revision=revision,
            )
        )
    changes = work_tree.changes(call.root, commit, tip)
    base = Commit(call.root, commit)
    try:
        authors = writers(call.root, tip, commit)
    except NoTrail as reason:
        raise Usage(reason.message) from None
    return Change(call.whole, base, base.name, changes.paths, changes.renamed, authors)
