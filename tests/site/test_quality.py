"""Each kind of page as people meet it: light and dark, at a desk and on a phone, by mouse and by keys."""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from mkdocs.utils import get_theme_dir
from playwright import sync_api as playwright

from khacphuc.site import plugin
from tests.site.conftest import served, watched
from tests.site.making import build_sample

pytestmark = pytest.mark.browser

SCRIPTS = Path(plugin.__file__).parent / "theme/assets/javascripts"
AXE = Path(__file__).parent / "vendor/axe-core/axe.min.js"
AXE_SHA256 = (
    "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c"  # 4.14.1, from the npm package
)

CASE = "cases/dang-uy-so-tai-chinh/kl-2026-21/"
TOP = re.compile(r'<div class="kp( kp-[a-z-]+)?">')
WIDTHS = {"desk": (1366, 850), "phone": (390, 844)}

# What a look at a page in other colours can find anew.
IN_COLOUR = "{runOnly: ['color-contrast', 'link-in-text-block'], preload: false, resultTypes: ['violations']}"
WHOLE = "{preload: false, resultTypes: ['violations']}"
MATERIALS = {
    "material-scope.js": "base",
    "material-palette.js": "palette",
    "material-target.js": "content",
}
ATTACKS = """() => {
  const holder = document.querySelector("article").appendChild(document.createElement("div"))
  holder.innerHTML = "<img src='data:,' onerror='ran = 1'><a id='kp-bad' href='javascript:ran = 2'>x</a>"
  holder.appendChild(document.createElement("script")).textContent = "ran = 3"
  document.getElementById("kp-bad").click()
}"""
FOUND = "found => found.violations.flatMap(one => one.nodes.map(at => `${one.id} ${at.target} ${at.html}`))"
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def paths(site: Path) -> list[str]:
    """The fullest page of each kind: pages of one section that are equally deep and begin alike. None is left out."""
    kinds: dict[tuple[str, int, str], list[Path]] = {}
    for file in sorted(site.rglob("*.html")):
        section, *below = file.relative_to(site).parts
        begins = TOP.search(file.read_text("utf-8"))
        kinds.setdefault((section, len(below), begins[0] if begins else ""), []).append(file)
    fullest = (max(some, key=lambda file: file.stat().st_size) for some in kinds.values())
    return [file.relative_to(site).as_posix().removesuffix("index.html") for file in fullest]


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[playwright.Browser]:
    with playwright.sync_playwright() as engine:
        found = engine.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield found
        found.close()


def opened(browser: playwright.Browser, width: str, scheme: str = "light") -> playwright.BrowserContext:
    wide, high = WIDTHS[width]
    return browser.new_context(
        viewport={"width": wide, "height": high},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
        locale="vi-VN",
    )


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_no_page_is_wider_than_the_screen(
    browser: playwright.Browser, address: str, sample_site: Path, width: str, scheme: str
) -> None:
    axe = AXE.read_bytes()
    assert sha256(axe).hexdigest() == AXE_SHA256
    wrong: dict[str, list[str]] = {}
    with opened(browser, width, scheme) as context:
        context.add_init_script(axe.decode())
        with watched(context, address) as page:
            for path in paths(sample_site):
                page.goto(address + path)
                seen = page.locator("body").get_attribute("data-md-color-scheme")
                assert seen == ("slate" if scheme == "dark" else "default")
                options = IN_COLOUR if scheme == "dark" else WHOLE
                found = page.evaluate(f"axe.run(document, {options}).then({FOUND})")
                if over := page.evaluate(TOO_WIDE):
                    found.append(f"{over} pixels too wide")
                if found:
                    wrong[path] = found
    assert wrong == {}


def test_every_section_of_the_site_is_looked_at(sample_site: Path) -> None:
    sections = {file.name for file in sample_site.iterdir() if any(file.glob("**/index.html"))}
    assert {path.partition("/")[0] for path in paths(sample_site)} == sections | {"", "404.html"}


@pytest.fixture(scope="module")
def english_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("english") / "site"
    assert build_sample(out, "--lang", "en", "--strict") == 0
    return out


@pytest.mark.parametrize("wide", [683, 320], ids=["200 %", "400 %"])
def test_no_page_in_english_is_wider_than_a_screen_that_is_zoomed(
    browser: playwright.Browser, english_site: Path, wide: int
) -> None:
    """English words are longer."""
    with served(english_site) as address:
        nothing_is_too_wide(browser, address, english_site, wide)


@pytest.mark.parametrize("wide", [683, 320], ids=["200 %", "400 %"])
def test_no_page_is_wider_than_a_screen_that_is_zoomed(
    browser: playwright.Browser, address: str, sample_site: Path, wide: int
) -> None:
    nothing_is_too_wide(browser, address, sample_site, wide)


def nothing_is_too_wide(browser: playwright.Browser, address: str, site: Path, wide: int) -> None:
    with (
        browser.new_context(viewport={"width": wide, "height": 425}) as context,
        watched(context, address) as page,
    ):
        for path in paths(site):
            page.goto(address + path)
            assert page.evaluate(TOO_WIDE) == 0, path


