"""The pages of the repository's own register."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from khacphuc.pages.build import register_pages
from khacphuc.pages.page import Page, Site
from khacphuc.register.loading import list_entries, open_settings
from khacphuc.register.source import WorkTree

ROOT = Path(__file__).parents[2]
AS_OF = date(2026, 11, 24)


def sample_pages() -> dict[str, Page]:
    """The sample register's pages by path."""
    source = WorkTree(ROOT)
    listing = list_entries(source)
    site = Site(open_settings(source, listing), AS_OF, "vi")
    return {page.path: page for page in register_pages(source, listing, site)}
