"""What the notice demands stands on the case page, in lists, in the calendar, and on the pages of whoever owes it."""

from __future__ import annotations

import pytest

from tests.pages.checking import read
from tests.pages.register import CONCLUSION, FOLDER, one, pages

DEMANDS = """requirements:
  - {id: YC1, text: Ban hành quy chế., finding: HC1}
  - {id: YC2, text: Thu hồi khoản chi sai., finding: HC1, due: 2026-09-30, due_text: trước ngày 30/9/2026}
  - {id: YC3, text: Hướng dẫn Chi bộ A., kind: guide, lead: ubkt, due: 2026-12-01}
  - {id: YC4, text: Báo cáo từng quý., kind: report, cycle: {every: quarter, day: 15, until: 2026-12-31}}
  - {id: YC5, text: Lập kế hoạch., kind: plan, due: 2026-06-01}
facts:
  - {kind: done_well, text: Chi bộ sinh hoạt đủ 12 kỳ.}
  - {kind: remedied, text: Đã nộp lại 2 triệu đồng., amounts: [{value: 2000000}]}
issuing_body: standing_committee
signer: ubkt/chu-nhiem
"""
NOTICE = (
    CONCLUSION[: CONCLUSION.index("requirements:")].replace(
        "    repeat_of: KL-0/HC9\n",
        "    repeat_of_paper: {number: 9-TB/HU, date: 2019-03-04}\n"
        "    parts: [{id: HC1.1, text: chưa ban hành quy chế}, {id: HC1.2, text: chưa phân công}]\n",
    )
    + DEMANDS
    + "---\n"
)
FILES = {f"{FOLDER}/conclusion.md": NOTICE}


@pytest.mark.parametrize(
    "words",
    [
        "Thu hồi khoản chi sai.",
        "“trước ngày 30/9/2026”",
        "quá hạn 54 ngày",
        "hướng dẫn, kiểm tra",
        "việc lập kế hoạch",
        "hằng quý",
        "Chi bộ sinh hoạt đủ 12 kỳ.",
        "2.000.000 đồng",
        "đã khắc phục",
        "ban thường vụ",
        "Số 9-TB/HU ngày 04/3/2019",
        "chưa phân công",
    ],
)
def test_the_page_of_the_case_says_what_the_notice_demands(words: str) -> None:
    assert words in read(one(FILES).html).text


def test_a_notice_alone_has_a_timeline_of_its_demands() -> None:
    html = one({**FILES, f"{FOLDER}/plan.md": ""}).html
    assert "Thu hồi khoản chi sai." in html[html.index('id="roadmap"') : html.index('id="findings"')]


def test_lists_and_the_pages_of_whoever_owes_it_hold_it() -> None:
    found = pages(FILES)
    for path in ("overdue/", "units/chi-bo-a/", "heads/chi-bo-a/bi-thu/"):
        assert "Thu hồi khoản chi sai." in found[path].html, path
    for path in ("units/ubkt/", "followers/ubkt/", "calendar/"):
        assert "Hướng dẫn Chi bộ A." in found[path].html, path


def test_a_notice_outside_the_register_stands_among_repeats() -> None:
    assert "Số 9-TB/HU ngày 04/3/2019" in read(pages(FILES)["repeats/"].html).text
