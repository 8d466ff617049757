"""A correction gives a later day to what was overdue already.

Where the notice had stated a wrong day, its correction mends that, and what was done by the right day was done in time. Where the day
was right, more time after it has passed makes what was late look as if it had been in time.

Compare both days with the paper. If the day was right, the issuer decides on an extension, which leaves the lateness in sight.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.amendments import Correction
from khacphuc.model.vocabulary import Severity
from khacphuc.register.case import Case
from khacphuc.rules.case_state import case_state
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.text.message import say, say_n

SEVERITY = Severity.QUESTION


def check_case(case: Case, context: Context) -> Iterator[RuleReport]:
    corrections = {document.path: document for document, _ in case.of(Correction)}
    state = case_state(case, context) if corrections else None
    moves = {move: item.what for item in (state.obligations if state else ()) for move in item.deadline.moved}
    for move, what in moves.items():
        document = corrections.get(move.path)
        if document is None or not move.before < min(move.decided, move.after):
            continue
        message = say_n(
            "“{what}” was due on {due}, and is given another day {n} day after that.",
            "“{what}” was due on {due}, and is given another day {n} days after that.",
            (move.decided - move.before).days,
            what=what,
            due=move.before,
        )
        mend = say("Was the day in the notice wrong? If not, this is an extension.")
        yield RuleReport(document, ("changes",), Said(message, mend), on_key=True)
