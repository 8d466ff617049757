"""Locate the subject of an event in the case as it stands, for the rules about history."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

from khacphuc.history.trail import Event
from khacphuc.model.conclusion import Finding, Requirement
from khacphuc.model.plan import Plan, Task
from khacphuc.model.vocabulary import Duty
from khacphuc.register.case import Case
from khacphuc.register.document import AnyDocument, holds
from khacphuc.rules.confidential import scan
from khacphuc.rules.contract import CaseHistory, Context
from khacphuc.text.flaw import Place
from khacphuc.text.message import Message, say
from khacphuc.text.nodes import Path
from khacphuc.text.zones import day_in, zone

DUTIES = {"plan_due": Duty.PLAN, "report_due": Duty.REPORT}
_KEYS: dict[str, Path] = {"until": ("recurrence", "until"), "target.total": ("target", "total")}
PARTS: Mapping[str, tuple[str, type[Finding | Requirement]]] = {
    "finding": ("findings", Finding),
    "requirement": ("requirements", Requirement),
}
_SHOWN = 10
_LONGEST_NAME = 60
_QUOTED = 120


# ----------------------------------------------------------------------------------------- where it stands


def event_place(event: Event, history: CaseHistory) -> tuple[str, Place]:
    """Return the path and place of an event: its subject, else the head of its document, else the conclusion."""
    case = history.case
    if case is None:
        return event.path, Place()
    found = standing(case, event)
    if found is not None:
        document, at = found
        return document.path, document.place((*at, *_key(event)))
    own = document_of(case, event)
    document = own or case.documents[0]
    return document.path, document.place(_key(event) if own else ())


def _key(event: Event) -> Path:
    first = event.field.partition(", ")[0]
    return _KEYS.get(first, (first,) if first else ())


def document_of(case: Case, event: Event) -> AnyDocument | None:
    """Return the document of an event as it stands. Its folder may bear another name by now."""
    name = PurePosixPath(event.path).name
    return next((found for found in case.documents if PurePosixPath(found.path).name == name), None)


def standing(case: Case, event: Event) -> tuple[AnyDocument, Path] | None:
    """Return where the task, milestone, finding or requirement of an event stands; of a lost milestone, its task."""
    if event.what in PARTS:
        key, kind = PARTS[event.what]
        return next(
            (
                (document, (key, index))
                for document, index, part in case.parts()
                if isinstance(part, kind) and part.id == event.id
            ),
            None,
        )
    found = task_of(case, event)
    if found is None:
        return None
    document, index, task = found
    steps = [step.id for step in task.milestones]
    name = named(event)
    inner: Path = ("milestones", steps.index(name)) if event.what == "milestone" and name in steps else ()
    return document, ("tasks", index, *inner)


def task_of(case: Case, event: Event) -> tuple[AnyDocument, int, Task] | None:
    """Return the task that an event is about, or whose milestone it is about."""
    if event.what not in ("task", "milestone"):
        return None
    name = task_id(event)
    own = document_of(case, event)
    if own is not None and holds(own, Plan):  # which a revision may have overtaken since
        for index, task in enumerate(own.record.tasks):
            if task.id == name:
                return own, index, task
    return next(
        ((document, index, task) for document, _, index, task in case.tasks() if task.id == name), None
    )


def task_id(event: Event) -> str:
    """Return the id of the task of an event about a task, or a milestone, or what one unit owes of it."""
    return event.id.partition("/")[0].partition("@")[0]


def is_there(case: Case, event: Event) -> bool:
    """Return whether the thing of an event is in the case."""
    found = task_of(case, event)
    if event.what == "milestone":
        return named(event) in case.milestones
    return found is not None or standing(case, event) is not None


# --------------------------------------------------------------------------------------- who changed it when


def when(event: Event, history: CaseHistory, context: Context) -> Message:
    """In which commit, by whom and on which day something arrived, as part of a sentence."""
    arrival = history.arrivals[event.arrival]
    author = arrival.authors[0] if arrival.authors else arrival.committer
    name = (author.name.strip() or author.email.strip() or "?")[:_LONGEST_NAME]
    if not arrival.commit and arrival.arrived_in:  # a merge of the change
        commit = arrival.arrived_in[:_SHOWN]
        return say("in commit {commit} ({author}) of this change", commit=commit, author=name)
    if not arrival.commit:
        return say("in this change")
    day = day_in(arrival.arrived_at, zone(context.settings.policy.time_zone))
    commit = arrival.commit[:_SHOWN]
    if day is None:
        return say("in commit {commit} ({author})", commit=commit, author=name)
    return say("in commit {commit} ({author}, {day})", commit=commit, author=name, day=day)


def called(event: Event) -> Message:
    """Return the name of an event's subject: its id, or the duty of the deadline."""
    duty = DUTIES.get(event.field)
    if duty:
        return Message("“{duty}”", (("duty", say(duty.label)),))
    return Message("{id}", (("id", named(event)),))


def named(event: Event) -> str:
    return event.id.rpartition("/")[2].partition("@")[0]


def quoted(text: str) -> str:
    """Return a text as a message may repeat it: short, and without what may have been the reason to take it out."""
    line = " ".join(text.split())
    for hit in sorted(scan(line), key=lambda hit: hit.start, reverse=True):
        line = line[: hit.start] + hit.shown + line[hit.end :]
    return line if len(line) <= _QUOTED else f"{line[:_QUOTED]}…"
