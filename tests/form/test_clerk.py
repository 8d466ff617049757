"""What saves a clerk keys and guesses: defaults, days that words give, rows that follow, choices, and errors at their field."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright import sync_api as playwright

from khacphuc.form.fields import form_fields, parts
from khacphuc.form.habits import ABOUT, CARRIED, CHOSEN, HEADED, SELDOM
from khacphuc.form.serving import EditServer
from khacphuc.form.skeleton import Setting, skeleton
from khacphuc.model import DOCUMENTS
from khacphuc.model.party import Party
from tests.form.conftest import AS_OF, Visit, git, register, served
from tests.form.test_form import CASE, PLAN, SENT, labelled, shows
from tests.pages.register import FOLDER

browser = pytest.mark.browser
TASKS = '.kf-field[data-key="tasks"] > .kf-list'
NEW_PLAN = f"new/plan/{CASE}/?by=chi-bo-a"


def listed(value: object) -> list[str]:
    """A list, for which one value may stand."""
    return [str(one) for one in value] if isinstance(value, list) else [str(value)]


def test_habits_name_keys_of_the_model() -> None:
    known = {
        part.__name__: {one.key for one in form_fields(part)}
        for kind in DOCUMENTS.values()
        for part in parts(kind).values()
    }
    for habit in (SELDOM, CARRIED, HEADED, CHOSEN, ABOUT):
        for part, keys in habit.items():
            assert set(keys) <= known[part], (part, set(keys) - known[part])
    needed = {
        (part.__name__, one.key)
        for kind in DOCUMENTS.values()
        for part in parts(kind).values()
        for one in form_fields(part)
        if one.required
    }
    assert not {(part, key) for part, keys in SELDOM.items() for key in keys} & needed


@browser
def test_words_of_a_deadline_give_its_day_and_its_cycle(visit: Visit) -> None:
    page = visit(PLAN)
    page.locator(f"{TASKS} > .kf-add").click()
    row = f"{TASKS} > .kf-row:last-of-type"
    page.locator(f"{row} [data-key=due_text] > .kf-input").first.fill("trước ngày 30/9/2027")
    day = page.locator(f"{row} .kf-body > [data-key=due] > .kf-input").first
    playwright.expect(day).to_have_value("30/09/2027")
    page.locator(f"{row} [data-key=due_text] > .kf-input").first.fill("trước ngày 15/10/2027")
    playwright.expect(day).to_have_value("15/10/2027")
    day.fill("1/10/2027")
    page.locator(f"{row} [data-key=due_text] > .kf-input").first.fill("trước ngày 20/10/2027")
    shows(page, "20/10/2027")
    assert page.evaluate(SENT)["tasks"][-1]["due"] == "2027-10-01"  # what a person gave stays
    page.locator(f"{TASKS} > .kf-add").click()
    page.locator(f"{row} [data-key=due_text] > .kf-input").first.fill("trước ngày 23 hàng tháng")
    playwright.expect(page.locator(f"{row} [data-key=every] select").last).to_have_value("month")
    assert page.evaluate(SENT)["tasks"][-1]["recurrence"] == {"every": "month", "day": ["23"]}


@browser
def test_a_row_goes_on_like_the_one_above_and_its_head_follows_the_unit(visit: Visit) -> None:
    page = visit(PLAN)
    before = page.evaluate(SENT)["tasks"][-1]
    page.locator(f"{TASKS} > .kf-add").click()
    new = page.evaluate(SENT)["tasks"][-1]
    assert new["findings"] == before["findings"]
    assert new["lead"] == before["lead"]
    lead = page.locator(f"{TASKS} > .kf-row:last-of-type [data-key=lead] .kf-input")
    lead.fill("dang uy thu")
    lead.press("Enter")
    new = page.evaluate(SENT)["tasks"][-1]
    assert listed(new["lead"]) == ["dang-uy"]  # takes the place of what was only carried on
    assert "accountable" not in new  # that unit names no head
    lead.press("Backspace")
    for words, leads in (("chi bo a", ["chi-bo-a"]), ("dang uy thu", ["chi-bo-a", "dang-uy"])):
        lead.fill(words)
        lead.press("Enter")
        new = page.evaluate(SENT)["tasks"][-1]
        assert listed(new["lead"]) == leads  # what was chosen is kept
        assert listed(new["accountable"]) == ["chi-bo-a/bi-thu"]


@browser
def test_enter_goes_on_to_the_next_row(visit: Visit) -> None:
    page = visit("new/conclusion/")
    page.locator('[data-key="findings"] textarea').first.fill("Chưa công khai thu chi.")
    page.keyboard.press("Control+Enter")
    page.keyboard.type("Chưa họp đủ kỳ.")
    assert [(one["id"], one["text"]) for one in page.evaluate(SENT)["findings"]] == [
        ("HC1", "Chưa công khai thu chi."),
        ("HC2", "Chưa họp đủ kỳ."),
    ]
    playwright.expect(page.locator('[data-key="findings"] > .kf-list > .kf-row')).to_have_count(2)


PASTE = """([key, text]) => { const box = document.querySelector(`[data-key="${key}"] textarea`); box.focus()
const data = new DataTransfer(); data.setData("text/plain", text)
box.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true })) }"""


@browser
def test_a_pasted_list_becomes_rows_and_a_wrapped_sentence_stays_one(visit: Visit) -> None:
    page = visit("new/conclusion/")
    page.evaluate(PASTE, ["findings", "1. Chưa công khai.\r\n2. Chưa họp đủ kỳ.\n\n3. Chưa có quy chế."])
    found = page.evaluate(SENT)["findings"]
    assert [one["text"] for one in found] == ["Chưa công khai.", "Chưa họp đủ kỳ.", "Chưa có quy chế."]
    assert [one["id"] for one in found] == ["HC1", "HC2", "HC3"]
    shows(page, "3 dòng")
    page.get_by_role("button", name="Hoàn tác").click()
    assert page.evaluate(SENT)["findings"] == [{"id": "HC1"}]
    page.evaluate(PASTE, ["findings", "Chưa công khai việc thu,\nchi trong năm"])
    assert len(page.evaluate(SENT)["findings"]) == 1


@browser
def test_days_may_leave_their_year_out(visit: Visit) -> None:
    page = visit(PLAN)
    labelled(page, "Ngày ban hành").fill("15/12/2026")
    page.locator(f"{TASKS} > .kf-row > .kf-open").first.click()
    due = page.locator(f"{TASKS} > .kf-row:first-of-type > .kf-body > [data-key=due] > .kf-input").first
    due.fill("30/6")
    assert page.evaluate(SENT)["tasks"][0]["due"] == "2027-06-30"  # the next one after the paper
    due.press("Tab")
    playwright.expect(due).to_have_value("30/06/2027")
    labelled(page, "Ngày ban hành").fill("30/12")
    assert page.evaluate(SENT)["issued_on"] == "2025-12-30"  # the last one until today
    labelled(page, "Ngày ban hành").fill("29/2")
    assert page.evaluate(SENT)["issued_on"] == "2024-02-29"


@browser
def test_what_is_seldom_filled_in_waits_and_shows_when_something_is_said_of_it(visit: Visit) -> None:
    page = visit("new/conclusion/")
    facts = page.locator('.kf-root > .kf-more > [data-key="facts"]')
    playwright.expect(facts).to_be_hidden()
    button = page.locator(".kf-root > [aria-controls]")
    playwright.expect(button).to_have_attribute("aria-expanded", "false")
    button.click()
    playwright.expect(facts).to_be_visible()
    page = visit(f"open/{FOLDER}/conclusion.md")
    playwright.expect(page.locator('.kf-root > [data-key="inspection"]')).to_be_visible()


@browser
def test_kinds_of_units_are_choices_and_words_are_found_without_marks(visit: Visit) -> None:
    page = visit("new/unit/")
    kind = labelled(page, "Loại")
    kind.fill("chi bo")
    kind.press("Enter")
    assert page.evaluate(SENT)["kind"] == "cell"
    page = visit(f"new/update/{CASE}/?by=chi-bo-a")
    page.locator('[data-key="state"] select').first.focus()
    page.keyboard.type("dang th")
    playwright.expect(page.locator('[data-key="state"] select').first).to_have_value("in_progress")


@browser
def test_the_only_person_of_a_new_unit_is_its_head(visit: Visit, root: Path) -> None:
    page = visit("new/unit/")
    labelled(page, "Tên").fill("Chi bộ Thử Việc")
    kind = labelled(page, "Loại")
    kind.fill("chi bo")
    kind.press("Enter")
    page.locator('[data-key="people"] [data-key="role"] textarea').fill("Bí thư")
    sent = page.evaluate(SENT)
    assert sent["head"] == "chi-bo-thu-viec/bi-thu"
    assert sent["people"] == [{"id": "bi-thu", "role": "Bí thư"}]
    page.keyboard.press("Control+s")
    playwright.expect(page.locator("h1")).to_have_text("Đã lưu.")
    playwright.expect(page.get_by_role("link", name="Thêm đơn vị khác")).to_be_focused()


@browser
def test_after_a_notice_the_plan_is_the_next_step(visit: Visit) -> None:
    page = visit("new/conclusion/")
    labelled(page, "Mã hồ sơ").fill("KL-9")
    unit = labelled(page, "Đơn vị")
    unit.fill("chi-bo-a")
    labelled(page, "Trích yếu").fill("Kết luận giám sát")
    labelled(page, "Số, ký hiệu").fill("9-KL/ĐU")
    issuer = labelled(page, "Cơ quan ban hành")
    issuer.fill("dang-uy")
    labelled(page, "Ngày ban hành").fill("2/11")
    page.locator('[data-key="findings"] textarea').first.fill("Chưa công khai thu chi.")
    page.locator('[data-key="requirements"] textarea').first.fill("Công khai thu chi.")
    page.keyboard.press("Control+s")
    playwright.expect(page.locator("h1")).to_have_text("Đã lưu.")
    playwright.expect(page.get_by_role("link", name="Kế hoạch khắc phục")).to_be_focused()
    page.keyboard.press("Enter")  # the likeliest way has the focus
    playwright.expect(page.locator("h1")).to_have_text("Kế hoạch khắc phục")
    playwright.expect(page.locator(f"{TASKS} > .kf-row").first).to_be_visible()
    assert page.evaluate(SENT)["tasks"][0]["findings"] == ["HC1"]


RECURRING = """---
type: plan
level: main
status: issued
number: 12-KH/CB
issued_on: 2026-08-03
issued_by: chi-bo-a
directed_by: chi-bo-a/bi-thu
tasks:
  - id: N7
    findings: [HC1]
    content: Báo cáo tiến độ hằng tháng
    product: Báo cáo tháng
    lead: chi-bo-a
    accountable: chi-bo-a/bi-thu
    recurrence: {every: month, day: 23, from: 2026-09-01, until: 2026-12-31}
