"""The audit trail on pages: of a case, of a unit, of the whole register; and the trend."""

from __future__ import annotations

import re
import subprocess
from datetime import date
from pathlib import Path

import pytest

from khacphuc.pages import audit
from khacphuc.pages.page import Page
from khacphuc.site.contents import compose
from tests.history.documents import conclusion, unit
from tests.history.repositories import Person, Repository
from tests.history.story import FOLDER, story
from tests.pages.checking import broken_links, read
from tests.pages.test_hostile import ATTACKS

DAY = date(2026, 11, 23)
CASE, UNIT = "cases/chi-bo-a/kl-1/", "units/chi-bo-a/"


def _pages(root: Path, day: date = DAY, language: str = "vi") -> dict[str, Page]:
    """The pages but that of the search, which is a form."""
    made = compose(root, day, language, jobs=1).pages
    return {page.path: page for page in made if page.path != "search/"}


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    return story(tmp_path_factory.mktemp("story"))


@pytest.fixture(scope="module")
def pages(repository: Repository) -> dict[str, Page]:
    return _pages(repository.root)


def _trail(page: Page) -> str:
    """The words of a page below the heading of its trail."""
    return read(page.html).text.partition(" Nhật ký thay đổi ")[2]


def test_the_page_of_a_case_tells_its_trail_newest_first(
    repository: Repository, pages: dict[str, Page]
) -> None:
    moved, dropped, update, issued = (repository.id(number)[:10] for number in (3, 5, 7, 2))
    assert _trail(pages[CASE]) == (
        "Lấy tự động từ kho dữ liệu: đổi gì, ai đổi, vào sổ lúc nào. "
        "Các thời hạn đã bị dời: hạn ban đầu và hạn hiện nay "
        "Thời hạn của Ban đầu Hiện nay Số lần dời Chênh so với ban đầu Gia hạn "
        "nhiệm vụ N2 30/6/2026 31/10/2026 1 123 ngày 1 lần chưa có gia hạn "
        f"01/10/2026 Nguyễn Văn Thử · {update} · “Báo cáo” Báo cáo tiến độ ngày 01/10/2026 được đưa vào sổ. "
        '01/9/2026 \\x1b[31m" onmouseover="alert(1)" {{7*7}} ##[error]&lt; · '
        f"{dropped} · “<img src=x onerror=alert(1)> ::error::\\x1b]0;x\\x07 </li>” "
        "Nhiệm vụ N1 bị bỏ. bỏ: Ban hành quy chế về nội dung N1 Kế hoạch khắc phục do người sổ không nhận ra đưa vào. "
        f"03/8/2026 Nguyễn Văn Thử · {moved} · #12 · “Sửa lỗi chính tả” "
        "Mục “Biện pháp” của nhiệm vụ N2 được sửa lời. "
        "Lấy ý kiến bỏ: 12 thêm: 9 đảng viên rồi thông qua tại kỳ họp "
        "Hạn của nhiệm vụ N2 dời từ 30/6/2026 sang 31/10/2026 (lùi 123 ngày), chưa có gia hạn, khi hạn đã qua. "
        "chưa có gia hạn "
        "Phần phải làm của N2 bị giảm. Lấy ý kiến bỏ: 12 thêm: 9 đảng viên rồi thông qua tại kỳ họp "
        f"20/01/2026 Nguyễn Văn Thử · {issued} · “Ban hành kế hoạch” "
        "Thông báo kết luận được đưa vào sổ. Kế hoạch khắc phục được đưa vào sổ. "
        "Thông báo kết luận do Bí thư (chi bo a), thuộc phía bên kia trong hồ sơ, đưa vào sổ."
    )


def test_commits_and_pull_requests_lead_to_the_forge(repository: Repository, pages: dict[str, Page]) -> None:
    links = read(pages[CASE].html).links
    assert f"https://git.example.vn/so/commit/{repository.id(3)}" in links
    assert "https://git.example.vn/so/pulls/12" in links


