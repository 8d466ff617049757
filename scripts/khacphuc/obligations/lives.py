"""Follow the life of one thing that is owed: reported, verified, owed again."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from khacphuc.model.records import (
    TaskVerification,
)
from khacphuc.model.vocabulary import (
    Declared,
    Effectiveness,
    VerificationOutcome,
)
from khacphuc.obligations.values import ENDED, Verified
from khacphuc.timeline.deadlines import (
    DeadlineKey,
)
from khacphuc.timeline.timeline import ProgressEntry, VerificationEntry


class TaskSlot(NamedTuple):
    """What is owed once: a task, by one unit where each of several owes it, in one occurrence where it recurs."""

    task: str
    unit: str = ""
    occurrence: date | None = None

    @property
    def key(self) -> str:
        """The name of what is owed within its case, as obligations bear it."""
        name = f"{self.task}@{self.unit}" if self.unit else self.task
        return f"{name}.{self.occurrence.isoformat()}" if self.occurrence else name


MoveKey = TaskSlot | tuple[DeadlineKey, str]
"""A slot, or a milestone or duty and the unit that is meant where each of several owes it."""


class HandedIn(Struct, frozen=True):
    """The record or paper that says that something is done, or asks not to pursue it."""

    on: date
    path: str


class Life(Struct, frozen=True):
    """How far a slot has come, by the last word on it."""

    declared: Declared = Declared.NOT_STARTED
    verified: Verified = Verified.NONE
    reported: HandedIn | None = None
    """What handed it in, or asked not to pursue it."""
    judged: VerificationEntry | None = None
    """The verification by which it stands."""
    done_on: date | None = None

    @property
    def ended(self) -> bool:
        """Whether the follower has confirmed it, agreed not to pursue it, or released it, or it is withdrawn."""
        return self.verified in ENDED

    @property
    def dropped(self) -> bool:
        """Whether it has ended without being done."""
        return self.verified in (Verified.RELEASED, Verified.WITHDRAWN) or (
            self.verified is Verified.CONFIRMED and self.declared is Declared.NOT_PURSUED
        )

    @property
    def handed_in(self) -> bool:
        """Whether the doer has nothing left to do, as far as is known."""
        return self.ended or (
            self.declared is Declared.REPORTED_DONE and self.verified is not Verified.REJECTED
        )

    def after_report(self, entry: ProgressEntry) -> Life:
        """Return the life after a word of the unit. Evidence alone changes nothing; "done" taken back owes it again."""
        state = entry.said.state
        if self.verified in (Verified.RELEASED, Verified.WITHDRAWN):
            return self
        if state is None:
            begun = self.declared is Declared.NOT_STARTED and not self.ended
            return replace(self, declared=Declared.IN_PROGRESS) if begun else self
        if state is Declared.REPORTED_DONE:
            return self._after_done(entry)
        if state is Declared.NOT_PURSUED:
            if self.declared is state and self.verified is not Verified.REJECTED:
                return self
            return Life(state, Verified.PENDING, HandedIn(entry.on, entry.path))
        denied = self.verified is Verified.REJECTED
        return Life(
            state, Verified.REJECTED if denied else Verified.NONE, judged=self.judged if denied else None
        )

    def _after_done(self, entry: ProgressEntry) -> Life:
        said, day = entry.said, entry.said.done_on
        if self.declared is Declared.REPORTED_DONE and self.verified is not Verified.REJECTED:
            if day is None or self.done_on is None or day == self.done_on:
                return replace(self, done_on=self.done_on or day)  # more evidence of the same
            if self.verified is Verified.PENDING:
                return replace(self, done_on=day)
        elif self.verified is Verified.CONFIRMED and not self.dropped:
            handed_in = HandedIn(entry.on, entry.path)
            return replace(self, declared=Declared.REPORTED_DONE, reported=handed_in, done_on=said.done_on)
        return Life(Declared.REPORTED_DONE, Verified.PENDING, HandedIn(entry.on, entry.path), done_on=day)

    def after_paper(self, day: date, path: str) -> Life:
        """Return the life after the very paper that was owed: there is nothing to verify, though it may be denied."""
        return Life(Declared.REPORTED_DONE, Verified.NONE, HandedIn(day, path), done_on=day)

    def after_verdict(self, entry: VerificationEntry) -> Life:
        """Return the life after a word of the follower. What is denied is owed again."""
        said = entry.said
        if self.verified is Verified.WITHDRAWN:
            return self
        if denies(said):
            return replace(self, verified=Verified.REJECTED, judged=entry)
        if said.outcome is VerificationOutcome.RELEASED:
            return replace(self, verified=Verified.RELEASED, judged=entry)
        if said.outcome is VerificationOutcome.CONFIRMED:
            return replace(self, verified=Verified.CONFIRMED, judged=entry)
        return self


def denies(said: TaskVerification) -> bool:
    """Whether a verification denies that a task is done, or has had its effect."""
    return (
        said.outcome is VerificationOutcome.REJECTED
        or said.gone is False
        or said.effectiveness is Effectiveness.NOT_EFFECTIVE
    )


class EffectivenessCheck(Struct, frozen=True):
    """A check of lasting effect that a verification has set, and the verification that answers it."""

    due: date
    set_by: VerificationEntry
    answered: VerificationEntry | None = None


class SetAside(Struct, frozen=True):
    """What was open of a task when all that it serves was withdrawn: it is owed again if that is in force again."""

    lives: dict[TaskSlot, Life]
    checks: dict[tuple[str, str], dict[date, EffectivenessCheck]]
    released: frozenset[tuple[str, str]]
    """For which units it is released from what would come for that reason alone."""
