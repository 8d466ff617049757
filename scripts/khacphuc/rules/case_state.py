"""Fold a case for the rules that need its state, or its notice as it stands."""

from __future__ import annotations

from datetime import date

from khacphuc.model.amendments import Correction, Supplement
from khacphuc.model.vocabulary import Duty
from khacphuc.obligations.fold import fold
from khacphuc.obligations.values import CaseState
from khacphuc.register.case import Case
from khacphuc.rules.contract import Context
from khacphuc.timeline.notice import Notice


def case_state(case: Case, context: Context) -> CaseState | None:
    """Return the state of a case, folded when the first rule asks: most cases have nothing that any rule must ask it about."""
    kept: tuple[Context, CaseState | None] | None = case.__dict__.get("_folded")
    if kept is None or kept[0] is not context:
        kept = case.__dict__["_folded"] = (context, fold(case, context.settings, context.as_of))
    return kept[1]


def notice_of(case: Case, context: Context) -> Notice | None:
    """Return the notice of a case as papers by those who may issue them have left it; None where it cannot be read."""
    if case.conclusion is None:
        return None
    amended = any(isinstance(document.record, Supplement | Correction) for document in case.documents)
    state = case_state(case, context) if amended else None
    return (state.notice if state else None) or Notice(case.conclusion)


def due_in_force(case: Case | None, context: Context, duty: Duty) -> date | None:
    """Return the day that the notice of a case sets for a duty, as papers have left it."""
    notice = notice_of(case, context) if case else None
    return notice.due_of(duty) if notice else None
