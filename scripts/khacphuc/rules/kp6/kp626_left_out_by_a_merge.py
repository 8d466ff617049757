"""A merge has left out what its other side had made of a document.

Who merges may keep his own version of everything (`git merge -s ours`). Nothing is changed then as the main branch tells
it, and yet a rejection, a decision or a notice that stood on the other side is gone; where the other side was the main
branch until then, it had landed. Whoever merges may leave out what is the word of his own side.

Bring it in again: merge once more, or put the document back as it was.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.history.comparing.directory import persons
from khacphuc.history.comparing.keepers import keepers
from khacphuc.history.trail import Event, EventKind
from khacphuc.model.vocabulary import Severity
from khacphuc.rules.contract import CaseHistory, Context, Said
from khacphuc.rules.event_context import document_of, when
from khacphuc.rules.frame_events import FRAMES
from khacphuc.rules.remedies import answered_for, or_explain
from khacphuc.text.message import say
from khacphuc.timeline.sides import CaseSides

SEVERITY = Severity.ERROR
EVENTS = (EventKind.MERGE_LEFT_OUT,)


def check_event(event: Event, history: CaseHistory, context: Context) -> Iterator[Said]:
    case = history.case
    there = case is not None and document_of(case, event) is not None
    if (event.field == "missing" and there) or answered_for(event, history, context):
        return
    if event.what in FRAMES and any(one.arrival > event.arrival for one in history.events):
        return  # somebody has looked at it since, and who that was is told by itself
    if _of_its_own_side(event, history, context):
        return
    message = say(
        "The merge {when} has left out what its other side had made of {name}.",
        when=when(event, history, context),
        name=event.path.rpartition("/")[2],
    )
    mend = say("Bring it in again: merge once more, or put the document back as it was.")
    yield Said(message, or_explain(event, history, mend, from_outside=True))


def _of_its_own_side(event: Event, history: CaseHistory, context: Context) -> bool:
    """Return whether whoever merged may leave it out."""
    arrival, settings, case = history.arrivals[event.arrival], context.settings, history.case
    on = arrival.arrived_at.date() if arrival.arrived_at else None
    people = {party for author in arrival.authors for party in persons(author, settings.units, on)}
    if arrival.registrar or event.what in FRAMES:
        return bool(arrival.registrar or keepers(people, settings))
    if case is None or case.conclusion is None:
        return False
    return CaseSides(case.conclusion, (case,), settings, context.as_of).may_leave_out(people, event.what)
