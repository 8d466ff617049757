"""What was done about an event since: taken back, explained by a record, verified anew."""

from __future__ import annotations

from pathlib import PurePosixPath

from khacphuc.history.trail import Event, change_key
from khacphuc.model.records import Verification
from khacphuc.register.document import AnyDocument, holds
from khacphuc.rules.completeness import side
from khacphuc.rules.contract import Chronicle
from khacphuc.rules.past import document_of
from khacphuc.text.message import Message, say


def key_of(event: Event, told: Chronicle) -> str:
    """The key by which a record of the case accounts for an event."""
    conclusion = told.case.conclusion if told.case else None
    return change_key(conclusion.id if conclusion else told.folder, event)


def explained(event: Event, told: Chronicle, *, from_outside: bool = False) -> bool:
    """Whether a record of the case accounts for an event, under the event's key.

    What must be answered for to others is explained by them: ``from_outside`` asks for a record by another unit.
    What has not landed yet is decided in review, and not by what it says of itself.
    """
    if told.case is None or not told.landings[event.landing].commit:
        return False
    units = _answered(told).get(key_of(event, told), set())
    return bool(units - {told.case.unit} if from_outside else units)


def or_explain(event: Event, told: Chronicle, mend: Message, *, from_outside: bool = False) -> Message:
    """How to mend, or how to account for it: a later record can name the change, once it has landed."""
    if not told.landings[event.landing].commit:
        return mend
    line = f"answers: {key_of(event, told)}"
    if from_outside:
        return say(
            "{mend} If it was right, another unit says why in a record of this case with the line “{line}”.",
            mend=mend,
            line=line,
        )
    return say(
        "{mend} If it was right, say why in a record of this case with the line “{line}”.",
        mend=mend,
        line=line,
    )


def _answered(told: Chronicle) -> dict[str, set[str]]:
    """The keys that records of a case account for, with the units whose records they are."""
    kept: dict[str, set[str]] | None = told.__dict__.get("answered")
    if kept is None:
        kept = told.__dict__["answered"] = {}
        for document in told.case.documents if told.case else ():
            for key in getattr(document.record, "answers", ()):
                kept.setdefault(key, set()).add(_unit_of(document))
    return kept


def _unit_of(document: AnyDocument) -> str:
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
    if case is None or this is None or not holds(this, Verification):
        return False
    theirs = {PurePosixPath(other.path).name for other in told.events if other.kind is event.kind}
    again = {
        judged.task
        for document, verification in case.of(Verification)
        if PurePosixPath(document.path).name not in theirs and verification.date >= this.record.date
        for judged in verification.tasks
    }
    return set(event.old.split(", ")) <= again
