"""Find what is owed for something else than before: for other findings, under another id, or by what had ended already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from msgspec import Struct

from khacphuc.history.comparing.owed import Owed, Thing
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
            if left:
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

    def _under_others(self) -> Iterator[OtherPurpose]:
        """Yield what stands under another id than before, where less is owed of it."""
        for kind in dict.fromkeys(kind for kind, _ in self._before):
            before, after = _texts(self._before, kind), _texts(self._after, kind)
            for name, other in words_under_others(before, after).items():
                debts, there = self._before[kind, name], self._after[kind, other]
                short = [
                    one for key, one in debts.items() if _worse(one, there.get(_renamed(key, name, other)))
                ]
                if short:
                    path = next(one.path for one in self._after[kind, name].values())
                    words = next((text for text in before[name] if text and text not in after[name]), "")
                    yield OtherPurpose(STANDS, short, path, words, other)

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
