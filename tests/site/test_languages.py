"""A register that sets a second language has its site in both, and from every page a way to the same in the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright import sync_api as playwright

from khacphuc.cli import main
from tests.pages.register import POLICY, files
from tests.site.conftest import served, watched
from tests.site.making import AS_OF
from tests.site.test_quality import AXE, FOUND, TOO_WIDE, WHOLE

BOTH = f"{POLICY}language: vi\nsecond_language: en\nsite_url: https://kp.example/so/\n"
CASE = "cases/chi-bo-a/kl-1/"
TWIN = re.compile(r'<a class="md-header__button kp-twin" lang="(\w+)"[^>]* href="([^"]*)"')


def register(root: Path, policy: str = BOTH) -> Path:
    for path, text in files({"plans/policy.yml": policy}).items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return root


def build(root: Path, *more: str) -> int:
    return main(["site", "--root", str(root), "--as-of", AS_OF.isoformat(), *more])


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("both")
    assert build(register(root / "so"), "--build", "--strict", "--out", str(root / "site")) == 0
    return root / "site"


def pages(site: Path) -> set[str]:
    return {path.parent.relative_to(site).as_posix() for path in site.rglob("index.html")}


def test_both_sites_have_the_same_pages(site: Path) -> None:
    found = pages(site)
    english = {path.removeprefix("en").strip("/") or "." for path in found if f"{path}/".startswith("en/")}
    assert english == {path for path in found if not f"{path}/".startswith("en/")}
    assert CASE.strip("/") in english


def test_every_page_leads_to_the_same_in_the_other_language(site: Path) -> None:
    for path in pages(site):
        here = site / path
        (language, link), *others = TWIN.findall((here / "index.html").read_text("utf-8"))
        is_english = f"{path}/".startswith("en/")
        there = (here / link).resolve()
        assert others == []
        assert language == ("vi" if is_english else "en")
        assert there.relative_to(site).as_posix() == (
            path.removeprefix("en").strip("/") or "." if is_english else f"en/{path}".removesuffix("/.")
        )
        assert (there / "index.html").is_file()


def test_each_names_its_own_address(site: Path) -> None:
    for folder in ("", "en/"):
        assert (
            f"<loc>https://kp.example/so/{folder}{CASE}</loc>" in (site / folder / "sitemap.xml").read_text()
        )


def test_the_language_that_is_asked_for_comes_first(tmp_path: Path) -> None:
    root = register(tmp_path / "so")
    assert build(root, "--lang", "en", "--build", "--out", str(tmp_path / "site")) == 0
    assert '<html lang="en"' in (tmp_path / "site" / CASE / "index.html").read_text("utf-8")
    assert '<html lang="vi"' in (tmp_path / "site/vi" / CASE / "index.html").read_text("utf-8")


@pytest.mark.parametrize("second", ["", "second_language: vi\n"])
def test_one_language_is_built_by_default(tmp_path: Path, second: str) -> None:
    root = register(tmp_path / "so", POLICY + second)
    assert build(root, "--build", "--out", str(tmp_path / "site")) == 0
    assert not (tmp_path / "site/en").exists()
    assert "kp-twin" not in (tmp_path / "site/index.html").read_text("utf-8")


def test_a_second_build_gives_the_same_bytes(site: Path, tmp_path: Path) -> None:
    out = tmp_path / "site"
    assert build(site.parent / "so", "--build", "--out", str(out)) == 0
    every = {path.relative_to(site) for path in site.rglob("*") if path.is_file()}
    assert every == {path.relative_to(out) for path in out.rglob("*") if path.is_file()}
    assert all((site / path).read_bytes() == (out / path).read_bytes() for path in every)


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("packed")
    assert build(register(root / "so"), "--zip", str(root / "site.zip")) == 0
    ZipFile(root / "site.zip").extractall(root)
    return root / "site"


@pytest.fixture(params=["server", "folder"])
def start(request: pytest.FixtureRequest, site: Path) -> Iterator[tuple[str, str]]:
    """Where the site is, and how a link names a page in it."""
    if request.param == "folder":
        yield f"{request.getfixturevalue('unpacked').as_uri()}/", "index.html"
    else:
        with served(site) as address:
            yield address, ""


@pytest.mark.browser
def test_one_can_go_there_and_back_and_search(
    context: playwright.BrowserContext, start: tuple[str, str]
) -> None:
    address, name = start
    with watched(context, address) as page:
        page.goto(f"{address}{CASE}{name}")
        page.get_by_role("link", name="EN", exact=True).click()
        page.wait_for_url(f"{address}en/{CASE}{name}")
        playwright.expect(page.get_by_role("heading", name="What is open")).to_be_visible()
        page.goto(f"{address}en/search/{name}")
        page.locator("#kp-search-input").first.fill("35-TB/ĐU")
        found = page.locator("#kp-search-list a").first
        found.click()
        page.wait_for_url(re.compile(f"{re.escape(address)}en/{CASE}"))
        page.get_by_role("link", name="VI", exact=True).click()
        page.wait_for_url(f"{address}{CASE}{name}")


@pytest.mark.browser
@pytest.mark.parametrize("wide", [1366, 390, 320])
def test_the_header_with_its_way_to_the_other_language_is_open_to_everybody(
    context: playwright.BrowserContext, site: Path, wide: int
) -> None:
    with served(site) as address, watched(context, address) as page:
        page.add_init_script(AXE.read_text("utf-8"))
        page.set_viewport_size({"width": wide, "height": 850})
        for path in ("", "en/", f"en/{CASE}"):
            page.goto(address + path)
            assert page.evaluate(f"axe.run(document, {WHOLE}).then({FOUND})") == []
            assert page.evaluate(TOO_WIDE) == 0
