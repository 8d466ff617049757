"""Histories that take something overdue away, as they are told before they land, afterwards, and in the trail."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from khacphuc.cli import main
from tests.history.documents import Value, conclusion, milestone, plan, policy, record, task, unit
from tests.history.repositories import HANOI, Content, File, Person, Repository

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


def notice(**more: Value) -> str:
    named: dict[str, Value] = {
        "issuer": "dang-uy",
        "received_on": "2026-01-03",
        "number": "1-TB/ĐU",
        "followers": {"commission": "ubkt"},
    }
    return conclusion("KL-1", "cb", **(named | more))


def office(name: str, kind: str = "cell", **more: Value) -> str:
    parent: dict[str, Value] = {} if name == "dang-uy" else {"parent": "dang-uy"}
    people = ({"id": "bi-thu", "role": "Bí thư"}, {"id": "pho", "role": "Phó bí thư"})
    return unit(name, *people, **({"kind": kind} | parent | more))


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


class History(NamedTuple):
    """Landings after the first, the errors told of them ever after, and what the trail has of each (kind, id)."""

    landings: Sequence[Landing]
    told: str
    trail: tuple[tuple[str, str], ...] = ()
    begin: dict[str, Content] = BEGIN


def later_plan(due: str = "2026-09-30") -> str:
    return main_plan(first(due), second(), monthly())


STORIES = {
    "a task taken out and put back later": History(
        [
            Landing("2026-07-01", {PLAN: main_plan(second(), monthly())}, "KP605"),
            Landing("2026-07-02", {PLAN: later_plan()}, "KP602"),
        ],
        "KP602",
        (("dropped", "N1"), ("deadline_later", "N1")),
    ),
    "a case deleted and put back later": History(
        [
            Landing("2026-07-01", GONE, "KP616"),
            Landing("2026-07-02", {NOTICE: notice(), PLAN: later_plan()}),
        ],
        "KP602",
        (("deleted", "KL-1"), ("deadline_later", "N1")),
    ),
    "and put back in another folder": History(
        [
            Landing("2026-07-01", GONE, "KP616"),
            Landing("2026-07-02", {f"{COPY}/conclusion.md": notice(), f"{COPY}/plan.md": later_plan()}),
        ],
        "KP602",
        (("deleted", "KL-1"), ("deadline_later", "N1")),
    ),
    "a folder renamed with a later day": History(
        [
            Landing(
                "2026-05-01",
                GONE | {f"{COPY}/conclusion.md": notice(), f"{COPY}/plan.md": later_plan()},
                "KP601",
            )
        ],
        "KP601",
        (("moved", ""), ("deadline_later", "N1")),
    ),
    "a folder renamed file by file": History(
        [
            Landing("2026-05-01", {NOTICE: None, f"{COPY}/conclusion.md": notice()}, "KP604, KP619"),
            Landing("2026-05-01", {PLAN: None, f"{COPY}/plan.md": later_plan()}, "KP601"),
        ],
        "KP601",
        (("moved", ""), ("deadline_later", "N1")),
    ),
    "a copy with the same id, and then without the first": History(
        [
            Landing("2026-07-01", {f"{COPY}/conclusion.md": notice(), f"{COPY}/plan.md": later_plan()}),
            Landing("2026-07-02", GONE, "KP602"),
        ],
        "KP602",
        (("moved", ""), ("deadline_later", "N1")),
    ),
    "a plan that cannot be read for a while": History(
        [Landing("2026-05-01", {PLAN: "---\ntasks: [\n---\n"}), Landing("2026-05-02", {PLAN: later_plan()})],
        "KP601",
        (("unreadable", ""), ("readable", ""), ("deadline_later", "N1")),
    ),
    "a task copied into another plan and dropped from its own": History(
        [
            Landing("2026-05-01", {SUBPLAN: own_plan(first("2026-09-30"))}),
            Landing("2026-05-02", {PLAN: main_plan(second(), monthly())}, "KP601"),
        ],
        "KP601",
        (("deadline_later", "N1"),),
    ),
    "a task moved to another plan, in two steps": History(
        [
            Landing("2026-05-01", {PLAN: main_plan(first(), monthly())}, "KP605"),
            Landing("2026-05-01", {SUBPLAN: own_plan(second("2026-08-31"))}, "KP601"),
        ],
        "KP601",
        (("deadline_later", "N2"),),
    ),
    "a task moved into a draft": History(
        [
            Landing(
                "2026-05-01",
                {PLAN: main_plan(first(), monthly()), SUBPLAN: own_plan(second(), status="draft")},
                "KP605",
            )
        ],
        "KP605",
    ),
    "a plan that calls itself a draft": History(
        [Landing("2026-09-02", {PLAN: main_plan(*USUAL, status="draft")}, "KP615")], "KP615"
    ),
    "a plan of a later day": History(
        [Landing("2026-07-01", {PLAN: main_plan(*USUAL, issued_on="2027-01-04")}, "KP619")],
        "KP619",
        (("owed_no_more", "N1"), ("owed_no_more", "N2"), ("owed_no_more", "N3")),
    ),
    "a milestone moved under another task": History(
        [
            Landing(
                "2026-04-10",
                {
                    PLAN: main_plan(
                        task("N1", lead="cb"), second(milestones=[milestone("N1.1", "2026-05-30")]), monthly()
                    )
                },
                "KP602",
            )
        ],
        "KP602",
        (("deadline_later", "N1/N1.1"),),
    ),
    "a cycle that begins later": History(
        [Landing("2026-09-02", {PLAN: main_plan(first(), second(), monthly(from_="2026-09-01"))}, "KP619")],
        "KP619",
        (("owed_no_more", "N3"),),
    ),
    "a cycle that ends earlier": History(
        [Landing("2026-09-02", {PLAN: main_plan(first(), second(), monthly(until="2026-02-01"))}, "KP619")],
        "KP619",
        (("owed_no_more", "N3"),),
    ),
    "a cycle of longer periods": History(
        [Landing("2026-09-02", {PLAN: main_plan(first(), second(), monthly(every="quarter"))}, "KP619")],
        "KP619",
        (("owed_no_more", "N3"),),
    ),
    "a cycle that became one deadline": History(
        [
            Landing(
                "2026-09-02",
                {PLAN: main_plan(first(), second(), task("N3", "2026-12-31", lead="cb"))},
                "KP619",
            )
        ],
        "KP619",
        (("owed_no_more", "N3"),),
    ),
    "days that the policy no longer has": History(
        [Landing("2026-03-05", {"plans/policy.yml": policy()}, "KP619")],
        "KP619",
        (("owed_later", "KL-1"),),
        BEGIN | NO_PLAN,
    ),
    "days that make a late plan punctual": History(
        [Landing("2026-06-05", {"plans/policy.yml": policy(days={"make_plan": 90})}, "KP619")],
        "KP619",
        (("owed_later", "KL-1"),),
        BEGIN | {NOTICE: notice(plan_due=None), PLAN: main_plan(*USUAL, issued_on="2026-03-01")},
    ),
    "a day off on which a plan was due": History(
        [
            Landing(
                "2026-01-20",
                {"plans/policy.yml": policy(days={"make_plan": 30}, calendar={"holidays": ["2026-02-02"]})},
                "KP619",
            )
        ],
        "KP619",
        (("owed_later", "KL-1"),),
        BEGIN | NO_PLAN,
    ),
    "a notice received later": History(
        [Landing("2026-03-05", {NOTICE: notice(plan_due=None, received_on="2026-06-03")}, "KP619")],
        "KP619",
        (("owed_later", "KL-1"),),
        BEGIN | NO_PLAN,
    ),
    "fewer units that each owe a task": History(
        [
            Landing(
                "2026-06-10",
                {PLAN: main_plan(first(), second(for_each=EACH | {"kind": "commission"}), monthly())},
                "KP619",
            )
        ],
        "KP619",
        (("owed_no_more", "N2@cb"), ("owed_no_more", "N2@cb2")),
        BEGIN | TWO_CELLS,
    ),
    "a unit under another one": History(
        [Landing("2026-06-10", {"units/cb2.md": office("cb2", parent="ubkt")}, "KP619")],
        "KP619",
        (("owed_no_more", "N2@cb2"),),
        BEGIN | TWO_CELLS,
    ),
    "another unit that leads": History(
        [
            Landing(
                "2026-06-10",
                {PLAN: main_plan(first(), second() | {"lead": "cb2"}, monthly())},
                "KP619",
            )
        ],
        "KP619",
        (("owed_by_another", "N2"),),
        BEGIN | {"units/cb2.md": office("cb2")},
    ),
    "fewer of what is to be done": History(
        [
            Landing(
                "2026-06-10",
                {PLAN: main_plan(first() | {"product": "2 bộ hồ sơ"}, second(), monthly())},
                "KP619",
            )
        ],
        "KP619",
        (("owed_less", "N1"),),
        BEGIN | {PLAN: main_plan(first() | {"product": "12 bộ hồ sơ"}, second(), monthly())},
    ),
    "a nearer day that passed before it was put back": History(
        [
            Landing("2026-02-01", {PLAN: later_plan("2026-03-31")}),
            Landing("2026-04-20", {PLAN: later_plan("2026-06-30")}, "KP602"),
        ],
        "KP602",
        (("deadline_earlier", "N1"), ("deadline_later", "N1")),
    ),
    "a slip that was not put right": History(
        [
            Landing("2026-05-01", {PLAN: later_plan("2062-06-30")}, "KP601"),
            Landing("2026-05-02", {PLAN: later_plan("2026-09-30")}, "KP601"),
        ],
        "KP601",
        (("deadline_later", "N1"), ("deadline_earlier", "N1")),
    ),
    "many small steps": History(
        [Landing(f"2026-05-{n:02}", {PLAN: later_plan(f"2026-07-{n:02}")}, "KP601") for n in range(1, 6)],
        "KP601",
        (("deadline_later", "N1"),) * 5,
    ),
    "an extension that went when the plan had its day": History(
        [
            Landing("2026-05-01", {EXTENSION: granted("2026-09-30")}),
            Landing("2026-05-10", {EXTENSION: None, PLAN: later_plan()}, "KP601"),
        ],
        "KP601",
        (("deadline_later", "N1"), ("record_deleted", ""), ("deadline_later", "N1")),
    ),
    "an extension rewritten": History(
        [
            Landing("2026-05-01", {EXTENSION: granted("2026-08-31")}),
            Landing("2026-09-10", {EXTENSION: granted("2026-11-30")}, "KP619"),
        ],
        "KP619",
        (("record_rewritten", ""), ("owed_later", "N1")),
    ),
    "a program among documents": History(
        [
            Landing("2026-05-01", {PLAN: File(main_plan(*USUAL).encode(), "100755")}),
            Landing("2026-05-02", {PLAN: File(later_plan().encode(), "100755")}, "KP601"),
        ],
        "KP601",
        (("deadline_later", "N1"),),
    ),
    # --------------------------------------------------------------------------------------- honest ones
    "an extension, and the plan that follows it": History(
        [
            Landing("2026-05-01", {EXTENSION: granted("2026-09-30")}),
            Landing("2026-05-10", {PLAN: later_plan()}),
        ],
        "",
        (("deadline_later", "N1"), ("reworded", "N1")),
    ),
    "a slip that an extension has overtaken": History(
        [
            Landing("2026-04-20", {PLAN: later_plan("2062-06-30")}, "KP601"),
            Landing("2026-05-01", {EXTENSION: granted("2026-09-30")}),
        ],
        "",
    ),
    "a nearer day, put back before it passed": History(
        [
            Landing("2026-02-01", {PLAN: later_plan("2026-05-31")}),
            Landing("2026-03-20", {PLAN: later_plan("2026-06-30")}),
        ],
        "",
    ),
    "a slip put right": History(
        [
            Landing("2026-05-01", {PLAN: later_plan("2062-06-30")}, "KP601"),
            Landing("2026-05-02", {PLAN: later_plan("2026-06-30")}),
        ],
        "",
    ),
    "a cycle put back": History(
        [
            Landing("2026-09-02", {PLAN: main_plan(first(), second(), monthly(until="2026-02-01"))}, "KP619"),
            Landing("2026-09-03", {PLAN: main_plan(*USUAL)}),
        ],
        "",
    ),
    "a task moved to another plan, with its day": History(
        [Landing("2026-03-01", {PLAN: main_plan(first(), monthly()), SUBPLAN: own_plan(second())})], ""
    ),
    "a unit with a successor": History(
        [
            Landing("2026-06-20", {"units/moi.md": office("moi")}),
            Landing("2026-07-01", {"units/cb.md": office("cb", valid_until="2026-06-30", successor="moi")}),
        ],
        "",
    ),
    "a longer cycle and one more task": History(
        [
            Landing(
                "2026-03-01",
                {PLAN: main_plan(first(), second(), monthly(from_="2026-01-01"), task("N4", lead="cb"))},
            )
        ],
        "",
    ),
}


def _asked(capsys: Output, *words: str) -> dict[str, Any]:
    capsys.readouterr()
    main([*words, "--format", "json", "--lang", "en"])
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def _errors(capsys: Output, root: Path, day: str, *words: str) -> str:
    """Return the codes of KP6 by which something is blocked."""
    found = _asked(capsys, "check", "--root", str(root), "--as-of", day, *words)
    errors = [
        problem for problem in found["problems"] if problem["severity"] == "error" and not problem["known"]
    ]
    return ", ".join(sorted({problem["code"] for problem in errors if problem["code"].startswith("KP6")}))


@pytest.mark.parametrize("name", STORIES)
def test_what_was_owed_is_told_in_review_and_ever_after(name: str, tmp_path: Path, capsys: Output) -> None:
    history, register = STORIES[name], Repository(tmp_path / "so")
    register.commit(history.begin, at=datetime(2026, 1, 5, 10, tzinfo=HANOI), by=Person("Văn thư", "vt@a.vn"))
    for landing in history.landings:
        at = datetime.fromisoformat(f"{landing.day}T10:00:00+07:00")
        register.commit(landing.changes, at=at, by=Person("Văn thư", "vt@a.vn"))
        register.make(checkout=True)
        assert _errors(capsys, register.root, landing.day, "--base", "HEAD^1") == landing.blocked, landing.day
    assert _errors(capsys, register.root, LAST) == history.told
    trail = _asked(capsys, "history", "--root", str(register.root))["events"]
    told = [(event["kind"], event["id"]) for event in reversed(trail)]
    for item in history.trail:
        assert item in told
        told.remove(item)
