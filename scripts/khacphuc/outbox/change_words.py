"""Say what a change does to what is owed in a case: from its state without the change and with it, not from its lines."""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.history.comparing.owed import name_of_owed, obligations_of, owed_in
from khacphuc.model.party import Party
from khacphuc.obligations.obligation_words import part_name
from khacphuc.obligations.values import (
    PARTS,
    CaseState,
    Obligation,
    ObligationKind,
    Stage,
    TaskState,
    Verified,
    Void,
)
from khacphuc.register.units import Units
from khacphuc.text.message import N_, Message, say, say_n
from khacphuc.timeline.amount_owed import less
from khacphuc.timeline.deadlines import AppliedMove

_TOLD_OF_ITS_TASK = (ObligationKind.VERIFY, ObligationKind.SEND_UPDATE, ObligationKind.CLOSE)
"""What begins and ends with reports and verifications, which are told themselves."""
_LONGEST = 50
_VERDICTS = {
    Verified.CONFIRMED: N_("Task {task}: the follower confirms it."),
    Verified.REJECTED: N_("Task {task}: the follower rejects it; it is owed again."),
    Verified.RELEASED: N_("Task {task}: the follower releases the rest of it."),
}


def change_words(
    before: CaseState | None, after: CaseState | None, units: Units, *, resettled: bool = False
) -> list[Message]:
    """Return what changes in one case, in the order in which people ask: case, deadlines, work, papers.

    ``resettled`` is whether the register's settings change, which set deadlines of their own.
    """
    if after is None:
        return [say("This case is no longer in the register.")]
    if before is None:
        return [*_begun(after), *_unread(None, after)]
    if unread := list(_unread(before, after)):  # what rested on it is missing here, and not gone
        return [*unread, say("Until it can be read, nobody can say what changes for what is owed.")]
    return [
        *_moved_folder(before, after),
        *_stage(before, after),
        *_findings(before, after),
        *_obligations(before, after, units, resettled=resettled),
        *_less(before, after, units),
        *_tasks(before, after),
        *_asked(before, after),
        *_without_effect(before, after),
        *_notified(before, after),
    ]


def _begun(after: CaseState) -> Iterator[Message]:
    yield say(
        "A new case: {findings}, {tasks}.",
        findings=say_n("{n} finding", "{n} findings", len(after.findings)),
        tasks=say_n("{n} task", "{n} tasks", len(after.tasks)),
    )


def _unread(before: CaseState | None, after: CaseState) -> Iterator[Message]:
    for path in after.unreadable:
        if before is None or path not in before.unreadable:
            yield say("{name} cannot be read: what it says is not known.", name=path.rpartition("/")[2])


def _moved_folder(before: CaseState, after: CaseState) -> Iterator[Message]:
    if before.folder != after.folder:
        yield say("The case moves from {old} to {new}.", old=before.folder, new=after.folder)


def _stage(before: CaseState, after: CaseState) -> Iterator[Message]:
    if before.stage is not after.stage:
        yield say(
            "The case: from “{old}” to “{new}”.", old=say(before.stage.label), new=say(after.stage.label)
        )


def _findings(before: CaseState, after: CaseState) -> Iterator[Message]:
    old = {one.finding.id: one.finding for one in before.findings}
    new = {one.finding.id: one.finding for one in after.findings}
    for name, finding in new.items():
        if name not in old:
            yield say("Finding {id} is added: “{text}”", id=name, text=_cut(finding.text))
        elif old[name].text != finding.text:
            yield say("Finding {id} is worded otherwise.", id=name)
    for name, finding in old.items():
        if name not in new:
            yield say("Finding {id} no longer counts: “{text}”", id=name, text=_cut(finding.text))


def _obligations(before: CaseState, after: CaseState, units: Units, *, resettled: bool) -> Iterator[Message]:
    old = {item.key: item for item in before.obligations}
    new = {item.key: item for item in after.obligations}
    tasks = (*after.tasks, *after.demands)
    agreed = {
        item.key for task in tasks if task.verified is not Verified.WITHDRAWN for item in task.obligations
    }
    for key in dict.fromkeys((*new, *old)):
        then, now = old.get(key), new.get(key)
        if now is None and then is not None:
            if not then.fulfilled and not then.dropped and _told(then) and after.stage is not Stage.CLOSED:
                yield say(
                    "{what}: no longer asked of {who}.",
                    what=_named(then, units),
                    who=_name(then.owed_by, units),
                )
        elif then is None and now is not None:
            if _told(now):
                yield _added(now, units)
        elif then is not None and now is not None:
            if resettled and _set_by_settings(then, now):
                yield _reset(then, now)
            yield from _altered(then, now, units, agreed=key in agreed)


def _set_by_settings(then: Obligation, now: Obligation) -> bool:
    """Whether new settings alone give what is still owed another day: it runs since the same document as before."""
    return (
        not now.fulfilled
        and then.deadline.by_policy
        and now.deadline.by_policy
        and (then.since, then.since_path) == (now.since, now.since_path)
        and then.deadline.current != now.deadline.current
    )


def _reset(then: Obligation, now: Obligation) -> Message:
    return say(
        "By the register's new settings: {what}, due {new}, before {old}.",
        what=now.what,
        old=then.deadline.current or "–",
        new=now.deadline.current or "–",
    )


def _less(before: CaseState, after: CaseState, units: Units) -> Iterator[Message]:
    """Say of which tasks and milestones less is owed than before."""
    old, new = owed_in(before), owed_in(after)
    for item in obligations_of(after):
        name = name_of_owed(item)
        if name in old and item.kind is not ObligationKind.MEET_OCCURRENCE:
            for was, now in less(old[name].amount, new[name].amount):
                yield say(
                    "{what}: less is owed, “{new}” where it was “{old}”.",
                    what=_named(item, units),
                    new=_figure(now),
                    old=_figure(was),
                )


