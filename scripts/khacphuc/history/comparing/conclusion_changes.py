"""Yield events of a conclusion: an issued notice must not be edited."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import structs

from khacphuc.history.comparing.case_change import CaseChange, DocumentPair
from khacphuc.history.comparing.committers import own_word
from khacphuc.history.comparing.id_changes import added_ids, removed_ids
from khacphuc.history.comparing.text_differences import (
    Difference,
    body_difference,
    cut,
    differences,
    replaced,
)
from khacphuc.history.trail import Event, EventKind
from khacphuc.model.conclusion import Conclusion, Finding, Requirement
from khacphuc.register.document import AnyDocument, Document
from khacphuc.text.promise.rewording import Rewording, counted, rewording

_TOLD_APART = frozenset({"status", "findings", "requirements", "plan_due", "report_due"})
_DEADLINE_TEXTS = (("plan_due", "plan_due_text"), ("report_due", "report_due_text"))


def conclusion_events(change: CaseChange, pair: DocumentPair[Conclusion]) -> Iterator[Event]:
    """Yield the changes of a conclusion in force, and of ids that reappear."""
    if pair.old is None or not change.was_in_force(pair.old):
        if pair.new is not None:
            yield from _parts(change, pair.new, None, pair.new.record, told=False)
    elif pair.new is None:
        if change.after is not None:
            yield from _parts(change, pair.old, pair.old.record, None)
    else:
        own = own_word(change, pair)
        yield from (structs.replace(event, declared=own) for event in _edited(change, pair.old, pair.new))
        yield from _parts(change, pair.new, pair.old.record, pair.new.record)


def _edited(change: CaseChange, old: Document[Conclusion], new: Document[Conclusion]) -> Iterator[Event]:
    before, after = old.record, new.record
    moved = {text for due, text in _DEADLINE_TEXTS if getattr(before, due) != getattr(after, due)}
    for found in differences(before, after, _TOLD_APART | moved):
        yield _edit(change, new, "conclusion", after.id, found)
    if body := body_difference(old.body, new.body):
        yield _edit(change, new, "conclusion", after.id, body)


def _edit(change: CaseChange, document: AnyDocument, what: str, name: str, found: Difference) -> Event:
    return change.event(
        EventKind.CONCLUSION_EDITED, document, what, id=name, field=found.key, old=found.old, new=found.new
    )


def _parts(
    change: CaseChange,
    document: AnyDocument,
    old: Conclusion | None,
    new: Conclusion | None,
    *,
    told: bool = True,
) -> Iterator[Event]:
    """Findings, then requirements: dropped, added, edited."""
    for what in ("finding", "requirement"):
        before, after = (_by_id(getattr(side, f"{what}s") if side else ()) for side in (old, new))
        for name, part in before.items():
            if name not in after:
                yield removed_ids(change, document, what, name, part.text)
        for name, part in after.items():
            if name not in before:
                yield from added_ids(change, document, what, name, part.text, told=told)
            elif part != before[name]:
                yield from _part(change, document, what, before[name], part)


def _by_id(parts: Sequence[Finding | Requirement]) -> dict[str, Finding | Requirement]:
    return {part.id: part for part in reversed(parts)}


def _part(
    change: CaseChange,
    document: AnyDocument,
    what: str,
    old: Finding | Requirement,
    new: Finding | Requirement,
) -> Iterator[Event]:
    found = list(differences(old, new))
    if len(found) > 1 and replaced(old.text, new.text):
        yield change.event(
            EventKind.ID_REUSED, document, what, id=new.id, old=cut(old.text), new=cut(new.text)
        )
        return
    if less_in_part(what, old.text, new.text):
        words = {"field": "text", "old": cut(old.text), "new": cut(new.text)}
        yield change.event(EventKind.OWED_LESS, document, what, id=new.id, **words)
    for item in found:
        yield _edit(change, document, what, new.id, item)


def less_in_part(what: str, old: str, new: str) -> bool:
    """Return whether the words of a finding or requirement ask for less than they did."""
    judged = rewording if what == "requirement" else counted  # a finding promises nothing
    return judged(old, new) is Rewording.LESS
