"""Derive the obligations of the case as a whole: plans, updates, report, answers, closure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec.structs import replace

from khacphuc.model.amendments import Supplement
from khacphuc.model.party import NOBODY, Party
from khacphuc.model.vocabulary import DemandKind, Duty, Level
from khacphuc.obligations.context import FoldContext, unread
from khacphuc.obligations.ledger import Ledger
from khacphuc.obligations.lives import MoveKey
from khacphuc.obligations.policy_periods import period_of
from khacphuc.obligations.values import SETTLED, FindingState, Obligation, ObligationKind, TaskState
from khacphuc.text.message import N_, Message, listed, say
from khacphuc.timeline.deadlines import Deadline, due_of, duty_key, task_key
from khacphuc.timeline.demands import addition_due, carried, of_notice, own_plans
from khacphuc.timeline.notice import AmendmentKind


def case_duties(
    context: FoldContext, ledger: Ledger, tasks: Sequence[TaskState], findings: Sequence[FindingState]
) -> Iterator[Obligation]:
    """Every obligation of the case that is not a task's."""
    if ledger.closure is None:
        yield from _next_update(context, ledger, tasks)
    asks = context.conclusion.asked_duties
    if Duty.PLAN in asks and (context.answering_plan is not None or not unread(context, "")):
        yield _unless_withdrawn(_plan(context, ledger), owed=ledger.notice.asks_for(DemandKind.PLAN))
    yield from _subplans(context, ledger)
    yield from _additions(context, ledger)
    if Duty.REPORT in asks:
        reports = ledger.notice.asks_for(DemandKind.REPORT)
        yield _unless_withdrawn(_report(context, ledger, tasks), owed=reports)
    yield from _further_reports(context, ledger, tasks)
    yield from _answers(context, ledger)
    yield _unless_withdrawn(_close(context, ledger, findings), owed=not ledger.notice.ended)


def _unless_withdrawn(item: Obligation, *, owed: bool) -> Obligation:
    """Return a duty of the case; where papers have withdrawn what it was for, and it is not met, as owed no longer."""
    return item if owed or item.fulfilled else replace(item, dropped=True)


def _duty(
    context: FoldContext,
    key: str,
    kind: ObligationKind,
    what: str | Message,
    since: tuple[date | None, str],
    deadline: Deadline,
    fulfilled: tuple[date | None, str] | None,
    between: tuple[str, str] = ("", ""),
) -> Obligation:
    """Return an obligation of the case's unit to its follower, unless ``between`` names who owes it or to whom."""
    owner = between[0] or context.conclusion.unit
    return Obligation(
        id=f"{context.conclusion.id}:{key}",
        key=key,
        kind=kind,
        what=what,
        owed_by=context.now(owner),
        taken_over_from=Party(owner) if context.now(owner).unit != Party(owner).unit else NOBODY,
        owed_to=Party(between[1] or context.follower),
        since=since[0],
        since_path=since[1],
        deadline=deadline,
        fulfilled=fulfilled is not None,
        fulfilled_on=fulfilled[0] if fulfilled else None,
        fulfilled_path=fulfilled[1] if fulfilled else "",
    )


def _received(context: FoldContext) -> tuple[date | None, str]:
    return context.conclusion.received_on or context.conclusion.issued_on, context.conclusion_path


def _set_or_default(
    context: FoldContext, due: date | None, kind: ObligationKind, since: date | None
) -> Deadline:
    """The deadline a paper sets, else the register's own."""
    own = context.by_policy(kind, since) if due is None else None
    return own if own and own.current else Deadline(due, due)


def _as_decided(ledger: Ledger, key: MoveKey, first: Deadline) -> Deadline:
    """A deadline as decisions have moved it."""
    return ledger.deadline(key, first.current, first.counted_from)


def _plan(context: FoldContext, ledger: Ledger) -> Obligation:
    main, received = context.answering_plan, _received(context)
    stated, kind = due_of(Duty.PLAN, context.conclusion), ObligationKind.MAKE_PLAN
    first = _set_or_default(context, stated, kind, received[0])
    deadline = _as_decided(ledger, (duty_key(Duty.PLAN), ""), first)
    made = (main.record.issued_on, main.path) if main else None
    what = say(N_("Make the plan to put right what the conclusion found"))
    between = ("", _addressee(context, Duty.PLAN))
    return _duty(context, "plan", kind, what, received, deadline, made, between)


