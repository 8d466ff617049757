"""The sample register's site, built once, served, and looked at with a browser."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright import sync_api as playwright

from tests.site.making import build_sample

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


@pytest.fixture(scope="session")
def sample_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the repository's own register; building it warns of nothing."""
    out = tmp_path_factory.mktemp("sample") / "site"
    assert build_sample(out, "--strict") == 0
    return out


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name in the base class
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address at which a folder is served."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="session")
def address(sample_site: Path) -> Iterator[str]:
    """Where the sample's site is served."""
    with served(sample_site) as found:
        yield found


def found_browser() -> str | None:
    """The path of Chromium, where there is one."""
    return os.environ.get("KHACPHUC_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of Chromium. Without one, tests that need it are skipped; in CI they fail."""
    if found := found_browser():
        return found
    lacking = "no Chromium on the PATH or in KHACPHUC_CHROMIUM (Debian: apt install chromium)"
    if os.environ.get("CI") == "true":
        pytest.fail(lacking)
    pytest.skip(lacking)


@pytest.fixture(scope="module")
def context(chromium: str) -> Iterator[playwright.BrowserContext]:
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser.new_context(viewport={"width": 1366, "height": 850}, locale="vi-VN")
        browser.close()


@contextmanager
def watched(context: playwright.BrowserContext, address: str) -> Iterator[playwright.Page]:
    """A page that fails its test on any error in it, and on any request to another host or folder."""
    wrong: list[str] = []
    page = context.new_page()
    page.on("console", lambda said: wrong.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on(
        "request",
        lambda sent: wrong.append(sent.url) if not sent.url.startswith((address, "data:", "blob:")) else None,
    )
    page.on("response", lambda got: wrong.append(f"{got.status} {got.url}") if got.status >= 400 else None)
    yield page
    page.close()
    assert wrong == []


@pytest.fixture
def page(context: playwright.BrowserContext, address: str) -> Iterator[playwright.Page]:
    with watched(context, address) as found:
        yield found
