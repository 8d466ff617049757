"""Generate the demonstration's repository: units, cases, and their events."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count
from pathlib import Path

from msgspec import Struct

from khacphuc.demo.demo_case import CaseUnits, DemoCase
from khacphuc.demo.demo_dates import FIRST_DAY, LAST_DAY, REORGANISED, moment, workday
from khacphuc.demo.demo_units import COMMISSION, COMMITTEE, MASS, DemoUnit, inspected
from khacphuc.demo.fast_import import FastImportStream, PlannedCommit
from khacphuc.demo.old_cases import old_cases
from khacphuc.demo.routine import notice
from khacphuc.demo.seeded_random import SeededRandom
from khacphuc.demo.site_files import ATTRIBUTES, POLICY, home_files
from khacphuc.history.repository import create

CASES, COMMITS_EACH = 200, 24
_NIGHT = 20 * 3600
_QUIET_DAYS = 8
"""No case begins so shortly before the last day."""
_NEWEST = LAST_DAY - timedelta(days=4)
_OTHERS = 9
"""About how many commits a case has that are no updates."""
_LIFE, _LONGEST = 290, 120
"""Days during which a case has updates, on the average; and the most between two of them."""


class DemoSummary(Struct, frozen=True):
    """The size of the generated register."""

    tip: str
    cases: int
    commits: int
    units: int
    last_day: date = LAST_DAY


def make_demo(folder: Path, cases: int, commits: int) -> DemoSummary:
    """Make the demonstration in an empty folder. Raises OSError."""
    bodies, stream = inspected(cases), FastImportStream()
    tip = create(folder, _parts(stream, bodies, cases, commits))
    known = cases + len(old_cases(bodies, cases)) // 2
    return DemoSummary(tip, known, stream.count, len(bodies) + 2 + len(MASS))


def _parts(stream: FastImportStream, bodies: list[DemoUnit], cases: int, commits: int) -> Iterator[bytes]:
    pace = _pace(cases, commits)
    yield from stream.take(_settings(bodies, cases))
    for number in range(cases):
        case = _begun(number, bodies, cases, pace)
        case.plan_for(0, notice)
        yield from stream.take(case.live())
    yield from stream.commits()


def _pace(cases: int, commits: int) -> int:
    """Return days between a case's updates, so that about so many commits come about."""
    updates = max(1, commits // cases - _OTHERS)
    return max(1, min(_LONGEST, round(_LIFE / updates)))


def _begun(number: int, bodies: list[DemoUnit], cases: int, pace: int) -> DemoCase:
    """Return a case at its beginning. Cases begin one after the other, in units that still exist."""
    days = (LAST_DAY - FIRST_DAY).days - _QUIET_DAYS
    day = workday(FIRST_DAY + timedelta(days=1 + number * days // cases))
    dice = SeededRandom("unit", number)
    if number == cases - 1 and number:
        day = _NEWEST
    lasting, ending = ([body for body in bodies if bool(body.successor) == ends] for ends in (False, True))
    unit = dice.pick(ending if number % 10 == 3 and day < REORGANISED else lasting)
    heir = next((body for body in bodies if body.id == unit.successor), None)
    neighbour = dice.pick(
        [body for body in lasting if unit.id not in (body.id, body.parent) and body.parent != unit.id]
    )
    return DemoCase(number, CaseUnits(unit, neighbour, heir), day, pace)


def _settings(bodies: list[DemoUnit], cases: int) -> list[PlannedCommit]:
    """Return the commits of units and policy: the register's first, then changes of people and units."""
    everybody = [COMMITTEE, COMMISSION, *MASS, *bodies]
    clerk, order = COMMISSION.signature("tong-hop"), count()

    def step(day: date, message: str, files: dict[str, bytes | None]) -> PlannedCommit:
        at = next(order)
        return PlannedCommit(moment(day, 8 * 3600 + at), (-1, at), clerk, message.encode(), files)

    steps = [
        step(
            FIRST_DAY, "Lập sổ theo dõi khắc phục", {".gitattributes": ATTRIBUTES, "plans/policy.yml": POLICY}
        ),
        step(FIRST_DAY, "Khai báo các đơn vị", {body.path: body.document() for body in everybody}),
    ]
    if old := old_cases(bodies, cases):
        steps.append(step(FIRST_DAY, "Nhập hồ sơ đã kết thúc trước khi lập sổ", old))
    ended = [body for body in bodies if body.successor]
    for body in ended:
        message = f"Sắp xếp bộ máy: {body.name} kết thúc hoạt động"
        steps.append(step(REORGANISED, message, {body.path: body.document(ended=True)}))
    for body in bodies:
        if body.changes:
            message = f"Thay người tại {body.name}"
            steps.append(step(workday(body.changes), message, {body.path: body.document(changed=True)}))
    # The guides change with the program: coming last, they leave all other commits the ids they have.
    last = step(LAST_DAY, "Thêm trang hướng dẫn và cấu hình trang", dict(home_files()))
    last.at = moment(LAST_DAY, _NIGHT)
    return [*steps, last]
