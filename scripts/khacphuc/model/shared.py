"""Declare types shared by several documents."""

from __future__ import annotations

from datetime import date as Day
from decimal import Decimal
from typing import Annotated

from msgspec import Struct

from khacphuc.model.forms import ChangeKey, Link, PaperNumber, Time
from khacphuc.model.schema import Key
from khacphuc.text.message import N_


class Paper(Struct, frozen=True, kw_only=True):
    """A signed document that stands behind a statement. Minutes may lack a number, but not a date."""

    number: Annotated[
        PaperNumber | None, Key(N_("Number"), N_("Number and sign as on the paper"), example="03-BB/CB")
    ] = None
    date: Annotated[Day | None, Key(N_("Date"), example="2024-07-12")] = None
    title: Annotated[str | None, Key(N_("Title"), example="Biên bản họp kiểm điểm")] = None
    kept_at: Annotated[
        str | None,
        Key(N_("Kept at"), N_("Where the paper can be seen"), example="Hồ sơ số 12, Văn phòng Đảng ủy"),
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
    unit: Annotated[str, Key(N_("Unit"), example="đồng")] = "đồng"
    what: Annotated[str | None, Key(N_("What"), example="thu hồi nộp ngân sách")] = None


class Period(Struct, frozen=True, kw_only=True):
    """A stretch of days, both ends included."""

    from_: Annotated[Day | None, Key(N_("From"), example="2023-01-01")] = None
    until: Annotated[Day | None, Key(N_("Until"), example="2023-12-31")] = None
