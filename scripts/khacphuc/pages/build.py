"""Generate all pages of a register; a pure function with two sinks, the MkDocs plugin and the tree on disk."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from khacphuc.obligations.fold import fold
from khacphuc.obligations.values import CaseState
from khacphuc.pages.anchors import case_path, up
from khacphuc.pages.case_page import case_page, unread_page
from khacphuc.pages.draft_filter import without_drafts
from khacphuc.pages.overview import overview_pages
from khacphuc.pages.page import Page, Site
from khacphuc.pages.site_context import site_context
from khacphuc.register.case import Case
from khacphuc.register.loading import Listing, RegisterSettings
from khacphuc.register.shards import each_case
from khacphuc.register.source import Source
from khacphuc.rules.contract import Problem
from khacphuc.text.message import N_

Problems = Mapping[str, Sequence[Problem]]
"""The problems of each case, by its folder."""

_LINK = re.compile(r'<a href="case:([^"#]*)(#[^"]*)?">(.*?)</a>')


class CaseWork(Struct, frozen=True):
    """The work on one case, for ``register.shards.each_case``: (state, page).

    The state is None for a case without a conclusion by the site's day; the page is None
    for a case that did not exist on the site's day, or that its profile does not show.
    """

    site: Site
    problems: Problems = {}

    def __call__(self, case: Case, settings: RegisterSettings) -> tuple[CaseState | None, Page | None]:
        public = site_context(self.site).public
        if public:
            case = without_drafts(case)
        state = fold(case, settings, self.site.as_of)
        if state is None or case.conclusion is None:
            # What it says of its visibility, nobody can read.
            kept_back = case.conclusion or public
            return None if public else state, None if kept_back else unread_page(case, self.site)
        if not site_context(self.site).shows_case(state):
            return state, None
        # What reviewers are asked may name any case.
        asked = () if public else self.problems.get(case.folder, ())
        return state, case_page(case, state, self.site, asked)


def register_pages(
    source: Source, listing: Listing, site: Site, jobs: int = 0, problems: Problems | None = None
) -> list[Page]:
    """Return every page of the register, links between cases resolved. ``jobs`` as in ``each_case``."""
    results = each_case(source, listing, site.settings, CaseWork(site, problems or {}), jobs=jobs)
    states = [state for state, _ in results if state is not None]
    urls = case_urls(states, site)
    pages = [page for _, page in results if page is not None]
    told = [problem for some in (problems or {}).values() for problem in some]
    pages += overview_pages(states, site, told, jobs)
    return [link_page(page, urls, hidden_case(site)) for page in pages]


def hidden_case(site: Site) -> str:
    """Return the placeholder for a hidden case; nothing where all cases are shown."""
    context = site_context(site)
    return context.names[N_("a restricted case")] if context.public else ""


def case_urls(states: Sequence[CaseState], site: Site) -> dict[str, str]:
    """Return id of each case that is shown → the path of its page. Of two cases with one id, the first."""
    shown = site_context(site).shows_case
    return {state.id: case_path(state.folder) for state in reversed(states) if shown(state)}


def link_page(page: Page, urls: Mapping[str, str], hidden: str = "") -> Page:
    """Return a page with its links to other cases resolved."""
    if 'href="case:' not in page.html:
        return page
    return replace(page, html=link_cases(page.html, urls, up(page.path), hidden))


def link_cases(html: str, urls: Mapping[str, str], root: str = "./", hidden: str = "") -> str:
    """Resolve ``<a href="case:ID#x">`` to addresses below ``root``.

    A case that is not there is left unlinked, or ``hidden`` stands in place of the link and its words.

    Only our own links have this form: text is escaped, and bodies keep no link but http, https and mailto.
    """

    def resolved(match: re.Match[str]) -> str:
        path = urls.get(match[1])
        if path is None:
            return hidden or f"<a>{match[3]}</a>"
        return f'<a href="{root}{path}{match[2] or ""}">{match[3]}</a>'

    return _LINK.sub(resolved, html)
