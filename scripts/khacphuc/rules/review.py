"""Compare a change under review with its base, as if it arrived today."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from msgspec import Struct

from khacphuc.history.comparing.compare import ArrivedChange, ComparisonContext, compare_case
from khacphuc.history.comparing.people import Departures
from khacphuc.history.trail import Arrival, Event, Signature
from khacphuc.register.case import Case
from khacphuc.register.loading import RegisterSettings

Reopen = Callable[[str], Case | None]
Authors = tuple[Signature, ...]

_NOBODY = Signature("", "")


class ReviewStep(Struct, frozen=True):
    """A change as if it landed on a day. ``before`` and ``after`` open a case as it was and as it is."""

    before: Reopen
    after: Reopen
    base: RegisterSettings
    """The units and the policy by which the change is judged."""
    on: date
    paths: frozenset[str]
    renamed: Mapping[str, str]
    authors: Mapping[str, Authors]
    departed: Departures = {}
    actor: Signature | None = None


def pending_arrival(step: ReviewStep) -> Arrival:
    """Return the arrival of a change not yet merged: it has no commit."""
    authors = tuple(dict.fromkeys(author for some in step.authors.values() for author in some))
    return Arrival("", "", authors, authors[0] if authors else _NOBODY, None, None)


def events_of(step: ReviewStep) -> Iterator[Event]:
    """Yield the events of a change, case by case."""
    folders = sorted({path.rpartition("/")[0] for path in step.paths if path.count("/") == 3})
    cases = {folder: (step.before(folder), step.after(folder)) for folder in folders}
    moved = _moved(step, cases)
    left = set(moved.values())
    for folder, (before, after) in cases.items():
        if folder not in left:
            old = cases[moved[folder]][0] if folder in moved else before
            yield from _compared(step, old, after)


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
    arrived = ArrivedChange(0, ())
    moment = ComparisonContext(
        arrived, step.on, step.base, apart=apart, actor=step.actor, departed=step.departed
    )
    return compare_case(before, after, moment)
