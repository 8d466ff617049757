"""Comparing a change with the branch that it goes into: what ``--base`` means for a command."""

from __future__ import annotations

from khacphuc.cli.call import Call
from khacphuc.cli.exits import Usage
from khacphuc.cli.travel import tip_of
from khacphuc.history import git, work_tree
from khacphuc.history.commit import Commit
from khacphuc.history.trail import NoTrail
from khacphuc.history.walking.writers import writers
from khacphuc.rules.baseline import Change
from khacphuc.text.message import say


def change_since(call: Call, base: Commit) -> Change:
    """The change from ``base`` to what is on disk, or to the commit of ``--at``. Raises Usage when it cannot be told."""
    root, tip = call.root, call.tip
    changes = work_tree.committed(root, base.id, tip) if call.at else work_tree.changes(root, base.id, tip)
    try:
        authors = writers(root, tip, base.id)
    except NoTrail as reason:
        raise Usage(reason.message) from None
    programs = frozenset(git.changed_beside(root, base.id, tip))
    return Change(call.whole, base, base.name, changes.paths, changes.renamed, authors, programs)


def base_of(call: Call, revision: str) -> Commit:
    """The commit at which a change and ``revision`` went apart. Raises Usage when there is none."""
    tip_of(call.root)
    commit = git.merge_base(call.root, revision, call.at.id if call.at else "HEAD")
    if commit is None:
        raise Usage(
            say(
                "--base: “{revision}” is no commit that this change has anything in common with.",
                revision=revision,
            )
        )
    return Commit(call.root, commit)
