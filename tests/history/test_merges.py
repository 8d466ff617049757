"""What a merge has of its own is its author's; what it only passes on is the branch's."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from khacphuc.history.log.attribution import branch_authors
from khacphuc.history.trail import EventKind
from khacphuc.history.trail_reader import read_trail
from tests.history.documents import conclusion, plan, policy, task, unit
from tests.history.repositories import Person, Repository

PLAN = "plans/chi-bo-a/kl-1/plan.md"
WORKER, MERGER, OTHER = (Person(name, f"{name.lower()}@example.vn") for name in ("Worker", "Merger", "Other"))


def planned(one: str = "2026-06-30", other: str = "2026-09-30", title: str = "Kế hoạch") -> str:
    """A plan of two tasks far apart, so that git merges changes of both by itself."""
    between = [task(f"N{number}") for number in range(3, 9)]
    return plan(task("N1", one), *between, task("N2", other), title=title)


@pytest.fixture
def register(tmp_path: Path) -> Repository:
    made = Repository(tmp_path / "so")
    made.commit({"plans/policy.yml": policy(), "units/chi-bo-a.md": unit("chi-bo-a")})
    made.commit({PLAN.replace("plan.md", "conclusion.md"): conclusion("KL-1", "chi-bo-a"), PLAN: planned()})
    made.branch("nhanh")
    return made


def moves(register: Repository) -> list[tuple[str, str, str]]:
    """Each deadline that moved, to which day, and who is named for it."""
    register.make()
    trail = read_trail(register.root, "main")
    return [
        (event.id, event.new, ", ".join(author.name for author in trail.arrival(event).authors))
        for event in trail.events
        if event.kind in (EventKind.DEADLINE_LATER, EventKind.DEADLINE_EARLIER)
    ]


def reviewed(register: Repository) -> list[str]:
    """The authors of the plan in what the last commit of the main branch brought."""
    found = branch_authors(register.root, register.tip(), register.git("rev-parse", "main^1").strip())
    return [author.name for author in found[PLAN].authors]


def conflict(register: Repository) -> None:
    """Both sides move one deadline; the merge takes a third day."""
    register.commit({PLAN: planned("2026-07-31")}, on="nhanh", by=WORKER)
    register.commit({PLAN: planned("2026-08-31")}, by=OTHER)
    register.merge("nhanh", changes={PLAN: planned("2026-12-31")}, by=MERGER)


def evil(register: Repository) -> None:
    """Nobody else changed the plan, and the merge moves a deadline that the branch left alone."""
    register.commit({PLAN: planned(title="Kế hoạch sửa")}, on="nhanh", by=WORKER)
    register.merge("nhanh", changes={PLAN: planned("2026-12-31", title="Kế hoạch sửa")}, by=MERGER)


def undone(register: Repository) -> None:
    """The branch is taken whole, and with it goes what the main branch had changed meanwhile."""
    register.commit({PLAN: planned("2026-12-31")}, by=OTHER)
    register.commit({PLAN: planned(title="Kế hoạch sửa")}, on="nhanh", by=WORKER)
    register.merge("nhanh", changes={PLAN: planned(title="Kế hoạch sửa")}, by=MERGER)


def apart(register: Repository) -> None:
    """Git merges both by itself."""
    register.commit({PLAN: planned(other="2026-12-31")}, by=OTHER)
    register.commit({PLAN: planned("2026-12-31")}, on="nhanh", by=WORKER)
    register.merge("nhanh", changes={PLAN: planned("2026-12-31", "2026-12-31")}, by=MERGER)


def within(register: Repository) -> None:
    """The main branch is merged into the branch, and something else slips in there."""
    register.commit({PLAN: planned(title="Kế hoạch sửa")}, on="nhanh", by=WORKER)
    register.commit({"units/chi-bo-b.md": unit("chi-bo-b")}, by=OTHER)
    register.merge(
        "main", into="nhanh", changes={PLAN: planned("2026-12-31", title="Kế hoạch sửa")}, by=MERGER
    )
    register.merge("nhanh", by=OTHER)


def foxtrot(register: Repository) -> None:
    """The branch takes the place of the main branch, and in the merge a deadline moves."""
    register.commit({"units/chi-bo-b.md": unit("chi-bo-b")}, on="nhanh", by=WORKER)
    register.commit({PLAN: planned("2026-07-31")}, by=OTHER)
    register.merge("main", into="nhanh", changes={PLAN: planned("2026-12-31")}, by=MERGER)
    register.commit(on="nhanh")
    register.make()
    register.git("update-ref", "refs/heads/main", register.tip("nhanh"))


@pytest.mark.parametrize(
    ("story", "named"),
    [
        (conflict, [("N1", "2026-08-31", "Other"), ("N1", "2026-12-31", "Merger")]),
        (evil, [("N1", "2026-12-31", "Merger")]),
        (undone, [("N1", "2026-12-31", "Other"), ("N1", "2026-06-30", "Merger")]),
        (apart, [("N2", "2026-12-31", "Other"), ("N1", "2026-12-31", "Worker")]),
        (within, [("N1", "2026-12-31", "Merger, Worker")]),
        (foxtrot, [("N1", "2026-12-31", "Merger")]),
    ],
)
def test_who_is_named(
    register: Repository, story: Callable[[Repository], None], named: list[tuple[str, str, str]]
) -> None:
    story(register)
    assert moves(register) == named


@pytest.mark.parametrize(
    ("story", "named"),
    [
        (conflict, ["Merger"]),
        (evil, ["Merger"]),
        (undone, ["Merger"]),
        (apart, ["Worker"]),
        (within, ["Merger", "Worker"]),
    ],
)
def test_who_is_named_in_review(
    register: Repository, story: Callable[[Repository], None], named: list[str]
) -> None:
    story(register)
    register.make()
    assert reviewed(register) == named
