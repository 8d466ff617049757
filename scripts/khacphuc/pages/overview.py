"""The pages that look over all cases, declared in one table: a new page is a module and one line here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import chain

from khacphuc.obligations.values import CaseState
from khacphuc.pages import (
    audit,
    balance,
    case_tables,
    classification,
    due_calendar,
    figure_guide,
    followers,
    followup_book,
    form_pages,
    front_page,
    heads,
    meetings,
    no_plan,
    opinions,
    overdue_by_head,
    overdue_list,
    reference,
    repeated_findings,
    rule_pages,
    search_page,
    settings_page,
    unit_list,
    unreported_cases,
)
from khacphuc.pages.page import Page, Site
from khacphuc.pages.site_index import SiteIndex
from khacphuc.register.processes import run_parallel, workers
from khacphuc.rules.contract import Problem

PAGES: tuple[Callable[[SiteIndex], Iterator[Page]], ...] = (
    front_page.pages,
    overdue_list.pages,
    overdue_by_head.pages,
    no_plan.pages,
    unreported_cases.pages,
    case_tables.pages,
    unit_list.pages,
    due_calendar.pages,
    heads.pages,
    followers.pages,
    meetings.pages,
    opinions.pages,
    classification.pages,
    balance.pages,
    repeated_findings.pages,
    followup_book.pages,
    rule_pages.pages,
    reference.pages,
    settings_page.pages,
    figure_guide.pages,
    audit.pages,
    search_page.pages,
    form_pages.pages,
)


def overview_pages(
    states: Sequence[CaseState], site: Site, problems: Sequence[Problem] = (), jobs: int = 1
) -> list[Page]:
    """Return every page beside the cases' own. Takes time linear in the states. ``jobs`` as in ``each_case``."""
    site_index = SiteIndex(states, site, problems)
    site_index.gather()
    works = [partial(_made, pages, site_index) for pages in PAGES]
    return list(chain.from_iterable(run_parallel(works, workers(jobs, len(states)))))


def _made(pages: Callable[[SiteIndex], Iterator[Page]], site_index: SiteIndex) -> list[Page]:
    return list(pages(site_index))
