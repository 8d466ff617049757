"""The words of offices, kept as data: how they head columns, say states, close a table and shorten names."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import msgspec
from msgspec import Struct


class RowWords(Struct, frozen=True):
    """Words by which a cell or a row is told apart from others."""

    ditto: tuple[str, ...]
    nothing: tuple[str, ...]
    timeliness: tuple[str, ...]
    sums: tuple[str, ...]
    below: tuple[str, ...]
    moves: tuple[str, ...]


class OfficeWords(Struct, frozen=True):
    """All words, by what they mean: keys of columns, values of vocabularies."""

    columns: dict[str, tuple[str, ...]]
    shared: dict[str, tuple[str, ...]]
    within: dict[str, tuple[str, ...]]
    states: dict[str, tuple[str, ...]]
    grades: dict[str, tuple[str, ...]]
    rows: RowWords
    short: dict[str, str]


@cache
def office_words() -> OfficeWords:
    """Read the file beside this module. Raises msgspec.ValidationError when it is not what it should be."""
    text = Path(__file__).with_name("office_words.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text), OfficeWords)
