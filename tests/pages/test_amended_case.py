"""Papers that change a case are in sight where people look: on its page, in its forms, in its papers for Word."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from khacphuc.form.choices import case_choices
from khacphuc.form.naming import path_of
from khacphuc.form.rights import rights
from khacphuc.form.skeleton import Setting, skeleton
from khacphuc.model.party import Party
from khacphuc.text.message import speaker
from tests.exports.registers import export, small
from tests.exports.test_papers import lines
from tests.pages.checking import read
from tests.pages.register import CONCLUSION, FOLDER, PLAN, one, opened

TWO = CONCLUSION.replace(
    "requirements:\n", "  - {id: HC2, text: Sổ tài sản ghi thiếu 04 máy tính.}\nrequirements:\n"
)
SUPPLEMENT = """---
type: supplement
date: 2026-07-01
by: dang-uy
number: 41-TB/ĐU
addition_due: 2026-07-31
findings: [{id: HC3, text: Không lập biên bản bàn giao.}]
requirements: [{id: YC2, text: Lập biên bản bàn giao., finding: HC3, priority: high}]
---
"""
CORRECTION = """---
type: correction
date: 2026-07-05
by: {by}
number: 44-TB/ĐU
changes:
  - {{finding: HC2, withdrawn: true, reason: Đã ghi đủ 04 máy}}
  - {{finding: HC1, text: Chưa sửa đổi quy chế làm việc.}}
---
"""
REVISION = """---
type: plan
level: main
status: issued
number: 15-KH/CB
revises: {number: 12-KH/CB, date: 2026-06-05}
issued_on: 2026-07-08
issued_by: chi-bo-a
approved_by: dang-uy
directed_by: chi-bo-a/bi-thu
views: [{findings: [HC1], agreement: in_part, reason: Dự thảo đã có từ tháng 4}]
tasks:
  - id: N1
    findings: HC1
    requirements: YC1
    content: Ban hành Quy chế làm việc sửa đổi
    lead: chi-bo-a
    accountable: chi-bo-a/bi-thu
    due: 2026-10-15
    milestones:
      - {id: N1.1, text: Dự thảo xong, due: 2026-06-30}
---
"""
AMENDED = {
    f"{FOLDER}/conclusion.md": TWO,
    f"{FOLDER}/2026-07-01-supplement.md": SUPPLEMENT,
    f"{FOLDER}/2026-07-05-correction.md": CORRECTION.format(by="dang-uy"),
}
REVISED = {f"{FOLDER}/plan-2026-07-08.md": REVISION, f"{FOLDER}/2026-07-10-extension.md": ""}


@pytest.mark.parametrize(
    "words",
    [
        "Không lập biên bản bàn giao.",
        "41-TB/ĐU",
        "bổ sung",
        "Sổ tài sản ghi thiếu 04 máy tính.",
        "đã rút",
        "Đã ghi đủ 04 máy",
        "Chưa sửa đổi quy chế làm việc.",
        "Chưa ban hành quy chế làm việc.",
        "Bổ sung kế hoạch theo thông báo bổ sung ngày 01/7/2026",
        "Mức độ ưu tiên cao",
    ],
)
def test_what_papers_changed_is_shown_with_both_wordings(words: str) -> None:
    assert words in read(one(AMENDED).html).text


def test_before_their_days_papers_show_nothing() -> None:
    text = read(one(AMENDED, day=date(2026, 6, 30)).html).text
    assert "Không lập biên bản bàn giao." not in text
    assert "đã rút" not in text


def test_a_paper_without_right_stays_in_sight_marked() -> None:
    changed = AMENDED | {f"{FOLDER}/2026-07-05-correction.md": CORRECTION.format(by="chi-bo-a")}
    text = read(one(changed).html).text
    assert "44-TB/ĐU" in text
    assert "Không có hiệu lực (ban hành hoặc thay đổi thông báo)" in text
    assert opened(changed)[1].withdrawn == ()


def test_a_revision_shows_its_tasks_and_what_was_promised_first() -> None:
    page = one(REVISED)
    text = read(page.html).text
    for words in (
        "15-KH/CB",
        "Số 12-KH/CB ngày 05/6/2026",
        "15/7/2026 → 15/10/2026",
        "Đã được điều chỉnh; nội dung ban đầu:",
        "đồng ý một phần",
        "Dự thảo đã có từ tháng 4",
    ):
        assert words in text
    assert page.html.count('id="N1"') == 1


def test_the_form_offers_papers_to_the_side_that_may_issue_them() -> None:
    case, _, site = opened(AMENDED)
    offered = {
        party: set(rights(case, Party(party), site.settings, site.as_of))
        for party in ("dang-uy", "ubkt", "chi-bo-a")
    }
    for party in ("dang-uy", "ubkt"):
        assert {"supplement", "correction"} <= offered[party]
    assert offered["chi-bo-a"].isdisjoint({"supplement", "correction", "conclusion"})
    assert "plan" in offered["chi-bo-a"]


def test_a_new_plan_beside_one_begins_as_its_revision() -> None:
    case, state, site = opened(AMENDED)
    found = skeleton("plan", Setting(case, state, site.settings.units, Party("chi-bo-a"), site.as_of))
    assert found["revises"] == {"number": "12-KH/CB", "date": "2026-06-05"}
    assert [(task["id"], task["findings"]) for task in found["tasks"]] == [("N3", ["HC3"])]  # type: ignore[index,union-attr,call-overload]
    path = path_of("plan", FOLDER, found | {"issued_on": "2026-07-08"}, lambda _path: False)
    assert path == f"{FOLDER}/plan-2026-07-08.md"


def test_what_is_withdrawn_is_no_longer_offered_in_the_form() -> None:
    case, state, _ = opened(AMENDED)
    assert [item[0] for item in case_choices(case, state, speaker("vi"))["finding"]] == ["HC1", "HC3"]


def test_papers_for_word_speak_of_the_notice_as_it_stands(tmp_path: Path) -> None:
    report = """---
