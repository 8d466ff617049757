"""Define the results of the fold: obligations, and states of tasks, findings and cases. Derived, never stored."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from khacphuc.model.conclusion import Finding, Inspection
from khacphuc.model.party import NOBODY, Party
from khacphuc.model.plan import Task
from khacphuc.model.records import Notified, Opinion, Reply
from khacphuc.model.schema import Vocabulary
from khacphuc.model.vocabulary import Act, Declared, Effectiveness, FindingOutcome
from khacphuc.text.message import N_, Message, listed, say
from khacphuc.timeline.deadlines import Deadline, DeadlineKey
from khacphuc.timeline.notice import Notice


class ObligationKind(Vocabulary):
    """The kinds of obligations."""

    MAKE_PLAN = "make_plan", N_("make a plan")
    MAKE_SUBPLAN = "make_subplan", N_("make a plan of their own")
    ADD_TO_PLAN = "add_to_plan", N_("add to the plan what a supplement demands")
    DO_TASK = "do_task", N_("task")
    MEET_DEMAND = "meet_demand", N_("demand of the notice")
    REACH_MILESTONE = "reach_milestone", N_("reach a milestone")
    MEET_OCCURRENCE = "meet_occurrence", N_("meet one occurrence of a recurring task")
    SEND_UPDATE = "send_update", N_("send a progress update")
    SEND_REPORT = "send_report", N_("send the result report")
    ANSWER_OPINION = "answer_opinion", N_("answer an opinion")
    ANSWER_REMINDER = "answer_reminder", N_("answer a reminder")
    VERIFY = "verify", N_("verify what was reported done")
    CHECK_EFFECTIVENESS = "check_effectiveness", N_("check lasting effect")
    CLOSE = "close", N_("close the case")


PARTS = (
    ObligationKind.DO_TASK,
    ObligationKind.MEET_DEMAND,
    ObligationKind.REACH_MILESTONE,
    ObligationKind.MEET_OCCURRENCE,
)
"""Kinds of which each has an id in plan or notice, by which people call it. Keys of other duties are the program's own."""


class Verified(Vocabulary):
    """The verification of a task by the follower: the second axis."""

    NONE = "none", N_("not verified")
    PENDING = "pending", N_("awaiting verification")
    CONFIRMED = "confirmed", N_("confirmed")
    REJECTED = "rejected", N_("rejected")
    RELEASED = "released", N_("released from what remains")
    WITHDRAWN = "withdrawn", N_("no longer owed: withdrawn from the notice")


ENDED = frozenset((Verified.CONFIRMED, Verified.RELEASED, Verified.WITHDRAWN))
"""Nothing is left to do for what stands so."""


class VoidReason(Vocabulary):
    """VoidReason a record, or an item of it, has no effect on what is owed."""

    NO_RIGHT = "no_right", N_("its party has no right to say it")
    WHICH_UNIT = "which_unit", N_("it does not say which unit is meant")
    WHICH_OCCURRENCE = "which_occurrence", N_("it does not say which occurrence is meant")
    WHICH_DEMAND = "which_demand", N_("it does not say which demand of the notice it answers")
    NOT_GONE = "not_gone", N_("nobody has verified that the shortcoming is gone")
    FINDINGS_OPEN = "findings_open", N_("findings are still open")
    NOT_REPORTED = "not_reported", N_("the result is not reported for every finding")
    NOT_CORRECTED = "not_corrected", N_("the unit itself last reported findings as not corrected")
    DEMANDS_OPEN = "demands_open", N_("what the notice demands is still owed")
    REGISTER_HAD_BEGUN = "register_had_begun", N_("the register had begun by then")
    UNREAD = "unread", N_("part of what it rests on cannot be read")
    ANOTHER_TASK = "another_task", N_("it makes another task of it")
    BEFORE_ITS_PAPER = "before_its_paper", N_("it is dated before the paper that it changes")
    UNKNOWN_PLAN = "unknown_plan", N_("it names no plan of this case that it revises")
    TAKES_AWAY = "takes_away", N_("it takes away what is owed, and nobody who may has decided that")
    NOT_IN_FORCE = "not_in_force", N_("what it changes is not in force on its day, or is so already")
    ANSWERS_NOTHING = "answers_nothing", N_("what it answers does not count, or came later")


