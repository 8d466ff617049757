"""All pages together: every case has one, every link leads somewhere, and the same register gives the same bytes."""

from __future__ import annotations

import pickle
import re
from datetime import date
from pathlib import Path

import pytest

from khacphuc.model import DOCUMENTS
from khacphuc.pages.build import CaseWork, link_cases, register_pages
from khacphuc.pages.page import Page, Site
from khacphuc.pages.safe_html import Html, esc, html, joined
from khacphuc.register.loading import list_entries, open_settings
from khacphuc.register.source import WorkTree
from khacphuc.rules.catalogue import rules
from tests.pages.checking import broken_links, read
from tests.pages.register import CONCLUSION, FOLDER, POLICY, RECORDS, UNITS, memory, pages, site

ROOT = Path(__file__).parent.parent.parent
DAY = date(2026, 11, 23)


def _sample(language: str = "vi", jobs: int = 1) -> list[Page]:
    source = WorkTree(ROOT)
    listing = list_entries(source)
    return register_pages(source, listing, Site(open_settings(source, listing), DAY, language), jobs)


@pytest.fixture(scope="module")
def sample() -> list[Page]:
    """The pages of the register in this repository."""
    return _sample()


def test_every_case_of_the_register_has_a_page(sample: list[Page]) -> None:
    cases = {f"cases/{folder.removeprefix('plans/')}/" for folder in list_entries(WorkTree(ROOT)).cases}
    found = {page.path for page in sample if page.path.startswith("cases/") and page.path != "cases/"}
    assert found == cases


def test_every_page_is_whole(sample: list[Page]) -> None:
    for page in sample:
        found = read(page.html)
        assert {heading.id for heading in page.headings} <= set(found.ids), page.path
        assert found.tables - found.captions <= page.html.count('class="kp-text"'), (
            f"{page.path}: a table without caption"
        )
        assert page.title
        assert "<" not in page.search.replace("<unit>", "")


def test_every_link_leads_somewhere(sample: list[Page]) -> None:
    assert not broken_links(sample)


def test_every_unit_rule_and_kind_of_document_has_a_page(sample: list[Page]) -> None:
    paths = {page.path for page in sample}
    assert {"", "overdue/", "without-plan/", "cases/", "units/", "rules/", "reference/", "policy/"} <= paths
    assert {f"rules/{rule.code.lower()}/" for rule in rules()} <= paths
    assert {f"reference/{kind}/" for kind in DOCUMENTS} <= paths
    assert {f"units/{slot.unit}/" for _, slot in list_entries(WorkTree(ROOT)).units} <= paths


def test_no_two_pages_share_a_path(sample: list[Page]) -> None:
    assert len({page.path for page in sample}) == len(sample)


def test_the_same_register_gives_the_same_bytes(sample: list[Page]) -> None:
    assert _sample() == sample


def test_any_number_of_workers_gives_the_same_bytes(sample: list[Page]) -> None:
    assert _sample(jobs=2) == sample


def test_pages_speak_english_through_and_through() -> None:
    for page in _sample("en"):
        read(page.html)


def test_the_work_on_a_case_goes_to_another_process() -> None:
    source = memory()
    work = CaseWork(site(source), {})
    again = pickle.loads(pickle.dumps(work))  # noqa: S301  # our own
    assert again.site.as_of == work.site.as_of


def test_links_between_cases_are_resolved_where_the_case_is_there() -> None:
    urls = {"KL-1": "cases/a/kl-1/"}
    linked = link_cases('<a href="case:KL-1#HC1">x</a> <a href="case:KL-1">y</a>', urls, "../")
    assert linked == '<a href="../cases/a/kl-1/#HC1">x</a> <a href="../cases/a/kl-1/">y</a>'
    assert link_cases('<a href="case:KL-9#HC1">x</a>', urls) == "<a>x</a>"
    assert link_cases('href="case:KL-1#HC1"', urls) == 'href="case:KL-1#HC1"'


