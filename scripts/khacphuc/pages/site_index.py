"""Index all states of a site for overview pages, in one pass."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import Any, TypeVar

from msgspec import Struct

from khacphuc.model.party import Party
from khacphuc.obligations.counts import ObligationCounts, count_rows, without_plan
from khacphuc.obligations.timeliness import timeliness
from khacphuc.obligations.values import CaseState, Obligation, ObligationKind, OpinionState, Stage, Timing
from khacphuc.obligations.views import ObligationRow, every_row, ranked
from khacphuc.pages.page import Site
from khacphuc.pages.site_context import site_context
from khacphuc.rules.contract import Problem

K = TypeVar("K")
T = TypeVar("T")


class AskedOpinion(Struct, frozen=True):
    """An opinion in its case, with the answer owed to it; none is, once its case was closed without one."""

    case: CaseState
    said: OpinionState
    row: ObligationRow | None

    @property
    def giver(self) -> str:
        """Return the unit that gave the opinion."""
        return self.said.opinion.from_.unit

    @property
    def owed_by(self) -> Party:
        """Return the party responsible for the answer."""
        return self.row.obligation.owed_by if self.row else Party(self.case.owner)


class SiteIndex:
    """All states of a site. Lists hold what the profile shows; counts count everything."""

    def __init__(self, states: Sequence[CaseState], site: Site, problems: Sequence[Problem] = ()) -> None:
        self.site = site
        self.problems = problems
        """Problems of the documents and of their history."""
        self.context = site_context(site)
        self.everything = [state for state in states if self.context.counts_case(state)]
        self.states = [state for state in self.everything if self.context.shows_case(state)]
        self._kept: dict[Callable[[SiteIndex], Any], Any] = {}

    def kept(self, gather: Callable[[SiteIndex], T]) -> T:
        """Return the result of a page's function, computed once for all pages."""
        if gather not in self._kept:
            self._kept[gather] = gather(self)
        found: T = self._kept[gather]
        return found

    def gather(self) -> None:
        """Gather what most pages need, before several processes would each do it."""
        for name in ("dated", "counts", "owed_by", "open_in", "overdue_in", "of_unit", "followed_by"):
            getattr(self, name)

    @property
    def hidden(self) -> int:
        """Return the number of cases that the profile hides."""
        return len(self.everything) - len(self.states)

    @cached_property
    def every(self) -> list[ObligationRow]:
        """Return all that was ever owed and where it stands, restricted cases included."""
        return every_row(self.everything, self.site.as_of, self.context.policy)

    @cached_property
    def shown(self) -> list[ObligationRow]:
        """Return all that was ever owed in cases that the profile shows."""
        if not self.hidden:
            return self.every
        return [row for row in self.every if self.context.shows_case(row.case)]

    @cached_property
    def open(self) -> list[ObligationRow]:
        """Return open obligations, longest overdue first."""
        return ranked(row for row in self.shown if row.open)

    @cached_property
    def overdue(self) -> list[ObligationRow]:
        return [row for row in self.open if row.overdue]

    @cached_property
    def open_in(self) -> dict[str, list[ObligationRow]]:
        """Return open obligations, by the folder of the case."""
        return grouped((row.case.folder, row) for row in self.open)

    @cached_property
    def overdue_in(self) -> dict[str, list[ObligationRow]]:
        """Return overdue obligations, by the folder of the case."""
        return grouped((row.case.folder, row) for row in self.overdue)

    @cached_property
    def due_soon(self) -> list[ObligationRow]:
        return [row for row in self.open if row.timeliness.timing is Timing.DUE_SOON]

    @cached_property
    def stages(self) -> Counter[Stage]:
        """Return the number of cases by stage, restricted ones included."""
        return Counter(state.stage for state in self.everything)

    @cached_property
    def totals(self) -> ObligationCounts:
        """Return the figures of the whole register, restricted cases included."""
        return count_rows(self.every)

    @cached_property
    def no_plan(self) -> list[ObligationRow]:
        """Return conclusions without a plan, longest waited for first."""
        return sorted(without_plan(self.open), key=lambda row: (-self.waited(row), row.case.id))

    def waited(self, row: ObligationRow) -> int:
        """Return days since an obligation began; 0 when that is not known."""
        return (self.site.as_of - row.obligation.since).days if row.obligation.since else 0

    @cached_property
    def owed_by(self) -> dict[str, list[ObligationRow]]:
        """Return open obligations by responsible unit, the most urgent first."""
        return grouped((row.obligation.owed_by.unit, row) for row in self.open)

    @cached_property
    def dated(self) -> dict[str, list[ObligationRow]]:
        """Return all that was ever owed with a deadline, by the unit that owes it."""
        return grouped(
            (row.obligation.owed_by.unit, row)
            for row in self.shown
            if row.obligation.deadline.current and not row.obligation.dropped
        )

    @cached_property
    def counts(self) -> tuple[Counter[str], Counter[str]]:
        """Open and overdue obligations by case folder."""
        return Counter(row.case.folder for row in self.open), Counter(row.case.folder for row in self.overdue)

    @cached_property
    def of_unit(self) -> dict[str, list[CaseState]]:
        """Return cases by unit: the one inspected and, where that has ended, the one that answers now."""
        return grouped(
            (unit, state) for state in self.states for unit in dict.fromkeys((state.unit, state.owner))
        )

    @cached_property
    def directed_by(self) -> dict[str, list[CaseState]]:
        """Return cases by the person who directs their plan."""
        return grouped((state.directed_by, state) for state in self.states)

    @cached_property
    def numbers(self) -> dict[str, str]:
        """Return the name of each case, by its folder."""
        return {state.folder: state.number or state.id for state in self.states}

    @cached_property
    def followed_by(self) -> dict[str, list[CaseState]]:
        """Return cases by each unit that follows them, itself or through its people."""
        return grouped(
            (unit, state)
            for state in self.states
            for unit in sorted({party.unit for party in state.all_followers})
        )

    @cached_property
    def opinions(self) -> dict[str, list[tuple[CaseState, Obligation]]]:
        """Return opinions by the units that gave or must answer them, newest first."""
        asked = [
            (state, item)
            for state in self.states
            for item in state.obligations
            if item.kind is ObligationKind.ANSWER_OPINION
        ]
        asked.sort(key=lambda found: (-found[1].since.toordinal() if found[1].since else 0, found[1].id))
        return grouped(
            (unit, (state, item))
            for state, item in asked
            for unit in sorted({party.unit for party in (item.owed_by, item.owed_to)})
        )

    @cached_property
    def asked(self) -> list[AskedOpinion]:
        """Return every opinion, the longest given first."""
        found = []
        for state in self.states:
            owed = {
                item.key: item for item in state.obligations if item.kind is ObligationKind.ANSWER_OPINION
            }
            for said in state.opinions:
                item = owed.get(said.opinion.id)
                row = (
                    ObligationRow(state, item, timeliness(item, self.site.as_of, self.context.policy))
                    if item
                    else None
                )
                found.append(AskedOpinion(state, said, row))
        return sorted(found, key=lambda one: (one.said.opinion.date, one.case.id, one.said.opinion.id))


def grouped(pairs: Iterable[tuple[K, T]]) -> dict[K, list[T]]:
    """Return values by key, in the order in which they come."""
    found: dict[K, list[T]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return dict(found)
