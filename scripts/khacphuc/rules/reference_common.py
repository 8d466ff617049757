"""Share checks between the rules about references: certainty, ended units, cycles.

A name is called unknown only when everything that could declare it has been read and understood. Otherwise one broken
file would be told of in every document that refers to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from khacphuc.model.amendments import Supplement
from khacphuc.model.conclusion import Conclusion, Requirement
from khacphuc.model.plan import Plan, Task
from khacphuc.model.shared import ForEach
from khacphuc.register.case import Case
from khacphuc.rules.contract import Reference, RuleReport, Said
from khacphuc.text.message import Message, listed, say
from khacphuc.text.nodes import Path

Graph = Mapping[str, Sequence[str]]

_MOST_LISTED = 12
# Where a paper speaks of what was: the units named there may have ended long ago.
_OF_THE_PAST = (("findings", "concerned"), ("inspection", "team"), ("tasks", "unit"))


def understood(case: Case, *kinds: str) -> bool:
    """Return whether every document of these kinds in a case was read whole, and nothing in its folder was passed over."""
    return not case.unrecognised and all(
        document.whole for document in case.documents if document.slot.type in kinds
    )


def each_named(record: Plan | Conclusion | Supplement) -> Iterator[tuple[ForEach, Path]]:
    """Yield what names units that each owe something by themselves, with its path."""
    items: Sequence[Task | Requirement] = record.tasks if isinstance(record, Plan) else record.requirements
    key = "tasks" if isinstance(record, Plan) else "requirements"
    for index, item in enumerate(items):
        if item.for_each:
            yield item.for_each, (key, index, "for_each")


def unknown(reference: Reference, message: Message, known: Sequence[str], none: Message) -> RuleReport:
    """Return a report that something is not declared, with what may have been meant. ``none`` is the help when nothing is."""
    # Codes are short: all of them are alike. Only one that is written with other signs was surely meant.
    likely = [name for name in known if _plain(name) == _plain(reference.text)]
    if likely:
        mend = say("Did you mean “{nearest}”?", nearest=likely[0])
    elif known:
        shown = [*known[:_MOST_LISTED], *(["…"] if len(known) > _MOST_LISTED else [])]
        mend = say("Known here: {names}.", names=listed(shown))
    else:
        mend = none
    return RuleReport(reference.document, reference.at, Said(message, mend))


def _plain(name: str) -> str:
    return re.sub("[.-]", "", name)


def day_of(reference: Reference) -> date | None:
    """Return the date of the paper in which a reference stands, where it speaks of its own time."""
    record = reference.document.record
    steps = tuple(step for step in reference.at if isinstance(step, str))
    if any(steps[: len(past)] == past for past in _OF_THE_PAST):
        return None
    day: date | None = (
        record.issued_on if isinstance(record, Conclusion | Plan) else getattr(record, "date", None)
    )
    return day


def circles(graph: Graph) -> Iterator[list[str]]:
    """Yield circles of a graph, each once, beginning with its first name; at least one of all that hang together."""
    done: set[str] = set()
    for start in sorted(graph):
        trail: dict[str, int] = {}  # the way from the start, in order: name → step to take next
        if start not in done:
            trail[start] = 0
        while trail:
            name, step = trail.popitem()
            following = graph.get(name, ())
            if step == len(following):
                done.add(name)
                continue
            trail[name] = step + 1
            ahead = following[step]
            if ahead in trail:
                yield _from_first(list(trail)[list(trail).index(ahead) :])
            elif ahead not in done:
                trail[ahead] = 0


def _from_first(circle: list[str]) -> list[str]:
    start = circle.index(min(circle))
    return circle[start:] + circle[:start]


def chain(circle: Sequence[str]) -> str:
    """``N1 → N2 → N1``, shortened when it is long."""
    names = [*circle[:_MOST_LISTED], *(["…"] if len(circle) > _MOST_LISTED else []), circle[0]]
    return " → ".join(names)
