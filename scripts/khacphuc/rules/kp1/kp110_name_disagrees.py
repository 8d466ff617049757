"""The name of a file and what stands in it say two different things.

The register files a document by its name and believes its content. When the two disagree about the kind, the
date or the unit, one of them is wrong, and an office looking for the document of a certain day does not find
it.

Compare with the paper; then rename the file, or correct the key.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model import DOCUMENTS as KINDS
from khacphuc.model import AnyRecord, date_of
from khacphuc.model.plan import Plan
from khacphuc.model.schema import nearest
from khacphuc.model.unit import Unit
from khacphuc.model.vocabulary import Level, Severity
from khacphuc.register.case import Case
from khacphuc.register.document import Document
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.text.flaw import Flaw
from khacphuc.text.message import say

SEVERITY = Severity.ERROR
DOCUMENTS = tuple(KINDS.values())


def explain(flaw: Flaw) -> Said:
    """Another kind of document than its name says, found when it was read."""
    named, written = flaw.details
    return Said(
        say(
            "By its name this file is “{named}” ({label}); here it says “{written}”.",
            named=named,
            label=say(KINDS[named].TITLE),
            written=written,
        ),
        say("Rename the file, or write: {line}", line=f"type: {named}"),
    )


def check_document(
    document: Document[AnyRecord], _case: Case | None, context: Context
) -> Iterator[RuleReport]:
    record, slot = document.record, document.slot
    if record.type != slot.type:
        said = explain(Flaw("name-disagrees", document.place(("type",)), (slot.type, record.type)))
        yield RuleReport(document, ("type",), said)
    if isinstance(record, Unit):
        # The id of another unit's file is a duplicate, which says more.
        others = (other.slot.unit for other in context.settings.units.documents)
        if record.id != slot.unit and record.id not in others:
            yield RuleReport(document, ("id",), _unit(record.id, slot.unit))
    elif isinstance(record, Plan):
        if record.revises is None and (record.level is Level.MAIN) != (slot.slug == ""):
            yield RuleReport(document, ("level",), _plan(record.level, slot.slug))
    elif slot.date and (written := date_of(record)) and written != slot.date:
        message = say(
            "The file's name has the date {named}; here it says {written}.",
            named=slot.date,
            written=written,
        )
        name = document.path.rpartition("/")[2]
        proposed = written.isoformat() + name[len("2024-06-05") :]
        yield RuleReport(
            document,
            ("date",),
            Said(message, say("Rename the file to {name}, or correct the date.", name=proposed)),
        )


def _unit(written: str, named: str) -> Said:
    message = say(
        "The file is called {named}.md; here the unit is called “{written}”.", named=named, written=written
    )
    if nearest(written, [named]):
        return Said(
            message, say("Give both the same name. An id that other documents use must not be changed.")
        )
    return Said(message, say("Rename the file to {written}.md, or correct the id.", written=written))


def _plan(level: Level, slug: str) -> Said:
    label = say(level.label)
    if slug:
        return Said(
            say("plan-{slug}.md is a sub-plan by its name; its level is {label}.", slug=slug, label=label),
            say("Write level: collective or level: individual; the unit's own plan is called plan.md."),
        )
    return Said(
        say("plan.md is the unit's own plan by its name; its level is {label}.", label=label),
        say("Call a sub-plan plan-….md with a word for the collective or person, or write level: main."),
    )
