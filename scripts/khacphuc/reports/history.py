"""What happened, in plain words: one sentence for each event of a trail."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, tzinfo
from functools import cache
from pathlib import PurePosixPath

from khacphuc.history.trail import Event, EventKind, Landing, Trail
from khacphuc.model import DOCUMENTS
from khacphuc.model.conclusion import Finding, Requirement
from khacphuc.model.parts import Paper
from khacphuc.model.plan import Milestone, Task
from khacphuc.model.records import TaskProgress, TaskVerification
from khacphuc.model.schema import Vocabulary, fields
from khacphuc.model.vocabulary import Declared, Effectiveness, Status, VerificationOutcome
from khacphuc.register.layout import Slot, slot_of
from khacphuc.register.source import Entry
from khacphuc.text.message import N_, Message, Shown, Speaker, say, say_n
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

WORDED = frozenset((EventKind.REWORDED, EventKind.CONCLUSION_EDITED, EventKind.RECORD_REWRITTEN))
"""What is shown as the old text and the new one, word by word."""

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
    EventKind.OWNER_CHANGED: N_("{field} of {subject} changed from {old} to {new}"),
    EventKind.REWORDED: N_("{field} of {subject} was reworded"),
    EventKind.CONCLUSION_EDITED: N_("{field} of {subject} was edited after the conclusion had been issued"),
    EventKind.ADDED: N_("{subject} was added"),
    EventKind.DROPPED: N_("{subject} was dropped"),
    EventKind.ID_REUSED: N_("the id of {subject} was used again for something else"),
    EventKind.STATE_BACK: N_("the state of {subject} went back from {old} to {new}"),
    EventKind.RECORD_REWRITTEN: N_("{field} of {subject} was rewritten after the record had landed"),
    EventKind.RECORD_DELETED: N_("{subject} was deleted after it had landed"),
    EventKind.RECORD_LATE: N_("{subject} arrived {days} after the date it bears"),
    EventKind.VERIFIED_BY_DOER: N_("{subject} was committed by people of the unit that did the work"),
    EventKind.FOREIGN_COMMIT: N_("{subject} was changed by somebody of another unit"),
    EventKind.CLOSURE_BURST: N_("{days} closed at once"),
}
_BARE = {
    EventKind.MOVED: N_("{subject} was moved to another folder"),
    EventKind.OWNER_CHANGED: N_("{field} of {subject} was set to {new}"),
    EventKind.CONCLUSION_EDITED: N_("{subject} was edited after the conclusion had been issued"),
    EventKind.STATE_BACK: N_("the state of {subject} went back"),
    EventKind.REWORDED: N_("{subject} was reworded"),
    EventKind.RECORD_REWRITTEN: N_("{subject} was rewritten after it had landed"),
}
"""The same without what they say of before."""

_PARTS = {
    "task": N_("task {id}"),
    "milestone": N_("milestone {id}"),
    "finding": N_("finding {id}"),
    "requirement": N_("requirement {id}"),
    "case": N_("the case"),
    "person": N_("person {id}"),
}
_DEADLINES = {
    "due": N_("the deadline of {subject}"),
    "plan_due": N_("the deadline for the plan"),
    "report_due": N_("the deadline for the result report"),
    "until": N_("the last day of {subject}"),
    "reply_due": N_("the reply date of {subject}"),
}
_STATES: tuple[type[Vocabulary], ...] = (Declared, VerificationOutcome, Status, Effectiveness)
_LOWER = frozenset("case task milestone finding requirement".split())


class Teller:
    """Puts events into one language, for one way of naming units and people (``chi-bo-a/bi-thu``)."""

    def __init__(self, speak: Speaker, party: Callable[[str], str], where: tzinfo) -> None:
        self.speak = speak
        self._party = party
        self._where = where

    def sentence(self, event: Event) -> str:
        """What happened, without who and when; a full stop at its end."""
        text = _SAID[event.kind]
        if event.kind in _BARE and not (event.field if event.kind in WORDED else event.old):
            text = _BARE[event.kind]
        said = self.speak(say(text, **self._blanks(event)))
        if event.kind in DEADLINES - {EventKind.DEADLINE_SET}:
            said += "".join(self.speak(part) for part in _standing(event))
        return f"{said[:1].upper()}{said[1:]}."

    def subject(self, event: Event) -> str:
        """What an event speaks of, as it is called within a sentence."""
        return self.speak(_subject(event))

    def arrived_on(self, landing: Landing) -> date | None:
        """The day on which the main branch received it, in the register's zone."""
        return day_in(landing.arrived_at, self._where)

    def authors(self, landing: Landing) -> str:
        """Everybody who wrote what arrived, as the commits name them."""
        names = dict.fromkeys(author.name.strip() or author.email for author in landing.authors)
        return self.speak(", ".join(filter(None, names))) or self.speak(say("nobody named"))

    def field(self, event: Event) -> str:
        """The label of the key that was changed."""
        return self.speak(_field(event))

    def _blanks(self, event: Event) -> dict[str, Shown]:
        many = event.kind is EventKind.CLOSURE_BURST
        count = abs(event.days)
        return {
            "subject": _subject(event),
            "field": _field(event),
            "deadline": _deadline(event),
            "old": self._value(event, event.old),
            "new": self._value(event, event.new),
            "days": say_n("{n} case", "{n} cases", count or _number(event.new))
            if many
            else say_n("{n} day", "{n} days", count),
        }

    def _value(self, event: Event, text: str) -> Shown:
        """A value of an event: a day, a word of a list, parties; what is none of these as it is."""
        if not text:
            return say(N_("nothing"))
        if (day := _day(text)) is not None:
            return day
        if event.kind is EventKind.STATE_BACK:
            found = (words(text) for words in _STATES if text in set(words))
            return next((Message(word.label) for word in found), text)
        if event.kind is EventKind.OWNER_CHANGED:
            return ", ".join(self._party(one) for one in text.replace(",", " ").split())
        return text


