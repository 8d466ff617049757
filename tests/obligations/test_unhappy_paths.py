"""What a register says when things go wrong: re-openings, wrong parties, unnamed occurrences, ended units."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from khacphuc.obligations.fold import fold
from khacphuc.obligations.timeliness import is_open
from khacphuc.obligations.values import CaseState, FindingStatus, ObligationKind, Stage, VoidReason
from khacphuc.obligations.views import ObligationQuery, rows
from khacphuc.register.loading import list_entries, open_case, open_settings
from khacphuc.register.source import Memory
from khacphuc.rules.checking import check

FOLDER = "plans/cb-a/c1"
PEOPLE = "people: [{id: bi-thu, role: Bí thư}, {id: uv, role: Ủy viên}]"


def unit(name: str, kind: str, more: str = "parent: dang-uy") -> str:
    return f"---\ntype: unit\nid: {name}\nname: {name}\nkind: {kind}\nhead: {name}/bi-thu\n{PEOPLE}\n{more}\n---\n"


REGISTER = {
    "plans/policy.yml": "type: policy\ncommittee: Đảng ủy\ndays: {verify: 10, close: 10, reply: 10, long_task: 400}\n"
    "unit_kinds: [{id: committee, label: Đảng ủy}, {id: cell, label: Chi bộ}, "
    "{id: commission, label: UBKT}, {id: mass, label: Đoàn thể}]\n",
    "units/dang-uy.md": unit("dang-uy", "committee", ""),
    "units/ubkt.md": unit("ubkt", "commission"),
    "units/cb-a.md": unit("cb-a", "cell"),
    "units/cb-b.md": unit("cb-b", "cell"),
    "units/cong-doan.md": unit("cong-doan", "mass"),
    f"{FOLDER}/conclusion.md": """---
type: conclusion
id: KL-1
unit: cb-a
status: issued
number: 35-TB/ĐUK
title: Thông báo kết luận
issuer: dang-uy
issued_on: 2025-03-10
inspection: {kind: supervision}
followers: {commission: ubkt}
plan_due: 2025-04-10
report_due: 2025-12-15
findings: [{id: HC1, text: 12 tài sản chưa có hồ sơ.}]
---
""",
}
PLAN = """---
type: plan
status: issued
number: 09-KH/CB
issued_on: 2025-04-04
issued_by: cb-a
directed_by: cb-a/bi-thu
not_consulted_reason: Chi bộ không có tổ chức quần chúng riêng.
tasks:
  - id: N1
    findings: HC1
    content: Lập đủ hồ sơ của 12 tài sản chưa có hồ sơ
    measure: Kiểm kê tại chỗ 12 tài sản, lập biên bản giao nhận từng tài sản.
    product: 12 bộ hồ sơ tài sản
    lead: cb-a
    accountable: cb-a/uv
    authority: cb-a/bi-thu
