"""Opinions and their answers: what waits, how the others ended, and each giver's own."""

from __future__ import annotations

import re
from datetime import date

import pytest

from khacphuc.pages import opinions
from khacphuc.pages.page import Page
from tests.pages.checking import broken_links, read
from tests.pages.register import FOLDER, POLICY, closed, pages

CASE = "../cases/chi-bo-a/kl-1/"
VETERANS = "---\ntype: unit\nid: ccb\nname: Hội Cựu chiến binh Thử\nkind: mass\n---\n"


def opinion(name: str, day: str, giver: str = "cong-doan") -> str:
    return f"---\ntype: opinion\nid: {name}\ndate: {day}\nfrom: {giver}\nstage: execution\nabout: HC1\ntext: Nên làm sớm {name}.\n---\n"


def reply(name: str, day: str, more: str) -> str:
    return f"---\ntype: reply\ndate: {day}\nby: chi-bo-a\nto: {name}\n{more}\n---\n"


ANSWERED = {
    "units/ccb.md": VETERANS,
    f"{FOLDER}/2026-09-02-opinion.md": opinion("YK2", "2026-09-02", "ccb"),
    f"{FOLDER}/2026-09-03-opinion.md": opinion("YK3", "2026-09-03"),
    f"{FOLDER}/2026-09-04-opinion.md": opinion("YK4", "2026-09-04", "ccb"),
    f"{FOLDER}/2025-09-05-opinion.md": opinion("YK5", "2025-09-05", "ccb"),
    f"{FOLDER}/2026-09-08-reply.md": reply("YK2", "2026-09-08", "outcome: accepted\ntask: N2"),
    f"{FOLDER}/2026-10-30-reply.md": reply(
        "YK3", "2026-10-30", "outcome: declined\nreason: Trái <b>quy chế</b>."
    ),
    f"{FOLDER}/2025-09-08-reply.md": reply(
        "YK5", "2025-09-08", "outcome: explained\nreason: Đã có kế hoạch."
    ),
}


@pytest.fixture(scope="module")
def made() -> dict[str, Page]:
    return pages(ANSWERED)


def parts(page: Page) -> dict[str, str]:
    """The HTML below each heading, by the heading's id."""
    found = re.split(r'<h2 id="([^"]+)">', page.html)
    return dict(zip(found[1::2], found[2::2], strict=True))


def test_what_waits_longest_stands_first(made: dict[str, Page]) -> None:
    page = made["opinions/"]
    shown = parts(page)
    assert list(shown) == ["givers", "waiting", "y-2026", "y-2025"]
    first, second = shown["waiting"].split("</tr>")[1:3]
    assert f'href="{CASE}#YK1"' in first  # of 1 September, 83 days before
    assert ">83</span></td>" in first
    assert "Chi bộ A" in first  # who owes the answer
    assert f'href="{CASE}#YK4"' in second


def test_each_answer_says_how_it_ended(made: dict[str, Page]) -> None:
    shown = parts(made["opinions/"])
    declined, accepted = shown["y-2026"].split("</tr>")[1:3]  # the newest answer first
    assert "kp-replyoutcome-accepted" in accepted
    assert f'href="{CASE}#N2"' in accepted
    assert "kp-replyoutcome-declined" in declined
    assert "Trái &lt;b&gt;quy chế&lt;/b&gt;." in declined
    assert "chậm" in declined  # the answer was owed within five working days
    assert "chậm" not in accepted
    assert "Đã có kế hoạch." in shown["y-2025"]


def test_whoever_gave_opinions_finds_their_own(made: dict[str, Page]) -> None:
    own = made["opinions/from/ccb/"]
    text = read(own.html).text
    assert all(name in text for name in ("YK2", "YK4", "YK5"))
    assert not any(name in text for name in ("YK1", "YK3"))
    row = next(row for row in made["opinions/"].html.split("<tr>") if "./from/ccb/" in row)
    assert re.findall(r"kp-num[^>]*>(\d+)<", row) == ["3", "1", "1", "1", "1", "0"]


def test_links_lead_somewhere(made: dict[str, Page]) -> None:
    assert broken_links(list(made.values())) == []


def test_many_answers_are_a_page_for_each_year(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opinions, "MOST", 2)
    made = pages(ANSWERED)
    assert "./2025/" in read(made["opinions/"].html).links
    assert "YK5" not in read(made["opinions/"].html).text
    assert "YK5" in read(made["opinions/2025/"].html).text
    assert broken_links(list(made.values())) == []


def test_a_case_closed_without_an_answer_is_not_forgotten() -> None:
    made = pages(closed("2026-11-01"))
    waiting = parts(made["opinions/"])["waiting"]
    assert "#YK1" in waiting
    assert "kp-timing-dropped" in waiting


def test_what_was_answered_later_still_waited_then() -> None:
    made = pages(ANSWERED, date(2026, 9, 9))
    assert "#YK3" in parts(made["opinions/"])["waiting"]


def test_the_public_names_no_restricted_giver() -> None:
    hidden = VETERANS.replace("kind: mass", "kind: mass\nrestricted: true")
    changed = {**ANSWERED, "units/ccb.md": hidden, "plans/policy.yml": f"{POLICY}profile: public\n"}
    made = pages(changed)
    assert "opinions/from/ccb/" not in made
    assert "opinions/from/cong-doan/" in made
    assert all("Cựu chiến binh" not in page.html for page in made.values())


def test_a_register_without_opinions_says_so() -> None:
    made = pages({f"{FOLDER}/2026-09-01-opinion.md": ""})
    assert not read(made["opinions/"].html).tables
