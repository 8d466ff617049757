"""Name what an event says is owed otherwise, and find how it is owed now."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct, structs

from khacphuc.history.comparing.owed import OCCURRENCE, Owed, obligations_of, owed_in
from khacphuc.history.trail import Event
from khacphuc.model.party import Party
from khacphuc.model.plan import Plan
from khacphuc.obligations.values import CaseState, ObligationKind
from khacphuc.rules.case_state import case_state
from khacphuc.rules.contract import CaseHistory, Context
from khacphuc.rules.deadline_moves import day_in
from khacphuc.text.message import N_, Message, say
from khacphuc.timeline.deadlines import AppliedMove

_OF_TASKS = (ObligationKind.DO_TASK.value, ObligationKind.MEET_OCCURRENCE.value)
_THINGS = {
    "plan_due": N_("the plan"),
    "report_due": N_("the result report"),
    "reply_due": N_("the answer to {id}"),
    "verify": N_("the verification of {id}"),
    "effectiveness_due": N_("the check of lasting effect of {id}"),
    "close": N_("the closing of the case"),
    "update": N_("the next progress update"),
    "addition": N_("the addition to the plan"),
}


def owed_thing(event: Event) -> Message:
    """Return the name of what is owed, within a sentence: ``N2``, ``the result report``, ``the plan of cb``."""
    if event.what == "case":
        return say("the case")
    name = event.id.rpartition("/")[2]
    task, at, unit = name.partition("@")
    if event.what == "conclusion" and event.field == "due":
        return say("the plan of {party}", party=name.removeprefix(f"{Plan.TYPE}."))
    text = _THINGS.get(event.field)
    if text is None:
        return say("{id} of {unit}", id=task, unit=unit) if at else Message("{id}", (("id", name),))
    return say(text, id=name) if "{id}" in text else say(text)


class OwedNow(Struct, frozen=True):
    """One thing as it is owed now."""

    owed: Owed
    moved: tuple[AppliedMove, ...]
    """The approved extensions of its deadline."""


def owed_now(event: Event, history: CaseHistory, context: Context) -> list[OwedNow]:
    """Return what is owed now of the thing of an event: of a recurring task each occurrence."""
    state = case_state(history.case, context) if history.case else None
    return [
        one
        for one in _of_case(state, history)
        if _key(one.owed.what, one.owed.id, one.owed.field) == _of(event)
    ]


def owed_in_place(event: Event, history: CaseHistory, context: Context) -> list[OwedNow]:
    """Return what tasks owe now in the place of the demand of which an event tells. What let them be late was not for it."""
    state = case_state(history.case, context) if history.case else None
    keys = _keys_in_place(event, state) if state else set()
    names = {f"{kind} {key}" for kind in _OF_TASKS for key in keys}
    if not names:
        return []
    found = (one for name, one in owed_in(state).items() if name in names)
    return [OwedNow(structs.replace(one, by=Party(one.by).unit), ()) for one in found]


def _keys_in_place(event: Event, state: CaseState) -> set[str]:
    """Return the keys of what tasks owe in the place of a demand; of one that comes again, on the days of the event."""
    things = [one for one in state.taken_over if event.what == "requirement" and one.thing == event.id]
    if days := days_in(event.old):
        dated = {f"{event.id}.{day}" for day in days} if event.field == OCCURRENCE else {event.id}
        things = [one for one in things if one.key in dated]
    return {key for one in things for key in one.tasks}


def _of_case(state: CaseState | None, history: CaseHistory) -> Iterator[OwedNow]:
    kept: list[OwedNow] | None = history.__dict__.get("owed")
    if kept is None:
        obligations = obligations_of(state) if state else ()
        kept = history.__dict__["owed"] = [
            OwedNow(owed, one.deadline.moved)
            for owed, one in zip(owed_in(state).values(), obligations, strict=True)
        ]
    yield from kept


def _of(event: Event) -> tuple[str, str, str]:
    return _key(event.what, event.id, event.field)


def _key(what: str, name: str, field: str) -> tuple[str, str, str]:
    """A milestone is known by its own id, whatever task it stands under."""
    return what, name.rpartition("/")[2], field


def days_in(text: str) -> list[date]:
    """Return the days that an event names. An event comes from a cache, and no day in it is taken on trust."""
    return [day for part in text.split(", ") if (day := day_in(part)) is not None]
