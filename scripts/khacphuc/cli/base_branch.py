"""Compare a change with its base branch, for the option ``--base``."""

from __future__ import annotations

from functools import partial

from khacphuc.cli.at_option import tip_of
from khacphuc.cli.exit_codes import UsageError
from khacphuc.cli.invocation import Invocation
from khacphuc.history import git, work_tree
from khacphuc.history.cache_paths import BASE_TRAIL, cache_file
from khacphuc.history.commit_source import CommitSource
from khacphuc.history.log.attribution import branch_authors
from khacphuc.history.log.merged_sides import left_out_of_branch
from khacphuc.history.trail import NoTrailError, Signature, Trail
from khacphuc.history.trail_reader import read_trail
from khacphuc.history.unit_departures import lost_before
from khacphuc.rules.baseline import ProposedChange
from khacphuc.text.message import say


def change_since(call: Invocation, base: CommitSource, actor: str | None = None) -> ProposedChange:
    """Return the change from ``base`` to what is on disk, or to the commit of ``--at``. Raises UsageError when it cannot be told.

    ``actor`` is the account that brings it, where it is known.
    """
    root, tip = call.root, call.tip
    changes = work_tree.committed(root, base.id, tip) if call.at else work_tree.changes(root, base.id, tip)
    try:
        authors = branch_authors(root, tip, base.id)
    except NoTrailError as reason:
        raise UsageError(reason.message) from None
    programs = frozenset(git.changed_beside(root, base.id, tip))
    return ProposedChange(
        call.whole,
        base,
        base.name,
        changes.paths,
        changes.renamed,
        authors,
        departed=lost_before(root, base.id, call.as_of),
        actor=Signature(actor, "") if actor else None,
        programs=programs,
        past=partial(_past, call, base),
        merged_away=partial(left_out_of_branch, root, tip, base.id),
        content=base.content,
    )


def _past(call: Invocation, base: CommitSource) -> Trail | None:
    """Return the history of the base; None where there is none to be had."""
    try:
        return read_trail(call.root, base.id, cache_file(call.root, BASE_TRAIL))
    except NoTrailError as reason:
        call.note(say("Without its history: {why}", why=reason.message))
        return None


def base_of(call: Invocation, revision: str) -> CommitSource:
    """Return the commit at which a change and ``revision`` went apart. Raises UsageError when there is none."""
    tip_of(call.root)
    branch = git.branch_named(call.root, revision)
    commit = git.merge_base(call.root, branch, call.at.id if call.at else "HEAD")
    if commit is None:
        raise UsageError(
            say(
                "--base: “{revision}” is no commit that this change has anything in common with.",
                revision=revision,
            )
        )
    return CommitSource(call.root, commit)
