"""Take the pictures of README and guides: ``.venv/bin/python -m tests.pictures [NAME…]``. Look at each before you commit it.

Editors show the small register of the tests, sites the sample register: all of it is fictional. Each picture is taken in
Vietnamese (``form.webp``) and English (``form.en.webp``).
"""

from __future__ import annotations

import base64
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime, time
from pathlib import Path

from msgspec import Struct
from playwright import sync_api as playwright

from khacphuc.cli import main as khacphuc
from khacphuc.form.serving import EditServer
from tests.form.conftest import register
from tests.form.conftest import served as edited
from tests.pages.register import FOLDER
from tests.site.conftest import found_browser, served
from tests.site.making import AS_OF, build_sample

FOLDER_OF_PICTURES = Path(__file__).parents[1] / "docs/images"
LANGUAGES = ("vi", "en")
BYTES_MAX = 100_000
QUALITY = 80
_CASE = FOLDER.removeprefix("plans/")
_REPORTED = {
    f"{FOLDER}/2026-11-10-update.md": (
        "---\ntype: update\ndate: 2026-11-10\nby: chi-bo-a\ntasks:\n  - task: N1\n    state: done\n    done_on: 2026-11-06\n"
        "    result: Ban hành Quy chế làm việc số 15-QC/CB, sau khi lấy ý kiến 12/12 đảng viên.\n"
        "    evidence: [{number: 15-QC/CB, date: 2026-11-06}]\n---\n"
    )
}
_REMAINING = {
    "vi": "Quy chế chưa có chương về phân công cấp ủy viên; bổ sung và gửi lại trước ngày 15/12/2026.",
    "en": "The rules lack the chapter on members' duties; add it and send them again by 15/12/2026.",
}
_TO_TOP = "one => scrollTo(0, one.getBoundingClientRect().top + scrollY - 12)"
_FIELD = '.kf-field[data-key="{}"] {}'


class Studio:
    """A browser, and what it looks at in one language: the editor, a site, both built when first asked for."""

    def __init__(self, browser: playwright.Browser, folder: Path, language: str, stack: ExitStack) -> None:
        self.browser, self.folder, self.language, self._stack = browser, folder, language, stack
        self._editors: dict[str, EditServer] = {}
        self._sites: dict[str, str] = {}

    def editor(self, name: str = "register", more: dict[str, str] | None = None) -> EditServer:
        """The editor of the small register, or of one with more documents under another name."""
        if name not in self._editors:
            root = register(self.folder / name, more)
            self._editors[name] = self._stack.enter_context(edited(root, language=self.language))
        return self._editors[name]

    def sample(self) -> str:
        """The address of the sample register's site."""
        return self._site("sample", lambda out: build_sample(out, "--lang", self.language))

    def demo(self) -> str:
        """The address of the site of the demonstration register, which has a history."""
        return self._site("demo", self._build_demo)

    def _build_demo(self, out: Path) -> int:
        root = self.folder / "demo-register"
        khacphuc(["demo", str(root)])
        words = ["site", "--root", str(root), "--as-of", "2026-11-23", "--lang", self.language, "--build"]
        return khacphuc([*words, "--out", str(out)])

    def _site(self, name: str, build: Callable[[Path], int]) -> str:
        if name not in self._sites:
            out = self.folder / name
            assert build(out) == 0
            self._sites[name] = self._stack.enter_context(served(out))
        return self._sites[name]

    @contextmanager
    def page(self, address: str, width: int, height: int, *, dark: bool = False) -> Iterator[playwright.Page]:
        page = self.browser.new_page(
            viewport={"width": width, "height": height},
            locale="vi-VN" if self.language == "vi" else "en-GB",
            color_scheme="dark" if dark else "light",
        )
        page.clock.set_fixed_time(datetime.combine(AS_OF, time(9)))
        page.goto(address)
        yield page
        page.close()


def shot(page: playwright.Page) -> bytes:
    """Return what a page shows as WebP: a third of the bytes of PNG."""
    session = page.context.new_cdp_session(page)
    taken = session.send("Page.captureScreenshot", {"format": "webp", "quality": QUALITY})
    return base64.b64decode(taken["data"])


def _case(studio: Studio) -> bytes:
    """The case in the editor: on whose behalf, and what that side may record."""
    with studio.page(studio.editor().address(f"case/{_CASE}/?by=chi-bo-a"), 900, 640) as page:
        return shot(page)


