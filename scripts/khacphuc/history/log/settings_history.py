"""Read the history of units and policy, with the time zone in force."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from msgspec import Struct

from khacphuc.history.comparing.frame_dependence import touched_part
from khacphuc.history.log.attribution import ArrivalLog
from khacphuc.history.log.case_edits import CaseStep
from khacphuc.history.log.case_events import CaseEvents, ComparisonInputs, EventReader, FrameChange
from khacphuc.history.log.document_versions import VersionChange, Versions, wanted
from khacphuc.history.log.starting_point import StartingPoint
from khacphuc.history.log.trail_cache import CachedTrail
from khacphuc.history.log.unit_history import UnitHistory, UnitPlacement
from khacphuc.history.objects import open_blobs
from khacphuc.register.layout import POLICY_PATH
from khacphuc.register.loading import policy_in
from khacphuc.text.zones import day_in, zone


class SettingsHistory(Struct, frozen=True):
    """The units and time zones with which cases are compared."""

    followed: CaseEvents
    units: list[UnitPlacement]
    days: dict[int, date | None]
    """The day of each arrival in the time zone that was in force."""
    time_zone: str
    """At the end."""
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
    days, time_zone = _days(book, changes, kept.time_zone)
    inputs = ComparisonInputs(days, UnitHistory(units), UnitHistory(units))
    follower = EventReader(book.credits, begun.past, {}, inputs)
    told = CaseEvents(follower.told(changes), versions.held())
    return SettingsHistory(told, units, days, time_zone, tuple(_frames(changes, units)))


def _frames(changes: list[VersionChange], units: list[UnitPlacement]) -> Iterator[FrameChange]:
    before, after = UnitHistory(units), UnitHistory(units)
    credits_ = {change.step.order: change.step.credit for change in changes}
    for order, credit in sorted(credits_.items()):
        if part := touched_part(before.settings(order - 1), after.settings(order)):
            yield FrameChange(order, credit, part)


def _puts(change: VersionChange) -> list[UnitPlacement]:
    step = change.step
    left = [UnitPlacement(step.order, step.moved_from, None)] if step.moved_from else []
    version = change.after.get("")
    return [*left, UnitPlacement(step.order, step.folder, version.document if version else None)]


def _days(book: ArrivalLog, changes: list[VersionChange], name: str) -> tuple[dict[int, date | None], str]:
    """Return the day of each arrival, in the time zone in force after it; and the last of these."""
    policies = {change.step.order: change for change in changes if change.step.folder == POLICY_PATH}
    found: dict[int, date | None] = {}
    for arrival in book.arrivals[book.first :]:
        if arrival.order in found:
            continue
        if arrival.order in policies:
            version = policies[arrival.order].after.get("")
            name = policy_in(version.document if version else None).time_zone
        found[arrival.order] = day_in(arrival.arrived_at, zone(name))
    return found, name
