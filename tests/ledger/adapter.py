"""Turn a story of the reference model into a case of the program, and both their ledgers into the same plain words."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from khacphuc.model import Record as AnyOfRecords
from khacphuc.model.clock_time import ClockTime
from khacphuc.model.conclusion import Conclusion, Finding, Followers, Inspection, Team
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
from khacphuc.obligations.values import CaseState, Obligation, ObligationKind
from khacphuc.register.case import Case
from khacphuc.register.document import AnyDocument, Document
from khacphuc.register.layout import Slot
from khacphuc.register.loading import RegisterSettings
from khacphuc.register.units import Units
from tests.ledger import reference, values
from tests.ledger.stories import WEEKS, Story

FOLDER = "plans/cb-a/ho-so"
W = TypeVar("W", bound=Vocabulary)
Debts = frozenset[tuple[str, str, date | None]]
"""What is owed: kind, what, deadline."""


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
    documents += [
        _document(record.name, type(record).__name__.lower(), _record(record), record.day)
        for record in story.records
    ]
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
    return Case(FOLDER, tuple(documents)), RegisterSettings(Units(units), policy)


def _document(
    name: str, kind: str, record: object, day: date | None = None, folder: str = FOLDER, unit: str = "cb-a"
) -> AnyDocument:
    slot = Slot(type=kind, unit=unit, case="ho-so" if folder == FOLDER else "", date=day)
    return Document(f"{folder}/{name}.md", slot, "", record)  # type: ignore[arg-type]


def _word(words: type[W], text: str) -> W:
    return next(word for word in words if word.value == text)


def _unit(unit: values.Unit, case: values.Case) -> Unit:
    each = {member for task in case.tasks for member in task.for_each}
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
        findings=tuple(Finding(id=one.id, text=one.text) for one in case.findings),
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


def _task(task: values.Task) -> Task:
    recurrence = None
    if task.occurrences:
        weekly = task.occurrences == WEEKS
        recurrence = Recurrence(
            every=Every.WEEK if weekly else Every.MONTH,
            day=(CycleDay("5" if weekly else "25"),),
            from_=task.occurrences[0].replace(day=1) if not weekly else task.occurrences[0],
            until=task.occurrences[-1],
        )
    return Task(
        id=task.id,
        findings=task.findings,
        content=task.content,
        lead=(Party(task.lead),),
        supporters=tuple(map(Party, task.supporters)),
        accountable=(Party(task.accountable),),
        due=task.due if not task.occurrences else None,
        recurrence=recurrence,
        for_each=ForEach(children_of="dang-uy", kind="each") if task.for_each else None,
    )


def _paper(day: date | None) -> Paper | None:
    return Paper(number="1-CV", date=day) if day else None


def _record(record: values.Record) -> AnyOfRecords:  # noqa: PLR0911 - one arm for each kind of record
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
    ObligationKind.SEND_REPORT: "report",
    ObligationKind.CHECK_EFFECTIVENESS: "check",
    ObligationKind.ANSWER_REMINDER: "reply",
    ObligationKind.ANSWER_OPINION: "reply",
    ObligationKind.MAKE_PLAN: "plan",
    ObligationKind.CLOSE: "close",
}


def owed_by_program(state: CaseState) -> Debts:
    """Return what is owed by the program's state. Verifications are compared apart."""
    found = set()
    for item in state.obligations:
        if item.kind not in _KINDS or not is_open(item):
            continue
        if item.kind is ObligationKind.CLOSE and item.since is None:
            continue  # it is nobody's turn yet
        found.add((_KINDS[item.kind], _what(item), _due(item)))
    return frozenset(found)


def _what(item: Obligation) -> str:
    if item.kind in (ObligationKind.DO_TASK, ObligationKind.MEET_OCCURRENCE):
        return item.key
    if item.kind is ObligationKind.CHECK_EFFECTIVENESS:
        return item.key.partition(".")[0]
    answers = (ObligationKind.ANSWER_OPINION, ObligationKind.ANSWER_REMINDER)
    return item.key if item.kind in answers else ""


def _due(item: Obligation) -> date | None:
    return None if item.kind is ObligationKind.CLOSE else item.deadline.current


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
        found.add((debt.kind, what, None if debt.kind == "close" else debt.due))
    return frozenset(found)
