"""Find remedies for an event: a reversal, a record that accounts for it, a new verification."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import PurePosixPath
from typing import NamedTuple

from khacphuc.history.trail import Event, EventKind, change_key
from khacphuc.model.amendments import Correction
from khacphuc.model.conclusion import Conclusion
from khacphuc.model.records import Update, Verification
from khacphuc.model.vocabulary import Act
from khacphuc.register.case import Case
from khacphuc.register.document import AnyDocument, holds
from khacphuc.rules.case_state import case_state
from khacphuc.rules.completeness_common import side
from khacphuc.rules.contract import CaseHistory, Context
from khacphuc.rules.event_context import DUTIES, document_of, task_id, task_of
from khacphuc.text.message import Message, say
from khacphuc.timeline.rights import CaseRole, Rights
from khacphuc.timeline.timeline import timeline

_WORDED = ("text", "target.total", "target.unit", "target.money", "target.area")
"""What a correction words anew when it words a requirement anew."""
_COMMITS = (EventKind.OPPOSING_COMMIT, EventKind.FOREIGN_COMMIT)


def key_of(event: Event, history: CaseHistory) -> str:
    """Return the key by which a record of the case accounts for an event."""
    conclusion = history.case.conclusion if history.case else None
    return change_key(conclusion.id if conclusion else history.folder, event)


def explained(event: Event, history: CaseHistory) -> bool:
    """Return whether a record of the case accounts for an event, under the event's key.

    What has not landed yet is decided in review, and not by what it says of itself.
    """
    return bool(_answering(event, history))


def answered_for(event: Event, history: CaseHistory, context: Context) -> bool:
    """Return whether somebody accounts for an event who may judge it: a follower, the issuer, an authority above the unit.

    Neither those who owe it, nor a unit without a part in the case. And not by a record that the other side has
    committed, or nobody knows who.
    """
    case = history.case
    if case is None or case.conclusion is None:
        return False
    # The people of a sample are nobody, so that nobody known commits in it.
    kinds = _COMMITS[:1] if context.settings.policy.sample else _COMMITS
    doubtful = {one.path for one in history.events if one.kind in kinds and one.path != event.path}
    units = {one.unit for one in _answering(event, history) if one.path not in doubtful}
    judging = _judging(case, case.conclusion, context)
    if event.kind is EventKind.OPPOSING_COMMIT:
        judging |= {event.old}  # whose word the document is
    return bool((units - _owing(event, case)) & judging)


class _Answer(NamedTuple):
    """A record that accounts for a change: whose it is, and the landing that brought it (None: its file was renamed)."""

    unit: str
    path: str
    order: int | None


def _answering(event: Event, history: CaseHistory) -> list[_Answer]:
    """Return the records that account for an event. None does so before the event: the same change may be made again."""
    if history.case is None or not history.arrivals[event.arrival].commit:
        return []
    found = _answered(history).get(key := key_of(event, history), ())
    order = history.arrivals[event.arrival].order
    return [
        one
        for one in found
        if one.unit
        and (one.order >= order if one.order is not None else event is _first(key, event, history))
    ]


def _first(key: str, event: Event, history: CaseHistory) -> Event:
    """Return the first event with a key."""
    alike = (one for one in history.events if one.kind is event.kind and key_of(one, history) == key)
    return next(alike, event)


def _judging(case: Case, conclusion: Conclusion, context: Context) -> set[str]:
    """Return the units that follow a case, have issued its notice, or stand above its unit."""
    planned = timeline(case).tasks.values()
    settings, on = context.settings, context.as_of
    tasks = [(one.plan, one.task) for one in planned]
    rights = Rights(conclusion, tasks, settings.units, settings.policy, on)
    holders = [one for act in (Act.VERIFY, Act.CLOSE, Act.REMIND) for one in rights.holders(act, on)]
    found = {one.party.unit for one in holders if one.role is not CaseRole.UNIT}
    return found | {settings.units.current(unit, on) for unit in found}


def corrected(event: Event, history: CaseHistory, context: Context) -> bool:
    """Return whether a correction of the notice, by a party that may issue one, says what an event did to a part of it."""
    case = history.case
    found = list(case.of(Correction)) if case else []
    if case is None or not found or event.what not in ("finding", "requirement"):
        return False
    state = case_state(case, context)
    # What the change has taken out of the notice is not in force any more: that is what is asked about.
    voids = [one for one in state.voids if one.meant != (event.id,)] if state else []
    void = {(one.path, one.at) for one in voids}
    return any(
        event.id in (change.finding, change.requirement)
        and (
            change.withdrawn
            if event.kind is EventKind.DROPPED
            else bool(change.text) and event.field in _WORDED
        )
        for document, correction in found
        if (document.path, None) not in void and document is not document_of(case, event)
        for at, change in enumerate(correction.changes)
        if (document.path, at) not in void
    )


def redated(event: Event, day: date, history: CaseHistory, context: Context) -> bool:
    """Return whether a correction of the notice, by a party that may issue one, has given a deadline a day: its own, or that of what a task carries out."""
    case = history.case
    found = list(case.of(Correction)) if case else []
    if case is None or not found:
        return False
    held = task_of(case, event)
    names = {event.id, *(held[2].requirements if held and event.what == "task" else ())}
    duty, state = DUTIES.get(event.field), case_state(case, context)
    void = {(one.path, one.at) for one in state.voids} if state else set()
    return any(
        change.due == day and (change.requirement in names or (duty is not None and change.duty is duty))
        for document, correction in found
        if (document.path, None) not in void
        for at, change in enumerate(correction.changes)
        if (document.path, at) not in void
    )


def corrections_hold(case: Case, context: Context) -> bool:
    """Return whether every correction of the notice is by a party that may issue it."""
    state = case_state(case, context)
    void = {one.path for one in state.voids} if state else set()
    return all(document.path not in void for document, _ in case.of(Correction))


def _owing(event: Event, case: Case) -> set[str]:
    """Return the units that answer for an event: the case's own, and those that do the task; of a commit, the committers.

    Whose word a document is may say so: the owing side, too, of a document of its own that somebody else committed.
    """
    doers = timeline(case).doers(task_id(event), None) if event.what in ("task", "milestone") else ()
    owing = {case.unit, *(party.unit for party in doers)}
    if event.kind is EventKind.OPPOSING_COMMIT:
        committers = {side(person) for person in event.new.split(", ")}
        return committers if event.old in owing else committers | owing
    return owing


def or_explain(event: Event, history: CaseHistory, mend: Message, *, from_outside: bool = False) -> Message:
    """Return the help with the alternative to account for the change in a later record."""
    if not history.arrivals[event.arrival].commit:
        return mend
    line = f"answers: {key_of(event, history)}"
    if from_outside:
        return say(
            "{mend} If it was right, the follower, the issuer or an authority above says why in a record of this case with the line “{line}”.",
            mend=mend,
            line=line,
        )
    return say(
        "{mend} If it was right, say why in a record of this case with the line “{line}”.",
        mend=mend,
        line=line,
    )


def _answered(history: CaseHistory) -> dict[str, list[_Answer]]:
    """Return the records of a case that account for changes, by the keys of those."""
    kept: dict[str, list[_Answer]] | None = history.__dict__.get("answered")
    if kept is None:
        kept = history.__dict__["answered"] = {}
        answering = (
            [one for one in history.case.documents if getattr(one.record, "answers", ())]
            if history.case
            else []
        )
        orders = _brought(history) if answering else {}
        for document in answering:
            one = _Answer(_unit_of(document), document.path, orders.get(PurePosixPath(document.path).name))
            for key in getattr(document.record, "answers", ()):
                kept.setdefault(key, []).append(one)
    return kept


def _brought(history: CaseHistory) -> dict[str, int]:
    """Return with which landing each record came, or its keys of what it answers; by its file's name."""
    return {
        PurePosixPath(event.path).name: history.arrivals[event.arrival].order
        for event in history.events
        if event.kind is EventKind.CREATED
        or (event.kind is EventKind.RECORD_REWRITTEN and "answers" in event.field.split(", "))
    }