def _form(studio: Studio) -> bytes:
    """A progress update, one box filled in wrongly."""
    with studio.page(studio.editor().address(f"new/update/{_CASE}/?by=chi-bo-a"), 900, 960) as page:
        page.locator(_FIELD.format("state", "select")).first.select_option("in_progress")
        page.locator(_FIELD.format("done_on", "input")).first.fill("31/02/2026")
        page.locator(".kf-error").first.wait_for()
        page.evaluate("scrollTo(0, 0)")
        return shot(page)


def _verify(studio: Studio) -> bytes:
    """A verification, opened with what is reported done."""
    with studio.page(
        studio.editor("reported", _REPORTED).address(f"new/verification/{_CASE}/?by=ubkt"), 900, 920
    ) as page:
        page.locator(_FIELD.format("outcome", "select")).first.select_option("rejected")
        page.locator(_FIELD.format("remaining", "textarea")).first.fill(_REMAINING[studio.language])
        page.locator(_FIELD.format("tasks", "").strip()).first.evaluate(_TO_TOP)
        return shot(page)


def _of_sample(path: str, width: int = 1280, height: int = 860) -> Callable[[Studio], bytes]:
    def take(studio: Studio) -> bytes:
        with studio.page(studio.sample() + path, width, height) as page:
            return shot(page)

    return take


def _audit(studio: Studio) -> bytes:
    with studio.page(f"{studio.demo()}audit/2026-11/", 1280, 860) as page:
        return shot(page)


def _readers(studio: Studio) -> bytes:
    """The overdue list on a phone, the front page in the dark, a sheet for a meeting on paper, side by side."""
    with studio.page(f"{studio.sample()}overdue/", 390, 840) as page:
        parts = [page.screenshot()]
    with studio.page(studio.sample(), 390, 840, dark=True) as page:
        parts.append(page.screenshot())
    with studio.page(f"{studio.sample()}meetings/dang-uy-so-xay-dung/", 794, 1123) as page:
        page.emulate_media(media="print")
        page.add_style_tag(content="body { padding: 14mm 12mm }")
        parts.append(page.screenshot())
    shown = "".join(f'<img src="data:image/png;base64,{base64.b64encode(part).decode()}">' for part in parts)
    style = "body{margin:0;display:flex;gap:12px;background:#fff}img{height:640px;border:1px solid #bbb}"
    with studio.page("about:blank", 1100, 642) as page:
        page.set_content(f"<style>{style}</style>{shown}")
        width = int(page.evaluate("document.querySelector('img:last-child').getBoundingClientRect().right"))
        page.set_viewport_size({"width": width, "height": 642})
        return shot(page)


class Picture(Struct, frozen=True):
    """A picture of the guides, and how it is taken. ``slow`` ones take a minute, and tests leave them out."""

    name: str
    take: Callable[[Studio], bytes]
    slow: bool = False
    languages: tuple[str, ...] = LANGUAGES

    def file(self, folder: Path, language: str) -> Path:
        return folder / f"{self.name}{'' if language == 'vi' else f'.{language}'}.webp"


PICTURES = (
    Picture("case", _case),
    Picture("form", _form),
    Picture("verify", _verify),
    Picture("follower", _of_sample("followers/uy-ban-kiem-tra/")),
    Picture("head", _of_sample("heads/dang-uy-so-xay-dung/bi-thu/")),
    Picture("site", _of_sample("")),
    Picture("settings", _of_sample("policy/")),
    Picture("readers", _readers, languages=("vi",)),
    Picture("audit", _audit, slow=True),
)


def take(folder: Path, pictures: tuple[Picture, ...], chromium: str) -> None:
    """Take pictures in each language."""
    with (
        tempfile.TemporaryDirectory() as work,
        ExitStack() as stack,
        playwright.sync_playwright() as driver,
    ):
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for language in LANGUAGES:
            studio = Studio(browser, Path(work) / language, language, stack)
            studio.folder.mkdir()
            for picture in (one for one in pictures if language in one.languages):
                picture.file(folder, language).write_bytes(picture.take(studio))
        browser.close()


def main() -> None:
    """Take the pictures that are named, else all."""
    wanted = set(sys.argv[1:])
    chromium = found_browser()
    if chromium is None:
        sys.exit("no Chromium on the PATH or in KHACPHUC_CHROMIUM")
    take(FOLDER_OF_PICTURES, tuple(one for one in PICTURES if not wanted or one.name in wanted), chromium)


if __name__ == "__main__":
    main()
