"""The fields of a document, from its declaration alone: a key that is declared tomorrow has its field tomorrow."""

from __future__ import annotations

import typing
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from msgspec import Struct

from khacphuc.form import habits
from khacphuc.model.schema import (
    LONGEST_TEXT,
    Field,
    Names,
    Refers,
    Vocabulary,
    Written,
    bare,
    fields,
    is_part,
    longest,
)
from khacphuc.text.nodes import Path

HIDDEN = frozenset({"type"})
"""Keys that follow from the kind of document."""


class FormField(Struct, frozen=True):
    """How one key is asked for."""

    key: str
    label: str
    about: str
    example: str
    required: bool
    kind: str
    """``text``, ``written``, ``choice``, ``truth``, ``day``, ``whole``, ``number``, ``reference``, ``part`` or ``table``."""
    many: bool = False
    part: type[Struct] | None = None
    form: Written | None = None
    words: type[Vocabulary] | None = None
    refers: str = ""
    names: str = ""
    seldom: bool = False
    carried: bool = False
    head_of: str = ""
    most: int = 0


@cache
def form_fields(cls: type[Struct]) -> tuple[FormField, ...]:
    """The fields of a declaration, in its order."""
    return tuple(_field(field, cls.__name__) for field in fields(cls) if field.key not in HIDDEN)


def parts(cls: type[Struct]) -> dict[str, type[Struct]]:
    """A declaration and all those that its fields lead to, by name."""
    found: dict[str, type[Struct]] = {}
    pending = [cls]
    while pending:
        here = pending.pop()
        if here.__name__ not in found:
            found[here.__name__] = here
            pending += [field.part for field in form_fields(here) if field.part]
    return found


def label_of(cls: type[Struct], path: Path) -> str:
    """The label of the key at a path; ``""`` where nothing is declared."""
    found = ""
    here: type[Struct] | None = cls
    for step in path:
        if isinstance(step, int) or here is None:
            continue
        field = next((field for field in form_fields(here) if field.key == step), None)
        if field is None:
            return found
        found, here = field.label, field.part
    return found


def _field(field: Field, part: str) -> FormField:
    hint = bare(field.hint)
    many = typing.get_origin(hint) is tuple
    if many:
        hint = bare(typing.get_args(hint)[0])
    about = field.about
    shape = dict(_shape(hint))
    if chosen := habits.CHOSEN.get(part, {}).get(field.key):
        shape |= {"kind": "reference", "refers": chosen}
    return FormField(
        field.key,
        about.label,
        habits.ABOUT.get(part, {}).get(field.key, about.about),
        about.example,
        field.required,
        many=many,
        seldom=field.key in habits.SELDOM.get(part, ()),
        carried=field.key in habits.CARRIED.get(part, ()),
        head_of=habits.HEADED.get(part, {}).get(field.key, ""),
        **shape,
    )


_SCALARS: dict[Any, str] = {str: "text", date: "day", int: "whole", Decimal: "number", bool: "truth"}


def _shape(hint: Any) -> Iterator[tuple[str, Any]]:
    if typing.get_origin(hint) is dict:
        yield "kind", "table"
    elif is_part(hint):
        yield "kind", "part"
        yield "part", hint
    elif isinstance(hint, type) and issubclass(hint, Vocabulary):
        yield "kind", "choice"
        yield "words", hint
    elif typing.get_origin(hint) is typing.Annotated:
        yield from _marked(typing.get_args(hint)[1:])
    else:
        yield "kind", _SCALARS[hint]
        yield "most", LONGEST_TEXT if hint is str else 0


def _marked(marks: tuple[Any, ...]) -> Iterator[tuple[str, Any]]:
    form = next((mark for mark in marks if isinstance(mark, Written)), None)
    refers = next((mark.what for mark in marks if isinstance(mark, Refers)), "")
    names = next((mark.what for mark in marks if isinstance(mark, Names)), "")
    yield "kind", "reference" if refers else "written" if form else "text"
    yield "form", form
    yield "most", 0 if form else longest(marks)
    yield "refers", refers
    yield "names", names
