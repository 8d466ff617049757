"""The front page: how the register stands, and what presses most."""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.obligations.timeliness import is_open
from khacphuc.obligations.values import OPEN, ObligationKind, Timing
from khacphuc.pages import silent
from khacphuc.pages.bars import patterns
from khacphuc.pages.blocking import blocking_notice
from khacphuc.pages.following import PATH as FOLLOWERS_PATH
from khacphuc.pages.front_sections import SECTIONS
from khacphuc.pages.ledger import Ledger
from khacphuc.pages.no_plan import PATH as NO_PLAN_PATH
from khacphuc.pages.overdue import PATH as OVERDUE_PATH
from khacphuc.pages.page import Heading, Page
from khacphuc.pages.safe import Html
from khacphuc.pages.tiles import Tile
from khacphuc.pages.totals import total_html
from khacphuc.text.message import N_


def pages(ledger: Ledger) -> Iterator[Page]:
    made = ledger.press
    title = made.words[N_("Follow-up of inspection conclusions")]
    sections = [section for make in SECTIONS for section in make(ledger)]
    page = made.render(
        "front.html",
        "",
        title=title,
        committee=made.policy.committee,
        sample=made.policy.sample,
        blocking=blocking_notice(ledger),
        no_history=made.say(made.site.no_trail) if made.site.trail is None else "",
        tiles=list(_tiles(ledger)),
        progress=_progress(ledger),
        patterns=patterns(),
        sections=sections,
    )
    yield Page(
        path="", title=title, html=page, headings=tuple(Heading(one.id, one.title) for one in sections)
    )


def _progress(ledger: Ledger) -> Html | None:
    """How far the tasks of all cases are, restricted ones included; sums have words of the cases, and are of those shown."""
    every, shown = (
        [task for state in states for task in state.tasks] for states in (ledger.everything, ledger.states)
    )
    return total_html(ledger.press, every, shown)


def _tiles(ledger: Ledger) -> Iterator[Tile]:
    """What presses, then how the register stands."""
    timings, names, figure = ledger.timings, ledger.press.words, ledger.press.say
    yield Tile("late", figure(timings[Timing.OVERDUE]), names[N_("obligations overdue")], f"./{OVERDUE_PATH}")
    yield Tile("soon", figure(timings[Timing.DUE_SOON]), names[N_("due soon")], "#due-soon")
    without = figure(len(ledger.no_plan))
    yield Tile("none", without, names[N_("conclusions without a plan")], f"./{NO_PLAN_PATH}")
    for one, words in zip(silent.LISTS, (N_("silent cases"), N_("cases overdue, not urged")), strict=True):
        yield Tile("none", figure(len(ledger.kept(one.cases))), names[words], f"./{silent.PATH}#{one.id}")
    opened = sum(timings[timing] for timing in OPEN)
    yield Tile("open", figure(opened), names[N_("obligations open")], "#by-unit")
    verify = (row.obligation for row in ledger.every if row.obligation.kind is ObligationKind.VERIFY)
    waiting = sum(map(is_open, verify))
    yield Tile("open", figure(waiting), names[N_("awaiting verification")], f"./{FOLLOWERS_PATH}")
    yield Tile("done", figure(timings[Timing.DONE_ON_TIME]), names[N_("done on time")])
    yield Tile("delayed", figure(timings[Timing.DONE_LATE]), names[N_("done late")])
    yield Tile("cases", figure(len(ledger.everything)), names[N_("cases")], "./cases/")
