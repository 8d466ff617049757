"""The page of a case says what the documents say, what is owed, and nothing that was not so on its day."""

from __future__ import annotations

from datetime import date

import pytest

from khacphuc.model.vocabulary import Severity
from khacphuc.rules.contract import Problem, Said
from khacphuc.text.flaw import Place
from khacphuc.text.message import say
from tests.pages.checking import read
from tests.pages.register import CONCLUSION, FOLDER, FORGE, PLAN, POLICY, one, pages


@pytest.mark.parametrize(
    "words",
    [
        "Kết luận giám sát Chi bộ A",
        "35-TB/ĐU",
        "10/5/2026",
        "“trước ngày 10/6/2026”",
        "Đoàn giám sát số 580",
        "Chưa ban hành quy chế làm việc.",
        "13.515 đồng (phải thu hồi)",
        "KL-0/HC9",
        "Ban hành quy chế.",
        "Ban hành Quy chế làm việc",
        "Lấy ý kiến 12 đảng viên",
        "Bí thư Chi bộ A",
        "6/12",
        "15/7/2026 → 31/8/2026",
        "Chờ ý kiến cấp trên.",
        "Dự thảo xong",
        "Nên lấy ý kiến rộng hơn.",
        "Số 18-BB/CB ngày 19/6/2026",
    ],
)
def test_it_shows_what_the_documents_say(words: str) -> None:
    assert words in read(one().html).text


def test_both_deadlines_are_shown_and_lateness_follows_the_current_one() -> None:
    text = read(one().html).text
    assert "31/8/2026" in text
    assert "15/7/2026" in text
    assert (date(2026, 11, 23) - date(2026, 8, 31)).days == 84
    assert "84" in text


def test_what_is_open_is_ranked() -> None:
    html = one().html
    table = html[html.index('id="open"') : html.index('id="roadmap"')]
    assert table.index("kp-timing-overdue") < table.index("kp-timing-not-due")


def test_bodies_stand_below_the_headings_of_the_page() -> None:
    page = one()
    assert "<h3>Phần một</h3>" in page.html
    assert "<strong>đậm</strong>" in page.html
    read(page.html)


def test_what_is_dated_later_than_the_day_is_not_there() -> None:
    html = one(day=date(2026, 8, 1)).html
    assert "2026-07-10-extension" in html
    assert "YK1" not in html
    assert "DD1" not in html


def test_a_plan_issued_later_than_the_day_is_not_there() -> None:
    html = one(day=date(2026, 5, 20)).html
    assert "12-KH/CB" not in html
    read(html)


def test_a_draft_is_shown_as_a_draft() -> None:
    draft = (
        PLAN.replace("status: issued", "status: draft")
        .replace("number: 12-KH/CB\n", "")
        .replace("issued_on: 2026-06-05\n", "")
    )
    page = read(one({f"{FOLDER}/plan.md": draft}).html)
    assert "dự thảo" in page.text
    assert "Ban hành Quy chế làm việc" in page.text
    conclusion = CONCLUSION.replace("status: issued", "status: draft").replace("number: 35-TB/ĐU\n", "")
    html = one({f"{FOLDER}/conclusion.md": conclusion}).html
    assert "kp-stage-draft" in html
    read(html)


def test_a_reference_to_nothing_is_text_and_no_link() -> None:
    html = one({f"{FOLDER}/plan.md": PLAN.replace("findings: HC1", "findings: [HC1, HC77]")}).html
    assert 'href="#HC1"' in html
    assert "#HC77" not in html
    assert "HC77" in html


def test_an_id_that_stands_twice_is_given_once() -> None:
    page = read(one({f"{FOLDER}/plan.md": PLAN.replace("id: N2", "id: N1")}).html)
    assert page.ids.count("N1") == 1


def test_only_questions_are_shown_and_apart() -> None:
    def problem(severity: Severity) -> Problem:
        said = Said(say(f"<b>{severity.value}?</b>"), say("Look & see."))
        return Problem(f"{FOLDER}/plan.md", Place(3), "KP401", "too-vague", severity, said)

    page = one(problems=(problem(Severity.QUESTION), problem(Severity.ERROR)))
    assert "&lt;b&gt;question?&lt;/b&gt;" in page.html
    assert "Look &amp; see." in page.html
    assert "error?" not in page.html
    assert 'class="kp-questions"' in page.html
    assert "kp-questions" not in one().html


def test_links_to_the_forge_are_there_when_the_policy_names_one() -> None:
    page = one({"plans/policy.yml": POLICY + FORGE.format(kind="forgejo")})
    links = read(page.html).links
    assert f"https://git.example.vn/dang-uy/khac-phuc/_edit/main/{FOLDER}/plan.md" in links
    assert f"https://git.example.vn/dang-uy/khac-phuc/_edit/main/{FOLDER}/2026-10-01-reminder.md" in links
    assert not any("git.example.vn" in link for link in read(one().html).links)


def test_what_may_be_recorded_leads_to_its_form_with_a_forge_or_without() -> None:
    links = read(one().html).links
    assert "../../../bieu-mau/update/?case=chi-bo-a/kl-1" in links
    assert "../../../bieu-mau/verification/?case=chi-bo-a/kl-1" in links
    assert "../../../bieu-mau/extension/?case=chi-bo-a/kl-1&task=N1" in links
    revised = "../../../bieu-mau/plan/?case=chi-bo-a/kl-1"
    assert f'<a href="{revised}">Kế hoạch điều chỉnh</a>' in one().html  # there is a plan already


def test_search_knows_the_words_of_the_case() -> None:
    page = one()
    for word in (
        "Kết luận giám sát Chi bộ A",
        "Chưa ban hành quy chế làm việc.",
        "Quy chế",
        "Bí thư Chi bộ A",
        "12-KH/CB",
    ):
        assert word in page.search
    assert "35-TB/ĐU" in page.keywords
    assert "<" not in page.search


def test_a_case_without_a_readable_conclusion_has_a_page_that_says_so() -> None:
    for conclusion in ("", "no front matter", CONCLUSION.replace("title:", "titel:")):
        changed = {f"{FOLDER}/conclusion.md": conclusion}
        page = pages(changed)[f"cases/{FOLDER.removeprefix('plans/')}/"]
        assert "plan.md" in read(page.html).text


def test_a_case_of_later_has_no_page_yet() -> None:
    assert "cases/chi-bo-a/kl-1/" not in pages(day=date(2026, 1, 1))


def test_it_speaks_english_too() -> None:
    page = pages(language="en")["cases/chi-bo-a/kl-1/"]
    text = read(page.html).text
    assert "84 days overdue" in text
    assert "10 May 2026" in text
    assert "Timeline" in text


def test_the_date_of_today_is_beside_what_depends_on_it() -> None:
    assert 'data-due="2026-08-31"' in one().html
