"""Measures search on a built site, in Chromium: `python scripts/measure_search.py SITE [--file]`.

For each query, on a fresh page that has loaded nothing: put in at once, the time from then to the first result and what
was fetched until then; and what was fetched until then when it is typed key by key, each key looking for what there is.
Bytes are those of search alone, its script included, and not compressed. After that, the memory of a page's process
in which all queries were asked.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple

QUERIES: tuple[str, ...] = (
    "ke hoach",
    "kế hoạch khắc phục",
    "don doc",
    "đôn đốc",
    "uỷ",
    "k",
    "35-TB/ĐU",
    "KL-77",
    "30/6/2026",
)
QUERIES += ("tháng 6/2026", "bi thu chi bo", "hoach ke", "chưa được thực hiện đầy đủ", "khac phcu", "2026")
BOX, FIRST = "#kp-search-input", "#kp-search-list .kp-search-item"
_KEY_PAUSE = 150  # milliseconds between two keys
_SETTLED = 700  # milliseconds after which nothing more is to come

# Noted in the page, because a look from outside costs as much as what is looked for.
_WATCH = """
() => {
  const [box, list] = [document.querySelector("#kp-search-input"), document.querySelector("#kp-search-list")]
  box.addEventListener("input", () => { window.kpTyped = performance.now() })
  new MutationObserver(() => {
    if (list.children.length) window.kpShown ??= performance.now()
  }).observe(list, { childList: true })
}
"""


class Measured(NamedTuple):
    """One query."""

    query: str
    seconds: float
    fetched: int
    fetched_by_key: int
    found: str


def measure(address: str, chromium: str, queries: tuple[str, ...] = QUERIES) -> tuple[list[Measured], float]:
    """Each query, and the megabytes of a page's process in which all were asked in turn."""
    from playwright import sync_api as playwright

    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        try:
            found = [_one(browser, address, query) for query in queries]
            return found, _memory(browser, address, queries)
        finally:
            browser.close()


def _one(browser: Any, address: str, query: str) -> Measured:
    with _opened(browser, address) as (page, sizes):
        page.evaluate(_WATCH)
        page.fill(BOX, query)
        page.wait_for_function("() => window.kpShown")
        fetched = sum(sizes)
        seconds = page.evaluate("() => (kpShown - kpTyped) / 1000")
        page.wait_for_timeout(_SETTLED)
        said = page.inner_text("#kp-search-status")
    with _opened(browser, address) as (page, sizes):
        page.type(BOX, query, delay=_KEY_PAUSE)
        page.wait_for_selector(FIRST)
        return Measured(query, seconds, fetched, sum(sizes), said)


@contextmanager
def _opened(browser: Any, address: str) -> Iterator[tuple[Any, list[int]]]:
    """A fresh page, and the sizes of what it fetches once it stands there."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(address)
    script = page.evaluate(
        "() => performance.getEntriesByType('resource')"
        ".filter(entry => entry.name.includes('khacphuc-search.')).reduce((sum, entry) => sum + entry.decodedBodySize, 0)"
    )
    sizes = [int(script)]
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.dataReceived", lambda told: sizes.append(told["dataLength"]))
    yield page, sizes
    context.close()


def _memory(browser: Any, address: str, queries: tuple[str, ...]) -> float:
    before = _renderers(browser)
    page = browser.new_page()
    page.goto(address)
    for query in queries:
        page.fill(BOX, query)
        page.wait_for_timeout(500)
    return max((_resident(pid) for pid in _renderers(browser) - before), default=0.0)


def _renderers(browser: Any) -> set[int]:
    told = browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")
    return {process["id"] for process in told["processInfo"] if process["type"] == "renderer"}


def _resident(pid: int) -> float:
    """Megabytes that a process had in memory at most; 0 where the system does not tell."""
    status = Path(f"/proc/{pid}/status")
    lines = status.read_text("utf-8").splitlines() if status.exists() else []
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0.0)


class _Quiet(SimpleHTTPRequestHandler):
    def copyfile(self, source: Any, outputfile: Any) -> None:
        with suppress(ConnectionError):  # the page was closed meanwhile
            super().copyfile(source, outputfile)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name in the base class
        """Say nothing."""


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("site", type=Path, help="folder of a built site")
    parser.add_argument("--file", action="store_true", help="open it from the folder, without a server")
    options = parser.parse_args()
    chromium = os.environ.get("KHACPHUC_CHROMIUM") or shutil.which("chromium")
    if not chromium:
        print("no Chromium on the PATH or in KHACPHUC_CHROMIUM", file=sys.stderr)
        return 2
    if options.file:
        found, memory = measure((options.site.resolve() / "index.html").as_uri(), chromium)
    else:
        with _served(options.site) as address:
            found, memory = measure(address, chromium)
    for one in found:
        sizes = f"{one.fetched / 1000:8.1f} kB {one.fetched_by_key / 1000:8.1f} kB"
        print(f"{one.seconds:7.3f} s {sizes}  {one.query:<30} {one.found}")
    print(f"memory {memory:.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
