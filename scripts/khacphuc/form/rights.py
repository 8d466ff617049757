"""Who may record what: the table of kinds and parties, and the sides a party can be on in a case.

A stub of the one table of rights, with its interface: ``rights(case, party) -> kinds``. The form only offers what a
party may record; whether a record counts is decided where records are judged.
"""

from __future__ import annotations

from khacphuc.model.party import Party
from khacphuc.model.schema import Vocabulary
from khacphuc.register.case import Case
from khacphuc.register.units import Units
from khacphuc.text.message import N_


class Side(Vocabulary):
    """What a party is to a case."""

    ISSUER = "issuer", N_("the one who issued the notice")
    FOLLOWER = "follower", N_("the one who follows up")
    ABOVE = "above", N_("a committee above")
    UNIT = "unit", N_("the unit of the case")
    DOER = "doer", N_("one who carries out tasks")
    OTHER = "other", N_("another body")


_MAY: dict[str, frozenset[Side]] = {
    "conclusion": frozenset({Side.ISSUER}),
    "plan": frozenset({Side.UNIT, Side.ABOVE}),
    "update": frozenset({Side.DOER, Side.UNIT}),
    "extension": frozenset({Side.DOER, Side.UNIT, Side.ISSUER, Side.ABOVE}),
    "verification": frozenset({Side.FOLLOWER, Side.ISSUER}),
    "opinion": frozenset({Side.OTHER}),
    "reply": frozenset({Side.UNIT, Side.DOER}),
    "reminder": frozenset({Side.FOLLOWER, Side.ISSUER, Side.ABOVE, Side.UNIT}),
    "meeting": frozenset(Side),
    "report": frozenset({Side.UNIT}),
    "closure": frozenset({Side.ISSUER, Side.FOLLOWER}),
}
"""In the order in which a case comes to them."""

KINDS = tuple(_MAY)


def sides(case: Case, party: Party, units: Units) -> frozenset[Side]:
    """What a party is to a case; ``OTHER`` when nothing else."""
    conclusion = case.conclusion
    found: set[Side] = set()
    home = conclusion.unit if conclusion else case.unit
    unit = party.unit
    if unit == home:
        found.add(Side.UNIT)
    if conclusion:
        if unit == conclusion.issuer:
            found.add(Side.ISSUER)
        followers = conclusion.followers
        inspection = conclusion.inspection
        team = inspection.team if inspection else None
        named = [
            *((followers.commission, followers.member, *followers.others) if followers else ()),
            *((team.lead, *team.members) if team else ()),
        ]
        if any(name and (party.within(name) or Party(name).within(unit)) for name in named):
            found.add(Side.FOLLOWER)
    if unit in _above(home, units):
        found.add(Side.ABOVE)
    for _, _, _, task in case.tasks():
        doers = (*task.lead, *task.supporters, *task.accountable)
        each = (
            task.for_each is not None
            and (known := units.get(unit))
            and known.parent == task.for_each.children_of
        )
        if each or any(doer.unit == unit for doer in doers):
            found.add(Side.DOER)
            break
    return frozenset(found or {Side.OTHER})


def rights(case: Case, party: Party, units: Units) -> tuple[str, ...]:
    """The kinds of documents that a party may record in a case."""
    whose = sides(case, party, units)
    return tuple(kind for kind, may in _MAY.items() if whose & may)


def _above(unit: str, units: Units) -> frozenset[str]:
    found: set[str] = set()
    here = units.get(unit)
    while here and here.parent and here.parent not in found:
        found.add(here.parent)
        here = units.get(here.parent)
    return frozenset(found)
