"""Find the commit of the main branch on a day, although commits can claim any date.

The branch's order is certain, its dates are claims. Where they contradict each other, the fewest commits that leave the
others in order are taken to be wrongly dated, and no day is answered with one of those. A forged or mistaken date thus
moves the answer by no more than the commit that carries it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from pathlib import Path

from khacphuc.history.attestation.commit_claims import Claim, claims
from khacphuc.text.zones import day_in


def commit_on(root: Path, tip: str, day: date, where: tzinfo) -> str | None:
    """Return the last commit of the main branch (first parents of ``tip``) by the end of a day in a time zone.

    None when it was begun later.
    """
    end = datetime.combine(day + timedelta(days=1), time.min, where).timestamp()
    return next((claim.commit for claim in reversed(soundly_dated(root, tip)) if claim.seconds < end), None)


def soundly_dated(root: Path, tip: str, begins: str = "") -> list[Claim]:
    """Return the commits of the main branch, oldest first, without those whose dates contradict the order of the others.

    With ``begins`` only from this commit on.
    """
    before = (f"^{begins}^",) if begins else ()
    dated = [claim for claim in claims(root, tip, "--first-parent", *before) or () if claim.seconds]
    sound = [dated[place] for place in in_order([-claim.seconds for claim in dated])]
    return sound[::-1]


def day_of(root: Path, commit: str, where: tzinfo) -> date | None:
    """Return the day of a commit by its committer's date; None when that is impossible."""
    found = claims(root, commit, "--max-count=1")
    moment = moment_of(found[0]) if found else None
    return day_in(moment, where)


def moment_of(claim: Claim) -> datetime | None:
    """Return the committer's date; None when it is impossible."""
    try:
        return datetime.fromtimestamp(claim.seconds, UTC) if claim.seconds else None
    except (OSError, OverflowError, ValueError):
        return None


def in_order(numbers: Sequence[int]) -> list[int]:
    """Return positions of the longest part of a sequence that never falls."""
    ends: list[int] = []  # the least number that a rising part of each length can end with
    places: list[int] = []
    before: list[int] = []
    for place, number in enumerate(numbers):
        length = bisect_right(ends, number)
        before.append(places[length - 1] if length else -1)
        ends[length : length + 1] = [number]
        places[length : length + 1] = [place]
    found = []
    place = places[-1] if places else -1
    while place >= 0:
        found.append(place)
        place = before[place]
    return found[::-1]
