"""Fold a case for the rules that need its state."""

from __future__ import annotations

from khacphuc.obligations.fold import fold
from khacphuc.obligations.values import CaseState
from khacphuc.register.case import Case
from khacphuc.rules.contract import Context


def case_state(case: Case, context: Context) -> CaseState | None:
    """Return the state of a case, folded when the first rule asks: most cases have nothing that any rule must ask it about."""
    kept: tuple[Context, CaseState | None] | None = case.__dict__.get("_folded")
    if kept is None or kept[0] is not context:
        kept = case.__dict__["_folded"] = (context, fold(case, context.settings, context.as_of))
    return kept[1]
