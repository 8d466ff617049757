"""The fold: one case and a day in, its state out. Pure; the same case, day and frame give the same state."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

from msgspec.structs import replace

from khacphuc.model.conclusion import Finding
from khacphuc.model.party import NOBODY
from khacphuc.model.vocabulary import DemandKind, Duty, Secrecy, Status, Visibility
from khacphuc.obligations.asked_extensions import asked_extensions
from khacphuc.obligations.calendar import calendar_of
from khacphuc.obligations.context import FoldContext, unread
from khacphuc.obligations.duties import case_duties, reported
from khacphuc.obligations.ledger import Ledger
from khacphuc.obligations.tasks import demand_states, task_states
from khacphuc.obligations.timeliness import timeliness
from khacphuc.obligations.values import (
    CaseState,
    FindingState,
    FindingStatus,
    Obligation,
    ObligationKind,
    OpinionState,
    SentNotification,
    Stage,
    TaskState,
    Timing,
)
from khacphuc.register.case import Case
from khacphuc.register.loading import Listing, RegisterSettings
from khacphuc.register.shards import ProgressCallback, each_case
from khacphuc.register.source import Source
from khacphuc.timeline.parties import follower, followers
from khacphuc.timeline.rights import Rights
from khacphuc.timeline.timeline import timeline_until


def fold(case: Case, settings: RegisterSettings, as_of: date) -> CaseState | None:
    """The state of a case as of a day. None when there was no conclusion by then; of one that cannot be read, only that."""
    document, conclusion = case.conclusion_document, case.conclusion
    if document is not None and conclusion is None:
        return _unread(case, settings, as_of)
    if document is None or conclusion is None or (conclusion.issued_on and conclusion.issued_on > as_of):
        return None
    known = timeline_until(case, as_of)
    tasks_planned = [(planned.plan, planned.task) for planned in known.tasks.values()]
    rights = Rights(conclusion, tasks_planned, settings.units, settings.policy, as_of)
    context = FoldContext(
        known,
        conclusion,
        document.path,
        settings,
        calendar_of(settings.policy),
        as_of,
        follower(conclusion),
        rights,
        tuple(plan for plan in known.plans if rights.may_issue(plan.record, as_of)),
    )
    draft = conclusion.status is Status.DRAFT
    ledger = Ledger(context)
    context = replace(context, conclusion=ledger.notice.with_own_requirements)
    tasks = () if draft else tuple(task_states(context, ledger))
    demands = () if draft else tuple(demand_states(context, ledger))
    findings = tuple(_findings(context, ledger, tasks, demands))
    duties = () if draft else tuple(case_duties(context, ledger, tasks, findings))
    obligations = (*duties, *(item for task in (*demands, *tasks) for item in task.obligations))
    if ledger.closure is not None or ledger.notice.ended:
        obligations = tuple(item for item in obligations if _survives(item))
    return _case_state(case, context, ledger, tasks, demands, findings, obligations)


def _unread(case: Case, settings: RegisterSettings, as_of: date) -> CaseState:
    """Return the state of a case whose conclusion cannot be read: it is there, and nothing more is claimed of it."""
    return CaseState(
        folder=case.folder,
        id="",
        number="",
        title=f"{case.unit}/{case.slug}",
        unit=case.unit,
        owner=settings.units.current(case.unit, as_of),
        issuer="",
        follower=NOBODY,
        followers=frozenset(),
        issued_on=None,
        stage=Stage.UNREADABLE,
        findings=(),
        tasks=(),
        obligations=(),
        restricted=True,  # what it says of its visibility, nobody can read
        unreadable=unreadable(case),
    )


def states_of(
    source: Source,
    listing: Listing,
    settings: RegisterSettings,
    as_of: date,
    *,
    jobs: int = 0,
    progress: ProgressCallback | None = None,
) -> list[CaseState]:
    """Return the states of all listed cases that had a conclusion by a day, in the order of their folders."""
    found = each_case(source, listing, settings, partial(fold, as_of=as_of), jobs=jobs, progress=progress)
    return [state for state in found if state is not None]


def _survives(item: Obligation) -> bool:
    """Return whether an obligation survives the closure: fulfilled ones, and future checks of lasting effect."""
    return item.fulfilled or item.dropped or item.kind is ObligationKind.CHECK_EFFECTIVENESS


def _case_state(
    case: Case,
    context: FoldContext,
    ledger: Ledger,
    tasks: tuple[TaskState, ...],
    demands: tuple[TaskState, ...],
    findings: tuple[FindingState, ...],
    obligations: tuple[Obligation, ...],
) -> CaseState:
    conclusion, report, main = context.conclusion, reported(ledger), context.main_plan
    without_task = () if main is None or unread(context) else tuple(_without_task(ledger, tasks))
    return CaseState(
        folder=case.folder,
        id=conclusion.id,
        number=conclusion.number or "",
        title=conclusion.title,
        unit=conclusion.unit,
        owner=context.now(conclusion.unit),
        issuer=conclusion.issuer or "",
        follower=context.follower,
        followers=frozenset(followers(conclusion)),
        issued_on=conclusion.issued_on,
        stage=_stage(context, ledger, tasks, without_task, obligations),
        findings=findings,
        tasks=tasks,
        obligations=obligations,
        opinions=tuple(_opinions(ledger)),
        inspection=conclusion.inspection,
        directed_by=context.now(main.record.directed_by or NOBODY) if main else NOBODY,
        plan_path=main.path if main else "",
        plan_issued_on=main.record.issued_on if main else None,
        reported_on=report[0] if report else None,
        closed_on=ledger.closure.record.date if ledger.closure and not ledger.may_be_open_again else None,
        updated_on=ledger.updates[-1].record.date if ledger.updates else None,
        urged_on=ledger.reminders[-1].record.date if ledger.reminders else None,
        restricted=_restricted(case, context.settings),
        voids=tuple(ledger.voids),
        demands=demands,
        not_taken_over=ledger.handed_over.kept,
        taken_over=ledger.handed_over.by_tasks,
        unreported=tuple(ledger.unreported),
        asked=tuple(asked_extensions(context, ledger)),
        without_task=without_task,
        notifier=context.notifier,
        notifications=tuple(
            SentNotification(document.record.date, item)
            for document in ledger.notifications
            for item in document.record.sent
        ),
        reopened_on=ledger.reopened_on,
        notice=ledger.notice if ledger.notice.changes else None,
        checked_here=not (ledger.closure and ledger.closure.record.before_register),
        unreadable=unreadable(case),
    )


def unreadable(case: Case) -> tuple[str, ...]:
    """The paths of what cannot be read, or not whole, or taken for a document: a value that is lost may have been a debt."""
    unread = (one.path for one in case.documents if not one.understood)
    return (*unread, *case.unrecognised)


def _opinions(ledger: Ledger) -> Iterator[OpinionState]:
    for document in ledger.opinions:
        reply = ledger.replies.get(document.record.id)
        yield OpinionState(document.record, reply.record if reply else None)


def _restricted(case: Case, settings: RegisterSettings) -> bool:
    """Return whether not everybody may read of it. Where everybody can, what is not understood is kept back."""
    conclusion, document = case.conclusion, case.conclusion_document
    if conclusion is None or document is None or conclusion.visibility is Visibility.RESTRICTED:
        return True
    if conclusion.secrecy is not Secrecy.NONE:  # it ought not to be here at all
        return True
    units = {conclusion.unit, case.unit}  # the address of its page has the folder's
    if any(unit.restricted for unit in map(settings.units.get, units) if unit):
        return True
    return settings.public and not (document.understood and units <= settings.units.public)


def _findings(
    context: FoldContext, ledger: Ledger, tasks: Sequence[TaskState], demands: Sequence[TaskState]
) -> Iterator[FindingState]:
    serving: dict[str, list[TaskState]] = {}
    for task in tasks:
        for finding in task.task.findings:
            if ledger.answers(task.task.id, finding):
                serving.setdefault(finding, []).append(task)
    contested = context.contested
    for one in context.conclusion.findings:
        mine = serving.get(one.id, [])
        if mine or Duty.PLAN in context.conclusion.asked_duties:
            contests = not mine and one.id in contested
            status = FindingStatus.DISPUTED if contests else _finding_status(one, mine)
        else:  # no plan is asked for: what the notice demands stands in the place of tasks
            status = _status_by_demands(one, ledger, demands)
        outcome, report = ledger.outcomes.get(one.id, (None, None))
        names = tuple(dict.fromkeys(task.task.id for task in mine))
        yield FindingState(one, status, names, outcome, report.record.date if report else None)


def _without_task(ledger: Ledger, tasks: Sequence[TaskState]) -> Iterator[str]:
    """Yield the findings, parts and requirements of the notice that neither tasks serve nor anybody owes by themselves."""
    findings = {name for task in tasks for name in task.task.findings if ledger.answers(task.task.id, name)}
    parts = {name for task in tasks for name in task.task.parts}
    named = {name for task in tasks for name in task.task.requirements}
    for finding in ledger.notice.conclusion.findings:
        if finding.id not in findings:
            yield finding.id
        else:
            yield from (part.id for part in finding.parts if part.id not in parts)
    for item in ledger.notice.conclusion.requirements:
        if not (item.demanded or item.finding or item.id in named):
            yield item.id


def _status_by_demands(finding: Finding, ledger: Ledger, demands: Sequence[TaskState]) -> FindingStatus:
    requirements = ledger.notice.conclusion.requirements
    naming = {item.id for item in requirements if finding.id in item.finding}
    asked = [demand for demand in demands if demand.task.id in naming]
    return _by_tasks(asked) if asked else FindingStatus.NOT_ASKED


def _finding_status(finding: Finding, serving: Sequence[TaskState]) -> FindingStatus:
    if not serving:
        return FindingStatus.NO_TASK
    named = {part for task in serving for part in task.task.parts}
    if any(part.id not in named for part in finding.parts):
        return FindingStatus.OPEN
    return _by_tasks(serving)


def _by_tasks(serving: Sequence[TaskState]) -> FindingStatus:
    if all(task.ended for task in serving):
        given_up = all(task.dropped for task in serving)
        return FindingStatus.NOT_PURSUED if given_up else FindingStatus.VERIFIED
    return FindingStatus.REPORTED if all(task.handed_in for task in serving) else FindingStatus.OPEN


def _stage(
    context: FoldContext,
    ledger: Ledger,
    tasks: Sequence[TaskState],
    without_task: Sequence[str],
    obligations: Sequence[Obligation],
) -> Stage:
    if over := _stage_without_work(context, ledger):
        return over
    late = {
        item.kind
        for item in obligations
        if timeliness(item, context.as_of, context.settings.policy).timing is Timing.OVERDUE
    }
    if context.answering_plan is None and ledger.notice.asks_for(DemandKind.PLAN):
        return Stage.PLAN_OVERDUE if ObligationKind.MAKE_PLAN in late else Stage.AWAITING_PLAN
    if not all(task.handed_in for task in tasks) or ledger.demands_undone(context.as_of):
        return Stage.IN_PROGRESS
    disputes = bool(without_task) and context.contested.issuperset(
        without_task
    )  # those need an answer, not a task
    if without_task or (not tasks and ledger.notice.asks_for(DemandKind.PLAN)):
        return Stage.PLAN_INCOMPLETE if without_task and not disputes else Stage.IN_PROGRESS
    reports = ledger.notice.asks_for(DemandKind.REPORT)
    if ledger.remaining or (reports and reported(ledger) is None):
        return Stage.REPORT_OVERDUE if ObligationKind.SEND_REPORT in late else Stage.AWAITING_REPORT
    if not all(task.ended for task in tasks):
        return Stage.AWAITING_VERIFICATION
    return Stage.UNREADABLE if ledger.unread_by(context.as_of) else Stage.AWAITING_CLOSURE


def _stage_without_work(context: FoldContext, ledger: Ledger) -> Stage | None:
    """Return the stage of a case in which nobody has work to do, or of which that cannot be told; None of another."""
    if context.conclusion.status is Status.DRAFT:
        return Stage.DRAFT
    if ledger.closure or ledger.notice.ended:
        over = Stage.CLOSED if ledger.closure else Stage.WITHDRAWN
        return Stage.UNREADABLE if ledger.may_be_open_again else over
    return Stage.UNREADABLE if context.answering_plan is None and unread(context, "") else None
