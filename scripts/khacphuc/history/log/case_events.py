"""Compare each version of a case with the one before, and attribute the events."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct

from khacphuc.history.comparing.case_change import DifferingDocuments
from khacphuc.history.comparing.compare import (
    ArrivedChange,
    ComparisonContext,
    EarlierEvents,
    compare_case,
    compare_unit,
)
from khacphuc.history.comparing.frame_dependence import FramePart, changed_periods
from khacphuc.history.comparing.keepers import brought_by_keepers
from khacphuc.history.comparing.owed import Owed
from khacphuc.history.comparing.owed_change import Frames, OwedChange, Remembered
from khacphuc.history.comparing.owed_changes import compare_owed, compare_owed_under
from khacphuc.history.log.attribution import DocumentCredit
from khacphuc.history.log.commit_log import GONE
from khacphuc.history.log.document_paths import is_case, path_of
from khacphuc.history.log.document_versions import VersionChange
from khacphuc.history.log.standing_case import StandingCase
from khacphuc.history.log.unit_history import UnitHistory
from khacphuc.history.trail import Event


class FrameChange(Struct, frozen=True):
    """A commit that changes units or policy, and what of them."""

    order: int
    credit: int
    touched: FramePart


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
    remembered: dict[int, dict[str, Owed]] = {}
    """By case what was owed and is no more at the end."""


class ComparisonInputs(Struct, frozen=True):
    """The inputs of a comparison beside the documents."""

    days: Mapping[int, date | None]
    """The day of each arrival in the register's time zone."""
    units: UnitHistory
    units_after: UnitHistory
    """The same, asked for what stands after a commit: each goes through history once."""


_NO_DOCUMENTS = DifferingDocuments((), ())


class EventReader:
    """Tells what changes mean, case by case."""

    def __init__(
        self,
        credits_: list[DocumentCredit],
        past: Mapping[int, EarlierEvents],
        remembered: Mapping[int, Remembered],
        setting: ComparisonInputs,
    ) -> None:
        self._credits = credits_
        self._past = dict(past)
        self._remembered = dict(remembered)
        self._setting = setting
        self._standing: dict[int, StandingCase] = {}
        self._homes: dict[str, int] = {}
        self._framed_at: set[int] = set()

    def remembered(self) -> dict[int, dict[str, Owed]]:
        """Return by case what was owed and is no more."""
        return {thread: dict(held) for thread, held in self._remembered.items() if held}

    def told(self, changes: Iterable[VersionChange], frames: Iterable[FrameChange] = ()) -> list[StepEvents]:
        """Return the events of changes, step by step, and of changes of units and policy in between."""
        told: list[StepEvents] = []
        waiting = deque(frames)
        self._framed_at = {frame.order for frame in waiting}
        for change in changes:
            while waiting and waiting[0].order < change.step.order:
                told += self._framed(waiting.popleft())
            told.append(self._tell(change))
            if is_case(change.step.folder):
                self._stands(change)
        for frame in waiting:
            told += self._framed(frame)
        return [item for item in told if item.events]

    def _stands(self, change: VersionChange) -> None:
        """Note how a case stands. One whose folder it has taken stands no more."""
        step = change.step
        held = self._homes.get(step.folder, step.thread)
        if held != step.thread and (other := self._standing.get(held)) and other.step.folder == step.folder:
            del self._standing[held]
        self._homes[step.folder] = step.thread
        self._standing.pop(step.thread, None)
        if (case := change.cases[1]) is not None:
            self._standing[step.thread] = StandingCase(step, case)

    def _tell(self, change: VersionChange) -> StepEvents:
        """Return the events of a change."""
        step = change.step
        events = list(change.noticed)
        if change.differing.gone or change.differing.came:
            compared = self._compared(change)
            events += compared
            if is_case(step.folder):
                events += self._owed(change, compared)
        if events:
            self._past[step.thread] = self._past.get(step.thread, EarlierEvents()).after(events)
        return StepEvents(step.order, step.folder, step.thread, events)

    def _framed(self, frame: FrameChange) -> Iterator[StepEvents]:
        """Yield what a change of units or policy takes from what is owed in cases that hang on it."""
        frames, on = self._frames(frame.order), self._setting.days[frame.order]
        credit = self._credits[frame.credit]
        periods = changed_periods(frame.touched, frames.before, frames.after)
        gone = self._setting.units.departed(frame.order, on)
        decided = brought_by_keepers(credit.by, frames.before, on, gone)
        for thread, standing in self._standing.items():
            step, case = standing.step, standing.case
            if step.order >= frame.order:  # what came with it is compared with its documents
                continue
            if not standing.hangs_on(frame.touched, frames.before, on):
                continue
            held = self._remembered.get(thread, {})
            found = compare_owed_under(
                OwedChange(
                    case,
                    case,
                    _NO_DOCUMENTS,
                    frames,
                    on,
                    lambda _: credit.arrival,
                    remembered=held,
                    decided=decided,
                ),
                standing.day(on),
                standing.owed_before(frames.before, on),
                standing.owed_after(frames.after, on, periods),
            )
            self._remembered[thread] = found.remembered
            yield StepEvents(frame.order, step.folder, thread, list(found.events))

    def _owed(self, change: VersionChange, told: list[Event]) -> Sequence[Event]:
        """Return what the change takes from what is owed in the case."""
        step = change.step
        before, after = change.cases

        def arrival(path: str) -> int:
            return self._credits[self._credited(change).get(path, step.credit)].arrival

        found = compare_owed(
            OwedChange(
                before,
                after,
                change.differing,
                self._frames(step.order),
                self._setting.days[step.order],
                arrival,
                told,
                self._remembered.get(step.thread, {}),
            )
        )
        self._remembered[step.thread] = found.remembered
        return found.events

    def _frames(self, order: int) -> Frames:
        before = self._setting.units.before(order)
        return Frames(
            before, self._setting.units_after.before(order + 1) if order in self._framed_at else before
        )

    def _compared(self, change: VersionChange) -> list[Event]:
        """Return the comparison's events, each landed with the commit that touched its document."""
        step = change.step
        credited = self._credited(change)
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

    def _credited(self, change: VersionChange) -> dict[str, int]:
        """Return the credits of the documents that the change touches, by their paths."""
        step = change.step
        credited = {path_of(step.folder, edit.name): edit.credit for edit in step.edits}
        for edit in step.edits:  # what is gone is told under the path that it had
            version = change.before.get(edit.name if edit.blob == GONE else edit.was)
            if version and version.document:
                credited.setdefault(version.document.path, edit.credit)
        return credited

    def _arrived(self, number: int) -> ArrivedChange:
        credit = self._credits[number]
        return ArrivedChange(credit.arrival, credit.by)


def _events(change: VersionChange, moment: ComparisonContext) -> Iterator[Event]:
    before, after = change.cases
    if is_case(change.step.folder):
        return compare_case(before, after, moment, change.differing)
    return compare_unit(
        before.documents[0] if before else None, after.documents[0] if after else None, moment
    )
