"""The page of a case shows what the unit says of findings and requirements beside what is owed."""

from __future__ import annotations

import re

import pytest

from tests.pages.register import CONCLUSION, FOLDER, PLAN, one

REQUIREMENT = (
    "  - {id: YC1, text: Ban hành và báo cáo., finding: HC1, supporters: [cong-doan], to: dang-uy,\n"
    "     target: {total: 20, unit: công trình}, parts: [{id: YC1.1, text: ban hành quy chế}, {id: YC1.2, text: công khai}]}\n"
    "  - {id: YC2, text: Quán triệt., finding: HC1, for_each: {units: [chi-bo-a, cong-doan]}, due: 2026-12-31}\n"
    "  - {id: YC3, text: Theo dõi., kind: follow, lead: ubkt}\n"
)
VIEWS = (
    "views:\n  - {requirements: [YC2], findings: [HC1], agreement: disagrees, by: cong-doan, date: 2026-06-02,\n"
    "     reason: Đã quán triệt từ tháng 3.}\n"
)
FACT = "facts: [{kind: remedied, text: Đã nộp lại 2 triệu đồng., about: [YC1]}]\n"
REPORT = (
    "---\ntype: report\ndate: 2026-11-02\nby: chi-bo-a\nresults:\n"
    "  - {finding: HC1, outcome: partially_corrected, reason: Còn 2 phòng}\n---\n"
)
FILES = {
    f"{FOLDER}/conclusion.md": CONCLUSION.replace(
        "  - {id: YC1, text: Ban hành quy chế., finding: HC1}\n", REQUIREMENT + FACT
    ),
    f"{FOLDER}/plan.md": PLAN.replace("requirements: YC1\n", "requirements: YC1\n    parts: YC1.1\n").replace(
        "tasks:\n", f"{VIEWS}tasks:\n", 1
    ),
    f"{FOLDER}/2026-11-02-report.md": REPORT,
}


@pytest.fixture(scope="module")
def html() -> str:
    return one(FILES).html


def between(html: str, first: str, last: str) -> str:
    """Return the words of a page from one section to another."""
    start = html.index(f'id="{first}"')
    section = html[start : html.index(f'id="{last}"', start)]
    return " ".join(re.sub(r"<[^>]*>", " ", section).split())


@pytest.mark.parametrize(
    "words",
    ["khắc phục một phần", "02/11/2026", "không đồng ý", "Công đoàn Thử", "Đã quán triệt từ tháng 3."],
)
def test_a_finding_shows_what_the_unit_says_of_it(html: str, words: str) -> None:
    assert words in between(html, "findings", "requirements")


@pytest.mark.parametrize(
    "words",
    [
        "công khai chưa có nhiệm vụ",
        "20 công trình",
        "Đảng ủy Thử",
        "Chi bộ A, Công đoàn Thử",
        "Đã quán triệt từ tháng 3.",
        "việc thường xuyên của bên theo dõi",
    ],
)
def test_a_requirement_shows_all_that_the_notice_says_of_it(html: str, words: str) -> None:
    assert words in between(html, "requirements", "plans")


def test_a_fact_leads_to_what_it_speaks_of(html: str) -> None:
    facts = html[html.index('id="other-facts"') :]
    assert 'href="#YC1"' in facts[: facts.index("</li>")]
