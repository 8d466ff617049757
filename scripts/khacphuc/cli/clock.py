"""The only reader of the clock."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone, tzinfo

# Viet Nam has kept UTC+7 without summer time since 1975, so "now" needs no time zone data there. Windows has none.
_VIET_NAM = timezone(timedelta(hours=7))
_VIET_NAM_NAMES = frozenset({"Asia/Ho_Chi_Minh", "Asia/Saigon", "Asia/Bangkok"})


def today(zone: str) -> date:
    """The date it is now in a time zone of the IANA list. One that this machine does not know counts as Viet Nam's."""
    return datetime.now(_zone(zone)).date()


def _zone(name: str) -> tzinfo:
    if name in _VIET_NAM_NAMES:
        return _VIET_NAM
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name)
    except (OSError, ValueError, KeyError):  # unknown, malformed, or no data on this machine
        return _VIET_NAM
