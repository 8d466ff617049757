"""The doer decides on the doer's own extension.

A deadline that its debtor can move is none. Whoever set it decides whether it moves: the committee for the tasks of its
plan, the issuer of the notice for plan and report.

Ask the body that set the deadline to decide, and name it under `decided_by`.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.records import Extension, Move
from khacphuc.model.vocabulary import Severity
from khacphuc.register.case import Case
from khacphuc.register.document import Document
from khacphuc.rules.completeness import side
from khacphuc.rules.contract import Context, Report, Said
from khacphuc.text.message import say
from khacphuc.timeline.timeline import Timeline, timeline

SEVERITY = Severity.ERROR
DOCUMENTS = (Extension,)


def check_document(document: Document[Extension], case: Case | None, _context: Context) -> Iterator[Report]:
    extension: Extension = document.record
    decider = extension.decided_by
    if case is None or decider is None:
        return
    entries = timeline(case)
    for move in extension.tasks:
        doer = next((party for party in _doers(entries, case, move) if _same(party, decider)), None)
        if doer is None:
            continue
        message = say(
            "{by} decides on the extension of {what}, which {doer} owes.",
            by=decider,
            what=move.milestone or move.task or say(move.duty.label if move.duty else ""),
            doer=doer,
        )
        likely = case.conclusion.issuer if case.conclusion else None
        mend = (
            say("Let the body that set the deadline decide, for instance decided_by: {party}", party=likely)
            if likely and side(likely) != side(doer)
            else say("Let the body that set the deadline decide, and name it under decided_by:.")
        )
        yield Report(document, ("decided_by",), Said(message, mend))
        return


def _doers(entries: Timeline, case: Case, move: Move) -> tuple[str, ...]:
    task = move.task or (case.milestones.get(move.milestone) if move.milestone else None)
    if task is None:
        return (case.conclusion.unit,) if move.duty and case.conclusion else ()
    accountable = entries.accountable(task)
    return (*entries.doers(task, None), *((accountable,) if accountable else ()))


def _same(doer: str, decider: str) -> bool:
    """A unit that leads, and its people, are one side; a person who answers within a larger unit is only that person."""
    return decider == doer or ("/" not in doer and side(decider) == doer)
