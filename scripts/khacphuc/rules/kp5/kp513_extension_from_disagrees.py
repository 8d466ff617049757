"""An extension starts from a day that is not the current deadline.

The old deadline on the decision must be the one in force. If it is not, the decision was taken on a wrong footing, or an
earlier extension is missing from the case.

Compare with the plan and the extensions before; correct `from`, or record the missing one.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from khacphuc.model.records import Move
from khacphuc.model.vocabulary import ExtensionOutcome, Severity
from khacphuc.obligations.calendar import calendar_of
from khacphuc.obligations.cycles import occurrences
from khacphuc.register.case import Case
from khacphuc.rules.contract import Context, Report, Said
from khacphuc.rules.knowledge import understood
from khacphuc.text.message import say
from khacphuc.timeline.deadlines import DeadlineKey, due_of, end_of, key_of
from khacphuc.timeline.timeline import Timeline, timeline

SEVERITY = Severity.ERROR


def check_case(case: Case, context: Context) -> Iterator[Report]:
    entries = timeline(case)
    if not entries.extensions or not understood(case, "conclusion", "plan", "extension"):
        return
    moved: dict[DeadlineKey, date] = {}
    for document in entries.extensions:
        for index, move in enumerate(document.record.tasks):
            key = key_of(move)
            current = moved.get(key) or _original(entries, case, move)
            if current is not None and move.from_ != current and not _occurrence(entries, move, context):
                message = say(
                    "The deadline of {what} was {current} on that day, not {old}.",
                    what=move.milestone or move.task or say(move.duty.label if move.duty else ""),
                    current=current,
                    old=move.from_,
                )
                mend = (
                    say(
                        "The plan itself was changed: write {line} back there; the extension alone moves the deadline.",
                        line=f"due: {move.from_.isoformat()}",
                    )
                    if current == move.to and key not in moved and move.duty is None
                    else say(
                        "Compare with the decision: write {line}, or record the earlier extension that is missing.",
                        line=f"from: {current.isoformat()}",
                    )
                )
                yield Report(document, ("tasks", index, "from"), Said(message, mend))
            if document.record.outcome is ExtensionOutcome.APPROVED:
                moved[key] = move.to


def _original(entries: Timeline, case: Case, move: Move) -> date | None:
    """The deadline as the paper sets it; None where it is not known."""
    if move.milestone:
        held = entries.tasks.get(case.milestones.get(move.milestone, ""))
        steps = held.task.milestones if held else ()
        return next((step.due for step in steps if step.id == move.milestone), None)
    if move.task:
        held = entries.tasks.get(move.task)
        return end_of(held.task) if held else None
    conclusion = case.conclusion
    if conclusion is None or move.duty is None:
        return None
    return due_of(move.duty, conclusion)


def _occurrence(entries: Timeline, move: Move, context: Context) -> bool:
    """Of a recurring task one occurrence may move: the old deadline says which."""
    held = entries.tasks.get(move.task or "")
    if move.milestone or held is None or held.task.recurrence is None:
        return False
    start = held.task.recurrence.from_ or held.task.start or held.plan.issued_on
    if start is None:
        return True
    return move.from_ in occurrences(
        held.task.recurrence, start, move.from_, calendar_of(context.frame.policy)
    )
