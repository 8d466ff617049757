"""Pair the documents of a case before and after a change, and find those in force on each side."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any, Generic, NamedTuple, TypeGuard, TypeVar

from msgspec import Struct

from khacphuc.history.comparing.comparison_context import ComparisonContext
from khacphuc.history.comparing.text_differences import body_difference, differences, likeness, same, texts
from khacphuc.history.trail import Event, EventKind
from khacphuc.model import RECORDS, AnyRecord, Record, id_of
from khacphuc.model.conclusion import Conclusion
from khacphuc.model.plan import Plan
from khacphuc.model.vocabulary import Status
from khacphuc.register.case import Case
from khacphuc.register.document import AnyDocument, Document, R, R_co, holds, readable
from khacphuc.text.folding import canonical
from khacphuc.timeline.timeline import order_of

RecordT = TypeVar("RecordT", bound=Record)

# A record under another name is the same one when this share of its words is: two updates of one unit have fewer in common.
_SAME_RECORD = 0.75
# With so many renamed at once, names and contents must do: likeness is asked of every pair.
_MOST_COMPARED = 400


class DocumentPair(NamedTuple, Generic[R_co]):
    """A document that differs. ``old`` is None when it is new, ``new`` when it is gone."""

    old: Document[R_co] | None
    new: Document[R_co] | None

    @property
    def type(self) -> str:
        return self.either.slot.type

    @property
    def either(self) -> Document[R_co]:
        """As it is now, or was last."""
        found = self.new or self.old
        if found is None:
            raise ValueError("a pair of nothing")
        return found

    @property
    def differs(self) -> bool:
        """Return whether more than its format changed."""
        if self.old is None or self.new is None:
            return True
        found = next(differences(self.old.record, self.new.record), None)  # type: ignore[arg-type]  # bound by R
        return found is not None or body_difference(self.old.body, self.new.body) is not None


AnyPair = DocumentPair[AnyRecord]


def is_pair(pair: AnyPair, kind: type[R]) -> TypeGuard[DocumentPair[R]]:
    """Return whether a pair is of documents of some kind."""
    return pair.type == kind.TYPE


def is_record(pair: AnyPair) -> TypeGuard[DocumentPair[Record]]:
    """Return whether a pair is of dated records."""
    return pair.type in RECORDS


class DifferingDocuments(Struct, frozen=True):
    """The documents of either side of a change that the other side does not have, in reading order."""

    gone: tuple[AnyDocument, ...]
    came: tuple[AnyDocument, ...]


def differing_between(before: Case | None, after: Case | None) -> DifferingDocuments:
    """Return the documents in which two versions of a case differ: those that are not the same object."""
    shared = {id(found) for found in _documents(before)} & {id(found) for found in _documents(after)}
    sides = (
        tuple(found for found in _documents(side) if id(found) not in shared) for side in (before, after)
    )
    return DifferingDocuments(*sides)


_Readable = dict[str, Document[AnyRecord]]
"""Readable documents by their names."""


class CaseChange(Struct, frozen=True):
    """A case before and after, the documents in which it differs, and the moment of it."""

    before: Case | None
    after: Case | None
    moment: ComparisonContext
    pairs: tuple[AnyPair, ...]
    differing: DifferingDocuments

    @property
    def folder(self) -> str:
        case = self.after or self.before
        return case.folder if case else ""

    def touches(self, *types: str) -> bool:
        """Return whether documents of some types differ, if only in their names: of one day, the last name counts."""
        return any(
            found.slot.type in types for side in (self.differing.gone, self.differing.came) for found in side
        )

    def event(self, kind: EventKind, document: AnyDocument, what: str, **parts: Any) -> Event:
        arrival = self.moment.of(document.path).arrival
        return Event(kind, arrival, self.folder, document.path, what, **parts)

    def was_in_force(self, document: Document[Conclusion | Plan]) -> bool:
        """Return whether a conclusion or plan was issued before: once is enough."""
        recalled = self.moment.past.recalled
        if document.record.status is Status.ISSUED or name_of(document) in recalled:
            return True
        # A name that nobody bears: a draft goes by another one now, and this may be it.
        return document.slot.type == "plan" and not recalled <= set(map(name_of, _documents(self.before)))

    def plans_in_force(self) -> tuple[list[Document[Plan]], list[Document[Plan]], set[str]]:
        """Return plans in force before and after, and the paths of those that came into force with this change."""
        old = [found for found, _ in _plans(self.before) if self.was_in_force(found)]
        held_before = {id(found) for found in old}
        kept = {id(pair.new) for pair in self.pairs if id(pair.old) in held_before}
        known = {name_of(found) for found in old}
        changed = {id(pair.new) for pair in self.pairs}
        new, fresh = [], set()
        for found, plan in _plans(self.after):
            held = id(found) in kept or (id(found) not in changed and name_of(found) in known)
            if held or plan.status is Status.ISSUED:
                new.append(found)
                if not held:
                    fresh.add(found.path)
        return old, new, fresh


def by_date(
    change: CaseChange, kind: type[RecordT]
) -> tuple[tuple[Document[RecordT], ...], tuple[Document[RecordT], ...]]:
    """Return the records of a kind before and after a change, by their dates.

    Kept with the case and made of those before it: to sort all of a long case at each change of it takes a square.
    """
    return _by_date(change.before, kind), _by_date(change.after, kind, change)


def _by_date(
    case: Case | None, kind: type[RecordT], change: CaseChange | None = None
) -> tuple[Document[RecordT], ...]:
    if case is None:
        return ()
    kept: dict[type[RecordT], tuple[Document[RecordT], ...]] = case.__dict__.setdefault("_by_date", {})
    if kind not in kept:
        if change is None or change.before is None:
            found = sorted((document for document, _ in case.of(kind)), key=order_of)
        else:
            found = list(_by_date(change.before, kind))
            for document in change.differing.gone:
                if holds(document, kind):
                    del found[bisect_left(found, order_of(document), key=order_of)]
            for document in change.differing.came:
                if holds(document, kind):
                    insort(found, document, key=order_of)
        kept[kind] = tuple(found)
    return kept[kind]


def _plans(case: Case | None) -> Iterator[tuple[Document[Plan], Plan]]:
    return case.plans() if case else iter(())


def name_of(document: AnyDocument) -> str:
    return document.path.rpartition("/")[2]


def pairs(differing: DifferingDocuments) -> tuple[AnyPair, ...]:
    """Return the documents that differ, as they belong together: by content, name, id, likeness, whose plan, in this order.

    Only readable ones count. Those after the change come first, in reading order, then those that are gone.
    """
    old = {name_of(found): found for found in differing.gone if readable(found)}
    new = {name_of(found): found for found in differing.came if readable(found)}
    for name in old.keys() & new.keys():
        if _equal(old[name], new[name]):
            del old[name], new[name]
    if len(new) == 1 and old.keys() == new.keys():
        return tuple(DocumentPair(old[name], found) for name, found in new.items())
    if old and new:
        return tuple(_together(old, new))
    return (
        *(DocumentPair(None, found) for found in new.values()),
        *(DocumentPair(was, None) for was in old.values()),
    )


def _documents(case: Case | None) -> tuple[AnyDocument, ...]:
    return case.documents if case else ()


def _together(old: _Readable, new: _Readable) -> Iterator[AnyPair]:
    partner: _Readable = {}
    alike: defaultdict[object, list[str]] = defaultdict(list)
    for name, was in old.items():
        alike[_content(was)].append(name)
    for name, found in list(new.items()):
        if twins := alike[_content(found)]:
            del old[twins.pop(0)], new[name]  # renamed, and nothing else
    for name in list(new):
        if name in old:
            partner[name] = old.pop(name)
    for test in (_same_id, _similar, _same_party):
        _pair_off(old, new, partner, test)
    yield from (DocumentPair(partner.get(name), found) for name, found in new.items())
    yield from (DocumentPair(was, None) for was in old.values())


def _pair_off(
    old: _Readable,
    new: _Readable,
    partner: _Readable,
    test: Callable[[Document[AnyRecord], Document[AnyRecord]], bool],
) -> None:
    """Give each new document without a partner the first old one left that passes a test."""
    alone = [name for name in new if name not in partner]
    if len(alone) * len(old) > _MOST_COMPARED:
        return
    for name in alone:
        found = next(
            (
                key
                for key, was in old.items()
                if was.slot.type == new[name].slot.type and test(was, new[name])
            ),
            None,
        )
        if found:
            partner[name] = old.pop(found)


def _equal(old: Document[AnyRecord], new: Document[AnyRecord]) -> bool:
    if old is new:
        return True
    return (
        old.slot.type == new.slot.type
        and old.record == new.record
        and (old.text == new.text or same(old.body, new.body))
    )


def _content(document: Document[AnyRecord]) -> object:
    """Return a key equal for documents of the same content (see ``_equal``)."""
    return document.slot.type, document.record, *map(canonical, document.body.split())


def _same_id(old: Document[AnyRecord], new: Document[AnyRecord]) -> bool:
    return not _ids(old).isdisjoint(_ids(new))


def _ids(document: Document[AnyRecord]) -> set[str]:
    """Return the ids that identify a document under any name: of a plan, its tasks."""
    record = document.record
    if isinstance(record, Plan):
        return {task.id for task in record.tasks}
    name = id_of(record)
    return {name} if name else set()


def _similar(old: Document[AnyRecord], new: Document[AnyRecord]) -> bool:
    one, other = (f"{' '.join(texts(found.record))} {found.body}" for found in (old, new))
    return likeness(one, other) >= _SAME_RECORD


def _same_party(old: Document[AnyRecord], new: Document[AnyRecord]) -> bool:
    """Return whether both are the plan of one party: what takes the place of the committee's plan is the committee's plan."""
    before, after = old.record, new.record
    return (
        isinstance(before, Plan)
        and isinstance(after, Plan)
        and (before.level, before.for_) == (after.level, after.for_)
    )
