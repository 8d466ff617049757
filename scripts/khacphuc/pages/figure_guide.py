"""The guide to figures: what each number of the site counts."""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.pages.figure_lines import LINES, PATH
from khacphuc.pages.page import Page
from khacphuc.pages.safe_html import html
from khacphuc.pages.sections import Section, sections_page
from khacphuc.pages.site_index import SiteIndex
from khacphuc.text.message import N_


def pages(site_index: SiteIndex) -> Iterator[Page]:
    context = site_index.context
    sections = [
        Section(line.id, context.words[line.title], html(f"<p>{context.names[line.about]}</p>"))
        for line in LINES
    ]
    yield sections_page(
        context,
        PATH,
        context.words[N_("What the figures count")],
        sections,
        about=context.words[
            N_(
                "Pages, spreadsheets and commands count alike: the same question has the same number everywhere, as of the "
                "day that stands on top. Two figures that differ answer two questions."
            )
        ],
        empty="",
    )