def _subplans(context: FoldContext, ledger: Ledger) -> Iterator[Obligation]:
    """Yield a plan for each collective and individual named in the notice, but for those with a recorded reason."""
    conclusion, main = context.conclusion, context.main_plan
    plans = context.plans
    excused = {item.party for document in plans for item in document.record.without_subplan}
    made = {
        document.record.for_: (document.record.issued_on, document.path)
        for document in plans
        if document.record.level is not Level.MAIN
        and document.record.revises is None
        and document.record.tasks  # else it plans nothing
        and context.complete(document.record)
    }
    named = dict.fromkeys(party for finding in conclusion.findings for party in finding.concerned)
    base = main.record.issued_on if main else None
    demanded, kind = own_plans(conclusion), ObligationKind.MAKE_SUBPLAN
    for party in named:
        hidden = party not in made and unread(context)
        own = demanded.get(party)
        first = _set_or_default(context, own.due if own else None, kind, base)
        if party != conclusion.unit and (own or party not in excused) and not hidden:
            yield _duty(
                context,
                f"plan.{party}",
                kind,
                say(N_("Make a plan of their own, as named in the conclusion")),
                _received(context),
                _as_decided(ledger, (duty_key(Duty.PLAN), party), first),
                made.get(party),
                (party, ""),
            )


def _additions(context: FoldContext, ledger: Ledger) -> Iterator[Obligation]:
    """Yield an addition to the plan for each supplement that came after it."""
    main, kind = context.answering_plan, ObligationKind.ADD_TO_PLAN
    for document in ledger.supplements:
        record = document.record
        fallen, asked = ledger.notice.fallen, parts_to_plan(record, context.conclusion.unit)
        parts = [part for part in asked if ledger.notice.holds(part) and part not in fallen]
        if not parts or main is None:
            continue  # nothing to add, or the plan itself is owed all of it
        added = _added(ledger, parts, record.date)
        if (added is not None and added[1] == main.path) or (added is None and unread(context)):
            continue  # the plan came later, and has it; or a plan that cannot be read may have it
        first = _set_or_default(context, addition_due(record), kind, record.date)
        plan = next((item.id for item in record.requirements if item.kind is DemandKind.PLAN), "")
        of_the_day = [one for one in ledger.supplements if one.record.date == record.date]
        again = of_the_day.index(document)
        yield _duty(
            context,
            f"addition.{record.date}{f'-{again + 1}' if again else ''}",
            kind,
            say(N_("Add to the plan what the supplement of {day} demands"), day=record.date),
            (record.date, document.path),
            _as_decided(ledger, (task_key(plan), ""), first),
            added,
        )


def parts_to_plan(supplement: Supplement, unit: str) -> tuple[str, ...]:
    """Return what a supplement adds for which the plan needs tasks: its findings; where it has none, what it requires of the unit."""
    own = [item for item in supplement.requirements if item.lead is None or item.lead.unit == unit]
    return tuple(part.id for part in supplement.findings or own)


def _added(ledger: Ledger, parts: Sequence[str], since: date) -> tuple[date | None, str] | None:
    """The paper by which the last of some parts got a task; None while one has none.

    A plan that is older than what is added, or a task that was over by then, cannot have been made for it.
    """
    found: list[tuple[date, str]] = []
    for part in parts:
        serving = [
            (planned.plan.issued_on or since, planned.document.path)
            for planned in ledger.planned.values()
            if not of_notice(planned.plan)
            and part in (*planned.task.findings, *planned.task.requirements)
            and (planned.plan.issued_on or since) >= since
            and ledger.answers(planned.task.id, part)
        ]
        if not serving:
            return None
        found.append(min(serving))
    return max(found)


def _next_update(context: FoldContext, ledger: Ledger, tasks: Sequence[TaskState]) -> Iterator[Obligation]:
    """Yield the update that is owed next, where the policy asks for updates and the unit still has something to do."""
    main, kind = context.main_plan, ObligationKind.SEND_UPDATE
    owed = period_of(kind, context.settings.policy) is not None
    if not owed or main is None or all(task.handed_in for task in tasks):
        return
    last = ledger.updates[-1] if ledger.updates else None
    since = (last.record.date, last.path) if last else (main.record.issued_on, main.path)
    begins = max([day for day in (since[0], ledger.reopened_on) if day], default=None)
    what = say(N_("Send a progress update"))
    yield _duty(context, "update", kind, what, since, context.by_policy(kind, begins), None)


def _report(context: FoldContext, ledger: Ledger, tasks: Sequence[TaskState]) -> Obligation:
    conclusion = context.conclusion
    ends = [task.deadline.current for task in tasks if task.deadline.current]
    stated, kind = due_of(Duty.REPORT, conclusion), ObligationKind.SEND_REPORT
    first = _set_or_default(context, stated, kind, max(ends, default=None))
    deadline = _as_decided(ledger, (duty_key(Duty.REPORT), ""), first)
    what = say(N_("Send the report on the result of remediation"))
    between = ("", _addressee(context, Duty.REPORT))
    told = reported(ledger)
    return _duty(context, "report", kind, what, _received(context), deadline, told, between)


