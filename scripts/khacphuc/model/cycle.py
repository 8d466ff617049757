"""The days and months of a recurrence, as documents name them."""

from __future__ import annotations

from typing import Self

LAST_WORKING_DAY = "last_working_day"


class CycleDay(str):
    """A day inside the period of a recurrence: ``5``, ``06-15`` (month and day of a year) or ``last_working_day``."""

    __slots__ = ()

    def __new__(cls, text: str) -> Self:
        """Write 05 as 5: they are one day. 06-15 keeps its zeros, like a date."""
        return super().__new__(cls, text.lstrip("0") if text.isdigit() else text)

    @property
    def working(self) -> bool:
        """Whether this is the last working day, which the calendar knows."""
        return self == LAST_WORKING_DAY

    @property
    def of_year(self) -> tuple[int, int] | None:
        """The month and the day in it, where both are named."""
        month, dash, day = self.partition("-")
        return (int(month), int(day)) if dash else None

    @property
    def number(self) -> int:
        """The day of the week (1 is Monday) or of the month; one past the end is the last."""
        if self.of_year:
            return self.of_year[1]
        return 31 if self.working else min(int(self), 31)


class CycleMonth(str):
    """The month of a period in which something is due: ``first``, ``last``, or its number in the period."""

    __slots__ = ()

    def within(self, length: int) -> int:
        """The number of the month in a period of ``length`` months, never past its end."""
        if self in ("first", "last"):
            return 1 if self == "first" else length
        return min(int(self), length)
