"""What is owed on the case as a whole: plans, updates, report, answers, closure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from khacphuc.model.party import Party
from khacphuc.model.vocabulary import Duty, Level
from khacphuc.obligations.tasks import Desk
from khacphuc.obligations.values import SETTLED, Deadline, FindingState, Obligation, ObligationKind, TaskState
from khacphuc.text.message import N_, Message, say


def case_duties(
    desk: Desk, tasks: Sequence[TaskState], findings: Sequence[FindingState]
) -> Iterator[Obligation]:
    """Every obligation of the case that is not a task's."""
    if not desk.book.closures:
        yield from _next_update(desk, tasks)
    yield _plan(desk)
    yield from _subplans(desk)
    yield _report(desk, tasks)
    yield from _answers(desk)
    yield _close(desk, findings)


def _duty(
    desk: Desk,
    key: str,
    kind: ObligationKind,
    what: str | Message,
    since: tuple[date | None, str],
    deadline: Deadline,
    fulfilled: tuple[date | None, str] | None,
    between: tuple[str, str] = ("", ""),
) -> Obligation:
    """An obligation of the case's unit to its follower, unless ``between`` names who owes it or to whom."""
    owner = between[0] or desk.book.conclusion.unit
    return Obligation(
        id=f"{desk.book.conclusion.id}:{key}",
        key=key,
        kind=kind,
        what=what,
        owed_by=desk.now(owner),
        owed_to=Party(between[1] or desk.follower),
        since=since[0],
        since_path=since[1],
        deadline=deadline,
        fulfilled=fulfilled is not None,
        fulfilled_on=fulfilled[0] if fulfilled else None,
        fulfilled_path=fulfilled[1] if fulfilled else "",
    )


def _received(desk: Desk) -> tuple[date | None, str]:
    return desk.book.conclusion.received_on or desk.book.conclusion.issued_on, desk.book.conclusion_path


def _set_or_default(
    desk: Desk, due: date | None, base: date | None, days: int | None, duty: Duty | None = None
) -> Deadline:
    """The deadline a paper sets, else the register's own, which rolls to a working day and says what it is."""
    by_policy = due is None and base is not None and days is not None
    if due is None and base is not None and days is not None:
        due = desk.calendar.add_days(base, days)
    if duty is None:
        return Deadline(due, due, by_policy=by_policy)
    return desk.book.deadline(due, by_policy=by_policy, duty=duty)


def _plan(desk: Desk) -> Obligation:
    main, received = desk.book.main_plan, _received(desk)
    days = desk.frame.policy.days.make_plan
    deadline = _set_or_default(desk, desk.book.conclusion.plan_due, received[0], days, Duty.PLAN)
    made = (main[1].issued_on, main[0]) if main else None
    what = say(N_("Make the plan to put right what the conclusion found"))
    return _duty(desk, "plan", ObligationKind.MAKE_PLAN, what, received, deadline, made)


def _subplans(desk: Desk) -> Iterator[Obligation]:
    """A plan for each collective and individual named in the notice, but for those with a recorded reason."""
    conclusion, main = desk.book.conclusion, desk.book.main_plan
    excused = {item.party for _, plan in desk.book.plans for item in plan.without_subplan}
    made = {
        plan.for_: (plan.issued_on, path) for path, plan in desk.book.plans if plan.level is not Level.MAIN
    }
    named = dict.fromkeys(party for finding in conclusion.findings for party in finding.concerned)
    base = main[1].issued_on if main else None
    for party in named:
        if party != conclusion.unit and party not in excused:
            yield _duty(
                desk,
                f"plan.{party}",
                ObligationKind.MAKE_SUBPLAN,
                say(N_("Make a plan of their own, as named in the conclusion")),
                _received(desk),
                _set_or_default(desk, None, base, desk.frame.policy.days.make_subplan),
                made.get(party),
                (party, ""),
            )


def _next_update(desk: Desk, tasks: Sequence[TaskState]) -> Iterator[Obligation]:
    """The update that is owed next, where the policy asks for updates and the unit still has something to do."""
    days, main = desk.frame.policy.days.update, desk.book.main_plan
    if days is None or main is None or all(task.handed_in for task in tasks):
        return
    last = desk.book.updates[-1] if desk.book.updates else None
    since = (last[1].date, last[0]) if last else (main[1].issued_on, main[0])
    due = since[0] + timedelta(days=days) if since[0] else None
    what = say(N_("Send a progress update"))
    yield _duty(
        desk, "update", ObligationKind.SEND_UPDATE, what, since, Deadline(due, due, by_policy=True), None
    )


def _report(desk: Desk, tasks: Sequence[TaskState]) -> Obligation:
    conclusion = desk.book.conclusion
    ends = [task.deadline.current for task in tasks if task.deadline.current]
    days = desk.frame.policy.days.send_report
    deadline = _set_or_default(desk, conclusion.report_due, max(ends, default=None), days, Duty.REPORT)
    what = say(N_("Send the report on the result of remediation"))
    return _duty(desk, "report", ObligationKind.SEND_REPORT, what, _received(desk), deadline, reported(desk))


def reported(desk: Desk) -> tuple[date | None, str] | None:
    """The result report that completed the account of all findings, if they are all accounted for."""
    missing = {finding.id for finding in desk.book.conclusion.findings}
    for path, report in desk.book.reports:
        missing -= set(report.covers) if report.covers else missing
        if not missing:
            return report.date, path
    return None


def _answers(desk: Desk) -> Iterator[Obligation]:
    """An opinion is always owed an answer; a reminder only when it sets a date for one."""
    days = desk.frame.policy.days.reply
    for path, opinion in desk.book.opinions:
        due = opinion.reply_due or desk.working_days(opinion.date, days)
        yield _duty(
            desk,
            opinion.id,
            ObligationKind.ANSWER_OPINION,
            say(N_("Answer opinion {id}"), id=opinion.id),
            (opinion.date, path),
            Deadline(due, due, by_policy=opinion.reply_due is None),
            _replied(desk, opinion.id),
            ("", opinion.from_),
        )
    for path, reminder in desk.book.reminders:
        if reminder.reply_due is not None:
            yield _duty(
                desk,
                reminder.id,
                ObligationKind.ANSWER_REMINDER,
                say(N_("Answer reminder {id}"), id=reminder.id),
                (reminder.date, path),
                Deadline(reminder.reply_due, reminder.reply_due),
                _replied(desk, reminder.id),
                (reminder.to or "", reminder.by),
            )


def _replied(desk: Desk, record: str) -> tuple[date | None, str] | None:
    found = desk.book.replies.get(record)
    return (found[1].date, found[0]) if found else None


def _close(desk: Desk, findings: Sequence[FindingState]) -> Obligation:
    """Closing is the inspecting side's duty once nothing else is open; before that it has no date."""
    report = reported(desk)
    ready = report[0] if report and findings and all(item.status in SETTLED for item in findings) else None
    verified = [item.on for items in desk.book.judgements.values() for item in items]
    since = max([ready, *verified]) if ready else None
    due = desk.working_days(since, desk.frame.policy.days.close)
    closed = desk.book.closures[0] if desk.book.closures else None
    return _duty(
        desk,
        "close",
        ObligationKind.CLOSE,
        say(N_("Close the case")),
        (since, report[1] if report else ""),
        Deadline(due, due, by_policy=True),
        (closed[1].date, closed[0]) if closed else None,
        (desk.follower, desk.book.conclusion.unit),
    )
