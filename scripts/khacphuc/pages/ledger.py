"""What overview pages count and list, gathered from all states in one pass."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import Any, TypeVar

from msgspec import Struct

from khacphuc.model.party import Party
from khacphuc.obligations.timeliness import is_open, rank, timeliness
from khacphuc.obligations.values import CaseState, Obligation, ObligationKind, OpinionState, Stage, Timing
from khacphuc.obligations.views import Row
from khacphuc.pages.page import Site
from khacphuc.pages.press import press
from khacphuc.rules.contract import Problem

K = TypeVar("K")
T = TypeVar("T")

NO_PLAN = (Stage.AWAITING_PLAN, Stage.PLAN_OVERDUE)


class Asked(Struct, frozen=True):
    """An opinion in its case, with the answer owed to it; none is, once its case was closed without one."""

    case: CaseState
    said: OpinionState
    row: Row | None

    @property
    def giver(self) -> str:
        """The unit that gave the opinion."""
        return self.said.opinion.from_.unit

    @property
    def owed_by(self) -> Party:
        """Who owes the answer, or would."""
        return self.row.obligation.owed_by if self.row else Party(self.case.owner)


class Ledger:
    """All states of a site. Lists hold what the profile shows; counts count everything."""

    def __init__(self, states: Sequence[CaseState], site: Site, problems: Sequence[Problem] = ()) -> None:
        self.site = site
        self.problems = problems
        """What the check says of the documents and of their history."""
        self.press = press(site)
        self.everything = [state for state in states if self.press.counts_case(state)]
        self.states = [state for state in self.everything if self.press.shows_case(state)]
        self._kept: dict[Callable[[Ledger], Any], Any] = {}

    def kept(self, gather: Callable[[Ledger], T]) -> T:
        """What a page's own function gathers from the ledger, gathered once for all pages."""
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
        """How many cases the profile does not show."""
        return len(self.everything) - len(self.states)

    @cached_property
    def every(self) -> list[Row]:
        """All that was ever owed and where it stands, restricted cases included."""
        as_of, policy = self.site.as_of, self.press.policy
        return [
            Row(state, item, timeliness(item, as_of, policy))
            for state in self.everything
            for item in state.obligations
        ]

    @cached_property
    def shown(self) -> list[Row]:
        """All that was ever owed in cases that the profile shows."""
        if not self.hidden:
            return self.every
        return [row for row in self.every if self.press.shows_case(row.case)]

    @cached_property
    def open(self) -> list[Row]:
        """What is still owed, longest overdue first."""
        found = (row for row in self.shown if is_open(row.obligation))
        return sorted(found, key=lambda row: rank(row.obligation, row.timeliness))

    @cached_property
    def overdue(self) -> list[Row]:
        return [row for row in self.open if row.overdue]

    @cached_property
    def open_in(self) -> dict[str, list[Row]]:
        """What is still owed, by the folder of its case."""
        return grouped((row.case.folder, row) for row in self.open)

    @cached_property
    def overdue_in(self) -> dict[str, list[Row]]:
        """What is overdue, by the folder of its case."""
        return grouped((row.case.folder, row) for row in self.overdue)

    @cached_property
    def due_soon(self) -> list[Row]:
        return [row for row in self.open if row.timeliness.timing is Timing.DUE_SOON]

    @cached_property
    def stages(self) -> Counter[Stage]:
        """How many cases have come how far, restricted ones included."""
        return Counter(state.stage for state in self.everything)

    @cached_property
    def timings(self) -> Counter[Timing]:
        """How many obligations stand where, those of restricted cases included."""
        return Counter(row.timeliness.timing for row in self.every)

    @cached_property
    def no_plan(self) -> list[Row]:
        """Conclusions without a plan, longest waited for first."""
        found = (
            row
            for row in self.open
            if row.obligation.kind is ObligationKind.MAKE_PLAN and row.case.stage in NO_PLAN
        )
        return sorted(found, key=lambda row: (-self.waited(row), row.case.id))

    def waited(self, row: Row) -> int:
        """Days since an obligation began; 0 when that is not known."""
        return (self.site.as_of - row.obligation.since).days if row.obligation.since else 0

    @cached_property
    def owed_by(self) -> dict[str, list[Row]]:
        """What is still owed, by the unit that owes it, most pressing first."""
        return grouped((row.obligation.owed_by.unit, row) for row in self.open)

    @cached_property
    def dated(self) -> dict[str, list[Row]]:
        """All that was ever owed with a deadline, by the unit that owes it."""
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
        """Cases by unit: the one inspected and, where that has ended, the one that answers now."""
        return grouped(
            (unit, state) for state in self.states for unit in dict.fromkeys((state.unit, state.owner))
        )

    @cached_property
    def directed_by(self) -> dict[str, list[CaseState]]:
        """Cases by the person who directs their plan."""
        return grouped((state.directed_by, state) for state in self.states)

    @cached_property
    def numbers(self) -> dict[str, str]:
        """What people call each case, by its folder."""
        return {state.folder: state.number or state.id for state in self.states}

    @cached_property
    def followed_by(self) -> dict[str, list[CaseState]]:
        """Cases by each unit that follows them, itself or through its people."""
        return grouped(
            (unit, state)
            for state in self.states
            for unit in sorted({party.unit for party in (*state.followers, state.follower) if party})
        )

    @cached_property
    def opinions(self) -> dict[str, list[tuple[CaseState, Obligation]]]:
        """Opinions by the units that gave or must answer them, newest first."""
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
    def asked(self) -> list[Asked]:
        """Every opinion, the longest given first."""
        found = []
        for state in self.states:
            owed = {
                item.key: item for item in state.obligations if item.kind is ObligationKind.ANSWER_OPINION
            }
            for said in state.opinions:
                item = owed.get(said.opinion.id)
                row = Row(state, item, timeliness(item, self.site.as_of, self.press.policy)) if item else None
                found.append(Asked(state, said, row))
        return sorted(found, key=lambda one: (one.said.opinion.date, one.case.id, one.said.opinion.id))

    @cached_property
    def asked_of(self) -> dict[str, list[Asked]]:
        """Opinions by the units that gave or must answer them, the longest given first."""
        return grouped(
            (unit, one) for one in self.asked for unit in dict.fromkeys((one.giver, one.owed_by.unit))
        )


def grouped(pairs: Iterable[tuple[K, T]]) -> dict[K, list[T]]:
    """Values by key, in the order in which they come."""
    found: dict[K, list[T]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return dict(found)