def test_a_repeated_finding_links_to_the_earlier_one() -> None:
    earlier = (
        CONCLUSION.replace("id: KL-1", "id: KL-0")
        .replace("id: HC1", "id: HC9")
        .replace("repeat_of: KL-0/HC9", "")
        .replace("finding: HC1", "finding: HC9")
    )
    found = pages({"plans/chi-bo-a/kl-0/conclusion.md": earlier})
    assert '<a href="../../../cases/chi-bo-a/kl-0/#HC9">KL-0/HC9</a>' in found["cases/chi-bo-a/kl-1/"].html
    assert not broken_links(list(found.values()))


def test_an_empty_register_has_pages_too() -> None:
    found = pages(
        dict.fromkeys(
            (
                *UNITS,
                f"{FOLDER}/conclusion.md",
                f"{FOLDER}/plan.md",
                *(f"{FOLDER}/{name}" for name in RECORDS),
            ),
            "",
        )
    )
    assert not broken_links(list(found.values()))
    for page in found.values():
        read(page.html)


def test_the_front_page_counts_and_ranks() -> None:
    found = pages()
    text = read(found[""].html).text
    assert "Đảng ủy Thử" in text
    assert "84" in text
    days = [int(n) for n in re.findall(r"quá hạn (\d+) ngày", found["overdue/"].html)]
    assert days == sorted(days, reverse=True)
    assert days[0] == (DAY - date(2026, 6, 30)).days


def test_a_conclusion_without_a_plan_is_listed_by_the_days_waited() -> None:
    later = (
        CONCLUSION.replace("KL-1", "KL-2")
        .replace("2026-05-13", "2026-06-13")
        .replace("2026-05-10", "2026-06-10")
    )
    found = pages({f"{FOLDER}/plan.md": "", "plans/chi-bo-a/kl-2/conclusion.md": later})
    html = found["without-plan/"].html
    assert html.index("kl-1/") < html.index("kl-2/")
    assert "194" in html


def test_a_restricted_case_is_marked_and_the_public_profile_only_counts_it() -> None:
    restricted = {
        f"{FOLDER}/conclusion.md": CONCLUSION.replace(
            "status: issued", "status: issued\nvisibility: restricted"
        )
    }
    inside = pages(restricted)
    assert "kp-restricted" in inside["cases/"].html
    assert "kp-restricted" in inside["cases/chi-bo-a/kl-1/"].html
    outside = pages({**restricted, "plans/policy.yml": f"{POLICY}profile: public\n"})
    assert "cases/chi-bo-a/kl-1/" not in outside
    for page in outside.values():
        assert "Kết luận giám sát Chi bộ A" not in page.html + page.search + page.title
    assert not broken_links(list(outside.values()))


def test_the_public_profile_names_no_person_and_no_restricted_unit() -> None:
    assert any("Nguyễn Văn Thử" in page.html for page in pages().values())
    unit = UNITS["units/cong-doan.md"].replace("kind: mass", "kind: mass\nrestricted: true")
    for page in pages(
        {"plans/policy.yml": f"{POLICY}profile: public\n", "units/cong-doan.md": unit}
    ).values():
        assert "Nguyễn Văn Thử" not in page.html + page.search
        assert "Công đoàn Thử" not in page.html + page.search + page.title


def test_a_rule_that_the_policy_changes_says_so() -> None:
    rule = rules()[0]
    found = pages(
        {
            "plans/policy.yml": f"{POLICY}rules:\n  {rule.code}: {{severity: question, reason: <i>Thống nhất</i>}}\n"
        }
    )
    assert "&lt;i&gt;Thống nhất&lt;/i&gt;" in found["policy/"].html
    assert "&lt;i&gt;Thống nhất&lt;/i&gt;" in found[f"rules/{rule.code.lower()}/"].html


def test_html_is_escaped_once() -> None:
    assert esc("<a&\"'>") == "&lt;a&amp;&quot;&#x27;&gt;"
    assert esc(html("<b>")) == "<b>"
    assert joined(["<", html("<br>")]) == "&lt;; <br>"
    assert isinstance(joined(()), Html)
