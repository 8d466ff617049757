"""A task is given more time, and its milestones keep their days.

Steps that were set on the way to the old deadline are overdue from their old days on, though nobody means them to be, or they
are no longer steps of anything.

Decide on the milestones in the same extension, or say that they stay.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.records import Extension
from khacphuc.model.vocabulary import ExtensionOutcome, Severity
from khacphuc.register.case import Case
from khacphuc.register.document import Document
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.text.message import listed, say
from khacphuc.timeline.timeline import timeline

SEVERITY = Severity.QUESTION
DOCUMENTS = (Extension,)


def check_document(
    document: Document[Extension], case: Case | None, _context: Context
) -> Iterator[RuleReport]:
    extension: Extension = document.record
    if case is None or extension.outcome is not ExtensionOutcome.APPROVED:
        return
    entries = timeline(case)
    moved = {move.milestone for move in extension.tasks if move.milestone}
    for index, move in enumerate(extension.tasks):
        held = entries.tasks.get(move.task or "") if not move.milestone else None
        if held is None or move.to <= move.from_:
            continue
        reached = {step for word in entries.progress.get(held.task.id, ()) for step in word.said.milestones}
        # Steps that lay near the old end were meant for it.
        left = [
            step
            for step in held.task.milestones
            if step.due and extension.date <= step.due <= move.from_ and step.id not in moved | reached
        ]
        if left:
            names = [step.id for step in left]
            message = say(
                "Task {id} moves to {to}, but its milestones {steps} keep their days: is that meant?",
                id=held.task.id,
                to=move.to,
                steps=listed(names),
            )
            mend = say(
                "To move one as well, add to tasks: {line}",
                line=f"{{milestone: {names[0]}, from: {left[0].due}, to: …}}",
            )
            yield RuleReport(document, ("tasks", index, "to"), Said(message, mend))
