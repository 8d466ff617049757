"""A recurrence in words, and as a line of a document: pages, rules and ``due`` say the same."""

from __future__ import annotations

from typing import Final

from khacphuc.model.cycle import CycleDay
from khacphuc.model.shared import Recurrence
from khacphuc.model.vocabulary import DuePeriod, Every
from khacphuc.obligations.cycles import interval, months_in
from khacphuc.text.message import N_, Message, listed, say

WEEKDAYS: Final = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)
_EVERY_N: Final = {
    Every.WEEK: N_("every {n} weeks"),
    Every.MONTH: N_("every {n} months"),
    Every.QUARTER: N_("every {n} quarters"),
    Every.HALF_YEAR: N_("every {n} half-years"),
    Every.YEAR: N_("every {n} years"),
}
_MONTHS: Final = {
    ("first", False): N_("of the first month"),
    ("last", False): N_("of the last month"),
    ("n", False): N_("of month {n} of the period"),
    ("first", True): N_("of the first month of the next period"),
    ("last", True): N_("of the last month of the next period"),
    ("n", True): N_("of month {n} of the next period"),
}


def rhythm(recurrence: Recurrence) -> Message:
    """“monthly”, “every 2 months”."""
    number = interval(recurrence)
    return say(recurrence.every.label) if number == 1 else say(_EVERY_N[recurrence.every], n=number)


def cycle(recurrence: Recurrence) -> Message:
    """“quarterly, on day 5 of the first month of the next period”."""
    month = _month(recurrence)
    days = _days(recurrence) or (say("on the last day") if month else None)
    if days and month:
        return say("{every}, {days} {month}", every=rhythm(recurrence), days=days, month=month)
    if days:
        return say("{every}, {days}", every=rhythm(recurrence), days=days)
    return rhythm(recurrence)


def _days(recurrence: Recurrence) -> Message | None:
    """The days, in the order in which they are given; the last working day has words of its own."""
    plain = [day for day in recurrence.day if not day.working]
    parts: list[Message] = []
    if plain and recurrence.every is Every.WEEK:
        parts.append(say("on {day}", day=listed([say(WEEKDAYS[min(day.number, 7) - 1]) for day in plain])))
    elif plain:
        dated = all(day.of_year for day in plain)
        shown = listed([_shown(day) for day in plain])
        parts.append(say("on {day}", day=shown) if dated else say("on day {day}", day=shown))
    if len(plain) < len(recurrence.day):
        parts.append(say("on the last working day"))
    return listed(parts) if parts else None


def _shown(day: CycleDay) -> Message | int:
    found = day.of_year
    return say("{month}-{day}", month=f"{found[0]:02d}", day=f"{found[1]:02d}") if found else day.number


def _month(recurrence: Recurrence) -> Message | None:
    following = recurrence.period is DuePeriod.NEXT
    length = months_in(recurrence)
    if length <= 1 or (all(day.of_year for day in recurrence.day) and recurrence.day):
        if not following:
            return None
        return say("of the week after") if recurrence.every is Every.WEEK else say("of the period after")
    if recurrence.month is None and not following:
        return None
    number = recurrence.month.within(length) if recurrence.month else length
    name = "first" if number == 1 else "last" if number == length else "n"
    return say(_MONTHS[name, following], n=number)


def as_written(recurrence: Recurrence, key: str = "recurrence") -> str:
    """The recurrence as one line of a plan; in a notice its key is ``cycle``."""
    days = ", ".join(recurrence.day)
    parts = {
        "every": recurrence.every.value,
        "interval": str(recurrence.interval or ""),
        "day": f"[{days}]" if len(recurrence.day) > 1 else days,
        "month": recurrence.month or "",
        "period": recurrence.period.value if recurrence.period else "",
        "from": recurrence.from_.isoformat() if recurrence.from_ else "",
        "until": recurrence.until.isoformat() if recurrence.until else "",
    }
    return f"{key}: {{{', '.join(f'{key}: {value}' for key, value in parts.items() if value)}}}"
