"""Read the history of units and policy, with the time zone in force."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from msgspec import Struct, structs

from khacphuc.history.comparing.directory import persons, registrar
from khacphuc.history.comparing.frame_dependence import touched_part
from khacphuc.history.log.attribution import ArrivalLog
from khacphuc.history.log.case_edits import CaseStep
from khacphuc.history.log.case_events import CaseEvents, ComparisonInputs, EventReader, FrameChange
from khacphuc.history.log.certain_days import CertainDay
from khacphuc.history.log.document_versions import VersionChange, Versions, wanted
from khacphuc.history.log.starting_point import StartingPoint
from khacphuc.history.log.trail_cache import CachedTrail
from khacphuc.history.log.unit_history import Departure, UnitHistory, UnitPlacement, departed
from khacphuc.history.objects import open_blobs
from khacphuc.register.layout import POLICY_PATH
from khacphuc.register.loading import policy_in
from khacphuc.text.zones import day_in, zone


class SettingsHistory(Struct, frozen=True):
    """The units, settings and days with which cases are compared."""

    followed: CaseEvents
    units: list[UnitPlacement]
    left: list[Departure]
    days: dict[int, date | None]
    """The day on which each arrival counts as arrived, in the time zone that was in force."""
    time_zone: str
    certain: CertainDay
    """Both at the end."""
    frames: tuple[FrameChange, ...] = ()
    """The changes of units and policy on which something that is owed may hang, in time."""


def read_settings_history(
    root: Path, steps: list[CaseStep], begun: StartingPoint, book: ArrivalLog, kept: CachedTrail
) -> SettingsHistory:
    """Read all versions of units and policy; then compare them, each among the units of its time."""
    with open_blobs(root, wanted(steps, begun.starts)) as contents:
        versions = Versions(begun.starts, book.credits, contents)
        changes = list(versions.changes(steps))
    units = [*begun.units, *(put for change in changes for put in _puts(change))]
    # Where one unit takes the name of another, what leaves goes first.
    units.sort(key=lambda put: (put.order, put.document is not None))
    days, time_zone, certain = _days(book, changes, kept)
    left = [*kept.left, *departed(units, days)]
    stood = UnitHistory(units, left)
    _mark_registrars(book, days, stood)
    inputs = ComparisonInputs(days, stood, UnitHistory(units, left))
    follower = EventReader(book.credits, begun.past, {}, inputs)
    told = CaseEvents(follower.told(changes), versions.held())
    frames = tuple(_frames(changes, units))
    return SettingsHistory(told, units, left, days, time_zone, certain, frames)


def _frames(changes: list[VersionChange], units: list[UnitPlacement]) -> Iterator[FrameChange]:
    before, after = UnitHistory(units, []), UnitHistory(units, [])
    credits_ = {change.step.order: change.step.credit for change in changes}
    for order, credit in sorted(credits_.items()):
        if part := touched_part(before.before(order), after.before(order + 1)):
            yield FrameChange(order, credit, part)


def _puts(change: VersionChange) -> list[UnitPlacement]:
    step = change.step
    left = [UnitPlacement(step.order, step.moved_from, None)] if step.moved_from else []
    version = change.after.get("")
    return [*left, UnitPlacement(step.order, step.folder, version.document if version else None)]


def _mark_registrars(book: ArrivalLog, days: dict[int, date | None], stood: UnitHistory) -> None:
    """Note at each arrival the registrar who committed it."""
    for place, arrival in enumerate(book.arrivals[book.first :], book.first):
        settings, on = stood.before(arrival.order), days[arrival.order]
        known = registrar(arrival.authors[:1], settings, on)
        carrying = persons(arrival.committer, settings.units, on) if known else ()
        if known and (not carrying or registrar((arrival.committer,), settings, on)):
            book.arrivals[place] = structs.replace(arrival, registrar=known)


def _days(
    book: ArrivalLog, changes: list[VersionChange], kept: CachedTrail
) -> tuple[dict[int, date | None], str, CertainDay]:
    """Return the day of each arrival, in the time zone that was in force before it; and what is so at the end."""
    name, certain = kept.time_zone, kept.certain
    policies = {change.step.order: change for change in changes if change.step.folder == POLICY_PATH}
    found: dict[int, date | None] = {}
    for arrival in book.arrivals[book.first :]:
        if arrival.order in found:
            continue
        stood = name
        if arrival.order in policies:
            version = policies[arrival.order].after.get("")
            name = policy_in(version.document if version else None).time_zone
        certain, found[arrival.order] = certain.received(day_in(arrival.arrived_at, zone(stood or name)))
    return found, name, certain
