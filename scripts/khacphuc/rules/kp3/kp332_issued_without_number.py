"""A paper is called issued, but has no number, no day or no issuer.

A plan that has neither number nor day answers no duty: nobody can say which paper it is, or that it was signed. An individual's
plan, and the papers of unit kinds that give no numbers, need a day and who signed.

Write number and day as they stand on the signed paper; while it is not signed, write `status: draft`.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from khacphuc.model.amendments import Correction, Supplement
from khacphuc.model.conclusion import Conclusion
from khacphuc.model.plan import Plan
from khacphuc.model.schema import fields
from khacphuc.model.vocabulary import Level, Severity, Status
from khacphuc.register.case import Case
from khacphuc.register.document import Document
from khacphuc.rules.completeness_common import surely_missing
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.text.message import Message, listed, say

SEVERITY = Severity.ERROR
DOCUMENTS = (Conclusion, Plan, Supplement, Correction)


def check_document(
    document: Document[Conclusion | Plan | Supplement | Correction], case: Case | None, context: Context
) -> Iterator[RuleReport]:
    paper = document.record
    if isinstance(paper, Supplement | Correction):
        if not paper.number and surely_missing(document) and not _gives_none(paper.by.unit, context):
            message = say(
                "This paper is called issued, without {keys}.", keys=_labelled(type(paper), ["number"])
            )
            yield RuleReport(document, ("by",), Said(message, say("Write the number of the signed paper.")))
        return
    if paper.status is not Status.ISSUED or not surely_missing(document):
        return
    missing = [key for key, value in (("number", paper.number), ("issued_on", paper.issued_on)) if not value]
    if isinstance(paper, Conclusion) and not paper.issuer:
        missing.append("issuer")
    if "number" in missing and _unnumbered(paper, case, context):
        missing.remove("number")
        if isinstance(paper, Plan) and not (paper.issued_by or paper.for_):
            missing.append("issued_by")
    if missing:
        message = say("This paper is called issued, without {keys}.", keys=_labelled(type(paper), missing))
        mend = say("Write them as they stand on the signed paper; until it is signed, write status: draft.")
        yield RuleReport(document, ("status",), Said(message, mend))


def _unnumbered(paper: Conclusion | Plan, case: Case | None, context: Context) -> bool:
    """Whether a paper needs no number: an individual's plan, or what a unit whose kind gives none has issued."""
    if isinstance(paper, Conclusion):
        return _gives_none(paper.issuer or "", context)
    if paper.level is Level.INDIVIDUAL:
        return True
    party = paper.issued_by or paper.for_
    return _gives_none(party.unit if party else case.unit if case else "", context)


def _gives_none(name: str, context: Context) -> bool:
    """Whether a unit is of a kind whose papers bear no number."""
    unit = context.settings.units.get(name)
    return unit is not None and any(
        kind.id == unit.kind and kind.unnumbered for kind in context.settings.policy.unit_kinds
    )


def _labelled(kind: type[Struct], keys: list[str]) -> Message:
    """Name keys by their labels, with the words of the file: ``Number (number)``."""
    labels = {field.key: field.about.label for field in fields(kind)}
    return listed([say("{label} ({word})", label=say(labels[key]), word=key) for key in keys])
