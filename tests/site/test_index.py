"""What search knows of pages: their words, pairs and days; small, the same each time, and nothing that would run."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khacphuc.pages.page import Page
from khacphuc.site.guides import text_of
from khacphuc.site.search_files import search_files
from khacphuc.site.search_index import Postings
from khacphuc.site.search_terms import folded, marked, words
from tests.pages.register import CONCLUSION, FOLDER, POLICY, UNITS, pages
from tests.site.shards import Found, listed

CASE = "cases/chi-bo-a/kl-1/"
HOSTILE = "</script><script>alert(1)</script><!--\u2028\u2029\\\"'${x} \ud83d\t\n]]>"


@pytest.fixture(scope="module")
def found() -> Found:
    return Found(dict(search_files(list(pages().values()))))


def page(path: str, text: str, *days: date, source: str = "x.md") -> Page:
    return Page(path, text.partition("\n")[0], "", search=text, days=days, source=source)


def searched(*made: Page) -> Found:
    return Found(dict(search_files(made)))


@pytest.mark.parametrize(
    ("word", "fold", "marks"),
    [
        ("Ủy", "uy", "uy\u0309"),
        ("uỷ", "uy", "uy\u0309"),
        ("hoà", "hoa", "hoa\u0300"),
        ("Đốc", "doc", "đôc\u0301"),
        ("ban", "ban", "ban"),
        ("05", "5", "5"),
        ("000", "0", "0"),
        ("x" * 100, "x" * 60, "x" * 60),
    ],
)
def test_a_word_is_known_by_its_fold_and_its_marks(word: str, fold: str, marks: str) -> None:
    assert (folded(word), marked(word)) == (fold, marks)


def test_numbers_of_papers_are_cut_into_letters_and_digits() -> None:
    assert words("35-TB/ĐU, KL2024_7 “đôn đốc”…") == ["35", "TB", "ĐU", "KL", "2024", "7", "đôn", "đốc"]


@settings(deadline=None)
@given(st.integers(1, 3000), st.data())
def test_a_list_is_read_back_as_it_was_written(count: int, data: st.DataObject) -> None:
    numbers = sorted(data.draw(st.sets(st.integers(0, count - 1), min_size=1)))
    text = Postings(count).written(numbers)
    assert listed(text) == numbers
    assert len(text) <= count / 6 + 5


def test_no_list_is_long() -> None:
    assert len(Postings(10_000).written(range(10_000))) < 1_700
    assert len(Postings(10_000).written([9_999])) == 3


def test_a_case_is_found_by_what_it_says(found: Found) -> None:
    for fold, marks in [("giam sat", "giam sat\u0301"), ("ky hop", "ky\u0300 hop\u0323")]:
        ways = found.having("pairs", fold)
        assert any(CASE in where for way, where in ways.items() if way.endswith(marks.split(" ")[1])), ways
    assert CASE in found.having("pairs", "35 tb")["35 tb"] & found.having("pairs", "tb du")["tb đu"]
    assert CASE in found.having("pairs", "18 bb")["18 bb"]  # the number of evidence
    assert CASE in found.having("pairs", "bi thu")["bi\u0301 thư"]
    assert CASE in found.having("pairs", "chu nhiem")["chu\u0309 nhiêm\u0323"]  # head of the team


@pytest.mark.parametrize(
    "day",
    [
        "2026-05-10",  # of the conclusion
        "2026-07-15",  # a deadline as it was
        "2026-08-31",  # and as it is
        "2026-06-20",  # of a record
        "2026-12-15",  # of the report
        "2026-06",
        "2026-",
    ],
)
def test_a_case_is_found_by_its_days(found: Found, day: str) -> None:
    assert CASE in found.having("words", day)[day]


def test_days_written_in_a_text_are_days_too() -> None:
    made = searched(page("a/", "A\n(trước ngày 05/6/2026), 31.12.2025; 99/99/2026 và 1/2/2024-3/4/2024"))
    days = {fold for fold, *_ in made.entries("words") if fold.count("-") == 2}
    assert days == {"2026-06-05", "2025-12-31", "2024-02-01", "2024-04-03"}


def test_words_of_two_lines_are_no_neighbours() -> None:
    made = searched(page("a/", "Tên\nmột hai\nba bốn"))
    assert [fold for fold, *_ in made.entries("pairs")] == ["ba bon", "mot hai"]


def test_title_and_number_are_marked_as_such() -> None:
    made = searched(page("a/", "Đảng phí\nkhác"), page("b/", "Khác\nđảng phí"))
    every, top = next((every, top) for fold, _, every, top in made.entries("pairs") if fold == "dang phi")
    assert [made.paths[number] for number in every] == ["a/", "b/"]
    assert [made.paths[number] for number in top] == ["a/"]


def test_documents_stand_before_what_explains_and_the_newest_first() -> None:
    made = searched(
        page("guide/", "A", source=""),
        page("unit/", "A"),
        page("old/", "A", date(2020, 1, 1)),
        page("new/", "A", date(2026, 1, 1), date(2019, 1, 1)),
    )
    assert made.paths == ["new/", "old/", "unit/", "guide/"]
    assert made.told["documents"] == 3


def test_pages_that_search_leaves_out_are_left_out(found: Found) -> None:
    assert {CASE, "units/chi-bo-a/", "rules/kp301/", "overdue/"} <= set(found.paths)
    assert {"", "search/"}.isdisjoint(found.paths)
    assert len(found.paths) == len(set(found.paths)) == found.told["pages"] == len(found.texts)


def test_the_order_of_pages_changes_no_byte() -> None:
    made = list(pages().values())
    assert search_files(made) == search_files(made[::-1])


def test_other_contents_stand_in_another_folder() -> None:
    one, two = (search_files([page("a/", text)])[1][0] for text in ("A", "B"))
    assert one.rpartition("/")[0] != two.rpartition("/")[0]


def test_hostile_text_stays_text() -> None:
    files = dict(search_files([Page("a/", HOSTILE, "", search=HOSTILE, keywords=(HOSTILE,))]))
    for data in files.values():
        assert b"<" not in data
        assert "\u2028" not in data.decode()
        assert "\u2029" not in data.decode()
        assert data.count(b"\n") == 1
    made = Found(files)
    assert made.titles == [["a/", HOSTILE.replace("\ud83d", "?"), HOSTILE.replace("\ud83d", "?")]]
    assert {fold for fold, *_ in made.entries("words")} == {"script", "alert", "1", "x"}


def test_a_register_without_pages_has_an_index() -> None:
    made = Found(dict(search_files([])))
    assert made.told["pages"] == 0
    assert made.told["words"] == []


def test_keys_are_sorted_as_javascript_compares() -> None:
    made = searched(page("a/", "A\n\U00020000 \ufa0e z 我"))
    keys = [fold for fold, *_ in made.entries("words")]
    assert keys == sorted(keys, key=lambda key: key.encode("utf-16-be"))
    assert len(keys) == 5


def test_one_file_is_small_however_much_there_is() -> None:
    many = [page(f"cases/{n}/", f"Tên {n}\n" + " ".join(f"w{n}x{m}" for m in range(50))) for n in range(300)]
    files = dict(search_files(many))
    assert max(map(len, files.values())) < 25_000
    assert len(files) > 40


@pytest.mark.parametrize("secret", ["Kết luận giám sát Chi bộ A", "35-TB/ĐU", "KL-1"])
def test_the_public_profile_finds_no_restricted_case(secret: str) -> None:
    changed = {
        f"{FOLDER}/conclusion.md": CONCLUSION.replace(
            "status: issued", "status: issued\nvisibility: restricted"
        )
    }
    inside = Found(dict(search_files(list(pages(changed).values()))))
    assert secret in inside.everything
    public = pages({**changed, "plans/policy.yml": f"{POLICY}profile: public\n"})
    outside = Found(dict(search_files(list(public.values()))))
    assert secret not in outside.everything
    assert "35 tb" not in {fold for fold, *_ in outside.entries("pairs")}
    assert "2026-05-10" not in {fold for fold, *_ in outside.entries("words")}


def test_the_public_profile_finds_no_name_and_no_restricted_unit() -> None:
    unit = UNITS["units/cong-doan.md"].replace("kind: mass", "kind: mass\nrestricted: true")
    public = pages({"plans/policy.yml": f"{POLICY}profile: public\n", "units/cong-doan.md": unit})
    made = Found(dict(search_files(list(public.values()))))
    assert "Nguyễn Văn Thử" not in made.everything
    assert "nguyen van" not in {fold for fold, *_ in made.entries("pairs")}
    assert "Công đoàn Thử" not in made.everything
    assert "Nguyễn Văn Thử" in Found(dict(search_files(list(pages().values())))).everything


def test_guides_are_found_by_their_text() -> None:
    html = '<h1 id="a">Viết &amp; sửa<a class="headerlink" href="#a">¶</a></h1><p>một\nhai <b>ba</b></p><ul><li>bốn</li></ul>'
    assert text_of(html) == "Viết & sửa\nmột hai ba\nbốn"


def test_files_are_json(found: Found) -> None:
    assert json.loads(found.everything)
