"""Words for what the fold yields: how late, how often, how much. Messages, not yet in any language."""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.parts import Amount, Paper
from khacphuc.model.plan import Target
from khacphuc.model.schema import Vocabulary
from khacphuc.obligations.values import Timeliness, Timing
from khacphuc.text.message import N_, Message, say, say_n


def label(word: Vocabulary) -> Message:
    """The label of a vocabulary's word."""
    return Message(word.label)


def timing(found: Timeliness) -> Message:
    """“overdue by 12 days”, “5 days left”, “done on time” …"""
    match found.timing:
        case Timing.OVERDUE:
            return say_n("overdue by {n} day", "overdue by {n} days", found.days)
        case Timing.DUE_SOON | Timing.NOT_DUE if found.days == 0:
            return say(N_("due today"))
        case Timing.DUE_SOON | Timing.NOT_DUE:
            return say_n("{n} day left", "{n} days left", found.days)
        case Timing.DONE_LATE:
            return say_n("done {n} day late", "done {n} days late", found.days)
        case _:
            return label(found.timing)


def days(count: int) -> Message:
    return say_n("{n} day", "{n} days", count)


def target(wanted: Target) -> Iterator[Message]:
    """Each quantity that a task is to reach."""
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
    """How a paper is cited, as far as it is known: “No. {number} of {date}, {title}” …"""
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
