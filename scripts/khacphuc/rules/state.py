"""The state of a case, for the rules that ask how far it has come."""

from __future__ import annotations

from khacphuc.obligations.fold import fold
from khacphuc.obligations.values import CaseState
from khacphuc.register.case import Case
from khacphuc.rules.contract import Context


def folded(case: Case, context: Context) -> CaseState | None:
    """The state of a case, folded when the first rule asks: most cases have nothing that any rule must ask it about."""
    kept: tuple[Context, CaseState | None] | None = case.__dict__.get("_folded")
    if kept is None or kept[0] is not context:
        kept = case.__dict__["_folded"] = (context, fold(case, context.frame, context.as_of))
    return kept[1]
