"""The forms of a published site: filled in with keys, handed on as text that the register reads, without a server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright import sync_api as playwright

from khacphuc.cli import main
from khacphuc.form.matching import settled
from khacphuc.form.writer import values
from khacphuc.register.layout import Slot
from tests.form.conftest import AS_OF, register
from tests.form.test_form import OPEN_ALL, labelled
from tests.pages.register import FOLDER, FORGE, POLICY, files, pages
from tests.pages.test_hostile import ATTACKS
from tests.site.conftest import served, watched
from tests.site.test_quality import AXE, FOUND, TOO_WIDE

pytestmark = pytest.mark.browser

UPDATE = Slot("update", "chi-bo-a", "kl-1")
CASE = "cases/chi-bo-a/kl-1/"
TEXT = "khacphucFormText()"


def build(root: Path, out: Path, **more: str) -> Path:
    register(root, {"plans/policy.yml": POLICY + FORGE.format(kind="forgejo"), **more})
    said = ["--root", str(root), "--as-of", AS_OF.isoformat(), "--build", "--strict", "--out", str(out)]
    assert main(["site", *said]) == 0
    return out


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("forms")
    return build(folder / "so", folder / "site")


@pytest.fixture
def page(context: playwright.BrowserContext, site: Path) -> Iterator[playwright.Page]:
    with served(site) as address, watched(context, address) as found:
        found.goto(address + CASE)
        yield found


def test_an_open_task_leads_to_the_form_of_its_report(page: playwright.Page) -> None:
    page.locator(".kp-forms a").first.click()
    rows = page.locator('.kf-field[data-key="tasks"] .kf-row')
    playwright.expect(rows).to_have_count(1)
    page.locator('.kf-field[data-key="state"] select').select_option(label="đang thực hiện")
    page.locator('.kf-field[data-key="result"] textarea').fill("Đã họp: 12 đồng chí dự #1")
    found = values(page.evaluate(TEXT), UPDATE)
    assert found["by"] == "chi-bo-a"
    assert isinstance(found["tasks"], list)
    assert found["tasks"][0]["result"] == "Đã họp: 12 đồng chí dự #1"  # type: ignore[index, call-overload]
    with page.context.expect_page() as opened:
        page.route("https://git.example.vn/**", lambda route: route.abort())
        page.context.route("https://git.example.vn/**", lambda route: route.fulfill(body="ok"))
        page.get_by_role("button", name="Sang trang nộp").click()
    address = urlsplit(opened.value.url)
    assert address.path == f"/dang-uy/khac-phuc/_new/main/{FOLDER}"
    asked = parse_qs(address.query)
    assert asked["filename"][0].endswith("-update.md")
    assert values(asked["value"][0], UPDATE) == found
    opened.value.close()


def test_what_was_filled_in_is_saved_as_a_file_that_the_check_accepts(
    page: playwright.Page, tmp_path: Path
) -> None:
    page.locator(".kp-ways a", has_text="Góp ý").or_(
        page.locator(".kp-ways a", has_text="Ý kiến")
    ).first.click()
    playwright.expect(page.locator(".kf-field").first).to_be_visible()
    labelled(page, "Nơi gửi").or_(page.locator('.kf-field[data-key="from"] input')).first.fill("cong doan")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.locator('.kf-field[data-key="stage"] select').select_option(index=1)
    page.locator('.kf-field[data-key="date"] input').fill("20/11/2026")
    page.locator('.kf-field[data-key="text"] textarea').fill("Đề nghị công khai tiến độ\ntừng quý")
    with page.expect_download() as got:
        page.get_by_role("button", name="Lưu thành tệp").click()
    assert got.value.suggested_filename == "2026-11-20-opinion.md"
    root = register(tmp_path / "so")
    got.value.save_as(root / FOLDER / got.value.suggested_filename)
    assert main(
        [
            "check",
            f"{root}/{FOLDER}/{got.value.suggested_filename}",
            "--root",
            str(root),
            "--as-of",
            "2026-11-23",
        ]
    ) in (0, 1)
    text = (root / FOLDER / got.value.suggested_filename).read_text("utf-8")
    assert "from: cong-doan\n" in text


def test_shape_and_choices_are_looked_at_in_the_page(page: playwright.Page) -> None:
    page.locator(".kp-forms a").first.click()
    page.locator('.kf-field[data-key="date"] input').fill("31/02/2026")
    page.locator('.kf-field[data-key="by"] input').fill("khong-co")
    page.get_by_role("button", name="Lưu thành tệp").click()
    playwright.expect(page.locator('.kf-field[data-key="date"] > .kf-wrong')).to_contain_text("lịch")
    playwright.expect(page.locator('.kf-field[data-key="by"] > .kf-wrong')).to_contain_text("khong-co")
    playwright.expect(page.locator('.kf-field[data-key="date"] input')).to_be_focused()


HOSTILE = [
    *ATTACKS[:12], "- x", "#x", "a: b", "'", "\\", "|", "null", "~", "---", "x #y", "x: y", "[a]", "{a}", "a, b", "dòng một\n\n- dòng hai",
    "0123", "no", "🙂", "?", "@x", "%", "&a", "*a", "!t", ">", "`",
]  # fmt: skip


def test_hostile_texts_stay_texts_in_what_is_handed_on(page: playwright.Page) -> None:
    page.on(
        "dialog",
        lambda dialog: pytest.fail(dialog.message) if dialog.type != "beforeunload" else dialog.accept(),
    )
    page.locator(".kp-forms a").first.click()
    box = page.locator('.kf-field[data-key="result"] textarea')
    for text in HOSTILE:
        box.fill(text)
        found = values(page.evaluate(TEXT), UPDATE)
        assert settled(found["tasks"][0]["result"]) is not None, text  # type: ignore[index, call-overload]
        if text.isprintable() and text.isascii():
            assert found["tasks"][0]["result"] == text.strip()  # type: ignore[index, call-overload]


def test_from_a_folder_without_a_server_a_form_works_too(
    context: playwright.BrowserContext, site: Path
) -> None:
    page = context.new_page()
    page.goto(f"{(site / 'bieu-mau/update/index.html').as_uri()}?case=chi-bo-a/kl-1")
    playwright.expect(page.locator('.kf-field[data-key="tasks"] .kf-row').first).to_be_visible()
    page.close()


@pytest.mark.parametrize("case", ["../../x", "chi-bo-a/kl-1/../../x", "//evil.example/x", "", "khong/co"])
def test_an_address_names_only_cases(context: playwright.BrowserContext, site: Path, case: str) -> None:
    with served(site) as address:
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda sent: asked.append(sent.url))
        page.goto(f"{address}bieu-mau/update/?case={case}")
        playwright.expect(page.locator(".kf-notice")).to_contain_text("trang của một hồ sơ")
        assert all(url.startswith(address) for url in asked)
        page.close()


def test_a_public_site_has_no_forms() -> None:
    made = pages({**files(), "plans/policy.yml": POLICY + "profile: public\n"})
    assert not any(path.startswith("bieu-mau") for path in made)
    assert all("bieu-mau" not in page.html and not page.files for page in made.values())


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_a_form_of_the_site(
    context: playwright.BrowserContext, site: Path, scheme: Literal["light", "dark"]
) -> None:
    browser = context.browser
    assert browser is not None
    with served(site) as address:
        for width in (1366, 390, 320):
            size: playwright.ViewportSize = {"width": width, "height": 800}
            with browser.new_context(
                viewport=size, color_scheme=scheme, bypass_csp=True, reduced_motion="reduce"
            ) as wide:
                wide.add_init_script(AXE.read_text("utf-8"))
                page = wide.new_page()
                for kind in ("update", "plan", "verification"):
                    page.goto(f"{address}bieu-mau/{kind}/?case=chi-bo-a/kl-1&task=N1")
                    playwright.expect(page.locator(".kf-field").first).to_be_visible()
                    page.evaluate(OPEN_ALL)
                    page.locator("input[role=combobox]").first.click()
                    options = "{preload: false, resultTypes: ['violations']}"
                    assert page.evaluate(f"axe.run(document, {options}).then({FOUND})") == [], (width, kind)
                    assert page.evaluate(TOO_WIDE) == 0, (width, kind)
