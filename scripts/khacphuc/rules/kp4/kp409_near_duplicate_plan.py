"""A plan is nearly the same as another one.

A plan copied from another unit, or from last year, was made for the file and not for the finding. There may be good
reasons (one notice to several units); the reviewer may ask.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from zlib import crc32

from msgspec import Struct

from khacphuc.model.vocabulary import Severity, Status
from khacphuc.register.case import Case
from khacphuc.rules.contract import Context, Fact, Said
from khacphuc.rules.specificity_common import content_words
from khacphuc.text.message import say

SEVERITY = Severity.QUESTION

# A sketch keeps the 24 smallest hashes of a text's runs of four words (bottom-k, Broder 1997): the share of common
# ones among the smallest of both estimates how much of the two texts is the same.
_RUN = 4
_KEPT = 24
_LEAST_RUNS = 20
_ALIKE = 0.7
# Two sketches that have fewer numbers in common cannot be that much alike; most pairs that meet at all are such.
_LEAST_SHARED = int(_ALIKE * _LEAST_RUNS)
# With how many earlier plans of one hash a plan is compared. Hashes that many plans share are set phrases; a plan
# that is wholly alike shares others, too, so comparing with the latest few finds it and keeps the cost linear.
_NEIGHBOURS = 4


def gather(case: Case) -> Iterator[Fact]:
    for document, plan in case.plans():
        if plan.status is Status.DRAFT:
            continue
        words = content_words(" ".join(f"{task.content or ''} {task.measure or ''}" for task in plan.tasks))
        runs = {" ".join(words[start : start + _RUN]) for start in range(len(words) - _RUN + 1)}
        if len(runs) >= _LEAST_RUNS:
            sketch = sorted({crc32(run.encode()) for run in runs})[:_KEPT]
            issued = plan.issued_on.isoformat() if plan.issued_on else ""
            yield Fact(document.path, (), (issued, case.folder, " ".join(map(str, sketch))))


def judge(facts: Sequence[Fact], _context: Context) -> Iterator[tuple[Fact, Said]]:
    plans = sorted(map(_sketch, facts), key=lambda plan: (plan.issued, plan.fact.path))
    latest: dict[int, list[int]] = defaultdict(list)
    for index, plan in enumerate(plans):
        met = [other for number in plan.numbers for other in latest[number][-_NEIGHBOURS:]]
        alike = [
            (share, other.fact.path)
            for other in (plans[met_index] for met_index, shared in _met(met) if shared >= _LEAST_SHARED)
            if other.folder != plan.folder and (share := _alike(plan.numbers, other.numbers)) >= _ALIKE
        ]
        if alike:
            share, path = max(alike)
            message = say(
                "About {percent} % of this plan's measures stand in {other} as well. Was it made for these findings?",
                percent=round(share * 100),
                other=path,
            )
            yield plan.fact, Said(message, say("Ask which measures follow from this unit's own causes."))
        for number in plan.numbers:
            latest[number].append(index)


def _met(others: list[int]) -> Iterable[tuple[int, int]]:
    """How often each was met. Most plans meet too few others to be like any of them."""
    return Counter(others).items() if len(others) >= _LEAST_SHARED else ()


class _Sketch(Struct, frozen=True):
    """What was gathered of a plan, taken apart."""

    fact: Fact
    issued: str
    folder: str
    numbers: frozenset[int]


def _sketch(fact: Fact) -> _Sketch:
    issued, folder, numbers = fact.values
    return _Sketch(fact, issued, folder, frozenset(map(int, numbers.split())))


def _alike(one: frozenset[int], other: frozenset[int]) -> float:
    """The estimated share of common runs (Jaccard) of two sketches."""
    smallest = sorted(one | other)[:_KEPT]
    return len(one.intersection(other, smallest)) / len(smallest)
