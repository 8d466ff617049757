"""Histories in which a record accounts for a change, by the change's key, and in which names decide which record counts."""

from __future__ import annotations

import json
import re
from datetime import datetime
from pathlib import Path

import pytest

from khacphuc.cli import main
from tests.history.documents import Value, record
from tests.history.owed_register import BEGIN, CASE, LAST, NOTICE, PLAN, Output, errors, later_plan, notice
from tests.history.repositories import HANOI, Content, Person, Repository

ANSWER = f"{CASE}/2026-05-03-verification.md"
CLERK, FOLLOWER = Person("Văn thư", "vt@a.vn"), Person("UBKT", "pho@ubkt.vn")


def answer(keys: list[str]) -> dict[str, Content]:
    return {
        ANSWER: record(
            "verification",
            "2026-05-03",
            by="ubkt",
            answers=keys,
            tasks=[{"task": "N2", "outcome": "partly", "remaining": "Còn 3 hồ sơ"}],
        )
    }


def moved(register: Repository, capsys: Output) -> tuple[str, list[str]]:
    """Return the errors of history that are told, and the keys by which they may be accounted for."""
    register.make(checkout=True)
    told = errors(capsys, register.root, LAST)
    main(["check", "--root", str(register.root), "--as-of", LAST, "--lang", "en"])
    return told, sorted(set(re.findall("answers: ([0-9a-f]{12})", capsys.readouterr().out)))


@pytest.fixture
def register(tmp_path: Path) -> Repository:
    made = Repository(tmp_path / "so")
    made.commit(BEGIN, at=datetime(2026, 1, 5, 10, tzinfo=HANOI), by=CLERK)
    return made


URGED, PUT_OFF = (
    record("reminder", "2026-05-01", by="ubkt", id="DD1", tasks=["N1"], reply_due=day)
    for day in ("2026-05-10", "2026-09-10")
)
REMINDER = f"{CASE}/2026-05-01-reminder.md"


@pytest.mark.parametrize("name", [ANSWER, ANSWER.replace(".md", "-2.md")], ids=("kept", "renamed"))
def test_a_record_accounts_for_what_came_before_it_and_not_for_the_same_again(
    register: Repository, capsys: Output, name: str
) -> None:
    register.commit({REMINDER: URGED}, by=FOLLOWER)
    register.commit({REMINDER: PUT_OFF}, by=CLERK)
    told, keys = moved(register, capsys)
    assert told == "KP619"
    register.commit(said := answer(keys), by=FOLLOWER)
    if name != ANSWER:
        register.commit({ANSWER: None, name: said[ANSWER]}, by=FOLLOWER)
    assert moved(register, capsys)[0] == ""
    register.commit({REMINDER: URGED}, by=CLERK)
    assert moved(register, capsys)[0] == ""
    register.commit({REMINDER: PUT_OFF}, by=CLERK)
    assert moved(register, capsys)[0] == "KP619"


def test_a_record_accounts_for_what_landed_with_it(register: Repository, capsys: Output) -> None:
    register.branch("thu")
    register.commit({PLAN: later_plan()}, on="thu", by=CLERK)
    register.make()
    register.merge("thu", by=CLERK)
    keys = moved(register, capsys)[1]
    other = Repository(register.root.parent / "khac")
    other.commit(BEGIN, at=datetime(2026, 1, 5, 10, tzinfo=HANOI), by=CLERK)
    other.commit({PLAN: later_plan()} | answer(keys), by=FOLLOWER)
    assert moved(other, capsys)[0] == ""


def extended(to: str) -> str:
    said: dict[str, Value] = {"duty": "report", "from_": "2026-08-13", "to": to}
    return record(
        "extension",
        "2026-05-01",
        by="cb",
        decided_by="dang-uy",
        tasks=[said],
        reason="Chờ hóa đơn",
        outcome="approved",
    )


def test_a_new_name_that_makes_another_extension_of_the_day_count_is_told(
    register: Repository, capsys: Output
) -> None:
    early, late = (f"{CASE}/2026-05-01-extension-{n}.md" for n in "12")
    register.commit({NOTICE: notice(report_due="2026-08-13")}, by=CLERK)
    register.commit({early: extended("2026-09-12"), late: extended("2026-10-12")}, by=CLERK)
    register.commit({early: None, late.replace("2.md", "3.md"): extended("2026-09-12")}, by=CLERK)
    register.make(checkout=True)
    main(["history", "--root", str(register.root), "--format", "json"])
    last = json.loads(capsys.readouterr().out)["events"][0]
    assert (last["kind"], last["old"], last["new"]) == ("deadline_earlier", "2026-10-12", "2026-09-12")
