"""A plan is nearly the same as another one.

A plan copied from another unit, or from last year, was made for the file and not for the finding. There may be good
reasons (one notice to several units); the reviewer may ask.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from zlib import crc32

from khacphuc.model.vocabulary import Severity, Status
from khacphuc.register.case import Case
from khacphuc.rules.contract import Context, Fact, Said
from khacphuc.rules.judging import content_words
from khacphuc.text.message import say

SEVERITY = Severity.QUESTION

# A sketch keeps the 24 smallest hashes of a text's runs of four words (bottom-k, Broder 1997): the share of common
# ones among the smallest of both estimates how much of the two texts is the same.
_RUN = 4
_KEPT = 24
_LEAST_RUNS = 30
_ALIKE = 0.7
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
    plans = sorted((*fact.values[:2], fact.path, fact) for fact in facts)
    sketches = {fact.path: frozenset(map(int, fact.values[2].split())) for *_, fact in plans}
    folders = {fact.path: fact.values[1] for *_, fact in plans}
    latest: dict[int, list[str]] = defaultdict(list)
    for *_, path, fact in plans:
        met = dict.fromkeys(other for number in sorted(sketches[path]) for other in latest[number])
        alike = [
            (share, other)
            for other in met
            if folders[other] != folders[path] and (share := _alike(sketches[path], sketches[other])) >= _ALIKE
        ]
        if alike:
            share, other = max(alike)
            message = say(
                "About {percent} % of this plan's measures stand in {other} as well. Was it made for these findings?",
                percent=round(share * 100),
                other=other,
            )
            yield fact, Said(message, say("Ask which measures follow from this unit's own causes."))
        for number in sketches[path]:
            latest[number] = [*latest[number][1 - _NEIGHBOURS :], path]


def _alike(one: frozenset[int], other: frozenset[int]) -> float:
    """The estimated share of common runs (Jaccard) of two sketches."""
    smallest = sorted(one | other)[:_KEPT]
    return sum(number in one and number in other for number in smallest) / len(smallest)
