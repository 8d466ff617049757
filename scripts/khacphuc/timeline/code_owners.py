"""Derive from the rights which accounts own which folders of the register: the file ``CODEOWNERS`` of forges.

A forge asks the owners of a file for their consent. They are the people of the units whose word the file is, by the one
table of rights, as far as units and settings tell it; what only a notice says, as a follower from elsewhere, is not in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from khacphuc.model.party import Party
from khacphuc.model.unit import Person, Unit
from khacphuc.model.vocabulary import Act, ForgeKind
from khacphuc.register.loading import RegisterSettings
from khacphuc.register.units import OFFICE, exists
from khacphuc.text.flaw import Flaw, Place
from khacphuc.timeline.rights import TABLE, CaseRole
from khacphuc.timeline.sides import ACTS

PATH = "CODEOWNERS"
MARK = "# khacphuc codeowners"
"""How the file begins. One that begins otherwise is somebody's own."""

_OWN = (
    CaseRole.UNIT,
    CaseRole.PLANNER,
    CaseRole.DOER,
    CaseRole.SUPPORTER,
    CaseRole.ACCOUNTABLE,
    CaseRole.ASKED,
)
_ABOVE = (CaseRole.ISSUER, CaseRole.ABOVE_ISSUER, CaseRole.ABOVE_UNIT)
_COMMISSIONS = (CaseRole.COMMISSION, CaseRole.FOLLOWER, CaseRole.OBSERVER, CaseRole.TEAM)
_EVERYTHING = "*"
"""What nothing below names: the settings, the program, the workflows, this file."""
_REGEX = (ForgeKind.GITEA, ForgeKind.FORGEJO)
"""Forges that read regular expressions where others read patterns of names."""


def code_owners(settings: RegisterSettings, on: date) -> str:
    """Return the file for the forge of the register, as of a day."""
    forge = settings.policy.forge
    regex = forge is not None and forge.kind in _REGEX
    lines = [MARK, "# Do not edit: khacphuc codeowners --write", ""]
    top = _accounts(settings, _top(settings, on), on)
    anybody = any(person.account for person in settings.units.people.values())
    for path, parties in _owned(settings, on) if anybody else ():
        # Without owners of its own a file would fall to those of its folder: to whoever owes, where others decide.
        accounts = _accounts(settings, parties, on) or top
        lines.append(" ".join((_expression(path) if regex else path, *accounts)))
    return "\n".join(lines) + "\n"


def stale(data: bytes, settings: RegisterSettings, on: date) -> Flaw | None:
    """Return the flaw of a file that was made here and would be made otherwise on a day."""
    text = data.decode("utf-8", "replace").replace("\r\n", "\n")
    made = text.startswith(MARK) and text != code_owners(settings, on)
    return Flaw("stale-code-owners", Place()) if made else None


def _owned(settings: RegisterSettings, on: date) -> Iterator[tuple[str, Iterable[Party]]]:
    """Yield paths with their owners. Of several that fit a file the last counts."""
    units = settings.units
    standing = [unit for unit in units if exists(unit, on)]
    top = _top(settings, on)
    yield _EVERYTHING, top
    for unit in standing:
        above = [Party(one) for one in units.above(unit.id, on)]
        yield f"/units/{unit.id}.md", above or top
    for unit in standing:
        yield f"/plans/{unit.id}/", [Party(unit.id), *_offices(settings, unit, on)]
        for kind, acts in ACTS.items():
            # An extension is asked for in the same file in which it is decided.
            if parties := list(_holders(settings, unit, acts[-1], on)) if acts else []:
                name = (
                    f"{kind}.md"
                    if kind == "conclusion"
                    else "plan*.md"
                    if kind == "plan"
                    else f"????-??-??-{kind}*.md"
                )
                yield f"/plans/{unit.id}/*/{name}", parties


def reviewers(settings: RegisterSettings, unit: str, kind: str, on: date) -> list[Party]:
    """Return whose word a document of a kind is in the cases of a unit: those who own the file."""
    found = settings.units.get(unit)
    acts = ACTS.get(kind, ())
    return list(dict.fromkeys(_holders(settings, found, acts[-1], on))) if found and acts else []


def _top(settings: RegisterSettings, on: date) -> list[Party]:
    """Return the units that have none above them."""
    return [Party(unit.id) for unit in settings.units if not unit.parent and exists(unit, on)]


def _holders(settings: RegisterSettings, unit: Unit, act: Act, on: date) -> Iterator[Party]:
    """Yield the units that have a right in the cases of a unit."""
    units = settings.units
    above = units.above(unit.id, on)
    for role in TABLE[act]:
        if role in _OWN:
            yield Party(unit.id)
        elif role is CaseRole.OFFICE:
            yield from _offices(settings, unit, on)
        elif role in _ABOVE:
            yield from map(Party, above)
        elif role in _COMMISSIONS:
            yield from (Party(one) for over in above for one in units.commissions(over) if one != unit.id)
    yield from (item.party for item in settings.policy.rights if item.act is act)


def _offices(settings: RegisterSettings, unit: Unit, on: date) -> Iterator[Party]:
    yield from (Party(office.id) for office in settings.units.children(unit.id, OFFICE, on))


def _accounts(settings: RegisterSettings, parties: Iterable[Party], on: date) -> list[str]:
    """Return the accounts of the people of some parties, and of the registrars, sorted."""
    wanted = {*parties}
    found = {
        f"@{person.account}"
        for name, person in settings.units.people.items()
        if person.account
        and _serves(person, on)
        and (name in settings.policy.registrars or name in wanted or Party(Party(name).unit) in wanted)
    }
    return sorted(found)


def _serves(person: Person, on: date) -> bool:
    return (person.from_ is None or person.from_ <= on) and (person.until is None or on <= person.until)


def _expression(path: str) -> str:
    """Return a pattern of names as a regular expression."""
    if path == _EVERYTHING:
        return ".*"
    plain = path.removeprefix("/").replace(".", r"\.").replace("?", "[^/]").replace("*", "[^/]*")
    return f"{plain}.*" if plain.endswith("/") else plain