def test_the_page_of_a_unit_counts_moves_and_shows_the_newest_changes(pages: dict[str, Page]) -> None:
    told = _trail(pages[UNIT])
    assert "dời hoặc bỏ thời hạn 1 trong đó chưa có gia hạn 1 trong đó khi hạn đã qua 1" in told
    assert told.index("01/10/2026 KL-1") < told.index("03/8/2026 KL-1") < told.index("05/01/2026 Đơn vị")


def test_the_audit_trail_has_a_page_a_month_and_a_part_a_kind(pages: dict[str, Page]) -> None:
    months = [f"audit/{month}/" for month in ("2026-01", "2026-08", "2026-09", "2026-10")]
    assert [path for path in sorted(pages) if path.startswith("audit/") and path != "audit/"] == months
    assert {"./2026-08/", "./2026-08/#deadline-later"} <= set(read(pages["audit/"].html).links)
    august = read(pages["audit/2026-08/"].html)
    assert {"deadline-later", "reworded"} <= set(august.ids)
    assert {"#deadline-later", "#reworded", "#all"} <= set(august.links)
    assert (
        "03/8/2026 KL-1 : Hạn của nhiệm vụ N2 dời từ 30/6/2026 sang 31/10/2026 (lùi 123 ngày)" in august.text
    )
    assert "KL-1 : Nhiệm vụ N1 bị bỏ." in read(pages["audit/2026-09/"].html).text


def test_no_link_of_the_trail_is_broken(pages: dict[str, Page]) -> None:
    assert broken_links(list(pages.values())) == []


def test_a_busy_month_goes_on_in_pages_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit, "MOST", 2)
    made = Repository(tmp_path)
    made.commit({f"units/chi-bo-{name}.md": unit(f"chi-bo-{name}") for name in "abcde"})
    made.make(checkout=True)
    found = _pages(tmp_path)
    parts = ["audit/2026-01/", "audit/2026-01/created-2/", "audit/2026-01/created-3/"]
    assert [path for path in found if path.startswith("audit/2026")] == parts
    shown = [re.findall(r"chi bo (\w)", read(found[path].html).text) for path in parts]
    assert [len(some) for some in shown] == [2, 2, 1]
    assert sorted(name for some in shown for name in some) == list("abcde")
    assert broken_links(list(found.values())) == []


def test_the_trend_is_a_picture_and_a_table(pages: dict[str, Page]) -> None:
    front = read(pages[""].html).text
    assert "Từ 31/01/2026 đến 23/11/2026" in front
    rows = re.findall(r"(\d\d/\d+/2026) (\d+) (\d+)", front.partition("tháng mới nhất đứng đầu")[2])
    assert [row[0] for row in rows] == [
        "23/11/2026", "31/10/2026", "30/9/2026", "31/8/2026", "31/7/2026", "30/6/2026", "31/5/2026", "30/4/2026",
        "31/3/2026", "28/02/2026", "31/01/2026",
    ]  # fmt: skip
    late = {day: int(overdue) for day, _, overdue in rows}
    # The plan has no number, so that the duty to make one is owed as well.
    assert (late["30/6/2026"], late["31/7/2026"]) == (1, 3)


def test_as_of_an_earlier_day_nothing_later_is_told(repository: Repository) -> None:
    found = _pages(repository.root, date(2026, 8, 2))
    assert "Nhiệm vụ N1 bị bỏ" not in found[CASE].html
    assert "lùi 123 ngày" not in found[CASE].html
    assert "Còn 7 thay đổi có ngày muộn hơn" in found["audit/"].html