class Timing(Vocabulary):
    """The timing of an obligation against its deadline: the third axis, always derived."""

    OVERDUE = "overdue", N_("overdue")
    DUE_SOON = "due_soon", N_("due soon")
    NOT_DUE = "not_due", N_("not yet due")
    NO_DEADLINE = "no_deadline", N_("no deadline")
    DONE_LATE = "done_late", N_("done late")
    DONE_ON_TIME = "done_on_time", N_("done on time")
    UNKNOWN = "unknown", N_("done, date unknown")
    DROPPED = "dropped", N_("no longer owed")


OPEN = frozenset((Timing.OVERDUE, Timing.DUE_SOON, Timing.NOT_DUE, Timing.NO_DEADLINE))


class Stage(Vocabulary):
    """The stage of a case."""

    UNREADABLE = "unreadable", N_("cannot be read")
    DRAFT = "draft", N_("draft conclusion")
    AWAITING_PLAN = "awaiting_plan", N_("awaiting plan")
    PLAN_OVERDUE = "plan_overdue", N_("plan overdue")
    IN_PROGRESS = "in_progress", N_("in progress")
    PLAN_INCOMPLETE = "plan_incomplete", N_("plan lacks tasks")
    AWAITING_REPORT = "awaiting_report", N_("awaiting report")
    REPORT_OVERDUE = "report_overdue", N_("report overdue")
    AWAITING_VERIFICATION = "awaiting_verification", N_("awaiting verification")
    AWAITING_CLOSURE = "awaiting_closure", N_("awaiting closure")
    CLOSED = "closed", N_("closed")
    WITHDRAWN = "withdrawn", N_("all withdrawn from the notice")


class FindingStatus(Vocabulary):
    """The status of a finding, derived from its tasks."""

    NO_TASK = "no_task", N_("no task yet")
    DISPUTED = "disputed", N_("disputed by the unit")
    NOT_ASKED = "not_asked", N_("nothing is asked for it")
    OPEN = "open", N_("being put right")
    REPORTED = "reported", N_("reported put right")
    VERIFIED = "verified", N_("verified")
    NOT_PURSUED = "not_pursued", N_("not pursued")
    WITHDRAWN = "withdrawn", N_("withdrawn")


SETTLED = frozenset((FindingStatus.VERIFIED, FindingStatus.NOT_PURSUED, FindingStatus.NOT_ASKED))
"""Nothing is left to do about such a finding."""


class Obligation(Struct, frozen=True):
    """An obligation: content, responsible party, creditor, start, deadline, fulfilment, and its papers.

    ``owed_by`` and ``owed_to`` are parties (``unit`` or ``unit/person``); ``answerable`` is the person who
    answers for it. The ``…_path`` attributes name the documents. ``id`` is stable: the case's id and the key
    of what is owed.
    """

    id: str
    kind: ObligationKind
    what: str | Message
    owed_by: Party
    owed_to: Party
    since: date | None
    since_path: str
    deadline: Deadline
    key: str = ""
    answerable: Party = NOBODY
    fulfilled_on: date | None = None
    fulfilled_path: str = ""
    fulfilled: bool = False
    dropped: bool = False
    taken_over_from: Party = NOBODY
    """Who owed it before the unit ended."""
    waiting: bool = False
    """Reported done and awaiting the follower's word: no longer the doer's to do."""


class Void(Struct, frozen=True):
    """A record, or item ``at`` of it, that has no effect on what is owed: it stays in sight, marked."""

    path: str
    at: int | None
    act: Act
    why: VoidReason
    by: Party = NOBODY
    """Who has not the right."""
    meant: tuple[str, ...] = ()
    """The units or occurrences that may be meant, or the findings that are missing."""


