"""Suggested topics for a cell's or committee's meeting: one sheet of paper for each unit and month.

There are two months, the one of the day and the next, for meetings are prepared before their month begins.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from msgspec import Struct

from khacphuc.obligations.timeliness import is_open
from khacphuc.obligations.values import SETTLED, CaseState, Obligation
from khacphuc.obligations.views import ObligationRow
from khacphuc.pages.anchors import case_path, up
from khacphuc.pages.fragments import cell, clip, number, owed_table, restricted, sub
from khacphuc.pages.page import Page
from khacphuc.pages.safe_html import Html, esc, html
from khacphuc.pages.sections import Section, sections_page, table
from khacphuc.pages.site_index import SiteIndex
from khacphuc.text.message import N_, Message, say, say_n

PATH = "meetings/"
NEXT = "next/"
MOST = 16
"""Items of a sheet in all lists together: more would need a second sheet of paper, and a meeting has an evening."""
_OVERDUE, _DUE = N_("Overdue"), N_("Due by the end of next month")
_COLUMNS = (N_("Unit"), _OVERDUE, _DUE, N_("Next month"))


class Sheet(Struct, frozen=True):
    """The suggested topics for a unit's meeting in a month."""

    unit: str
    month: date
    path: str
    late: list[ObligationRow]
    due: list[ObligationRow]
    opinions: list[tuple[CaseState, Obligation]]
    findings: list[tuple[CaseState, str, str]]

    @property
    def empty(self) -> bool:
        return not any(self.lengths)

    @property
    def lengths(self) -> tuple[int, int, int, int]:
        return len(self.late), len(self.due), len(self.opinions), len(self.findings)


def pages(site_index: SiteIndex) -> Iterator[Page]:
    context = site_index.context
    units = [unit for unit in sorted({*site_index.owed_by, *site_index.of_unit}) if context.shows_unit(unit)]
    # What falls due later is on the next sheet as well, so whoever has this month's has that of the next.
    found = [
        (now, coming)
        for unit in units
        if not (coming := sheet_of(site_index, unit, _after(context.as_of), NEXT)).empty
        for now in [sheet_of(site_index, unit, context.as_of.replace(day=1), "")]
    ]
    yield _index(site_index, found)
    for now, coming in found:
        if not now.empty:
            yield _page(site_index, now)
        yield _page(site_index, coming)


def _index(site_index: SiteIndex, found: list[tuple[Sheet, Sheet]]) -> Page:
    context = site_index.context
    caption = context.say(say("Meetings of {month}", month=_month(context.as_of)))
    ranked = sorted(found, key=lambda sheets: (-len(sheets[0].late), -len(sheets[0].due), sheets[0].unit))
    rows = [_row(site_index, *sheets) for sheets in ranked]
    return sections_page(
        context,
        PATH,
        context.words[N_("Suggested topics for meetings")],
        [Section("units", caption, table(context, caption, _COLUMNS, rows))] if rows else [],
        about=context.words[
            N_(
                "One sheet of paper for each unit that has something to talk about, for this month's meeting and for the next one."
            )
        ],
        empty=context.words[N_("No unit has anything to talk about.")],
    )


def _page(site_index: SiteIndex, sheet: Sheet) -> Page:
    context = site_index.context
    title = context.say(say("Suggested topics for the meeting of {month}", month=_month(sheet.month)))
    name = context.unit_name(sheet.unit)
    return sections_page(
        context,
        sheet.path,
        f"{title}: {name}",
        list(_sections(site_index, sheet)),
        empty="",
        kind="kp-meeting",
    )


def _month(day: date) -> Message:
    return say("month {month}/{year}", month=f"{day.month:02d}", year=str(day.year))


def _after(day: date) -> date:
    """Return the first day of the next month."""
    return (day.replace(day=1) + timedelta(31)).replace(day=1)


