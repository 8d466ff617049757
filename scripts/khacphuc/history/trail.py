"""Define the history of a register: events, and the commits that brought them.

An event is a change with a meaning in the trade, seen on the main branch: what stood in a case (or a unit) before a
commit of the main branch, against what stands after it. Changes reverted within a branch are not reported.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from hashlib import blake2b

from msgspec import Struct

from khacphuc.history.comparing.owed import Owed
from khacphuc.model.schema import Vocabulary
from khacphuc.text.message import N_, Message, say


class EventKind(Vocabulary):
    """The kinds of events. Fields named here are those of ``Event``.

    **Drafts.** A conclusion or plan is told of from the day it is issued: a draft yields ``CREATED``, ``ISSUED`` and
    ``DELETED``, and nothing of its content, because nothing was promised yet. What was issued once and calls itself a
    draft again is ``STATE_BACK``, and its changes are told on.

    **What comes and goes with its document.** The tasks of a plan that is created or issued are not told one by one,
    nor the milestones of a task that is added or dropped; only what the case had dropped and gets back is told. A plan
    that is deleted while its case stays drops its tasks: each is told, and so are the findings of a deleted conclusion.
    A whole case that goes is told by its documents alone.
    Tasks are looked for in all plans of the case: one that moved from plan to plan is neither dropped nor added.

    **Deadlines.** Told of tasks (``field`` is ``due``, or ``until`` for the end of a recurrence), milestones (``due``)
    and the conclusion (``plan_due``, ``report_due``). The plan keeps its date, and an approved extension moves the
    deadline that counts; so a move is told when the first of both does it, and once:

    * a plan's own date changed: ``path`` is the plan, ``old`` and ``new`` are what stood and stands in it, and
      ``declared`` says whether an approved extension in the case moves this task to this very day, or a revision that came
      with the change;
    * an approved extension landed and the plan keeps its date: ``path`` is the extension, ``old`` the deadline that
      counted until then, ``declared`` is true. Of a recurring task it moves one occurrence (``field`` is
      ``occurrence``);
    * a plan's date follows later to where an extension, told before, has moved the deadline: the deadline that counts
      does not move again, so this is ``REWORDED`` with ``field`` ``due`` (of a conclusion, ``CONCLUSION_EDITED``);
    * an approved extension was deleted: the deadline that counts goes back, undeclared unless an older one names that day;
    * an approved extension was deleted, or refused, after the plan has taken over its day: ``path`` is the plan, ``old`` the day
      before the extension and ``new`` the plan's; undeclared.
    """

    CREATED = "created", N_("created")
    """A document. Conclusion and plan: ``field`` is ``status`` and ``new`` says which."""
    ISSUED = "issued", N_("issued")
    """A conclusion or plan was a draft. ``field`` is ``status``."""
    MOVED = "moved", N_("moved to another folder")
    DELETED = "deleted", N_("deleted")
    """A conclusion, plan, unit or policy. A deleted record is ``RECORD_DELETED``."""
    UNREADABLE = "unreadable", N_("became unreadable")
    READABLE = "readable", N_("readable again")
    DEADLINE_LATER = "deadline_later", N_("deadline moved later")
    DEADLINE_EARLIER = "deadline_earlier", N_("deadline brought forward")
    DEADLINE_REMOVED = "deadline_removed", N_("deadline removed")
    DEADLINE_SET = "deadline_set", N_("deadline set")
    """Previously absent."""
    OWNER_CHANGED = "owner_changed", N_("answerable unit or person changed")
    """``lead`` or ``accountable`` of a task, ``directed_by`` of a plan, ``head`` of a unit."""
    REWORDED = "reworded", N_("wording changed")
    """A text of a task, milestone or plan (``body`` is the free text), its kind, or its scope (``findings``, ``target.total`` …)."""
    CONCLUSION_EDITED = "conclusion_edited", N_("conclusion edited after issue")
    """One for each field: of the conclusion itself, a finding, or a requirement (``what``, ``id``)."""
    ADDED = "added", N_("added")
    """``new`` is how it is worded. Task, milestone, finding, requirement; a person of a unit."""
    DROPPED = "dropped", N_("dropped")
    """``old`` is how it was worded. As ``ADDED``."""
    ID_REUSED = "id_reused", N_("id used again for something else")
    """Dropped once and back with other words; or all of it replaced at once under its id, which then stands for
    ``REWORDED``, ``OWNER_CHANGED`` and ``CONCLUSION_EDITED``: a task of which hardly a word is left, with another owner,
    deadline or finding, or in each of its texts; a finding or requirement with another text and another grade or
    section. Deadlines are told all the same. ``old`` and ``new`` are the wordings."""
    STATE_BACK = "state_back", N_("state gone back")
    """A task's declared state (``what`` is ``task``, ``field`` ``state``), unless a verification rejected it; a
    conclusion or plan that calls itself a draft again (``status``); a case whose closure is gone (``what`` is
    ``closure``, ``field`` ``status``)."""
    RECORD_REWRITTEN = "record_rewritten", N_("record rewritten after it landed")
    """One for each record. ``field`` names the keys, parted by ``", "``; ``old`` and ``new`` have a line for each."""
    RECORD_DELETED = "record_deleted", N_("record deleted after it landed")
    RECORD_LATE = "record_late", N_("record dated before it arrived")
    """Or a plan. More than a week before (papers travel), and not with the rest of its case: a register starts with what
    there is on paper. ``old`` is its date."""
    REACHED_BEFORE = "reached_before", N_("told long after the deadline")
    """Of an update that is no ``RECORD_LATE``: long after a deadline (see ``record_changes.told_within``) it says that something
    was done, or a step reached, before it. ``old`` is the first such day, ``days`` are counted from it."""
    OPPOSING_COMMIT = "opposing_commit", N_("committed by the other side of the case")
    """One for each document. ``old`` is the unit whose word it is, ``new`` the persons, parted by ``", "``."""
    FOREIGN_COMMIT = "foreign_commit", N_("committed by somebody without a part in it")
    """As before; ``new`` is empty where nobody knows who it was. ``field`` is ``committer`` where somebody of the other side
    made a commit that names another as its author."""
    CLOSURE_BURST = "closure_burst", N_("many cases closed at once")
    """One for each case of the burst, at its closure. ``new`` is the number of cases."""
    REGISTER_MOVED = "register_moved", N_("register came from another folder")
    """At its first case: ``old`` is the folder in which it stood. What happened there is not told."""
    OWED_NO_MORE = "owed_no_more", N_("no longer owed")
    """What was owed of a case is owed no more, or was met late and is not there, and no record of the change says so.
    ``field`` is the deadline, ``old`` its day; of a recurring task ``occurrence``, with all days on which it is no
    longer owed, and in ``new`` those on which it is now; ``met`` where it counts as done, because a record that denied it
    is no longer what it was. A task takes its milestones with it; of a whole case (``what`` is
    ``case``) there is one event, and ``old`` names tasks; a finding (``field`` is ``tasks``) that no task served is served by
    such as had ended before, which ``new`` names. ``id`` ends in ``@unit`` where each of several units owes it."""
    OWED_LATER = "owed_later", N_("owed later")
    """A deadline in force is later, or gone, by whatever edit it came; what is told as a moved deadline is not told again.
    With what had been gone, it is compared with what was owed then. ``passed`` as of deadlines."""
    OWED_BY_ANOTHER = "owed_by_another", N_("owed by another unit")
    """``old`` and ``new`` are the units, or persons of them. A successor owes what its predecessor owed: that is none. With
    ``accountable`` as ``field`` another person answers for a task, by the hand of somebody known who may not decide that."""
    OWED_LESS = "owed_less", N_("less is owed")
    """A target, a product or a figure in its words; ``old`` and ``new`` are how it is put. With ``findings`` as ``field`` a task
    no longer serves what ``old`` names, and the tasks in ``new`` do; with ``id`` it stands under another id, ``new``, where less
    of it is owed."""
    MERGE_LEFT_OUT = "merge_left_out", N_("left out by a merge")
    """A merge has not taken over what another side had made of a document, which others wrote there, or by which more is
    owed: ``merge -s ours`` in either direction. ``field`` is ``missing`` where the document is not there at all, ``kept``
    where that side had taken it out; else it names the keys, parted by ``", "``, and ``new`` has a line for each."""
    LATENESS_GONE = "lateness_gone", N_("told as in time")
    """What was overdue, or was met late, counts as met earlier by an edit of what had said so: a day of completion, of a
    paper or of a record. ``old`` is the day on which it had been met (``""``: it was open), ``new`` the one told now."""
    VERIFIED_BEFORE = "verified_before", N_("verified before it was reported")
    """An update is dated before a verification of its task that had landed, which is read to confirm what it says. ``old`` is
    the day of the verification. Where something was late, or given up so, it is ``LATENESS_GONE`` or ``OWED_NO_MORE``."""
    PARTICULARS_CHANGED = "particulars_changed", N_("particulars changed")
    """Of a unit, a person in it (``id`` is ``unit/person``; e-mails and accounts are told with their values, which are
    for the office alone), or the policy."""


class Signature(Struct, frozen=True, order=True):
    """A name and an e-mail as a commit states them: anybody can write anything there."""

    name: str
    email: str


class Authorship(Struct, frozen=True):
    """Who wrote a document, and who made commits of it that name others as their authors."""

    authors: tuple[Signature, ...] = ()
    committers: tuple[Signature, ...] = ()
    """Of a rebase, a forge's merge, or in another's name: whoever makes a commit may write anybody into it."""

    def joined(self, other: Authorship) -> Authorship:
        """Return both together, this one first."""
        if other in (self, _NOBODYS):
            return self
        return Authorship(
            tuple(dict.fromkeys((*self.authors, *other.authors))),
            tuple(dict.fromkeys((*self.committers, *other.committers))),
        )


_NOBODYS = Authorship()


class Arrival(Struct, frozen=True):
    """A commit that changed something, and how it came to the main branch."""

    commit: str
    """The commit that changed it: the last one of a merged branch that touched the document. Full object name."""
    arrived_in: str
    """The commit of the main branch (first parents from the tip) that received it; the same when made there."""
    authors: tuple[Signature, ...]
    """The authors: the commit's author first, then co-authors and the authors of the branch's other commits."""
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
    registrar: str = ""
    """The registrar (``unit/person``) who committed it, and may for everybody."""


class Event(Struct, frozen=True):
    """One change. Which of the optional parts are filled depends on its kind."""

    kind: EventKind
    arrival: int
    """Index of its arrival in ``Trail.arrivals``."""
    folder: str
    """The case folder (or ``units/<unit>.md``, or the policy) in which this stands today, or last stood."""
    path: str
    """The document as it was called after the change (before it, when it is gone)."""
    what: str = ""
    """Type of the changed item: ``task``, ``milestone``, ``finding``, ``requirement``, a record kind or a document type."""
    id: str = ""
    """Its id; for a milestone ``task/milestone``."""
    field: str = ""
    """The key that was changed (``due``, ``measure``, ``lead``, ``plan_due`` …)."""
    old: str = ""
    new: str = ""
    declared: bool = False
    """Deadlines: an approved extension that is in the case after the change moves this very task to this very day. What is
    owed: those who keep the register have decided it by its settings. A conclusion edited, a record rewritten
    or deleted: its own people did it. Of an answer that it asks for, before its day had passed: that is their word, too.
    A task dropped: corrections of the notice have withdrawn all that it serves. Who answers for a task: whoever brought the
    change may decide it, or a revision of the plan says so."""
    passed: bool = False
    """Deadlines, and what is owed: the old one had passed on the day the change arrived."""
    days: int = 0
    """Deadlines: days moved, negative when brought forward. Late records: days from its date to its arrival."""


def change_key(case: str, event: Event) -> str:
    """Return the key by which a record accounts for an event: what changed of which case, and not by which commit.

    So it is the same before a change lands and after, through a squash or a rebase. ``case`` is the case's id.
    """
    name = event.path.rpartition("/")[2]
    told = (case, event.kind.value, event.what, event.id or name, event.field, event.old, event.new)
    return blake2b("\0".join(told).encode("utf-8", "replace"), digest_size=6).hexdigest()


class Trail(Struct, frozen=True):
    """The whole history of a register up to ``tip``. Events stand in the order in which they arrived."""

    tip: str
    arrivals: tuple[Arrival, ...] = ()
    events: tuple[Event, ...] = ()
    begins: str = ""
    """The commit of the main branch that took the shipped sample out: before it there was no register. Else ``""``."""
    remembered: Mapping[str, Mapping[str, Owed]] = {}
    """By the folder of its case what was owed and is no more, as it was owed last."""

    unread: Mapping[str, str] = {}
    """By its path each document that cannot be read at the tip: the object name of its last readable content, or ``""``."""

    def arrival(self, event: Event) -> Arrival:
        return self.arrivals[event.arrival]


class NoTrailError(Exception):
    """There is no telling what happened. ``message`` says why, and what to do."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.text)
        self.message = message


class ShallowCloneError(NoTrailError):
    """History is cut off: whatever stands at its end would look as if it had been made there."""

    def __init__(self) -> None:
        super().__init__(say("This clone is cut short. Get the whole history: git fetch --unshallow"))


class NoCommitError(NoTrailError):
    """No repository, no git, or no such commit."""

    def __init__(self) -> None:
        super().__init__(say("History needs git, and a register in a repository with at least one commit."))


class UnreadableRepositoryError(NoTrailError):
    """Git began to answer and failed: objects are missing or damaged."""

    def __init__(self) -> None:
        super().__init__(say("Git cannot read this repository to its end. Ask it what is missing: git fsck"))