def as_at_first(event: Event, history: CaseHistory) -> bool:
    """Return whether a change only gave records back the words with which they had landed."""
    first: dict[str, Event] = {}
    given_back: list[bool] = []
    for one in history.events:
        if one.kind is EventKind.RECORD_REWRITTEN:
            was = first.setdefault(PurePosixPath(one.path).name, one)
            if one.arrival == event.arrival:
                given_back.append((was.field, was.old) == (one.field, one.new))
    return bool(given_back) and all(given_back)


def _unit_of(document: AnyDocument) -> str:
    record = document.record
    by = next((getattr(record, key) for key in ("by", "from_", "unit") if getattr(record, key, None)), "")
    return side(by)


def reverted(event: Event, history: CaseHistory) -> bool:
    """Return whether a later change of the same thing put back what stood before."""
    kept: dict[tuple[str, ...], int] | None = history.__dict__.get("put")
    if kept is None:
        kept = history.__dict__["put"] = {_put(later, later.new): later.arrival for later in history.events}
    return kept.get(_put(event, event.old), -1) > event.arrival


def _put(event: Event, text: str) -> tuple[str, ...]:
    return event.kind.value, event.what, event.id, event.field, PurePosixPath(event.path).name, text


def restored(event: Event, history: CaseHistory) -> bool:
    """Return whether a record says again, by an event, what it said when it first landed."""
    kept: set[int] | None = history.__dict__.get("restored")
    if kept is None:
        kept = history.__dict__["restored"] = {id(one) for one in _restored(history.events)}
    return id(event) in kept