def _figure(text: str) -> str | int:
    """Return a figure of a target as a number, which is written with its thousands; other words cut."""
    return int(text) if text.isdecimal() else _cut(text) or "–"


def _told(item: Obligation) -> bool:
    return item.kind not in _TOLD_OF_ITS_TASK


def _added(now: Obligation, units: Units) -> Message:
    who, due = _name(now.owed_by, units), now.deadline.current
    if due is None:
        return say("New: {what}, {who}, without a deadline.", what=_part(now), who=who)
    return say("New: {what}, {who}, due {day}.", what=_part(now), who=who, day=due)


def _altered(then: Obligation, now: Obligation, units: Units, *, agreed: bool) -> Iterator[Message]:
    what = _named(now, units)
    old, new = then.deadline, now.deadline
    if old.current != new.current and _told(now) and not (old.by_policy and new.by_policy):
        yield _moved(what, then, now)
    if then.owed_by != now.owed_by:
        yield say(
            "{what}: owed by {new}, no longer by {old}.",
            what=what,
            new=_name(now.owed_by, units),
            old=_name(then.owed_by, units),
        )
    if then.answerable != now.answerable and not now.fulfilled and _told(now):
        yield say(
            "{what}: answerable is {new}, before {old}.",
            what=what,
            new=_name(now.answerable, units) if now.answerable else "–",
            old=_name(then.answerable, units) if then.answerable else "–",
        )
    if then.dropped != now.dropped and now.dropped and _told(now):
        yield (
            say("{what}: no longer owed, with the follower's agreement.", what=what)
            if agreed
            else say("{what}: no longer owed, as the notice no longer asks for it.", what=what)
        )
    elif then.fulfilled and not now.fulfilled and not now.dropped and _told(now):
        yield say("{what}: owed again.", what=what)
    elif now.fulfilled and not then.fulfilled and _told(now):
        yield (
            say("{what}: done on {day}.", what=what, day=now.fulfilled_on)
            if now.fulfilled_on
            else say("{what}: done, the day is not known.", what=what)
        )


def _moved(what: Message, then: Obligation, now: Obligation) -> Message:
    old, new = then.deadline.current, now.deadline.current
    if new is None:
        return say("Deadline of {what}: taken away (it was {old}).", what=what, old=old or "")
    if old is None:
        return say("Deadline of {what}: set to {new}.", what=what, new=new)
    added: tuple[AppliedMove, ...] = tuple(
        move for move in now.deadline.moved if move not in then.deadline.moved
    )
    if added and then.deadline.original == now.deadline.original:
        return say(
            "Deadline of {what}: from {old} to {new}, by an approved extension.", what=what, old=old, new=new
        )
    if new < old:
        return say("Deadline of {what}: brought forward from {old} to {new}.", what=what, old=old, new=new)
    return say(
        "Deadline of {what}: from {old} to {new}; no extension allows it.", what=what, old=old, new=new
    )


def _tasks(before: CaseState, after: CaseState) -> Iterator[Message]:
    old = {_slot(task): task for task in before.tasks}
    kept = {task.task.id for task in after.tasks}
    for task in before.tasks:
        if task.task.id not in kept and task.ended:  # else it is told what is no longer asked
            yield say(
                "Task {task} is in no plan in force any more, nor is what was verified of it.",
                task=task.task.id,
            )
    for task in after.tasks:
        then = old.get(_slot(task))
        if then is None:
            continue
        name = task.task.id
        if task.verified is not then.verified and task.verified in _VERDICTS:
            yield say(_VERDICTS[task.verified], task=name)
        if task.progress and task.progress != then.progress:
            yield say(
                "Task {task}: progress {new}, before {old}.",
                task=name,
                new=task.progress,
                old=then.progress or "–",
            )
        if task.declared is not then.declared and task.handed_in == then.handed_in:
            yield say("Task {task}: now “{state}”.", task=name, state=say(task.declared.label))


def _slot(task: TaskState) -> tuple[str, Party]:
    return task.task.id, task.owner


def _asked(before: CaseState, after: CaseState) -> Iterator[Message]:
    for asked in after.asked:
        if asked not in before.asked:
            yield say(
                "An extension is asked for, of {what} from {old} to {new}. It is not decided: no deadline moves.",
                what=asked.key.id,
                old=asked.before,
                new=asked.after,
            )


def _without_effect(before: CaseState, after: CaseState) -> Iterator[Message]:
    known = {_same(void) for void in before.voids}
    for void in after.voids:
        if _same(void) not in known:
            name = void.path.rpartition("/")[2]
            yield say("{name} has no effect: {why}.", name=name, why=say(void.why.label))


def _same(void: Void) -> tuple[str, int | None]:
    return void.path, void.at


def _notified(before: CaseState, after: CaseState) -> Iterator[Message]:
    count = len(after.notifications) - len(before.notifications)
    if count > 0:
        yield say_n("{n} notification recorded as sent.", "{n} notifications recorded as sent.", count)


def _named(item: Obligation, units: Units) -> Message:
    """Return an obligation within a sentence: parts of plans by id, words and whose share it is, duties by their kind."""
    if item.kind in PARTS and "@" in item.key:
        return say("{part} of {who}", part=_part(item), who=_name(item.owed_by, units))
    return _part(item)


def _part(item: Obligation) -> Message:
    if item.kind not in PARTS:
        return say(item.kind.label)
    words = _cut(item.what) if isinstance(item.what, str) else ""
    return say("{id} ({words})", id=part_name(item), words=words)


def _cut(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rstrip()}…"


def _name(party: Party, units: Units) -> str:
    return units.called(party)
