"""How much of a task is done, in the words of a paper and in numbers."""

from __future__ import annotations

from typing import Self

from khacphuc.text.amounts import Share, read_share


class Progress(str):
    """A progress as it was written: ``6/12``, ``13.515/19.611``, ``68,9%``, ``50 triệu/120 triệu đồng``."""

    __slots__ = ()

    def __new__(cls, text: str) -> Self:
        """Raises ValueError when the text does not say how much of how much."""
        if read_share(text) is None:
            raise ValueError(text)
        return super().__new__(cls, text)

    @property
    def share(self) -> Share:
        found = read_share(self)
        if found is None:
            raise ValueError(self)
        return found
