"""What the real cases say of wording: each line in the words of its paper, put into a plan of the example register."""

from __future__ import annotations

import pytest

from khacphuc.model.vocabulary import Severity
from tests.rules.examples import BASE, CASE, problems_of

PLAN = BASE[f"{CASE}/plan.md"].decode()
MEASURE = "Đối chiếu từng hồ sơ với giấy mời và sổ đăng ký xe; lập biên bản xác nhận với phòng đã chi; khoản không xác nhận được thì thu hồi."
REPORT = """---
type: report
date: 2024-07-08
by: chi-bo-ke-toan
number: 15-BC/CB
results:
{results}---
"""


def said_of(*changes: tuple[str, str]) -> set[str]:
    """The codes of family KP4 that a plan hears after some of its words were changed."""
    text = PLAN
    for before, after in changes:
        assert before in text
        text = text.replace(before, after, 1)
    return {
        item.code for item in problems_of({f"{CASE}/plan.md": text.encode()}) if item.code.startswith("KP4")
    }


@pytest.mark.parametrize(
    ("measure", "codes"),
    [
        ("thực hiện đầy đủ kiến nghị", {"KP401"}),  # 05
        ("tiếp tục quan tâm chỉ đạo trong quá trình thực hiện", {"KP401"}),  # 06
        ("các đơn vị liên quan giải quyết, khắc phục dứt điểm", {"KP401", "KP404"}),  # 09
        ("thường xuyên theo dõi, nắm bắt tư tưởng", {"KP401"}),  # 11
        ("kịp thời nắm bắt dư luận xã hội", {"KP401"}),  # 11
        ("kiểm điểm tiến độ hằng tuần, hằng tháng; căn cứ đánh giá hằng quý", set()),  # 04
        (
            "kế hoạch và tổ chức học tập, quán triệt 04-NQ/TW, 03-KH/TW, 83-KH/TU",
            {"KP401"},
        ),  # 11: papers that are cited
    ],
)
def test_measures_in_the_papers_words(measure: str, codes: set[str]) -> None:
    assert said_of((MEASURE, measure)) == codes


def test_a_deadline_in_two_quarters_is_fuzzy_and_read_as_the_first() -> None:  # 09
    text = PLAN.replace("due_text: trong quý III/2024", "due_text: trong quý III, đầu quý IV năm nay")
    found = [item for item in problems_of({f"{CASE}/plan.md": text.encode()}) if item.code == "KP414"]
    assert [item.severity for item in found] == [Severity.WARNING]
    assert "2024-09-30" in str(found[0].said.help)


def test_a_span_of_years_needs_steps() -> None:  # 11
    wide = (
        "due: 2024-09-30\n    due_text: trong quý III/2024",
        "due: 2030-12-31\n    due_text: giai đoạn 2026 - 2030",
    )
    stepless = (
        "    milestones:\n      - id: N2.1\n        text: Trình dự thảo lần 1\n        due: 2024-07-31\n",
        "",
    )
    assert "KP414" not in said_of(wide)
    assert "KP414" in said_of(wide, stepless)


def test_always_is_no_deadline_and_passes_only_with_a_cycle_and_an_end() -> None:  # 04, 11
    always = (
        "due: 2024-08-15\n    due_text: trước ngày 15/8/2024",
        "due: 2024-08-15\n    due_text: thường xuyên",
    )
    assert "KP405" in said_of(always)
    cycle = "recurrence: {every: month, from: 2024-07-01, until: 2024-12-31}\n    due_text: thường xuyên"
    assert "KP405" not in said_of((always[0], cycle))


@pytest.mark.parametrize(
    "line", ["đã duy trì việc kiểm điểm", "không còn tình trạng nể nang", "không có văn bản bị trả lại"]
)
def test_every_line_of_a_report_without_figures_is_asked(line: str) -> None:  # 04
    text = REPORT.format(
        results=f"  - finding: HC1\n    text: {line}\n  - finding: HC2\n    text: Sửa 14/14 điều\n"
    )
    found = [
        item.code
        for item in problems_of({f"{CASE}/2024-07-08-report.md": text.encode()})
        if item.code.startswith("KP4")
    ]
    assert found
    assert set(found) <= {"KP403", "KP413"}


def test_verbatim_findings_are_never_judged() -> None:  # 04
    soft = "chưa thường xuyên, chưa dành nhiều thời gian nghiên cứu văn bản mới, có việc tham mưu còn hạn chế"
    text = (
        BASE[f"{CASE}/conclusion.md"]
        .decode()
        .replace("12 hồ sơ chi tiếp khách năm 2023 thiếu danh sách đại biểu, thiếu người duyệt chi.", soft)
    )
    assert [
        item.code
        for item in problems_of({f"{CASE}/conclusion.md": text.encode()})
        if item.code.startswith("KP4")
    ] == []
