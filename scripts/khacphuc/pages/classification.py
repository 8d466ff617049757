"""The classification sheet of a unit: what the yearly and quarterly classification asks, each number with its list."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from msgspec import Struct

from khacphuc.obligations.values import CaseState, FindingState, Stage, Timing
from khacphuc.obligations.views import Row
from khacphuc.pages.anchors import case_path, up
from khacphuc.pages.balance import quarter_name, quarters
from khacphuc.pages.ledger import Ledger
from khacphuc.pages.page import Page
from khacphuc.pages.parts import cell, clip, number, owed_table, restricted
from khacphuc.pages.safe import Html, esc, html
from khacphuc.pages.sections import Section, sections_page, table
from khacphuc.text.message import N_, Message, say

PATH = "classification/"
YEARS = 2
"""This year and the one before: older sheets were signed long ago."""
DEADLINES = (
    ("on-time", N_("Done on time"), (Timing.DONE_ON_TIME,)),
    ("late", N_("Done late"), (Timing.DONE_LATE, Timing.UNKNOWN)),
    ("overdue", N_("Overdue"), (Timing.OVERDUE,)),
    ("open", N_("Not yet due"), (Timing.DUE_SOON, Timing.NOT_DUE)),
)
_FINDINGS = N_("New findings")
_REPEATED = N_("Of these, repeated")
_COLUMNS = (N_("Period"), _FINDINGS, _REPEATED, *(name for _, name, _ in DEADLINES))


class Period(Struct, frozen=True):
    """A quarter or a year of one unit, with what arose in it and what fell due in it."""

    id: str
    name: Message
    findings: list[tuple[CaseState, FindingState]]
    rows: dict[str, list[Row]]


def pages(ledger: Ledger) -> Iterator[Page]:
    made = ledger.press
    found = {
        unit: periods
        for unit in sorted({*ledger.of_unit, *ledger.dated})
        if made.shows_unit(unit) and (periods := periods_of(ledger, unit))
    }
    title = made.words[N_("Classification sheets")]
    yield sections_page(
        made,
        PATH,
        title,
        list(_years(ledger, found)),
        about=made.words[N_("Figures for the classification of units; behind each stands its list.")],
        empty=made.words[N_("There is nothing to classify.")],
    )
    for unit, periods in found.items():
        yield _page(ledger, unit, periods)


def _years(ledger: Ledger, found: dict[str, list[Period]]) -> Iterator[Section]:
    """The units side by side, this year first: each with its figures of that year, or not at all."""
    made, last = ledger.press, ledger.site.as_of.year
    for year in map(str, range(last, last - YEARS, -1)):
        rows = [
            _row(ledger, f"./{unit}/", esc(made.unit_name(unit)), period)
            for unit, periods in found.items()
            for period in periods
            if period.id == year
        ]
        if rows:
            title = made.say(say("Year {year}", year=year))
            yield Section(f"year-{year}", title, table(made, title, (N_("Unit"), *_COLUMNS[1:]), rows))


def periods_of(ledger: Ledger, unit: str) -> list[Period]:
    """The periods in which something arose or falls due: quarters, and after its last one each year.

    They are whole, as they are classified: what is due later in them is not yet due, and counts.
    """
    every = quarters(ledger.site.as_of.replace(month=12, day=31), 4 * YEARS)
    found = []
    for year, quarters_of_year in groupby(every, key=lambda span: span[0].year):
        spans = list(quarters_of_year)
        for first, last in spans:
            found.append(
                _period(ledger, unit, f"{year}-{first.month // 3 + 1}", quarter_name(first), (first, last))
            )
        whole = (date(year, 1, 1), spans[-1][1])
        found.append(_period(ledger, unit, str(year), say("Year {year}", year=str(year)), whole))
    return [period for period in found if period.findings or any(period.rows.values())]


def _period(ledger: Ledger, unit: str, name: str, title: Message, span: tuple[date, date]) -> Period:
    first, last = span
    findings = [
        (state, one)
        for state in ledger.of_unit.get(unit, ())
        if state.unit == unit
        and state.stage is not Stage.DRAFT
        and state.issued_on
        and first <= state.issued_on <= last
        for one in state.findings
    ]
    due = [
        row
        for row in ledger.dated.get(unit, ())
        if row.obligation.deadline.current and first <= row.obligation.deadline.current <= last
    ]
    rows = {key: [row for row in due if row.timeliness.timing in timings] for key, _, timings in DEADLINES}
    return Period(name, title, findings, rows)


def _row(ledger: Ledger, page: str, name: str, period: Period) -> str:
    made = ledger.press
    repeated = sum(bool(one.finding.repeat_of) for _, one in period.findings)
    counts = "".join(
        number(made, title, len(period.rows[key]), f"{page}#{key}-{period.id}") for key, title, _ in DEADLINES
    )
    findings = f"{page}#findings-{period.id}"
    head = f'<a href="{page}">{name}</a>' if page else name
    return (
        f'<tr><th scope="row">{head}</th>{number(made, _FINDINGS, len(period.findings), findings)}'
        f"{number(made, _REPEATED, repeated, findings)}{counts}</tr>\n"
    )


def _page(ledger: Ledger, unit: str, periods: list[Period]) -> Page:
    made, path = ledger.press, f"{PATH}{unit}/"
    rows = [_row(ledger, "", esc(made.say(period.name)), period) for period in periods]
    title = made.say(say("Classification sheet: {unit}", unit=made.unit_name(unit)))
    sheet = table(made, made.words[N_("Figures by period")], _COLUMNS, rows)
    sections = [Section("sheet", made.words[N_("Figures by period")], sheet)]
    sections += [part for period in periods for part in _lists(ledger, up(path), period)]
    return sections_page(made, path, title, sections, empty="", kind="kp-sheet")


def _lists(ledger: Ledger, root: str, period: Period) -> Iterator[Section]:
    made = ledger.press

    def title(name: str) -> str:
        return made.say(say("{period}: {what}", period=period.name, what=made.words[name]))

    if period.findings:
        shown = title(_FINDINGS)
        rows = [_finding(ledger, root, state, one) for state, one in period.findings]
        names = (N_("Finding"), N_("Conclusion"), N_("Status"))
        yield Section(f"findings-{period.id}", shown, table(made, shown, names, rows))
    for key, name, _ in DEADLINES:
        if period.rows[key]:
            yield Section(
                f"{key}-{period.id}", title(name), owed_table(made, root, period.rows[key], title(name))
            )


def _finding(ledger: Ledger, root: str, state: CaseState, one: FindingState) -> Html:
    made = ledger.press
    where = f"{root}{esc(case_path(state.folder))}#{esc(one.finding.id)}"
    return html(
        f'<tr><th scope="row"><a href="{where}">{esc(clip(one.finding.text))}</a>{restricted(made, state)}</th>'
        f"{cell(made, N_('Conclusion'), state.number or state.id)}<td>{made.chip(one.status)}</td></tr>\n"
    )
