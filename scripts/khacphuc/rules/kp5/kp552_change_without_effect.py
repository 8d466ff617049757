"""A correction changes what is not in force on its day, or recurs, or is in force already.

What is withdrawn cannot be worded anew, and what stands cannot be put in force again; a part that a later supplement adds is not
there yet; a requirement that recurs has no one day. What the correction says of it has no effect.

Compare the id and the day with the papers. To put in force again what was withdrawn, write `restored: true`. To change a
recurrence, withdraw the requirement and add another by a supplement.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.amendments import Correction, NoticeChange
from khacphuc.model.vocabulary import Severity
from khacphuc.obligations.values import CaseState, VoidReason
from khacphuc.register.case import Case
from khacphuc.register.document import holds
from khacphuc.rules.case_state import case_state
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.rules.reference_common import understood
from khacphuc.rules.void import voids
from khacphuc.text.message import say
from khacphuc.timeline.notice import AmendmentKind, PartChange

SEVERITY = Severity.ERROR


def check_case(case: Case, context: Context) -> Iterator[RuleReport]:
    if not any(case.of(Correction)) or not understood(case, "conclusion", "supplement", "correction"):
        return
    state = case_state(case, context)
    for document, void in voids(case, context, VoidReason.NOT_IN_FORCE, VoidReason.ANOTHER_TASK):
        if not holds(document, Correction) or void.at is None or state is None:
            continue
        change = document.record.changes[void.at]
        name = change.finding or change.requirement or ""
        declared = {*case.names.get("finding", ()), *case.names.get("requirement", ())}
        if name not in declared:
            continue  # KP203 and KP213 tell it
        said = (
            _recurring(name)
            if void.why is VoidReason.ANOTHER_TASK
            else _not_there(name, change, document.record, state)
        )
        yield RuleReport(document, ("changes", void.at), said)


def _recurring(name: str) -> Said:
    message = say("{id} recurs: one new day says nothing of it, and this has no effect.", id=name)
    return Said(message, say("Withdraw it, and add it with its new recurrence by a supplement."))


def _not_there(name: str, change: NoticeChange, record: Correction, state: CaseState) -> Said:
    if change.restored:
        message = say("{id} is in force already: there is nothing to put in force again.", id=name)
        return Said(message, say("Leave out restored, or correct the id or the day from the papers."))
    last = _last(name, record, state)
    if last is None or last.kind is not AmendmentKind.WITHDRAWN:
        message = say(
            "On {day} {id} is not in force yet: a later supplement adds it.", id=name, day=record.date
        )
        return Said(message, say("Correct the day that is wrong, here or in the supplement."))
    message = say("{id} was withdrawn on {day}: this has no effect.", id=name, day=last.on)
    mend = (
        say("Leave it out, or correct the id from the paper.")
        if change.withdrawn
        else say("If the paper puts it in force again, write restored: true; otherwise correct the id.")
    )
    return Said(message, mend)


def _last(name: str, record: Correction, state: CaseState) -> PartChange | None:
    """Return what was done to a part last, up to the day of a correction."""
    changes = state.notice.of(name) if state.notice else ()
    return next((one for one in reversed(changes) if one.on <= record.date), None)