def sheet_of(site_index: SiteIndex, unit: str, month: date, below: str) -> Sheet:
    last = _after(_after(month)) - timedelta(1)
    rows = site_index.owed_by.get(unit, ())
    return Sheet(
        unit=unit,
        month=month,
        path=f"{PATH}{unit}/{below}",
        late=[row for row in rows if row.overdue],
        due=[
            row
            for row in rows
            if not row.overdue and (day := row.obligation.deadline.current) and day <= last
        ],
        opinions=[
            (state, item)
            for state, item in site_index.opinions.get(unit, ())
            if is_open(item) and item.owed_by.unit == unit
        ],
        findings=[
            (state, found.finding.id, found.finding.text)
            for state in site_index.of_unit.get(unit, ())
            if state.open
            for found in state.findings
            if found.status not in SETTLED
        ],
    )


def _row(site_index: SiteIndex, now: Sheet, coming: Sheet) -> str:
    context = site_index.context
    name, month = esc(context.unit_name(now.unit)), esc(context.say(_month(coming.month)))
    head = name if now.empty else f'<a href="./{esc(now.unit)}/">{name}</a>'
    link = html(f'<a href="./{esc(now.unit)}/{NEXT}">{month}</a>')
    return (
        f'<tr><th scope="row">{head}</th>{number(context, _OVERDUE, len(now.late))}'
        f"{number(context, _DUE, len(now.due))}{cell(context, N_('Next month'), link)}</tr>\n"
    )


def shares(lengths: Sequence[int], most: int) -> list[int]:
    """Return the number of items per list when all together may show ``most``: assigned in turn."""
    given = [0] * len(lengths)
    while sum(given) < most and given != list(lengths):
        for index, length in enumerate(lengths):
            if given[index] < length and sum(given) < most:
                given[index] += 1
    return given


def _sections(site_index: SiteIndex, sheet: Sheet) -> Iterator[Section]:
    context, root = site_index.context, up(sheet.path)
    late, due, opinions, findings = shares(sheet.lengths, MOST)
    lists = (
        (
            "late",
            N_("Overdue: why, who answers for it, and by when it will be done"),
            _owed(site_index, root, sheet.late, late, sheet.unit),
        ),
        (
            "due",
            N_("Due by the end of next month: what is still in the way"),
            _owed(site_index, root, sheet.due, due, sheet.unit),
        ),
        (
            "opinions",
            N_("Opinions that wait for an answer"),
            _list(site_index, [_opinion(site_index, root, *one) for one in sheet.opinions], opinions),
        ),
        (
            "findings",
            N_("Shortcomings not yet put right: what each member can do, and what is to be said openly"),
            _list(site_index, [_item(site_index, root, *one) for one in sheet.findings], findings),
        ),
    )
    for name, title, shown in lists:
        if shown:
            yield Section(name, context.words[title], shown)


def _owed(site_index: SiteIndex, root: str, rows: list[ObligationRow], share: int, home: str) -> Html | None:
    if not rows:
        return None
    caption = site_index.context.say(say_n("{n} obligation", "{n} obligations", len(rows)))
    return html(
        owed_table(site_index.context, root, rows[:share], caption, home)
        + _more(site_index, len(rows) - share)
    )


def _opinion(site_index: SiteIndex, root: str, state: CaseState, item: Obligation) -> str:
    text = item.what if isinstance(item.what, str) else site_index.context.say(item.what)
    return _item(site_index, root, state, item.key, text)


def _item(site_index: SiteIndex, root: str, state: CaseState, name: str, text: str) -> str:
    where = f"{root}{esc(case_path(state.folder))}#{esc(name)}"
    mark = restricted(site_index.context, state)
    return f'<li><a href="{where}">{esc(clip(text))}</a>{mark}{sub(state.number or state.id)}</li>'


def _list(site_index: SiteIndex, items: list[str], share: int) -> Html | None:
    if not items:
        return None
    return html(f"<ul>{''.join(items[:share])}</ul>{_more(site_index, len(items) - share)}")


def _more(site_index: SiteIndex, rest: int) -> str:
    if rest <= 0:
        return ""
    return f"<p>{esc(site_index.context.say(say('{n} more are on the page of the unit.', n=rest)))}</p>"
