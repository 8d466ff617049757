"""Declare types shared by several documents."""

from __future__ import annotations

from datetime import date as Day
from decimal import Decimal
from typing import Annotated

from msgspec import Struct

from khacphuc.model.forms import (
    ChangeKey,
    DayOfCycle,
    Heading,
    Link,
    MilestoneId,
    MonthOfCycle,
    PaperNumber,
    Slug,
    Time,
    UnitRef,
)
from khacphuc.model.schema import Key
from khacphuc.model.vocabulary import DuePeriod, Every
from khacphuc.text.message import N_, Sample


class Paper(Struct, frozen=True, kw_only=True):
    """A signed document that stands behind a statement. Minutes may lack a number, but not a date."""

    number: Annotated[
        PaperNumber | None, Key(N_("Number"), N_("Number and sign as on the paper"), example=Sample("3/2024"))
    ] = None
    date: Annotated[Day | None, Key(N_("Date"), example="2024-07-12")] = None
    title: Annotated[Heading | None, Key(N_("Title"), example=Sample("Minutes of the review meeting"))] = None
    kept_at: Annotated[
        str | None,
        Key(N_("Kept at"), N_("Where the paper can be seen"), example=Sample("File 12, records office")),
    ] = None
    link: Annotated[Link | None, Key(N_("Link"))] = None


TimeOfDay = Annotated[
    Time | None,
    Key(N_("Time of day"), N_("Where several records of one day say different things"), example="14:30"),
]
"""Orders the records of one day."""

Answers = Annotated[
    tuple[ChangeKey, ...],
    Key(
        N_("Accounts for"),
        N_(
            "Keys of changes that a check asks about, as its message gives them; say in this record why they are right"
        ),
        example="3f2a9c1d77e0",
    ),
]
"""Which changes of history a record accounts for."""


class Amount(Struct, frozen=True, kw_only=True):
    """Money, area or another quantity named by a conclusion or report, in full units (4,7 tỷ = 4700000000)."""

    value: Annotated[
        Decimal, Key(N_("Value"), N_("Digits only; a decimal point where needed"), example="4700000000")
    ]
    unit: Annotated[str, Key(N_("Unit"), example=Sample("USD"))] = "đồng"
    what: Annotated[str | None, Key(N_("What"), example=Sample("to be recovered"))] = None


class Period(Struct, frozen=True, kw_only=True):
    """A stretch of days, both ends included."""

    from_: Annotated[Day | None, Key(N_("From"), example="2023-01-01")] = None
    until: Annotated[Day | None, Key(N_("Until"), example="2023-12-31")] = None


class Recurrence(Struct, frozen=True, kw_only=True):
    """What is owed again in every period. Each occurrence is owed by itself."""

    every: Annotated[Every, Key(N_("How often"), example="month")]
    interval: Annotated[
        int | None,
        Key(N_("Interval"), N_("2 with month: every two months, counted from the first one"), example="2"),
    ] = None
    day: Annotated[
        tuple[DayOfCycle, ...],
        Key(
            N_("Day"),
            N_(
                "Day of the week (1 is Monday) or of the month; several in brackets; of a year 06-15 for 15 June; "
                "last_working_day; without it, the last day"
            ),
            example="23",
        ),
    ] = ()
    month: Annotated[
        MonthOfCycle | None,
        Key(
            N_("Month of the period"),
            N_("first, last (when left out), or its number in the period"),
            example="first",
        ),
    ] = None
    period: Annotated[
        DuePeriod | None,
        Key(N_("Due in"), N_("next when it falls due in the period after the one it is for"), example="next"),
    ] = None
    from_: Annotated[Day | None, Key(N_("From"), example="2024-07-01")] = None
    until: Annotated[Day | None, Key(N_("Until"), example="2024-12-31")] = None


class ForEach(Struct, frozen=True, kw_only=True):
    """Units that each owe something by themselves, as when a letter says “all cells below”."""

    children_of: Annotated[UnitRef | None, Key(N_("Units directly below"))] = None
    kind: Annotated[Slug | None, Key(N_("Only of this kind"), example="cell")] = None
    except_: Annotated[tuple[UnitRef, ...], Key(N_("Except"), N_("Units below that do not owe it"))] = ()
    units: Annotated[tuple[UnitRef, ...], Key(N_("Units"), N_("Units named one by one"))] = ()


class Target(Struct, frozen=True, kw_only=True):
    """The quantity to be done: n of ``total`` things, or money, or an area."""

    total: Annotated[int | None, Key(N_("How many"), example="12")] = None
    unit: Annotated[str | None, Key(N_("Of what"), example=Sample("case files"))] = None
    money: Annotated[Decimal | None, Key(N_("Money, in đồng"), example="120000000")] = None
    area: Annotated[Decimal | None, Key(N_("Area, in square metres"), example="2500")] = None


class Milestone(Struct, frozen=True, kw_only=True):
    """A dated step of a task."""

    id: Annotated[MilestoneId, Key(N_("Milestone id"), example="N1.1")]
    text: Annotated[str, Key(N_("Step"))]
    due: Annotated[Day | None, Key(N_("Deadline"), example="2024-07-15")] = None
    due_text: Annotated[str | None, Key(N_("Deadline, as written"))] = None
    target: Annotated[str | None, Key(N_("Target"), example="95 %")] = None
