"""Generate random numbers that are the same for one seed on every machine and Python."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from typing import TypeVar

_T = TypeVar("_T")


class SeededRandom:
    """Throws that follow from a seed alone (a 64-bit linear congruential generator, Knuth's MMIX)."""

    def __init__(self, *seed: object) -> None:
        self._state = int.from_bytes(blake2b(repr(seed).encode(), digest_size=8).digest(), "big")

    def below(self, limit: int) -> int:
        """Return a number from 0 to ``limit`` - 1."""
        self._state = (self._state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self._state >> 33) % limit

    def between(self, low: int, high: int) -> int:
        """Return a number from ``low`` to ``high``, both included."""
        return low + self.below(high - low + 1)

    def happens(self, of_hundred: int) -> bool:
        """Return whether something comes about that happens so many times in a hundred."""
        return self.below(100) < of_hundred

    def pick(self, things: Sequence[_T]) -> _T:
        """Return one of several things."""
        return things[self.below(len(things))]

    def some(self, things: Sequence[_T], count: int) -> list[_T]:
        """``count`` different things, in any order."""
        left = list(things)
        return [left.pop(self.below(len(left))) for _ in range(min(count, len(left)))]
