"""A merge has left out what its other side had made of a document.

Who merges may keep his own version of everything (`git merge -s ours`), or take out one file by hand. Nothing is changed
then as the main branch tells it, and yet a rejection, a reminder, a decision or a notice that stood on the other side is
gone; where the other side was the main branch until then, it had landed. Whoever merges may leave out what he himself or
his own unit wrote there, and a registrar what anybody wrote, as long as no less is owed for it.

Bring it in again: merge once more, or put the document back as it was.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.history.comparing.left_out import KEPT, MISSING
from khacphuc.history.comparing.text_differences import text_at
from khacphuc.history.trail import Event, EventKind
from khacphuc.model.vocabulary import Severity
from khacphuc.rules.contract import CaseHistory, Context, Said
from khacphuc.rules.event_context import document_of, when
from khacphuc.rules.frame_events import FRAMES
from khacphuc.rules.remedies import answered_for, or_explain
from khacphuc.text.message import say

SEVERITY = Severity.ERROR
EVENTS = (EventKind.MERGE_LEFT_OUT,)


def check_event(event: Event, history: CaseHistory, context: Context) -> Iterator[Said]:
    if event.what in FRAMES and any(one.arrival > event.arrival for one in history.events):
        return  # somebody has looked at it since, and who that was is told by itself
    if _restored(event, history) or answered_for(event, history, context):
        return
    message = say(
        "The merge {when} has left out what its other side had made of {name}.",
        when=when(event, history, context),
        name=event.path.rpartition("/")[2],
    )
    mend = say("Bring it in again: merge once more, or put the document back as it was.")
    yield Said(message, or_explain(event, history, mend, from_outside=True))


def _restored(event: Event, history: CaseHistory) -> bool:
    """Return whether a document is as the other side had made it, or once was since."""
    document = document_of(history.case, event) if history.case else None
    if event.field in (MISSING, KEPT):
        return (document is not None) is (event.field == MISSING)
    if document is None or document.record is None or not event.field:
        return False
    name = event.path.rpartition("/")[2]
    told = {
        " ".join(text.split())
        for one in history.events
        if one.arrival > event.arrival and one.path.rpartition("/")[2] == name
        for text in (one.old, one.new)
    }
    body = " ".join(document.body.split())
    keys = zip(event.field.split(", "), event.new.split("\n"), strict=True)
    return all(
        text in told
        or (text in body if key == "body" else text == " ".join(text_at(document.record, key).split()))
        for key, text in keys
    )
