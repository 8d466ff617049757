"""Judge the tasks that take over, by a change, what the notice demands: they are to do it, by its day, and by whom it was owed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct

from khacphuc.history.comparing.owed import Owed
from khacphuc.model.amendments import Supplement
from khacphuc.model.conclusion import Requirement
from khacphuc.model.party import Party
from khacphuc.obligations.amount_demanded import Doing, falls_short
from khacphuc.obligations.values import CaseState, ObligationKind
from khacphuc.register.case import Case

_DONE_BY_TASKS = (ObligationKind.DO_TASK, ObligationKind.MEET_OCCURRENCE)


class Taker(Struct, frozen=True):
    """What a task owes that stands for a demand after a change, and whether the task was there before it."""

    owed: Owed
    known: bool

    @property
    def answers(self) -> bool:
        """Whether it can have been done for the demand. What a known task had done before it named that, was done without it."""
        return self.owed.open or not self.known


class Takeovers(Struct, frozen=True):
    """The demands that tasks stand for after a change."""

    takers: Mapping[str, Sequence[Taker]]
    """By the key of the demand's obligation."""
    after: Case | None
    new_papers: Collection[str] = ()
    """The plans that the change has brought."""

    def __contains__(self, name: str) -> bool:
        return _key(name) in self.takers

    def unanswered(self, name: str, demand: Requirement) -> bool:
        """Return whether part of a demand is left to tasks that were over before they took it."""
        takers = self.takers[_key(name)]
        if all(one.answers for one in takers):
            return False
        live = [one.owed for one in takers if one.answers]
        return self.after is None or not bring_about(self.after, live, demand)

    def later(self, name: str, due: date | None) -> Iterator[Owed]:
        """Yield what known tasks owe for a demand later than on its day: what let them be late was not decided for it."""
        for one in self.takers.get(_key(name), ()):
            if one.known and one.owed.open and due and (one.owed.due is None or one.owed.due > due):
                yield one.owed

    def by_another(self, name: str, was: Owed, day: date) -> Owed | None:
        """Return what a plan that stood before leaves of an overdue demand to others alone than who was late."""
        takers = [one.owed for one in self.takers.get(_key(name), ())]
        passed = was.due is not None and was.due < day
        unit = Party(was.by).unit
        same = any(
            unit in (Party(one.by).unit, Party(one.before).unit) or one.path in self.new_papers
            for one in takers
        )
        return takers[0] if takers and passed and not same else None


def demanded(case: Case | None, name: str) -> Requirement | None:
    """Return a requirement as the notice has it, or a supplement."""
    papers = [case.conclusion, *(record for _, record in case.of(Supplement))] if case else []
    parts = (part for paper in papers if paper for part in paper.requirements)
    return next((part for part in parts if part.id == name), None)


def bring_about(case: Case, owed: Iterable[Owed], demand: Requirement) -> bool:
    """Return whether the tasks of which something is owed are to bring about all of a demand."""
    names = [name.partition("@")[0] for name in {one.id for one in owed}]  # of several units, once for each
    tasks = [task for *_, task in case.tasks() if task.id in names]
    parts = {part for task in tasks for part in task.parts}
    short = falls_short(demand.target, [Doing(task, names.count(task.id)) for task in tasks])
    return bool(tasks) and short is None and all(part.id in parts for part in demand.parts)


def takeovers_in(
    state: CaseState | None,
    after: Case | None,
    expected: Mapping[str, Owed],
    actual: Mapping[str, Owed],
    new_papers: Collection[str],
) -> Takeovers:
    """Return the demands that tasks stand for in the state after a change; ``expected`` is what would be owed without it."""
    if state is None or not state.taken_over:
        return Takeovers({}, after)
    done = {
        _key(name): Taker(one, name in expected) for name, one in actual.items() if one.kind in _DONE_BY_TASKS
    }
    takers = {one.key: [done[key] for key in one.tasks if key in done] for one in state.taken_over}
    return Takeovers(takers, after, new_papers)


def _key(name: str) -> str:
    """Return the key of an obligation without its kind."""
    return name.partition(" ")[2]
