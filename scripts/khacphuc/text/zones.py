"""Convert moments to days: commits have time zones of their own, the register one."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone, tzinfo
from functools import cache

# Viet Nam has kept UTC+7 without summer time since 1975. Windows has no time zone data.
VIET_NAM = timezone(timedelta(hours=7))
_VIET_NAM_NAMES = frozenset({"Asia/Ho_Chi_Minh", "Asia/Saigon", "Asia/Bangkok"})


@cache
def zone(name: str) -> tzinfo:
    """Return a time zone of the IANA list. One that this machine does not know counts as Viet Nam's."""
    if name in _VIET_NAM_NAMES:
        return VIET_NAM
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name)
    except (OSError, ValueError, KeyError):  # unknown, malformed, or no data on this machine
        return VIET_NAM


def local(moment: datetime | None, where: tzinfo) -> datetime | None:
    """Return a moment in a zone; None for none, and for one at the ends of time."""
    try:
        return moment.astimezone(where) if moment else None
    except (OverflowError, ValueError):
        return None


def day_in(moment: datetime | None, where: tzinfo) -> date | None:
    """Return the day of a moment in a zone."""
    found = local(moment, where)
    return found.date() if found else None
