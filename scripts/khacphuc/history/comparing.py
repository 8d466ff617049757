"""What a change means: a case or a unit before and after, as events. Pure, and paid for only where documents differ.

What each event says is written at its kind, in ``trail.EventKind``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import tzinfo

from khacphuc.history.comparing_moment import Moment, Past
from khacphuc.history.trail import Event, Landing
from khacphuc.register.case import Case
from khacphuc.register.document import Document


def compare_case(before: Case | None, after: Case | None, moment: Moment) -> Iterator[Event]:
    """What became of a case. None is a case that is not there; documents that are the same object did not change."""
    raise NotImplementedError


def compare_unit(before: Document | None, after: Document | None, moment: Moment) -> Iterator[Event]:
    """What became of a unit, or of the policy."""
    raise NotImplementedError


def bursts(events: Iterable[Event], landings: Sequence[Landing], zone: tzinfo) -> Iterator[Event]:
    """Cases closed by one person on one day in a number that stands out; asked once, after the walk."""
    raise NotImplementedError


__all__ = ["Moment", "Past", "bursts", "compare_case", "compare_unit"]