def test_the_same_commit_and_day_give_the_same_pages(
    repository: Repository, pages: dict[str, Page], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever was kept, and wherever the machine stands."""
    import time

    monkeypatch.setenv("TZ", "America/Los_Angeles")
    time.tzset()
    try:
        assert _pages(repository.root) == pages
    finally:
        monkeypatch.undo()
        time.tzset()


def test_without_history_pages_say_so_in_one_line(repository: Repository, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    command = ["git", "clone", "-q", "--depth", "1", f"file://{repository.root}", str(copy)]
    subprocess.run(command, check=True, capture_output=True)
    for told, reason in ((_pages(copy), "git fetch --unshallow"), (_without_git(copy), "git")):
        for path in ("", CASE, UNIT, "audit/"):
            assert reason in read(told[path].html).text
            assert "kp-timeline" not in told[path].html
            assert "kp-trend" not in told[path].html


def _without_git(root: Path) -> dict[str, Page]:
    (root / ".git").rename(root / "elsewhere")
    return _pages(root)


def test_the_public_profile_names_nobody_and_nothing_restricted(tmp_path: Path) -> None:
    made = story(tmp_path)
    policy = made.tree()["plans/policy.yml"].data.decode()
    made.commit({"plans/policy.yml": f"{policy}profile: public\n"})
    made.make(checkout=True)
    found = _pages(tmp_path)
    own = (page for page in found.values() if not page.path.startswith(("rules/", "reference/")))
    every = "\n".join(page.html for page in own)
    for text in (
        "Nguyễn Văn Thử",
        "onmouseover",
        "kl-2",
        "KL-2",
        "Hồ sơ hẹp",
        "Văn thư",
        "example.vn/x",
        "@",
    ):
        assert text not in every
    assert "Bí thư (chi bo a)" in read(found[CASE].html).text


def test_whatever_a_signature_or_message_holds_a_page_has_only_elements_of_ours(tmp_path: Path) -> None:
    made = Repository(tmp_path)
    case = {
        "units/chi-bo-a.md": unit("chi-bo-a"),
        "plans/chi-bo-a/kl-1/conclusion.md": conclusion("KL-1", "chi-bo-a"),
    }
    made.commit(case, by=Person(b"\xff\xfe caf\xe9", b"\xff@x"), message=b"\xff\xfe")
    for number, text in enumerate(ATTACKS):
        name = re.sub(r"[<>\0\n]", "", text)
        changed = conclusion("KL-1", "chi-bo-a", title=re.sub(r"[^\w ]", "", f"Tên {number} {text}"))
        made.commit(
            {"plans/chi-bo-a/kl-1/conclusion.md": changed},
            by=Person(name, name),
            message=f"{text} (#{number})",
        )
    made.make(checkout=True)
    found = _pages(tmp_path)
    for page in found.values():
        read(page.html)
    assert "alert(1)" in read(found[CASE].html).text


def test_a_case_that_cannot_be_read_says_since_when(tmp_path: Path) -> None:
    made = story(tmp_path)
    made.commit({f"{FOLDER}/conclusion.md": "---\ntype: [\n"}, message="Sửa thông báo")
    made.make(checkout=True)
    told = _trail(_pages(tmp_path)[CASE])
    assert "“Sửa thông báo” Thông báo kết luận bị lỗi, không đọc được." in told
    policy = made.tree()["plans/policy.yml"].data.decode()
    made.commit({"plans/policy.yml": f"{policy}profile: public\n"})
    made.make(checkout=True)
    every = _pages(tmp_path)
    assert all(
        "N2" not in page.html
        for path, page in every.items()
        if path.startswith(("cases/", "audit/", "units/"))
    )


def test_a_change_of_the_settings_is_told_by_their_name(tmp_path: Path) -> None:
    made = story(tmp_path)
    policy = made.tree()["plans/policy.yml"].data.decode()
    made.commit({"plans/policy.yml": f"{policy}strict_before: true\n"})
    made.make(checkout=True)
    found = "".join(page.html for page in _pages(tmp_path).values() if page.path.startswith("audit/"))
    assert re.search(r'<a href="(?:\.\./)+policy/">Thiết lập của sổ theo dõi</a>', found)
