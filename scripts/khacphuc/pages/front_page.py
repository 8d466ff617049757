"""Render the front page: figures of the register, and its most urgent obligations."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from khacphuc.obligations.counts import awaiting_verification, without_plan
from khacphuc.obligations.values import Timing
from khacphuc.pages import unreported_cases
from khacphuc.pages.bars import patterns
from khacphuc.pages.blocking import blocking_notice
from khacphuc.pages.follower_index import PATH as FOLLOWERS_PATH
from khacphuc.pages.front_sections import SECTIONS
from khacphuc.pages.no_plan import PATH as NO_PLAN_PATH
from khacphuc.pages.overdue_list import PATH as OVERDUE_PATH
from khacphuc.pages.page import Heading, Page
from khacphuc.pages.progress_totals import register_total
from khacphuc.pages.safe_html import Html
from khacphuc.pages.site_index import SiteIndex
from khacphuc.pages.tiles import Tile, tile
from khacphuc.pages.unreported_cases import InactiveList
from khacphuc.text.message import N_


def pages(site_index: SiteIndex) -> Iterator[Page]:
    context = site_index.context
    title = context.words[N_("Follow-up of inspection conclusions")]
    sections = [section for make in SECTIONS for section in make(site_index)]
    page = context.render(
        "front.html",
        "",
        title=title,
        committee=context.policy.committee,
        sample=context.policy.sample,
        blocking=blocking_notice(site_index),
        no_history=context.say(context.site.no_trail) if context.site.trail is None else "",
        tiles=list(_tiles(site_index)),
        progress=_progress(site_index),
        patterns=patterns(),
        sections=sections,
    )
    yield Page(
        path="", title=title, html=page, headings=tuple(Heading(one.id, one.title) for one in sections)
    )


def _progress(site_index: SiteIndex) -> Html | None:
    """How far the tasks of all cases are, restricted ones included; sums have words of the cases, and are of those shown."""
    every, shown = (
        [task for state in states for task in state.tasks]
        for states in (site_index.everything, site_index.states)
    )
    return register_total(site_index.context, every, shown)


def _tiles(site_index: SiteIndex) -> Iterator[Tile]:
    """Yield figures of the whole register, restricted cases included: urgent ones first."""
    owed, every = site_index.totals, site_index.every
    reports, reminders = unreported_cases.LISTS

    def silent(one: InactiveList, name: str) -> Tile:
        return shown("none", one.count(site_index), name, f"./{unreported_cases.PATH}#{one.id}")

    shown = partial(tile, site_index.context)
    yield shown("late", owed.overdue, N_("obligations overdue"), f"./{OVERDUE_PATH}")
    yield shown("soon", owed.due_soon, N_("due soon"), "#due-soon")
    yield shown("none", len(without_plan(every)), N_("conclusions without a plan"), f"./{NO_PLAN_PATH}")
    yield silent(reports, N_("cases without a report"))
    yield silent(reminders, N_("cases overdue, no reminder sent"))
    yield shown("open", owed.open, N_("obligations open"), "#by-unit")
    waiting = len(awaiting_verification(every))
    yield shown("open", waiting, N_("awaiting verification"), f"./{FOLLOWERS_PATH}")
    yield shown("done", owed.timings[Timing.DONE_ON_TIME], N_("done on time"))
    yield shown("delayed", owed.timings[Timing.DONE_LATE], N_("done late"))
    yield shown("cases", len(site_index.everything), N_("cases"), "./cases/")
