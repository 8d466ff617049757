"""What has happened lately as an Atom feed (RFC 4287): newly overdue, deadlines moved, cases closed."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from xml.etree import ElementTree as ET

from msgspec import Struct

from khacphuc.exports.owed_sheet import owed_words
from khacphuc.exports.shown_ids import shown_id
from khacphuc.obligations.values import CaseState
from khacphuc.obligations.views import ObligationRow
from khacphuc.pages.anchors import anchor, case_path, up
from khacphuc.pages.fragments import clip
from khacphuc.pages.site_index import SiteIndex
from khacphuc.text.message import say
from khacphuc.text.zones import zone

DAYS = 90
"""How far back a feed goes."""
ENTRIES_MAX = 200
_NAMESPACE = "http://www.w3.org/2005/Atom"
_OURS = uuid.UUID("5f8a2f5e-1d0c-5b62-9a38-0c7a4c1f7f10")
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


class FeedEntry(Struct, frozen=True, order=True):
    """One thing that happened. Sorted by its day, then by what it is known by."""

    day: date
    name: str
    title: str
    about: str
    link: str
    """From the root of the site."""


def entries(ledger: SiteIndex, rows: Iterable[ObligationRow], states: Iterable[CaseState]) -> list[FeedEntry]:
    """What happened to some obligations and cases in the last days, the newest first."""
    first = ledger.site.as_of - timedelta(min(DAYS, ledger.site.as_of.toordinal() - 1))
    found = {*_of_obligations(ledger, rows), *_closures(ledger, states)}
    recent = [entry for entry in found if first <= entry.day <= ledger.site.as_of]
    return sorted(recent, key=lambda entry: (-entry.day.toordinal(), entry.name))[:ENTRIES_MAX]


def _of_obligations(ledger: SiteIndex, rows: Iterable[ObligationRow]) -> Iterator[FeedEntry]:
    made = ledger.context
    for row in rows:
        item, state = row.obligation, row.case
        what = f"{made.party_name(item.owed_by)}: {clip(owed_words(ledger, row))}"
        about = f"{state.number or state.id}: {state.title}"
        link = f"{case_path(state.folder)}#{anchor(item)}"
        name = shown_id(made, item)
        due = item.deadline.current
        if row.overdue and due:
            day = due + timedelta(1)
            title = made.say(say("Overdue since {day}: {what}", day=day, what=what))
            yield FeedEntry(day, f"overdue {name} {due}", title, about, link)
        for move in item.deadline.moved:
            title = made.say(
                say(
                    "Deadline moved from {before} to {after}: {what}",
                    before=move.before,
                    after=move.after,
                    what=what,
                )
            )
            yield FeedEntry(move.decided, f"moved {name} {move.after} {move.decided}", title, about, link)


def _closures(ledger: SiteIndex, states: Iterable[CaseState]) -> Iterator[FeedEntry]:
    made = ledger.context
    for state in states:
        if state.closed_on:
            about = f"{made.unit_name(state.owner)}: {state.title}"
            title = made.say(say("Case closed: {case}", case=state.number or state.id))
            yield FeedEntry(state.closed_on, f"closed {state.id}", title, about, case_path(state.folder))


def atom_bytes(ledger: SiteIndex, path: str, title: str, found: Iterable[FeedEntry]) -> bytes:
    """The feed that stands at a path of the site. Without an address of the site, links are relative to the feed."""
    made = ledger.context
    address = (made.policy.site_url or "").rstrip("/")
    root = f"{address}/" if address else up(path)
    made_of = list(found)
    feed = ET.Element("feed", {"xmlns": _NAMESPACE, "xml:lang": made.site.language})
    _add(feed, "id", _id(made.policy.committee, path))
    _add(feed, "title", title)
    _add(feed, "updated", _instant(made_of[0].day if made_of else made.as_of, made.policy.time_zone))
    _add(feed, "generator", "Khắc Phục")
    _add(_add(feed, "author"), "name", made.policy.committee or "Khắc Phục")
    _add(
        feed,
        "link",
        rel="self",
        type="application/atom+xml",
        href=f"{root}{path}" if address else path.rpartition("/")[2],
    )
    _add(
        feed,
        "link",
        rel="alternate",
        type="text/html",
        href=f"{root}{path.rpartition('/')[0]}".rstrip("/") + "/",
    )
    for entry in made_of:
        item = _add(feed, "entry")
        _add(item, "id", _id(made.policy.committee, entry.name))
        _add(item, "title", entry.title)
        _add(item, "updated", _instant(entry.day, made.policy.time_zone))
        _add(item, "link", rel="alternate", type="text/html", href=f"{root}{entry.link}")
        _add(item, "summary", entry.about)
    ET.indent(feed)
    written: bytes = ET.tostring(feed, "utf-8", xml_declaration=True)
    return written + b"\n"


def _add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, name, {key: _UNFIT.sub("", value) for key, value in attributes.items()})
    element.text = _UNFIT.sub("", text) or None
    return element


def _id(committee: str, name: str) -> str:
    """An id that never changes, whatever address the site gets."""
    clean = f"{committee}\n{name}".encode(errors="replace").decode()
    return uuid.uuid5(_OURS, clean).urn


def _instant(day: date, time_zone: str) -> str:
    """The start of a day where the register is kept."""
    return datetime(day.year, day.month, day.day, tzinfo=zone(time_zone)).isoformat()
