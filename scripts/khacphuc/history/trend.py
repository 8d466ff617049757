"""Count open and overdue obligations at each month end, from the main branch as of that day.

A case is folded where its documents changed, or where the clock alone brings something about (a record dated later
than it arrived, a task that recurs without end); in between, what was open is only held against the new day.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta, tzinfo
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from khacphuc.history import git
from khacphuc.history.attestation.commit_claims import Claim
from khacphuc.history.commit_dates import soundly_dated
from khacphuc.history.log.document_paths import document_slot, is_case, path_of
from khacphuc.history.log.trail_cache import key_for
from khacphuc.history.objects import open_blobs
from khacphuc.history.snapshots import Snapshots, snapshots
from khacphuc.obligations.counts import count
from khacphuc.obligations.fold import fold
from khacphuc.obligations.timeliness import is_open, timeliness
from khacphuc.obligations.values import Obligation
from khacphuc.register.cache_files import read_cache, write_cache
from khacphuc.register.case import Case, reading_order
from khacphuc.register.document import AnyDocument, parse
from khacphuc.register.layout import POLICY_PATH
from khacphuc.register.loading import RegisterSettings, policy_in
from khacphuc.register.units import Units

MONTHS = 36
"""So many month ends are looked back at, at most."""


class MonthEnd(Struct, frozen=True):
    """The open and overdue obligations at the end of a month."""

    on: date
    open: int
    overdue: int


class _Kept(Struct, frozen=True):
    """Month ends counted before, by the commit that each was counted at."""

    key: str
    found: dict[str, MonthEnd] = {}


def trend(  # what every look at history is given, and where to keep it
    root: Path, tip: str, as_of: date, where: tzinfo, kept_in: Path | None = None, *, begins: str = ""
) -> tuple[MonthEnd, ...]:
    """Return the month ends before a day, oldest first, from the first at which the main branch existed.

    ``begins`` is the commit before which there was no register (``Trail.begins``). ``kept_in`` is a file that keeps them between runs. Raises NoTrail when git cannot read what it has.
    """
    places = git.whereabouts(root)
    ends = list(_month_ends(soundly_dated(root, tip, begins), as_of, where))
    kept = _recall(kept_in, key_for(places[0] if places else ""))
    wanted = [(on, commit) for on, commit in ends if f"{on} {commit}" not in kept.found]
    if wanted:
        counted = _count(root, wanted)
        kept.found.update({f"{on} {commit}": end for (on, commit), end in zip(wanted, counted, strict=True)})
        write_cache(kept_in, msgspec.json.encode(kept))
    return tuple(kept.found[f"{on} {commit}"] for on, commit in ends)


def _recall(file: Path | None, key: str) -> _Kept:
    try:
        kept = msgspec.json.decode(read_cache(file) or b"", type=_Kept)
    except msgspec.MsgspecError:
        kept = None
    return kept if kept and kept.key == key else _Kept(key)


def _month_ends(sound: Sequence[Claim], as_of: date, where: tzinfo) -> Iterator[tuple[date, str]]:
    """Yield last days of months before a day, oldest first, and the commit that the main branch stood at."""
    days = []
    end = as_of
    for _ in range(MONTHS):
        end = end.replace(day=1) - timedelta(days=1)
        days.append(end)
    commit, place = "", 0
    for day in reversed(days):
        midnight = datetime.combine(day + timedelta(days=1), time.min, where).timestamp()
        while place < len(sound) and sound[place].seconds < midnight:
            commit, place = sound[place].commit, place + 1
        if commit:
            yield day, commit


# ------------------------------------------------------------------------------------------- counting


def _count(root: Path, wanted: Sequence[tuple[date, str]]) -> list[MonthEnd]:
    """Return the counts of some month ends, each document read once, each case folded as often as it changed."""
    days = [day for day, _ in wanted]
    found = snapshots(root, [commit for _, commit in wanted])
    own = [path for path in found if not is_case(path)]
    cases = [folder for folder in found if is_case(folder)]
    opened, late = [0] * len(days), [0] * len(days)
    # All are named before the first is read, in the order in which they are taken below.
    names = (blob for folder in (*own, *cases) for _, blob in _items(folder, found[folder]))
    with open_blobs(root, names) as contents:
        documents = {item: one for path in own for item, one in _read(path, found[path], contents).items()}
        settings_files = _frames({path: found[path] for path in own}, documents, len(days))
        for folder in cases:
            counts = _case_counts(
                folder, found[folder], _read(folder, found[folder], contents), days, settings_files
            )
            for index, open_then, late_then in counts:
                opened[index] += open_then
                late[index] += late_then
    return [MonthEnd(*row) for row in zip(days, opened, late, strict=True)]


_Versions = Mapping[int, Mapping[str, str]]
_Item = tuple[str, str]
"""The path of a document, and the name of its content."""


def _items(folder: str, versions: _Versions) -> list[_Item]:
    """Return every content that the documents of a folder had at one of the month ends."""
    every = ((path_of(folder, name), blob) for files in versions.values() for name, blob in files.items())
    return list(dict.fromkeys(every))


def _read(folder: str, versions: _Versions, contents: Iterator[bytes | None]) -> dict[_Item, AnyDocument]:
    return {
        item: parse(item[0], document_slot(item[0]), next(contents) or b"")
        for item in _items(folder, versions)
    }


def _case_counts(
    folder: str,
    versions: _Versions,
    documents: Mapping[_Item, AnyDocument],
    days: Sequence[date],
    settings_files: Sequence[RegisterSettings],
) -> Iterator[tuple[int, int, int]]:
    """(index of the day, open, overdue) of one case, for the days on which it owed something."""
    case: Case | None = None
    owed: list[Obligation] = []
    again: date | None = None
    for index, day in enumerate(days):
        settings = settings_files[index]
        changed = index in versions or (index and settings is not settings_files[index - 1])
        if index in versions:
            some = [documents[path_of(folder, name), blob] for name, blob in versions[index].items()]
            case = Case(folder, tuple(sorted(some, key=reading_order))) if some else None
        if case is None:
            owed, again = [], None
        elif changed or (again is not None and day >= again):
            state = fold(case, settings, day)
            owed = [item for item in state.obligations if is_open(item)] if state else []
            again = _next_turn(case, day)
        if owed:
            counted = count(timeliness(item, day, settings.policy) for item in owed)
            yield index, counted.open, counted.overdue


def _next_turn(case: Case, day: date) -> date | None:
    """Return the first day after ``day`` on which the case may owe something else although nobody changes it."""
    if any(task.recurrence and not (task.recurrence.until or task.due) for _, _, _, task in case.tasks()):
        return day + timedelta(days=1)
    records = (document.record for document in case.documents if document.record is not None)
    dated = (getattr(record, "date", None) or getattr(record, "issued_on", None) for record in records)
    return min((on for on in dated if on and on > day), default=None)


def _frames(found: Snapshots, documents: Mapping[_Item, AnyDocument], count: int) -> list[RegisterSettings]:
    """Return the units and settings of each day; the same object where nothing changed that what is owed depends on."""
    now: dict[str, str] = {}
    settings_files: list[RegisterSettings] = []
    for index in range(count):
        changed = {path: versions[index].get("", "") for path, versions in found.items() if index in versions}
        now |= changed
        if settings_files and not changed:
            settings_files.append(settings_files[-1])
            continue
        standing = {path: documents[path, blob] for path, blob in sorted(now.items()) if blob}
        policy = standing.pop(POLICY_PATH, None)
        settings = RegisterSettings(Units(standing.values()), policy_in(policy))
        settings_files.append(
            settings_files[-1]
            if settings_files and _bearing(settings_files[-1]) == _bearing(settings)
            else settings
        )
    return settings_files


def _bearing(settings: RegisterSettings) -> Any:
    """Return the settings on which obligations and deadlines depend."""
    units = [
        (unit.id, unit.kind, unit.parent, unit.valid_from, unit.valid_until, unit.successor)
        for unit in settings.units
    ]
    return units, settings.policy.days, settings.policy.calendar, settings.policy.strict_before
