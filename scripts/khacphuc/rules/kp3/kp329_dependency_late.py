"""A task waits for another one that is overdue, or that is not pursued.

Where one task hands over to the next, a delay runs through the whole chain. The last link sees it only when its own
deadline comes.

The reviewer may ask now whether the later deadline still holds.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.vocabulary import Declared, Severity
from khacphuc.register.case import Case
from khacphuc.rules.case_state import case_state
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.text.message import say

SEVERITY = Severity.QUESTION


def check_case(case: Case, context: Context) -> Iterator[RuleReport]:
    if not any(task.depends_on for _, _, _, task in case.tasks()):
        return
    state = case_state(case, context)
    if state is None or not state.open:
        return
    waiting = [item for item in state.tasks if item.task.depends_on and not item.handed_in]
    late = {
        item.task.id: item.deadline.current
        for item in (*state.demands, *state.tasks)
        if not item.handed_in and item.deadline.current and item.deadline.current < context.as_of
    }
    given_up = {
        item.task.id
        for item in (*state.demands, *state.tasks)
        if item.dropped or item.declared is Declared.NOT_PURSUED
    }
    documents = {document.path: document for document in case.documents}
    for item in waiting:
        due = item.deadline.current
        for name in item.task.depends_on:
            if name in given_up:
                message = say(
                    "Task {id} waits for {other}, which is not pursued: can it be done without?",
                    id=item.task.id,
                    other=name,
                )
                mend = say("Say in the plan on what {id} rests now.", id=item.task.id)
                yield RuleReport(
                    documents[item.path], ("tasks", item.index, "depends_on"), Said(message, mend)
                )
            # When its own day is past, too, it is on the list of what is overdue.
            elif name in late and due and due >= context.as_of:
                message = say(
                    "Task {id} waits for {other}, overdue since {since}: will {due} still hold?",
                    id=item.task.id,
                    other=name,
                    since=late[name],
                    due=due,
                )
                mend = say(
                    "Urge {other} now, or decide on a later day for {id} before {due}.",
                    other=name,
                    id=item.task.id,
                    due=due,
                )
                at = ("tasks", item.index, "depends_on")
                yield RuleReport(documents[item.path], at, Said(message, mend))
