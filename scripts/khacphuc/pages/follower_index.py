"""Index the followers of cases: units, people, inspection teams."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, count
from typing import TypeVar

from msgspec import Struct

from khacphuc.model.conclusion import Inspection
from khacphuc.model.party import NOBODY, Party
from khacphuc.obligations.values import CaseState
from khacphuc.pages.site_context import SiteContext
from khacphuc.pages.site_index import SiteIndex, grouped
from khacphuc.text.folding import slug
from khacphuc.text.message import say

PATH = "followers/"

Named = TypeVar("Named", str, "_Team")


class FollowerIndex(Struct, frozen=True):
    """A follower of cases, its page, and its unit."""

    path: str
    name: str
    unit: str
    states: list[CaseState]
    decision: str = ""
    """The paper that sent a team."""


def units(site_index: SiteIndex) -> list[FollowerIndex]:
    """Return units that follow cases, themselves or through their people."""
    context = site_index.context
    return [
        FollowerIndex(f"{PATH}{unit}/", context.unit_name(unit), unit, states)
        for unit, states in sorted(site_index.followed_by.items())
        if context.shows_unit(unit)
    ]


def people(site_index: SiteIndex) -> list[FollowerIndex]:
    """Return people whom conclusions name among those who follow: of the team, in charge, or others."""
    context = site_index.context
    found = grouped(
        (party, state) for state in site_index.states for party in sorted(state.followers) if party.person
    )
    shown = sorted(party for party in found if context.shows_unit(party.unit))
    paths = _apart((party, f"{PATH}{party.unit}/{_called(context, party)}") for party in shown)
    return [
        FollowerIndex(paths[party], context.party_name(party), party.unit, found[party]) for party in shown
    ]


def _called(context: SiteContext, party: Party) -> str:
    """Return the slug of a person for addresses. An id is often a name; in public, the role is used."""
    if not context.public:
        return party.person
    found = context.units.people.get(party)
    return (found and slug(found.role)) or "person"


class _Team(Struct, frozen=True, order=True):
    """The identity of a team: its decision or, where none is named, its leader."""

    unit: str
    name: str
    decision: str
    lead: Party


def teams(site_index: SiteIndex) -> list[FollowerIndex]:
    """Return teams, each with the cases of its inspection."""
    context = site_index.context
    found = grouped(
        (team, state)
        for state in site_index.states
        if (team := _team(state, state.inspection)) and context.shows_unit(team.unit)
    )
    paths = _paths(context, sorted(found))
    return [
        FollowerIndex(path, _name(context, team), team.unit, found[team], team.decision)
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


def _name(context: SiteContext, team: _Team) -> str:
    return team.name or context.say(say("Team of {lead}", lead=context.party_name(team.lead)))


def _paths(context: SiteContext, found: list[_Team]) -> dict[_Team, str]:
    """Return an address for each team: its decision, else who leads it.

    A team's name is free text, and what people write freely is no address.
    """

    def base(team: _Team) -> str:
        lead = _called(context, team.lead) if team.lead else ""
        return f"{PATH}{team.unit}/teams/{slug(team.decision) or lead or 'team'}"

    return _apart((team, base(team)) for team in found)


def _apart(bases: Iterable[tuple[Named, str]]) -> dict[Named, str]:
    """Return an address for each, with a number where they would be the same."""
    paths: dict[str, Named] = {}
    for one, base in bases:
        wanted = chain((f"{base}/",), (f"{base}-{number}/" for number in count(2)))
        paths[next(path for path in wanted if path not in paths)] = one
    return {one: path for path, one in paths.items()}
