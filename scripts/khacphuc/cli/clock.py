"""Read the clock; nothing else in the program does."""

from __future__ import annotations

from datetime import date, datetime

from khacphuc.text.zones import zone as zone_named


def today(zone: str) -> date:
    """Return the date it is now in a time zone of the IANA list. One that this machine does not know counts as Viet Nam's."""
    return datetime.now(zone_named(zone)).date()


def moment(zone: str) -> datetime:
    """The moment it is now, in a time zone of the IANA list."""
    return datetime.now(zone_named(zone))
