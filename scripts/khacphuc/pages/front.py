"""The front page: how the register stands, and what presses most."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from khacphuc.obligations.values import OPEN, Stage, Timing
from khacphuc.pages.bars import stacked
from khacphuc.pages.ledger import Ledger
from khacphuc.pages.no_plan import PATH as NO_PLAN_PATH
from khacphuc.pages.no_plan import no_plan_table
from khacphuc.pages.page import Heading, Page
from khacphuc.pages.parts import owed_table
from khacphuc.pages.safe import Html, html
from khacphuc.pages.trend import trend_part
from khacphuc.text.message import N_, say, say_n

FIRST = 20
"""Rows of each list on the front page; the list's own page has all."""

_SECTIONS = {
    "overdue": N_("Longest overdue"),
    "no-plan": N_("Conclusions without a plan"),
    "due-soon": N_("Due soon"),
    "stages": N_("Cases by stage"),
    "trend": N_("Month by month"),
}


class Tile(Struct, frozen=True):
    """A figure with its words, and where the list behind it is."""

    name: str
    figure: str
    words: str
    link: str


class Part(Struct, frozen=True):
    """A list on the front page: its first rows, and the way to all of them."""

    table: Html
    link: str = ""
    all: str = ""


def pages(ledger: Ledger) -> Iterator[Page]:
    press = ledger.press
    title = press.words[N_("Follow-up of inspection conclusions")]
    stages = [(stage, ledger.stages[stage]) for stage in Stage if ledger.stages[stage]]
    page = press.render(
        "front.html",
        "",
        title=title,
        committee=press.policy.committee,
        sample=press.policy.sample,
        tiles=list(_tiles(ledger)),
        overdue=_overdue(ledger),
        no_plan=_no_plan(ledger),
        due_soon=_due_soon(ledger),
        within=press.say(
            say_n("Deadlines within {n} day.", "Deadlines within {n} days.", press.policy.days.due_soon)
        ),
        stages=[(press.chip(stage), press.say(count)) for stage, count in stages],
        bar=stacked(
            press.words[N_("Cases by stage")],
            [
                (f"stage-{stage.value.replace('_', '-')}", press.words[stage.label], count)
                for stage, count in stages
            ],
        ),
        total=press.say(len(ledger.everything)),
        trend=(trend := trend_part(ledger)),
        no_trail="" if press.site.trail else press.say(press.site.no_trail),
    )
    headings = tuple(
        Heading(name, press.words[text]) for name, text in _SECTIONS.items() if trend or name != "trend"
    )
    yield Page(path="", title=title, html=page, headings=headings)


def _tiles(ledger: Ledger) -> Iterator[Tile]:
    press, timings = ledger.press, ledger.timings
    opened = sum(timings[timing] for timing in OPEN)
    late = timings[Timing.OVERDUE]
    words, figure = press.words, press.say
    yield Tile("late", figure(late), words[N_("obligations overdue")], "./overdue/")
    yield Tile("soon", figure(timings[Timing.DUE_SOON]), words[N_("due soon")], "#due-soon")
    yield Tile(
        "none", figure(len(ledger.no_plan)), words[N_("conclusions without a plan")], f"./{NO_PLAN_PATH}"
    )
    yield Tile("open", figure(opened), words[N_("obligations open")], "")
    done, delayed = timings[Timing.DONE_ON_TIME], timings[Timing.DONE_LATE]
    yield Tile("done", figure(done), words[N_("done on time")], "")
    yield Tile("delayed", figure(delayed), words[N_("done late")], "")
    yield Tile("cases", figure(len(ledger.everything)), words[N_("cases")], "./cases/")


def _overdue(ledger: Ledger) -> Part:
    press, rows = ledger.press, ledger.overdue
    if not rows:
        return Part(html(""))
    caption = press.words[N_("Overdue obligations, longest first")]
    every = press.say(say_n("The only overdue obligation", "All {n} overdue obligations", len(rows)))
    return Part(owed_table(press, "./", rows[:FIRST], caption), "./overdue/", every)


def _no_plan(ledger: Ledger) -> Part:
    press, rows = ledger.press, ledger.no_plan
    if not rows:
        return Part(html(""))
    every = press.say(
        say_n("The only conclusion without a plan", "All {n} conclusions without a plan", len(rows))
    )
    return Part(no_plan_table(ledger, "./", rows[:FIRST]), f"./{NO_PLAN_PATH}", every)


def _due_soon(ledger: Ledger) -> Part:
    press, rows = ledger.press, ledger.due_soon
    if not rows:
        return Part(html(""))
    more = len(rows) - FIRST
    rest = (
        press.say(say_n("and {n} more, on its unit's page", "and {n} more, on their units' pages", more))
        if more > 0
        else ""
    )
    caption = press.say(say(N_("Obligations due soon, soonest first")))
    return Part(owed_table(press, "./", rows[:FIRST], caption), "./units/" if more > 0 else "", rest)
