"""What is said of records without effect, of what they rest on that cannot be read, and of hours and days that are told otherwise."""

from __future__ import annotations

import pytest

from khacphuc.text.message import speaker
from tests.rules.examples import BASE, CASE, problems_of

SAY = speaker("en")
NOTICE, STRANGER = f"{CASE}/conclusion.md", "units/cong-doan.md"
REPORTED = f"{CASE}/2024-07-08-update.md"
DONE = (
    "state: done\n    done_on: 2024-07-08\n    progress: 12/12\n    result: Đủ 12 biên bản\n"
    "    evidence: [{number: 06-BB/CB, date: 2024-07-08}]"
)


def record(kind: str, by: str, item: str = DONE, day: str = "2024-07-08", time: str = "") -> bytes:
    clock = f"time: {time}\n" if time else ""
    return (
        f"---\ntype: {kind}\ndate: {day}\n{clock}by: {by}\ntasks:\n  - task: N1\n    {item}\n---\n".encode()
    )


def told(changed: dict[str, bytes]) -> dict[str, tuple[str, str]]:
    return {one.code: (SAY(one.said.message), SAY(one.said.help)) for one in problems_of(changed)}


def broken(path: str) -> dict[str, bytes]:
    return {path: BASE[path].replace(b"---\ntype", b"---\nghi_chu: x\ntype", 1)}


def test_a_key_that_is_not_known_silences_no_record_without_effect() -> None:
    for path in (NOTICE, "units/dang-uy-khoi.md", "units/chi-bo-ke-toan.md"):
        found = told({REPORTED: record("update", "uy-ban-kiem-tra"), **broken(path)})
        assert "cannot be told" in found["KP533"][0]
        assert found["KP533"][1].startswith(f"Correct {path} first")


def test_a_unit_file_on_which_no_right_rests_changes_nothing() -> None:
    found = told({REPORTED: record("update", "uy-ban-kiem-tra"), **broken(STRANGER)})
    assert "has no right" in found["KP533"][0]


def test_who_may_and_what_to_do_is_said_with_names() -> None:
    word = record("verification", "cong-doan", "outcome: confirmed")
    message, mend = told({f"{CASE}/2024-07-08-verification.md": word})["KP508"]
    assert message.startswith("Công đoàn cơ quan (cong-doan) has no right to verify")
    assert "Ủy ban kiểm tra Đảng ủy Khối (uy-ban-kiem-tra); " in mend
    assert mend.endswith("correct by:; otherwise have one of them put it on record.")


def test_a_person_who_does_not_exist_is_told_once() -> None:
    found = told({REPORTED: record("update", "uy-ban-kiem-tra/ai-do")})
    assert "KP202" in found
    assert "KP533" not in found


@pytest.mark.parametrize(
    ("one", "other", "asks"),
    [
        ('"14:30"', "15h30", False),
        ('"14:30"', "15g30", False),
        ("9h05", "14h", False),
        ("14h30", '"14:30"', True),
        ("", "", True),
    ],
)
def test_hours_as_offices_write_them_order_a_day(one: str, other: str, *, asks: bool) -> None:
    found = told(
        {
            REPORTED: record("update", "chi-bo-ke-toan", time=one),
            f"{CASE}/2024-07-08-verification.md": record(
                "verification",
                "uy-ban-kiem-tra/uy-vien",
                "outcome: rejected\n    remaining: Thiếu 02 biên bản",
                time=other,
            ),
        }
    )
    assert "KP109" not in found
    assert ("KP536" in found) is asks


def test_two_verdicts_of_one_record_are_asked_about() -> None:
    both = "outcome: rejected\n    remaining: Thiếu 02 biên bản\n  - task: N1\n    outcome: confirmed"
    found = told(
        {
            REPORTED: record("update", "chi-bo-ke-toan"),
            f"{CASE}/2024-07-09-verification.md": record(
                "verification", "uy-ban-kiem-tra/uy-vien", both, "2024-07-09"
            ),
        }
    )
    assert "in two places" in found["KP536"][0]


@pytest.mark.parametrize(("day", "code"), [("2024-07-07", "cannot be read"), ("2024-07-10", "not every")])
def test_only_what_stood_before_a_closure_can_deny_it(day: str, code: str) -> None:
    closure = b"---\ntype: closure\ndate: 2024-07-09\nby: uy-ban-kiem-tra\npaper: {number: 30-TB/UBKT, date: 2024-07-09}\n---\n"
    found = told({f"{CASE}/2024-07-09-closure.md": closure, f"{CASE}/{day}-update.md": b"---\n\tx\n---\n"})
    assert code in found["KP515"][0]


def test_the_mend_of_a_closure_names_all_that_is_to_be_verified() -> None:
    closure = b"---\ntype: closure\ndate: 2024-07-09\nby: uy-ban-kiem-tra\npaper: {number: 30-TB/UBKT, date: 2024-07-09}\n---\n"
    assert "Verify N1, N2 first" in told({f"{CASE}/2024-07-09-closure.md": closure})["KP515"][1]


def test_an_ending_that_a_program_added_is_taken_off() -> None:
    found = told({f"{REPORTED}.txt": record("update", "chi-bo-ke-toan")})
    assert "“2024-07-08-update.md”" in found["KP016"][1]


def test_what_does_not_recur_is_not_released() -> None:
    released = record("verification", "uy-ban-kiem-tra/uy-vien", "outcome: released")
    assert "does not recur" in told({f"{CASE}/2024-07-08-verification.md": released})["KP535"][0]


def test_an_occurrence_in_words_is_answered_with_the_days_there_are() -> None:
    plan = BASE[f"{CASE}/plan.md"].decode()
    first, _, rest = plan.partition("    due: 2024-09-30\n")
    cycle = "    recurrence: {every: month, from: 2024-06-01, until: 2024-09-30}\n"
    files = {
        f"{CASE}/plan.md": f"{first}{cycle}    depends_on: [N1]\n---\n".encode(),
        REPORTED: record("update", "chi-bo-ke-toan", f"{DONE}\n    occurrence: tháng 6").replace(
            b"N1", b"N2"
        ),
    }
    found = told(files)
    assert rest
    assert "2024-06-30, 2024-07-31" in found["KP106"][1]
    assert "KP534" not in found


def test_a_day_of_completion_that_the_unit_tells_earlier_than_before_is_asked_about() -> None:
    first = {f"{CASE}/2024-07-05-update.md": record("update", "chi-bo-ke-toan", day="2024-07-05")}
    again = DONE.replace("done_on: 2024-07-08", "done_on: 2024-07-01")
    found = told({**first, REPORTED: record("update", "chi-bo-ke-toan", again)})
    assert found["KP537"][0].startswith("Task N1 had been reported done on 8 Jul 2024; here it is 1 Jul 2024")
    assert "KP537" not in told({**first, REPORTED: record("update", "chi-bo-ke-toan")})
