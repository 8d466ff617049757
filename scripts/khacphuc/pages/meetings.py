"""Suggested topics for a cell's or committee's meeting of the month: one page a unit, to be printed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from khacphuc.obligations.timeliness import is_open
from khacphuc.obligations.values import SETTLED, CaseState, Obligation
from khacphuc.obligations.views import Row
from khacphuc.pages.anchors import case_path, up
from khacphuc.pages.ledger import Ledger
from khacphuc.pages.page import Page
from khacphuc.pages.parts import clip, number, owed_table, restricted, sub
from khacphuc.pages.safe import Html, esc, html
from khacphuc.pages.sections import Section, sections_page, table
from khacphuc.text.message import N_, Message, say, say_n

PATH = "meetings/"
MOST = 8
"""Items of each list: the page is one sheet of paper, and a meeting an evening."""
_COLUMNS = (N_("Unit"), N_("Overdue"), N_("Due by the end of next month"))


def pages(ledger: Ledger) -> Iterator[Page]:
    made = ledger.press
    units = [unit for unit in sorted({*ledger.owed_by, *ledger.of_unit}) if made.shows_unit(unit)]
    found = [(unit, sections) for unit in units if (sections := _sections(ledger, unit))]
    rows = [_row(ledger, unit) for unit, _ in found]
    month = _month(ledger.site.as_of)
    caption = made.say(say("Meetings of {month}", month=month))
    yield sections_page(
        made,
        PATH,
        made.words[N_("Suggested topics for meetings")],
        [Section("units", caption, table(made, caption, _COLUMNS, rows))] if rows else [],
        about=made.words[N_("One sheet for each unit that has something to talk about.")],
        empty=made.words[N_("No unit has anything to talk about.")],
    )
    title = made.say(say("Suggested topics for the meeting of {month}", month=month))
    for unit, sections in found:
        name = made.unit_name(unit)
        yield sections_page(
            made, f"{PATH}{unit}/", f"{title}: {name}", sections, eyebrow=name, empty="", kind="kp-sheet"
        )


def _month(day: date) -> Message:
    return say("month {month}/{year}", month=day.month, year=str(day.year))


def _next_month_end(day: date) -> date:
    start = (day.replace(day=1) + timedelta(31)).replace(day=1)
    return (start + timedelta(31)).replace(day=1) - timedelta(1)


def _due(ledger: Ledger, unit: str) -> list[Row]:
    last = _next_month_end(ledger.site.as_of)
    rows = ledger.owed_by.get(unit, ())
    return [
        row for row in rows if not row.overdue and (day := row.obligation.deadline.current) and day <= last
    ]


def _late(ledger: Ledger, unit: str) -> list[Row]:
    return [row for row in ledger.owed_by.get(unit, ()) if row.overdue]


def _row(ledger: Ledger, unit: str) -> str:
    made = ledger.press
    return (
        f'<tr><th scope="row"><a href="./{esc(unit)}/">{esc(made.unit_name(unit))}</a></th>'
        f"{number(made, N_('Overdue'), len(_late(ledger, unit)))}"
        f"{number(made, N_('Due by the end of next month'), len(_due(ledger, unit)))}</tr>\n"
    )


def _sections(ledger: Ledger, unit: str) -> list[Section]:
    made, root = ledger.press, up(f"{PATH}{unit}/")
    late, due = _late(ledger, unit), _due(ledger, unit)
    open_findings = [
        (state, found.finding.id, found.finding.text)
        for state in ledger.of_unit.get(unit, ())
        if state.open
        for found in state.findings
        if found.status not in SETTLED
    ]
    opinions = [
        (state, item) for state, item in ledger.opinions.get(unit, ()) if is_open(item) and _owes(item, unit)
    ]
    lists = (
        (
            "late",
            N_("Overdue: why, who answers for it, and by when it will be done"),
            _owed(ledger, root, late),
        ),
        ("due", N_("Due by the end of next month: what is still in the way"), _owed(ledger, root, due)),
        ("opinions", N_("Opinions that wait for an answer"), _opinions(ledger, root, opinions)),
        (
            "findings",
            N_("Shortcomings not yet put right: what each member can do, and what is to be said openly"),
            _findings(ledger, root, open_findings),
        ),
    )
    return [Section(name, made.words[title], shown) for name, title, shown in lists if shown]


def _owes(item: Obligation, unit: str) -> bool:
    return item.owed_by.partition("/")[0] == unit


def _owed(ledger: Ledger, root: str, rows: list[Row]) -> Html | None:
    if not rows:
        return None
    caption = ledger.press.say(say_n("{n} obligation", "{n} obligations", len(rows)))
    return html(owed_table(ledger.press, root, rows[:MOST], caption) + _more(ledger, len(rows)))


def _opinions(ledger: Ledger, root: str, found: list[tuple[CaseState, Obligation]]) -> Html | None:
    items = [
        _item(
            ledger,
            root,
            state,
            item.key,
            item.what if isinstance(item.what, str) else ledger.press.say(item.what),
        )
        for state, item in found
    ]
    return _list(ledger, items)


def _findings(ledger: Ledger, root: str, found: list[tuple[CaseState, str, str]]) -> Html | None:
    return _list(ledger, [_item(ledger, root, state, name, text) for state, name, text in found])


def _item(ledger: Ledger, root: str, state: CaseState, name: str, text: str) -> str:
    where = f"{root}{esc(case_path(state.folder))}#{esc(name)}"
    mark = restricted(ledger.press, state)
    return f'<li><a href="{where}">{esc(clip(text))}</a>{mark}{sub(state.number or state.id)}</li>'


def _list(ledger: Ledger, items: list[str]) -> Html | None:
    return html(f"<ul>{''.join(items[:MOST])}</ul>{_more(ledger, len(items))}") if items else None


def _more(ledger: Ledger, count: int) -> str:
    if count <= MOST:
        return ""
    return f"<p>{esc(ledger.press.say(say('{n} more are on the page of the unit.', n=count - MOST)))}</p>"
