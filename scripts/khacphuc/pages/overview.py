"""The pages that look over all cases, declared in one table: a new page is a module and one line here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import chain

from khacphuc.obligations.values import CaseState
from khacphuc.pages import (
    audit,
    balance,
    book,
    by_head,
    calendar,
    cases,
    classification,
    followers,
    forms,
    front,
    heads,
    meetings,
    no_plan,
    opinions,
    overdue,
    reference,
    repeats,
    rule_pages,
    search,
    settings,
    silent,
    units,
)
from khacphuc.pages.ledger import Ledger
from khacphuc.pages.page import Page, Site
from khacphuc.register.processes import side_by_side, workers
from khacphuc.rules.contract import Problem

PAGES: tuple[Callable[[Ledger], Iterator[Page]], ...] = (
    front.pages,
    overdue.pages,
    by_head.pages,
    no_plan.pages,
    silent.pages,
    cases.pages,
    units.pages,
    calendar.pages,
    heads.pages,
    followers.pages,
    meetings.pages,
    opinions.pages,
    classification.pages,
    balance.pages,
    repeats.pages,
    book.pages,
    rule_pages.pages,
    reference.pages,
    settings.pages,
    audit.pages,
    search.pages,
    forms.pages,
)


def overview_pages(
    states: Sequence[CaseState], site: Site, problems: Sequence[Problem] = (), jobs: int = 1
) -> list[Page]:
    """Every page beside the cases' own. Takes time linear in the states. ``jobs`` as in ``each_case``."""
    ledger = Ledger(states, site, problems)
    ledger.gather()
    works = [partial(_made, pages, ledger) for pages in PAGES]
    return list(chain.from_iterable(side_by_side(works, workers(jobs, len(states)))))


def _made(pages: Callable[[Ledger], Iterator[Page]], ledger: Ledger) -> list[Page]:
    return list(pages(ledger))
