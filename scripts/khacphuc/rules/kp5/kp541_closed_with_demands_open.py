"""The case is closed although something that the notice demands has not been reported done.

A case closes by its findings. What the notice demands besides, of the unit, of followers or of the committee above, ends with it
and leaves all lists, done or not.

Record what was done about it, dated before the closure; or let the reviewer say why it is no longer needed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from khacphuc.model.vocabulary import Severity
from khacphuc.obligations.timeliness import is_open
from khacphuc.obligations.values import ObligationKind
from khacphuc.register.case import Case
from khacphuc.rules.case_state import case_state
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.rules.reference_common import understood
from khacphuc.text.message import listed, say
from khacphuc.timeline.timeline import timeline

SEVERITY = Severity.WARNING
_OWED = (ObligationKind.MEET_DEMAND, ObligationKind.MEET_OCCURRENCE)


def check_case(case: Case, context: Context) -> Iterator[RuleReport]:
    entries = timeline(case)
    if not entries.demands or not entries.closures or not understood(case, "conclusion", "plan", "update"):
        return
    state = case_state(case, context)
    if state is None or state.closed_on is None or not state.checked_here:
        return
    left = [
        item.task.id
        for item in state.demands
        if any(
            owed.kind in _OWED and is_open(owed) and not _later(owed.deadline.current, state.closed_on)
            for owed in item.obligations
        )
    ]
    closure = next((one for one in entries.closures if one.record.date == state.closed_on), None)
    if left and closure:
        message = say("The notice demands {ids}, which nobody has reported done.", ids=listed(left))
        mend = say(
            "Record in an update what was done about {ids}, with the paper that shows it.", ids=listed(left)
        )
        yield RuleReport(closure, ("date",), Said(message, mend))


def _later(due: date | None, day: date) -> bool:
    """Whether something of a cycle was due only after the closure, with which it ends."""
    return due is not None and due > day
