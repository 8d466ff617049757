"""Which part of a register a file speaks of: the part that the page beside it shows."""

from __future__ import annotations

from msgspec import Struct

from khacphuc.obligations.views import ObligationRow, ranked
from khacphuc.pages import follower_index, heads
from khacphuc.pages.site_index import SiteIndex, grouped
from khacphuc.text.message import N_, say

WHOLE = ""


class ExportSelection(Struct, frozen=True):
    """A page's place: its section, and what it is about within that; ``WHOLE`` for all there is."""

    section: str
    key: str = WHOLE

    @property
    def path(self) -> str:
        return f"{self.section}/{self.key}/" if self.key else f"{self.section}/"


def choose(path: str) -> ExportSelection:
    """The selection of the page at a path."""
    section, _, key = path.strip("/").partition("/")
    return ExportSelection(section, key)


def name_of(ledger: SiteIndex, chosen: ExportSelection) -> str:
    """How a calendar or feed of this part is called in the program that subscribes to it."""
    made = ledger.context
    if chosen.section == "units" and chosen.key:
        return made.say(say("Remediation: {who}", who=made.unit_name(chosen.key)))
    for found in (*_followings(ledger).values(), *_heads(ledger).values()):
        if found[0] == chosen.path:
            return made.say(say("Remediation: {who}", who=found[1]))
    return made.say(say("Remediation: {who}", who=made.policy.committee or made.words[N_("the register")]))


def _followings(ledger: SiteIndex) -> dict[str, tuple[str, str]]:
    every = (
        one
        for kind in (follower_index.units, follower_index.teams, follower_index.people)
        for one in ledger.kept(kind)
    )
    return {one.path: (one.path, one.name) for one in every}


def _heads(ledger: SiteIndex) -> dict[str, tuple[str, str]]:
    return {
        remit.path: (remit.path, ledger.context.party_name(remit.head, remit.home))
        for remit in ledger.kept(heads.remits)
    }


def open_rows(ledger: SiteIndex, chosen: ExportSelection) -> list[ObligationRow]:
    """What is still owed in this part, as its page lists it, longest overdue first."""
    if not chosen.key:
        return ledger.open
    if chosen.section == "units":
        return ledger.owed_by.get(chosen.key, [])
    found = [row for some in _folders(ledger, chosen) for row in ledger.open_in.get(some, ())]
    if chosen.section == "heads":
        found = [row for remit in _remits(ledger, chosen) for row in remit.every]
    return ranked(found)


def calendar_rows(ledger: SiteIndex, chosen: ExportSelection) -> list[ObligationRow]:
    """All that was ever owed in this part, closed or not: of a head, by the units and in person."""
    if not chosen.key:
        return ledger.shown
    if chosen.section == "units":
        return ledger.kept(_shown_by_unit).get(chosen.key, [])
    if chosen.section == "heads":
        parties = {remit.head for remit in _remits(ledger, chosen)}
        units = {unit for remit in _remits(ledger, chosen) for unit in remit.units}
        by_unit, by_party = ledger.kept(_shown_by_unit), ledger.kept(_shown_by_party)
        rows = [row for unit in sorted(units) for row in by_unit.get(unit, ())]
        rows += [row for party in sorted(parties) for row in by_party.get(party, ())]
        return list({id(row): row for row in rows}.values())
    by_case = ledger.kept(_shown_by_case)
    return [row for folder in _folders(ledger, chosen) for row in by_case.get(folder, ())]


def _folders(ledger: SiteIndex, chosen: ExportSelection) -> list[str]:
    """The cases that somebody follows."""
    kinds = (follower_index.units, follower_index.teams, follower_index.people)
    return [
        state.folder
        for kind in kinds
        for one in ledger.kept(kind)
        if one.path == chosen.path
        for state in one.states
    ]


def _remits(ledger: SiteIndex, chosen: ExportSelection) -> list[heads.Remit]:
    return [remit for remit in ledger.kept(heads.remits) if remit.path == chosen.path]


def _shown_by_unit(ledger: SiteIndex) -> dict[str, list[ObligationRow]]:
    return grouped((row.obligation.owed_by.unit, row) for row in ledger.shown)


def _shown_by_party(ledger: SiteIndex) -> dict[str, list[ObligationRow]]:
    return grouped((party, row) for row in ledger.shown for party in row.responsible)


def _shown_by_case(ledger: SiteIndex) -> dict[str, list[ObligationRow]]:
    return grouped((row.case.folder, row) for row in ledger.shown)
