"""A closure although findings are still open: it closes nothing.

A case closes when every finding is remedied, or given up with the follower's agreement, by the last word on each task. Closed
earlier, the shortcoming would disappear from all lists without being gone.

Verify what is open first, or record that it is not pursued and let the follower agree; then record another closure.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.vocabulary import Act, Severity
from khacphuc.obligations.values import CaseState, Void, VoidReason
from khacphuc.register.case import Case
from khacphuc.rules.case_state import case_state
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.rules.void import voids
from khacphuc.text.message import Message, listed, say

SEVERITY = Severity.ERROR


def check_case(case: Case, context: Context) -> Iterator[RuleReport]:
    for document, void in voids(case, context, VoidReason.UNREAD):
        if void.act is Act.CLOSE:
            names = listed(list(void.meant))
            message = say(
                "This closes nothing: {names} cannot be read, and may deny what seems done.", names=names
            )
            yield RuleReport(document, ("date",), Said(message, say("Correct {names} first.", names=names)))
    for document, void in voids(case, context, VoidReason.FINDINGS_OPEN):
        state = case_state(case, context)
        if state is None:
            return
        names = listed(list(void.meant))
        unread = [
            one.path.rpartition("/")[2] for one in case.documents if one.slot.type == "plan" and not one.whole
        ]
        message = (
            say(
                "This closes nothing: as far as {files} can be read, not every finding is remedied ({names}).",
                files=listed(unread),
                names=names,
            )
            if unread
            else say(
                "This closes nothing: not every finding is remedied, nor given up with the follower's agreement ({names}).",
                names=names,
            )
        )
        mend = say("Correct {names} first.", names=listed(unread)) if unread else _mend(state, void)
        yield RuleReport(document, ("date",), Said(message, mend))


def _mend(state: CaseState, void: Void) -> Message:
    """What is left to do: tasks to be verified, or findings, and parts of them, that no task serves."""
    open_ = [item for item in state.findings if item.finding.id in void.meant]
    ended = {item.task.id for item in state.tasks if item.ended}
    todo = list(dict.fromkeys(task for item in open_ for task in item.tasks if task not in ended))
    named = {part for item in state.tasks for part in item.task.parts}
    bare = [item.finding.id for item in open_ if not item.tasks]
    bare += [part.id for item in open_ if item.tasks for part in item.finding.parts if part.id not in named]
    if todo and bare:
        return say(
            "Verify {tasks} first, or let the follower agree that it is not pursued; give {id} a task; then close again.",
            tasks=listed(todo),
            id=listed(bare),
        )
    if todo:
        return say(
            "Verify {tasks} first, or let the follower agree that it is not pursued; then close again.",
            tasks=listed(todo),
        )
    if bare:
        return say("Give {id} a task and have it verified before the case is closed.", id=listed(bare))
    return say("On that day not all was verified: record another closure, dated after the last verification.")
