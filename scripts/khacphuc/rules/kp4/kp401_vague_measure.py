"""A measure is so general that nobody could say later whether it was carried out.

“Strengthen leadership”, “continue to pay attention”: such a measure is done from the first day and never, and the
finding it serves comes back at the next inspection. Tie it to the ground: who does it, how many, by which day, and
which document will exist afterwards. A soft word is no fault where such an anchor stands beside it.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.plan import Plan
from khacphuc.model.vocabulary import Severity, TaskKind
from khacphuc.register.case import Case
from khacphuc.register.document import Document
from khacphuc.rules.contract import Context, Report
from khacphuc.rules.judging import found_vague, tasks_of

SEVERITY = Severity.WARNING
DOCUMENTS = (Plan,)
KINDS = ("soft_action", "soft_time")


def check_document(document: Document[Plan], _case: Case | None, context: Context) -> Iterator[Report]:
    for at, task in tasks_of(document):
        if task.kind is TaskKind.FOLLOW_UP:
            continue
        # A task that gives no measure says how in its content, or nowhere.
        if text := task.measure or task.content:
            yield from found_vague(
                document, (*at, "measure" if task.measure else "content"), text, KINDS, context
            )