"""
ONCE = f"{PLAN}    due: 2025-06-30\n---\n"
MONTHLY = f"{PLAN}    recurrence: {{every: month, day: 25, from: 2025-05-01, until: 2025-07-31}}\n---\n"
EACH = ONCE.replace(
    "lead: cb-a\n", "lead: dang-uy\n    for_each: {children_of: dang-uy, kind: cell}\n"
).replace("issued_by: cb-a", "issued_by: dang-uy")


def record(name: str, text: str) -> dict[str, str]:
    kind = name[11:].partition("-")[0]
    return {f"{FOLDER}/{name}.md": f"---\ntype: {kind}\ndate: {name[:10]}\n{text}\n---\n"}


def done(day: str, by: str = "cb-a", more: str = "") -> dict[str, str]:
    item = f"{{task: N1, state: done, done_on: {day}, evidence: [{{number: 11-BC/CB, date: {day}}}]{more}}}"
    return record(f"{day}-update", f"by: {by}\ntasks: [{item}]")


def said(day: str, what: str, by: str = "cb-a") -> dict[str, str]:
    return record(f"{day}-update", f"by: {by}\ntasks: [{{task: N1, {what}}}]")


def judged(day: str, what: str, by: str = "ubkt/uv") -> dict[str, str]:
    return record(f"{day}-verification", f"by: {by}\ntasks: [{{task: N1, {what}}}]")


def extended(
    day: str, move: str, more: str = "outcome: approved\ndecided_by: dang-uy/bi-thu"
) -> dict[str, str]:
    paper = f"paper: {{number: 131-CV/ĐUK, date: {day}}}"
    return record(f"{day}-extension", f"by: cb-a\ntasks: [{{{move}}}]\nreason: Chờ văn bản.\n{more}\n{paper}")


def reported(day: str, by: str = "cb-a") -> dict[str, str]:
    return record(f"{day}-report", f"by: {by}\nnumber: 15-BC/CB")


def closed(day: str, by: str = "ubkt", more: str = "") -> dict[str, str]:
    return record(f"{day}-closure", f"by: {by}\n{more}paper: {{number: 52-TB/UBKT, date: {day}}}")


def source(plan: str, *records: dict[str, str], **changed: str) -> Memory:
    table = {**REGISTER, f"{FOLDER}/plan.md": plan}
    for some in records:
        table |= some
    table |= {path.replace("__", "/") + ".md": text for path, text in changed.items()}
    return Memory({path: text.encode() for path, text in table.items() if text})


def state(day: str, register: Memory) -> CaseState:
    listing = list_entries(register)
    case = open_case(register, FOLDER, listing.cases[FOLDER], listing.unrecognised_in(FOLDER))
    found = fold(case, open_settings(register, listing), date.fromisoformat(day))
    assert found is not None
    return found


def owed(found: CaseState) -> dict[str, str]:
    """What is still to be done, with the day by which: tasks, occurrences, report."""
    kinds = (ObligationKind.DO_TASK, ObligationKind.MEET_OCCURRENCE, ObligationKind.SEND_REPORT)
    return {
        item.key: str(item.deadline.current)
        for item in found.obligations
        if item.kind in kinds and is_open(item)
    }


def codes(day: str, register: Memory) -> set[str]:
    return {
        problem.code for problem in check(register, list_entries(register), date.fromisoformat(day), jobs=1)
    }


CONFIRMED = judged("2025-06-25", "outcome: confirmed, gone: true")


def test_done_taken_back_ends_a_confirmation() -> None:
    taken_back = source(
        ONCE,
        done("2025-06-19"),
        CONFIRMED,
        said("2025-07-20", "state: in_progress, reason: Kiểm kê lại thiếu hồ sơ"),
    )
    found = state("2025-08-01", taken_back)
    assert owed(found)["N1"] == "2025-06-30"
    assert found.findings[0].status is FindingStatus.OPEN
    again = source(
        ONCE, done("2025-06-19"), CONFIRMED, said("2025-07-20", "state: in_progress"), done("2025-08-20")
    )
    verify = [item for item in state("2025-08-25", again).obligations if item.kind is ObligationKind.VERIFY]
    assert [(item.fulfilled, str(item.since)) for item in verify] == [(False, "2025-08-20")]


def test_what_a_confirmation_denies_is_owed_and_cannot_be_closed() -> None:
    denied = source(
        ONCE,
        done("2025-06-19"),
        judged("2025-06-25", "outcome: confirmed, gone: false"),
        reported("2025-07-10"),
        closed("2025-07-20"),
    )
    found = state("2025-07-21", denied)
    assert (found.stage, owed(found)) == (Stage.IN_PROGRESS, {"N1": "2025-06-30"})
    assert "KP515" in codes("2025-07-21", denied)


def test_giving_up_needs_the_followers_agreement() -> None:
    asked = said("2025-06-20", "state: not_pursued, reason: Đơn vị giải thể, paper: {number: 9-CV/CB}")
    alone = source(ONCE, asked, reported("2025-07-10"), closed("2025-07-20"))
    assert owed(state("2025-07-21", alone)) == {"N1": "2025-06-30"}
    assert state("2025-07-21", alone).closed_on is None
    agreed = source(
        ONCE, asked, judged("2025-06-25", "outcome: confirmed"), reported("2025-07-10"), closed("2025-07-20")
    )
    assert state("2025-07-21", agreed).findings[0].status is FindingStatus.NOT_PURSUED
    assert state("2025-07-21", agreed).closed_on == date(2025, 7, 20)


def test_the_word_of_a_party_without_right_changes_nothing() -> None:
    for records, code in (
        ((done("2025-06-19", by="cb-b"),), "KP533"),
        ((done("2025-06-19"), judged("2025-06-25", "outcome: confirmed", by="cong-doan/uv")), "KP508"),
        (
            (
                extended(
                    "2025-06-10",
                    "task: N1, from: 2025-06-30, to: 2025-07-31",
                    "outcome: approved\ndecided_by: cb-b",
                ),
            ),
            "KP510",
        ),
        (
            (done("2025-06-19"), CONFIRMED, reported("2025-07-01"), closed("2025-07-02", by="cong-doan")),
            "KP530",
        ),
        ((done("2025-06-19"), CONFIRMED, reported("2025-07-01", by="cb-b")), "KP533"),
    ):
        register = source(ONCE, *records)
        assert code in codes("2025-07-10", register)
        without = source(ONCE, *records[:-1])
        assert owed(state("2025-07-10", register)) == owed(state("2025-07-10", without))
        assert state("2025-07-10", register).closed_on is None


def test_a_report_that_names_no_occurrence_ends_none() -> None:
    register = source(MONTHLY, done("2025-05-23"))
    assert owed(state("2025-06-10", register)) == {
        "N1.2025-05-25": "2025-05-25",
        "N1.2025-06-25": "2025-06-25",
        "N1.2025-07-25": "2025-07-25",
        "report": "2025-12-15",
    }
    assert "KP534" in codes("2025-06-10", register)


def test_the_fate_of_one_occurrence_touches_no_other() -> None:
    met = done("2025-05-23", more=", occurrence: 2025-05-25") | done(
        "2025-06-23", more=", occurrence: 2025-06-25"
    )
    sent_back = source(
        MONTHLY,
        met,
        judged("2025-06-24", "occurrence: 2025-05-25, outcome: rejected, remaining: Thiếu chữ ký"),
    )
    assert set(owed(state("2025-07-01", sent_back))) == {"N1.2025-05-25", "N1.2025-07-25", "report"}
    moved = source(MONTHLY, extended("2025-05-20", "task: N1, from: 2025-05-25, to: 2025-06-04"))
    assert owed(state("2025-06-21", moved))["N1.2025-05-25"] == "2025-06-04"
    assert owed(state("2025-06-21", moved))["N1.2025-06-25"] == "2025-06-25"


def test_an_extension_that_fits_two_occurrences_moves_none() -> None:
    first = extended("2025-05-20", "task: N1, from: 2025-05-25, to: 2025-06-25")
    second = extended("2025-06-20", "task: N1, from: 2025-06-25, to: 2025-07-10")
    register = source(MONTHLY, first, second)
    assert owed(state("2025-06-21", register))["N1.2025-06-25"] == "2025-06-25"
    assert "KP534" in codes("2025-06-21", register)


def test_each_of_several_units_owes_by_itself() -> None:
    asked = extended("2025-06-20", "task: N1, unit: cb-b, from: 2025-06-30, to: 2025-08-29")
    found = owed(state("2025-07-10", source(EACH, asked)))
    assert (found["N1@cb-a"], found["N1@cb-b"]) == ("2025-06-30", "2025-08-29")


def test_an_extension_that_is_not_decided_moves_nothing_and_is_listed() -> None:
    found = state(
        "2025-06-21", source(ONCE, extended("2025-06-20", "task: N1, from: 2025-06-30, to: 2025-08-29", ""))
    )
    assert owed(found)["N1"] == "2025-06-30"
    assert [(item.key.id, str(item.after)) for item in found.asked] == [("N1", "2025-08-29")]


def test_a_decision_that_takes_an_extension_back_restores_the_deadline() -> None:
    given = extended("2025-06-20", "task: N1, from: 2025-06-30, to: 2025-08-29")
    taken = extended("2025-06-25", "task: N1, from: 2025-08-29, to: 2025-06-30")
    register = source(ONCE, given, taken)
    assert owed(state("2025-07-02", register))["N1"] == "2025-06-30"
    assert not codes("2025-07-02", register) & {"KP513", "KP514"}


def test_no_lasting_effect_opens_a_closed_case_again() -> None:
    checked = judged("2025-06-25", "outcome: confirmed, gone: true, effectiveness_due: 2025-09-15")
    ended = (done("2025-06-19"), checked, reported("2025-07-10"), closed("2025-07-20"))
    assert state("2025-08-01", source(ONCE, *ended)).stage is Stage.CLOSED
    again = source(ONCE, *ended, judged("2025-09-14", "effectiveness: not_effective"))
    found = state("2025-09-20", again)
    assert (found.stage, found.closed_on, found.reopened_on) == (Stage.IN_PROGRESS, None, date(2025, 9, 14))
    assert owed(found) == {"N1": "2025-06-30"}


def test_a_plan_without_number_answers_no_duty() -> None:
    register = source(ONCE.replace("number: 09-KH/CB\n", ""))
    plans = [
        item for item in state("2025-05-01", register).obligations if item.kind is ObligationKind.MAKE_PLAN
    ]
    assert [is_open(item) for item in plans] == [True]
    assert "KP332" in codes("2025-05-01", register)


def test_a_plan_that_cannot_be_read_is_not_missing() -> None:
    register = source(ONCE.replace("    content:", "\tcontent:"))
    found = state("2025-07-10", register)
    assert (found.stage, found.unreadable) == (Stage.UNREADABLE, (f"{FOLDER}/plan.md",))
    assert all(item.kind is not ObligationKind.MAKE_PLAN for item in found.obligations)


def test_a_successor_and_its_head_owe_what_was_left() -> None:
    ended = {
        "units/cb-a.md": unit("cb-a", "cell", "parent: dang-uy\nvalid_until: 2025-05-31\nsuccessor: cb-b")
    }
    register = source(ONCE, ended)
    found = state("2025-07-10", register)
    task = next(item for item in found.obligations if item.key == "N1")
    assert (task.owed_by, task.answerable, task.taken_over_from) == ("cb-b", "cb-b/bi-thu", "cb-a")
    settings = open_settings(register, list_entries(register))
    asked = rows([found], date(2025, 7, 10), settings.policy, ObligationQuery(person="cb-b/bi-thu"))
    assert "N1" in [row.obligation.key for row in asked]


def test_who_left_the_role_is_told_with_who_has_it_now() -> None:
    left = REGISTER["units/cb-a.md"].replace(
        "{id: uv, role: Ủy viên}",
        "{id: uv, role: Ủy viên, until: 2025-05-31}, {id: uv-moi, role: Ủy viên, from: 2025-06-01}",
    )
    register = source(ONCE, {"units/cb-a.md": left})
    problems = check(register, list_entries(register), date(2025, 7, 10), jobs=1)
    told = next(problem for problem in problems if problem.code == "KP217")
    assert "cb-a/uv-moi" in told.said.help.text.format(**dict(told.said.help.values))


def test_a_case_of_before_the_register_is_closed_by_its_paper_alone() -> None:
    old = source("", closed("2025-03-20", more="before_register: true\n"))
    found = state("2025-07-10", old)
    assert (found.stage, found.checked_here) == (Stage.CLOSED, False)
    with_plan = source(ONCE, closed("2025-05-20", more="before_register: true\n"))
    assert state("2025-07-10", with_plan).closed_on is None


@pytest.mark.parametrize(
    ("began", "stopped"),
    [
        ("2025-03-21", []),
        ("2025-03-20", [VoidReason.REGISTER_HAD_BEGUN]),
        ("2024-01-01", [VoidReason.REGISTER_HAD_BEGUN]),
    ],
)
def test_a_closure_is_older_than_the_register_or_closes_nothing(
    began: str, stopped: list[VoidReason]
) -> None:
    register = source("", closed("2025-03-20", more="before_register: true\n"))
    listing = list_entries(register)
    case = open_case(register, FOLDER, listing.cases[FOLDER])
    settings = replace(open_settings(register, listing), began_on=date.fromisoformat(began))
    found = fold(case, settings, date(2025, 7, 10))
    assert found is not None
    assert [void.why for void in found.voids] == stopped
    assert (found.closed_on is None) is bool(stopped)


def test_evidence_added_after_a_confirmation_changes_nothing() -> None:
    more = record(
        "2025-07-01-update", "by: cb-a\ntasks: [{task: N1, evidence: [{number: 12-BC/CB, date: 2025-06-19}]}]"
    )
    found = state("2025-07-02", source(ONCE, done("2025-06-19"), CONFIRMED, more))
    assert found.findings[0].status is FindingStatus.VERIFIED


def test_what_one_unit_has_done_releases_no_other() -> None:
    shared = MONTHLY.replace(
        "lead: cb-a\n", "lead: dang-uy\n    for_each: {children_of: dang-uy, kind: cell}\n"
    )
    gone = judged("2025-06-01", "unit: cb-a, occurrence: 2025-05-25, outcome: confirmed, gone: true")
    released = judged("2025-06-02", "unit: cb-b, outcome: released")
    register = source(shared, done("2025-05-24", more=", unit: cb-a, occurrence: 2025-05-25"), gone, released)
    assert "N1@cb-b.2025-05-25" in owed(state("2025-06-10", register))
    assert "KP535" in codes("2025-06-10", register)


def test_a_decision_of_a_later_day_moves_nothing_yet() -> None:
    moved = extended("2025-06-20", "task: N1, from: 2025-06-30, to: 2025-08-29")
    later = {path: text.replace("date: 2025-06-20}", "date: 2025-09-20}") for path, text in moved.items()}
    assert owed(state("2025-07-25", source(ONCE, later)))["N1"] == "2025-06-30"
    assert owed(state("2025-09-25", source(ONCE, later)))["N1"] == "2025-08-29"


def test_done_cannot_be_taken_back_from_a_series_without_saying_of_which_occurrence() -> None:
    met = [done(f"2025-0{month}-24", more=f", occurrence: 2025-0{month}-25") for month in (5, 6, 7)]
    register = source(MONTHLY, *met, said("2025-08-24", "state: in_progress"))
    assert "KP534" in codes("2025-09-01", register)


def test_an_occurrence_that_nobody_reported_is_confirmed_with_an_error() -> None:
    all_three = judged("2025-06-03", "occurrences: [2025-05-25, 2025-06-25, 2025-07-25], outcome: confirmed")
    register = source(MONTHLY, done("2025-05-24", more=", occurrence: 2025-05-25"), all_three)
    assert "KP509" in codes("2025-06-10", register)


def test_a_verdict_before_the_report_of_one_day_is_told() -> None:
    reported_at = {
        path: text.replace("by: cb-a", 'time: "16:00"\nby: cb-a') for path, text in done("2025-06-20").items()
    }
    judged_at = {
        path: text.replace("by: ubkt", 'time: "09:30"\nby: ubkt')
        for path, text in judged("2025-06-20", "outcome: confirmed").items()
    }
    assert "KP509" in codes("2025-07-01", source(ONCE, reported_at, judged_at))


def test_what_cannot_be_read_neither_confirms_nor_lets_a_case_be_closed() -> None:
    misread = judged("2025-06-25", "outcome: confirmed, gone: no")
    assert "N1.verify" in {
        item.key for item in state("2025-07-01", source(ONCE, done("2025-06-19"), misread)).obligations
    }
    assert (
        state("2025-07-01", source(ONCE, done("2025-06-19"), misread)).findings[0].status
        is FindingStatus.REPORTED
    )
    broken = {f"{FOLDER}/2025-06-30-verification.md": "---\n\ttype: verification\n---\n"}
    ended = (done("2025-06-19"), CONFIRMED, reported("2025-07-10"), closed("2025-07-20"))
    assert state("2025-07-21", source(ONCE, *ended, broken)).closed_on is None


def test_a_series_that_is_shortened_again_owes_what_it_owed() -> None:
    longer = extended("2025-05-20", "task: N1, series: true, from: 2025-07-31, to: 2025-09-30")
    back = extended("2025-05-22", "task: N1, series: true, from: 2025-09-30, to: 2025-07-31")
    assert "N1.2025-09-25" in owed(state("2025-06-01", source(MONTHLY, longer)))
    assert "N1.2025-09-25" not in owed(state("2025-06-01", source(MONTHLY, longer, back)))


def test_where_followers_have_become_the_debtor_the_committee_above_verifies() -> None:
    above = unit("tinh-uy", "committee", "")
    merged = {
        "units/tinh-uy.md": above,
        "units/dang-uy.md": unit("dang-uy", "committee", "parent: tinh-uy"),
        "units/ubkt.md": unit(
            "ubkt", "commission", "parent: dang-uy\nvalid_until: 2025-06-30\nsuccessor: dang-uy"
        ),
        "units/cb-a.md": unit("cb-a", "cell", "parent: dang-uy\nvalid_until: 2025-06-30\nsuccessor: dang-uy"),
    }
    found = state("2025-07-10", source(ONCE, done("2025-06-19"), merged))
    verify = next(item for item in found.obligations if item.key == "N1.verify")
    assert verify.owed_by == "tinh-uy"


def test_a_request_is_listed_until_it_is_decided() -> None:
    request = record(
        "2025-06-10-extension",
        "by: cb-a\ntasks: [{task: N1, from: 2025-06-30, to: 2025-08-31}]\nreason: Thiếu hồ sơ gốc",
    )
    granted = record(
        "2025-06-20-extension",
        "by: cb-a\ntasks: [{task: N1, from: 2025-06-30, to: 2025-07-31}]\nreason: Thiếu hồ sơ gốc\n"
        "outcome: approved\ndecided_by: dang-uy\npaper: {number: 70-CV/ĐU, date: 2025-06-20}",
    )
    asked = source(ONCE, request)
    assert [item.path.rpartition("/")[2] for item in state("2025-06-25", asked).asked] == [
        "2025-06-10-extension.md"
    ]
    decided = state("2025-06-25", source(ONCE, request, granted))
    assert decided.asked == ()
    assert owed(decided)["N1"] == "2025-07-31"


# ------------------------------------------------------------------------------------- what an attack has found


def test_a_closure_before_its_own_notice_closes_nothing() -> None:
    old = source("", closed("2025-03-01", more="before_register: true\n"))
    assert state("2025-07-10", old).closed_on is None


def test_whom_the_debtor_makes_answerable_may_still_deny() -> None:
    plan = ONCE.replace("accountable: cb-a/uv", "accountable: ubkt/uv")
    denied = source(plan, done("2025-06-19"), judged("2025-06-25", "outcome: rejected"))
    assert "N1" in owed(state("2025-07-01", denied))
    confirmed = source(plan, done("2025-06-19"), judged("2025-06-25", "outcome: confirmed"))
    assert [void.why for void in state("2025-07-01", confirmed).voids] == [VoidReason.NO_RIGHT]


def test_a_plan_of_another_binds_nobody() -> None:
    plan = ONCE.replace("issued_by: cb-a", "issued_by: cong-doan\nfor: cong-doan")
    found = state("2025-07-10", source(plan))
    assert (found.stage, owed(found).get("N1")) == (Stage.PLAN_OVERDUE, None)


def test_what_cannot_be_read_lets_nobody_close() -> None:
    ended = (done("2025-06-19"), CONFIRMED, reported("2025-07-01"), closed("2025-07-02"))
    assert state("2025-07-10", source(ONCE, *ended)).closed_on
    for path in (f"{FOLDER}/plan-uv.md", f"{FOLDER}/2025-06-26-tham-tra.md"):
        assert state("2025-07-10", source(ONCE, *ended, {path: "---\n\ta: b\n---\n"})).closed_on is None


def test_a_recurrence_without_a_day_is_owed_by_its_end() -> None:
    yearly = MONTHLY.replace(
        "{every: month, day: 25, from: 2025-05-01, until: 2025-07-31}",
        "{every: year, from: 2025-05-01, until: 2025-06-30}",
    )
    assert owed(state("2025-07-10", source(yearly)))["N1"] == "2025-06-30"


def test_what_recurs_without_an_end_goes_on_until_the_unit_is_released() -> None:
    endless = MONTHLY.replace(", until: 2025-07-31", "")
    met = done("2025-05-24", more=", occurrence: 2025-05-25")
    confirmed = judged("2025-06-01", "occurrence: 2025-05-25, outcome: confirmed, gone: true")
    early = (reported("2025-06-02"), closed("2025-06-03"))
    assert state("2025-06-10", source(endless, met, confirmed, *early)).closed_on is None
    released = judged("2025-06-02", "outcome: released, gone: true")
    assert state("2025-06-10", source(endless, met, confirmed, released, *early)).closed_on


def test_decisions_count_in_the_order_of_their_papers() -> None:
    late = extended("2025-06-28", "task: N1, from: 2025-06-30, to: 2025-07-31")
    (entered,) = late.values()
    approved = {
        f"{FOLDER}/2025-07-05-extension.md": entered.replace("\ndate: 2025-06-28", "\ndate: 2025-07-05", 1)
    }
    annulled = extended("2025-07-01", "task: N1, from: 2025-07-31, to: 2025-06-30")
    assert owed(state("2025-07-10", source(ONCE, annulled, approved)))["N1"] == "2025-06-30"


def test_a_task_that_nobody_knows_has_not_ended() -> None:
    asked = record("2025-05-20-reminder", "id: DD1\nby: ubkt\ntasks: [N11]\nreply_due: 2025-05-27")
    found = state("2025-07-10", source(ONCE, asked))
    assert [item.key for item in found.obligations if item.key == "DD1" and is_open(item)] == ["DD1"]


def test_a_word_without_right_puts_nothing_off() -> None:
    policy = REGISTER["plans/policy.yml"].replace("days: {", "days: {update: 60, ")
    own = source(ONCE, {"plans/policy.yml": policy})
    union = source(ONCE, {"plans/policy.yml": policy}, said("2025-06-25", "progress: 3/12", by="cong-doan"))
    due = {
        item.deadline.current
        for some in (own, union)
        for item in state("2025-07-10", some).obligations
        if item.kind is ObligationKind.SEND_UPDATE
    }
    assert len(due) == 1


def test_each_of_two_merged_units_can_be_named() -> None:
    ended = REGISTER["units/cb-b.md"].replace(
        "parent: dang-uy", "parent: dang-uy\nvalid_until: 2025-06-30\nsuccessor: cb-a"
    )
    register = source(EACH, {"units/cb-b.md": ended}, done("2025-07-05", more=", unit: cb-b"))
    assert state("2025-07-10", register).voids == ()
