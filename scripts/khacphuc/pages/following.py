"""Who follows cases: units, their people, and the teams that made the inspections."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, count
from typing import TypeVar

from msgspec import Struct

from khacphuc.model.conclusion import Inspection
from khacphuc.model.party import NOBODY, Party
from khacphuc.obligations.values import CaseState
from khacphuc.pages.ledger import Ledger, grouped
from khacphuc.pages.press import Press
from khacphuc.text.fold import slug
from khacphuc.text.message import say

PATH = "followers/"

Named = TypeVar("Named", str, "_Team")


class Following(Struct, frozen=True):
    """Somebody who follows cases, the page that says which, and the unit to which they belong."""

    path: str
    name: str
    unit: str
    states: list[CaseState]
    decision: str = ""
    """The paper that sent a team."""


def units(ledger: Ledger) -> list[Following]:
    """Units that follow cases, themselves or through their people."""
    made = ledger.press
    return [
        Following(f"{PATH}{unit}/", made.unit_name(unit), unit, states)
        for unit, states in sorted(ledger.followed_by.items())
        if made.shows_unit(unit)
    ]


def people(ledger: Ledger) -> list[Following]:
    """People whom conclusions name among those who follow: of the team, in charge, or others."""
    made = ledger.press
    found = grouped(
        (party, state) for state in ledger.states for party in sorted(state.followers) if party.person
    )
    shown = sorted(party for party in found if made.shows_unit(party.unit))
    paths = _apart((party, f"{PATH}{party.unit}/{_called(made, party)}") for party in shown)
    return [Following(paths[party], made.party_name(party), party.unit, found[party]) for party in shown]


def _called(made: Press, party: Party) -> str:
    """How a person is called in addresses. An id is often a name; in public, people are known by their offices."""
    if not made.public:
        return party.person
    found = made.units.people.get(party)
    return (found and slug(found.role)) or "person"


class _Team(Struct, frozen=True, order=True):
    """What makes two cases those of one team: the decision that sent it or, where none is named, who leads it."""

    unit: str
    name: str
    decision: str
    lead: Party


def teams(ledger: Ledger) -> list[Following]:
    """Teams, each with the cases of its inspection."""
    made = ledger.press
    found = grouped(
        (team, state)
        for state in ledger.states
        if (team := _team(state, state.inspection)) and made.shows_unit(team.unit)
    )
    paths = _paths(made, sorted(found))
    return [
        Following(path, _name(made, team), team.unit, found[team], team.decision)
        for team, path in paths.items()
    ]


def _team(state: CaseState, inspection: Inspection | None) -> _Team | None:
    team = inspection.team if inspection else None
    if inspection is None or team is None or not (team.name or team.lead):
        return None
    lead = team.lead or NOBODY
    unit = lead.unit or state.follower.unit
    decision = inspection.decision or ""
    return _Team(unit, team.name or "", decision, NOBODY if decision and team.name else lead)


def _name(made: Press, team: _Team) -> str:
    return team.name or made.say(say("Team of {lead}", lead=made.party_name(team.lead)))


def _paths(made: Press, found: list[_Team]) -> dict[_Team, str]:
    """An address for each team: its decision, else who leads it.

    A team's name is free text, and what people write freely is no address.
    """

    def base(team: _Team) -> str:
        lead = _called(made, team.lead) if team.lead else ""
        return f"{PATH}{team.unit}/teams/{slug(team.decision) or lead or 'team'}"

    return _apart((team, base(team)) for team in found)


def _apart(bases: Iterable[tuple[Named, str]]) -> dict[Named, str]:
    """An address for each, with a number where they would be the same."""
    paths: dict[str, Named] = {}
    for one, base in bases:
        wanted = chain((f"{base}/",), (f"{base}-{number}/" for number in count(2)))
        paths[next(path for path in wanted if path not in paths)] = one
    return {one: path for path, one in paths.items()}