def _restored(events: Sequence[Event]) -> Iterator[Event]:
    """Yield the events by which what had stood first says again that something was met in time.

    A file that was deleted, or came under another name, has no first words; nor has what was told as in time by other means.
    """
    words: dict[str, dict[str, tuple[str, str]]] = {}
    rewritten: dict[str, int] = {}
    gone: set[str] = set()
    doubtful: set[tuple[str, str, str]] = set()
    for event in events:
        name = PurePosixPath(event.path).name
        if event.kind is EventKind.CREATED and name not in gone:
            words[name] = {}
            gone.add(name)
        elif event.kind in (EventKind.CREATED, EventKind.RECORD_DELETED):
            words.pop(name, None)
            gone.add(name)
        elif event.kind is EventKind.RECORD_REWRITTEN and name in words:
            rewritten[name] = event.arrival
            parts = (event.field.split(", "), event.old.split("\n"), event.new.split("\n"))
            for key, old, new in zip(*parts, strict=False):
                words[name][key] = words[name].get(key, (old,))[0], new
        elif event.kind is EventKind.LATENESS_GONE:
            subject = event.what, event.id, event.field
            first = name in words and all(_whole(*one) for one in words[name].values())
            if first and rewritten.get(name) == event.arrival and subject not in doubtful:
                yield event
            else:
                doubtful.add(subject)


def _whole(first: str, now: str) -> bool:
    """Return whether a text stands again as it stood first; of one that an event has cut short that is not known."""
    return first == now and not first.endswith("…")


def verified_since(event: Event, history: CaseHistory, *tasks: str) -> bool:
    """Return whether a verification that landed after an event speaks of its task, or of others, and nobody asks who committed it.

    What landed when is certain; the dates of commits and papers are not.
    """
    if history.case is None:
        return False
    meant = {*(tasks or (task_id(event),))}
    orders, order = _brought(history), history.arrivals[event.arrival].order
    doubtful = {PurePosixPath(other.path).name for other in history.events if other.kind in _COMMITS}
    return any(
        orders.get(name := PurePosixPath(document.path).name, -1) > order and name not in doubtful
        for document, verification in history.case.of(Verification)
        if any(judged.task in meant for judged in verification.tasks)
    )


def told_since(event: Event, history: CaseHistory) -> set[str]:
    """Return the tasks of which updates and verifications speak that landed after an event."""
    if history.case is None:
        return set()
    orders, order = _brought(history), history.arrivals[event.arrival].order
    words: list[tuple[AnyDocument, Update | Verification]] = [
        *history.case.of(Update),
        *history.case.of(Verification),
    ]
    return {
        said.task
        for document, record in words
        if orders.get(PurePosixPath(document.path).name, -1) > order
        for said in record.tasks
    }


def verified_again(event: Event, history: CaseHistory) -> bool:
    """Return whether the tasks of a verification were verified again, by a record of which nobody asks who committed it."""
    case = history.case
    this = document_of(case, event) if case else None
    if case is None or this is None or not holds(this, Verification):
        return False
    doubtful = {PurePosixPath(other.path).name for other in history.events if other.kind in _COMMITS}
    again = {
        judged.task
        for document, verification in case.of(Verification)
        if PurePosixPath(document.path).name not in doubtful and verification.date >= this.record.date
        for judged in verification.tasks
    }
    return {judged.task for judged in this.record.tasks} <= again
