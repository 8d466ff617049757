"""What a register's history says: events, and the commits that brought them.

An event is a change with a meaning in the trade, seen on the main branch: what stood in a case (or a unit) before a
commit of the main branch, against what stands after it. What a pull request tried out and took back never happened.
"""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from khacphuc.model.schema import Vocabulary
from khacphuc.text.message import N_, Message, say


class EventKind(Vocabulary):
    """What happened."""

    CREATED = "created", N_("created")
    ISSUED = "issued", N_("issued")
    MOVED = "moved", N_("moved to another folder")
    DELETED = "deleted", N_("deleted")
    UNREADABLE = "unreadable", N_("became unreadable")
    READABLE = "readable", N_("readable again")
    DEADLINE_LATER = "deadline_later", N_("deadline moved later")
    DEADLINE_EARLIER = "deadline_earlier", N_("deadline brought forward")
    DEADLINE_REMOVED = "deadline_removed", N_("deadline removed")
    DEADLINE_SET = "deadline_set", N_("deadline set")
    OWNER_CHANGED = "owner_changed", N_("answerable unit or person changed")
    REWORDED = "reworded", N_("wording changed")
    CONCLUSION_EDITED = "conclusion_edited", N_("conclusion edited after issue")
    ADDED = "added", N_("added")
    DROPPED = "dropped", N_("dropped")
    ID_REUSED = "id_reused", N_("id used again for something else")
    STATE_BACK = "state_back", N_("state gone back")
    RECORD_REWRITTEN = "record_rewritten", N_("record rewritten after it landed")
    RECORD_DELETED = "record_deleted", N_("record deleted after it landed")
    RECORD_LATE = "record_late", N_("record dated before it arrived")
    VERIFIED_BY_DOER = "verified_by_doer", N_("verification committed by the doer's own people")
    FOREIGN_COMMIT = "foreign_commit", N_("changed by a person of another unit")
    CLOSURE_BURST = "closure_burst", N_("many cases closed at once")


class Signature(Struct, frozen=True, order=True):
    """A name and an e-mail as a commit states them: anybody can write anything there."""

    name: str
    email: str


class Landing(Struct, frozen=True):
    """A commit that changed something, and how it came to the main branch."""

    commit: str
    """The commit that changed it: the last one of a merged branch that touched the document. Full object name."""
    arrived_in: str
    """The commit of the main branch (first parents from the tip) that received it; the same when made there."""
    authors: tuple[Signature, ...]
    """Who wrote what arrived: the author first, then co-authors and the authors of the branch's other commits."""
    committer: Signature
    authored_at: datetime | None
    """When the author says it was written; None when the commit's date is impossible. With its own time zone."""
    arrived_at: datetime | None
    """The committer's date of ``arrived_in``."""
    subject: str = ""
    """The first line of the commit's message."""
    pull_request: str = ""
    """The number that the receiving commit's message gives, without ``#`` or ``!``."""
    order: int = 0
    """Position of ``arrived_in`` on the main branch, counted from its first commit: dates may lie, this does not."""


class Event(Struct, frozen=True):
    """One change. Which of the optional parts are filled depends on its kind."""

    kind: EventKind
    landing: int
    """Index of its landing in ``Trail.landings``."""
    folder: str
    """The case folder (or ``units/<unit>.md``, or the policy) in which this stands today, or last stood."""
    path: str
    """The document as it was called after the change (before it, when it is gone)."""
    what: str = ""
    """What was changed within it: ``task``, ``milestone``, ``finding``, ``requirement``, a record kind or a document type."""
    id: str = ""
    """Its id; for a milestone ``task/milestone``."""
    field: str = ""
    """The key that was changed (``due``, ``measure``, ``lead``, ``plan_due`` …)."""
    old: str = ""
    new: str = ""
    declared: bool = False
    """Deadlines: an approved extension that is in the case after the change moves this very task to this very day."""
    passed: bool = False
    """Deadlines: the old one had passed on the day the change arrived."""
    days: int = 0
    """Deadlines: days moved, negative when brought forward. Late records: days from its date to its arrival."""


class Trail(Struct, frozen=True):
    """The whole history of a register up to ``tip``. Events stand in the order in which they arrived."""

    tip: str
    landings: tuple[Landing, ...] = ()
    events: tuple[Event, ...] = ()

    def landing(self, event: Event) -> Landing:
        return self.landings[event.landing]


class NoTrail(Exception):  # noqa: N818 - said of the repository, not an error of ours
    """There is no telling what happened. ``message`` says why, and what to do."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.text)
        self.message = message


class Shallow(NoTrail):
    """History is cut off: whatever stands at its end would look as if it had been made there."""

    def __init__(self) -> None:
        super().__init__(say("This clone is cut short. Get the whole history: git fetch --unshallow"))


class NoCommit(NoTrail):
    """No repository, no git, or no such commit."""

    def __init__(self) -> None:
        super().__init__(say("History needs git, and a register in a repository with at least one commit."))


class Unread(NoTrail):
    """Git began to answer and failed: objects are missing or damaged."""

    def __init__(self) -> None:
        super().__init__(say("Git cannot read this repository to its end. Ask it what is missing: git fsck"))
