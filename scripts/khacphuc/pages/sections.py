"""Pages that are a title and some tables below headings, as most lists for one kind of reader are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from khacphuc.pages.figure_lines import figures_explained
from khacphuc.pages.fragments import columns
from khacphuc.pages.page import Heading, Page
from khacphuc.pages.safe_html import Html, esc, html
from khacphuc.pages.site_context import SiteContext


class Section(Struct, frozen=True):
    """A heading, its id on the page, and what stands below it."""

    id: str
    title: str
    html: Html


def sections_page(  # what stands on it, in the order of the page
    context: SiteContext,
    path: str,
    title: str,
    sections: Sequence[Section],
    *,
    empty: str,
    eyebrow: str = "",
    about: str = "",
    kind: str = "",
) -> Page:
    """Return a page of sections; ``empty`` is said when there are none. ``kind`` is a class of its own, for print.

    Search finds it by its title, by what stands above and below that; never by its rows.
    """
    shown = context.render(
        "sections.html",
        path,
        title=title,
        sections=sections,
        empty=empty,
        eyebrow=eyebrow,
        about=about,
        kind=kind,
    )
    headings = tuple(Heading(section.id, section.title) for section in sections) if len(sections) > 1 else ()
    search = "\n".join(filter(None, (title, eyebrow, about)))
    return Page(path=path, title=title, html=shown, headings=headings, search=search)


def table(
    context: SiteContext, caption: str, names: Iterable[str], rows: Iterable[str], kind: str = ""
) -> Html:
    """Return a table of finished rows. One that is wider than the page is moved along with the keyboard, too."""
    names = tuple(names)
    return html(
        f'<div class="kp-scroll" tabindex="0" role="region" aria-label="{esc(caption)}">\n'
        f'<table class="kp-table kp-stack kp-sums{f" {kind}" if kind else ""}">\n<caption>{esc(caption)}</caption>\n'
        f"{columns(context, names)}\n<tbody>\n{''.join(rows)}</tbody>\n</table>\n</div>{figures_explained(context, names)}"
    )
