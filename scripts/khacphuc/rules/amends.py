"""What was done about an event since: taken back, explained by a record, verified anew."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from khacphuc.history.trail import Event
from khacphuc.model import RECORDS
from khacphuc.model.records import Verification
from khacphuc.register.document import Document
from khacphuc.rules.completeness import side
from khacphuc.rules.contract import Chronicle
from khacphuc.rules.past import document_of

# What git shows of a commit's name, or more of it.
_COMMIT = re.compile(r"(?<![0-9A-Za-z])[0-9a-f]{7,64}(?![0-9A-Za-z])", re.ASCII)


def explained(event: Event, told: Chronicle, *, from_outside: bool = False) -> bool:
    """Whether a record of the case names the commit of an event.

    What must be answered for to others is explained by them: ``from_outside`` asks for a record by another unit.
    """
    landing = told.landings[event.landing]
    if not landing.commit or told.case is None:
        return False
    names = (landing.commit, landing.arrived_in)
    return any(
        any(name.startswith(word) for name in names)
        for unit, word in _named(told)
        if not (from_outside and unit == told.case.unit)
    )


def _named(told: Chronicle) -> list[tuple[str, str]]:
    """What looks like a commit in the records of a case, with the unit whose record it is."""
    kept: list[tuple[str, str]] | None = told.__dict__.get("named")
    if kept is None:
        documents = told.case.documents if told.case else ()
        kept = [
            (_unit_of(document), word)
            for document in documents
            if document.slot.type in RECORDS and document.record is not None
            for word in _COMMIT.findall(document.text)
        ]
        told.__dict__["named"] = kept
    return kept


def _unit_of(document: Document) -> str:
    record = document.record
    by = next((getattr(record, key) for key in ("by", "from_", "unit") if getattr(record, key, None)), "")
    return side(by)


def taken_back(event: Event, told: Chronicle) -> bool:
    """Whether a later change of the same thing put back what stood before."""
    kept: dict[tuple[str, ...], int] | None = told.__dict__.get("put")
    if kept is None:
        kept = told.__dict__["put"] = {_put(later, later.new): later.landing for later in told.events}
    return kept.get(_put(event, event.old), -1) > event.landing


def _put(event: Event, text: str) -> tuple[str, ...]:
    return event.kind.value, event.what, event.id, event.field, PurePosixPath(event.path).name, text


def verified_again(event: Event, told: Chronicle) -> bool:
    """Whether the tasks of a verification were verified again, by a record that the doer's people did not commit."""
    case = told.case
    this = document_of(case, event) if case else None
    if case is None or this is None:
        return False
    theirs = {PurePosixPath(other.path).name for other in told.events if other.kind is event.kind}
    again = {
        judged.task
        for document, verification in case.of(Verification)
        if PurePosixPath(document.path).name not in theirs and verification.date >= this.slot.date
        for judged in verification.tasks
    }
    return set(event.old.split(", ")) <= again
