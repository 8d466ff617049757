"""Take from the state of a case what is owed, in the words in which history compares and tells it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from khacphuc.model.plan import Task
from khacphuc.obligations.timeliness import is_open
from khacphuc.obligations.values import CaseState, Obligation, ObligationKind, TaskState
from khacphuc.timeline.amount_owed import AmountOwed, of_milestone, of_task

OCCURRENCE = "occurrence"
Thing = tuple[str, str]
"""A task, a step or another thing of which something is owed: what it is, and its own id."""
_FIELDS = {
    ObligationKind.MAKE_PLAN: "plan_due",
    ObligationKind.SEND_REPORT: "report_due",
    ObligationKind.MEET_OCCURRENCE: OCCURRENCE,
    ObligationKind.ANSWER_OPINION: "reply_due",
    ObligationKind.ANSWER_REMINDER: "reply_due",
    ObligationKind.VERIFY: "verify",
    ObligationKind.CHECK_EFFECTIVENESS: "effectiveness_due",
    ObligationKind.CLOSE: "close",
    ObligationKind.ADD_TO_PLAN: "addition",
    ObligationKind.SEND_UPDATE: "update",
}
_WHAT = {ObligationKind.ANSWER_OPINION: "opinion", ObligationKind.ANSWER_REMINDER: "reminder"}

_FOLLOWING = frozenset((ObligationKind.VERIFY, ObligationKind.CLOSE, ObligationKind.SEND_UPDATE))


class Owed(Struct, frozen=True):
    """One obligation of a case, as far as history compares it."""

    what: str
    """As in an event: ``task``, ``milestone``, ``requirement``, ``conclusion``, ``opinion``, ``reminder``."""
    id: str
    """As in an event; with ``@unit`` where each of several units owes it."""
    field: str
    kind: ObligationKind
    due: date | None
    """The deadline in force."""
    paper: date | None
    """The deadline that its paper sets, which no extension moves."""
    by: str
    """The unit, or its person, that owes it."""
    before: str
    """Who owed it until that unit ended; else ``""``."""
    amount: AmountOwed
    """Of what a notice demands, the notice is compared itself."""
    path: str
    """The document from which it follows."""
    open: bool
    met: date | None
    """The day on which it was done; None where it is open, or nobody says when."""
    met_by: str
    """The document that says so."""
    by_policy: bool
    counted_from: date | None
    """Of a deadline that the policy sets and no decision has moved: the day after which its period begins."""
    unjudged: bool = False
    """Whether it is part of a task that no follower has ended yet, done or not."""
    serves: frozenset[str] = frozenset()
    """What it is owed for: findings and their parts, and requirements, that are in force."""

    @property
    def late(self) -> bool:
        """Return whether it was done after its deadline."""
        return self.met is not None and self.due is not None and self.met > self.due

    @property
    def follows(self) -> bool:
        """Return whether it comes and goes, or moves, with the records and tasks of a case: settings alone take it away."""
        return self.kind in _FOLLOWING or (self.kind is ObligationKind.SEND_REPORT and self.by_policy)

    def overdue_report(self, day: date) -> bool:
        """Return whether it is the result report, which other tasks no longer put off once its day has passed."""
        return (
            self.kind is ObligationKind.SEND_REPORT and self.open and self.due is not None and self.due < day
        )

    @property
    def subject(self) -> tuple[str, str, str]:
        return self.what, self.id, self.field

    @property
    def thing(self) -> Thing:
        return self.what, self.id.partition("@")[0].rpartition("/")[2]


def owed_in(state: CaseState | None) -> dict[str, Owed]:
    """Return what is owed in a case, and what was met, by a name that stays the same wherever its paper has it."""
    if state is None:
        return {}
    tasks: dict[str, TaskState] = {}
    for task in (*state.tasks, *state.demands):
        for item in task.obligations:
            tasks.setdefault(item.id, task)
    return {name_of_owed(one): _owed(state, one, tasks.get(one.id)) for one in obligations_of(state)}


def obligations_of(state: CaseState) -> Iterable[Obligation]:
    """Return the obligations of a case; where an id stands twice, what counts is the first."""
    found: dict[str, Obligation] = {}
    for one in state.obligations:
        found.setdefault(name_of_owed(one), one)
    return found.values()


def name_of_owed(one: Obligation) -> str:
    return f"{one.kind.value} {one.key}"


def _owed(state: CaseState, one: Obligation, task: TaskState | None) -> Owed:
    due, what = one.deadline.current, _what(state, one, task)
    return Owed(
        what=what,
        id=_id(state, one, task),
        field=OCCURRENCE if task and _placeholder(one, task) else _FIELDS.get(one.kind, "due"),
        kind=one.kind,
        due=due,
        paper=one.deadline.original,
        by=one.owed_by,
        before=one.taken_over_from,
        amount=_amount(one, task.task) if task and what != "requirement" else AmountOwed(),
        path=one.since_path,
        open=is_open(one),
        met=one.fulfilled_on,
        met_by=one.fulfilled_path,
        by_policy=one.deadline.by_policy,
        counted_from=None if one.deadline.moved else one.deadline.counted_from,
        unjudged=task is not None and not task.ended,
        serves=_serves(state, one, task) if task else frozenset(),
    )


def _serves(state: CaseState, one: Obligation, held: TaskState) -> frozenset[str]:
    """Return for what a task is owed: not for a finding that came when it was over. Its steps are owed for the task."""
    if one.kind not in (ObligationKind.DO_TASK, ObligationKind.MEET_OCCURRENCE):
        return frozenset()
    task = held.task
    served = {item.finding.id: item.tasks for item in state.findings}
    findings = (name for name in task.findings if task.id in served.get(name, (task.id,)))
    parts = frozenset((*findings, *task.parts, *task.requirements))
    return parts - state.notice.fallen if state.notice else parts


def _placeholder(one: Obligation, task: TaskState) -> bool:
    """Return whether it stands for a series that has no day of its own before its end."""
    return one.kind is ObligationKind.DO_TASK and task.task.recurrence is not None


def _what(state: CaseState, one: Obligation, task: TaskState | None) -> str:
    if one.kind is ObligationKind.REACH_MILESTONE:
        return "milestone"
    if task and one.kind is not ObligationKind.DO_TASK and any(task is demand for demand in state.demands):
        return "requirement"
    return "task" if task else _WHAT.get(one.kind, "conclusion")


def _id(state: CaseState, one: Obligation, task: TaskState | None) -> str:
    if task is None:
        own = one.kind in _WHAT or one.kind in (ObligationKind.MAKE_SUBPLAN, ObligationKind.ADD_TO_PLAN)
        return one.key if own else state.id
    if one.kind is ObligationKind.REACH_MILESTONE:
        return f"{task.task.id}/{one.key}"
    _, at, unit = one.key.partition("@")
    return f"{task.task.id}{at}{unit.partition('.')[0]}"


def _amount(one: Obligation, task: Task) -> AmountOwed:
    if one.kind is ObligationKind.REACH_MILESTONE:
        name = one.key.partition("@")[0]
        return of_milestone(next(item for item in task.milestones if item.id == name))
    if one.kind not in (ObligationKind.DO_TASK, ObligationKind.MEET_OCCURRENCE):
        return AmountOwed()
    return of_task(task)
