"""A document was committed by people of the other side of the case.

Whoever owes never enters the word of those who inspect: no notice, no decision on an extension, no verification, no
closure. Nor does the inspecting side enter plans, updates or reports of the unit. The paper may name the right party; what
counts here is who put it into the register: the author of the commit, and whoever made it where it names another as its
author, which anybody could do. (Of the inspecting side, which may merge what units write, the latter is only asked: KP613.)
People are known by the units as they stood before the change, and an address
that a unit lost in the last 30 days, or in the landing before, still counts as that unit's.

Let the side whose word it is commit it, or a registrar (`registrars` in `plans/policy.yml`). What has landed is answered by
a later verification of the same tasks that the verifying side commits, or by a record of another unit that accounts for it
(`answers:`).
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.history.comparing.committers import COMMITTER
from khacphuc.history.trail import Event, EventKind
from khacphuc.model.vocabulary import Severity
from khacphuc.rules.contract import CaseHistory, Context, Said
from khacphuc.rules.event_context import when
from khacphuc.rules.remedies import answered_for, or_explain, verified_again
from khacphuc.text.message import say

SEVERITY = Severity.ERROR
EVENTS = (EventKind.OPPOSING_COMMIT,)


def check_event(event: Event, history: CaseHistory, context: Context) -> Iterator[Said]:
    if history.case is None or verified_again(event, history) or answered_for(event, history, context):
        return
    where = when(event, history, context)
    message = (
        say(
            "This document names another as its author; {people}, of the other side of the case, made its commit, {when}.",
            people=event.new,
            when=where,
        )
        if event.field == COMMITTER
        else say(
            "This document was committed by {people}, of the other side of the case, {when}.",
            people=event.new,
            when=where,
        )
    )
    if not event.new:
        message = say(
            "This names other parties, who have rights in the case by that, and was committed by somebody whom the register does not know, {when}.",
            when=where,
        )
    mend = say("Let the side whose word it is commit it, or a registrar.")
    yield Said(message, or_explain(event, history, mend, from_outside=True))
