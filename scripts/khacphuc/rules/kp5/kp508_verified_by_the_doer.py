"""The doer verifies the doer's own work.

Whoever does a task, or belongs to the unit that does it, never verifies it: not the person who answers for it, not a
colleague of the same unit.

Let the team, the commission or the member who follows the case verify it.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.vocabulary import Severity
from khacphuc.register.case import Case
from khacphuc.rules.completeness import side
from khacphuc.rules.contract import Context, Report, Said
from khacphuc.text.message import Message, say
from khacphuc.timeline.timeline import Timeline, VerificationEntry, timeline

SEVERITY = Severity.ERROR


def check_case(case: Case, _context: Context) -> Iterator[Report]:
    entries = timeline(case)
    for items in entries.verifications.values():
        for item in items:
            doer = _doer(entries, item)
            if doer:
                message = say(
                    "{by} verifies task {id}, which {doer} does or answers for.",
                    by=item.by,
                    id=item.said.task,
                    doer=doer,
                )
                yield Report(item.document, ("tasks", item.at, "task"), Said(message, _mend(entries)))


def _doer(entries: Timeline, item: VerificationEntry) -> str:
    by = side(item.by)
    for party in (*entries.doers(item.said.task, item.said.unit), entries.accountable(item.said.task)):
        if party and side(party) == by:
            return party
    return ""


def _mend(entries: Timeline) -> Message:
    followers = entries.conclusion.followers if entries.conclusion else None
    follower = (followers.commission or followers.member) if followers else None
    if follower is None:
        return say("Let the inspecting side verify it, and name who did under by:.")
    return say(
        "Let {follower}, who follows the case, verify it, and name who did under by:.", follower=follower
    )
