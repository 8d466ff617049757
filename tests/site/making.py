"""Small sites of pages made by hand, and what tests of sites share."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from mkdocs.commands.build import build

from khacphuc.cli import main
from khacphuc.model.policy import Policy
from khacphuc.pages.page import Heading, Page, Site
from khacphuc.register.loading import RegisterSettings
from khacphuc.register.units import Units
from khacphuc.site.contents import Contents
from khacphuc.site.mkdocs_build import collect_warnings, configuration

ROOT = Path(__file__).parents[2]
AS_OF = date(2026, 11, 24)
IN_NAV = tuple(
    name.removesuffix("index.md")
    for name in re.findall(r"(\S*index\.md)$", (ROOT / "mkdocs.yml").read_text("utf-8"), re.MULTILINE)
    if not name.startswith("guides/")
)
"""The pages of the register that the navigation names."""


def contents(*pages: Page, language: str = "vi") -> Contents:
    """A site of these pages, and of those that the navigation names."""
    site = Site(RegisterSettings(Units(()), Policy(type="policy", committee="Đảng ủy thử")), AS_OF, language)
    given = {page.path for page in pages}
    plain = (
        Page(path, f"Trang {path}", "<h1>Trang</h1>", (Heading("a", "A"),), "một trang")
        for path in IN_NAV
        if path not in given
    )
    return Contents(site, tuple(sorted((*pages, *plain), key=lambda page: page.path)), (), 0, "0123456789")


def sample_words(out: Path) -> list[str]:
    """What to call the program with to build the site of the repository's own register."""
    return ["site", "--root", str(ROOT), "--as-of", AS_OF.isoformat(), "--build", "--out", str(out)]


def build_sample(out: Path, *more: str) -> int:
    """Build the site of the repository's own register. Answers the command's exit code."""
    return main([*sample_words(out), *more])


def every_file(folder: Path) -> dict[str, bytes]:
    """Everything in a folder, by path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def built(made: Contents, out: Path, *, apart: bool = True) -> dict[str, bytes]:
    """The files of a site whose pages outside the navigation are joined ``apart`` from MkDocs, or drawn by it."""
    out.mkdir()
    with collect_warnings() as said:
        config = configuration(ROOT, out, made)
        config.site_url = "https://kp.example/so/"
        config.plugins["khacphuc"].drawn_by_mkdocs = not apart  # type: ignore[attr-defined]
        build(config)
    assert said == []
    return every_file(out)
