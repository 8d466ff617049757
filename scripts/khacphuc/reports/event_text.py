"""Word the events of a trail, one sentence each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, tzinfo

from msgspec.structs import replace

from khacphuc.history.comparing.purposes import SERVED, SERVING, STANDS
from khacphuc.history.trail import Arrival, Event, EventKind, Trail
from khacphuc.model.schema import Vocabulary
from khacphuc.model.vocabulary import Declared, Effectiveness, Status, VerificationOutcome
from khacphuc.reports.event_names import deadline_of, field_of, subject_of
from khacphuc.rules.owed_things import days_in, owed_thing
from khacphuc.text.message import N_, Message, MessageArgument, Speaker, listed, say, say_n
from khacphuc.text.zones import day_in

DEADLINES = frozenset(
    (
        EventKind.DEADLINE_LATER,
        EventKind.DEADLINE_EARLIER,
        EventKind.DEADLINE_REMOVED,
        EventKind.DEADLINE_SET,
    )
)
MOVES = frozenset((EventKind.DEADLINE_LATER, EventKind.DEADLINE_EARLIER))
"""A deadline that stood was put on another day."""

OWED = frozenset(
    (
        EventKind.OWED_NO_MORE,
        EventKind.OWED_LATER,
        EventKind.OWED_BY_ANOTHER,
        EventKind.OWED_LESS,
        EventKind.LATENESS_GONE,
    )
)
"""What was owed is owed no more, or otherwise, and no document says so."""

WORDED = frozenset(
    (
        EventKind.REWORDED,
        EventKind.CONCLUSION_EDITED,
        EventKind.RECORD_REWRITTEN,
        EventKind.ID_REUSED,
        EventKind.PARTICULARS_CHANGED,
        EventKind.ADDED,
        EventKind.DROPPED,
        EventKind.OWED_LESS,
    )
)
"""Kinds of events whose old and new text are compared word by word."""

_SAID = {
    EventKind.CREATED: N_("{subject} entered the register"),
    EventKind.ISSUED: N_("{subject} was issued"),
    EventKind.MOVED: N_("{subject} was moved from {old} to {new}"),
    EventKind.DELETED: N_("{subject} was deleted"),
    EventKind.UNREADABLE: N_("{subject} became unreadable"),
    EventKind.READABLE: N_("{subject} can be read again"),
    EventKind.DEADLINE_LATER: N_("{deadline} was moved from {old} to {new} ({days} later)"),
    EventKind.DEADLINE_EARLIER: N_("{deadline} was brought forward from {old} to {new} ({days} earlier)"),
    EventKind.DEADLINE_REMOVED: N_("{deadline}, which was {old}, was removed"),
    EventKind.DEADLINE_SET: N_("{deadline} was set to {new}"),
    EventKind.OWNER_CHANGED: N_("“{field}” of {subject} changed from {old} to {new}"),
    EventKind.REWORDED: N_("“{field}” of {subject} was reworded"),
    EventKind.CONCLUSION_EDITED: N_("“{field}” of {subject} was edited after the conclusion had been issued"),
    EventKind.ADDED: N_("{subject} was added"),
    EventKind.DROPPED: N_("{subject} was dropped"),
    EventKind.ID_REUSED: N_("the id of {subject} was used again for something else"),
    EventKind.STATE_BACK: N_("the state of {subject} went back from {old} to {new}"),
    EventKind.RECORD_REWRITTEN: N_("“{field}” of {subject} was rewritten after the record had landed"),
    EventKind.RECORD_DELETED: N_("{subject} was deleted after it had landed"),
    EventKind.RECORD_LATE: N_("{subject} arrived {days} after the date it bears"),
    EventKind.REACHED_BEFORE: N_("{subject} says {days} later that something was done on {old}"),
    EventKind.OPPOSING_COMMIT: N_("{subject} was committed by {new}, of the other side of the case"),
    EventKind.FOREIGN_COMMIT: N_("{subject} was committed by {new}, who has no part in it"),
    EventKind.REGISTER_MOVED: N_("the register came here from {old}"),
    EventKind.CLOSURE_BURST: N_("the case was closed together with others, {days} at once"),
    EventKind.OWED_NO_MORE: N_("{owed} is not owed any more; it was due on {old}"),
    EventKind.OWED_LATER: N_("{owed} was due on {old} and is due on {new} now"),
    EventKind.OWED_BY_ANOTHER: N_("{owed} is owed by {new} and no longer by {old}"),
    EventKind.OWED_LESS: N_("less is owed of {owed}"),
    EventKind.MERGE_LEFT_OUT: N_("a merge has left out what its other side had made of {subject}"),
    EventKind.LATENESS_GONE: N_("the day on which {owed} was met changed from {old} to {new}"),
    EventKind.VERIFIED_BEFORE: N_("{subject} was verified on {old}, before what it confirms had arrived"),
    EventKind.PARTICULARS_CHANGED: N_("“{field}” of {subject} was changed"),
}
_NOTHING_OWED = N_("nothing of the case is owed any more: {old}")
_OTHER_DAYS = N_("{owed} is not owed any more on {old}, but on {new}")
_NO_DAYS = N_("{owed} is not owed any more on {old}")
_NO_DEADLINE = N_("{owed} was due on {old} and has no deadline now")
_OTHER_PURPOSES = {
    SERVED: N_("{owed} is no longer owed for all that it was owed for"),
    STANDS: N_("what stood under the id of {owed} stands under another"),
    SERVING: N_("{owed} is served by nothing but what had ended before"),
}
_DRAFT_CREATED = N_("{subject} entered the register as a draft")
_REOPENED = N_("the case was opened again: its closure is gone")
_COMMITS = frozenset((EventKind.OPPOSING_COMMIT, EventKind.FOREIGN_COMMIT))
_STRANGER = N_("{subject} was committed by somebody whom the register does not know")
_WITHOUT_NEW = {EventKind.OWED_LATER: _NO_DEADLINE, EventKind.FOREIGN_COMMIT: _STRANGER}
_BARE = {
    EventKind.OPPOSING_COMMIT: N_("{subject} was committed by people of the other side of the case"),
    EventKind.FOREIGN_COMMIT: N_("{subject} was committed by somebody who has no part in it"),
    EventKind.PARTICULARS_CHANGED: N_("{subject} was changed"),
    EventKind.MOVED: N_("{subject} was moved to another folder"),
    EventKind.OWNER_CHANGED: N_("“{field}” of {subject} was set to {new}"),
    EventKind.CONCLUSION_EDITED: N_("{subject} was edited after the conclusion had been issued"),
    EventKind.STATE_BACK: N_("the state of {subject} went back"),
    EventKind.REWORDED: N_("{subject} was reworded"),
    EventKind.RECORD_REWRITTEN: N_("{subject} was rewritten after it had landed"),
    EventKind.OWED_NO_MORE: N_("{owed} is not owed any more"),
    EventKind.OWED_BY_ANOTHER: N_("{owed} is owed by another unit"),
    EventKind.OWED_LATER: N_("{owed} is due later than before"),
    EventKind.LATENESS_GONE: N_("{owed} was overdue and is told as met on {new} now"),
}
"""The same without what they say of before."""

_OF_PARTIES = frozenset(
    (
        EventKind.OWNER_CHANGED,
        EventKind.OPPOSING_COMMIT,
        EventKind.FOREIGN_COMMIT,
        EventKind.OWED_BY_ANOTHER,
    )
)
_MOST_DAYS = 12
_STATES: tuple[type[Vocabulary], ...] = (Declared, VerificationOutcome, Status, Effectiveness)


class EventFormatter:
    """Puts events into one language, for one way of naming units and people (``chi-bo-a/bi-thu``)."""

    def __init__(self, speak: Speaker, party: Callable[[str], str], where: tzinfo) -> None:
        self.speak = speak
        self._party = party
        self._where = where

    def sentence(self, event: Event) -> str:
        """Return the sentence of an event, without author and time, with a full stop."""
        said = self.speak(say(_text(event), **self._blanks(event)))
        if event.kind in DEADLINES - {EventKind.DEADLINE_SET}:
            said += "".join(self.speak(part) for part in _standing(event))
        return f"{said[:1].upper()}{said[1:]}."

    def subject(self, event: Event) -> str:
        """Return the name of an event's subject within a sentence."""
        return self.speak(self._subject(event))

    def wordings(self, event: Event) -> tuple[str, str]:
        """Return the old text and the new one; days as people read them."""
        old, new = (self.speak(_day(text) or text) for text in (event.old, event.new))
        return old, new

    def arrived_on(self, arrival: Arrival) -> date | None:
        """Return the day on which the main branch received it, in the register's zone."""
        return day_in(arrival.arrived_at, self._where)

    def authors(self, arrival: Arrival) -> str:
        """Return the authors of an arrival, as its commits name them."""
        names = dict.fromkeys(author.name.strip() or author.email for author in arrival.authors)
        named = self.speak(", ".join(filter(None, names))) or self.speak(say("nobody named"))
        return self.speak(say("{names} (registrar)", names=named)) if arrival.registrar else named

    def field(self, event: Event) -> str:
        """Return the label of the key that was changed."""
        return self.speak(field_of(event))

    def _blanks(self, event: Event) -> dict[str, MessageArgument]:
        subject, count = self._subject(event), abs(event.days)
        if event.kind is EventKind.CLOSURE_BURST:
            days = say_n("{n} case", "{n} cases", _number(event.new))
        else:
            days = say_n("{n} day", "{n} days", count)
        return {
            "subject": subject,
            "field": field_of(event),
            "deadline": deadline_of(event, subject),
            "owed": owed_thing(event),
            "old": self._value(event, event.old),
            "new": self._value(event, event.new),
            "days": days,
        }

    def _subject(self, event: Event) -> Message:
        if event.what == "person" and event.id:
            return say("{party}", party=self._party(event.id))
        return subject_of(event)

    def _value(self, event: Event, text: str) -> MessageArgument:
        """Return a value of an event: a day, a word of a list, parties; what is none of these as it is."""
        if not text:
            return say(N_("nothing"))
        if (day := _day(text)) is not None:
            return day
        if event.kind is EventKind.OWED_NO_MORE and event.what != "case":
            days = days_in(text)
            return listed([*days[:_MOST_DAYS], *(["…"] if len(days) > _MOST_DAYS else [])])
        if event.kind is EventKind.STATE_BACK:
            found = (word for words in _STATES for word in words if word.value == text)
            return next((Message(word.label) for word in found), text)
        if event.kind in _OF_PARTIES:
            return ", ".join(self._party(one) for one in text.replace(",", " ").split())
        return text


