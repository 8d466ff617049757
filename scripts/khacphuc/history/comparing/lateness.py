"""Find what was late before a change and is told as in time after it, though nothing new says so."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date

from msgspec import Struct

from khacphuc.history.comparing.owed import Owed


class LatenessBefore(Struct, frozen=True):
    """What was owed in a case before a change, with the records that are new, and what is known to have been late."""

    stood: Mapping[str, Owed]
    remembered: Mapping[str, Owed]
    rewritten: Collection[str]
    """The paths of records that stand in other words."""
    mended: Collection[str]
    """Those of them that bear the day of the change: they cannot have landed on another day."""
    day: date
    """The day of the change's arrival."""

    def gone(self, actual: Mapping[str, Owed]) -> Iterator[tuple[Owed, Owed]]:
        """Yield what is told as in time, or as less late, as it was and as it is.

        A day of completion is believed that a new record gives; not one that was put into what had been written before.
        """
        for name, now in actual.items():
            if now.open:
                continue
            was, held = self.stood.get(name), self.remembered.get(name)
            late = next((one for one in (held, was) if one and one.late and _earlier(one, now)), None)
            if late is not None and now.late and now.met_by in self.mended:
                continue  # late before and after: that the record was rewritten is told as that
            if late is None and was and self._overdue(was) and now.met_by in self.rewritten and not now.late:
                late = was
            if late is not None:
                yield late, now

    def kept(self, actual: Mapping[str, Owed]) -> dict[str, Owed]:
        """Return what had been met late and is owed again, because what had said so is gone."""
        late = {name: one for name, one in (*self.stood.items(), *self.remembered.items()) if one.late}
        return {name: one for name, one in late.items() if (now := actual.get(name)) and now.open}

    def _overdue(self, was: Owed) -> bool:
        return was.open and was.due is not None and was.due < self.day


def _earlier(was: Owed, now: Owed) -> bool:
    """Return whether something is told as met on an earlier day than before, or on none that anybody knows."""
    return now.met is None or (was.met is not None and now.met < was.met)
