"""The documents, declared once: types, vocabulary, labels. Everything that describes them comes out of here."""

from __future__ import annotations

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

Document = Unit | Policy | Conclusion | Plan | Record
DOCUMENTS: dict[str, type[Document]] = {
    kind.TYPE: kind for kind in (Unit, Policy, Conclusion, Plan, *RECORDS.values())
}
"""Every document kind, by the word in its ``type`` key."""

__all__ = ["DOCUMENTS", "RECORDS", "Document", "Record"]
