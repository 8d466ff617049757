"""A real case filed in the form alone, with keys, from an empty register to the first report: what is saved passes the check."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright import sync_api as playwright

from khacphuc.cli import main
from tests.form.conftest import git, served
from tests.site.conftest import watched

pytestmark = pytest.mark.browser

TASKS = (
    (
        "Tổ chức học tập, quán triệt 04-NQ/TW, 83-KH/TU",
        "Báo cáo kết quả học tập",
        "trong tháng 6/2026",
        "bxdd",
    ),
    ("Tham mưu Kế hoạch của Đảng ủy", "Kế hoạch của Đảng ủy", "trước ngày 24/6/2026", ""),
    ("Rà soát, xử lý dứt điểm dự án chậm tiến độ", "Báo cáo rà soát dự án", "trước ngày 25/6/2026", "ubndx"),
    ("Kiểm soát tài sản, thu nhập", "Báo cáo tiến độ", "trước ngày 23 hàng tháng", "uy ban kiem"),
    ("Phổ biến, quán triệt", "Biên bản", "trong kỳ sinh hoạt chi bộ định kỳ tháng 6/2026", "chi bo thon"),
    ("Theo dõi, nắm bắt tư tưởng", "Báo cáo tình hình", "", "bxdd"),
    ("Nắm bắt dư luận xã hội", "Báo cáo dư luận", "", "mat tran"),
    ("Theo dõi, đôn đốc thực hiện", "", "", "bxdd"),
)
"""Content, product, deadline in words and lead, as the letter has them: the last three have no day."""
UNITS = (
    ("Ban Xây dựng Đảng", "co quan", "Trưởng ban"),
    ("Ủy ban nhân dân xã", "co quan", "Chủ tịch"),
    ("Ủy ban Mặt trận xã", "co quan", "Chủ tịch"),
    ("Chi bộ thôn 1", "chi bo", "Bí thư"),
)


class Keys:
    """Fills a form with the keyboard alone. It finds fields by what is written above them."""

    def __init__(self, page: playwright.Page) -> None:
        self.page = page
        self.strokes = 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.strokes += 1

    def to(self, key: str) -> None:
        """Tab on until the field of a key has the focus."""
        for _ in range(120):
            at = self.page.evaluate(
                "[document.activeElement.closest('.kf-field')?.dataset.key, document.activeElement.matches('.kf-input')]"
            )
            if at == [key, True]:
                return
            self.press("Tab")
        raise AssertionError(f"no field {key}")

    def add(self, key: str) -> None:
        """Tab on until the button that adds to a field has the focus, and press it."""
        for _ in range(160):
            if self.page.evaluate(
                "key => document.activeElement.matches('.kf-add') && document.activeElement.closest('.kf-field').dataset.key === key",
                key,
            ):
                self.press("Enter")
                return
            self.press("Tab")
        raise AssertionError(f"nothing to add to {key}")

    def write(self, key: str, text: str) -> None:
        self.to(key)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)
        self.strokes += len(text)

    def choose(self, key: str, text: str) -> None:
        """Type part of a name without marks, take the first that is found."""
        self.write(key, text)
        self.press("Enter")

    def pick(self, key: str, text: str) -> None:
        """Type the beginning of a word of a list, without marks."""
        self.to(key)
        self.page.keyboard.type(text)
        self.strokes += len(text)

    def save(self) -> None:
        self.press("Control+s")
        playwright.expect(self.page.locator("h1")).to_have_text("Đã lưu.", timeout=20_000)
        playwright.expect(self.page.locator("a[autofocus]")).to_be_focused()

    def go_on(self, title: str) -> None:
        """Take the way that has the focus after saving."""
        self.press("Enter")
        playwright.expect(self.page.locator("h1")).to_have_text(title, timeout=20_000)
        playwright.expect(self.page.locator(":focus")).to_have_count(
            1
        )  # the form is there, and where to begin


def file_units(keys: Keys) -> None:
    for number, (name, kind, role) in enumerate(UNITS):
        if number:
            keys.go_on("Đơn vị")
        keys.write("name", name)
        keys.choose("kind", kind)
        keys.write("role", role)
        keys.save()


def file_notice(keys: Keys) -> None:
    keys.press("Tab")
    keys.go_on("Thông báo kết luận")
    keys.write("id", "KL-2026-83")
    keys.choose("unit", "dang uy xa")
    keys.write("number", "83-KH/TU")
    keys.write("title", "Giao nhiệm vụ thực hiện Kế hoạch 83-KH/TU")
    keys.choose("issuer", "uy ban kiem")
    keys.write("issued_on", "12/6")
    keys.write("received_on", "12/6")
    keys.write("text", "Chưa tổ chức học tập, quán triệt và chưa ban hành kế hoạch thực hiện 83-KH/TU.")
    keys.press("Tab")
    keys.write("text", "Tổ chức học tập, ban hành kế hoạch, báo cáo kết quả.")
    keys.save()


def file_plan(keys: Keys) -> None:
    keys.go_on("Kế hoạch khắc phục")
    keys.write("number", "12-KH/ĐU")
    keys.write("issued_on", "15/6")
    for number, (content, product, words, lead) in enumerate(TASKS):
        if number:
            keys.press("Control+Enter")
        keys.write("content", content)
        if product:
            keys.write("product", product)
        else:
            for _ in range(2):
                keys.press("Shift+Tab")
            keys.pick("kind", "theo d")
        if lead:
            keys.choose("lead", lead)
        if words:
            keys.write("due_text", words)
            playwright.expect(
                keys.page.locator(".kf-row:last-of-type [data-key=due_text] > .kf-echo").last
            ).not_to_be_empty()
    keys.save()


def file_report(keys: Keys) -> None:
    keys.go_on("Báo cáo tiến độ")
    keys.press("Enter")  # the first task has the focus
    keys.pick("state", "dang")
    keys.write("result", "Đã học tập tại 8/12 chi bộ; còn 4 chi bộ học trong tuần tới.")
    keys.save()


def test_a_case_from_the_notice_to_the_first_report(
    context: playwright.BrowserContext, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    root = tmp_path / "so"
    assert main(["init", "--root", str(root), "--committee", "Đảng ủy xã C"]) == 0
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "Mở sổ")
    with served(root) as server, watched(context, server.origin) as page:
        begun = time.monotonic()
        keys = Keys(page)
        page.goto(server.address("new/unit/"))
        for file in (file_units, file_notice, file_plan, file_report):
            file(keys)
        took = time.monotonic() - begun
    record_property("a whole case in the form, by keys: s, keys", f"{took:.0f}, {keys.strokes}")
    branch = git(
        root, "for-each-ref", "--format=%(refname:short)", "refs/heads/ghi-so/dang-uy-kl-2026-83*"
    ).strip()
    git(root, "checkout", "-q", branch)
    plan = (root / "plans/dang-uy/kl-2026-83/plan.md").read_text("utf-8")
    assert "recurrence:\n      every: month\n      day: [23]\n" in plan
    assert plan.count("due: 2026-06-") == 4
    assert main(["check", "--root", str(root), "--as-of", "2026-11-23", "--format", "text"]) == 0
