"""A day that the calendar does not have.

A deadline on 31 June never comes: nothing falls due, and nobody is reminded. Day and month are easily
swapped, and a digit is easily lost.

Compare with the paper and write the day as year-month-day.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from khacphuc.model.schema import FIRST_YEAR, LAST_YEAR
from khacphuc.model.vocabulary import Severity
from khacphuc.rules.contract import Said
from khacphuc.text.flaw import Flaw
from khacphuc.text.message import Message, say

SEVERITY = Severity.ERROR
_DIGITS = re.compile(r"\d+")


def explain(flaw: Flaw) -> Said:
    (shown,) = flaw.details
    numbers = [int(digits) for digits in _DIGITS.findall(shown)[:3]]
    year, month, day = numbers if re.match(r"\d{4}", shown) else numbers[::-1]
    if not FIRST_YEAR <= year <= LAST_YEAR:
        message = say(
            "“{text}” has a year before {first} or after {last}.",
            text=shown,
            first=str(FIRST_YEAR),
            last=str(LAST_YEAR),
        )
    else:
        message = say("“{text}” does not exist in the calendar.", text=shown)
    return Said(message, _mend(year, month, day))


def _mend(year: int, month: int, day: int) -> Message:
    if FIRST_YEAR <= year <= LAST_YEAR:
        if 1 <= month <= 12:
            last = monthrange(year, month)[1]
            return say("That month has {n} days. Write the day that stands on the paper.", n=last)
        if 1 <= day <= 12 and 1 <= month <= monthrange(year, day)[1]:
            return say("Month and day are swapped. Write: {date}", date=date(year, day, month).isoformat())
    return say("Write the day that stands on the paper, as year-month-day, such as 2024-06-05.")
