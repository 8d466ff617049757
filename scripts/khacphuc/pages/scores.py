"""Compute the figures by which units are ranked."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable

from msgspec import Struct

from khacphuc.obligations.values import ObligationKind, Timing
from khacphuc.obligations.views import ObligationRow
from khacphuc.pages.site_index import SiteIndex
from khacphuc.pages.unreported_cases import unreported_cases
from khacphuc.text.message import N_, Message, say

RESTRICTED = ""
"""Stands for all units together that the profile does not show."""


class Score(Struct):
    """The figures of one unit."""

    timings: Counter[Timing]
    """Open obligations, by timeliness."""
    longest: int = 0
    """Days by which the longest overdue obligation is overdue."""
    unanswered: int = 0
    cases: int = 0
    """Open cases that it answers for."""
    silent: int = 0
    on_time: int = 0
    """Of what was done in the year so far and had a deadline; ``late`` is the rest."""
    late: int = 0
    extended: int = 0
    """Number of deadlines moved by approved extensions."""

    @property
    def open(self) -> int:
        return self.timings.total()

    @property
    def overdue(self) -> int:
        return self.timings[Timing.OVERDUE]

    @property
    def share(self) -> int | None:
        """Return percent done on time this year, rounded down so that 100 means all."""
        done = self.on_time + self.late
        return 100 * self.on_time // done if done else None

    @property
    def rank(self) -> tuple[int, int, int]:
        """Return sort key: most overdue first, then longest overdue, then most open."""
        return -self.overdue, -self.longest, -self.open


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
        return say("{n} % ({done}/{all})", n=found, done=score.on_time, all=score.on_time + score.late)

    def shows(self, score: Score) -> str:
        """How a tile of it looks: a percentage of one is no success yet."""
        enough = not self.percent or score.on_time + score.late > 1
        return self.tile if self.of(score) and enough else "open"


FIGURES = (
    Figure(N_("Overdue"), lambda score: score.overdue, "owed", "late"),
    Figure(N_("Longest overdue, in days"), lambda score: score.longest, "owed", "late"),
    Figure(N_("Due soon"), lambda score: score.timings[Timing.DUE_SOON], "owed", "soon"),
    Figure(N_("Open"), lambda score: score.open, "owed"),
    Figure(N_("Open cases"), lambda score: score.cases, "cases"),
    Figure(N_("Cases without a report"), lambda score: score.silent, "cases", "none"),
    Figure(N_("Opinions unanswered"), lambda score: score.unanswered, "opinions", "none"),
    Figure(N_("Deadlines extended"), lambda score: score.extended),
    Figure(N_("Done on time this year"), lambda score: score.share, tile="done", percent=True),
)
"""The figures that units are ranked by, in the order in which they stand everywhere."""


def scores(site_index: SiteIndex) -> dict[str, Score]:
    """Return the figures of each unit that answers for anything; in public, restricted ones together."""
    context = site_index.context
    found: defaultdict[str, Score] = defaultdict(lambda: Score(Counter()))

    def of(unit: str) -> Score:
        return found[RESTRICTED if context.public and not context.shows_unit(unit) else unit]

    for unit, rows in site_index.owed_by.items():
        _count_open(of(unit), rows)
    for unit, rows in site_index.dated.items():
        _count_done(of(unit), rows, context.as_of.year)
    for state in site_index.states:
        of(state.owner).cases += state.open
    for state in site_index.kept(unreported_cases):
        of(state.owner).silent += 1
    return dict(found)


def score_of(site_index: SiteIndex, unit: str) -> Score:
    """Return the figures of one unit that the profile shows."""
    return site_index.kept(scores).get(unit) or Score(Counter())


def _count_open(score: Score, rows: list[ObligationRow]) -> None:
    score.timings.update(row.timeliness.timing for row in rows)
    score.longest = max(score.longest, *(row.timeliness.days for row in rows if row.overdue), 0)
    score.unanswered += sum(row.obligation.kind is ObligationKind.ANSWER_OPINION for row in rows)


def _count_done(score: Score, rows: list[ObligationRow], year: int) -> None:
    for row in rows:
        score.extended += len(row.obligation.deadline.extensions)
        done = row.obligation.fulfilled_on
        if done and done.year == year:
            timing = row.timeliness.timing
            score.on_time += timing is Timing.DONE_ON_TIME
            score.late += timing is Timing.DONE_LATE
