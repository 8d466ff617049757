"""Draws the picture of the form that README and guides show: ``.venv/bin/python -m tests.form.pictures``."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from playwright import sync_api as playwright

from tests.form.conftest import register, served
from tests.pages.register import FOLDER

PICTURE = Path(__file__).parents[2] / "docs/images/form.png"


def main() -> None:
    """Fill in a report, one box wrongly, and take the picture."""
    with (
        tempfile.TemporaryDirectory() as folder,
        served(register(Path(folder) / "so")) as server,
        playwright.sync_playwright() as driver,
    ):
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 900, "height": 820}, locale="vi-VN")
        page.goto(server.address(f"new/update/{FOLDER.removeprefix('plans/')}/?by=chi-bo-a"))
        page.locator('.kf-field[data-key="tasks"] .kf-open').first.click()
        page.locator('.kf-field[data-key="state"] select').first.select_option("in_progress")
        page.locator('.kf-field[data-key="done_on"] input').first.fill("31/02/2026")
        page.locator(".kf-error").first.wait_for()
        page.evaluate("scrollTo(0, 0)")
        page.screenshot(path=PICTURE)
        browser.close()


if __name__ == "__main__":
    main()
