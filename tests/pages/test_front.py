"""What leaders look at first: the front page, what is overdue by head, the ranking of units, who is silent."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from pathlib import Path

import pytest

from khacphuc.pages.page import Page
from khacphuc.site.contents import compose
from tests.history.documents import conclusion, plan, policy, task, unit
from tests.history.repositories import Repository
from tests.history.story import story
from tests.pages.checking import broken_links, read
from tests.pages.register import FOLDER, PLAN, POLICY, UNITS, pages
from tests.pages.sample import ROOT, sample_pages

FIRST_ROWS = 5


@pytest.fixture(scope="module")
def sample() -> dict[str, Page]:
    return sample_pages()


def parts(page: Page) -> dict[str, str]:
    """The HTML below each heading, by the heading's id."""
    found = re.split(r'<h2 id="([^"]+)">', page.html)
    return dict(zip(found[1::2], found[2::2], strict=True))


def words(text: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", text)).split())


def rows(text: str) -> list[list[str]]:
    """The cells of each row of a page's part, in words."""
    return [
        [words(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)]
        for row in re.findall(r"<tr>(.*?)</tr>", text, re.DOTALL)
        if "<td" in row
    ]


def tiles(page: Page) -> dict[str, str]:
    found = re.findall(r'<span class="kp-figure">(.*?)</span> <span class="kp-words">(.*?)</span>', page.html)
    return {unescape(name): figure for figure, name in found}


# ── The front page ───────────────────────────────────────────────────────────────────────────────────────


def test_what_presses_stands_first(sample: dict[str, Page]) -> None:
    front = sample[""]
    order = "overdue no-plan silent not-urged by-unit ages changes due-soon stages".split()
    assert list(parts(front)) == [heading.id for heading in front.headings] == order
    assert broken_links(list(sample.values())) == []


def test_lists_begin_on_the_front_page_and_end_on_their_own(sample: dict[str, Page]) -> None:
    front = parts(sample[""])
    for name, path in (("overdue", "./overdue/"), ("silent", "./silent/#silent")):
        assert len(rows(front[name])) == FIRST_ROWS
        assert f'href="{path}"' in front[name]
    assert len(rows(parts(sample["silent/"])["silent"])) == int(tiles(sample[""])["hồ sơ chưa báo cáo"])


def test_units_stand_by_what_they_have_overdue_with_a_bar_of_it(sample: dict[str, Page]) -> None:
    part = parts(sample[""])["by-unit"]
    found = [[int(cell) for cell in row[1:]] for row in rows(part)]
    late = [row[1] for row in found]
    assert late == sorted(late, reverse=True)
    assert all(dated == sum(timings) for dated, *timings, _, _ in found)
    assert all(opened == dated + undated for dated, *_, undated, opened in found)
    bars = re.findall(r'role="img" aria-label="([^"]*)"', part)
    names = ("Quá hạn", "Sắp đến hạn", "Chưa đến hạn")
    for row, bar in zip([row for row in found if row[0]], bars, strict=True):
        counts = zip(names, row[1:4], strict=True)
        assert bar == "; ".join(f"{name}: {count}" for name, count in counts if count)


def test_a_bar_is_as_long_as_its_share_of_the_longest() -> None:
    second = {
        "units/chi-bo-b.md": UNITS["units/chi-bo-a.md"]
        .replace("chi-bo-a", "chi-bo-b")
        .replace("Chi bộ A", "Chi bộ B"),
        "plans/chi-bo-b/kl-2/conclusion.md": conclusion(
            "KL-2", "chi-bo-b", plan_due="2027-02-02", report_due=None
        ),
    }
    part = parts(pages(second)[""])["by-unit"]
    widths = [
        sum(float(width) for width in re.findall(r' width="([\d.]+)%" height="100%"', bar))
        for bar in re.findall(r'<svg class="kp-stacked".*?</svg>', part)
    ]
    counts = [int(row[1]) for row in rows(part) if row[1] != "0"]
    assert len(set(counts)) > 1
    assert widths == pytest.approx([100 * count / max(counts) for count in counts], abs=0.1)


def test_what_is_open_is_counted_by_age_once_for_both_pages(sample: dict[str, Page]) -> None:
    front, balance = (rows(parts(sample[path])["ages"]) for path in ("", "balance/"))
    assert front == balance
    assert sum(int(row[2]) for row in front) == int(tiles(sample[""])["việc quá hạn"])


def test_every_filling_has_its_pattern_on_the_page(sample: dict[str, Page]) -> None:
    """Without one, a part of a bar is not seen at all."""
    style = (ROOT / "scripts/khacphuc/pages/static/khacphuc.css").read_text("utf-8")
    for path in ("", "balance/"):
        page = sample[path]
        used = set(re.findall(r"kp-part (kp-fill-[\w-]+)", page.html))
        assert {f".{name} {{" for name in used} <= set(re.findall(r"\.kp-fill-[\w-]+ \{", style))
        drawn = set(re.findall(r'<pattern [^>]*id="(kp-fill-[\w-]+)"', page.html))
        assert {name for name in used if f"url(#{name})" in style} <= drawn


def test_each_figure_leads_to_what_it_counts(sample: dict[str, Page]) -> None:
    """A tile has a link of its own, a table a line below it; a number of days says itself what it counts."""
    table = re.compile(r"<table.*?</table>(?:\s*</div>)?\s*(<p class=\"kp-counted\">)?", re.DOTALL)
    for path, page in sample.items():
        for found in table.finditer(page.html):
            counted = set(re.findall(r'<td class="kp-num[^"]*" data-label="([^"]*)"', found[0])) - {
                "Số ngày chờ"
            }
            assert not counted or found[1], (path, counted)
        tiles_there = re.findall(r'<li class="kp-tile.*?</li>', page.html, re.DOTALL)
        assert all('class="kp-why" href="' in one for one in tiles_there), path
    assert "figures/" in sample


# ── What changed ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    return story(tmp_path_factory.mktemp("week"))


def week(repository: Repository, day: date) -> str:
    made = {page.path: page for page in compose(repository.root, day, "vi", jobs=1).pages}
    assert not [link for link in broken_links(list(made.values())) if link[0] == ""]
    return parts(made[""])["changes"]


def test_the_last_seven_days_are_told_by_case_newest_first(repository: Repository) -> None:
    told = week(repository, date(2026, 9, 7))
    assert "Từ 01/9/2026 đến 07/9/2026." in words(told)
    later, earlier = (words(told).index(text) for text in ("KL-1 , chi bo a", "KL-2"))
    assert earlier < later < words(told).index("01/9/2026 : Nhiệm vụ N1 bị bỏ.")
    assert {"./audit/2026-09/", "./audit/2026-09/#dropped"} <= set(re.findall(r'href="([^"]*)"', told))


def test_what_is_older_than_a_week_is_not_told(repository: Repository) -> None:
    told = words(week(repository, date(2026, 9, 8)))
    assert "KL-2" in told
    assert "N1 bị bỏ" not in told
    assert "Sổ không có thay đổi." in words(week(repository, date(2026, 9, 20)))


@pytest.mark.parametrize(
    ("day", "told"),
    [(date(2026, 6, 30), 0), (date(2026, 7, 1), 1), (date(2026, 7, 7), 1), (date(2026, 7, 8), 0)],
)
def test_what_became_overdue_in_a_week_is_told(day: date, told: int) -> None:
    """The milestone's day is 30/6/2026: the first of July is the first late day."""
    assert words(parts(pages(day=day)[""])["changes"]).count("Dự thảo xong") == told


def test_a_busy_week_is_cut_short_and_says_so(tmp_path: Path) -> None:
    made = Repository(tmp_path)
    made.commit({"plans/policy.yml": policy(), "units/chi-bo-a.md": unit("chi-bo-a")})
    cases = {
        f"plans/chi-bo-a/kl-{number}/conclusion.md": conclusion(f"KL-{number}", "chi-bo-a")
        for number in range(1, 12)
    }
    made.commit(cases)
    made.commit({f"plans/chi-bo-a/kl-{number}/plan.md": plan(task("N1")) for number in range(1, 12)})
    made.make(checkout=True)
    told = week(made, date(2026, 1, 7))
    assert told.count("#trail") == 8
    assert "và 5 hồ sơ, đơn vị khác" in words(told)


def test_why_there_is_no_history_is_said_once() -> None:
    assert pages()[""].html.count('class="kp-note"') == 1


# ── Silent, and not urged ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("days", "listed"), [(155, True), (156, False)])
def test_silence_is_counted_by_the_registers_policy(days: int, listed: bool) -> None:  # noqa: FBT001
    """The last update is of 20/6/2026, 156 days before."""
    found = pages({"plans/policy.yml": f"{POLICY}  silent: {days}\n"})
    assert bool(rows(parts(found["silent/"])["silent"])) == listed
    assert (tiles(found[""])["hồ sơ chưa báo cáo"] == "1") == listed
    assert (f"Chưa báo cáo quá {days} ngày" in words(found["followers/ubkt/"].html)) == listed


@pytest.mark.parametrize(("days", "listed"), [(52, True), (53, False)])
def test_what_was_urged_lately_is_not_on_the_list(days: int, listed: bool) -> None:  # noqa: FBT001
    """The last reminder is of 01/10/2026, 53 days before."""
    found = parts(pages({"plans/policy.yml": f"{POLICY}  not_urged: {days}\n"})["silent/"])["not-urged"]
    assert ("35-TB/ĐU" in words(found)) == listed


def test_what_was_never_urged_says_so() -> None:
    found = pages({f"{FOLDER}/2026-10-01-reminder.md": ""})
    assert "chưa lần nào" in words(parts(found["silent/"])["not-urged"])


def test_a_policy_may_ask_for_any_number_of_days() -> None:
    found = pages({"plans/policy.yml": f"{POLICY}  silent: 999999999\n  not_urged: 999999999\n"})
    assert "Không có hồ sơ nào chưa báo cáo." in words(found["silent/"].html)


# ── By head ──────────────────────────────────────────────────────────────────────────────────────────────


def test_a_heads_own_stand_first_and_are_counted_apart() -> None:
    found = pages()["overdue/by-head/"]
    groups = re.findall(r'scope="rowgroup"[^>]*>(.*?)</th></tr>(.*?)</tbody>', found.html, re.DOTALL)
    heads = [words(head) for head, _ in groups]
    assert [head.partition(")")[2].partition(":")[0].strip() for head in heads[:2]] == [
        "trực tiếp chịu trách nhiệm",
        "việc khác trong phạm vi phụ trách",
    ]
    for head, body in zip(heads, (body for _, body in groups), strict=True):
        assert int(re.findall(r"(\d+) (?:việc )?quá hạn", head)[-1]) == body.count("<tr>")


def test_who_heads_two_units_answers_for_both() -> None:
    head = "kind: committee\nhead: chi-bo-a/bi-thu\n"
    found = pages({"units/dang-uy.md": UNITS["units/dang-uy.md"].replace("kind: committee\n", head)})
    eyebrow = words(found["heads/chi-bo-a/bi-thu/"].html)
    assert "Chi bộ A; Đảng ủy Thử" in eyebrow
    assert found["heads/"].html.count('<a href="../heads/chi-bo-a/bi-thu/">') == 1
    assert "N1" in parts(found["heads/chi-bo-a/bi-thu/"])["own"]


def test_all_that_is_overdue_is_under_a_head_or_under_none(sample: dict[str, Page]) -> None:
    def told(path: str) -> set[tuple[str, ...]]:
        links = re.findall(r'href="(?:\.\./)+(cases/[^"]*)">([^<]*)', sample[path].html)
        return {tuple(link) for link in links}

    assert told("overdue/")
    assert told("overdue/by-head/") == told("overdue/")
    for path, other in (("overdue/", "../overdue/by-head/"), ("overdue/by-head/", "../../overdue/")):
        assert other in read(sample[path].html).links


# ── Units ────────────────────────────────────────────────────────────────────────────────────────────────


def test_units_are_ranked_by_what_they_have_overdue(sample: dict[str, Page]) -> None:
    found = rows(sample["units/"].html)
    late = [(-int(row[1]), -int(row[2].replace(".", ""))) for row in found]
    assert late == sorted(late)
    assert sum(int(row[1]) for row in found) == int(tiles(sample[""])["việc quá hạn"])


def test_a_unit_shows_the_figures_that_it_is_ranked_by(sample: dict[str, Page]) -> None:
    names = re.findall(r'<th scope="col">([^<]*)</th>', sample["units/"].html)[1:]
    links = re.findall(r'<th scope="row"><a href="\.\./(units/[^"]*)"', sample["units/"].html)
    for path, row in zip(links, rows(sample["units/"].html), strict=True):
        assert [tiles(sample[path])[unescape(name)] for name in names] == row[1:]


def test_a_units_figures_are_those_of_its_lists() -> None:
    page = pages()["units/chi-bo-a/"]
    figures = tiles(page)
    owed = rows(parts(page)["owed"])
    assert figures["Việc còn phải làm"] == str(len(owed))
    late = [row for row in owed if row[0].startswith("quá hạn")]
    assert figures["Việc quá hạn"] == str(len(late))
    assert figures["Quá hạn lâu nhất (ngày)"] == late[0][0].split()[2]
    assert figures["Ý kiến chưa trả lời"] == "1"
    assert figures["Số lần gia hạn"] == "1"
    year = next(row for row in rows(pages()["classification/chi-bo-a/"].html) if row[0] == "Năm 2026")
    assert figures["Đúng hạn trong năm"] == "12 % (1/8)"  # the plan: of 05/6, due 10/6
    assert (year[3], sum(map(int, (year[3], *year[5:8])))) == ("1", 8)


def test_in_public_restricted_units_are_one_line_without_a_name() -> None:
    hidden = {
        name: (f"---\ntype: unit\nid: {name}\nname: Cơ quan kín {name}\nkind: cell\nrestricted: true\n---\n")
        for name in ("kin-a", "kin-b")
    }
    tasks = "".join(
        f"  - {{id: N{number}, findings: HC1, content: Làm, lead: {name}, due: 2026-07-15}}\n"
        for number, name in enumerate(hidden, 8)
    )
    found = pages(
        {
            "plans/policy.yml": f"{POLICY}profile: public\n",
            **{f"units/{name}.md": text for name, text in hidden.items()},
            f"{FOLDER}/plan.md": PLAN.replace("  - id: N2\n", f"{tasks}  - id: N2\n"),
        }
    )
    lines = [row for row in rows(parts(found[""])["by-unit"]) if row[0] == "các đơn vị thuộc phạm vi hẹp"]
    assert [row[1] for row in lines] == ["2"]
    assert not [path for path, page in found.items() if "kin-a" in page.html or "Cơ quan kín" in page.html]
