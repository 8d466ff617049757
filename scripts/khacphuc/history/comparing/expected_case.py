"""Say how a case would stand if a change had brought nothing but what may change what is owed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from khacphuc.history.comparing.case_change import AnyPair, DifferingDocuments
from khacphuc.model import RECORDS, date_of
from khacphuc.model.plan import Plan
from khacphuc.model.records import Extension, Report, Update
from khacphuc.model.vocabulary import Declared, ExtensionOutcome, Status
from khacphuc.register.case import Case, reading_order
from khacphuc.register.document import AnyDocument, holds
from khacphuc.timeline.sides import approver

Pairs = Sequence[AnyPair]
"""The documents in which a case differs, as they belong together."""
DoneThing = tuple[str, str, date | None]
"""A task, the unit where several owe it, and the occurrence of one that recurs."""


def decides(pair: AnyPair) -> bool:
    """Return whether an extension that was asked for is decided, in the paper that asked: with the same moves."""
    old, new = (side.record if side else None for side in (pair.old, pair.new))
    return (
        isinstance(old, Extension)
        and isinstance(new, Extension)
        and old.outcome is ExtensionOutcome.ASKED
        and new.outcome is not ExtensionOutcome.ASKED
        and (old.tasks, old.by, old.date) == (new.tasks, new.by, new.date)
    )


def may_explain(pair: AnyPair, unit: str) -> bool:
    """Return whether a document may change what is owed: a record that is new, a revision of a plan, or a decision.

    Whether its party has the right to is asked by the fold, in which a record without right has no effect. Records are only
    added: what ends a debt because one was rewritten is told. ``unit`` is the case's.
    """
    if pair.new is None:
        return False
    if isinstance(pair.new.record, Plan):
        drafted = pair.old is None or getattr(pair.old.record, "status", None) is Status.DRAFT
        return drafted and bool(approver(pair.new.record, unit))
    return pair.type in RECORDS and (pair.old is None or decides(pair))


def rewritten_records(found: Pairs) -> set[str]:
    """Return the paths of the records that stand in other words, and of plans that got their first tasks."""
    return {
        pair.new.path
        for pair in found
        if pair.old is not None
        and pair.new is not None
        and (pair.type in RECORDS or (isinstance(pair.old.record, Plan) and not pair.old.record.tasks))
    }


def mended_records(found: Pairs, day: date) -> set[str]:
    """Return the paths of the records that stand in other words on the very day that they bear, before and after."""
    return {
        pair.new.path
        for pair in found
        if pair.type in RECORDS
        and pair.old is not None
        and pair.new is not None
        and date_of(pair.old.record) == day == date_of(pair.new.record)
    }


def with_new_records(before: Case, found: Pairs, late: Sequence[AnyDocument] = ()) -> Case:
    """Return a case as it stood, with the records that are new, but for some, and no word that was rewritten since."""
    new = (pair.new for pair in found if pair.old is None and pair.type in RECORDS and pair.new not in late)
    documents = sorted((*before.documents, *filter(None, new)), key=reading_order)
    return Case(before.folder, tuple(documents), before.unrecognised)


def overtaking(
    before: Case | None, differing: DifferingDocuments, on: date | None
) -> tuple[AnyDocument, ...]:
    """Return the new records that are dated before one of their kind which had landed by an earlier day.

    By them something may count as met before the day on which it was first told. An update says itself when a task was
    done. What is mended on its own day overtakes nothing.
    """
    came = [
        (found, day)
        for found in differing.came
        if found.slot.type in RECORDS
        and found.slot.type != Update.TYPE
        and (day := date_of(found.record)) is not None
        and (on is None or day < on)
    ]
    last: dict[str, date] = {}
    earliest = min((day for _, day in came), default=date.max)
    for document in reversed(before.documents if before else ()):  # the records, the latest first
        if document.slot.date is None or document.slot.date < earliest:
            break
        day = date_of(document.record)
        if day is not None and (on is None or day < on):
            last[document.slot.type] = max(day, last.get(document.slot.type, day))
    return tuple(found for found, day in came if day < last.get(found.slot.type, day))


def with_old_words(after: Case, found: Pairs) -> Case | None:
    """Return a case with the unit's updates and reports that were rewritten or taken out as they stood; None where none was."""
    altered = [pair for pair in found if pair.type in (Update.TYPE, Report.TYPE) and pair.old is not None]
    if not altered:
        return None
    replaced = {id(pair.new) for pair in altered}
    kept = (one for one in after.documents if id(one) not in replaced)
    documents = sorted((*kept, *(pair.old for pair in altered if pair.old)), key=reading_order)
    return Case(after.folder, tuple(documents), after.unrecognised)


def told_before(before: Case | None, differing: DifferingDocuments) -> dict[DoneThing, date]:
    """Return the first day on which each task or occurrence was told as done, where a new update tells an earlier one.

    Whatever was taken back or rejected in between: when something was done does not change by being told again.
    """
    came = {
        (said.task, said.unit or "", said.occurrence): said.done_on
        for found in differing.came
        if holds(found, Update)
        for said in found.record.tasks
        if said.state is Declared.REPORTED_DONE and said.done_on is not None
    }
    if not came or before is None:
        return {}
    first: dict[DoneThing, date] = {}
    for _, update in before.of(Update):
        for said in update.tasks:
            key = said.task, said.unit or "", said.occurrence
            if said.state is Declared.REPORTED_DONE and key in came and said.done_on is not None:
                first.setdefault(key, said.done_on)
    return {key: day for key, day in first.items() if came[key] < day}


def only_new_records(differing: DifferingDocuments) -> bool:
    """Return whether nothing but records was added: then nobody can owe less than the fold allows."""
    return not differing.gone and all(found.slot.type in RECORDS for found in differing.came)


def expected_cases(before: Case | None, found: Pairs, mended: Collection[str] = ()) -> Iterator[Case]:
    """Yield the readings of a case by which less must not be owed after a change.

    ``mended`` are records that their own people have put right on the day that they bear.

    With all records that stood there; and where some were taken out, without them as well: a decision that is no
    longer there allows nothing.
    """
    if before is None:
        return
    unit = before.conclusion.unit if before.conclusion else before.unit
    explaining = [
        pair
        for pair in found
        if may_explain(pair, unit) or (pair.new and pair.old and pair.new.path in mended)
    ]
    replaced = {id(pair.old) for pair in explaining}
    granted = [pair.new for pair in explaining if pair.new is not None]
    kept: list[AnyDocument] = [one for one in before.documents if id(one) not in replaced]
    readings = [[*kept, *granted]]
    withdrawn = {id(pair.old) for pair in found if pair.new is None and pair.type in RECORDS}
    if withdrawn:
        readings.append([*(one for one in kept if id(one) not in withdrawn), *granted])
    for documents in filter(None, readings):
        yield Case(before.folder, tuple(sorted(documents, key=reading_order)), before.unrecognised)
