"""The small file in which an office keeps how its list is read: columns, the case, units and people by their names."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from khacphuc.model.vocabulary import Declared

CASE_KEYS = (
    "id",
    "unit",
    "title",
    "number",
    "issuer",
    "issued_on",
    "follower",
    "plan_number",
    "plan_issued_on",
    "directed_by",
    "unit_kind",
)
_TABLES = ("case", "columns", "units", "people", "states")


class BadMapping(Exception):  # noqa: N818 - the file's fault, told to the person in one line
    """The file is not what a mapping looks like. The text says where."""


class ImportMapping(Struct, frozen=True):
    """How a list is read. ``columns`` are titles by key; ``units`` and ``people`` are ids by the names in cells."""

    sheet: str = ""
    case: Mapping[str, str] = {}
    columns: Mapping[str, str] = {}
    units: Mapping[str, str] = {}
    people: Mapping[str, str] = {}
    states: Mapping[str, str] = {}
    """States by the words of cells that are none of those that are known."""


def read_mapping(data: bytes) -> ImportMapping:
    """The mapping in a TOML file. Raises BadMapping."""
    try:
        found = tomllib.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise BadMapping(str(error)) from error
    sheet = found.pop("sheet", "")
    tables: dict[str, dict[str, str]] = {}
    for name, table in found.items():
        if name not in _TABLES or not isinstance(table, dict):
            raise BadMapping(name)
        tables[name] = {key: str(value) for key, value in table.items() if str(value)}
    for key in tables.get("case", {}):
        if key not in CASE_KEYS:
            raise BadMapping(f"case.{key}")
    for words, state in tables.get("states", {}).items():
        if state not in list(Declared):
            raise BadMapping(f"states.{words} = {state} ({', '.join(Declared)})")
    return ImportMapping(str(sheet), **tables)


def mapping_text(mapping: ImportMapping, about: Iterable[str]) -> str:
    """The mapping as a file to fill in and keep; ``about`` are comments at its top."""
    return "\n".join(_lines(mapping, about)) + "\n"


def _lines(mapping: ImportMapping, about: Iterable[str]) -> Iterator[str]:
    yield from (f"# {line}" for line in about)
    yield f"sheet = {_quoted(mapping.sheet)}"
    case = {key: mapping.case.get(key, "") for key in CASE_KEYS}
    tables = (
        ("case", case),
        ("columns", mapping.columns),
        ("units", mapping.units),
        ("people", mapping.people),
        ("states", mapping.states),
    )
    for name, table in tables:
        yield ""
        yield f"[{name}]"
        yield from (f"{_quoted(key)} = {_quoted(value)}" for key, value in table.items())


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
