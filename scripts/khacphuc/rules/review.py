"""Compare a change under review with its base, as if it arrived today."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import reduce

from msgspec import Struct
from msgspec.structs import replace

from khacphuc.history.comparing.case_change import DifferingDocuments, differing_between
from khacphuc.history.comparing.compare import (
    ArrivedChange,
    ComparisonContext,
    EarlierEvents,
    compare_case,
)
from khacphuc.history.comparing.directory import Departures
from khacphuc.history.comparing.frame_dependence import part_of, touched_part
from khacphuc.history.comparing.keepers import brought_by_keepers
from khacphuc.history.comparing.left_out import LeftOut, MergeMoment, left_out
from khacphuc.history.comparing.owed_change import Frames, OwedChange, Remembered
from khacphuc.history.comparing.owed_changes import compare_owed, day_for, met_since
from khacphuc.history.trail import Arrival, Authorship, Event, EventKind, Signature, Trail
from khacphuc.model import date_of
from khacphuc.model.amendments import Supplement
from khacphuc.model.conclusion import Conclusion
from khacphuc.model.plan import Plan
from khacphuc.model.records import Opinion, Reminder
from khacphuc.model.vocabulary import Status
from khacphuc.register.case import Case
from khacphuc.register.document import AnyDocument
from khacphuc.register.loading import RegisterSettings
from khacphuc.rules.deadline_moves import MOVES

Reopen = Callable[[str], Case | None]

_NOBODY = Signature("", "")
_ASKING = (Supplement.TYPE, Reminder.TYPE, Opinion.TYPE)
_HANGING = (
    *MOVES,
    EventKind.REWORDED,
    EventKind.OWNER_CHANGED,
    EventKind.OWED_BY_ANOTHER,
    EventKind.OWED_NO_MORE,
    EventKind.LATENESS_GONE,
)
"""Kinds of events of which a rule asks what had been before."""


class ReviewStep(Struct, frozen=True):
    """A change as if it landed on a day. ``before`` and ``after`` open a case as it was and as it is."""

    before: Reopen
    after: Reopen
    base: RegisterSettings
    """The units and the policy by which the change is judged."""
    frames: Frames
    """Units and policy as they were and as they are."""
    on: date
    paths: frozenset[str]
    renamed: Mapping[str, str]
    authors: Mapping[str, Authorship]
    near: frozenset[str] = frozenset()
    """Cases whose documents are the same, and to which the change may matter all the same."""
    past: Callable[[], Trail | None] = lambda: None
    """The history of the base, read when something is asked of it."""
    departed: Departures = {}
    actor: Signature | None = None
    merged_away: Sequence[tuple[LeftOut, Arrival]] = ()
    """What the merges of the change have left out, each with the merge."""


def as_next(step: ReviewStep, events: list[Event]) -> tuple[list[Event], list[Arrival], int]:
    """Return the events of a change as the last of history, with all arrivals, and the number of the change's own.

    Whether a deadline may stand where the change puts it depends on where it stood before; so do words. After its own
    arrival come those of its merges that are to be named.
    """
    folders = {event.folder for event in events if event.kind in _HANGING}
    past = step.past() if folders else None
    known = [event for event in past.events if event.folder in folders] if past else []
    before = past.arrivals if past else ()
    first, order = len(before), before[-1].order + 1 if before else 0
    own = [replace(event, arrival=first) for event in events]
    merges = [replace(arrival, commit="", order=order) for _, arrival in step.merged_away]
    moment = MergeMoment(step.base, step.on, step.departed)
    lost = (
        event
        for number, (found, _) in enumerate(step.merged_away, first + 1)
        for event in left_out(found, moment, number)
    )
    return [*known, *own, *lost], [*before, _pending(step, order), *merges], first


def _pending(step: ReviewStep, order: int) -> Arrival:
    """Return the arrival of a change not yet merged: it has no commit."""
    authors = tuple(dict.fromkeys(author for by in step.authors.values() for author in by.authors))
    return Arrival("", "", authors, authors[0] if authors else _NOBODY, None, None, order=order)


def events_of(step: ReviewStep) -> Iterator[Event]:
    """Yield the events of a change, case by case."""
    folders = sorted({path.rpartition("/")[0] for path in step.paths if path.count("/") == 3})
    cases = {folder: (step.before(folder), step.after(folder)) for folder in folders}
    for twin in _twins(step, cases):
        cases[twin] = (None, step.after(twin))
    moved = _moved(step, cases)
    left = set(moved.values())
    for folder, (before, after) in cases.items():
        if folder not in left:
            old = cases[moved[folder]][0] if folder in moved else before
            yield from _compared(step, old, after)
    touched = touched_part(step.frames.before, step.frames.after)
    for folder in sorted(step.near - set(folders)) if touched else ():
        case = step.after(folder)
        if case is not None and part_of(case, step.frames.before, day_for(case, step.on)).meets(touched):
            yield from _owed(step, case, case, DifferingDocuments((), ()), ())


def _twins(step: ReviewStep, cases: Mapping[str, tuple[Case | None, Case | None]]) -> Iterator[str]:
    """Yield the folders in which a copy of a case stands that is gone, with the same id."""
    came = {_id(after) for _, after in cases.values() if after}
    gone = {_id(before): folder for folder, (before, after) in cases.items() if before and not after}
    wanted = {name: folder for name, folder in gone.items() if name not in came}
    for folder in sorted(step.near - cases.keys()) if wanted else ():
        if wanted.pop(_id(step.after(folder)), ""):
            yield folder


def _moved(step: ReviewStep, cases: Mapping[str, tuple[Case | None, Case | None]]) -> dict[str, str]:
    """Return the folders in which a case of another folder goes on (new → old): by the case's id, else by a rename."""
    ids = {_id(before): folder for folder, (before, after) in cases.items() if before and not after}
    names = {new.rpartition("/")[0]: old.rpartition("/")[0] for new, old in step.renamed.items()}
    left = set(ids.values())
    found: dict[str, str] = {}
    for folder, (before, after) in cases.items():
        if before is None and after is not None:
            old = ids.get(_id(after)) or names.get(folder, "")
            if old in left:
                left.discard(old)
                found[folder] = old
    return found


