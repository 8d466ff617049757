"""Hold a change of what is owed in a case: both sides of it, and its moment."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from msgspec import Struct

from khacphuc.history.comparing.case_change import DifferingDocuments
from khacphuc.history.comparing.owed import Owed
from khacphuc.history.trail import Event
from khacphuc.register.case import Case
from khacphuc.register.loading import RegisterSettings

Remembered = Mapping[str, Owed]
"""What was owed in a case and is no more, as it was owed last."""

NOTHING: Remembered = {}


class Frames(Struct, frozen=True):
    """The units and the policy before a change and after it."""

    before: RegisterSettings
    after: RegisterSettings

    @property
    def same(self) -> bool:
        return self.before is self.after


class OwedChange(Struct, frozen=True):
    """A case before and after a change, and the moment of it."""

    before: Case | None
    after: Case | None
    differing: DifferingDocuments
    frames: Frames
    on: date | None
    """The day of arrival; None when the commit's date is impossible."""
    arrival: Callable[[str], int]
    """With which arrival a document came."""
    told: Sequence[Event] = ()
    """What the documents that differ have told."""
    remembered: Remembered = NOTHING
    decided: bool = False
    """Whether units and policy were changed by those who keep them."""


class OwedComparison(Struct, frozen=True):
    """What a change takes from what is owed, and what is to be remembered after it."""

    events: tuple[Event, ...]
    remembered: Remembered
