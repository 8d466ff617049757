"""Compute the lifetime of each finding, and group open findings and obligations by age."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import Struct

from khacphuc.obligations.values import SETTLED, CaseState, FindingState, Stage
from khacphuc.pages.bars import BarPart, barred
from khacphuc.pages.safe_html import Html, html
from khacphuc.pages.sections import table
from khacphuc.pages.site_index import SiteIndex
from khacphuc.text.message import N_


class FindingLifetime(Struct, frozen=True):
    """A finding from the day of its conclusion to the day on which nothing was left to do about it."""

    case: CaseState
    finding: FindingState
    arose: date
    ended: date | None


def finding_lifetimes(states: Iterable[CaseState]) -> Iterator[FindingLifetime]:
    """Yield the findings of all conclusions that were issued."""
    for state in states:
        if state.issued_on and state.stage is not Stage.DRAFT:
            for found in state.findings:
                yield FindingLifetime(state, found, state.issued_on, _ended(state, found))


def _ended(state: CaseState, found: FindingState) -> date | None:
    """Return the day of the last entry on its tasks; where none is dated, that of the last report of the case."""
    if found.status not in SETTLED:
        return None
    days = [
        day
        for task in state.tasks
        if task.task.id in found.tasks and (day := task.verified_on or task.reported_on)
    ]
    return max(days, default=state.closed_on or state.updated_on or state.issued_on)


AGES = (
    (3, N_("under 3 months")),
    (6, N_("3 to 6 months")),
    (9, N_("6 to 9 months")),
    (12, N_("9 to 12 months")),
    (None, N_("over a year")),
)
_FINDINGS = N_("Open findings, since their conclusion")
_LATE = N_("Overdue obligations, since their deadline")
_FILLS = {_FINDINGS: "calm", _LATE: "late-hatch"}
_MONTH = 365.25 / 12


def age(days: int) -> str:
    """Return the name of the age group of what is so many days old."""
    months = days / _MONTH
    return next(name for most, name in AGES if most is None or months < most)


def all_lives(site_index: SiteIndex) -> list[FindingLifetime]:
    """Return the findings of all conclusions, restricted ones included."""
    return list(finding_lifetimes(site_index.everything))


def ages_table(site_index: SiteIndex) -> Html:
    """Return a line for each age, with bars; nothing when nothing is open. Restricted cases are counted, too."""
    context = site_index.context
    counts = {
        name: Counter(map(age, days(site_index))) for name, days in ((_FINDINGS, _ages), (_LATE, _late))
    }
    if not any(counts.values()):
        return html("")
    most = max(max(found.values()) for found in counts.values() if found)
    rows = []
    for _, name in AGES:
        cells = "".join(
            barred(context, column, [BarPart(_FILLS[column], context.words[column], found[name])], most)
            for column, found in counts.items()
        )
        rows.append(f'<tr><th scope="row">{context.names[name]}</th>{cells}</tr>\n')
    return table(context, context.words[N_("What is open, by age")], (N_("Age"), _FINDINGS, _LATE), rows)


def _ages(site_index: SiteIndex) -> Iterator[int]:
    as_of = site_index.site.as_of
    return ((as_of - life.arose).days for life in site_index.kept(all_lives) if not life.ended)


def _late(site_index: SiteIndex) -> Iterator[int]:
    return (row.timeliness.days for row in site_index.every if row.overdue)
