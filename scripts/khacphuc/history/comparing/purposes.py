"""Find what is owed for something else than before: for other findings, under another id, or by what had ended already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from msgspec import Struct

from khacphuc.history.comparing.owed import Owed, Thing
from khacphuc.timeline.amount_owed import less
from khacphuc.timeline.deadlines import is_later
from khacphuc.timeline.exchanges import Texts, words_under_others

SERVED = "findings"
"""The field of an event about what a task was owed for."""
STANDS = "id"
"""The field of an event about what stands under another id."""
SERVING = "tasks"
"""The field of an event about the tasks by which a finding is put right."""


class OtherPurpose(Struct, frozen=True):
    """Something that is owed for something else now."""

    field: str
    owed: list[Owed]
    """All that was owed of it, and is no more as it was."""
    path: str
    """The document that says so."""
    old: str
    """For what it was owed, or in what words."""
    new: str
    """What is there instead: tasks, or a step, by their ids."""
    part: str = ""
    """The finding, where it is one that what had ended is said to serve."""


class Purposes:
    """What is owed for what, before a change and after it.

    ``findings`` are the ids of the findings and their parts that the notice has after it, ``demands`` of its requirements.
    """

    def __init__(
        self,
        before: Mapping[str, Owed],
        after: Mapping[str, Owed],
        findings: Collection[str],
        demands: Collection[str],
    ) -> None:
        self._findings, self._known = frozenset(findings), frozenset((*findings, *demands))
        self._before, self._after = _by_thing(before), _by_thing(after)
        self._demanded = {one.thing[1] for one in after.values() if one.what == "requirement"}
        self._moved = dict(self._words_under_others())
        self._serving: defaultdict[str, list[Thing]] = defaultdict(list)
        for thing, debts in self._after.items():
            for part in _served(debts.values()):
                self._serving[part].append(thing)

    def others(self) -> Iterator[OtherPurpose]:
        yield from self._served_no_more()
        yield from self._under_others()
        yield from self._by_what_had_ended()

    def _served_no_more(self) -> Iterator[OtherPurpose]:
        """Yield the tasks that leave what they were owed for, unless it is left to new ones that are as open."""
        for thing, debts in self._before.items():
            now = self._after.get(thing, {})
            open_ = [one for name, one in debts.items() if one.open and name in now]
            lost = (_served(open_) & self._known) - _served(now.values())
            left = {part for part in lost if not self._passed_on(part, debts, now)}
            if left and not self.stands_elsewhere(thing):
                others = {name for part in left for _, name in self._serving[part]}
                path = next(one.path for one in now.values())
                yield OtherPurpose(SERVED, open_, path, _listed(left), _listed(others))

    def _passed_on(self, part: str, debts: Mapping[str, Owed], now: Mapping[str, Owed]) -> bool:
        """Return whether a task that was split has left something to a new one, or the notice demands it by itself."""
        if part in self._demanded:
            return True
        last = max((one.due for one in debts.values() if one.due), default=None)
        fresh = (self._after[thing].values() for thing in self._serving[part] if thing not in self._before)
        return bool(_served(now.values())) and any(
            all(one.open and not is_later(last, one.due) for one in new) for new in fresh
        )

    def stands_elsewhere(self, thing: Thing) -> bool:
        """Return whether something is owed under another id in all that it was."""
        if thing not in self._moved or self._short(thing):
            return False
        was, there = (
            next(iter(side.values())).amount
            for side in (self._before[thing], self._after[self._moved[thing]])
        )
        return next(less(was, there), None) is None

    def _words_under_others(self) -> Iterator[tuple[Thing, Thing]]:
        for kind in dict.fromkeys(kind for kind, _ in self._before):
            found = words_under_others(_texts(self._before, kind), _texts(self._after, kind))
            yield from (((kind, name), (kind, other)) for name, other in found.items())

    def _short(self, thing: Thing) -> list[Owed]:
        """Return what is owed less of something where its words stand now."""
        other = self._moved[thing]
        there, names = self._after[other], (thing[1], other[1])
        owed = self._before[thing].items()
        return [one for key, one in owed if _worse(one, there.get(_renamed(key, *names)))]

    def _under_others(self) -> Iterator[OtherPurpose]:
        """Yield what stands under another id than before, where less is owed of it."""
        for thing, other in self._moved.items():
            if short := self._short(thing):
                here = next(iter(self._after[thing].values()))
                words = (text for text in short[0].amount.texts if text and text not in here.amount.texts)
                yield OtherPurpose(STANDS, short, here.path, next(words, ""), other[1])

    def _by_what_had_ended(self) -> Iterator[OtherPurpose]:
        """Yield the findings that no task has served, and that only such serve now as a follower had ended before."""
        served_before = _served(one for debts in self._before.values() for one in debts.values())
        for part, things in self._serving.items():
            if part in self._findings - served_before and all(map(self._had_ended, things)):
                debts = [one for thing in things for one in self._after[thing].values()]
                names = _listed({name for _, name in things})
                yield OtherPurpose(SERVING, debts, debts[0].path, "", names, part)

    def _had_ended(self, thing: Thing) -> bool:
        held = [*self._before.get(thing, {}).values(), *self._after[thing].values()]
        return thing in self._before and not any(one.open or one.unjudged for one in held)


def _by_thing(owed: Mapping[str, Owed]) -> dict[Thing, dict[str, Owed]]:
    """Return the tasks and steps of plans with all that is owed of each."""
    found: dict[Thing, dict[str, Owed]] = {}
    for name, one in owed.items():
        if any(one.amount.texts):
            found.setdefault(one.thing, {})[name] = one
    return found


def _served(owed: Iterable[Owed]) -> frozenset[str]:
    return frozenset().union(*(one.serves for one in owed))


def _texts(side: Mapping[Thing, Mapping[str, Owed]], kind: str) -> dict[str, Texts]:
    return {
        name: next(iter(debts.values())).amount.texts for (what, name), debts in side.items() if what == kind
    }


def _worse(was: Owed, there: Owed | None) -> bool:
    """Return whether something that was owed, or met late, is less so where it stands now."""
    if not was.open:
        return was.late and (there is None or not (there.open or there.late))
    return (
        there is None
        or not there.open
        or is_later(was.due, there.due)
        or was.by not in (there.by, there.before)
        or not was.serves <= there.serves
    )


def _renamed(key: str, old: str, new: str) -> str:
    """Return the name of what is owed of one thing for the same of another: ``do_task N1@cb`` for ``do_task N2@cb``."""
    kind, _, rest = key.partition(" ")
    return f"{kind} {new}{rest.removeprefix(old)}"


def _listed(names: Collection[str]) -> str:
    return ", ".join(sorted(names))
