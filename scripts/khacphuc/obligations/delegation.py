"""Say who may do for the inspected unit what the notice demands of it."""

from __future__ import annotations

from collections.abc import Iterable

from khacphuc.model.party import NOBODY, Party
from khacphuc.model.plan import Plan
from khacphuc.obligations.context import FoldContext
from khacphuc.timeline.parties import followers


def may_be_given(context: FoldContext, plan: Plan, doing: Iterable[Party]) -> bool:
    """Return whether a plan may give what the notice demands of the unit to those who are to do it.

    The unit chooses who does it: itself, its people, and units below it. Beyond that only a plan reaches that an authority above
    both has issued or approved, or that follows a notice which names who directs. A plan that the unit has not made, nor
    anybody above it, takes nothing off it. Who follows the case does not do what it is to verify. Where the register does not
    know how two units stand to each other, nothing is held against the plan.
    """
    return all(_may_do(context, plan, context.now(one).unit) for one in doing)


def _may_do(context: FoldContext, plan: Plan, doing: str) -> bool:
    conclusion, units, on = context.conclusion, context.settings.units, context.as_of
    unit = context.now(conclusion.unit).unit
    if doing == unit:
        return True
    over, above = units.above(unit, on), units.above(doing, on)
    givers = {context.now(one).unit for one in (context.rights.signer(plan), plan.approved_by) if one}
    named = {context.now(one).unit for one in (conclusion.issuer, conclusion.directing) if one}
    if givers.isdisjoint({unit, *over, *named}) or doing in _following(context):
        return False
    beside = doing in over or not set(above).isdisjoint(over)
    reached = {unit, *(givers & {*over, *named}), context.now(conclusion.directing or NOBODY).unit} - {""}
    return not beside or not reached.isdisjoint((doing, *above))


def _following(context: FoldContext) -> set[str]:
    return {context.now(one).unit for one in followers(context.conclusion)}
