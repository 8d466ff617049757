"""Follows the frame that every case needs beside itself: the units, and the policy with its time zone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from msgspec import Struct

from khacphuc.history.blobs import open_blobs
from khacphuc.history.walking.beginning import Beginning
from khacphuc.history.walking.crediting import Book
from khacphuc.history.walking.filing import Step
from khacphuc.history.walking.following import Followed, Follower, Setting
from khacphuc.history.walking.kept import Kept
from khacphuc.history.walking.units_in_time import Put, UnitsInTime
from khacphuc.history.walking.versions import Change, Versions, wanted
from khacphuc.register.layout import POLICY_PATH
from khacphuc.register.loading import policy_in
from khacphuc.text.zones import day_in, zone


class FrameInTime(Struct, frozen=True):
    """What cases are compared with."""

    followed: Followed
    units: list[Put]
    days: dict[int, date | None]
    """The day of each arrival in the time zone that was in force."""
    time_zone: str
    """At the end."""


def follow_frame(root: Path, steps: list[Step], begun: Beginning, book: Book, kept: Kept) -> FrameInTime:
    """Read all versions of units and policy; then compare them, each among the units of its time."""
    with open_blobs(root, wanted(steps, begun.starts)) as contents:
        versions = Versions(begun.starts, book.credits, contents)
        changes = list(versions.changes(steps))
    units = [*begun.units, *(put for change in changes for put in _puts(change))]
    # Where one unit takes the name of another, what leaves goes first.
    units.sort(key=lambda put: (put.order, put.document is not None))
    days, time_zone = _days(book, changes, kept.time_zone)
    follower = Follower(book.credits, begun.past, Setting(days, UnitsInTime(units)))
    return FrameInTime(Followed(follower.told(changes), versions.held()), units, days, time_zone)


def _puts(change: Change) -> list[Put]:
    step = change.step
    if step.folder == POLICY_PATH:
        return []
    left = [Put(step.order, step.moved_from, None)] if step.moved_from else []
    version = change.after.get("")
    return [*left, Put(step.order, step.folder, version.document if version else None)]


def _days(book: Book, changes: list[Change], name: str) -> tuple[dict[int, date | None], str]:
    """The day of each landing, in the time zone in force after it; and the last of these."""
    policies = {change.step.order: change for change in changes if change.step.folder == POLICY_PATH}
    found: dict[int, date | None] = {}
    for landing in book.landings[book.first :]:
        if landing.order in found:
            continue
        if landing.order in policies:
            version = policies[landing.order].after.get("")
            name = policy_in(version.document if version else None).time_zone
        found[landing.order] = day_in(landing.arrived_at, zone(name))
    return found, name
