"""An update promises a day after the deadline, and nobody has moved the deadline.

A promise is not an extension: the task is overdue from the day after its deadline, whatever the update says.

Ask for an extension before the deadline, and record the decision; or keep to the day that was set.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.vocabulary import Severity
from khacphuc.register.case import Case
from khacphuc.rules.case_state import case_state
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.text.message import say
from khacphuc.timeline.timeline import timeline

SEVERITY = Severity.QUESTION


def check_case(case: Case, context: Context) -> Iterator[RuleReport]:
    entries = timeline(case)
    if not any(word.said.promise for words in entries.progress.values() for word in words):
        return
    state = case_state(case, context)
    for item in (*state.demands, *state.tasks) if state else ():
        due = item.deadline.current
        if item.promise is None or due is None or item.promise <= due or item.handed_in:
            continue
        word = next(
            word for word in reversed(entries.progress[item.task.id]) if word.said.promise == item.promise
        )
        message = say(
            "{id} is promised for {promise} but due on {due}: will an extension be asked for?",
            id=item.task.id,
            promise=item.promise,
            due=due,
        )
        mend = (
            say("Ask for it before {due}; a promise moves no deadline.", due=due)
            if due >= context.as_of
            else say("The task is overdue since then; a promise moves no deadline.")
        )
        yield RuleReport(word.document, ("tasks", word.at, "promise"), Said(message, mend))
