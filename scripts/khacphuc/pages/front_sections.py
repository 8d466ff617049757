"""Render the sections of the front page, each with its first rows and a link to all."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from khacphuc.obligations.values import Stage
from khacphuc.pages import (
    audit,
    balance,
    due_calendar,
    no_plan,
    open_by_unit,
    overdue_list,
    unit_page,
    unreported_cases,
)
from khacphuc.pages.ages import ages_table
from khacphuc.pages.bars import FILLS, BarPart, stacked, swatch
from khacphuc.pages.figure_lines import figures_explained
from khacphuc.pages.fragments import columns, owed_table
from khacphuc.pages.recent import first_day, newly_overdue, recent_changes
from khacphuc.pages.safe_html import Html, esc, html
from khacphuc.pages.sections import Section
from khacphuc.pages.site_context import SiteContext
from khacphuc.pages.site_index import SiteIndex
from khacphuc.pages.trend_chart import trend_part
from khacphuc.text.message import N_, Message, say, say_n

FIRST = 5
"""Rows of a list: what a leader reads, and too few for a box to filter them."""
UNITS = 20
ROOT = "./"


def _more(context: SiteContext, *links: tuple[str, Message]) -> str:
    """Return the way to all of a list."""
    shown = " · ".join(f'<a href="{link}">{esc(context.say(words))}</a>' for link, words in links)
    return f'\n<p class="kp-more">{shown}</p>'


def _nothing(context: SiteContext, words: str) -> Html:
    return html(f"<p>{context.names[words]}</p>")


def _overdue(site_index: SiteIndex) -> Iterator[Section]:
    context, rows = site_index.context, site_index.overdue
    hidden = overdue_list.hidden_overdue(site_index)
    shown = html(f"<p>{esc(hidden) or context.names[N_('Nothing is overdue.')]}</p>")
    if rows:
        caption = context.words[N_("Overdue obligations, longest first")]
        every = say_n("The only overdue obligation", "All {n} overdue obligations", len(rows))
        links = ((ROOT + overdue_list.PATH, every), (ROOT + overdue_list.BY_HEAD, say("Overdue by head")))
        shown = html(owed_table(context, ROOT, rows[:FIRST], caption) + _more(context, *links))
    yield Section("overdue", context.words[N_("Longest overdue")], shown)


def _no_plan(site_index: SiteIndex) -> Iterator[Section]:
    context, rows = site_index.context, site_index.no_plan
    shown = no_plan.no_plan_notes(site_index, ROOT)
    if rows:
        every = say_n("The only conclusion without a plan", "All {n} conclusions without a plan", len(rows))
        table = no_plan.no_plan_table(site_index, ROOT, rows[:FIRST])
        shown = html(table + _more(context, (ROOT + no_plan.PATH, every)) + shown)
    yield Section("no-plan", context.words[N_("Conclusions without a plan")], shown)


def _stale(site_index: SiteIndex) -> Iterator[Section]:
    context = site_index.context
    for one in unreported_cases.LISTS:
        cases = site_index.kept(one.cases)
        shown = unreported_cases.inactive_part(site_index, ROOT, one, cases[:FIRST])
        if cases:
            every = say_n("The only case of this list", "All {n} cases of this list", len(cases))
            shown = html(shown + _more(context, (f"{ROOT}{unreported_cases.PATH}#{one.id}", every)))
        yield Section(one.id, one.name(site_index), shown)


def _by_unit(site_index: SiteIndex) -> Iterator[Section]:
    context, found = site_index.context, open_by_unit.owing(site_index)
    shown = _nothing(context, N_("Nothing is open."))
    if found:
        table = open_by_unit.by_unit_table(site_index, ROOT, found[:UNITS])
        shown = html(table + _more(context, (ROOT + unit_page.PATH, say("All units, ranked"))))
    yield Section("by-unit", context.words[N_("What units owe")], shown)


def _ages(site_index: SiteIndex) -> Iterator[Section]:
    context = site_index.context
    if table := ages_table(site_index):
        shown = html(table + _more(context, (ROOT + balance.PATH, say("Opening and closing balance"))))
        yield Section("ages", context.words[N_("Age of what is open")], shown)


def _changes(site_index: SiteIndex) -> Iterator[Section]:
    """Yield the sections of recent changes: newly overdue obligations, and events where there is a history."""
    context, late = site_index.context, newly_overdue(site_index)
    since = say("From {first} to {last}.", first=first_day(context.as_of), last=context.as_of)
    parts = [f'<p class="kp-about">{esc(context.say(since))}</p>\n']
    if late:
        count = context.say(
            say_n("{n} obligation became overdue", "{n} obligations became overdue", len(late))
        )
        parts.append(owed_table(context, ROOT, late[:FIRST], count))
        if len(late) > FIRST:
            parts.append(_more(context, (ROOT + overdue_list.PATH, say("All that is overdue"))))
    else:
        parts.append(_nothing(context, N_("Nothing became overdue.")))
    if context.site.trail is not None:  # where there is none, the page's head says why
        unchanged = _nothing(context, N_("Nothing was changed in the register."))
        parts.append(recent_changes(site_index, ROOT) or unchanged)
        parts.append(_more(context, (ROOT + audit.PATH, say("Audit trail of the whole register"))))
    yield Section("changes", context.words[N_("What changed in the last seven days")], html("".join(parts)))


def _due_soon(site_index: SiteIndex) -> Iterator[Section]:
    context, rows = site_index.context, site_index.due_soon
    days = say_n("Deadlines within {n} day.", "Deadlines within {n} days.", context.policy.days.due_soon)
    shown = _nothing(context, N_("Nothing is due soon."))
    if rows:
        shown = owed_table(
            context, ROOT, rows[:FIRST], context.words[N_("Obligations due soon, soonest first")]
        )
        if len(rows) > FIRST:
            shown = html(
                shown + _more(context, (ROOT + due_calendar.PATH, say("Calendar of what falls due")))
            )
    about = html(f'<p class="kp-about">{esc(context.say(days))}</p>\n{shown}')
    yield Section("due-soon", context.words[N_("Due soon")], about)


def _stages(site_index: SiteIndex) -> Iterator[Section]:
    context = site_index.context
    stages = [stage for stage in Stage if site_index.stages[stage]]
    title = context.words[N_("Cases by stage")]
    rows = "".join(
        f'<tr><th scope="row">{swatch(FILLS[stage])} {context.chip(stage)}</th>'
        f'<td class="kp-num">{context.say(site_index.stages[stage])}</td></tr>\n'
        for stage in stages
    )
    bar = stacked(
        title,
        [BarPart(FILLS[stage], context.words[stage.label], site_index.stages[stage]) for stage in stages],
    )
    caption = context.names[N_("Number of cases in each stage")]
    total = f'<tr><th scope="row">{context.names[N_("All")]}</th><td class="kp-num">{context.say(len(site_index.everything))}</td></tr>\n'
    shown = (
        f'{bar}<table class="kp-table kp-small"><caption>{caption}</caption>{columns(context, (N_("Stage"), N_("Cases")))}'
        f"<tbody>\n{rows}{total}</tbody></table>{figures_explained(context, (N_('Cases'),))}"
    )
    yield Section("stages", title, html(shown))


def _trend(site_index: SiteIndex) -> Iterator[Section]:
    context = site_index.context
    if trend := trend_part(site_index):
        title = context.words[N_("Month by month")]
        yield Section("trend", title, html(context.render("trend.html", "", title=title, trend=trend)))


SECTIONS: tuple[Callable[[SiteIndex], Iterator[Section]], ...] = (
    _overdue,
    _no_plan,
    _stale,
    _by_unit,
    _ages,
    _changes,
    _due_soon,
    _stages,
    _trend,
)
"""Display order."""
