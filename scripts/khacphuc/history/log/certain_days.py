"""Tell on which day a commit of the main branch certainly arrived at the earliest. Its date is a claim, its place is not."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec import Struct

_FAR = timedelta(days=366)


class CertainDay(Struct, frozen=True):
    """The latest day that the main branch has reached. Nothing that arrives later arrived before it.

    A clock that is far ahead is not believed before a second commit says the same: else it would make everything late.
    """

    latest: date | None = None
    ahead: date | None = None
    """The claim of a commit that was far ahead of all before it, or the first of all."""

    def received(self, claimed: date | None) -> tuple[CertainDay, date | None]:
        """Return what is certain after a commit that claims a day, and the day on which that commit counts as arrived."""
        latest, ahead = self.latest, self.ahead
        if claimed is None or (latest is not None and claimed <= latest):
            return self, latest or ahead
        if latest is not None and claimed - latest <= _FAR:
            return CertainDay(claimed), claimed
        if ahead is None:
            return CertainDay(latest, claimed), claimed
        believed = min(ahead, claimed) if abs(ahead - claimed) > _FAR else max(ahead, claimed)
        return CertainDay(believed), max(believed, claimed)
