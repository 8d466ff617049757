"""A task is reported done without any evidence.

Whoever verifies needs a paper to look at. "Done" without one is the form of box-ticking that the follow-up is meant to end.

Name under `evidence` the paper with number and date, or what can be seen and where it is kept.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.records import Update
from khacphuc.model.vocabulary import Declared, Severity
from khacphuc.register.case import Case
from khacphuc.register.document import Document
from khacphuc.rules.completeness_common import surely_missing
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.text.front_matter import quoted
from khacphuc.text.message import Message, say
from khacphuc.timeline.timeline import timeline

SEVERITY = Severity.ERROR
DOCUMENTS = (Update,)


def check_document(document: Document[Update], case: Case | None, _context: Context) -> Iterator[RuleReport]:
    update: Update = document.record
    for index, said in enumerate(update.tasks):
        if (
            said.state is Declared.REPORTED_DONE
            and not said.evidence
            and surely_missing(document, ("tasks", index))
        ):
            message = say("Task {id} is reported done without evidence.", id=said.task)
            yield RuleReport(document, ("tasks", index, "state"), Said(message, _mend(case, said.task)))


def _mend(case: Case | None, task: str) -> Message:
    held = timeline(case).planned(task) if case else None
    if held and held.task.product:
        return say(
            "The plan promises “{product}”: name it under evidence, with number and date, or kept_at.",
            product=quoted(held.task.product),
        )
    return say("Add evidence: with the number and date of the paper, or kept_at: with where it can be seen.")
