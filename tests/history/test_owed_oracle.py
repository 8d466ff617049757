"""Random edits of a case, held to a small ledger of promises: whatever is lost is told, and nothing else is.

The ledger knows of days and names alone; it has been written without a look at the fold or at the comparison.
"""

from __future__ import annotations

import tempfile
from datetime import date, datetime, timedelta
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khacphuc.history.trail import EventKind as Kind
from khacphuc.history.trail_reader import read_trail
from tests.history.documents import Value, conclusion, plan, policy, task, unit
from tests.history.repositories import HANOI, Content, Repository

FOLDERS = ("plans/cb/a", "plans/cb/b")
DAYS = [date(2026, month, 28) for month in range(4, 12)]
TASKS = ("N1", "N2")
Name = tuple[str, date | None]
"""A task, and of a monthly one the day of its occurrence."""


class Promises:
    """A case as its papers have it: what stands in the plan, and what was promised last of what does not."""

    def __init__(self) -> None:
        self.folder = FOLDERS[0]
        self.there = self.issued = True
        self.withdrawn = False
        """Whether its plan is a draft that was issued once, and was never away since."""
        self.tasks: dict[str, date | tuple[int, int]] = {"N1": DAYS[2], "N2": (2, 9)}
        """The deadline of a task, or the first and the last month of a monthly one."""
        self.lost: dict[Name, date] = {}

    def owed(self) -> dict[Name, date]:
        found: dict[Name, date] = {}
        for name, due in self.tasks.items() if self.there and self.issued else ():
            if isinstance(due, date):
                found[name, None] = due
            else:
                days = [date(2026, month, 25) for month in range(due[0], due[1] + 1)]
                found |= {(name, day): day for day in days}
        return found

    def files(self) -> dict[str, Content]:
        gone: dict[str, Content] = {
            f"{folder}/{name}.md": None for folder in FOLDERS for name in ("conclusion", "plan")
        }
        if not self.there:
            return gone
        status = "issued" if self.issued else "draft"
        made = plan(
            *map(self._task, self.tasks), level="main", status=status, number="9-KH/CB", issued_by="cb"
        )
        notice = conclusion("KL-1", "cb", issuer="dang-uy")
        return gone | {f"{self.folder}/conclusion.md": notice, f"{self.folder}/plan.md": made}

    def _task(self, name: str) -> dict[str, Value]:
        due = self.tasks[name]
        if isinstance(due, date):
            return task(name, due, lead="cb")
        first, last = (date(2026, month, 1) for month in due)
        until = last.replace(day=28)
        return task(
            name, None, lead="cb", recurrence={"every": "month", "day": 25, "from_": first, "until": until}
        )

    def edit(self, draw: st.DrawFn) -> str:
        what = draw(st.sampled_from(["day", "day", "months", "drop", "draft", "case", "folder"]))
        name = draw(st.sampled_from(TASKS))
        if what == "day":
            self.tasks[name] = draw(st.sampled_from(DAYS))
        elif what == "months":
            first = draw(st.integers(1, 11))
            self.tasks[name] = (first, draw(st.integers(first, 12)))
        elif what == "drop" and len(self.tasks) > 1:
            self.tasks.pop(name, None)
        elif what == "draft":
            self.issued = not self.issued
            self.withdrawn = self.there and not self.issued
        elif what == "case":
            self.there, self.withdrawn = not self.there, False
        elif what == "folder":
            self.folder = FOLDERS[FOLDERS.index(self.folder) - 1]
        return what


@st.composite
def histories(draw: st.DrawFn) -> list[tuple[dict[str, Content], set[str], set[str]]]:
    """Landings of a case: its files, the tasks of which something is gone, and those that are owed later."""
    case = Promises()
    landings = [(case.files(), set[str](), set[str]())]
    for _ in range(draw(st.integers(2, 8))):
        before, written = case.owed(), dict(case.tasks)
        case.edit(draw)
        after = case.owed()
        if landings[-1][0] == case.files():
            continue
        standing = before | case.lost
        gone = {name: day for name, day in before.items() if name not in after}
        later = {name[0] for name, day in after.items() if day > standing.get(name, day)}
        if case.withdrawn and not before:
            # What had been issued once is told of on, and then it has been told.
            for name, day in case.tasks.items():
                old = written.get(name)
                if isinstance(day, date) and isinstance(old, date) and day > old:
                    later.add(name)
                    case.lost |= {(name, None): day} if (name, None) in case.lost else {}
        case.lost = {name: day for name, day in (case.lost | gone).items() if name not in after}
        landings.append((case.files(), {name for name, _ in gone}, later))
    return landings


WHOLE = (Kind.DELETED, Kind.STATE_BACK)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(landings=histories())
def test_whatever_is_lost_is_told_and_nothing_else(
    landings: list[tuple[dict[str, Content], set[str], set[str]]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        repository = Repository(Path(folder) / "so")
        start: dict[str, Content] = {
            "plans/policy.yml": policy(),
            "units/cb.md": unit("cb", parent="dang-uy"),
            "units/dang-uy.md": unit("dang-uy", kind="committee"),
        }
        commits = []
        for number, (files, _, _) in enumerate(landings):
            at = datetime(2026, 8, 1, 9, tzinfo=HANOI) + timedelta(days=number)
            commits.append(repository.commit(files | (start if number == 0 else {}), at=at))
        repository.make()
        trail = read_trail(repository.root, repository.tip())
        for commit, (_, gone, later) in zip(commits, landings, strict=True):
            events = [
                event for event in trail.events if trail.arrival(event).arrived_in == repository.id(commit)
            ]
            whole = any(event.kind in WHOLE and event.what in ("plan", "conclusion") for event in events)
            lost = {event.id for event in events if event.kind in (Kind.OWED_NO_MORE, Kind.DROPPED)}
            moved = {
                event.id for event in events if event.kind is Kind.DEADLINE_LATER and event.field == "due"
            }
            assert whole or gone <= lost, (gone, lost)
            assert {event.id for event in events if event.kind is Kind.OWED_NO_MORE} <= gone
            assert later <= moved
            if not any(event.kind is Kind.REWORDED for event in events):
                assert moved <= later
