"""Compare each version of a case with the one before, and attribute the events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from msgspec import Struct

from khacphuc.history.comparing.compare import (
    ArrivedChange,
    ComparisonContext,
    EarlierEvents,
    compare_case,
    compare_unit,
)
from khacphuc.history.log.attribution import DocumentCredit
from khacphuc.history.log.commit_log import GONE
from khacphuc.history.log.document_paths import is_case, path_of
from khacphuc.history.log.document_versions import VersionChange
from khacphuc.history.log.unit_history import UnitHistory
from khacphuc.history.trail import Event


class StepEvents(Struct, frozen=True):
    """The events of one step."""

    order: int
    folder: str
    thread: int
    events: list[Event]


class CaseEvents(Struct, frozen=True):
    """All that was told of some cases."""

    told: list[StepEvents]
    held: dict[int, dict[str, str]]
    """By case the documents that cannot be read at the end, with the last readable content (``""``: none)."""


class ComparisonInputs(Struct, frozen=True):
    """The inputs of a comparison beside the documents."""

    days: Mapping[int, date | None]
    """The day of each arrival in the register's time zone."""
    units: UnitHistory


class EventReader:
    """Tells what changes mean, case by case."""

    def __init__(
        self, credits_: list[DocumentCredit], past: Mapping[int, EarlierEvents], setting: ComparisonInputs
    ) -> None:
        self._credits = credits_
        self._past = dict(past)
        self._setting = setting

    def told(self, changes: Iterable[VersionChange]) -> list[StepEvents]:
        """Return the events of changes, step by step."""
        told = [self._tell(change) for change in changes]
        return [item for item in told if item.events]

    def _tell(self, change: VersionChange) -> StepEvents:
        """Return the events of a change."""
        step = change.step
        events = list(change.noticed)
        if change.differing.gone or change.differing.came:
            events += self._compared(change)
        if events:
            self._past[step.thread] = self._past.get(step.thread, EarlierEvents()).after(events)
        return StepEvents(step.order, step.folder, step.thread, events)

    def _compared(self, change: VersionChange) -> list[Event]:
        """Return the comparison's events, each landed with the commit that touched its document."""
        step = change.step
        credited = {path_of(step.folder, edit.name): edit.credit for edit in step.edits}
        for edit in step.edits:  # what is gone is told under the path that it had
            version = change.before.get(edit.name if edit.blob == GONE else edit.was)
            if version and version.document:
                credited.setdefault(version.document.path, edit.credit)
        numbers = {*credited.values()} or {step.credit}
        of_all = step.credit if step.credit in numbers else max(numbers)
        moment = ComparisonContext(
            self._arrived(of_all),
            self._setting.days[step.order],
            self._setting.units.before(step.order),
            self._past.get(step.thread, EarlierEvents()),
            apart={path: self._arrived(number) for path, number in credited.items()},
            departed=self._setting.units.departed(step.order, self._setting.days[step.order]),
        )
        events = _events(change, moment)
        # By the order in which the commits were made, and in each as they were found.
        return sorted(events, key=lambda event: credited.get(event.path, of_all))

    def _arrived(self, number: int) -> ArrivedChange:
        credit = self._credits[number]
        return ArrivedChange(credit.arrival, credit.authors)


def _events(change: VersionChange, moment: ComparisonContext) -> Iterator[Event]:
    before, after = change.cases
    if is_case(change.step.folder):
        return compare_case(before, after, moment, change.differing)
    return compare_unit(
        before.documents[0] if before else None, after.documents[0] if after else None, moment
    )
