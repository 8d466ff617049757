"""A site that is shown while documents change is, after each change, the site that would be built from scratch."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from khacphuc.site import live_site
from khacphuc.site.case_cache import CaseCache
from khacphuc.site.contents import compose
from khacphuc.site.live_site import LiveSite
from khacphuc.site.mkdocs_build import build_site
from tests.pages.register import CONCLUSION, DAY, FOLDER, PLAN, UNITS, files
from tests.site.making import ROOT, every_file

UNIT = UNITS["units/chi-bo-a.md"]
NEXT_DAY = DAY + timedelta(1)
CHANGES: tuple[tuple[str, dict[str, str], date, bool], ...] = (
    ("nothing yet", {}, DAY, True),
    ("a deadline", {f"{FOLDER}/plan.md": PLAN.replace("2026-07-15", "2026-12-15")}, DAY, False),
    ("a title", {f"{FOLDER}/conclusion.md": CONCLUSION.replace("Chi bộ A\n", "<b>A & B</b>\n")}, DAY, False),
    ("a record less", {f"{FOLDER}/2026-10-01-reminder.md": ""}, DAY, False),
    ("an opinion less, and its list", {f"{FOLDER}/2026-09-01-opinion.md": ""}, DAY, True),
    ("nothing", {}, DAY, False),
    ("a case more", {"plans/chi-bo-a/kl-2/conclusion.md": CONCLUSION.replace("KL-1", "KL-2")}, DAY, True),
    ("a unit", {"units/chi-bo-a.md": UNIT.replace("name: Chi bộ A", "name: Chi bộ Một")}, DAY, True),
    ("a guide", {"docs/guides/verify.md": "# Xác minh\n\nHướng dẫn đã sửa.\n"}, DAY, True),
    ("a new day", {}, NEXT_DAY, True),
    ("a case as it was", {f"{FOLDER}/conclusion.md": CONCLUSION}, NEXT_DAY, False),
)
"""What changes, and whether MkDocs must build the whole site for it."""


def write(root: Path, changes: dict[str, str]) -> None:
    for path, text in changes.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if text:
            file.write_text(text, encoding="utf-8")
        else:
            file.unlink()


def compared(folder: Path) -> dict[str, bytes]:
    """What is shown, without what an older search left for pages that are open still."""
    found = every_file(folder)
    search = found["assets/search/index.js"]
    return {
        path: data
        for path, data in found.items()
        if not path.startswith("assets/search/")
        or path.endswith("index.js")
        or path.split("/")[2].encode() in search
    }


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "register"
    write(folder, files())
    shutil.copytree(ROOT / "docs", folder / "docs")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    return folder


def test_after_each_change_the_site_is_what_a_build_makes(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    builds: list[Path] = []

    def counted(*given: object, **more: object) -> object:
        builds.append(root)
        return build_site(*given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(live_site, "build_site", counted)
    shown, kept = LiveSite(root, tmp_path / "shown"), CaseCache(None)
    for number, (what, changes, day, by_mkdocs) in enumerate(CHANGES):
        write(root, changes)
        builds.clear()
        assert shown.show(compose(root, day, kept=kept)) == []
        shown.finish()
        assert bool(builds) is by_mkdocs, what
        whole = tmp_path / f"whole-{number}"
        build_site(root, whole, compose(root, day), local=True, served=True)
        one, two = compared(tmp_path / "shown"), compared(whole)
        assert one.keys() == two.keys(), what
        assert [path for path in two if one[path] != two[path]] == [], what