class Unreported(Struct, frozen=True):
    """A confirmation, item ``at`` of a verification, of what nobody had reported done by then."""

    path: str
    at: int
    task: str
    occurrence: date | None = None


class DemandConflict(Vocabulary):
    """Why a task that names a demand of the notice does not take it over."""

    LATER = "later", N_("it gives it a later day")
    SELDOMER = "seldomer", N_("it does not come as often")
    LED_BY_ANOTHER = "led_by_another", N_("it is not for its lead to do")
    SMALLER = "smaller", N_("it is to bring about less")
    UNSAID = "unsaid", N_("it does not say how much")
    OVER = "over", N_("it was over before")


class NotTakenOver(Struct, frozen=True):
    """A demand of the notice that stays owed by itself although a task of a plan in force names it, and why."""

    demand: str
    task: str
    why: DemandConflict
    due: date | None = None
    """The day of the notice, as decisions have moved it; None where the day is not why."""


class TakenOver(Struct, frozen=True):
    """What the notice demands on one day, as far as tasks of plans stand for it."""

    thing: str
    """The demand; with ``@unit`` where each of several units owes it."""
    key: str
    """The key of the obligation that would stand by itself."""
    tasks: tuple[str, ...]
    """The keys of what the tasks owe; none where a plan that cannot be read may have taken it over."""


class Timeliness(Struct, frozen=True):
    """``days`` late for overdue and done late, left for what is still open with a deadline, else 0."""

    timing: Timing
    days: int = 0


class TaskState(Struct, frozen=True):
    """One task as owed by one unit: the three axes' raw material, progress, and its deadlines."""

    task: Task
    path: str
    index: int
    owner: Party
    answerable: Party
    declared: Declared
    verified: Verified
    deadline: Deadline
    obligations: tuple[Obligation, ...]
    reported_on: date | None = None
    reported_path: str = ""
    verified_on: date | None = None
    done_on: date | None = None
    progress: str = ""
    percent: str = ""
    promise: date | None = None
    reason: str = ""
    obstacles: str = ""
    updated_on: date | None = None
    effect: Effectiveness | None = None
    """What the last of its checks of lasting effect has found; None while that is open, or none was set."""

    @property
    def ended(self) -> bool:
        """Whether the follower has confirmed it, agreed not to pursue it, or released it, or it is withdrawn."""
        return self.verified in ENDED

    @property
    def dropped(self) -> bool:
        """Whether it has ended without being done."""
        return self.verified in (Verified.RELEASED, Verified.WITHDRAWN) or (
            self.verified is Verified.CONFIRMED and self.declared is Declared.NOT_PURSUED
        )

    @property
    def taken_over_from(self) -> Party:
        """Who owed it before the unit ended."""
        return next((item.taken_over_from for item in self.obligations if item.taken_over_from), NOBODY)

    @property
    def handed_in(self) -> bool:
        """Return whether the doer has nothing left to do, as far as is known."""
        return self.ended or (
            self.declared is Declared.REPORTED_DONE and self.verified is not Verified.REJECTED
        )


class FindingState(Struct, frozen=True):
    """One finding, its status, and the tasks that serve it."""

    finding: Finding
    status: FindingStatus
    tasks: tuple[str, ...] = ()
    reported: FindingOutcome | None = None
    """What the unit last reported of it, beside what the follower says."""
    reported_on: date | None = None


class OpinionState(Struct, frozen=True):
    """One opinion, and the answer to it as far as there is one."""

    opinion: Opinion
    reply: Reply | None = None


class AskedExtension(Struct, frozen=True):
    """An extension that was asked for, and is not decided."""

    key: DeadlineKey
    by: Party
    on: date
    before: date
    after: date
    path: str
    deciders: tuple[Party, ...] = ()
    """Who may decide on it."""


