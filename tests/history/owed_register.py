"""A register of one case, and its histories as they are told before they land, afterwards, and in the trail."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from khacphuc.cli import main
from tests.history.documents import Value, conclusion, milestone, plan, policy, record, task, unit
from tests.history.repositories import HANOI, Content, Person, Repository

CASE, COPY = "plans/cb/kl-1", "plans/cb/kl-1-2026"
PLAN, NOTICE, SUBPLAN = f"{CASE}/plan.md", f"{CASE}/conclusion.md", f"{CASE}/plan-pho.md"
EXTENSION = f"{CASE}/2026-05-01-extension.md"
LAST = "2026-12-01"
Output = pytest.CaptureFixture[str]


def monthly(**more: Value) -> dict[str, Value]:
    cycle: dict[str, Value] = {"every": "month", "day": 25, "from_": "2026-02-01", "until": "2026-12-31"}
    cycle.update(more)
    return task("N3", None, lead="cb", recurrence=cycle)


def first(due: str = "2026-06-30", step: str = "2026-03-31") -> dict[str, Value]:
    return task("N1", due, lead="cb", milestones=[milestone("N1.1", step)])


def second(due: str = "2026-05-31", **more: Value) -> dict[str, Value]:
    return task("N2", due, lead="cb", **more)


def main_plan(*tasks: Mapping[str, Value], **more: Value) -> str:
    named: dict[str, Value] = {"level": "main", "number": "9-KH/CB", "issued_by": "cb"}
    return plan(*tasks, **(named | {"issued_on": "2026-01-04"} | more))


def own_plan(*tasks: Mapping[str, Value], **more: Value) -> str:
    named: dict[str, Value] = {"level": "individual", "for_": "cb/pho", "issued_by": "cb/pho"}
    return plan(*tasks, **(named | {"issued_on": "2026-01-04"} | more))


def notice(*findings: str | Mapping[str, Value], **more: Value) -> str:
    named: dict[str, Value] = {
        "issuer": "dang-uy",
        "received_on": "2026-01-03",
        "number": "1-TB/ĐU",
        "followers": {"commission": "ubkt"},
    }
    return conclusion("KL-1", "cb", *findings, **(named | more))


def office(name: str, kind: str = "cell", **more: Value) -> str:
    parent: dict[str, Value] = {} if name == "dang-uy" else {"parent": "dang-uy"}
    people = ({"id": "bi-thu", "role": "Bí thư"}, {"id": "pho", "role": "Phó bí thư"})
    return unit(name, *people, **({"kind": kind} | parent | more))


def known(name: str, kind: str = "cell", *also: str, **more: Value) -> str:
    """Return a unit whose clerk is known by an address, ``pho@cb.vn``, and by others too."""
    parent: dict[str, Value] = {} if name == "dang-uy" else {"parent": "dang-uy"}
    clerk: dict[str, Value] = {"id": "pho", "role": "Phó bí thư", "emails": [f"pho@{name}.vn", *also]}
    return unit(name, clerk, **({"kind": kind} | parent | more))


def granted(to: str, old: str = "2026-06-30") -> str:
    return record(
        "extension",
        "2026-05-01",
        by="cb",
        tasks=[{"task": "N1", "from_": old, "to": to}],
        reason="Chờ hóa đơn bản gốc",
        outcome="approved",
        decided_by="dang-uy",
        paper={"number": "31-CV/ĐU", "date": "2026-05-01"},
    )


USUAL = (first(), second(), monthly())
BEGIN: dict[str, Content] = {
    "plans/policy.yml": policy(days={"make_plan": 30}),
    "units/dang-uy.md": office("dang-uy", "committee", commission="ubkt"),
    "units/ubkt.md": office("ubkt", "commission"),
    "units/cb.md": office("cb"),
    NOTICE: notice(),
    PLAN: main_plan(*USUAL),
}
GONE: dict[str, Content] = {NOTICE: None, PLAN: None}
NO_PLAN: dict[str, Content] = {PLAN: None, NOTICE: notice(plan_due=None)}
EACH = {"children_of": "dang-uy"}
TWO_CELLS: dict[str, Content] = {
    "units/cb2.md": office("cb2"),
    PLAN: main_plan(first(), second(for_each=EACH), monthly()),
}


class Landing(NamedTuple):
    """A commit of the main branch, and the errors of KP6 that stop it in review."""

    day: str
    changes: dict[str, Content]
    blocked: str = ""
    by: str = "vt@a.vn"
    committer: str = ""


class History(NamedTuple):
    """Landings after the first, the errors told of them ever after, and what the trail has of each (kind, id)."""

    landings: Sequence[Landing]
    told: str
    trail: tuple[tuple[str, str], ...] = ()
    begin: dict[str, Content] = BEGIN


def later_plan(due: str = "2026-09-30") -> str:
    return main_plan(first(due), second(), monthly())


def _asked(capsys: Output, *words: str) -> dict[str, Any]:
    capsys.readouterr()
    main([*words, "--format", "json", "--lang", "en"])
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def errors(
    capsys: Output, root: Path, day: str, *words: str, severity: str = "error", family: str = "KP6"
) -> str:
    """Return the codes of a family of rules by which something is blocked, or asked."""
    found = _asked(capsys, "check", "--root", str(root), "--as-of", day, *words)
    new = (one for one in found["problems"] if one["severity"] == severity and not one["known"])
    return ", ".join(sorted({one["code"] for one in new if one["code"].startswith(family)}))


def tell(history: History, root: Path, capsys: Output) -> None:
    """Make a history, and hold each landing and the end to what is to be told."""
    register = Repository(root)
    register.commit(history.begin, at=datetime(2026, 1, 5, 10, tzinfo=HANOI), by=Person("Văn thư", "vt@a.vn"))
    for landing in history.landings:
        at = datetime.fromisoformat(f"{landing.day}T10:00:00+07:00")
        by, committer = (Person("Văn thư", one) for one in (landing.by, landing.committer or landing.by))
        register.commit(landing.changes, at=at, by=by, committer=committer)
        register.make(checkout=True)
        assert errors(capsys, register.root, landing.day, "--base", "HEAD^1") == landing.blocked, landing.day
    assert errors(capsys, register.root, LAST) == history.told
    trail = _asked(capsys, "history", "--root", str(register.root))["events"]
    told = [(event["kind"], event["id"]) for event in reversed(trail)]
    for item in history.trail:
        assert item in told
        told.remove(item)