type: report
date: 2026-11-20
by: chi-bo-a
results:
  - {finding: HC1, outcome: partially_corrected, text: Đã trình dự thảo, reason: Chờ ý kiến Đảng ủy}
---
"""
    register = small(tmp_path / "register", AMENDED | REVISED | {f"{FOLDER}/2026-11-20-report.md": report})
    words = ("--case", "KL-1")
    told = "\n".join(lines(export(register, tmp_path / "1.docx", "docx", "result-report", *words)))
    assert "Chưa sửa đổi quy chế làm việc." in told
    assert "Đơn vị báo cáo: khắc phục một phần: Chờ ý kiến Đảng ủy" in told
    assert "Đã rút theo 44-TB/ĐU ngày 05/7/2026: Sổ tài sản ghi thiếu 04 máy tính." in told
    history = "\n".join(lines(export(register, tmp_path / "2.docx", "docx", "plan-history", *words)))
    assert "Thông báo bổ sung" in history
    assert "15-KH/CB" in history


def test_papers_for_word_rest_on_the_plan_that_counts(tmp_path: Path) -> None:
    by_the_commission = (
        PLAN.replace("12-KH/CB", "09-KH/UBKT").replace("2026-06-05", "2026-06-01").replace("id: N", "id: P")
    )
    assert "issued_by: chi-bo-a" in by_the_commission
    void = by_the_commission.replace("issued_by: chi-bo-a", "issued_by: ubkt")
    register = small(tmp_path / "register", {f"{FOLDER}/plan-ubkt.md": void})
    for number, paper in enumerate(("result-report", "plan")):
        told = "\n".join(
            lines(export(register, tmp_path / f"{number}.docx", "docx", paper, "--case", "KL-1"))
        )
        assert "12-KH/CB" in told
        assert "09-KH/UBKT" not in told


def test_days_that_a_correction_moves_are_shown_with_the_earlier_ones() -> None:
    moving = """---
type: correction
date: 2026-07-05
by: dang-uy
number: 44-TB/ĐU
changes:
  - {requirement: YC2, due: 2026-09-30, due_text: trước ngày 30/9/2026}
  - {duty: report, due: 2026-11-30}
  - {finding: HC1, withdrawn: true, reason: Quy chế đã có}
---
"""
    text = read(one(AMENDED | {f"{FOLDER}/2026-07-05-correction.md": moving}).html).text
    for words in (
        "Thời hạn 30/9/2026 “trước ngày 30/9/2026”",
        "đổi thời hạn: 44-TB/ĐU , 05/7/2026 Thời hạn mới 30/9/2026",
        "30/11/2026 ban đầu 15/12/2026",
        "gửi báo cáo kết quả đổi thời hạn Thời hạn mới 30/11/2026",
        "Rút theo HC1: 44-TB/ĐU , 05/7/2026",
    ):
        assert words in text


def test_a_case_of_which_all_is_withdrawn_says_so() -> None:
    gone = CORRECTION.format(by="dang-uy").replace("text: Chưa sửa đổi quy chế làm việc.", "withdrawn: true")
    gone = gone.replace("changes:", "changes:\n  - {requirement: YC1, withdrawn: true}")
    changed = {f"{FOLDER}/conclusion.md": TWO, f"{FOLDER}/2026-07-05-correction.md": gone}
    text = read(one(changed).html).text
    assert text.startswith("Hồ sơ KL-1 đã rút toàn bộ nội dung")
    assert "quá hạn" not in text.partition("Lộ trình")[0]


def test_a_plan_with_all_of_its_tasks_revised_is_still_the_plan() -> None:
    _, state, _ = opened(REVISED)
    assert (state.plan_path, state.plan_issued_on) == (f"{FOLDER}/plan.md", date(2026, 6, 5))
    assert "N2" in PLAN
    assert [task.task.id for task in state.tasks] == ["N1", "N2"]
