"""The units of a register as they stood at any time."""

from __future__ import annotations

from typing import NamedTuple

from khacphuc.register.document import AnyDocument
from khacphuc.register.units import Units


class Put(NamedTuple):
    """From ``order`` on, this document stands at ``path``; None: nothing does."""

    order: int
    path: str
    document: AnyDocument | None


class UnitsInTime:
    """Asked for one time after the other, it changes only what changed; asked for an earlier one, it begins again."""

    def __init__(self, puts: list[Put]) -> None:
        self._puts = puts
        self._begin()

    def _begin(self) -> None:
        self._next = 0
        self._documents: dict[str, AnyDocument] = {}
        self._units = Units(())

    def at(self, order: int) -> Units:
        """The units after the commit of that number."""
        if self._next and self._puts[self._next - 1].order > order:
            self._begin()
        start = self._next
        while self._next < len(self._puts) and self._puts[self._next].order <= order:
            put = self._puts[self._next]
            self._next += 1
            if put.document is None:
                self._documents.pop(put.path, None)
            else:
                self._documents[put.path] = put.document
        if self._next != start:
            self._units = Units(self._documents[path] for path in sorted(self._documents))
        return self._units
