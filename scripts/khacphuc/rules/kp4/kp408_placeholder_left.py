"""Something is still to be filled in.

Dots, “xxx”, “[to be added]” in an issued paper mean that a form was signed before it was complete. Fill the place in;
what is not known yet is left out, and the check says what is missing.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model import RECORDS, Record
from khacphuc.model.plan import Plan
from khacphuc.model.vocabulary import Severity
from khacphuc.register.case import Case
from khacphuc.register.document import AnyDocument, Document, holds
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.rules.specificity_common import results_of, tasks_of
from khacphuc.text.message import say
from khacphuc.text.nodes import Path
from khacphuc.text.placeholders import may_hold_placeholder, placeholder

SEVERITY = Severity.ERROR
DOCUMENTS = (Plan, *RECORDS.values())
_TASK_TEXTS = ("content", "measure", "product", "due_text")


def check_document(
    document: Document[Plan | Record], _case: Case | None, context: Context
) -> Iterator[RuleReport]:
    if not may_hold_placeholder(document.text, context.settings.policy.words):
        return
    for at, text in _texts(document):
        found = placeholder(text, context.settings.policy.words)
        if found:
            message = say("“{found}” shows that something is still to be filled in.", found=found)
            yield RuleReport(
                document, at, Said(message, say("Fill it in, or leave the key out until it is known."))
            )


def _texts(document: AnyDocument) -> Iterator[tuple[Path, str]]:
    if holds(document, Plan):
        for at, task in tasks_of(document):
            for key in _TASK_TEXTS:
                if text := getattr(task, key):
                    yield (*at, key), text
            for index, milestone in enumerate(task.milestones):
                yield (*at, "milestones", index, "text"), milestone.text
        return
    yield from ((at, text) for at, text, _ in results_of(document))
    for key in ("reason", "text"):
        if text := getattr(document.record, key, None):
            yield (key,), text
