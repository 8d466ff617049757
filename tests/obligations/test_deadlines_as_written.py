"""Deadlines as offices write them against the reading of a careful clerk: no wrong day, few that are not understood."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Final

from msgspec import Struct

from khacphuc.model.policy import Policy
from khacphuc.obligations.resolving import Resolved, resolve
from khacphuc.text.deadline.read import read_deadline
from khacphuc.text.deadline.readings import (
    Doubtful,
    ImpossibleDate,
    NoDeadline,
    NotUnderstood,
    RecurringDeadline,
)
from khacphuc.text.nodes import read

POLICY: Final = Policy(type=Policy.TYPE, committee="Đảng ủy thử")
LABELLED: Final = Path(__file__).parent / "deadlines.yml"


class Outcome(StrEnum):
    RIGHT = "right"
    UNREAD = "not understood"
    WRONG = "wrong"


class Deadline(Struct, frozen=True):
    """A deadline with the reading that it should have."""

    text: str
    issued: date
    expect: Mapping[str, object]

    def outcome(self) -> Outcome:
        """Compare what the program reads with the label."""
        found = resolve(read_deadline(self.text, issued=self.issued), self.issued, POLICY)
        if self.fits(found):
            return Outcome.RIGHT
        unread = isinstance(found.reading, NotUnderstood | Doubtful)
        return Outcome.UNREAD if unread else Outcome.WRONG

    def fits(self, found: Resolved) -> bool:
        """Whether a reading is the one of the label."""
        (kind, *_), days = self.expect, self.days
        match kind:
            case "day" | "span_end":
                return found.due == days[0]
            case "window":
                return found.due is not None and days[0] <= found.due <= days[1]
            case "cycle":
                return bool(found.days) and found.days[0] == days[0]
            case "milestones":
                return [step.day for step in found.milestones] == days
            case "impossible":
                return isinstance(found.reading, ImpossibleDate)
            case _:
                return names_no_day(found)

    @property
    def days(self) -> list[date]:
        """The days of the label."""
        texts = [
            value if isinstance(value, list) else [value]
            for key, value in self.expect.items()
            if key != "cycle"
        ]
        return [date.fromisoformat(str(text)) for some in texts for text in some if str(text)[:1].isdigit()]


def names_no_day(found: Resolved) -> bool:
    """Whether a reading leaves the day open, so that nothing blocks by it."""
    open_ended = isinstance(found.reading, RecurringDeadline) and not found.bounded
    return (
        open_ended or isinstance(found.reading, NoDeadline | NotUnderstood | Doubtful) or not found.definite
    )


def deadlines() -> list[Deadline]:
    value, flaws = read(LABELLED.read_text("utf-8"))
    assert not flaws
    assert isinstance(value, list)
    return [_deadline(row) for row in value if isinstance(row, dict)]


def _deadline(row: Mapping[str, object]) -> Deadline:
    expect = row["expect"]
    assert isinstance(expect, dict)
    return Deadline(str(row["text"]), date.fromisoformat(str(row["issued"])), expect)


def test_no_deadline_is_read_as_a_wrong_day(record_property: Callable[[str, object], None]) -> None:
    found = [(deadline.outcome(), deadline.text) for deadline in deadlines()]
    counted = Counter(outcome for outcome, _ in found)
    record_property(
        "deadlines as written", ", ".join(f"{count} {outcome}" for outcome, count in counted.items())
    )
    assert len(found) >= 200
    assert [text for outcome, text in found if outcome is Outcome.WRONG] == []
    assert counted[Outcome.RIGHT] >= 0.95 * len(found)
