"""Turn a story of the reference model into a case of the program, and both their ledgers into the same plain words."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from khacphuc.model import Record as AnyOfRecords
from khacphuc.model.amendments import Correction, NoticeChange, Supplement
from khacphuc.model.clock_time import ClockTime
from khacphuc.model.conclusion import Conclusion, Finding, Followers, Inspection, Requirement, Team
from khacphuc.model.cycle import CycleDay
from khacphuc.model.party import Party
from khacphuc.model.plan import Plan, Task
from khacphuc.model.policy import Policy, UnitKind
from khacphuc.model.records import (
    Closure,
    Extension,
    Move,
    Opinion,
    Reminder,
    Reply,
    Report,
    TaskProgress,
    TaskVerification,
    Update,
    Verification,
)
from khacphuc.model.schema import Vocabulary
from khacphuc.model.shared import ForEach, Paper, Recurrence
from khacphuc.model.unit import Unit
from khacphuc.model.vocabulary import (
    Declared,
    DemandKind,
    Duty,
    Effectiveness,
    Every,
    ExtensionOutcome,
    InspectionKind,
    Level,
    OpinionStage,
    ReplyOutcome,
    ReportKind,
    Status,
    VerificationOutcome,
)
from khacphuc.obligations.fold import fold
from khacphuc.obligations.timeliness import is_open
from khacphuc.obligations.values import CaseState, ObligationKind
from khacphuc.register.case import Case, reading_order
from khacphuc.register.document import AnyDocument, Document
from khacphuc.register.layout import Slot
from khacphuc.register.loading import RegisterSettings
from khacphuc.register.units import Units
from tests.ledger import reference, values
from tests.ledger.stories import WEEKS, Story

FOLDER = "plans/cb-a/ho-so"
W = TypeVar("W", bound=Vocabulary)
Debts = frozenset[tuple[str, str, date | None, str]]
"""What is owed: kind, what, deadline, and of tasks and demands which unit owes them."""


def program(story: Story) -> CaseState:
    """Return the program's state of a story's case on its day."""
    case, settings = opened(story)
    found = fold(case, settings, story.day)
    assert found is not None
    return found


def opened(story: Story) -> tuple[Case, RegisterSettings]:
    """Return a story as a case of the program, and its register's units and policy."""
    case = story.case
    documents = [_document("conclusion", "conclusion", _conclusion(case))]
    if case.plan is not None:
        documents.append(_document("plan", "plan", _plan(case, case.plan)))
    documents += [_document_of(record) for record in story.records]
    units = [
        _document(unit.id, "unit", _unit(unit, case), folder="units", unit=unit.id)
        for unit in case.units.values()
    ]
    kinds = sorted({unit.kind for unit in case.units.values()})
    policy = Policy(
        type="policy",
        committee="Đảng ủy",
        unit_kinds=tuple(UnitKind(id=kind, label=kind, unnumbered=kind in case.unnumbered) for kind in kinds),
    )
    return Case(FOLDER, tuple(sorted(documents, key=reading_order))), RegisterSettings(Units(units), policy)


def _document(
    name: str,
    kind: str,
    record: object,
    day: date | None = None,
    folder: str = FOLDER,
    unit: str = "cb-a",
    slug: str = "",
) -> AnyDocument:
    slot = Slot(type=kind, unit=unit, case="ho-so" if folder == FOLDER else "", date=day, slug=slug)
    return Document(f"{folder}/{name}.md", slot, "", record)  # type: ignore[arg-type]


def _document_of(record: values.Record) -> AnyDocument:
    if isinstance(record, values.Revision):
        return _document(record.name, "plan", _revision(record), slug=record.name.removeprefix("plan-"))
    value: object
    if isinstance(record, values.Supplement | values.Correction):
        value = _amendment(record)
    else:
        value = _record(record)
    return _document(record.name, type(record).__name__.lower(), value, record.day)


def _word(words: type[W], text: str) -> W:
    return next(word for word in words if word.value == text)


def _unit(unit: values.Unit, case: values.Case) -> Unit:
    named = [one.for_each for one in case.tasks] + [one.for_each for one in case.demands]
    each = {member for members in named for member in members}
    return Unit(
        type="unit",
        id=unit.id,
        name=unit.id,
        kind="each" if unit.id in each else unit.kind,
        parent=unit.parent or None,
        head=Party(unit.head) if unit.head else None,
        commission=unit.commission or None,
        valid_until=unit.until,
        successor=unit.successor or None,
    )


