"""Deadlines as an iCalendar file (RFC 5545): one all-day event for each obligation, known by an id that never changes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from khacphuc.exports.owed_sheet import owed_words
from khacphuc.exports.shown_ids import shown_id
from khacphuc.obligations.timeliness import is_open, timing_text
from khacphuc.obligations.views import ObligationRow
from khacphuc.pages.anchors import anchor, case_path
from khacphuc.pages.fragments import clip
from khacphuc.pages.site_index import SiteIndex
from khacphuc.text.message import N_, say

CLOSED_DAYS = 400
"""For so many days after its deadline, what is no longer owed stays in the file as cancelled."""
EVENTS_MAX = 5_000
"""Events of one file, the latest deadlines first: a calendar program is slow with more."""
_LINE = 75
_FIRST_DAY = date(2020, 1, 1)
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def ics_bytes(ledger: SiteIndex, name: str, rows: Iterable[ObligationRow]) -> bytes:
    """The calendar of some obligations, open and no longer owed; those without a deadline are left out."""
    dated = [row for row in rows if row.obligation.deadline.current and _listed(ledger, row)]
    dated.sort(key=lambda row: (row.obligation.deadline.current or date.max, row.obligation.id))
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//khacphuc//Khac Phuc//VI", "CALSCALE:GREGORIAN"]
    lines += ["METHOD:PUBLISH", f"X-WR-CALNAME:{escaped(name)}", "X-PUBLISHED-TTL:PT12H"]
    taken: dict[str, int] = {}
    drawn = ledger.kept(_drawn)
    parts = [_lines(lines)]
    for row in dated[-EVENTS_MAX:]:
        uid = _uid(ledger, row, taken)
        key = (uid, row.obligation.id)
        if key not in drawn:
            drawn[key] = _lines(_event(ledger, row, uid))
        parts.append(drawn[key])
    return b"".join((*parts, _lines(["END:VCALENDAR"])))


def _drawn(_: SiteIndex) -> dict[tuple[str, str], bytes]:
    """The events that have been written: each stands in the calendars of a unit, a head, a follower and all."""
    return {}


def _lines(lines: Iterable[str]) -> bytes:
    return b"".join(map(folded, lines))


def _listed(ledger: SiteIndex, row: ObligationRow) -> bool:
    due = row.obligation.deadline.current
    if is_open(row.obligation):
        return True
    return due is not None and (ledger.site.as_of - due).days <= CLOSED_DAYS


def _uid(ledger: SiteIndex, row: ObligationRow, taken: dict[str, int]) -> str:
    """The id of an event. In public, where shares of a task are told apart by hidden units, a number does that."""
    name = shown_id(ledger.context, row.obligation)
    number = taken[name] = taken.get(name, 0) + 1
    return f"{name}{f'-{number}' if number > 1 else ''}@khacphuc"


def _event(ledger: SiteIndex, row: ObligationRow, uid: str) -> Iterator[str]:
    made, item, state = ledger.context, row.obligation, row.case
    due, open_ = item.deadline.current, is_open(item)
    if due is None:
        return
    yield "BEGIN:VEVENT"
    yield f"UID:{escaped(uid)}"
    yield f"DTSTAMP:{ledger.site.as_of:%Y%m%d}T000000Z"
    yield f"SEQUENCE:{_sequence(ledger, row)}"
    yield f"DTSTART;VALUE=DATE:{due:%Y%m%d}"
    if due < date.max:
        yield f"DTEND;VALUE=DATE:{due + timedelta(1):%Y%m%d}"
    yield f"SUMMARY:{escaped(f'{made.party_name(item.owed_by)}: {clip(owed_words(ledger, row))}')}"
    yield f"DESCRIPTION:{escaped(_description(ledger, row))}"
    yield f"CATEGORIES:{escaped(made.words[item.kind.label])}"
    yield f"STATUS:{'CONFIRMED' if open_ else 'CANCELLED'}"
    yield "TRANSP:TRANSPARENT"
    if address := made.policy.site_url:
        yield f"URL:{address.rstrip('/')}/{case_path(state.folder)}#{anchor(item)}"
    days = made.policy.days.calendar_alarm
    if open_ and days is not None:
        yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"TRIGGER:-P{days}D")
        yield f"DESCRIPTION:{escaped(clip(owed_words(ledger, row)))}"
        yield "END:VALARM"
    yield "END:VEVENT"


def _sequence(ledger: SiteIndex, row: ObligationRow) -> int:
    """A number that grows with each day, move and closing.

    What was closed may be opened again, and a calendar passes over an event whose number is not higher than it knows.
    """
    days = (ledger.site.as_of - _FIRST_DAY).days
    return max(2 * days, 0) + len(row.obligation.deadline.moved) + (not is_open(row.obligation))


def _description(ledger: SiteIndex, row: ObligationRow) -> str:
    """The case, who answers, where it stands, and the original deadline where it was moved."""
    made, item, state = ledger.context, row.obligation, row.case
    parts = [f"{state.number or state.id}: {state.title}"]
    if item.answerable and item.answerable != item.owed_by:
        parts.append(f"{made.words[N_('Answerable')]}: {made.party_name(item.answerable)}")
    parts.append(made.say(timing_text(row.timeliness)))
    original = item.deadline.original
    if original and original != item.deadline.current:
        parts.append(made.say(say("(originally {day})", day=original)))
    return "\n".join(parts)


def escaped(text: str) -> str:
    """A text as a value of iCalendar."""
    clean = _UNFIT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return clean.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def folded(line: str) -> bytes:
    """A line as it is written: no more than 75 bytes each, cut between characters."""
    data = line.encode()
    if len(data) <= _LINE:
        return data + b"\r\n"
    parts, start, room = [], 0, _LINE
    while start < len(data):
        end = min(start + room, len(data))
        while end < len(data) and data[end] & 0xC0 == 0x80:
            end -= 1
        parts.append(data[start:end])
        start, room = end, _LINE - 1
    return b"\r\n ".join(parts) + b"\r\n"
