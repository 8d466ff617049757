"""The form in a browser: nothing changes by itself, keys alone are enough, hostile texts stay texts, work is not lost."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from playwright import sync_api as playwright

from khacphuc.form.editing import EditTarget
from khacphuc.form.html import templates
from khacphuc.form.matching import settled
from khacphuc.form.serving import EditServer
from khacphuc.form.writer import Values
from khacphuc.model import DOCUMENTS
from khacphuc.model.schema import _day, _Sink
from khacphuc.text.message import speaker
from tests.form.conftest import Visit, git, register, served
from tests.pages.register import FOLDER
from tests.pages.test_hostile import ATTACKS
from tests.site.conftest import watched
from tests.site.test_quality import AXE, AXE_SHA256, FOUND, TOO_WIDE

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
PLAN = f"open/{FOLDER}/plan.md"
CASE = FOLDER.removeprefix("plans/")
SENT = "khacphucFormKit.sent()"
OPEN_ALL = """() => { for (let closed; (closed = document.querySelector('button[aria-expanded="false"]'));) closed.click() }"""


def shows(page: playwright.Page, text: str | re.Pattern[str]) -> None:
    playwright.expect(page.locator("#kp-form")).to_contain_text(text)


def values_at(server: EditServer, path: str) -> Values:
    """The values of a document, asked for while the server does nothing else."""
    with server.busy:
        return server.editor.values(server.editor.target(path))


def labelled(page: playwright.Page, label: str) -> playwright.Locator:
    return page.locator(".kf-field", has=page.locator(".kf-label", has_text=label)).locator(".kf-input").first


@pytest.mark.parametrize(
    "path", [f"{FOLDER}/plan.md", f"{FOLDER}/conclusion.md", "units/chi-bo-a.md", "plans/policy.yml"]
)
def test_opening_everything_changes_nothing(visit: Visit, server: EditServer, path: str) -> None:
    page = visit(f"open/{path}")
    page.evaluate(OPEN_ALL)
    kept = json.dumps(settled(values_at(server, path)), sort_keys=True)
    assert json.dumps(page.evaluate(SENT), sort_keys=True) == kept
    page.keyboard.press("Control+s")
    shows(page, "Chưa có gì thay đổi.")


def test_opening_every_document_of_the_sample_changes_nothing(
    context: playwright.BrowserContext, tmp_path: Path
) -> None:
    import shutil

    for top in ("plans", "units"):
        shutil.copytree(ROOT / top, tmp_path / top)
    with served(tmp_path, in_git=False) as server, watched(context, server.origin) as page:
        for path in sorted(tmp_path.glob("plans/*/*/*.md"))[::9]:
            name = path.relative_to(tmp_path).as_posix()
            page.goto(server.address(f"open/{name}"))
            page.evaluate(OPEN_ALL)
            kept = settled(values_at(server, name))
            assert page.evaluate(SENT) == kept, name


def test_a_title_edited_is_one_line_of_the_branch(visit: Visit, root: Path) -> None:
    page = visit(PLAN)
    labelled(page, "Trích yếu").fill("Kế hoạch có tên khác")
    page.get_by_role("button", name="Lưu", exact=True).click()
    playwright.expect(page.locator("h1")).to_have_text("Đã lưu.")
    assert git(root, "diff", "--numstat", "main", "ghi-so/chi-bo-a-kl-1-2026112301").split()[:2] == ["1", "1"]


def test_keys_alone_file_a_report(visit: Visit, root: Path) -> None:
    page = visit(f"case/{CASE}/?by=chi-bo-a")
    page.get_by_role("link", name="Báo cáo tiến độ", exact=True).focus()
    page.keyboard.press("Enter")
    page.locator(".kf-open").first.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")  # the tools of the row, then its fields
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('.kf-field')?.dataset.key") == "state":
            break
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('.kf-field')?.dataset.key") == "result":
            break
    page.keyboard.type("Đã họp chi bộ, thông qua dự thảo")
    page.keyboard.press("Control+s")
    playwright.expect(page.locator("h1")).to_have_text("Đã lưu.")
    text = git(root, "show", f"ghi-so/chi-bo-a-kl-1-2026112301:{FOLDER}/2026-11-23-update.md")
    assert "by: chi-bo-a\n" in text
    assert "state: in_progress\n" in text
    assert "result: Đã họp chi bộ, thông qua dự thảo\n" in text
    assert text.count("- task:") == 1  # rows in which nothing was filled in are left out


def test_a_follower_verifies_from_the_page_of_the_case(visit: Visit, server: EditServer) -> None:
    page = visit(f"case/{CASE}/?by=ubkt/chu-nhiem")
    names = page.locator(".kp-actions a").all_inner_texts()
    assert "Thẩm tra" in names
    assert "Báo cáo tiến độ" not in names
    page = visit(f"case/{CASE}/?by=chi-bo-a/bi-thu")
    assert "Thẩm tra" not in page.locator(".kp-actions a").all_inner_texts()


def test_units_are_found_without_marks(visit: Visit) -> None:
    page = visit(PLAN)
    box = labelled(page, "Cấp phê duyệt")
    box.click()
    box.press_sequentially("dang uy")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    playwright.expect(box).to_have_value("Đảng ủy Thử (dang-uy)")
    assert page.evaluate(SENT)["approved_by"] == "dang-uy"
    box.fill("chi bo a")
    page.keyboard.press("Tab")
    assert page.evaluate(SENT)["approved_by"] in ("chi-bo-a", "chi bo a")


def test_what_is_wrong_is_told_at_its_field_while_typing(visit: Visit) -> None:
    page = visit(PLAN)
    day = labelled(page, "Ngày ban hành")
    day.fill("31/02/2026")
    wrong = page.locator('.kf-field[data-key="issued_on"] > .kf-wrong')
    playwright.expect(wrong).to_contain_text("Lịch không có ngày")
    playwright.expect(day).to_have_attribute("aria-invalid", "true")
    day.fill("5/6/2026")
    playwright.expect(wrong).to_be_empty()
    playwright.expect(page.locator('.kf-field[data-key="issued_on"] > .kf-echo')).to_contain_text(
        "ngày 5 tháng 6 năm 2026"
    )
    assert page.evaluate(SENT)["issued_on"] == "2026-06-05"


def test_a_deadline_as_written_shows_how_it_is_read(visit: Visit) -> None:
    page = visit(PLAN)
    page.locator('.kf-field[data-key="tasks"] .kf-open').first.click()
    page.locator('.kf-field[data-key="due_text"] > .kf-input').first.fill("chậm nhất trong quý III/2026")
    playwright.expect(page.locator('.kf-field[data-key="due_text"] > .kf-echo').first).to_contain_text(
        "30/9/2026"
    )


def test_unsaved_work_survives_a_reload_and_can_be_thrown_away(visit: Visit) -> None:
    page = visit(PLAN)
    labelled(page, "Trích yếu").fill("Chưa lưu")
    page.wait_for_timeout(500)
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    playwright.expect(labelled(page, "Trích yếu")).to_have_value("Chưa lưu")
    page.get_by_role("button", name="Bỏ nội dung đó").click()
    playwright.expect(labelled(page, "Trích yếu")).not_to_have_value("Chưa lưu")
    page.reload()
    playwright.expect(labelled(page, "Trích yếu")).not_to_have_value("Chưa lưu")


def test_what_one_window_saves_leaves_the_draft_of_another(visit: Visit, server: EditServer) -> None:
    first = visit(PLAN)
    second = first.context.new_page()
    second.goto(server.address(PLAN))
    for page, words in ((first, "Cửa sổ một"), (second, "Cửa sổ hai")):
        page.on("dialog", lambda dialog: dialog.accept())
        labelled(page, "Trích yếu").fill(words)
        page.wait_for_timeout(500)
    first.get_by_role("button", name="Lưu", exact=True).click()
    first.wait_for_timeout(1500)
    second.reload()
    playwright.expect(labelled(second, "Trích yếu")).to_have_value("Cửa sổ hai")


def test_rows_are_copied_with_ids_of_their_own_moved_removed_and_brought_back(visit: Visit) -> None:
    page = visit(PLAN)
    tasks = page.locator('.kf-field[data-key="tasks"] > .kf-list')
    before = page.evaluate(SENT)["tasks"]
    tasks.locator(":scope > .kf-row > .kf-open").first.click()
    tasks.locator('[data-tool="copy"]').first.click()
    after = page.evaluate(SENT)["tasks"]
    assert len(after) == len(before) + 1
    ids = [task["id"] for task in after]
    assert len(set(ids)) == len(ids)
    steps = [step["id"] for task in after for step in task.get("milestones", ())]
    assert len(set(steps)) == len(steps)
    tasks.locator('[data-tool="down"]').first.click()
    assert [task["id"] for task in page.evaluate(SENT)["tasks"]][:2] == [ids[1], ids[0]]
    tasks.locator('[data-tool="remove"]').first.click()
    for _ in range(3):
        page.get_by_role("button", name="Hoàn tác").click()
    assert page.evaluate(SENT)["tasks"] == before


@pytest.mark.parametrize(
    "kind", ["plan", "update", "verification", "extension", "opinion", "reminder", "report", "conclusion"]
)
def test_hostile_texts_in_every_field_run_nowhere(
    context: playwright.BrowserContext, root: Path, kind: str
) -> None:
    with served(root) as server, watched(context, server.origin) as page:
        page.on(
            "dialog",
            lambda dialog: pytest.fail(dialog.message) if dialog.type != "beforeunload" else dialog.accept(),
        )
        where = "" if kind == "conclusion" else f"{CASE}/?by=ubkt/chu-nhiem"
        page.goto(server.address(f"new/{kind}/{where}"))
        for _ in range(3):
            for add in page.locator(".kf-add").all()[:6]:
                if add.is_visible():
                    add.click()
        boxes = page.locator("input.kf-input:visible, textarea.kf-input:visible")
        for number in range(boxes.count()):
            boxes.nth(number).fill(ATTACKS[number % len(ATTACKS)].replace("\u202e", "x"))
            page.keyboard.press("Tab")
        page.wait_for_timeout(600)
        page.evaluate("khacphucFormKit.form.requestSubmit()")
        page.wait_for_timeout(600)
        page.reload()
        page.wait_for_timeout(300)
        assert (
            page.evaluate(
                "[...document.querySelectorAll('main *')].filter(one => [...one.attributes].some(at => /^on/i.test(at.name))).length"
            )
            == 0
        )
        assert (
            page.locator(
                "main img, main iframe, main svg, main script:not([src]):not([type='application/json'])"
            ).count()
            == 0
        )


def test_axe_finds_nothing_at_a_desk_and_on_a_phone(context: playwright.BrowserContext, root: Path) -> None:
    axe = AXE.read_bytes()
    assert sha256(axe).hexdigest() == AXE_SHA256
    browser = context.browser
    assert browser is not None
    with served(root) as server:
        for width in (1366, 390, 320):
            with browser.new_context(viewport={"width": width, "height": 800}, bypass_csp=True) as wide:
                page = wide.new_page()
                for path in ("", f"case/{CASE}/?by=chi-bo-a", PLAN, "new/conclusion/"):
                    page.goto(server.address(path))
                    if "kp-form" in page.content():
                        page.wait_for_timeout(500)
                        page.evaluate(OPEN_ALL)
                        page.locator("input[role=combobox]").first.click()
                    page.evaluate(axe.decode())
                    options = "{preload: false, resultTypes: ['violations']}"
                    assert page.evaluate(f"axe.run(document, {options}).then({FOUND})") == [], (width, path)
                    assert page.evaluate(TOO_WIDE) == 0, (width, path)


def test_every_pattern_of_the_model_works_in_the_browser(visit: Visit) -> None:
    """One that a browser does not understand would let everything through without a word."""
    page = visit("")
    html = "".join(templates(kind, speaker("vi")) for kind in DOCUMENTS.values())
    found = page.evaluate(
        """html => { const holder = document.createElement("div"); holder.innerHTML = html
        return [...holder.querySelectorAll("template")].flatMap(one => [...one.content.querySelectorAll("[data-pattern]")])
          .map(one => [one.dataset.pattern, one.dataset.form.split(": ").slice(1).join(": ")])
          .map(([pattern, example]) => [example, new RegExp(`^(?:${pattern})$`, "u").test(example), new RegExp(`^(?:${pattern})$`, "u").test(" ?")]) }""",
        html,
    )
    assert len(found) > 50
    assert [one for one in found if not one[1] or one[2]] == []


def test_days_are_read_as_the_reader_of_the_register_reads_them(visit: Visit) -> None:
    page = visit(PLAN)
    box = labelled(page, "Ngày ban hành")
    texts = [
        "5/6/2026",
        "05.06.2026",
        "ngày 5 tháng 6 năm 2026",
        "2026-6-5",
        "29/2/2025",
        "29/02/2024",
        "6/2026",
        "1/13/2026",
        "x",
        "1/1/1899",
    ]
    for text in texts:
        flaws = _Sink()
        _day(text, (), flaws)
        expected = flaws[0].details[1] if flaws and flaws[0].kind == "date-not-iso" else ""
        box.fill(text)
        got = page.evaluate(SENT)["issued_on"]
        assert got == (expected or text), text


def big(tasks: int) -> str:
    rows = "".join(
        f"  - id: N{number}\n    findings: [HC1]\n    kind: correction\n    content: Rà soát hồ sơ số {number}\n    product: Báo cáo số {number}\n"
        f"    lead: chi-bo-a\n    accountable: chi-bo-a/bi-thu\n    due: 2026-12-31\n"
        for number in range(1, tasks + 1)
    )
    return f"---\ntype: plan\nstatus: draft\ntitle: Kế hoạch lớn\ntasks:\n{rows}---\n"


@pytest.fixture
def big_server(tmp_path: Path) -> Iterator[EditServer]:
    with served(register(tmp_path / "so", {f"{FOLDER}/plan.md": big(300)})) as found:
        yield found


def test_300_tasks_are_there_at_once_and_typed_without_delay(
    context: playwright.BrowserContext, big_server: EditServer, record_property: Callable[[str, object], None]
) -> None:
    with watched(context, big_server.origin) as page:
        page.goto(big_server.address(PLAN))
        painted = page.evaluate(
            "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? performance.now()"
        )
        playwright.expect(page.locator('.kf-field[data-key="tasks"] .kf-row')).to_have_count(300)
        page.locator('.kf-field[data-key="tasks"] .kf-open').nth(250).click()
        stroke = page.evaluate(
            """() => { const box = document.querySelectorAll(".kf-row textarea")[0]; const from = performance.now()
            for (let n = 0; n < 50; n++) { box.value += "x"; box.dispatchEvent(new Event("input", {bubbles: true})); box.getBoundingClientRect() }
            return (performance.now() - from) / 50 }"""
        )
        target = EditTarget("plan", f"{FOLDER}/plan.md", FOLDER)
        with big_server.busy:
            loaded = big_server.editor.values(target)
            start = time.perf_counter()
            big_server.editor.checked(target, {**loaded, "title": "khác"})
            check = time.perf_counter() - start
    record_property("form, 300 tasks: first paint, ms", round(painted))
    record_property("form, 300 tasks: a keystroke, ms", round(stroke, 1))
    record_property("form, 300 tasks: a check, s", round(check, 2))
    assert painted < 1500
    assert stroke < 40
    assert check < 3
