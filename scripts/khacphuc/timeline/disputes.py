"""Gather what units say of the findings and requirements of a notice: whether they agree, and what is still disputed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from msgspec import Struct

from khacphuc.model.party import Party
from khacphuc.model.plan import Plan
from khacphuc.model.vocabulary import Agreement
from khacphuc.register.document import Document
from khacphuc.timeline.timeline import Timeline


class StatedView(Struct, frozen=True):
    """A view of one finding or requirement: whose, since when, and why."""

    by: Party
    on: date | None
    agreement: Agreement
    reason: str
    path: str


def views_of(plans: Iterable[Document[Plan]], unit: str) -> Mapping[str, tuple[StatedView, ...]]:
    """Return the views that plans state, by finding or requirement, in order of their days; the last of each party counts."""
    found: dict[str, dict[Party, StatedView]] = {}
    for part, view in sorted(_stated(plans, unit), key=lambda one: one[1].on or date.min):
        found.setdefault(part, {}).pop(view.by, None)
        found[part][view.by] = view
    return {part: tuple(views.values()) for part, views in found.items()}


def _stated(plans: Iterable[Document[Plan]], unit: str) -> Iterator[tuple[str, StatedView]]:
    for document in plans:
        plan = document.record
        for view in plan.views:
            by = view.by or plan.issued_by or plan.for_ or Party(unit)
            stated = StatedView(
                by, view.date or plan.issued_on, view.agreement, view.reason or "", document.path
            )
            yield from ((part, stated) for part in (*view.findings, *view.requirements))


def disputed(entries: Timeline) -> frozenset[str]:
    """Return the findings and requirements with which a unit does not agree, as long as the inspecting side has not answered.

    A correction of the part answers, and so does a reminder that names the requirement. A finding is disputed, too, where every
    requirement that names it is.
    """
    if entries.conclusion is None:
        return frozenset()
    open_ = {
        part
        for part, views in views_of(entries.plans, entries.conclusion.unit).items()
        if any(view.agreement is Agreement.DISAGREES and not _answered(entries, part, view) for view in views)
    }
    asked: dict[str, list[str]] = {}
    for item in entries.conclusion.requirements:
        for finding in item.finding:
            asked.setdefault(finding, []).append(item.id)
    return frozenset(open_ | {finding for finding, names in asked.items() if open_.issuperset(names)})


def _answered(entries: Timeline, part: str, view: StatedView) -> bool:
    since = view.on or date.min
    changes = entries.notice.of(part) if entries.notice else ()
    return any(change.on >= since for change in changes) or any(
        part in reminder.record.tasks and reminder.record.date >= since for reminder in entries.reminders
    )