def _addressee(context: FoldContext, duty: Duty) -> str:
    """Return to whom the notice wants a plan or report sent, where a requirement says so."""
    demand = carried(context.conclusion).get(duty)
    return (demand.to if demand else None) or ""


def _further_reports(
    context: FoldContext, ledger: Ledger, tasks: Sequence[TaskState]
) -> Iterator[Obligation]:
    """Yield a further report for each that left findings not corrected.

    It is due by the notice's own day while that is to come, else after the tasks that are to correct them.
    """
    kind = ObligationKind.SEND_REPORT
    stated = ledger.deadline((duty_key(Duty.REPORT), ""), due_of(Duty.REPORT, context.conclusion)).current
    for number, item in enumerate(ledger.further, 2):
        since, answered = item.since.record.date, item.answered
        findings = [finding for finding in item.findings if ledger.notice.holds(finding)]
        if not findings and answered is None:
            continue  # withdrawn since
        ends = [
            task.deadline.current
            for task in tasks
            if task.deadline.current and not set(findings).isdisjoint(task.task.findings)
        ]
        due = stated if stated and stated > since else None
        yield _duty(
            context,
            f"report.{number}",
            kind,
            say(
                N_("Report again on {findings}, which was not corrected or only in part"),
                findings=listed(item.findings),
            ),
            (since, item.since.path),
            _set_or_default(context, due, kind, max([since, *ends])),
            (answered.record.date, answered.path) if answered else None,
        )


def reported(ledger: Ledger) -> tuple[date | None, str] | None:
    """The result report that completed the account of all findings, if they are all accounted for."""
    found = ledger.report
    return (found.record.date, found.path) if found else None


def _answers(context: FoldContext, ledger: Ledger) -> Iterator[Obligation]:
    """An opinion is always owed an answer; a reminder only when it sets a date for one."""
    kind = ObligationKind.ANSWER_OPINION
    for document in ledger.opinions:
        opinion = document.record
        due = opinion.reply_due
        yield _duty(
            context,
            opinion.id,
            kind,
            say(N_("Answer opinion {id}"), id=opinion.id),
            (opinion.date, document.path),
            Deadline(due, due) if due else context.by_policy(kind, opinion.date),
            _replied(ledger, opinion.id),
            ("", opinion.from_),
        )
    for asked in ledger.reminders:
        reminder = asked.record
        if reminder.reply_due is not None:
            yield _duty(
                context,
                reminder.id,
                ObligationKind.ANSWER_REMINDER,
                say(N_("Answer reminder {id}"), id=reminder.id),
                (reminder.date, asked.path),
                Deadline(reminder.reply_due, reminder.reply_due),
                _replied(ledger, reminder.id),
                (reminder.to or "", reminder.by),
            )


def _replied(ledger: Ledger, record: str) -> tuple[date | None, str] | None:
    """The reply to an opinion or reminder; a reminder is answered as well when all its tasks have ended."""
    found = ledger.replies.get(record)
    if found:
        return found.record.date, found.path
    return (ledger.answered[record], "") if record in ledger.answered else None


def _close(context: FoldContext, ledger: Ledger, findings: Sequence[FindingState]) -> Obligation:
    """Closing is the inspecting side's duty once nothing else is open; before that it has no date."""
    report, asks_for = reported(ledger), ledger.notice.asks_for
    put_right = bool(findings) or not asks_for(DemandKind.PLAN)
    remedied = put_right and all(item.status in SETTLED for item in findings)
    open_ = ledger.unread_by(context.as_of) or ledger.remaining or ledger.demands_owed(context.as_of)
    ready = remedied and not open_ and (report is not None or not asks_for(DemandKind.REPORT))
    words = [life.judged or life.reported for life in ledger.lives.values()]
    done = [report[0] if report else None, *(word.on for word in words if word)]
    done += [change.on for change in ledger.notice.changes if change.kind is AmendmentKind.WITHDRAWN]
    since = max((day for day in done if day), default=_received(context)[0]) if ready else None
    closed = ledger.closure
    return _duty(
        context,
        "close",
        ObligationKind.CLOSE,
        say(N_("Close the case")),
        (since, report[1] if report else ""),
        context.by_policy(ObligationKind.CLOSE, since),
        (closed.record.date, closed.path) if closed else None,
        (context.closer, context.conclusion.unit),
    )