def test_without_scripts_everything_is_there_to_read(
    browser: playwright.Browser, address: str, sample_site: Path
) -> None:
    with (
        browser.new_context(java_script_enabled=False, locale="vi-VN") as context,
        watched(context, address) as page,
    ):
        for path in paths(sample_site):
            page.goto(address + path)
            playwright.expect(page.locator("h1").first).to_be_visible()
            rows = page.locator("article table.kp-table:not(details table) > tbody > tr")
            assert rows.evaluate_all("all => all.filter(one => !one.checkVisibility()).length") == 0, path


# What has the focus, where it is, and whether an outline is seen: its own, or its label's where it has no size.
FOCUS = """() => {
  const at = document.activeElement
  const seen = at.matches(".md-option") ? at.nextElementSibling : at
  const [box, style] = [seen.getBoundingClientRect(), getComputedStyle(seen)]
  const shown = box.right > 0 && box.left < innerWidth && box.bottom > 0 && box.top < innerHeight
  const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2
  const named = `${at.tagName} ${at.className} ${at.id} ${at.textContent.trim().slice(0, 30)}`
  const inside = name => at.closest(name) !== null
  return {
    named,
    where: at === document.body ? "end" : ["skip", "search", "tabs", "drawer", "scroll", "table"].filter(
      (_, n) => [at.matches(".md-skip"), at.matches(".kp-search-input"), inside(".md-tabs"),
      inside(".md-sidebar--primary"), at.matches(".kp-scroll"), inside("table") && at.matches("a")][n])[0] ?? "other",
    seen: shown && outlined && style.visibility === "visible" && style.opacity !== "0",
  }
}"""


def tabbed(page: playwright.Page, until: str) -> list[str]:
    """Where the tab key leads, one name for each stop, until the first of a kind. Every stop is seen."""
    stops: list[str] = []
    page.add_style_tag(content="* { transition: none !important }")
    while until not in stops:
        page.keyboard.press("Tab")
        found = page.evaluate(FOCUS)
        assert found["where"] != "end", stops
        assert found["seen"], found["named"]
        stops.append(found["where"])
    return stops


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    ("path", "until"), [("overdue/", "table"), ("book/2026/", "scroll"), (CASE, "scroll")]
)
def test_keys_alone_reach_everything_and_are_seen(
    browser: playwright.Browser, address: str, width: str, path: str, until: str
) -> None:
    with opened(browser, width) as context, watched(context, address) as page:
        page.goto(address + path)
        stops = tabbed(page, until)
        assert stops[0] == "skip"
        assert {"search", "tabs" if width == "desk" else "drawer"} <= {*stops}


@pytest.mark.parametrize("path", ["404.html", "search/", "without-plan/", "audit/", "guides/write-a-plan/"])
def test_each_stop_of_the_keys_is_seen_to_the_end_of_the_page(
    browser: playwright.Browser, address: str, path: str
) -> None:
    with opened(browser, "desk") as context, watched(context, address) as page:
        page.goto(address + path)
        page.add_style_tag(content="* { transition: none !important }")
        unseen = []
        for _ in range(150):
            page.keyboard.press("Tab")
            found = page.evaluate(FOCUS)
            if found["where"] == "end":
                break
            if not found["seen"]:
                unseen.append(found["named"])
        assert unseen == []


def test_what_skips_the_menu_leads_to_the_content(browser: playwright.Browser, address: str) -> None:
    with opened(browser, "phone") as context, watched(context, address) as page:
        page.goto(f"{address}overdue/")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert not {"search", "tabs", "drawer"} & {*tabbed(page, "table")}


def test_keys_alone_make_it_dark_and_light_again(browser: playwright.Browser, address: str) -> None:
    with opened(browser, "desk") as context, watched(context, address) as page:
        page.goto(f"{address}overdue/")
        for _ in range(40):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.matches('[data-md-color-scheme].md-option')"):
                break
        for scheme in ("slate", "default", "slate"):
            page.keyboard.press("ArrowRight")
            playwright.expect(page.locator("body")).to_have_attribute("data-md-color-scheme", scheme)


def hear(page: playwright.Page, said: list[str]) -> None:
    page.on("console", lambda line: said.append(line.text))


def test_no_script_that_stands_in_a_page_is_run(
    browser: playwright.Browser, address: str, sample_site: Path
) -> None:
    """Whatever got past the cleaning of text, and whether the page is served or opened from a folder."""
    for start in (f"{address}{CASE}", (sample_site / CASE / "index.html").as_uri()):
        with opened(browser, "desk") as context:
            page = context.new_page()
            said: list[str] = []
            hear(page, said)
            page.goto(start)
            page.wait_for_function("document.documentElement.classList.contains('js')")
            assert page.evaluate("typeof __md_get") == "function"
            assert said == []
            page.evaluate(ATTACKS)
            page.wait_for_timeout(200)
            assert page.evaluate("window.ran") is None
            assert len(said) >= 3


@pytest.mark.parametrize(("ours", "name"), MATERIALS.items())
def test_scripts_taken_out_of_pages_are_those_of_material(ours: str, name: str) -> None:
    theirs = (Path(get_theme_dir("material")) / f"partials/javascripts/{name}.html").read_text("utf-8")
    script = theirs.rpartition("<script>")[2].partition("</script>")[0]
    scope = '"{{ config.extra.scope | d(base_url) }}"'
    assert (SCRIPTS / ours).read_text("utf-8").strip() == script.replace(
        scope, "document.currentScript.dataset.scope"
    )
