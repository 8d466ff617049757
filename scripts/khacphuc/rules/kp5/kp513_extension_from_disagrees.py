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
from khacphuc.obligations.values import CaseState
from khacphuc.register.case import Case
from khacphuc.rules.case_state import case_state
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.rules.overwritten_days import paper_day, written_over
from khacphuc.rules.reference_common import understood
from khacphuc.text.message import Message, listed, say
from khacphuc.timeline.deadlines import DeadlineKey, decided_on, key_of
from khacphuc.timeline.timeline import Timeline, timeline

SEVERITY = Severity.ERROR


def check_case(case: Case, context: Context) -> Iterator[RuleReport]:
    entries = timeline(case)
    if not entries.extensions or not understood(case, "conclusion", "plan", "extension"):
        return
    state = case_state(case, context)
    void = {(one.path, one.at) for one in state.voids} if state else set()
    moved: dict[tuple[DeadlineKey, str], date] = {}
    for document in sorted(entries.extensions, key=lambda one: decided_on(one.record)):
        for index, move in enumerate(document.record.tasks):
            if (document.path, index) in void or _one_of_several(entries, move):
                continue
            key = key_of(move), move.unit or ""
            current = moved.get(key) or paper_day(entries, case, move)
            if _revised(entries, case, move) or _redated(entries, move, state):
                continue  # which paper came last, the ledger tells
            if key not in moved and written_over(case, move, current):
                current = move.from_  # KP624 asks about it
            if current is not None and move.from_ != current:
                message = say(
                    "The deadline of {what} was {current} on that day, not {old}.",
                    what=move.milestone or move.task or say(move.duty.label if move.duty else ""),
                    current=current,
                    old=move.from_,
                )
                mend = _mend(move, current)
                yield RuleReport(document, ("tasks", index, "from"), Said(message, mend))
            if document.record.outcome is ExtensionOutcome.APPROVED:
                moved[key] = move.to


def _mend(move: Move, current: date) -> Message:
    """Say how the days may have come apart. No advice moves a deadline without the decision."""
    if move.from_ > move.to:
        return say(
            "Compare with the decision. If both days were swapped, write {lines}; if it takes an extension back, record that one first.",
            lines=listed([f"from: {move.to.isoformat()}", f"to: {move.from_.isoformat()}"]),
        )
    return say(
        "Compare with the decision: write {line}, or record the earlier extension that is missing.",
        line=f"from: {current.isoformat()}",
    )


def _revised(entries: Timeline, case: Case, move: Move) -> bool:
    """Whether a revision of the plan has stated the task anew."""
    name = move.task or case.milestones.get(move.milestone or "", "")
    return entries.tasks.get(name) != entries.promised.get(name)


def _one_of_several(entries: Timeline, move: Move) -> bool:
    """Whether an extension moves one of the occurrences of a task, which its old deadline or itself names."""
    held = entries.planned(move.task or "")
    return held is not None and held.task.recurrence is not None and not move.milestone


def _redated(entries: Timeline, move: Move, state: CaseState | None) -> bool:
    """Return whether a correction of the notice has given another day to what an extension moves, or to what it carries out."""
    held = entries.planned(move.task) if move.task else None
    names = (*(held.task.requirements if held else ()), move.duty.value if move.duty else "")
    return bool(state and state.notice and state.notice.day_of(*names))
