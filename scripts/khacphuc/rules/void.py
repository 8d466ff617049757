"""Reports records that have no effect on what is owed: by whom they are, and who may say it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from khacphuc.model import date_of
from khacphuc.model.party import Party
from khacphuc.model.plan import Plan
from khacphuc.model.records import Extension, Reply, Update, Verification
from khacphuc.model.vocabulary import Act
from khacphuc.obligations.values import Void, VoidReason
from khacphuc.register.case import Case
from khacphuc.register.document import AnyDocument
from khacphuc.rules.case_state import case_state
from khacphuc.rules.completeness_common import inspecting_side
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.text.message import Message, listed, say
from khacphuc.text.nodes import Path
from khacphuc.timeline.deadlines import end_of
from khacphuc.timeline.parties import doers, followers
from khacphuc.timeline.rights import Rights, Subject
from khacphuc.timeline.timeline import timeline

_MOST_NAMED = 6


def voids(case: Case, context: Context, *whys: VoidReason) -> Iterator[tuple[AnyDocument, Void]]:
    """Yield what has no effect for some reasons, with its document."""
    state = case_state(case, context)
    if state is None or not state.voids:
        return
    documents = {document.path: document for document in case.documents}
    for void in state.voids:
        if void.why in whys:
            yield documents[void.path], void


def without_right(case: Case, context: Context, *acts: Act) -> Iterator[RuleReport]:
    """Report each record whose party has not the right to say it, once, with those who have."""
    told: set[str] = set()
    units = context.settings.units
    found = list(voids(case, context, VoidReason.NO_RIGHT))
    tasks: dict[str, list[str]] = {}
    for document, void in found:
        if isinstance(document.record, Update | Verification) and void.at is not None:
            tasks.setdefault(void.path, []).append(document.record.tasks[void.at].task)
    for document, void in found:
        if void.act not in acts or void.path in told:
            continue
        unit = void.by.unit
        if unit and unit not in units.unread:
            if units.get(unit) is None:
                continue  # KP201 tells it
            if void.by.person and void.by not in units.people:
                continue  # KP202 tells it
        if void.act is Act.PLAN and unit in inspecting_side(case, context):
            continue  # KP312 tells it
        told.add(void.path)
        named = list(dict.fromkeys(tasks.get(void.path, ())))
        part = named if len(named) < len(getattr(document.record, "tasks", ())) else []
        yield RuleReport(document, _key(document, void), _said(case, context, document, void, part))


def _key(document: AnyDocument, void: Void) -> Path:
    if isinstance(document.record, Plan):
        return ("tasks", void.at, "due") if void.at is not None else ("issued_by",)
    return ("decided_by",) if void.act is Act.DECIDE_EXTENSION else ("by",)


def _said(case: Case, context: Context, document: AnyDocument, void: Void, part: Sequence[str]) -> Said:
    """Word who lacks which right; ``part`` names the tasks where it is lacking for some of those of the record."""
    what, unread = say(void.act.label), _unread(case, context, document, void)
    by = named_party(void.by, context)
    if not void.by:
        message = say("Nobody is named who has the right to {what}: this has no effect.", what=what)
    elif unread:
        message = say(
            "Whether {by} has the right to {what} here cannot be told, as {files} cannot be read whole: this has no effect.",
            by=by,
            what=what,
            files=listed(unread),
        )
        return Said(
            message, say("Correct {files} first; the right rests on what it says.", files=listed(unread))
        )
    elif part:
        message = say(
            "{by} has no right to {what} of {tasks}: what is said of it has no effect.",
            by=by,
            what=what,
            tasks=listed(part),
        )
    else:
        message = say("{by} has no right to {what} here: this has no effect.", by=by, what=what)
    return Said(message, _who_may(case, context, document, void))


def named_party(party: str, context: Context) -> str:
    """Return the name of a party with its id: ``Công đoàn cơ quan (cong-doan)``; the id alone where it is not known."""
    name = context.settings.units.called(party)
    return party if name == party else f"{name} ({party})"


def _unread(case: Case, context: Context, document: AnyDocument, void: Void) -> list[str]:
    """The files on which a right rests and of which something cannot be read: notice, plans, units."""
    kinds = ("conclusion", "plan") if void.at is not None else ("conclusion",)
    files = [
        one.path for one in case.documents if one.slot.type in kinds and not one.whole and one is not document
    ]
    units, on = context.settings.units, date_of(document.record) or context.as_of
    conclusion = case.conclusion
    assert conclusion is not None  # noqa: S101 - a case without one has no state, and no void record
    subject = subject_of(case, document, void)
    named = [
        void.by,
        subject.asked,
        Party(conclusion.unit),
        Party(conclusion.issuer or ""),
        *followers(conclusion),
    ]
    if subject.task and subject.plan:
        named += [*doers(subject.task, subject.plan, conclusion.unit), *subject.task.supporters]
    concerned = {one for party in named for one in (party.unit, *units.above(party.unit, on))}
    return files + [f"units/{unit}.md" for unit in sorted(concerned & units.unread)]


def who_may(
    case: Case, context: Context, document: AnyDocument, void: Void, act: Act | None = None
) -> list[str]:
    """Return who may do what a record has no right to, or something else of the same thing, by name."""
    conclusion = case.conclusion
    assert conclusion is not None  # noqa: S101 - a case without one has no state, and no void record
    entries = timeline(case)
    tasks = [(planned.plan, planned.task) for planned in entries.tasks.values()]
    rights = Rights(conclusion, tasks, context.settings.units, context.settings.policy, context.as_of)
    on = date_of(document.record) or context.as_of
    parties = [one.party for one in rights.holders(act or void.act, on, subject_of(case, document, void))]
    named = [named_party(party, context) for party in dict.fromkeys(parties)]
    return [*named[:_MOST_NAMED], *(["…"] if len(named) > _MOST_NAMED else [])]


def _who_may(case: Case, context: Context, document: AnyDocument, void: Void) -> Message:
    shown = who_may(case, context, document, void)
    if not shown:
        return say(
            "Nobody has this right in this case. Compare issuer and followers with the notice; if they are right, "
            "name who may under {key} in plans/policy.yml, with a reason.",
            key="rights:",
        )
    return say(
        "Who may: {parties}. If one of them did it, correct {key}; otherwise have one of them put it on record.",
        key=f"{_key(document, void)[-1]}:",
        parties=listed(shown, "; "),
    )


def subject_of(case: Case, document: AnyDocument, void: Void) -> Subject:
    """Return what a record, or the item of it that is void, speaks of."""
    record, entries = document.record, timeline(case)
    if isinstance(record, Plan):
        first = None if void.at is None else entries.promised.get(record.tasks[void.at].id)
        return (
            Subject(first.plan, first.task, to=end_of(record.tasks[void.at]))
            if first and void.at is not None
            else Subject(record)
        )
    if isinstance(record, Reply):
        asked = next((one.record for one in entries.reminders if one.record.id == record.to), None)
        return Subject(asked=asked.to) if asked and asked.to else Subject()
    if void.at is None or not isinstance(record, Update | Verification | Extension):
        return Subject()
    item = record.tasks[void.at]
    name = item.task
    if isinstance(record, Extension):
        move = record.tasks[void.at]
        name = move.task or (case.milestones.get(move.milestone) if move.milestone else None)
    planned = entries.planned(name) if name else None
    if planned is None:
        return Subject()
    return Subject(planned.plan, planned.task, item.unit or "", getattr(item, "to", None))