def _text(event: Event) -> str:
    if event.kind is EventKind.CREATED and event.new == Status.DRAFT:
        return _DRAFT_CREATED
    if event.kind is EventKind.STATE_BACK and event.what == "closure":
        return _REOPENED
    if event.kind in (EventKind.OWED_LESS, EventKind.OWED_NO_MORE) and event.field in _OTHER_PURPOSES:
        return _OTHER_PURPOSES[event.field]
    if event.kind is EventKind.OWED_NO_MORE and event.old and event.what == "case":
        return _NOTHING_OWED
    if event.kind is EventKind.OWED_NO_MORE and event.old and event.field == "occurrence":
        return _OTHER_DAYS if days_in(event.new) else _NO_DAYS
    if event.kind in _WITHOUT_NEW and event.old and not event.new:
        return _WITHOUT_NEW[event.kind]
    known = event.field if event.kind in WORDED else event.new if event.kind in _COMMITS else event.old
    return _BARE.get(event.kind, _SAID[event.kind]) if not known else _SAID[event.kind]


def _standing(event: Event) -> tuple[Message, ...]:
    """Return whether a move was declared, and whether the deadline had passed by then."""
    if event.kind is EventKind.DEADLINE_REMOVED:
        declared = None
    else:
        declared = say(", with an extension") if event.declared else say(", without an extension")
    passed = say(", after it had passed") if event.passed else None
    return tuple(part for part in (declared, passed) if part)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == len("2026-06-30") else None
    except ValueError:
        return None


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0


def until(trail: Trail, day: date, where: tzinfo) -> Trail:
    """Return the trail as it was on a day: what arrived with or before the last commit dated up to then.

    Dates of commits may lie, so that only the position on the main branch decides what was before.
    """
    dated = ((arrival.order, day_in(arrival.arrived_at, where)) for arrival in trail.arrivals)
    last = max((order for order, on in dated if on is None or on <= day), default=-1)
    if all(arrival.order <= last for arrival in trail.arrivals):
        return trail
    events = tuple(event for event in trail.events if trail.arrival(event).order <= last)
    return replace(trail, events=events)
