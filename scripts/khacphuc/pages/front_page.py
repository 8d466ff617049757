"""Render the front page: figures of the register, and its most urgent obligations."""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.obligations.timeliness import is_open
from khacphuc.obligations.values import OPEN, ObligationKind, Timing
from khacphuc.pages import unreported_cases
from khacphuc.pages.bars import patterns
from khacphuc.pages.blocking import blocking_notice
from khacphuc.pages.follower_index import PATH as FOLLOWERS_PATH
from khacphuc.pages.front_sections import SECTIONS
from khacphuc.pages.no_plan import PATH as NO_PLAN_PATH
from khacphuc.pages.overdue_list import PATH as OVERDUE_PATH
from khacphuc.pages.page import Heading, Page
from khacphuc.pages.progress_totals import total_html
from khacphuc.pages.safe_html import Html, html
from khacphuc.pages.site_index import SiteIndex
from khacphuc.pages.tiles import Tile
from khacphuc.pages.unread_notice import unread_notice, unread_settings
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
        unread=html(unread_settings(context) + unread_notice(context, "./", site_index.everything)),
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
    return total_html(site_index.context, every, shown)


def _tiles(site_index: SiteIndex) -> Iterator[Tile]:
    """Yield the sections in display order: urgent lists, then figures of the register."""
    timings, names, figure = site_index.timings, site_index.context.words, site_index.context.say
    yield Tile("late", figure(timings[Timing.OVERDUE]), names[N_("obligations overdue")], f"./{OVERDUE_PATH}")
    yield Tile("soon", figure(timings[Timing.DUE_SOON]), names[N_("due soon")], "#due-soon")
    without = figure(len(site_index.no_plan))
    yield Tile("none", without, names[N_("conclusions without a plan")], f"./{NO_PLAN_PATH}")
    for one, words in zip(
        unreported_cases.LISTS,
        (N_("cases without a report"), N_("cases overdue, no reminder sent")),
        strict=True,
    ):
        yield Tile(
            "none",
            figure(len(site_index.kept(one.cases))),
            names[words],
            f"./{unreported_cases.PATH}#{one.id}",
        )
    opened = sum(timings[timing] for timing in OPEN)
    yield Tile("open", figure(opened), names[N_("obligations open")], "#by-unit")
    verify = (row.obligation for row in site_index.every if row.obligation.kind is ObligationKind.VERIFY)
    waiting = sum(map(is_open, verify))
    yield Tile("open", figure(waiting), names[N_("awaiting verification")], f"./{FOLLOWERS_PATH}")
    yield Tile("done", figure(timings[Timing.DONE_ON_TIME]), names[N_("done on time")])
    yield Tile("delayed", figure(timings[Timing.DONE_LATE]), names[N_("done late")])
    yield Tile("cases", figure(len(site_index.everything)), names[N_("cases")], "./cases/")