---
"""


def test_a_recurring_task_is_reported_by_its_occurrence(tmp_path: Path) -> None:
    told = "---\ntype: update\ndate: 2026-09-22\nby: chi-bo-a\ntasks: [{task: N7, occurrence: 2026-09-23, state: done, done_on: 2026-09-22}]\n---\n"
    more = {f"{FOLDER}/plan.md": RECURRING, f"{FOLDER}/2026-09-22-update.md": told}
    with served(register(tmp_path / "so", more)) as server, server.busy:
        opened = server.editor.opened(FOLDER)
        assert opened is not None
        for kind, by, due in (("update", "chi-bo-a", "2026-10-23"), ("verification", "ubkt", "2026-09-23")):
            setting = Setting(opened.case, opened.state, opened.settings.units, Party(by), AS_OF)
            rows = skeleton(kind, setting)["tasks"]
            assert {"task": "N7", "occurrence": due} in (rows if isinstance(rows, list) else [])


def said_at(page: playwright.Page, key: str) -> playwright.Locator:
    return page.locator(f'.kf-field[data-key="{key}"] > .kf-wrong')


@browser
def test_an_id_that_waits_on_another_branch_is_told_at_its_field(visit: Visit, root: Path) -> None:
    git(root, "checkout", "-q", "-b", "cua-nguoi-khac")
    other = root / "plans/chi-bo-b/kl-77"
    other.mkdir(parents=True)
    text = (root / FOLDER / "conclusion.md").read_text("utf-8")
    (other / "conclusion.md").write_text(re.sub("^id: .*", "id: KL-77", text, flags=re.MULTILINE), "utf-8")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "Hồ sơ khác")
    git(root, "checkout", "-q", "main")
    git(root, "update-ref", "refs/remotes/origin/cua-nguoi-khac", "cua-nguoi-khac")
    git(root, "branch", "-q", "-D", "cua-nguoi-khac")
    page = visit("new/conclusion/")
    labelled(page, "Mã hồ sơ").fill("KL-77")
    labelled(page, "Đơn vị").fill("chi-bo-a")
    labelled(page, "Trích yếu").fill("Kết luận")
    playwright.expect(said_at(page, "id").first).to_contain_text("origin/cua-nguoi-khac")
    labelled(page, "Mã hồ sơ").fill("KL-78")
    playwright.expect(said_at(page, "id").first).to_be_empty()


@browser
def test_an_unknown_unit_silences_nothing_else(visit: Visit) -> None:
    page = visit("new/conclusion/")
    labelled(page, "Mã hồ sơ").fill("KL-9")
    labelled(page, "Đơn vị").fill("Chi bộ không có trong sổ")
    labelled(page, "Trích yếu").fill("Kết luận")
    labelled(page, "Ngày ban hành").fill("31/02/2026")
    playwright.expect(said_at(page, "issued_on")).to_contain_text("Lịch không có ngày")
    playwright.expect(said_at(page, "unit").first).not_to_be_empty()


@browser
def test_a_text_that_is_too_long_is_told_at_its_field(visit: Visit) -> None:
    page = visit(PLAN)
    labelled(page, "Trích yếu").fill("Kế hoạch " * 100)
    playwright.expect(said_at(page, "title").first).to_contain_text("tối đa 500 ký tự")


@browser
def test_what_is_missing_is_told_at_the_field_that_lacks_it(visit: Visit) -> None:
    page = visit(PLAN)
    page.locator(f"{TASKS} > .kf-add").click()
    row = f"{TASKS} > .kf-row:last-of-type > .kf-body"
    page.locator(f"{row} > [data-key=measure] > .kf-input").fill("Rà soát 12 hồ sơ")
    for key in ("product", "due"):
        playwright.expect(page.locator(f"{row} > [data-key={key}] > .kf-wrong")).not_to_be_empty()
    playwright.expect(page.locator(f"{row} > [data-key=id] > .kf-wrong")).to_be_empty()


@browser
def test_a_signed_paper_that_says_too_little_can_be_saved_as_it_is(visit: Visit, root: Path) -> None:
    page = visit(PLAN)
    page.locator(f"{TASKS} > .kf-row > .kf-open").first.click()
    row = f"{TASKS} > .kf-row:first-of-type > .kf-body"
    page.locator(f"{row} > [data-key=due] > .kf-input").first.fill("")
    page.locator(f"{row} > [data-key=due_text] > .kf-input").first.fill("thường xuyên")
    page.keyboard.press("Control+s")
    shows(page, "lưu đúng như văn bản đã ký")
    page.get_by_role("button", name="Lưu đúng như văn bản đã ký").click()
    playwright.expect(page.locator("h1")).to_have_text("Đã lưu.")
    branch = git(root, "for-each-ref", "--format=%(refname)", "refs/heads/ghi-so").strip()
    assert "thường xuyên" in git(root, "show", f"{branch}:{FOLDER}/plan.md")


@browser
def test_what_cannot_be_so_is_saved_in_no_way(visit: Visit) -> None:
    page = visit(PLAN)
    labelled(page, "Ngày ban hành").fill("31/02/2026")
    page.keyboard.press("Control+s")
    shows(page, "Chưa lưu")
    playwright.expect(page.get_by_role("button", name="Lưu đúng như văn bản đã ký")).to_have_count(0)


@browser
def test_that_nothing_is_asked_for_can_be_said(visit: Visit, root: Path) -> None:
    page = visit(f"open/{FOLDER}/conclusion.md")
    page.get_by_role("button", name="Ghi thêm").last.click()
    asks = page.locator('[data-key="asks"] select')
    asks.select_option(value="requirements")
    assert page.evaluate(SENT)["asks"] == "requirements"
    page.keyboard.press("Control+s")
    playwright.expect(page.locator("h1")).to_have_text("Đã lưu.")
    branch = git(root, "for-each-ref", "--format=%(refname)", "refs/heads/ghi-so").strip()
    assert "\nasks: requirements\n" in git(root, "show", f"{branch}:{FOLDER}/conclusion.md")


@browser
def test_leaving_with_unsaved_words_is_asked_about(visit: Visit, server: EditServer) -> None:
    page = visit(PLAN)
    asked: list[str] = []

    def answer(dialog: playwright.Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", answer)
    page.goto(server.address(""))
    assert asked == []
    page.goto(server.address(PLAN))
    labelled(page, "Trích yếu").press_sequentially("x")
    page.goto(server.address(""))
    assert asked == ["beforeunload"]
