"""Suggested topics for a cell's or committee's meeting: one sheet of paper for each unit and month.

There are two months, the one of the day and the next, for meetings are prepared before their month begins.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from msgspec import Struct

from khacphuc.obligations.timeliness import is_open
from khacphuc.obligations.values import SETTLED, CaseState, Obligation
from khacphuc.obligations.views import Row
from khacphuc.pages.anchors import case_path, up
from khacphuc.pages.ledger import Ledger
from khacphuc.pages.page import Page
from khacphuc.pages.parts import cell, clip, number, owed_table, restricted, sub
from khacphuc.pages.safe import Html, esc, html
from khacphuc.pages.sections import Section, sections_page, table
from khacphuc.text.message import N_, Message, say, say_n

PATH = "meetings/"
NEXT = "next/"
MOST = 16
"""Items of a sheet in all lists together: more would need a second sheet of paper, and a meeting has an evening."""
_OVERDUE, _DUE = N_("Overdue"), N_("Due by the end of next month")
_COLUMNS = (N_("Unit"), _OVERDUE, _DUE, N_("Next month"))


class Sheet(Struct, frozen=True):
    """What a unit has to talk about when it meets in a month."""

    unit: str
    month: date
    path: str
    late: list[Row]
    due: list[Row]
    opinions: list[tuple[CaseState, Obligation]]
    findings: list[tuple[CaseState, str, str]]

    @property
    def empty(self) -> bool:
        return not any(self.lengths)

    @property
    def lengths(self) -> tuple[int, int, int, int]:
        return len(self.late), len(self.due), len(self.opinions), len(self.findings)


def pages(ledger: Ledger) -> Iterator[Page]:
    made = ledger.press
    units = [unit for unit in sorted({*ledger.owed_by, *ledger.of_unit}) if made.shows_unit(unit)]
    # What falls due later is on the next sheet as well, so whoever has this month's has that of the next.
    found = [
        (now, coming)
        for unit in units
        if not (coming := sheet_of(ledger, unit, _after(made.as_of), NEXT)).empty
        for now in [sheet_of(ledger, unit, made.as_of.replace(day=1), "")]
    ]
    yield _index(ledger, found)
    for now, coming in found:
        if not now.empty:
            yield _page(ledger, now)
        yield _page(ledger, coming)


def _index(ledger: Ledger, found: list[tuple[Sheet, Sheet]]) -> Page:
    made = ledger.press
    caption = made.say(say("Meetings of {month}", month=_month(made.as_of)))
    ranked = sorted(found, key=lambda sheets: (-len(sheets[0].late), -len(sheets[0].due), sheets[0].unit))
    rows = [_row(ledger, *sheets) for sheets in ranked]
    return sections_page(
        made,
        PATH,
        made.words[N_("Suggested topics for meetings")],
        [Section("units", caption, table(made, caption, _COLUMNS, rows))] if rows else [],
        about=made.words[
            N_(
                "One sheet of paper for each unit that has something to talk about, for this month's meeting and for the next one."
            )
        ],
        empty=made.words[N_("No unit has anything to talk about.")],
    )


def _page(ledger: Ledger, sheet: Sheet) -> Page:
    made = ledger.press
    title = made.say(say("Suggested topics for the meeting of {month}", month=_month(sheet.month)))
    name = made.unit_name(sheet.unit)
    return sections_page(
        made, sheet.path, f"{title}: {name}", list(_sections(ledger, sheet)), empty="", kind="kp-meeting"
    )


def _month(day: date) -> Message:
    return say("month {month}/{year}", month=day.month, year=str(day.year))


def _after(day: date) -> date:
    """The first day of the next month."""
    return (day.replace(day=1) + timedelta(31)).replace(day=1)


def sheet_of(ledger: Ledger, unit: str, month: date, below: str) -> Sheet:
    last = _after(_after(month)) - timedelta(1)
    rows = ledger.owed_by.get(unit, ())
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
            for state, item in ledger.opinions.get(unit, ())
            if is_open(item) and item.owed_by.unit == unit
        ],
        findings=[
            (state, found.finding.id, found.finding.text)
            for state in ledger.of_unit.get(unit, ())
            if state.open
            for found in state.findings
            if found.status not in SETTLED
        ],
    )


def _row(ledger: Ledger, now: Sheet, coming: Sheet) -> str:
    made = ledger.press
    name, month = esc(made.unit_name(now.unit)), esc(made.say(_month(coming.month)))
    head = name if now.empty else f'<a href="./{esc(now.unit)}/">{name}</a>'
    link = html(f'<a href="./{esc(now.unit)}/{NEXT}">{month}</a>')
    return (
        f'<tr><th scope="row">{head}</th>{number(made, _OVERDUE, len(now.late))}'
        f"{number(made, _DUE, len(now.due))}{cell(made, N_('Next month'), link)}</tr>\n"
    )


def shares(lengths: Sequence[int], most: int) -> list[int]:
    """How many items each list shows when all together may show ``most``: dealt one by one, so that none is crowded out."""
    given = [0] * len(lengths)
    while sum(given) < most and given != list(lengths):
        for index, length in enumerate(lengths):
            if given[index] < length and sum(given) < most:
                given[index] += 1
    return given


def _sections(ledger: Ledger, sheet: Sheet) -> Iterator[Section]:
    made, root = ledger.press, up(sheet.path)
    late, due, opinions, findings = shares(sheet.lengths, MOST)
    lists = (
        (
            "late",
            N_("Overdue: why, who answers for it, and by when it will be done"),
            _owed(ledger, root, sheet.late, late, sheet.unit),
        ),
        (
            "due",
            N_("Due by the end of next month: what is still in the way"),
            _owed(ledger, root, sheet.due, due, sheet.unit),
        ),
        (
            "opinions",
            N_("Opinions that wait for an answer"),
            _list(ledger, [_opinion(ledger, root, *one) for one in sheet.opinions], opinions),
        ),
        (
            "findings",
            N_("Shortcomings not yet put right: what each member can do, and what is to be said openly"),
            _list(ledger, [_item(ledger, root, *one) for one in sheet.findings], findings),
        ),
    )
    for name, title, shown in lists:
        if shown:
            yield Section(name, made.words[title], shown)


def _owed(ledger: Ledger, root: str, rows: list[Row], share: int, home: str) -> Html | None:
    if not rows:
        return None
    caption = ledger.press.say(say_n("{n} obligation", "{n} obligations", len(rows)))
    return html(
        owed_table(ledger.press, root, rows[:share], caption, home) + _more(ledger, len(rows) - share)
    )


def _opinion(ledger: Ledger, root: str, state: CaseState, item: Obligation) -> str:
    text = item.what if isinstance(item.what, str) else ledger.press.say(item.what)
    return _item(ledger, root, state, item.key, text)


def _item(ledger: Ledger, root: str, state: CaseState, name: str, text: str) -> str:
    where = f"{root}{esc(case_path(state.folder))}#{esc(name)}"
    mark = restricted(ledger.press, state)
    return f'<li><a href="{where}">{esc(clip(text))}</a>{mark}{sub(state.number or state.id)}</li>'


def _list(ledger: Ledger, items: list[str], share: int) -> Html | None:
    if not items:
        return None
    return html(f"<ul>{''.join(items[:share])}</ul>{_more(ledger, len(items) - share)}")


def _more(ledger: Ledger, rest: int) -> str:
    if rest <= 0:
        return ""
    return f"<p>{esc(ledger.press.say(say('{n} more are on the page of the unit.', n=rest)))}</p>"
