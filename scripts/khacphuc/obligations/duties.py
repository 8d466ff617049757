"""What is owed on the case as a whole: plans, updates, report, answers, closure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from khacphuc.model.party import Party
from khacphuc.model.vocabulary import Duty, Level
from khacphuc.obligations.context import FoldContext
from khacphuc.obligations.values import SETTLED, FindingState, Obligation, ObligationKind, TaskState
from khacphuc.text.message import N_, Message, say
from khacphuc.timeline.deadlines import Deadline, duty_key


def case_duties(
    context: FoldContext, tasks: Sequence[TaskState], findings: Sequence[FindingState]
) -> Iterator[Obligation]:
    """Every obligation of the case that is not a task's."""
    if not context.timeline.closures:
        yield from _next_update(context, tasks)
    yield _plan(context)
    yield from _subplans(context)
    yield _report(context, tasks)
    yield from _answers(context)
    yield _close(context, findings)


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
    """An obligation of the case's unit to its follower, unless ``between`` names who owes it or to whom."""
    owner = between[0] or context.conclusion.unit
    return Obligation(
        id=f"{context.conclusion.id}:{key}",
        key=key,
        kind=kind,
        what=what,
        owed_by=context.now(owner),
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
    context: FoldContext, due: date | None, base: date | None, days: int | None, duty: Duty | None = None
) -> Deadline:
    """The deadline a paper sets, else the register's own, which rolls to a working day and says what it is."""
    by_policy = due is None and base is not None and days is not None
    if due is None and base is not None and days is not None:
        due = context.calendar.add_days(base, days)
    if duty is None:
        return Deadline(due, due, by_policy=by_policy)
    return context.timeline.deadline(duty_key(duty), due, by_policy=by_policy)


def _plan(context: FoldContext) -> Obligation:
    main, received = context.timeline.main_plan, _received(context)
    days = context.frame.policy.days.make_plan
    deadline = _set_or_default(context, context.conclusion.plan_due, received[0], days, Duty.PLAN)
    made = (main.record.issued_on, main.path) if main else None
    what = say(N_("Make the plan to put right what the conclusion found"))
    return _duty(context, "plan", ObligationKind.MAKE_PLAN, what, received, deadline, made)


def _subplans(context: FoldContext) -> Iterator[Obligation]:
    """A plan for each collective and individual named in the notice, but for those with a recorded reason."""
    conclusion, main = context.conclusion, context.timeline.main_plan
    plans = context.timeline.plans
    excused = {item.party for document in plans for item in document.record.without_subplan}
    made = {
        document.record.for_: (document.record.issued_on, document.path)
        for document in plans
        if document.record.level is not Level.MAIN
    }
    named = dict.fromkeys(party for finding in conclusion.findings for party in finding.concerned)
    base = main.record.issued_on if main else None
    for party in named:
        if party != conclusion.unit and party not in excused:
            yield _duty(
                context,
                f"plan.{party}",
                ObligationKind.MAKE_SUBPLAN,
                say(N_("Make a plan of their own, as named in the conclusion")),
                _received(context),
                _set_or_default(context, None, base, context.frame.policy.days.make_subplan),
                made.get(party),
                (party, ""),
            )


def _next_update(context: FoldContext, tasks: Sequence[TaskState]) -> Iterator[Obligation]:
    """The update that is owed next, where the policy asks for updates and the unit still has something to do."""
    days, main = context.frame.policy.days.update, context.timeline.main_plan
    if days is None or main is None or all(task.handed_in for task in tasks):
        return
    last = context.timeline.updates[-1] if context.timeline.updates else None
    since = (last.record.date, last.path) if last else (main.record.issued_on, main.path)
    due = since[0] + timedelta(days=days) if since[0] else None
    what = say(N_("Send a progress update"))
    yield _duty(
        context, "update", ObligationKind.SEND_UPDATE, what, since, Deadline(due, due, by_policy=True), None
    )


def _report(context: FoldContext, tasks: Sequence[TaskState]) -> Obligation:
    conclusion = context.conclusion
    ends = [task.deadline.current for task in tasks if task.deadline.current]
    days = context.frame.policy.days.send_report
    deadline = _set_or_default(context, conclusion.report_due, max(ends, default=None), days, Duty.REPORT)
    what = say(N_("Send the report on the result of remediation"))
    return _duty(
        context, "report", ObligationKind.SEND_REPORT, what, _received(context), deadline, reported(context)
    )


def reported(context: FoldContext) -> tuple[date | None, str] | None:
    """The result report that completed the account of all findings, if they are all accounted for."""
    missing = {finding.id for finding in context.conclusion.findings}
    for document in context.timeline.reports:
        report = document.record
        missing -= set(report.covers) if report.covers else missing
        if not missing:
            return report.date, document.path
    return None


def _answers(context: FoldContext) -> Iterator[Obligation]:
    """An opinion is always owed an answer; a reminder only when it sets a date for one."""
    days = context.frame.policy.days.reply
    for document in context.timeline.opinions:
        opinion = document.record
        due = opinion.reply_due or context.working_days(opinion.date, days)
        yield _duty(
            context,
            opinion.id,
            ObligationKind.ANSWER_OPINION,
            say(N_("Answer opinion {id}"), id=opinion.id),
            (opinion.date, document.path),
            Deadline(due, due, by_policy=opinion.reply_due is None),
            _replied(context, opinion.id),
            ("", opinion.from_),
        )
    for asked in context.timeline.reminders:
        reminder = asked.record
        if reminder.reply_due is not None:
            yield _duty(
                context,
                reminder.id,
                ObligationKind.ANSWER_REMINDER,
                say(N_("Answer reminder {id}"), id=reminder.id),
                (reminder.date, asked.path),
                Deadline(reminder.reply_due, reminder.reply_due),
                _replied(context, reminder.id),
                (reminder.to or "", reminder.by),
            )


def _replied(context: FoldContext, record: str) -> tuple[date | None, str] | None:
    found = context.timeline.replies.get(record)
    return (found.record.date, found.path) if found else None


def _close(context: FoldContext, findings: Sequence[FindingState]) -> Obligation:
    """Closing is the inspecting side's duty once nothing else is open; before that it has no date."""
    report = reported(context)
    ready = report[0] if report and findings and all(item.status in SETTLED for item in findings) else None
    verified = [item.on for items in context.timeline.verifications.values() for item in items]
    since = max([ready, *verified]) if ready else None
    due = context.working_days(since, context.frame.policy.days.close)
    closed = context.timeline.closures[0] if context.timeline.closures else None
    return _duty(
        context,
        "close",
        ObligationKind.CLOSE,
        say(N_("Close the case")),
        (since, report[1] if report else ""),
        Deadline(due, due, by_policy=True),
        (closed.record.date, closed.path) if closed else None,
        (context.follower, context.conclusion.unit),
    )
