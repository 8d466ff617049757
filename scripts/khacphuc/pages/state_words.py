"""Word recurrences, quantities and papers as messages."""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.schema import Vocabulary
from khacphuc.model.shared import Amount, Paper, Target
from khacphuc.text.message import N_, Message, say, say_n


def label(word: Vocabulary) -> Message:
    """Return the label of a vocabulary's word."""
    return Message(word.label)


def days(count: int) -> Message:
    return say_n("{n} day", "{n} days", count)


def target(wanted: Target) -> Iterator[Message]:
    """Yield each quantity that a task is to reach."""
    if wanted.total is not None:
        yield say("{number} {unit}", number=wanted.total, unit=wanted.unit or "")
    if wanted.money is not None:
        yield say(N_("{number} đồng"), number=wanted.money)
    if wanted.area is not None:
        yield say(N_("{number} m²"), number=wanted.area)


def amount(found: Amount) -> Message:
    if found.what:
        return say("{number} {unit} ({what})", number=found.value, unit=found.unit, what=found.what)
    return say("{number} {unit}", number=found.value, unit=found.unit)


def paper(found: Paper) -> str:
    """Return the citation of a paper, as far as known: “No. {number} of {date}, {title}” …"""
    return _PAPER[bool(found.number), found.date is not None, bool(found.title)]


_PAPER = {
    (True, True, True): N_("No. {number} of {date}, {title}"),
    (True, True, False): N_("No. {number} of {date}"),
    (True, False, True): N_("No. {number}, {title}"),
    (True, False, False): N_("No. {number}"),
    (False, True, True): N_("{title}, {date}"),
    (False, True, False): N_("paper of {date}"),
    (False, False, True): N_("{title}"),
    (False, False, False): N_("paper"),
}
