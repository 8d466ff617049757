"""Whatever contributors write into documents, names and commits: nothing of it runs in a browser or breaks a page's frame."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright import sync_api as playwright

from khacphuc.cli import main
from tests.history.repositories import Content, Person, Repository
from tests.pages.register import FOLDER, POLICY, files
from tests.pages.test_hostile import ATTACKS, BODIES, attacked
from tests.site.conftest import served, watched
from tests.site.finding import ANSWERED, box
from tests.site.making import AS_OF

pytestmark = pytest.mark.browser

RUNNING = """() => [...document.querySelectorAll("*")].flatMap((one) => [...one.attributes]
  .filter((held) => /^on/i.test(held.name) || /^\\s*(javascript|vbscript|data:text)/i.test(held.value))
  .map((held) => `${one.tagName} ${held.name}=${held.value}`))"""
"""Attributes that would run something, now or when somebody clicks."""
FOREIGN = """() => [...document.querySelectorAll("iframe, object, embed, base, form[action], img")]
  .filter((one) => !one.closest("header, nav, footer, .md-header, .md-search, .kp-search"))
  .filter((one) => !(one.tagName === "IMG" && one.src.startsWith(`${location.origin}/images/`)))
  .map((one) => one.outerHTML)"""

TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
WIDTHS = (390, 1366)


def _case(number: int, text: str) -> dict[str, Content]:
    """The case of the small register under another number, with a text in each place that people read."""
    folder = f"plans/chi-bo-a/kl-{number}"
    made = files(attacked(text))
    return {
        path.replace(FOLDER, folder): content.replace("id: KL-1", f"id: KL-{number}").replace(
            "number: 35-TB", f"number: {number}-TB"
        )
        for path, content in made.items()
        if path.startswith(FOLDER)
    }


def _commits(made: Repository) -> None:
    """Each attack by somebody whose name it is, told in its words, moved by a merge from a branch named alike."""
    texts = (*ATTACKS, *BODIES)
    made.commit(
        {"plans/policy.yml": POLICY.replace("Đảng ủy Thử", "Đảng ủy </title><script>alert(1)</script>")},
        message="Mở sổ",
    )
    whole = files(attacked("<img src=x onerror=alert(1)>"))
    made.commit({path: text for path, text in whole.items() if path.startswith("units/")})
    for number, text in enumerate(texts, 1):
        name = text.replace("<", "‹").replace(">", "›").replace("\n", " ")
        by = Person(name, f"{name.replace(' ', '')}@example.vn")
        case = _case(number, text)
        made.commit(case, message=text, by=by)
        plan = f"plans/chi-bo-a/kl-{number}/plan.md"
        made.commit(
            {
                plan: str(case[plan])
                .replace("due: 2026-07-15", "due: 2026-07-25")
                .replace("Họp kiểm điểm hằng tháng", f"'{text[:40].replace(chr(39), '').splitlines()[0]} x'"),
                f'plans/chi-bo-a/kl-{number}/"><img src=x onerror=alert({number})>.md': text,
            },
            message=f'Merge pull request #"><script>alert(1)</script> from x\n\n{text}',
            by=by,
        )


@pytest.fixture(scope="module")
def attacked_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """The site of the attacked register: its folder, and where it is served."""
    root = tmp_path_factory.mktemp("attacked")
    made = Repository(root / "so")
    _commits(made)
    made.make(checkout=True)
    out = root / "site"
    said = ["--root", str(root / "so"), "--as-of", AS_OF.isoformat(), "--build", "--out", str(out)]
    assert main(["site", *said]) == 0
    with served(out) as address:
        yield out, address


@contextmanager
def attacked_page(context: playwright.BrowserContext, address: str) -> Iterator[playwright.Page]:
    """A page that fails its test on any dialog too: that is what all the attacks open."""
    ran: list[str] = []

    def dismiss(dialog: playwright.Dialog) -> None:
        ran.append(dialog.message)
        dialog.dismiss()

    with watched(context, address) as page:
        page.on("dialog", dismiss)
        yield page
    assert ran == []


def _harmless(page: playwright.Page) -> None:
    assert page.evaluate(RUNNING) == []
    assert page.evaluate(FOREIGN) == []


def _in_its_frame(page: playwright.Page) -> None:
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 850})
        assert page.evaluate(TOO_WIDE) == 0, page.url


def test_nothing_that_was_written_runs(
    context: playwright.BrowserContext, attacked_site: tuple[Path, str]
) -> None:
    out, address = attacked_site
    paths = sorted(path.parent.relative_to(out).as_posix() for path in out.rglob("index.html"))
    told = [path for path in paths if not path.startswith(("rules/", "reference/", "guides/"))]
    assert sum(path.startswith("cases/chi-bo-a/kl-") for path in told) == len(ATTACKS) + len(BODIES)
    assert any(path.startswith("audit/2026-") for path in told)
    with attacked_page(context, address) as page:
        for path in told:
            page.goto(f"{address}{path}/".replace("/./", "/"))
            _harmless(page)
            _in_its_frame(page)


def test_no_query_runs_and_nothing_that_is_found(
    context: playwright.BrowserContext, attacked_site: tuple[Path, str]
) -> None:
    _, address = attacked_site
    with attacked_page(context, address) as page:
        page.goto(f"{address}search/")
        for query in (*ATTACKS, *BODIES, "alert", "script", "onerror"):
            box(page).fill("")
            box(page).fill(query)
            playwright.expect(page.locator("#kp-search-status")).to_have_text(ANSWERED, timeout=15_000)
            _harmless(page)
        assert page.locator("#kp-search-list a").count()