def _conclusion(case: values.Case) -> Conclusion:
    commission = next((one for one in case.followers if "/" not in one), None)
    member = next((Party(one) for one in case.followers if "/" in one), None)
    team = Team(members=tuple(map(Party, case.team))) if case.team else None
    return Conclusion(
        type="conclusion",
        id="KL-1",
        unit=case.unit,
        status=_word(Status, case.notice.status),
        number=case.notice.number,
        title="Kết luận",
        issuer=case.notice.by,
        issued_on=case.notice.on,
        directing=Party(case.directing) if case.directing else None,
        inspection=Inspection(kind=InspectionKind.SUPERVISION, team=team),
        followers=Followers(commission=commission, member=member),
        plan_due=case.plan_due,
        report_due=case.report_due,
        findings=_findings(case.findings),
        requirements=_requirements(case.demands),
    )


def _findings(several: tuple[values.Finding, ...]) -> tuple[Finding, ...]:
    return tuple(Finding(id=one.id, text=one.text) for one in several)


def _requirements(several: tuple[values.Demand, ...]) -> tuple[Requirement, ...]:
    return tuple(
        Requirement(
            id=one.id,
            text=f"Thực hiện yêu cầu {one.id}.",
            finding=one.findings,
            kind=_word(DemandKind, one.kind) if one.kind else None,
            lead=Party(one.lead) if one.lead else None,
            for_each=_each(one.for_each),
            due=one.due if not one.occurrences else None,
            cycle=_recurrence(one.occurrences),
        )
        for one in several
    )


def _each(units: tuple[str, ...]) -> ForEach | None:
    return ForEach(children_of="dang-uy", kind="each") if units else None


def _recurrence(occurrences: tuple[date, ...]) -> Recurrence | None:
    if not occurrences:
        return None
    weekly = occurrences == WEEKS
    return Recurrence(
        every=Every.WEEK if weekly else Every.MONTH,
        day=(CycleDay("5" if weekly else "25"),),
        from_=occurrences[0] if weekly else occurrences[0].replace(day=1),
        until=occurrences[-1],
    )


def _plan(case: values.Case, plan: values.Paper) -> Plan:
    return Plan(
        type="plan",
        level=Level.INDIVIDUAL if plan.individual else Level.MAIN,
        status=_word(Status, plan.status),
        number=plan.number or None,
        issued_on=plan.on,
        issued_by=Party(plan.by) if plan.by else None,
        approved_by=Party(plan.approved_by) if plan.approved_by else None,
        tasks=tuple(_task(task) for task in case.tasks),
    )


def _revision(revision: values.Revision) -> Plan:
    number, day = revision.revises
    return Plan(
        type="plan",
        status=_word(Status, revision.status),
        number=revision.number,
        revises=Paper(number=number, date=day),
        issued_on=revision.day,
        issued_by=Party(revision.by),
        approved_by=Party(revision.approved_by) if revision.approved_by else None,
        tasks=tuple(map(_task, revision.tasks)),
    )


def _task(task: values.Task) -> Task:
    return Task(
        id=task.id,
        findings=task.findings,
        requirements=task.demands,
        content=task.content,
        lead=(Party(task.lead),),
        supporters=tuple(map(Party, task.supporters)),
        accountable=(Party(task.accountable),),
        due=task.due if not task.occurrences else None,
        recurrence=_recurrence(task.occurrences),
        for_each=_each(task.for_each),
    )


def _paper(day: date | None) -> Paper | None:
    return Paper(number="1-CV", date=day) if day else None


def _record(record: values.Record) -> AnyOfRecords:  # noqa: PLR0911 - one arm for each kind
    time, by = ClockTime(record.time) if record.time else None, Party(record.by)
    match record:
        case values.Update():
            told = tuple(map(_progress, record.entries))
            return Update(type="update", date=record.day, time=time, by=by, tasks=told)
        case values.Verification():
            judged = tuple(map(_verdict, record.entries))
            return Verification(type="verification", date=record.day, time=time, by=by, tasks=judged)
        case values.Extension():
            return Extension(
                type="extension",
                date=record.day,
                time=time,
                by=by,
                tasks=tuple(map(_move, record.moves)),
                outcome=_word(ExtensionOutcome, record.outcome or "asked"),
                decided_by=Party(record.decided_by) if record.decided_by else None,
                paper=_paper(record.paper),
            )
        case values.Report():
            kind = ReportKind.PERIODIC if record.periodic else ReportKind.RESULT
            return Report(
                type="report", date=record.day, time=time, by=by, kind=kind, covers=record.covers or ()
            )
        case values.Closure():
            return Closure(
                type="closure", date=record.day, time=time, by=by, before_register=record.before_register
            )
        case values.Reminder():
            return Reminder(
                type="reminder",
                id=record.id,
                date=record.day,
                time=time,
                by=by,
                to=Party(record.to) if record.to else None,
                tasks=record.tasks,
                reply_due=record.reply_due,
            )
        case values.Opinion():
            return Opinion(
                type="opinion",
                id=record.id,
                date=record.day,
                time=time,
                from_=by,
                stage=OpinionStage.EXECUTION,
                reply_due=record.reply_due,
            )
        case values.Reply():
            outcome = ReplyOutcome.EXPLAINED
            return Reply(type="reply", date=record.day, time=time, by=by, to=record.to, outcome=outcome)
        case _:
            raise AssertionError(record)


