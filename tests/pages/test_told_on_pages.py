"""What pages say of who took over, what cannot be read, what does not hold any more, and who must decide."""

from __future__ import annotations

import re
from datetime import date

import pytest

from khacphuc.pages.build import register_pages
from khacphuc.pages.page import Page, Site
from khacphuc.register.loading import list_entries, open_settings
from khacphuc.register.source import Memory
from tests.obligations.test_unhappy_paths import (
    CONFIRMED,
    EACH,
    MONTHLY,
    ONCE,
    REGISTER,
    closed,
    done,
    extended,
    judged,
    record,
    reported,
    said,
    source,
)
from tests.pages.checking import broken_links, read

CASE = "cases/cb-a/c1/"
ENDED = REGISTER["units/cb-a.md"].replace(
    "---\ntype", "---\nvalid_until: 2025-06-30\nsuccessor: cb-b\ntype", 1
)
OVER = "nhận từ cb-a"
UNREAD = "\tkind: cell"


def pages(register: Memory, day: str) -> dict[str, Page]:
    listing = list_entries(register)
    here = Site(open_settings(register, listing), date.fromisoformat(day), "vi")
    return {page.path: page for page in register_pages(register, listing, here, 1)}


def text(register: Memory, day: str, path: str = CASE) -> str:
    return read(pages(register, day)[path].html).text


def record_list(register: Memory, day: str) -> str:
    return text(register, day).partition(" Diễn biến ")[2]


def roadmap(register: Memory, day: str) -> str:
    found = pages(register, day)[CASE].html
    return re.sub(r"<g .*", "", found[found.index('class="kp-roadmap"') : found.index("</svg>")])


CLOSED_AND_BACK = (
    done("2025-06-19"),
    judged("2025-06-25", "outcome: confirmed, gone: true, effectiveness_due: 2025-09-01"),
    reported("2025-06-28"),
    closed("2025-06-30"),
    judged("2025-09-03", "effectiveness: not_effective, remaining: Lại thiếu 3 hồ sơ"),
)


# ---------------------------------------------------------------------------------------------- taken over


@pytest.mark.parametrize(
    "path", ["", "overdue/", "overdue/by-head/", "heads/cb-b/bi-thu/", "units/cb-b/", CASE, "cases/", "book/"]
)
def test_every_list_says_from_whom_something_was_taken_over(path: str) -> None:
    ended = Memory({**source(ONCE).files, "units/cb-a.md": ENDED.encode()})
    assert OVER in text(ended, "2025-07-10", path)
    assert OVER not in text(source(ONCE), "2025-07-10", path)


def test_a_share_that_was_taken_over_is_told_from_ones_own() -> None:
    register = Memory({**source(EACH).files, "units/cb-a.md": ENDED.encode()})
    shown = text(register, "2025-07-10")
    assert f"Tiến độ cb-b {OVER} chưa" in shown  # the table of the task by unit
    assert f"cb-b ({OVER})" in shown  # a bar of the picture
    assert broken_links(list(pages(register, "2025-07-10").values())) == []


def test_the_card_of_a_task_says_who_answers_for_it_now() -> None:
    register = Memory({**source(ONCE).files, "units/cb-a.md": ENDED.encode()})
    assert f"Hiện chịu trách nhiệm cb-b {OVER}" in text(register, "2025-07-10")
    assert "Hiện chịu trách nhiệm" not in text(source(ONCE), "2025-07-10")


# -------------------------------------------------------------------------------------- what cannot be read


@pytest.mark.parametrize(
    "path",
    ["", "overdue/", "overdue/by-head/", "heads/", "heads/cb-a/bi-thu/", "cases/", "units/cb-a/", CASE],
)
def test_pages_say_when_a_document_of_their_cases_cannot_be_read(path: str) -> None:
    told = "Không đọc được 1 tệp của 1 hồ sơ"
    broken = source(ONCE, record("2025-06-20-update", f"{UNREAD}\nby: cb-a"))
    assert told in text(broken, "2025-07-10", path)
    assert told not in text(source(ONCE), "2025-07-10", path)


def test_the_row_of_a_case_bears_a_mark_when_not_all_of_it_can_be_read() -> None:
    broken = source(ONCE, record("2025-06-20-update", f"{UNREAD}\nby: cb-a"))
    for path in ("cases/", "book/", "units/cb-a/"):
        assert "có tệp không đọc được" in text(broken, "2025-07-10", path), path


def test_the_front_page_names_a_unit_that_cannot_be_read_but_not_in_public() -> None:
    table = dict(source(ONCE).files)
    table["units/ubkt.md"] = table["units/ubkt.md"].replace(b"kind:", b"\tkind:")
    assert "Không đọc được 1 tệp về đơn vị hoặc quy định của sổ" in text(Memory(table), "2025-07-10", "")
    assert "units/ubkt.md" in text(Memory(table), "2025-07-10", "")
    table["plans/policy.yml"] += b"profile: public\n"
    front = text(Memory(table), "2025-07-10", "")
    assert "Không đọc được 1 tệp về đơn vị" in front
    assert "units/ubkt.md" not in front


# -------------------------------------------------------------------------------- what does not hold any more


def test_a_report_without_covers_covers_what_its_results_name() -> None:
    named = record("2025-06-28-report", "by: cb-a\nresults: [{finding: HC1, outcome: remedied, text: Xong}]")
    covered = "Hạn chế, khuyết điểm được báo cáo"
    assert f"{covered} HC1" in record_list(source(ONCE, named), "2025-07-10")
    assert f"{covered} tất cả" in record_list(source(ONCE, reported("2025-06-28")), "2025-07-10")


