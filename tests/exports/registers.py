"""Registers on disk that tests export and import."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from khacphuc.cli import main
from khacphuc.exports.reading import read_ledger
from khacphuc.pages.page import Site
from khacphuc.pages.site_index import SiteIndex
from khacphuc.register.loading import list_entries, open_settings
from khacphuc.register.source import WorkTree
from tests.cli.register import write
from tests.pages.register import files

ROOT = Path(__file__).parents[2]
DAY = date(2026, 11, 24)
HOSTILE = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "＝1+1",
    "|calc",
    "&amp; <b>",
    "{{ 7*7 }}",
    "x" * 40_000,
    "HYPERLINK(“a”)",
)


def small(root: Path, changed: dict[str, str] | None = None) -> Path:
    """The register of one case, which tests of pages use, as files."""
    for path, text in files(changed or {}).items():
        write(root, path, text)
    return root


def export(root: Path, out: Path, *words: str, day: date = DAY, language: str = "vi") -> bytes:
    """The bytes that the command writes."""
    said = ["--root", str(root), "--as-of", day.isoformat(), "--lang", language, "--out", str(out), "--force"]
    assert main(["export", *words, *said]) == 0
    return out.read_bytes()


def ledger(root: Path = ROOT, day: date = DAY) -> SiteIndex:
    source = WorkTree(root)
    listing = list_entries(source)
    return read_ledger(source, listing, Site(open_settings(source, listing), day, "vi"))