def _amendment(record: values.Supplement | values.Correction) -> Supplement | Correction:
    time, by = ClockTime(record.time) if record.time else None, Party(record.by)
    if isinstance(record, values.Correction):
        changes = tuple(map(_change, record.changes))
        return Correction(
            type="correction", date=record.day, time=time, by=by, number="44-TB", changes=changes
        )
    return Supplement(
        type="supplement",
        date=record.day,
        time=time,
        by=by,
        number="41-TB",
        addition_due=record.addition_due,
        findings=_findings(record.findings),
        requirements=_requirements(record.demands),
    )


def _change(change: values.Change) -> NoticeChange:
    return NoticeChange(
        finding=change.finding or None,
        requirement=change.demand or None,
        duty=_word(Duty, change.duty) if change.duty else None,
        withdrawn=change.withdrawn,
        restored=change.restored,
        due=change.due,
        text=None if change.withdrawn or change.restored or change.due else "Theo lời văn mới.",
    )


def _progress(entry: values.Entry) -> TaskProgress:
    return TaskProgress(
        task=entry.task,
        unit=entry.unit or None,
        state=_word(Declared, entry.state) if entry.state else None,
        occurrence=entry.occurrence,
        done_on=entry.done_on,
    )


def _verdict(verdict: values.Verdict) -> TaskVerification:
    return TaskVerification(
        task=verdict.task,
        unit=verdict.unit or None,
        occurrences=verdict.occurrences,
        all_reported=verdict.all_reported,
        outcome=_word(VerificationOutcome, verdict.outcome) if verdict.outcome else None,
        gone=verdict.gone,
        effectiveness=_word(Effectiveness, verdict.effectiveness) if verdict.effectiveness else None,
        effectiveness_due=verdict.effectiveness_due,
    )


def _move(move: values.Move) -> Move:
    return Move(
        task=move.task or None,
        duty=None if move.task else Duty.REPORT,
        unit=move.unit or None,
        occurrence=move.occurrence,
        series=move.series,
        from_=move.old or move.to,
        to=move.to,
    )


# What both say


_KINDS = {
    ObligationKind.DO_TASK: "task",
    ObligationKind.MEET_OCCURRENCE: "task",
    ObligationKind.MEET_DEMAND: "task",
    ObligationKind.ADD_TO_PLAN: "addition",
    ObligationKind.SEND_REPORT: "report",
    ObligationKind.CHECK_EFFECTIVENESS: "check",
    ObligationKind.ANSWER_REMINDER: "reply",
    ObligationKind.ANSWER_OPINION: "reply",
    ObligationKind.MAKE_PLAN: "plan",
    ObligationKind.CLOSE: "close",
}
_NAMED = ("task", "reply")
"""Kinds of which each has a name in the case."""


def owed_by_program(state: CaseState) -> Debts:
    """Return what is owed by the program's state. Verifications are compared apart."""
    found = set()
    for item in state.obligations:
        if item.kind not in _KINDS or not is_open(item):
            continue
        if item.kind is ObligationKind.CLOSE and item.since is None:
            continue  # it is nobody's turn yet
        kind = _KINDS[item.kind]
        what = item.key if kind in _NAMED else item.key.partition(".")[0] if kind == "check" else ""
        due = None if kind == "close" else item.deadline.current
        found.add((kind, what, due, item.owed_by.partition("/")[0] if kind == "task" else ""))
    return frozenset(found)


def owed_by_reference(story: Story) -> Debts:
    """Return what is owed by the reference model."""
    found = set()
    for debt in reference.debts(story.case, story.records, story.day):
        if debt.kind == "verify":
            continue
        what = debt.what
        if isinstance(what, values.Slot):
            unit = f"@{what.unit}" if what.unit else ""
            what = f"{what.task}{unit}" + (f".{what.occurrence}" if what.occurrence else "")
        due = None if debt.kind == "close" else debt.due
        found.add((debt.kind, what, due, debt.by if debt.kind == "task" else ""))
    return frozenset(found)
