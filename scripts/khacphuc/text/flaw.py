"""Define flaws of a text as plain values: place, kind, and the details of a message.

A flaw carries no wording and no severity. The rule of the same name in ``rules/`` gives it both.
"""

from __future__ import annotations

from msgspec import Struct


class Place(Struct, frozen=True, order=True):
    """A stretch of one line. Lines and columns count from 1, columns in characters (code points)."""

    line: int = 1
    column: int = 1
    width: int = 1


class Flaw(Struct, frozen=True, order=True):
    """One defect found while reading.

    ``kind`` names the rule that speaks about it (``not-utf8``, ``unknown-key`` …); ``details`` are the
    values its message quotes, in the order that rule documents.
    """

    kind: str
    place: Place
    details: tuple[str, ...] = ()
