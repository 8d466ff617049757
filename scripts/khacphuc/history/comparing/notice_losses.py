"""Find what a change takes from a notice as its papers leave it: parts that are gone, and parts by which less is asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from msgspec import Struct

from khacphuc.history.comparing.case_change import AnyPair
from khacphuc.history.comparing.conclusion_changes import less_in_part
from khacphuc.history.comparing.expected_case import Pairs
from khacphuc.history.comparing.text_differences import cut
from khacphuc.history.trail import EventKind
from khacphuc.model.amendments import Correction, Supplement
from khacphuc.model.conclusion import Conclusion, Finding, Requirement
from khacphuc.model.vocabulary import DemandKind, Status
from khacphuc.obligations.values import CaseState
from khacphuc.register.case import Case
from khacphuc.timeline.amount_owed import FIGURES
from khacphuc.timeline.notice import Notice

_PAPERS = (Conclusion.TYPE, Supplement.TYPE, Correction.TYPE)

Part = Finding | Requirement
Figures = dict[str, Decimal | int | None]


class NoticeLoss(Struct, frozen=True):
    """What less is asked by a finding or requirement, in the words of an event."""

    kind: EventKind
    what: str
    id: str
    field: str
    old: str
    new: str
    path: str
    """The paper that was changed."""


def alters_notice(found: Pairs) -> bool:
    """Return whether a paper of the notice that stood differs, or is gone."""
    return any(pair.type in _PAPERS and pair.old is not None for pair in found)


def notice_in(case: Case | None, state: CaseState | None) -> Notice | None:
    """Return the notice of a case as its papers leave it; None of a draft."""
    notice = case.conclusion if case else None
    if notice is None or notice.status is not Status.ISSUED:
        return None
    return (state.notice if state else None) or Notice(notice)


def notice_losses(before: Iterable[Notice], after: Notice, case: Case, found: Pairs) -> Iterator[NoticeLoss]:
    """Yield what was asked before a change, in one reading of it or another, and is not after it. ``case`` is as it is then."""
    stated = {part.id for _, _, part in case.parts()}
    now = {part.id: part for part in after.parts}
    for name, was in {part.id: part for notice in before for part in notice.parts}.items():
        what, path = _what(was), _paper(was.id, found)
        part = now.get(name)
        if part is None:
            kind = EventKind.OWED_NO_MORE if name in stated else EventKind.DROPPED
            yield NoticeLoss(
                kind, what, name, "", cut(was.text) if kind is EventKind.DROPPED else "", "", path
            )
        elif type(part) is type(was):
            for field, old, new in _less(was, part):
                yield NoticeLoss(EventKind.OWED_LESS, what, name, field, cut(old), cut(new), path)


def _less(was: Part, now: Part) -> Iterator[tuple[str, str, str]]:
    """Yield in what less is asked: the key, as it was and as it is."""
    if less_in_part(_what(was), was.text, now.text):
        yield "text", was.text, now.text
    if not isinstance(was, Requirement) or not isinstance(now, Requirement):
        return
    if now.procedural and not was.procedural:
        yield "kind", (was.kind or DemandKind.REMEDY).value, now.kind.value if now.kind else ""
    figures = figures_of(now)
    for key, old in figures_of(was).items():
        new = figures[key]
        if old is not None and (new is None or new < old):
            yield key, str(old), "" if new is None else str(new)
    units = [one.target.unit if one.target else None for one in (was, now)]
    if units[0] and units[1] and units[0] != units[1]:
        yield "target.unit", units[0], units[1]


def figures_of(part: Requirement) -> Figures:
    """Return the figures of a requirement's target, by their keys."""
    return {f"target.{key}": getattr(part.target, key, None) for key in FIGURES}


def _what(part: Part) -> str:
    return "finding" if isinstance(part, Finding) else "requirement"


def _paper(name: str, found: Sequence[AnyPair]) -> str:
    """Return the paper that was changed and speaks of a part; else the first that was changed."""
    papers = [pair for pair in found if pair.type in _PAPERS and pair.old is not None]
    speaking = (pair for pair in papers if any(name in _named(side) for side in pair if side))
    return next(speaking, papers[0]).either.path


def _named(document: object) -> set[str | None]:
    """Return the ids of the parts of which a paper speaks."""
    match getattr(document, "record", None):
        case Conclusion() | Supplement() as record:
            return {*(part.id for part in record.findings), *(part.id for part in record.requirements)}
        case Correction() as record:
            return {name for change in record.changes for name in (change.finding, change.requirement)}
    return set()
