"""Hold the context of a comparison: time and authors of the change, and the earlier events of the case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from msgspec import Struct

from khacphuc.history.comparing.directory import Departures, persons
from khacphuc.history.trail import Authorship, Event, EventKind, Signature
from khacphuc.model.party import Party
from khacphuc.register.loading import RegisterSettings


class EarlierEvents(Struct, frozen=True):
    """The facts to remember from earlier changes of one case. It follows from their events alone: see ``after``."""

    gone: Mapping[tuple[str, str], str] = {}
    """Findings, requirements, tasks and milestones that were dropped, as (what, id), and how they were worded."""
    recalled: frozenset[str] = frozenset()
    """File names of the conclusion and plans that were issued once and call themselves drafts again."""

    def after(self, events: Iterable[Event]) -> EarlierEvents:
        """Return the facts to remember after these events of the same case; itself when they add nothing."""
        gone, recalled = dict(self.gone), set(self.recalled)
        for event in events:
            if event.kind is EventKind.DROPPED:
                gone[event.what, event.id] = event.old
            elif event.kind in (EventKind.ADDED, EventKind.ID_REUSED):
                gone.pop((event.what, event.id), None)
            elif event.field == "status" and event.what in ("conclusion", "plan"):
                name = event.path.rpartition("/")[2]
                (recalled.add if event.kind is EventKind.STATE_BACK else recalled.discard)(name)
        same = gone == self.gone and recalled == self.recalled
        return self if same else EarlierEvents(gone, frozenset(recalled))


class ArrivedChange(Struct, frozen=True):
    """With which commit something arrived, and who wrote it."""

    arrival: int
    """Index in ``Trail.arrivals``."""
    by: Authorship = Authorship()


class ComparisonContext(Struct, frozen=True):
    """When and by whom a change arrived."""

    arrived: ArrivedChange
    on: date | None
    """Day of arrival in the register's time zone; None when the commit's date is impossible."""
    base: RegisterSettings
    """The register's units and policy as they stood before the change: what people and their rights are judged by."""
    past: EarlierEvents = EarlierEvents()
    """Of the case: ``past.after(events)`` of everything told of it so far. Not needed for units."""
    apart: Mapping[str, ArrivedChange] = {}
    """Documents, by path, that arrived with commits of their own."""
    actor: Signature | None = None
    """Who brings the change, as a forge knows it: that is certain, and the names in commits are not."""
    departed: Departures = {}
    """The persons whose addresses the units have lost shortly before."""

    def of(self, path: str) -> ArrivedChange:
        """Return the arrival of a document."""
        return self.apart.get(path, self.arrived)

    def persons(self, signature: Signature) -> frozenset[Party]:
        """Return everybody of the register that a signature may be."""
        return persons(signature, self.base.units, self.on, self.departed)
