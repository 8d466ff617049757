"""The fold: one case and a day in, its state out. Pure; the same case, day and frame give the same state."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

from khacphuc.model.conclusion import Finding
from khacphuc.model.party import NOBODY
from khacphuc.model.vocabulary import Declared, Secrecy, Status, Visibility
from khacphuc.obligations.calendar import calendar_of
from khacphuc.obligations.context import FoldContext
from khacphuc.obligations.duties import case_duties, reported
from khacphuc.obligations.tasks import task_states
from khacphuc.obligations.timeliness import timeliness
from khacphuc.obligations.values import (
    CaseState,
    FindingState,
    FindingStatus,
    Obligation,
    ObligationKind,
    OpinionState,
    Stage,
    TaskState,
    Timing,
)
from khacphuc.register.case import Case
from khacphuc.register.loading import Frame, Listing
from khacphuc.register.shards import Progress, each_case
from khacphuc.register.source import Source
from khacphuc.timeline.parties import follower, followers
from khacphuc.timeline.timeline import Timeline, timeline_until


def fold(case: Case, frame: Frame, as_of: date) -> CaseState | None:
    """The state of a case as of a day. None when there was no (readable) conclusion by then."""
    document, conclusion = case.conclusion_document, case.conclusion
    if document is None or conclusion is None or (conclusion.issued_on and conclusion.issued_on > as_of):
        return None
    known = timeline_until(case, as_of)
    context = FoldContext(
        known,
        conclusion,
        document.path,
        frame,
        calendar_of(frame.policy),
        as_of,
        follower(conclusion),
    )
    draft = conclusion.status is Status.DRAFT
    tasks = () if draft else tuple(task_states(context))
    findings = tuple(_finding(finding, tasks) for finding in conclusion.findings)
    duties = () if draft else tuple(case_duties(context, tasks, findings))
    obligations = (*duties, *(item for task in tasks for item in task.obligations))
    if known.closures:
        obligations = tuple(item for item in obligations if _survives(item))
    return _case_state(case, context, tasks, findings, obligations)


def states_of(
    source: Source,
    listing: Listing,
    frame: Frame,
    as_of: date,
    *,
    jobs: int = 0,
    progress: Progress | None = None,
) -> list[CaseState]:
    """The states of all listed cases that had a conclusion by a day, in the order of their folders."""
    found = each_case(source, listing, frame, partial(fold, as_of=as_of), jobs=jobs, progress=progress)
    return [state for state in found if state is not None]


def _survives(item: Obligation) -> bool:
    """What outlives the closing of a case: what was fulfilled, and checks of lasting effect still to come."""
    return item.fulfilled or item.dropped or item.kind is ObligationKind.CHECK_EFFECTIVENESS


def _case_state(
    case: Case,
    context: FoldContext,
    tasks: tuple[TaskState, ...],
    findings: tuple[FindingState, ...],
    obligations: tuple[Obligation, ...],
) -> CaseState:
    known, conclusion, report = context.timeline, context.conclusion, reported(context)
    main = known.main_plan
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
        stage=_stage(context, tasks, findings, obligations),
        findings=findings,
        tasks=tasks,
        obligations=obligations,
        opinions=tuple(_opinions(known)),
        inspection=conclusion.inspection,
        directed_by=(main.record.directed_by or NOBODY) if main else NOBODY,
        plan_path=main.path if main else "",
        plan_issued_on=main.record.issued_on if main else None,
        reported_on=report[0] if report else None,
        closed_on=known.closures[0].record.date if known.closures else None,
        updated_on=known.updates[-1].record.date if known.updates else None,
        urged_on=known.reminders[-1].record.date if known.reminders else None,
        restricted=_restricted(case, context.frame),
    )


def _opinions(known: Timeline) -> Iterator[OpinionState]:
    for document in known.opinions:
        reply = known.replies.get(document.record.id)
        yield OpinionState(document.record, reply.record if reply else None)


def _restricted(case: Case, frame: Frame) -> bool:
    """Whether not everybody may read of it. Where everybody can, what is not understood is kept back."""
    conclusion, document = case.conclusion, case.conclusion_document
    if conclusion is None or document is None or conclusion.visibility is Visibility.RESTRICTED:
        return True
    if conclusion.secrecy is not Secrecy.NONE:  # it ought not to be here at all
        return True
    units = {conclusion.unit, case.unit}  # the address of its page has the folder's
    if any(unit.restricted for unit in map(frame.units.get, units) if unit):
        return True
    return frame.public and not (document.understood and units <= frame.units.public)


def _finding(finding: Finding, tasks: Sequence[TaskState]) -> FindingState:
    serving = [task for task in tasks if finding.id in task.task.findings]
    names = tuple(dict.fromkeys(task.task.id for task in serving))
    return FindingState(finding, _finding_status(serving), names)


def _finding_status(serving: Sequence[TaskState]) -> FindingStatus:
    if not serving:
        return FindingStatus.NO_TASK
    if all(task.declared is Declared.NOT_PURSUED for task in serving):
        return FindingStatus.NOT_PURSUED
    if all(task.ended for task in serving):
        return FindingStatus.VERIFIED
    return FindingStatus.REPORTED if all(task.handed_in for task in serving) else FindingStatus.OPEN


def _stage(
    context: FoldContext,
    tasks: Sequence[TaskState],
    findings: Sequence[FindingState],
    obligations: Sequence[Obligation],
) -> Stage:
    known, conclusion = context.timeline, context.conclusion
    if conclusion.status is Status.DRAFT:
        return Stage.DRAFT
    if known.closures:
        return Stage.CLOSED
    if context.now(conclusion.unit) != conclusion.unit:
        return Stage.TRANSFERRED
    late = {
        item.kind
        for item in obligations
        if timeliness(item, context.as_of, context.frame.policy).timing is Timing.OVERDUE
    }
    if known.main_plan is None:
        return Stage.PLAN_OVERDUE if ObligationKind.MAKE_PLAN in late else Stage.AWAITING_PLAN
    if not tasks or not all(task.handed_in for task in tasks):
        return Stage.IN_PROGRESS
    if reported(context) is None:
        return Stage.REPORT_OVERDUE if ObligationKind.SEND_REPORT in late else Stage.AWAITING_REPORT
    ended = all(task.ended for task in tasks) and all(
        item.status is not FindingStatus.NO_TASK for item in findings
    )
    return Stage.AWAITING_CLOSURE if ended else Stage.AWAITING_VERIFICATION