def _id(case: Case | None) -> str:
    """Return the id of a case; without a readable conclusion its folder, which no id is like."""
    if case is None:
        return ""
    return case.conclusion.id if case.conclusion else case.folder


def _compared(step: ReviewStep, before: Case | None, after: Case | None) -> Iterator[Event]:
    documents = (document for case in (before, after) if case for document in case.documents)
    apart = {
        document.path: ArrivedChange(0, step.authors[document.path])
        for document in documents
        if document.path in step.authors
    }
    arrived, differing = ArrivedChange(0), differing_between(before, after)
    moment = ComparisonContext(
        arrived,
        step.on,
        step.base,
        _earlier(step, before, differing),
        apart=apart,
        actor=step.actor,
        departed=step.departed,
    )
    told = list(compare_case(before, after, moment, differing))
    yield from told
    after = _readable(before, after)
    yield from _owed(step, before, after, differing_between(before, after), told)


def _earlier(step: ReviewStep, before: Case | None, differing: DifferingDocuments) -> EarlierEvents:
    """Return what was told of a case before, where it matters: of a draft that may have been issued once, and of a plan that comes."""
    drafts = any(
        getattr(found.record, "status", None) is Status.DRAFT for found in (*differing.gone, *differing.came)
    )
    stood = {found.path for found in differing.gone}
    plans = any(isinstance(found.record, Plan) and found.path not in stood for found in differing.came)
    past = step.past() if before and (drafts or plans) else None
    events = past.events if past else ()
    return EarlierEvents().after(event for event in events if before and event.folder == before.folder)


def _owed(
    step: ReviewStep,
    before: Case | None,
    after: Case | None,
    differing: DifferingDocuments,
    told: Sequence[Event],
) -> Iterator[Event]:
    back = (
        any(map(_may_be_back, told))
        or _asked_before(differing, told, step.on)
        or (before and after and met_since(before, after, step.frames, step.on))
    )
    past = step.past() if back else None
    yield from compare_owed(
        OwedChange(
            before,
            after,
            differing,
            step.frames,
            step.on,
            lambda _: 0,
            told,
            _remembered(past, before, after) if past else {},
            decided=not (differing.gone or differing.came) and _by_keepers(step),
        )
    ).events


def _remembered(past: Trail, before: Case | None, after: Case | None) -> Remembered:
    """Return what was owed in a case and is no more; of one that comes, what was owed in the case of its id or folder."""
    if before is not None or after is None:
        return past.remembered.get(before.folder, {}) if before else {}
    name = _id(after)
    of_its_id = (
        owed
        for owed in past.remembered.values()
        if any(one.what == Conclusion.TYPE and one.id == name for one in owed.values())
    )
    return next(of_its_id, past.remembered.get(after.folder, {}))


def _by_keepers(step: ReviewStep) -> bool:
    """Return whether units and policy are changed by those who keep them."""
    of_frames = (by for path, by in step.authors.items() if path.count("/") < 3)
    brought = Authorship((step.actor,)) if step.actor else reduce(Authorship.joined, of_frames, Authorship())
    return brought_by_keepers(brought, step.base, step.on, step.departed)


def _asked_before(differing: DifferingDocuments, told: Sequence[Event], on: date) -> bool:
    """Return whether a paper that asks for something comes on a later day than it bears: it may have been there before."""
    created = {event.path for event in told if event.kind is EventKind.CREATED and event.what in _ASKING}
    return any(
        found.path in created and (day := date_of(found.record)) is not None and day < on
        for found in differing.came
    )


def _may_be_back(event: Event) -> bool:
    """Return whether something came that may have been there before."""
    return event.kind in (EventKind.ADDED, EventKind.ISSUED) or (
        event.kind is EventKind.CREATED and event.what in (Conclusion.TYPE, Plan.TYPE)
    )


def _readable(before: Case | None, after: Case | None) -> Case | None:
    """Return a case with the last readable version of what cannot be read any more: nothing is gone with it."""
    if before is None or after is None:
        return after
    stood = {_name(found): found for found in before.documents if found.record is not None}
    documents = (
        found if found.record is not None else stood.get(_name(found), found) for found in after.documents
    )
    return Case(after.folder, tuple(documents), after.unrecognised)


def _name(document: AnyDocument) -> str:
    return document.path.rpartition("/")[2]
