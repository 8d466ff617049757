"""The plain values of the reference model: a case, its records, and what a ledger holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Literal

Status = Literal["owed", "asked", "reported", "verified", "dropped", "released"]
"""Of one slot. ``asked``: owed, with a request not to pursue it; the last three have ended."""
Reported = Literal["", "not_started", "in_progress", "done", "paused", "not_pursued"]
"""Empty: evidence only."""
ENDED = ("verified", "dropped", "released")
COMMITTEES = ("committee", "grassroots", "commune")
COMMISSION, OFFICE, MASS = "commission", "office", "mass"


class Why(Enum):
    """Why a record, or an entry of it, has no effect."""

    NO_RIGHT = "its party has not the right"
    UNKNOWN = "it names what the case does not have"
    NOT_IN_FORCE = "it changes what is not in force, or is in force already"
    UNIT = "several units can be meant"
    OCCURRENCE = "several occurrences can be meant, or none"
    NOT_GONE = "a release before the finding is gone"
    CLOSES_NOTHING = "a closure that does not meet the conditions"
    ANSWERS_NOTHING = "a reply to nothing, or dated before it"
    TOO_EARLY = "dated before what it changes"
    TAKES_AWAY = "a revision that only the unit stands behind, by which a task is owed no more, or by another"
    REVISES_NOTHING = "a revision of a plan that the case does not have"


@dataclass(frozen=True)
class Unit:
    id: str
    kind: str = "cell"
    parent: str = ""
    head: str = ""
    commission: str = ""
    until: date | None = None
    """Its last day."""
    successor: str = ""


@dataclass(frozen=True)
class Paper:
    """A notice or a plan as a paper."""

    number: str = ""
    on: date | None = None
    by: str = ""
    approved_by: str = ""
    status: Literal["draft", "issued"] = "issued"
    individual: bool = False


@dataclass(frozen=True)
class Finding:
    id: str
    text: str = "12 tài sản chưa có hồ sơ."


@dataclass(frozen=True)
class Demand:
    """A requirement of the notice that is owed by itself."""

    id: str
    findings: tuple[str, ...] = ()
    kind: Literal["", "remedy", "plan", "report", "guide", "follow"] = ""
    lead: str = ""
    """Empty: the case's unit."""
    due: date | None = None
    occurrences: tuple[date, ...] = ()
    for_each: tuple[str, ...] = ()


@dataclass(frozen=True)
class Task:
    id: str
    findings: tuple[str, ...]
    lead: str
    accountable: str
    due: date | None = None
    supporters: tuple[str, ...] = ()
    occurrences: tuple[date, ...] = ()
    """Of a recurring task: their original deadlines, which are their names."""
    later: tuple[date, ...] = ()
    """The occurrences that a longer series would have."""
    for_each: tuple[str, ...] = ()
    notice_due: date | None = None
    """The day that the notice itself gives to the demand which the task serves."""
    demands: tuple[str, ...] = ()
    """The demands that it serves."""
    since: date | None = None
    """The day of the revision that has added it."""
    stated: Paper | None = None
    """The revision by which it stands as it does."""
    set_by_notice: bool = False
    """A demand, looked at as a task that the notice sets."""
    content: str = "Lập đủ hồ sơ của 12 tài sản chưa có hồ sơ"


@dataclass(frozen=True)
class Addition:
    """The addition to its plan that a unit owes after a supplement: a task for each thing that came with it."""

    due: date | None
    things: tuple[str, ...]
    on: date
    added: frozenset[str]
    """All that it adds, whoever owes that."""


@dataclass(frozen=True)
class Case:
    unit: str
    notice: Paper
    units: Mapping[str, Unit]
    findings: tuple[Finding, ...]
    demands: tuple[Demand, ...] = ()
    tasks: tuple[Task, ...] = ()
    plan: Paper | None = None
    revisions: tuple[Paper, ...] = ()
    """Those in force, on a day."""
    withdrawn: frozenset[str] = frozenset()
    """Ids of findings and demands that are withdrawn, on a day."""
    fallen: frozenset[str] = frozenset()
    """Of these the demands that have only fallen with their findings."""
    additions: tuple[Addition, ...] = ()
    """What supplements ask for, on a day."""
    followers: tuple[str, ...] = ()
    """The commission, the member, the people of the team."""
    team: tuple[str, ...] = ()
    directing: str = ""
    named: str = ""
    """Whom the committee above names where follower, issuer and debtor have become one."""
    plan_due: date | None = None
    report_due: date | None = None
    register_began: date | None = None
    unnumbered: tuple[str, ...] = ()
    """Kinds of unit whose papers bear no number."""


@dataclass(frozen=True, kw_only=True)
class Record:
    day: date
    name: str
    by: str
    time: str = ""
    paper: date | None = None