class SentNotification(Struct, frozen=True):
    """A notification that was sent, and the day of its record."""

    on: date
    notified: Notified


class CaseState(Struct, frozen=True):
    """A case as of a day. Small enough to gather for a whole register; the documents stay with the case."""

    folder: str
    id: str
    number: str
    title: str
    unit: str
    owner: str
    """The unit that answers for the case now: ``unit`` or its successor."""
    issuer: str
    follower: Party
    """The party that verifies and closes."""
    followers: frozenset[Party]
    issued_on: date | None
    stage: Stage
    findings: tuple[FindingState, ...]
    """Those in force."""
    tasks: tuple[TaskState, ...]
    obligations: tuple[Obligation, ...]
    opinions: tuple[OpinionState, ...] = ()
    inspection: Inspection | None = None
    directed_by: Party = NOBODY
    plan_path: str = ""
    plan_issued_on: date | None = None
    reported_on: date | None = None
    closed_on: date | None = None
    updated_on: date | None = None
    urged_on: date | None = None
    restricted: bool = False
    voids: tuple[Void, ...] = ()
    """Records, and items of them, that have no effect."""
    demands: tuple[TaskState, ...] = ()
    """What the notice demands and no task has taken over: its states are those of tasks."""
    not_taken_over: tuple[NotTakenOver, ...] = ()
    """Demands that a task names without taking them over."""
    taken_over: tuple[TakenOver, ...] = ()
    """Demands that tasks stand for, or have brought about."""
    unreported: tuple[Unreported, ...] = ()
    """What was confirmed before anybody had reported it done."""
    asked: tuple[AskedExtension, ...] = ()
    """Extensions that were asked for and are not decided."""
    without_task: tuple[str, ...] = ()
    """Findings, their parts, and requirements not owed by themselves, for which the plan has no task."""
    notifier: Party = NOBODY
    """The party in whose name notifications are sent."""
    notifications: tuple[SentNotification, ...] = ()
    """What was sent, by those who may."""
    reopened_on: date | None = None
    notice: Notice | None = None
    """The notice as it stands, where supplements or corrections have changed it."""
    checked_here: bool = True
    """Whether the register knows how a closed case was put right: not where it was closed before the register began."""
    unreadable: tuple[str, ...] = ()
    """Paths of its documents that cannot be read: nothing is claimed that rests on their absence."""

    @property
    def stage_in_words(self) -> Message:
        """The stage, with what the plan has no task for where that is the stage."""
        stage = say(self.stage.label)
        if self.stage is not Stage.PLAN_INCOMPLETE:
            return stage
        return say("{stage}: {ids}", stage=stage, ids=listed(self.without_task))

    @property
    def withdrawn(self) -> tuple[FindingState, ...]:
        """The findings that are withdrawn: nothing is owed for them."""
        return tuple(
            FindingState(
                part,
                FindingStatus.WITHDRAWN,
                tuple(dict.fromkeys(task.task.id for task in self.tasks if part.id in task.task.findings)),
            )
            for part in (self.notice.withdrawn_findings if self.notice else ())
        )

    @property
    def annulments(self) -> frozenset[str]:
        """Paths of the decisions that take extensions back."""
        deadlines = (
            *(item.deadline for item in self.obligations),
            *(task.deadline for task in (*self.tasks, *self.demands)),
        )
        return frozenset(move.path for deadline in deadlines for move in deadline.annulments)

    @property
    def taken_over_from(self) -> Party:
        """The unit of the notice, where another answers for the case now."""
        return Party(self.unit) if self.owner != self.unit else NOBODY

    @property
    def open(self) -> bool:
        return self.stage not in (Stage.DRAFT, Stage.CLOSED, Stage.WITHDRAWN)

    @property
    def all_followers(self) -> frozenset[Party]:
        """Return the parties that the conclusion names to follow, and the one that verifies."""
        return (self.followers | {self.follower}) - {NOBODY}
