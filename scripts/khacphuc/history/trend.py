"""How much was open and overdue at the end of each month: the register as the main branch had it, judged on that day.

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
from khacphuc.history.blobs import open_blobs
from khacphuc.history.moments import soundly_dated
from khacphuc.history.snapshots import Snapshots, snapshots
from khacphuc.history.walking.folders import document_slot, is_case, path_of
from khacphuc.history.walking.kept import key_for
from khacphuc.history.witness.claims import Claim
from khacphuc.obligations.fold import fold
from khacphuc.obligations.timeliness import is_open, timeliness
from khacphuc.obligations.values import Obligation, Timing
from khacphuc.register.case import Case, reading_order
from khacphuc.register.document import AnyDocument, parse
from khacphuc.register.keeping import read_kept, write_kept
from khacphuc.register.layout import POLICY_PATH
from khacphuc.register.loading import Frame, policy_in
from khacphuc.register.units import Units

MONTHS = 36
"""So many month ends are looked back at, at most."""


class MonthEnd(Struct, frozen=True):
    """What the register owed at the end of a month's last day."""

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
    """The month ends before a day, oldest first, from the first at which the main branch existed.

    ``begins`` is the commit before which there was no register (``Trail.begins``). ``kept_in`` is a file that keeps them between runs. Raises NoTrail when git cannot read what it has.
    """
    places = git.whereabouts(root)
    ends = list(_month_ends(soundly_dated(root, tip, begins), as_of, where))
    kept = _recall(kept_in, key_for(places[0] if places else ""))
    wanted = [(on, commit) for on, commit in ends if f"{on} {commit}" not in kept.found]
    if wanted:
        counted = _count(root, wanted)
        kept.found.update({f"{on} {commit}": end for (on, commit), end in zip(wanted, counted, strict=True)})
        write_kept(kept_in, msgspec.json.encode(kept))
    return tuple(kept.found[f"{on} {commit}"] for on, commit in ends)


def _recall(file: Path | None, key: str) -> _Kept:
    try:
        kept = msgspec.json.decode(read_kept(file) or b"", type=_Kept)
    except msgspec.MsgspecError:
        kept = None
    return kept if kept and kept.key == key else _Kept(key)


def _month_ends(sound: Sequence[Claim], as_of: date, where: tzinfo) -> Iterator[tuple[date, str]]:
    """Last days of months before a day, oldest first, and the commit that the main branch stood at."""
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
    """The counts of some month ends, each document read once, each case folded as often as it changed."""
    days = [day for day, _ in wanted]
    found = snapshots(root, [commit for _, commit in wanted])
    own = [path for path in found if not is_case(path)]
    cases = [folder for folder in found if is_case(folder)]
    opened, late = [0] * len(days), [0] * len(days)
    # All are named before the first is read, in the order in which they are taken below.
    names = (blob for folder in (*own, *cases) for _, blob in _items(folder, found[folder]))
    with open_blobs(root, names) as contents:
        documents = {item: one for path in own for item, one in _read(path, found[path], contents).items()}
        frames = _frames({path: found[path] for path in own}, documents, len(days))
        for folder in cases:
            counts = _case_counts(folder, found[folder], _read(folder, found[folder], contents), days, frames)
            for index, open_then, late_then in counts:
                opened[index] += open_then
                late[index] += late_then
    return [MonthEnd(*row) for row in zip(days, opened, late, strict=True)]


_Versions = Mapping[int, Mapping[str, str]]
_Item = tuple[str, str]
"""The path of a document, and the name of its content."""


def _items(folder: str, versions: _Versions) -> list[_Item]:
    """Every content that the documents of a folder had at one of the month ends."""
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
    frames: Sequence[Frame],
) -> Iterator[tuple[int, int, int]]:
    """(index of the day, open, overdue) of one case, for the days on which it owed something."""
    case: Case | None = None
    owed: list[Obligation] = []
    again: date | None = None
    for index, day in enumerate(days):
        frame = frames[index]
        changed = index in versions or (index and frame is not frames[index - 1])
        if index in versions:
            some = [documents[path_of(folder, name), blob] for name, blob in versions[index].items()]
            case = Case(folder, tuple(sorted(some, key=reading_order))) if some else None
        if case is None:
            owed, again = [], None
        elif changed or (again is not None and day >= again):
            state = fold(case, frame, day)
            owed = [item for item in state.obligations if is_open(item)] if state else []
            again = _next_turn(case, day)
        if owed:
            late = sum(timeliness(item, day, frame.policy).timing is Timing.OVERDUE for item in owed)
            yield index, len(owed), late


def _next_turn(case: Case, day: date) -> date | None:
    """The first day after ``day`` on which the case may owe something else although nobody changes it."""
    if any(task.recurrence and not (task.recurrence.until or task.due) for _, _, _, task in case.tasks()):
        return day + timedelta(days=1)
    records = (document.record for document in case.documents if document.record is not None)
    dated = (getattr(record, "date", None) or getattr(record, "issued_on", None) for record in records)
    return min((on for on in dated if on and on > day), default=None)


def _frames(found: Snapshots, documents: Mapping[_Item, AnyDocument], count: int) -> list[Frame]:
    """The units and settings of each day; the same object where nothing changed that what is owed depends on."""
    now: dict[str, str] = {}
    frames: list[Frame] = []
    for index in range(count):
        changed = {path: versions[index].get("", "") for path, versions in found.items() if index in versions}
        now |= changed
        if frames and not changed:
            frames.append(frames[-1])
            continue
        standing = {path: documents[path, blob] for path, blob in sorted(now.items()) if blob}
        policy = standing.pop(POLICY_PATH, None)
        frame = Frame(Units(standing.values()), policy_in(policy))
        frames.append(frames[-1] if frames and _bearing(frames[-1]) == _bearing(frame) else frame)
    return frames


def _bearing(frame: Frame) -> Any:
    """What in the frame decides what is owed, and when."""
    units = [
        (unit.id, unit.kind, unit.parent, unit.valid_from, unit.valid_until, unit.successor)
        for unit in frame.units
    ]
    return units, frame.policy.days, frame.policy.calendar, frame.policy.strict_before
