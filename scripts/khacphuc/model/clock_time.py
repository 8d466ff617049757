"""A time of day, as papers and watches write it."""

from __future__ import annotations

import re
from typing import Self

_PARTS = re.compile(r"(\d{1,2})(?::|[hHgG])(\d{2})?", re.ASCII)


class ClockTime(str):
    """A time of day in one form, ``15:30``, by which times sort; read from ``15:30``, ``15h30``, ``15g30``, ``15h``."""

    __slots__ = ()

    def __new__(cls, text: str) -> Self:
        """Raises ValueError when the text is no time of day."""
        found = _PARTS.fullmatch(text)
        if found is None:
            raise ValueError(text)
        return super().__new__(cls, f"{int(found[1]):02}:{found[2] or '00'}")
