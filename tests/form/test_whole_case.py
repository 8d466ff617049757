"""A real case filed in the form alone, with keys, from an empty register to the first report: what is saved passes the check."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright import sync_api as playwright

from khacphuc.cli import main
from khacphuc.form.serving import EditServer
from tests.form.conftest import git, served
from tests.site.conftest import watched

pytestmark = pytest.mark.browser

POLICY = "type: policy\ncommittee: Đảng ủy xã C\nunit_kinds:\n  - {id: committee, label: Đảng ủy}\n  - {id: cell, label: Chi bộ}\n  - {id: commission, label: Ủy ban kiểm tra}\n  - {id: office, label: Cơ quan}\n"
TASKS = (
    (
        "Tổ chức học tập, quán triệt 04-NQ/TW, 83-KH/TU tại 12 chi bộ trực thuộc",
        "Biên bản học tập của 12 chi bộ",
        "trong tháng 6/2026",
        "30/6/2026",
    ),
    (
        "Tham mưu Kế hoạch của Đảng ủy thực hiện 83-KH/TU",
        "Kế hoạch của Đảng ủy",
        "trước ngày 24/6/2026",
        "24/6/2026",
    ),
    (
        "Rà soát 05 dự án chậm tiến độ, lập phương án nhà đất dôi dư",
        "Báo cáo rà soát 05 dự án",
        "trước ngày 25/6/2026",
        "25/6/2026",
    ),
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
        self.press("ArrowDown", "Enter")

    def select(self, key: str, times: int) -> None:
        self.to(key)
        self.press(*["ArrowDown"] * times)

    def top(self) -> None:
        self.page.evaluate("document.querySelector('.kf-input').focus()")

    def save(self) -> None:
        self.press("Control+s")
        playwright.expect(self.page.locator("h1")).to_have_text("Đã lưu.", timeout=20_000)


def file_units(server: EditServer, keys: Keys) -> None:
    page = keys.page
    for name, kind, role in (
        ("Đảng ủy xã C", "committee", "Bí thư Đảng ủy"),
        ("Ủy ban Kiểm tra", "commission", "Chủ nhiệm"),
        ("Ban Xây dựng Đảng", "office", "Trưởng ban"),
    ):
        page.goto(server.address("new/unit/"))
        keys.top()
        keys.write("name", name)
        keys.write("kind", kind)
        keys.add("people")
        keys.write("role", role)
        keys.save()


def file_notice(server: EditServer, keys: Keys) -> None:
    page = keys.page
    page.goto(server.address("new/conclusion/"))
    keys.top()
    keys.write("id", "KL-2026-83")
    keys.choose("unit", "ban xay dung")
    keys.write("number", "83-TB/ĐU")
    keys.write("title", "Thông báo kết luận về thực hiện 83-KH/TU")
    keys.choose("issuer", "dang uy")
    keys.write("issued_on", "12/6/2026")
    keys.write("received_on", "12/6/2026")
    keys.add("followers")
    keys.choose("commission", "uy ban kiem tra")
    page.locator('.kf-field[data-key="findings"] .kf-open').first.focus()
    keys.press("Enter")
    keys.write("text", "Chưa tổ chức học tập, quán triệt và chưa ban hành kế hoạch thực hiện 83-KH/TU.")
    page.locator('.kf-field[data-key="requirements"] .kf-open').first.focus()
    keys.press("Enter")
    keys.write("text", "Tổ chức học tập, ban hành kế hoạch, báo cáo kết quả.")
    keys.choose("finding", "hc1")
    keys.save()


def file_plan(server: EditServer, keys: Keys) -> None:
    page = keys.page
    page.goto(server.address("new/plan/ban-xay-dung-dang/kl-2026-83/?by=ban-xay-dung-dang"))
    keys.top()
    keys.write("number", "12-KH/BXD")
    keys.write("issued_on", "15/6/2026")
    keys.choose("directed_by", "truong ban")
    keys.write("not_consulted_reason", "Ban không có tổ chức công đoàn riêng.")
    for number, (content, product, words, due) in enumerate(TASKS):
        rows = page.locator('.kf-field[data-key="tasks"] > .kf-list > .kf-row')
        if number == 0:
            rows.first.locator(".kf-open").focus()
            keys.press("Enter")
        else:
            keys.add("tasks")
            keys.choose("findings", "hc1")
            keys.choose("requirements", "yc1")
        keys.write("content", content)
        keys.write("measure", "Phân công 02 cán bộ theo dõi, báo cáo Trưởng ban vào ngày 20/6/2026.")
        keys.write("product", product)
        if number:
            keys.choose("lead", "ban xay dung")
        keys.choose("accountable", "truong ban")
        keys.choose("authority", "truong ban")
        keys.write("due", due)
        keys.write("due_text", words)
    keys.save()


def file_report(server: EditServer, keys: Keys) -> None:
    page = keys.page
    page.goto(server.address("new/update/ban-xay-dung-dang/kl-2026-83/?by=ban-xay-dung-dang"))
    page.locator('.kf-field[data-key="tasks"] .kf-open').first.focus()
    keys.press("Enter")
    keys.select("state", 2)
    keys.write("result", "Đã học tập tại 8/12 chi bộ; còn 4 chi bộ học trong tuần tới.")
    keys.save()


def test_a_case_from_the_notice_to_the_first_report(
    context: playwright.BrowserContext, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    root = tmp_path / "so"
    (root / "plans").mkdir(parents=True)
    (root / "units").mkdir()
    (root / "plans/policy.yml").write_text(POLICY, "utf-8")
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "Mở sổ")
    with served(root) as server, watched(context, server.origin) as page:
        begun = time.monotonic()
        keys = Keys(page)
        for file in (file_units, file_notice, file_plan, file_report):
            file(server, keys)
        took = time.monotonic() - begun
    record_property("a whole case in the form, by keys: s, keys", f"{took:.0f}, {keys.strokes}")
    branch = git(
        root, "for-each-ref", "--format=%(refname:short)", "refs/heads/ghi-so/ban-xay-dung-dang-kl-2026-83*"
    ).strip()
    git(root, "checkout", "-q", branch)
    assert main(["check", "--root", str(root), "--as-of", "2026-11-23", "--format", "text"]) == 0