@dataclass(frozen=True)
class Entry:
    task: str
    state: Reported
    occurrence: date | None = None
    unit: str = ""
    done_on: date | None = None


@dataclass(frozen=True)
class Verdict:
    task: str
    outcome: Literal["", "confirmed", "rejected", "released"] = ""
    gone: bool | None = None
    occurrences: tuple[date, ...] = ()
    all_reported: bool = False
    unit: str = ""
    effectiveness: Literal["", "effective", "not_effective"] = ""
    effectiveness_due: date | None = None


@dataclass(frozen=True)
class Move:
    """A deadline moved: of a task, of one occurrence, of the ``series``, or (no task) of the result report."""

    to: date
    task: str = ""
    old: date | None = None
    occurrence: date | None = None
    unit: str = ""
    series: bool = False


@dataclass(frozen=True, kw_only=True)
class Update(Record):
    entries: tuple[Entry, ...]


@dataclass(frozen=True, kw_only=True)
class Verification(Record):
    entries: tuple[Verdict, ...]


@dataclass(frozen=True, kw_only=True)
class Extension(Record):
    moves: tuple[Move, ...]
    outcome: Literal["", "approved", "refused"] = ""
    decided_by: str = ""


@dataclass(frozen=True, kw_only=True)
class Report(Record):
    covers: tuple[str, ...] | None = None
    periodic: bool = False


@dataclass(frozen=True, kw_only=True)
class Closure(Record):
    before_register: bool = False


@dataclass(frozen=True, kw_only=True)
class Supplement(Record):
    findings: tuple[Finding, ...] = ()
    demands: tuple[Demand, ...] = ()
    addition_due: date | None = None


@dataclass(frozen=True)
class Change:
    """A finding or demand that is withdrawn, put in force again or worded anew, or another day of a demand or duty."""

    finding: str = ""
    demand: str = ""
    duty: Literal["", "plan", "report"] = ""
    withdrawn: bool = False
    restored: bool = False
    due: date | None = None

    @property
    def named(self) -> str:
        return self.finding or self.demand


@dataclass(frozen=True, kw_only=True)
class Correction(Record):
    changes: tuple[Change, ...]


@dataclass(frozen=True, kw_only=True)
class Revision(Record):
    """A plan that revises another; its day is the day on which it was issued."""

    number: str
    revises: tuple[str, date]
    """Number and day of the plan that it revises."""
    tasks: tuple[Task, ...]
    approved_by: str = ""
    status: Literal["draft", "issued"] = "issued"


@dataclass(frozen=True, kw_only=True)
class Reminder(Record):
    id: str
    to: str = ""
    tasks: tuple[str, ...] = ()
    reply_due: date | None = None


@dataclass(frozen=True, kw_only=True)
class Opinion(Record):
    id: str
    to: str = ""
    reply_due: date | None = None


@dataclass(frozen=True, kw_only=True)
class Reply(Record):
    to: str


@dataclass(frozen=True)
class Slot:
    """What is owed once: a task, for one unit of ``for_each``, in one occurrence."""

    task: str
    unit: str = ""
    occurrence: date | None = None


@dataclass(frozen=True)
class State:
    status: Status = "owed"
    due: date | None = None
    declared: Reported = ""
    said_on: date | None = field(default=None, compare=False)
    """The day of the word by which it is reported, asked or ended."""
    done_on: date | None = None
    extension_asked: bool = False
    decided: bool = False
    """Its day in force was set by one who may decide on extensions."""

    @property
    def reached(self) -> date | None:
        """The day that counts for punctuality."""
        return self.done_on if self.status in ("reported", "verified") else None


@dataclass(frozen=True)
class Void:
    record: str
    entry: int
    """Which entry, from 0; 0 where the record has none."""
    why: Why


@dataclass(frozen=True)
class Debt:
    kind: Literal["plan", "task", "verify", "report", "check", "reply", "close", "addition"]
    by: str
    what: Slot | str = ""
    due: date | None = None


@dataclass(frozen=True)
class Ledger:
    slots: Mapping[Slot, State]
    report_due: date | None
    gone: Mapping[str, bool] = field(default_factory=dict)
    """By task: the follower's last word on whether the shortcoming is gone."""
    checks: frozenset[tuple[date, str, str]] = frozenset()
    """Effectiveness checks that are open: day, task, unit."""
    denied: frozenset[Slot] = frozenset()
    """What the follower has denied last."""
    covered: frozenset[str] = frozenset()
    reported: bool = False
    """Whether a result report has come at all."""
    closed_by: str = ""
    checked_here: bool = True
    reopened: bool = False
    voids: frozenset[Void] = frozenset()
