"""A document was committed by somebody who has no part in it, or whom nobody knows.

Each side answers for its own word. What others enter may be right, but it is not theirs to say.

Let the people whose word it is commit it, or a registrar (`registrars` in `plans/policy.yml`). Who belongs to a unit is said
under `people` in its file, with e-mails and accounts; a person who enters papers for several units can be named in each of
them. Nothing is asked where the units concerned name no addresses at all.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.history.comparing.committers import COMMITTER
from khacphuc.history.trail import Event, EventKind
from khacphuc.model.amendments import Correction, Supplement
from khacphuc.model.conclusion import Conclusion
from khacphuc.model.records import Closure, Extension, Verification
from khacphuc.model.vocabulary import Severity
from khacphuc.rules.contract import CaseHistory, Context, Said
from khacphuc.rules.event_context import document_of, when
from khacphuc.rules.frame_events import FRAMES, settled
from khacphuc.rules.remedies import explained, or_explain
from khacphuc.text.message import say

SEVERITY = Severity.QUESTION
EVENTS = (EventKind.FOREIGN_COMMIT,)
_INSPECTING = (
    Extension.TYPE,
    Verification.TYPE,
    Closure.TYPE,
    Supplement.TYPE,
    Correction.TYPE,
    Conclusion.TYPE,
)


def check_event(event: Event, history: CaseHistory, context: Context) -> Iterator[Said]:
    if event.what in FRAMES:
        yield from _of_settings(event, history, context)
        return
    if history.case is None or document_of(history.case, event) is None or explained(event, history):
        return
    if event.field == COMMITTER:
        message = say(
            "This document names another as its author; {people}, of the other side of the case, made its commit, {when}.",
            people=event.new,
            when=when(event, history, context),
        )
        mend = say("Ask the author. Let those whose word it is bring it themselves, or a registrar.")
    elif event.new:
        message = say(
            "This document was committed by {people}, who has no part in it, {when}.",
            people=event.new,
            when=when(event, history, context),
        )
        mend = say("Let the people whose word it is commit it, or name this person among them.")
    elif context.settings.policy.sample or _asked_before(event, history):
        return  # the people of a sample are nobody, so that none of them commits
    else:
        message = say(
            "This document was committed by somebody whom the register does not know, {when}.",
            when=when(event, history, context),
        )
        mend = say("Whose address is it? Name it in the file of that person's unit, or a registrar.")
    yield Said(message, or_explain(event, history, mend))


def _of_settings(event: Event, history: CaseHistory, context: Context) -> Iterator[Said]:
    if context.settings.policy.sample or settled(event, history, context) or _asked_before(event, history):
        return
    message = say(
        "This was altered by somebody whom the register does not know, {when}.",
        when=when(event, history, context),
    )
    yield Said(
        message, say("Whose address is it? Name it in the file of that person's unit, or a registrar.")
    )


def _asked_before(event: Event, history: CaseHistory) -> bool:
    """Return whether an earlier arrival in this case by the same unknown authors is asked about: one question is enough.

    But not for what takes something off whoever owes: each such paper is asked about.
    """
    if event.what in _INSPECTING:
        return False
    first: dict[object, Event] | None = history.__dict__.get("strangers")
    if first is None:
        first = history.__dict__["strangers"] = {}
        for other in history.events:
            if other.kind is event.kind and not other.new:
                first.setdefault(history.arrivals[other.arrival].authors, other)
    return first[history.arrivals[event.arrival].authors] is not event
