"""Compute the figures by which units are ranked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date

from msgspec import Struct

from khacphuc.obligations.counts import ObligationCounts, Punctuality, count_rows, due_between, punctuality
from khacphuc.obligations.values import ObligationKind
from khacphuc.obligations.views import ObligationRow
from khacphuc.pages.site_index import SiteIndex, grouped
from khacphuc.pages.unreported_cases import unreported_cases
from khacphuc.text.message import N_, Message, say

RESTRICTED = ""
"""Stands for all units together that the profile does not show."""


class Score(Struct, frozen=True):
    """The figures of one unit."""

    owed: ObligationCounts = ObligationCounts(Counter())
    """Its open obligations."""
    year: Punctuality = Punctuality()
    """What became of its obligations that fall due in the year of the as-of day."""
    unanswered: int = 0
    cases: int = 0
    """Open cases that it answers for."""
    silent: int = 0
    extended: int = 0
    """Number of deadlines moved by approved extensions."""

    @property
    def rank(self) -> tuple[int, int, int]:
        """Return sort key: most overdue first, then longest overdue, then most open."""
        return -self.owed.overdue, -self.owed.longest, -self.owed.open


class Figure(Struct, frozen=True):
    """One of a unit's figures: its name, where its list stands on the unit's page, how a tile of it looks."""

    name: str
    of: Callable[[Score], int | None]
    place: str = ""
    tile: str = "open"
    percent: bool = False

    def shown(self, score: Score) -> Message | int | str:
        found = self.of(score)
        if found is None:
            return "–"
        if not self.percent:
            return found
        return say("{n} % ({done}/{all})", n=found, done=score.year.on_time, all=score.year.all)

    def shows(self, score: Score) -> str:
        """How a tile of it looks: a percentage of one is no success yet."""
        enough = not self.percent or score.year.all > 1
        return self.tile if self.of(score) and enough else "open"


FIGURES = (
    Figure(N_("Overdue obligations"), lambda score: score.owed.overdue, "owed", "late"),
    Figure(N_("Longest overdue, in days"), lambda score: score.owed.longest, "owed", "late"),
    Figure(N_("Due soon"), lambda score: score.owed.due_soon, "owed", "soon"),
    Figure(N_("Open obligations"), lambda score: score.owed.open, "owed"),
    Figure(N_("Open cases"), lambda score: score.cases, "cases"),
    Figure(N_("Cases without a report"), lambda score: score.silent, "cases", "none"),
    Figure(N_("Opinions unanswered"), lambda score: score.unanswered, "opinions", "none"),
    Figure(N_("Deadlines extended"), lambda score: score.extended),
    Figure(N_("On time this year"), lambda score: score.year.percent, tile="done", percent=True),
)
"""The figures that units are ranked by, in the order in which they stand everywhere."""


def scores(site_index: SiteIndex) -> dict[str, Score]:
    """Return the figures of each unit that answers for anything; in public, restricted ones together."""
    context = site_index.context

    def key(unit: str) -> str:
        return RESTRICTED if context.public and not context.shows_unit(unit) else unit

    owed = grouped((key(row.obligation.owed_by.unit), row) for row in site_index.open)
    dated = grouped((key(unit), row) for unit, rows in site_index.dated.items() for row in rows)
    cases = Counter(key(state.owner) for state in site_index.states if state.open)
    silent = Counter(key(state.owner) for state in site_index.kept(unreported_cases))
    return {
        unit: Score(
            count_rows(owed.get(unit, ())),
            punctuality_of_year(site_index, dated.get(unit, ())),
            sum(row.obligation.kind is ObligationKind.ANSWER_OPINION for row in owed.get(unit, ())),
            cases[unit],
            silent[unit],
            sum(len(row.obligation.deadline.moved) for row in dated.get(unit, ())),
        )
        for unit in {**owed, **dated, **cases}
    }


def punctuality_of_year(site_index: SiteIndex, rows: Iterable[ObligationRow]) -> Punctuality:
    """Return what became of obligations that fall due in the year of the as-of day."""
    as_of = site_index.context.as_of
    due = due_between(rows, date(as_of.year, 1, 1), date(as_of.year, 12, 31))
    return punctuality(due, as_of, site_index.context.policy)


def score_of(site_index: SiteIndex, unit: str) -> Score:
    """Return the figures of one unit that the profile shows."""
    return site_index.kept(scores).get(unit) or Score()
