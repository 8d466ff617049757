"""The classification sheet of a unit: what the yearly and quarterly classification asks, each number with its list."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from msgspec import Struct

from khacphuc.obligations.counts import OUTCOMES, Punctuality, due_between, punctuality
from khacphuc.obligations.totals import Total, mean_of
from khacphuc.obligations.values import CaseState, FindingState, Stage
from khacphuc.obligations.views import ObligationRow
from khacphuc.pages.anchors import case_path, up
from khacphuc.pages.balance import quarter_name, quarters
from khacphuc.pages.fragments import cell, clip, number, owed_table, restricted
from khacphuc.pages.page import Page
from khacphuc.pages.progress_totals import PROGRESS, parts_of_rows, total_cell
from khacphuc.pages.safe_html import Html, esc, html
from khacphuc.pages.sections import Section, sections_page, table
from khacphuc.pages.site_index import SiteIndex
from khacphuc.text.message import N_, Message, say

PATH = "classification/"
YEARS = 2
"""This year and the one before: older sheets were signed long ago."""
_FINDINGS = N_("New findings")
_ON_TIME, *_REST = [(key, name) for key, name, _ in OUTCOMES]
_COUNTED = (
    ("findings", _FINDINGS),
    ("findings", N_("Of these, repeated")),
    _ON_TIME,
    (_ON_TIME[0], N_("Of these, by the original deadline")),
    *_REST,
)
"""The figures of a period: the list behind each, and its name."""
FIGURE_NAMES = tuple(name for _, name in _COUNTED)
_COLUMNS = (N_("Period"), *FIGURE_NAMES, PROGRESS)


class ClassificationPeriod(Struct, frozen=True):
    """A quarter or a year of one unit, with what arose in it and what fell due in it."""

    id: str
    name: Message
    findings: list[tuple[CaseState, FindingState]]
    rows: dict[str, list[ObligationRow]]
    total: Total
    """How far the tasks are that fall due in it."""
    punctuality: Punctuality

    @property
    def figures(self) -> tuple[int, ...]:
        """Return the figures of ``FIGURE_NAMES``."""
        repeated = sum(bool(one.finding.repeat_of) for _, one in self.findings)
        on_time, *rest = (len(self.rows[key]) for key, _, _ in OUTCOMES)
        return len(self.findings), repeated, on_time, self.punctuality.on_original, *rest


def pages(site_index: SiteIndex) -> Iterator[Page]:
    context = site_index.context
    found = {
        unit: periods
        for unit in sorted({*site_index.of_unit, *site_index.dated})
        if context.shows_unit(unit) and (periods := periods_of(site_index, unit))
    }
    title = context.words[N_("Classification sheets")]
    yield sections_page(
        context,
        PATH,
        title,
        list(_years(site_index, found)),
        about=context.words[N_("Figures for the classification of units; behind each stands its list.")],
        empty=context.words[N_("There is nothing to classify.")],
    )
    for unit, periods in found.items():
        yield _page(site_index, unit, periods)


def _years(site_index: SiteIndex, found: dict[str, list[ClassificationPeriod]]) -> Iterator[Section]:
    """Yield the units side by side, this year first: each with its figures of that year, or not at all."""
    context, last = site_index.context, site_index.site.as_of.year
    for year in map(str, range(last, last - YEARS, -1)):
        rows = [
            _row(site_index, f"./{unit}/", esc(context.unit_name(unit)), period)
            for unit, periods in found.items()
            for period in periods
            if period.id == year
        ]
        if rows:
            title = context.say(say("Year {year}", year=year))
            yield Section(f"year-{year}", title, table(context, title, (N_("Unit"), *_COLUMNS[1:]), rows))


def periods_of(site_index: SiteIndex, unit: str) -> list[ClassificationPeriod]:
    """Return the periods in which something arose or falls due: quarters, and after its last one each year.

    They are whole, as they are classified: what is due later in them is not yet due, and counts.
    """
    every = quarters(site_index.site.as_of.replace(month=12, day=31), 4 * YEARS)
    found = []
    for year, quarters_of_year in groupby(every, key=lambda span: span[0].year):
        spans = list(quarters_of_year)
        for first, last in spans:
            found.append(
                _period(
                    site_index, unit, f"{year}-{first.month // 3 + 1}", quarter_name(first), (first, last)
                )
            )
        whole = (date(year, 1, 1), spans[-1][1])
        found.append(_period(site_index, unit, str(year), say("Year {year}", year=str(year)), whole))
    return [period for period in found if period.findings or any(period.rows.values())]


def _period(
    site_index: SiteIndex, unit: str, name: str, title: Message, span: tuple[date, date]
) -> ClassificationPeriod:
    first, last = span
    findings = [
        (state, one)
        for state in site_index.of_unit.get(unit, ())
        if state.unit == unit
        and state.stage is not Stage.DRAFT
        and state.issued_on
        and first <= state.issued_on <= last
        for one in state.findings
    ]
    due = due_between(site_index.dated.get(unit, ()), first, last)
    rows = {key: [row for row in due if row.timeliness.timing in timings] for key, _, timings in OUTCOMES}
    return ClassificationPeriod(
        name,
        title,
        findings,
        rows,
        mean_of(parts_of_rows(site_index, due)),
        punctuality(due, site_index.context.as_of, site_index.context.policy),
    )


def _row(site_index: SiteIndex, page: str, name: str, period: ClassificationPeriod) -> str:
    context = site_index.context
    counts = "".join(
        number(context, title, figure, f"{page}#{key}-{period.id}")
        for (key, title), figure in zip(_COUNTED, period.figures, strict=True)
    )
    head = f'<a href="{page}">{name}</a>' if page else name
    return f'<tr><th scope="row">{head}</th>{counts}{total_cell(context, period.total)}</tr>\n'


def _page(site_index: SiteIndex, unit: str, periods: list[ClassificationPeriod]) -> Page:
    context, path = site_index.context, f"{PATH}{unit}/"
    rows = [_row(site_index, "", esc(context.say(period.name)), period) for period in periods]
    title = context.say(say("Classification sheet: {unit}", unit=context.unit_name(unit)))
    sheet = table(context, context.words[N_("Figures by period")], _COLUMNS, rows)
    sections = [Section("sheet", context.words[N_("Figures by period")], sheet)]
    sections += [part for period in periods for part in _lists(site_index, up(path), period)]
    return sections_page(context, path, title, sections, empty="", kind="kp-sheet")


def _lists(site_index: SiteIndex, root: str, period: ClassificationPeriod) -> Iterator[Section]:
    context = site_index.context

    def title(name: str) -> str:
        return context.say(say("{period}: {what}", period=period.name, what=context.words[name]))

    if period.findings:
        shown = title(_FINDINGS)
        rows = [_finding(site_index, root, state, one) for state, one in period.findings]
        names = (N_("Finding"), N_("Conclusion"), N_("Status"))
        yield Section(f"findings-{period.id}", shown, table(context, shown, names, rows))
    for key, name, _ in OUTCOMES:
        if period.rows[key]:
            yield Section(
                f"{key}-{period.id}", title(name), owed_table(context, root, period.rows[key], title(name))
            )


def _finding(site_index: SiteIndex, root: str, state: CaseState, one: FindingState) -> Html:
    context = site_index.context
    where = f"{root}{esc(case_path(state.folder))}#{esc(one.finding.id)}"
    return html(
        f'<tr><th scope="row"><a href="{where}">{esc(clip(one.finding.text))}</a>{restricted(context, state)}</th>'
        f"{cell(context, N_('Conclusion'), state.number or state.id)}<td>{context.chip(one.status)}</td></tr>\n"
    )
