"""A party: a unit, or one person of it, as documents name them."""

from __future__ import annotations


def unit_of(party: str) -> str:
    """Return the id of the unit of a party, of a person that of the unit for which he is named."""
    return party.partition("/")[0]


class Party(str):
    """``unit`` for a unit as a whole, ``unit/person`` for one person of it. ``""`` is nobody."""

    __slots__ = ()

    @property
    def unit(self) -> str:
        """Return the id of the unit."""
        return self.partition("/")[0]

    @property
    def person(self) -> str:
        """Return the id of the person within the unit; ``""`` for a unit as a whole."""
        return self.partition("/")[2]

    def within(self, other: str) -> bool:
        """Return whether this is ``other``, or a person of the unit ``other``."""
        return self == other or self.startswith(f"{other}/")


NOBODY = Party()
