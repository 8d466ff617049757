"""A plan was given the day of an extension; the first day no longer stands in it.

The extension moves the deadline by itself. Where the plan keeps its day, everybody sees what was promised, what was granted,
and how often; written over, only the last day is left.

Write back the day that the plan's own paper has.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.vocabulary import ExtensionOutcome, Severity
from khacphuc.register.case import Case
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.rules.overwritten_days import paper_day, written_over
from khacphuc.rules.reference_common import understood
from khacphuc.text.message import say
from khacphuc.timeline.deadlines import DeadlineKey, decided_on, key_of
from khacphuc.timeline.timeline import timeline

SEVERITY = Severity.QUESTION


def check_case(case: Case, context: Context) -> Iterator[RuleReport]:  # noqa: ARG001 - the shape of its rule
    entries = timeline(case)
    if not entries.extensions or not understood(case, "plan", "extension"):
        return
    seen: set[tuple[DeadlineKey, str]] = set()
    for document in sorted(entries.extensions, key=lambda one: decided_on(one.record)):
        for index, move in enumerate(document.record.tasks):
            key = key_of(move), move.unit or ""
            day = paper_day(entries, case, move)
            first = key not in seen
            if document.record.outcome is ExtensionOutcome.APPROVED:
                seen.add(key)
            if day is None or not first or not written_over(case, move, day):
                continue
            message = say(
                "The plan gives {what} the day of an extension, {day}; what was promised first, {old}, no longer stands in it.",
                what=move.milestone or move.task or "",
                day=day,
                old=move.from_,
            )
            mend = say(
                "Compare with decision and plan. If the plan was edited, write {line} back as its paper has it; the extension moves the deadline.",
                line=f"due: {move.from_.isoformat()}",
            )
            yield RuleReport(document, ("tasks", index, "from"), Said(message, mend))