def test_a_check_of_effect_shows_what_it_found() -> None:
    back = text(source(ONCE, *CLOSED_AND_BACK), "2025-09-10")
    assert "Kiểm tra hiệu quả lâu dài tái diễn 03/9/2025" in back
    waiting = text(source(ONCE, *CLOSED_AND_BACK[:2]), "2025-07-10")
    assert "Kiểm tra hiệu quả lâu dài còn 53 ngày" in waiting


def test_an_annulment_is_no_extension() -> None:
    register = source(
        ONCE,
        extended("2025-06-10", "task: N1, from: 2025-06-30, to: 2025-07-31"),
        extended("2025-06-20", "task: N1, from: 2025-07-31, to: 2025-06-30"),
    )
    told = record_list(register, "2025-07-10")
    assert "10/6/2025 Gia hạn cb-a chấp thuận" in told
    assert "20/6/2025 Hủy gia hạn cb-a" in told
    assert "hủy ngày 20/6/2025" in text(register, "2025-07-10")
    assert " 1 Số lần gia hạn" in text(register, "2025-07-10", "units/cb-a/")


def test_a_shorter_deadline_that_takes_nothing_back_is_not_called_an_annulment() -> None:
    register = source(ONCE, extended("2025-06-10", "task: N1, from: 2025-06-30, to: 2025-06-20"))
    assert "10/6/2025 Gia hạn" in record_list(register, "2025-07-10")


def test_the_chart_paints_neither_what_was_given_up_nor_what_was_denied_as_done() -> None:
    given_up = (
        said("2025-06-20", "state: not_pursued, reason: Máy hỏng, paper: {number: 9-CV/CB}"),
        judged("2025-06-25", "outcome: confirmed"),
    )
    dropped = roadmap(source(ONCE, *given_up), "2025-07-10")
    assert "kp-bar-dropped" in dropped
    assert "kp-bar-done" not in dropped
    denied = roadmap(
        source(ONCE, done("2025-06-19"), judged("2025-06-25", "outcome: rejected")), "2025-07-10"
    )
    assert "kp-bar-open" in denied
    assert "kp-tickmark" not in denied
    assert "kp-tickmark" in roadmap(source(ONCE, done("2025-06-19"), CONFIRMED), "2025-07-10")


def test_a_task_that_was_denied_shows_no_day_of_completion() -> None:
    denied = source(ONCE, done("2025-06-19"), judged("2025-06-25", "outcome: rejected"))
    card = text(denied, "2025-07-10").partition(" Diễn biến ")[0]
    assert "Ngày hoàn thành" not in card
    held = text(source(ONCE, done("2025-06-19")), "2025-07-10").partition(" Diễn biến ")[0]
    assert "Ngày hoàn thành 19/6/2025" in held


def test_records_show_the_time_that_they_carry() -> None:
    timed = record("2025-06-20-update", 'time: "14:30"\nby: cb-a\ntasks: [{task: N1, state: in_progress}]')
    assert "20/6/2025 14:30 Báo cáo tiến độ" in record_list(source(ONCE, timed), "2025-07-10")


def test_what_happened_tells_that_a_closure_fell_and_the_case_was_opened_again() -> None:
    register = source(ONCE, *CLOSED_AND_BACK, said("2025-09-20", "state: in_progress"))
    told = record_list(register, "2025-09-25")
    fell = "Việc kết thúc này không còn hiệu lực: hồ sơ đã được mở lại."
    places = [told.index(one) for one in (fell, "tái diễn", "03/9/2025 Mở lại hồ sơ", "20/9/2025")]
    assert places == sorted(places)
    before = record_list(register, "2025-08-01")
    assert fell not in before
    assert "Mở lại hồ sơ" not in before


def test_a_closure_after_the_case_was_opened_again_holds() -> None:
    again = (
        done("2025-09-20"),
        judged("2025-09-25", "outcome: confirmed, gone: true"),
        reported("2025-09-28"),
        closed("2025-09-30"),
    )
    told = record_list(source(ONCE, *CLOSED_AND_BACK, *again), "2025-10-10")
    assert told.count("Việc kết thúc này không còn hiệu lực") == 1
    assert "Mở lại hồ sơ" in told


def test_figures_of_a_case_opened_again_do_not_stand_alone() -> None:
    head = text(source(ONCE, *CLOSED_AND_BACK), "2025-09-10").partition(" Việc còn phải làm ")[0]
    assert "1 nhiệm vụ chưa được chấp nhận · hồ sơ được mở lại ngày 03/9/2025" in head
    assert "chưa được chấp nhận" not in text(source(ONCE), "2025-07-10")


def test_heads_of_plans_and_records_begin_with_a_capital() -> None:
    shown = text(source(ONCE, reported("2025-06-28")), "2025-07-10")
    assert "28/6/2025 Báo cáo kết quả" in shown
    assert " Kế hoạch Kế hoạch của đơn vị " in shown


# ----------------------------------------------------------------------------------------------- who decides


def test_the_head_of_a_case_says_who_must_decide_on_an_extension_asked_for() -> None:
    asked = extended("2025-06-10", "task: N1, from: 2025-06-30, to: 2025-07-31", "")
    told = text(source(ONCE, asked), "2025-06-12")
    assert (
        "Đang đề nghị gia hạn N1 : 30/6/2025 → 31/7/2025 cb-a, 10/6/2025 · Người (cấp) có thẩm quyền quyết định: dang-uy"
        in told
    )
    duty = extended("2025-06-10", "duty: report, from: 2025-12-15, to: 2026-01-15", "")
    assert "gửi báo cáo kết quả: 15/12/2025 → 15/01/2026" in text(source(MONTHLY, duty), "2025-06-12")
