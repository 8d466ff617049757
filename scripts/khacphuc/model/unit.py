"""A body of the register: committee, cell, commission, mass organisation, office, or an inspecting body outside."""

from __future__ import annotations

from datetime import date as Day
from typing import Annotated, ClassVar

from msgspec import Struct

from khacphuc.model.forms import Account, Email, Heading, PersonId, PersonRef, Slug, UnitId, UnitRef
from khacphuc.model.schema import Key
from khacphuc.model.shared import Paper
from khacphuc.text.message import N_, Sample


class Person(Struct, frozen=True, kw_only=True):
    """A person who can be named in plans. Known by role; the name is optional and stays out of the public site."""

    id: Annotated[PersonId, Key(N_("Person id"), example=Sample("department-head"))]
    role: Annotated[Heading, Key(N_("Role"), example=Sample("Head of department"))]
    name: Annotated[Heading | None, Key(N_("Name"))] = None
    account: Annotated[Account | None, Key(N_("Forge account"))] = None
    emails: Annotated[tuple[Email, ...], Key(N_("E-mail"))] = ()
    from_: Annotated[Day | None, Key(N_("In the role from"))] = None
    until: Annotated[Day | None, Key(N_("In the role until"))] = None


class Unit(Struct, frozen=True, kw_only=True):
    """One unit. Units end, merge and split: ``valid_until`` and ``successor`` say what became of it."""

    TYPE: ClassVar[str] = "unit"
    TITLE: ClassVar[str] = N_("Unit")

    type: Annotated[str, Key(N_("Document type"), example="unit")]
    id: Annotated[
        UnitId,
        Key(
            N_("Unit id"),
            N_("Never changes; the file bears the same name"),
            example=Sample("finance-department"),
        ),
    ]
    name: Annotated[Heading, Key(N_("Name"), example=Sample("Finance department"))]
    short_name: Annotated[Heading | None, Key(N_("Short name"), example=Sample("Finance"))] = None
    kind: Annotated[Slug, Key(N_("Kind"), N_("One of the unit kinds of the policy"), example="cell")]
    parent: Annotated[UnitRef | None, Key(N_("Higher unit"), example=Sample("board"))] = None
    head: Annotated[
        PersonRef | None,
        Key(
            N_("Head"),
            N_("Person first answerable for following up"),
            example=Sample("finance-department/department-head"),
        ),
    ] = None
    commission: Annotated[
        UnitRef | None, Key(N_("Inspection commission"), example=Sample("inspectorate"))
    ] = None
    people: Annotated[tuple[Person, ...], Key(N_("People"))] = ()
    valid_from: Annotated[Day | None, Key(N_("Exists from"))] = None
    valid_until: Annotated[Day | None, Key(N_("Existed until"), N_("Last day of the unit"))] = None
    successor: Annotated[UnitRef | None, Key(N_("Successor"), N_("Unit that takes over its obligations"))] = (
        None
    )
    local_regulation: Annotated[Paper | None, Key(N_("Regulation on supervision and social criticism"))] = (
        None
    )
    restricted: Annotated[bool, Key(N_("Restricted"), N_("Shown only as a count in the public profile"))] = (
        False
    )
