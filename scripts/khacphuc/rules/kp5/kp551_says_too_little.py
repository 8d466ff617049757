"""A record says too little to have the effect that it seems to be meant to have.

An extension that names neither task nor duty moves no deadline; one that names who decided, and the paper, but no outcome counts
as a request only. A verification that notes that the shortcoming is gone, without an outcome, confirms nothing. An update that
gives the day or the evidence without a state reports nothing done.

Add the line that the message names.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.records import Extension, Move, TaskProgress, TaskVerification, Update, Verification
from khacphuc.model.vocabulary import Declared, ExtensionOutcome, Severity
from khacphuc.register.case import Case
from khacphuc.register.document import AnyDocument, Document
from khacphuc.rules.completeness_common import surely_missing
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.text.message import say
from khacphuc.text.nodes import Path
from khacphuc.timeline.timeline import timeline

SEVERITY = Severity.WARNING
DOCUMENTS = (Update, Verification, Extension)


def check_document(
    document: Document[Update | Verification | Extension], case: Case | None, _context: Context
) -> Iterator[RuleReport]:
    for at, said in _lacking(document, case):
        if surely_missing(document, at if at[0] == "tasks" else ()):
            yield RuleReport(document, at, said)


def _lacking(
    document: Document[Update | Verification | Extension], case: Case | None
) -> Iterator[tuple[Path, Said]]:
    record = document.record
    if (
        isinstance(record, Extension)
        and record.outcome is ExtensionOutcome.ASKED
        and record.decided_by
        and record.paper
    ):
        message = say(
            "Who decided and the paper are named, but not the outcome: this counts as a request only."
        )
        mend = say("Add outcome: approved or outcome: refused, as the paper says.")
        yield ("decided_by",), Said(message, mend)
    for at, item in enumerate(record.tasks):
        if isinstance(item, Move):
            said = _of_move(item)
        elif isinstance(item, TaskVerification):
            said = _of_verdict(item)
        elif isinstance(item, TaskProgress):
            said = _of_progress(item, document, case)
        else:
            continue
        if said is not None:
            yield ("tasks", at), said


def _of_move(move: Move) -> Said | None:
    if move.task or move.milestone or move.duty:
        return None
    message = say("This does not say which deadline is meant, and moves nothing.")
    return Said(message, say("Add task:, milestone: or duty: with what the decision extends."))


def _of_verdict(said: TaskVerification) -> Said | None:
    if said.outcome or said.effectiveness or said.gone is False:
        return None
    if said.gone:
        message = say(
            "{id}: the shortcoming is gone, but there is no outcome: nothing is confirmed.", id=said.task
        )
        return Said(message, say("Add outcome: confirmed if the task was verified and accepted."))
    if said.effectiveness_due:
        return None
    message = say("{id}: nothing is said that counts; the task still awaits verification.", id=said.task)
    return Said(message, say("Add outcome: confirmed or outcome: rejected, as the paper says."))


def _of_progress(said: TaskProgress, document: AnyDocument, case: Case | None) -> Said | None:
    bare = (said.result or said.evidence) and not (said.progress or said.percent or said.milestones)
    if said.state or not (said.done_on or bare) or _handed_in(said, document, case):
        return None
    message = say(
        "{id}: day, result or evidence are given, but no state: nothing is reported done.", id=said.task
    )
    return Said(message, say("Add state: done if it is done, else state: in_progress."))


def _handed_in(said: TaskProgress, document: AnyDocument, case: Case | None) -> bool:
    """Whether the task was reported done before: more evidence of that needs no state."""
    if case is None:
        return False
    for entry in timeline(case).progress[said.task]:
        if entry.document is document:
            return False
        if entry.said.state is Declared.REPORTED_DONE and (said.unit, said.occurrence) == (
            entry.said.unit,
            entry.said.occurrence,
        ):
            return True
    return False
