"""Return the units and the policy of a register as of any commit."""

from __future__ import annotations

from typing import NamedTuple

from khacphuc.register.document import AnyDocument
from khacphuc.register.layout import POLICY_PATH
from khacphuc.register.loading import RegisterSettings, policy_in
from khacphuc.register.units import Units


class UnitPlacement(NamedTuple):
    """From ``order`` on, this document, a unit or the policy, stands at ``path``; None: nothing does."""

    order: int
    path: str
    document: AnyDocument | None


class UnitHistory:
    """Asked for one time after the other, it changes only what changed; asked for an earlier one, it begins again."""

    def __init__(self, puts: list[UnitPlacement]) -> None:
        self._puts = puts
        self._begin()

    def _begin(self) -> None:
        self._next = 0
        self._documents: dict[str, AnyDocument] = {}
        self._settings = RegisterSettings(Units(()), policy_in(None))

    def at(self, order: int) -> Units:
        """Return the units after the commit of that number."""
        return self.settings(order).units

    def settings(self, order: int) -> RegisterSettings:
        """Return the units and the policy after the commit of that number; the same object as long as they stay the same."""
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
            policy = self._documents.get(POLICY_PATH)
            units = Units(self._documents[path] for path in sorted(self._documents))
            self._settings = RegisterSettings(units, policy_in(policy), policy)
        return self._settings