def _standing(event: Event) -> tuple[Message, ...]:
    """Whether a move was declared, and whether the deadline had passed by then."""
    if event.kind is EventKind.DEADLINE_REMOVED:
        declared = None
    else:
        declared = say(", with an extension") if event.declared else say(", without an extension")
    passed = say(", after it had passed") if event.passed else None
    return tuple(part for part in (declared, passed) if part)


def _deadline(event: Event) -> Message:
    key = event.field.rpartition(".")[2]
    text = _DEADLINES.get(key)
    if text is None:
        return say("{field} of {subject}", field=_field(event), subject=_subject(event))
    return say(text, subject=_subject(event)) if "{subject}" in text else say(text)


def _subject(event: Event) -> Message:
    """“task N2”, “milestone N2.1 of task N2”, “the progress update of 15 Jun 2026”."""
    if event.what == "milestone" and "/" in event.id:
        task, _, name = event.id.partition("/")
        return say("milestone {id} of task {task}", id=name, task=task)
    if event.what in _PARTS:
        text = _PARTS[event.what]
        return say(text, id=event.id) if event.id and "{id}" in text else say(text.replace(" {id}", ""))
    found = slot_of(Entry(event.path))
    if not isinstance(found, Slot) or event.path == event.folder.rstrip("/") == found.folder:
        return (
            say("the case") if event.folder.count("/") > 1 else say("{path}", path=event.path or event.folder)
        )
    return _document(event, found)


def _document(event: Event, slot: Slot) -> Message:
    kind = event.what if event.what in DOCUMENTS else slot.type
    title = Message(_NAMES.get(kind, DOCUMENTS[kind].TITLE))
    if slot.date is not None:
        return say("{document} of {day}", document=title, day=slot.date)
    if slot.type == "plan" and slot.slug:
        return say("{document} ({file})", document=title, file=PurePosixPath(event.path).name)
    return title


_NAMES = {
    "conclusion": N_("the conclusion notice"),
    "plan": N_("the remediation plan"),
    "unit": N_("the unit"),
    "policy": N_("the register's settings"),
    "update": N_("the progress update"),
    "extension": N_("the extension"),
    "verification": N_("the verification"),
    "opinion": N_("the opinion"),
    "reply": N_("the reply"),
    "reminder": N_("the reminder"),
    "meeting": N_("the meeting record"),
    "report": N_("the report"),
    "closure": N_("the closure"),
}
"""Documents as they are called within a sentence."""


def _field(event: Event) -> Message:
    """The label of the key that was changed; the key itself when no declaration has it."""
    key = event.field.rpartition(".")[2].rstrip("_")
    found = slot_of(Entry(event.path))
    kinds = (event.what, found.type if isinstance(found, Slot) else "")
    label = next((labels[key] for kind in kinds if key in (labels := _labels(kind))), "")
    if key == "body":
        return say("the text")
    return Message(label) if label else say("{path}", path=event.field)


_KINDS = {"task": Task, "milestone": Milestone, "finding": Finding, "requirement": Requirement}


@cache
def _labels(kind: str) -> dict[str, str]:
    """Key → label, of a document kind or a part of one. Records bring those of what they say of each task."""
    whole = _KINDS.get(kind) or DOCUMENTS.get(kind)
    parts = (TaskProgress, TaskVerification, Paper, Task, Milestone, whole) if whole else ()
    return {field.key: field.about.label for part in parts if part for field in fields(part)}


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == len("2026-06-30") else None
    except ValueError:
        return None


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0


def until(trail: Trail, day: date, where: tzinfo) -> Trail:
    """The trail as it was on a day: what arrived with or before the last commit dated up to then.

    Dates of commits may lie, so that only the position on the main branch decides what was before.
    """
    dated = ((landing.order, day_in(landing.arrived_at, where)) for landing in trail.landings)
    last = max((order for order, on in dated if on is None or on <= day), default=-1)
    if all(landing.order <= last for landing in trail.landings):
        return trail
    events = tuple(event for event in trail.events if trail.landing(event).order <= last)
    return Trail(trail.tip, trail.landings, events)
