"""Name the subject of an event within a sentence: documents, parts, keys, deadlines."""

from __future__ import annotations

from functools import cache
from pathlib import PurePosixPath

from khacphuc.history.trail import Event, EventKind
from khacphuc.model import DOCUMENTS
from khacphuc.model.conclusion import Finding, Requirement
from khacphuc.model.plan import Task
from khacphuc.model.records import TaskProgress, TaskVerification
from khacphuc.model.schema import bare, fields, is_part
from khacphuc.model.shared import Milestone, Paper
from khacphuc.model.unit import Person
from khacphuc.register.layout import Slot, slot_of
from khacphuc.register.source import Entry
from khacphuc.text.message import N_, Message, listed, say

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
    "occurrence": N_("an occurrence of {subject}"),
    "reply_due": N_("the reply date of {subject}"),
}


def deadline_of(event: Event, subject: Message) -> Message:
    key = event.field.rpartition(".")[2]
    text = _DEADLINES.get(key)
    if text is None:
        return say("“{field}” of {subject}", field=field_of(event), subject=subject)
    return say(text, subject=subject) if "{subject}" in text else say(text)


def subject_of(event: Event) -> Message:
    """“task N2”, “milestone N2.1 of task N2”, “the progress update of 15 Jun 2026”."""
    if event.what == "milestone" and "/" in event.id:
        task, _, name = event.id.partition("/")
        return say("milestone {id} of task {task}", id=name, task=task)
    if event.kind is EventKind.MOVED and event.folder.count("/") > 1:
        return say("the case")
    text = _PARTS.get(event.what, "")
    if text and (event.id or "{id}" not in text):
        return say(text, id=event.id)
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


def field_of(event: Event) -> Message:
    """Return the labels of the keys that were changed; a key itself when no declaration has it."""
    found = slot_of(Entry(event.path))
    kinds = (event.what, found.type if isinstance(found, Slot) else "")
    keys = [key for key in event.field.split(", ") if key]
    return listed(_label(key, kinds) for key in keys)


_WORDS = {"body": N_("free text"), "text": N_("wording")}


def _label(field: str, kinds: tuple[str, ...]) -> Message:
    key = field.rpartition(".")[2].rstrip("_")
    if key in _WORDS:
        return say(_WORDS[key])
    label = next((labels[key] for kind in kinds if key in (labels := _labels(kind))), "")
    return Message(label) if label else say("{path}", path=field)


_KINDS = {
    "task": Task,
    "milestone": Milestone,
    "finding": Finding,
    "requirement": Requirement,
    "person": Person,
}


@cache
def _labels(kind: str) -> dict[str, str]:
    """Return key → label, of a document kind or a part of one. Records bring those of what they say of each task."""
    whole = _KINDS.get(kind) or DOCUMENTS.get(kind)
    if whole is None:
        return {}
    parts = (TaskProgress, TaskVerification, Paper, Task, Milestone)
    found = {field.key: field.about.label for part in parts for field in fields(part)}
    for field in fields(whole):
        if is_part(part := bare(field.hint)):
            found |= {inner.key: inner.about.label for inner in fields(part)}
    return found | {field.key: field.about.label for field in fields(whole)}
