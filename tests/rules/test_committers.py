"""Who commits, through the `check` command on real repositories: addresses that move, people who leave, dates that lie."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import pytest

from khacphuc.cli import main
from tests.history.repositories import Content, Person, Repository
from tests.rules.examples import BASE
from tests.rules.test_history import (
    DOER,
    DONE,
    FOLLOWER,
    KNOWN_PEOPLE,
    PLAN,
    POLICY,
    START,
    UPDATE,
    VERIFICATION,
    VERIFIED,
    Found,
    Output,
    checked,
    moved,
    text,
)

CELL, COMMISSION = "units/chi-bo-ke-toan.md", "units/uy-ban-kiem-tra.md"
WORK: dict[str, Content] = {f"{PLAN.rpartition('/')[0]}/2024-07-08-update.md": DONE}


@pytest.fixture
def register(tmp_path: Path) -> Repository:
    made = Repository(tmp_path / "so")
    made.commit({**BASE, **KNOWN_PEOPLE}, at=START)
    made.commit(WORK, by=DOER)
    return made


def said(register: Repository, capsys: Output, *words: str) -> Found:
    register.make(checkout=True)
    return checked(register.root, capsys, *words)


def changed(path: str, old: str, new: str) -> Content:
    known = KNOWN_PEOPLE[path]
    assert isinstance(known, str)
    assert old in known
    return known.replace(old, new, 1)


MAIL = f"    emails: {DOER.email!s}\n"
GONE = changed(CELL, MAIL, "")
LEFT = changed(CELL, MAIL, f"{MAIL}    until: 2024-07-01\n")
MOVED_OVER = changed(
    COMMISSION, "  - id: uy-vien\n", f"  - {{id: moi, role: Mới, emails: {DOER.email!s}}}\n  - id: uy-vien\n"
)

ATTACKS: Mapping[str, dict[str, Content]] = {
    "removed": {CELL: GONE},
    "left": {CELL: LEFT},
    "moved": {CELL: GONE, COMMISSION: MOVED_OVER},
    "deleted": {CELL: None},
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_who_takes_his_address_out_of_his_unit_is_still_of_it(
    register: Repository, capsys: Output, attack: str
) -> None:
    together = {**ATTACKS[attack], VERIFICATION: VERIFIED}
    register.commit(together, by=DOER)
    for words in (("--base", "HEAD^"), ()):
        assert ("KP612", VERIFICATION) in said(register, capsys, *words)


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("between", [0, 2])
def test_nor_does_it_help_to_do_so_in_the_changes_before(
    register: Repository, capsys: Output, attack: str, between: int
) -> None:
    register.commit(ATTACKS[attack], by=DOER)
    for number in range(between):
        register.commit({UPDATE: text(UPDATE, ("6/12", f"{number + 7}/12"))})
    register.commit({VERIFICATION: VERIFIED}, by=DOER)
    for words in (("--base", "HEAD^"), ()):
        assert ("KP612", VERIFICATION) in said(register, capsys, *words)


def test_who_has_long_been_elsewhere_may_work_there(register: Repository, capsys: Output) -> None:
    register.commit(ATTACKS["moved"])
    register.commit({UPDATE: text(UPDATE, ("6/12", "7/12"))}, at=START + timedelta(days=60))
    register.commit({VERIFICATION: VERIFIED}, by=DOER)
    for words in (("--base", "HEAD^"), ()):
        register.make(checkout=True)
        found = checked(register.root, capsys, *words, as_of="2024-09-10")
        assert not {"KP612", "KP613"} & {code for code, _ in found}


def test_an_address_that_a_change_brings_along_gives_no_right(register: Repository, capsys: Output) -> None:
    somebody = Person("Ai đó", "ai-do@example.vn")
    named = changed(COMMISSION, FOLLOWER.email if isinstance(FOLLOWER.email, str) else "", somebody.email)  # type: ignore[arg-type]
    register.commit({COMMISSION: named, VERIFICATION: VERIFIED}, by=somebody)
    for words in (("--base", "HEAD^"), ()):
        assert ("KP613", VERIFICATION) in said(register, capsys, *words)


def test_nor_does_a_registrar_who_names_himself(register: Repository, capsys: Output) -> None:
    policy = POLICY.replace("uy-ban-kiem-tra/van-thu", "chi-bo-ke-toan/pho-bi-thu")
    register.commit({"plans/policy.yml": policy, VERIFICATION: VERIFIED}, by=DOER)
    for words in (("--base", "HEAD^"), ()):
        assert ("KP612", VERIFICATION) in said(register, capsys, *words)


def test_what_a_registrar_commits_is_in_order_and_marked(register: Repository, capsys: Output) -> None:
    register.commit({VERIFICATION: VERIFIED})
    assert said(register, capsys) == said(register, capsys, "--base", "HEAD^") == [("0", "")]
    assert main(["history", "--root", str(register.root), "--lang", "en"]) == 0
    assert "Văn thư (registrar)" in capsys.readouterr().out


def test_whose_word_it_is_may_account_for_who_committed_it(register: Repository, capsys: Output) -> None:
    register.commit({UPDATE: text(UPDATE, ("6/12", "7/12"))}, by=FOLLOWER)
    found = said(register, capsys)
    assert ("KP612", UPDATE) in found
    main(["check", "--root", str(register.root), "--as-of", "2024-07-12", "--lang", "en"])
    lines = [line for line in capsys.readouterr().out.splitlines() if "or a registrar" in line]
    key = lines[0].partition("answers: ")[2][:12]
    meeting = f"---\ntype: meeting\ndate: 2024-07-09\nunit: {{}}\nnumber: 09-BB/CB\nanswers: {key}\n---\n"
    path = f"{PLAN.rpartition('/')[0]}/2024-07-09-meeting.md"
    register.commit({path: meeting.format("uy-ban-kiem-tra")}, by=FOLLOWER)
    assert ("KP612", UPDATE) in said(register, capsys)
    register.commit({path: meeting.format("chi-bo-ke-toan")})
    assert ("KP612", UPDATE) not in said(register, capsys)


@pytest.mark.parametrize(
    ("actor", "author", "found"),
    [
        ("phobithu", FOLLOWER, "KP612"),  # the doer brings what bears the follower's name
        ("ai-do", FOLLOWER, "KP613"),
        ("uyvien", FOLLOWER, ""),
        ("uyvien", Person("Ai đó", "ai@example.vn"), ""),
        ("uyvien", DOER, "KP612"),
        ("vanthu", Person("Ai đó", "ai@example.vn"), ""),
    ],
)
def test_the_account_that_brings_a_change_counts_more_than_names_in_commits(
    register: Repository, capsys: Output, actor: str, author: Person, found: str
) -> None:
    accounts = {
        path: changed(path, old, f"{old}    account: {account}\n")
        for path, old, account in (
            (CELL, MAIL, "phobithu"),
            (COMMISSION, f"    emails: {FOLLOWER.email!s}\n", "uyvien"),
        )
    }
    accounts[COMMISSION] = str(accounts[COMMISSION]).replace(
        "role: Văn thư,", "role: Văn thư, account: vanthu,"
    )
    register.commit(accounts)
    register.commit({VERIFICATION: VERIFIED}, by=author)
    codes = {code for code, _ in said(register, capsys, "--base", "HEAD^", "--actor", actor)}
    assert codes & {"KP612", "KP613"} == ({found} if found else set())
    assert main(["check", "--root", str(register.root), "--actor", actor]) == 2


# --------------------------------------------------------------------------------------------- dates that lie


def test_a_commit_dated_before_those_before_it_softens_nothing(register: Repository, capsys: Output) -> None:
    note = {"plans/policy.yml": POLICY + "\n"}
    register.commit(note, at=START + timedelta(days=120))
    register.commit({PLAN: moved("2024-12-31")}, at=START + timedelta(days=1))
    register.make(checkout=True)
    found = dict(checked(register.root, capsys, as_of="2024-11-05"))
    assert found.get("KP602") == PLAN
    assert "KP601" not in found


def test_nor_does_one_whose_date_is_impossible(register: Repository, capsys: Output) -> None:
    register.commit({"plans/policy.yml": POLICY + "\n"}, at=START + timedelta(days=120))
    register.commit({PLAN: moved("2024-12-31")}, at=b"99999999999999 +9999")
    register.make(checkout=True)
    assert ("KP602", PLAN) in checked(register.root, capsys, as_of="2024-11-05")


def test_one_clock_that_is_years_ahead_makes_nothing_late(register: Repository, capsys: Output) -> None:
    register.commit({"plans/policy.yml": POLICY + "\n"}, at=START + timedelta(days=9999))
    register.commit({PLAN: moved("2024-12-31")}, at=START + timedelta(days=2))
    found = dict(said(register, capsys))
    assert found.get("KP601") == PLAN
    assert "KP602" not in found
