"""A merge has left out what its other side had made of a document.

Who merges may keep his own version of everything (`git merge -s ours`), or take out one file by hand. Nothing is changed
then as the main branch tells it, and yet a rejection, a reminder, a decision or a notice that stood on the other side is
gone; where the other side was the main branch until then, it had landed. So it is where a branch takes in what another wrote and
undoes it by a commit of its own before it lands. Whoever merges may leave out what he himself or
his own unit wrote there, and a registrar what anybody wrote, as long as no less is owed for it, or the notice or plan said
something else of the same on his side, too.

Bring it in again: merge once more, or put the document back as it was.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from khacphuc.history.comparing.keepers import brought_by_keepers
from khacphuc.history.comparing.left_out import KEPT, MISSING
from khacphuc.history.comparing.text_differences import text_at
from khacphuc.history.trail import Authorship, Event, EventKind
from khacphuc.model.vocabulary import Severity
from khacphuc.register.document import AnyDocument
from khacphuc.rules.contract import CaseHistory, Context, Said
from khacphuc.rules.event_context import document_of, quoted, when
from khacphuc.rules.frame_events import FRAMES
from khacphuc.rules.remedies import answered_for, or_explain
from khacphuc.text.message import say

SEVERITY = Severity.ERROR
EVENTS = (EventKind.MERGE_LEFT_OUT,)


def check_event(event: Event, history: CaseHistory, context: Context) -> Iterator[Said]:
    if _restored(event, history, context) or answered_for(event, history, context):
        return
    if event.what in FRAMES and any(_decided(one, event, history, context) for one in history.events):
        return
    where, name = when(event, history, context), event.path.rpartition("/")[2]
    keys = event.field if event.field not in (MISSING, KEPT) else ""
    message = (
        say(
            "What another side had made of {name} is left out {when}: {keys}.",
            when=where,
            name=name,
            keys=quoted(keys),
        )
        if keys
        else say("What another side had made of {name} is left out {when}.", when=where, name=name)
    )
    mend = say("Bring it in again: merge once more, or put the document back as it was.")
    yield Said(message, or_explain(event, history, mend, from_outside=True))


def _decided(later: Event, event: Event, history: CaseHistory, context: Context) -> bool:
    """Return whether those who keep the register have changed a unit, or its settings, since."""
    arrival = history.arrivals[later.arrival]
    by = Authorship(arrival.authors, (arrival.committer,))
    return later.arrival > event.arrival and brought_by_keepers(by, context.settings, None, {})


def _restored(event: Event, history: CaseHistory, context: Context) -> bool:
    """Return whether a document is as the other side had made it, or once was since."""
    document = _document(event, history, context)
    if event.field in (MISSING, KEPT):
        return (document is not None) is (event.field == MISSING)
    if document is None or document.record is None or not event.field:
        return False
    told = {text for one in history.events if one.arrival > event.arrival for text in _texts(one, event)}
    keys = zip(event.field.split(", "), event.new.split("\n"), strict=True)
    return all((key.rpartition(".")[2], text) in told or _stands(document, key, text) for key, text in keys)


def _document(event: Event, history: CaseHistory, context: Context) -> AnyDocument | None:
    if event.what in FRAMES:
        settings = context.settings
        known = (*settings.units.documents, settings.policy_document)
        return next((one for one in known if one and one.path == event.path), None)
    return document_of(history.case, event) if history.case else None


def _stands(document: AnyDocument, key: str, text: str) -> bool:
    """Return whether a text stands at a key, white space aside."""
    if key == "body":
        return text in " ".join(document.body.split())
    return text == " ".join(text_at(document.record, key).split())


def _texts(later: Event, event: Event) -> Iterator[tuple[str, str]]:
    """Yield what a later event tells of a document: the last parts of keys, each with what stood there."""
    if PurePosixPath(later.path).name != PurePosixPath(event.path).name:
        return
    for told in (later.old, later.new):
        for key, text in zip(later.field.split(", "), told.split("\n"), strict=False):
            if text:
                yield key.rpartition(".")[2], " ".join(text.split())
