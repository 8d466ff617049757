"""Say why a deadline was not understood, or not with certainty, and what each part of it was read as."""

from __future__ import annotations

from typing import Final

from khacphuc.text.deadline.account import Sense
from khacphuc.text.deadline.readings import Because, Doubtful, NotUnderstood, Why
from khacphuc.text.message import N_, Message, listed, say

_WHY: Final = {
    Why.NOTHING_FOUND: N_("no day, period or cycle stands in it."),
    Why.NO_YEAR: N_("the year is missing, and the paper has no date to take it from."),
    Why.NO_MONTH: N_("the month is missing."),
    Why.UNKNOWN_CYCLE: N_("the register has no such cycle."),
    Why.LUNAR: N_("it names a day of the lunar calendar; write the day of the common calendar."),
    Why.FISCAL_YEAR: N_(
        "it names a fiscal year, and the policy does not say in which month one ends (fiscal_year_ends)."
    ),
    Why.WEEKDAY: N_("the weekday is not that of the date."),
}

SENSES: Final = {
    Sense.DAY: N_("a day"),
    Sense.PERIOD: N_("a period"),
    Sense.CYCLE: N_("how often"),
    Sense.DURATION: N_("a number of days, months or years"),
    Sense.WEEKDAY: N_("a day of the week"),
    Sense.HOUR: N_("an hour, which is not kept"),
    Sense.PAPER: N_("a cited paper, no deadline"),
    Sense.OCCASION: N_("an occasion, no deadline"),
    Sense.SHARE: N_("a share of the work"),
    Sense.MEETING: N_("a regular meeting"),
    Sense.VAGUE: N_("words that name no day"),
    Sense.STEP: N_("name of a step"),
    Sense.SILENT: N_("says nothing about the day"),
    Sense.LEFT: N_("not understood"),
}
"""What ``khacphuc due`` says of each part."""


def why_not_understood(reading: NotUnderstood) -> Message:
    """The reason why words name no day."""
    left = listed(f"“{words}”" for words in reading.left)
    if reading.why is Why.UNKNOWN_BASE:
        return say("it runs from an event whose day the register does not hold: {words}.", words=left)
    if reading.left and reading.why in (Why.WORDS_LEFT, Why.NOTHING_FOUND):
        return say("these words were not read: {words}.", words=left)
    return say(_WHY.get(reading.why, _WHY[Why.NOTHING_FOUND]))


def why_doubtful(reading: Doubtful) -> Message:
    """The reason why a day is not certain."""
    if reading.because is Because.DAY_ORDER:
        return say("day and month can be taken for each other; write the month as a word.")
    left = listed(f"“{words}”" for words in reading.left)
    if reading.because is Because.CONDITION:
        return say("it depends on a condition: {words}.", words=left)
    return say("these words were not read: {words}.", words=left)
