"""The documents, declared once: types, vocabulary, labels. Everything that describes them comes out of here."""

from __future__ import annotations

from datetime import date as Day

from khacphuc.model.conclusion import Conclusion
from khacphuc.model.plan import Plan
from khacphuc.model.policy import Policy
from khacphuc.model.records import (
    Closure,
    Extension,
    Meeting,
    Opinion,
    Record,
    Reminder,
    Reply,
    Report,
    Update,
    Verification,
)
from khacphuc.model.unit import Unit

RECORDS: dict[str, type[Record]] = {
    kind.TYPE: kind
    for kind in (Update, Extension, Verification, Opinion, Reply, Reminder, Meeting, Report, Closure)
}
"""The dated records, by the word in their file names."""

AnyRecord = Unit | Policy | Conclusion | Plan | Record
"""What a document may hold."""

DOCUMENTS: dict[str, type[AnyRecord]] = {
    kind.TYPE: kind for kind in (Unit, Policy, Conclusion, Plan, *RECORDS.values())
}
"""Every document kind, by the word in its ``type`` key."""


def id_of(record: AnyRecord | None) -> str:
    """The id of a document that has one (unit, conclusion, opinion, reminder); else ``""``."""
    return record.id if isinstance(record, Unit | Conclusion | Opinion | Reminder) else ""


def date_of(record: AnyRecord | None) -> Day | None:
    """The date on a paper: the day of a record, or the one on which a conclusion or plan was issued."""
    if isinstance(record, Conclusion | Plan):
        return record.issued_on
    return None if record is None or isinstance(record, Unit | Policy) else record.date


__all__ = ["DOCUMENTS", "RECORDS", "AnyRecord", "Record", "date_of", "id_of"]
