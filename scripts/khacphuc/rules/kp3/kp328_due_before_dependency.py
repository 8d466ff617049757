"""A task is due before another one on which it depends.

What waits for another task cannot be done before it. With the days the wrong way round, one of the two will be late for
certain.

Bring the deadline of the one forward, or put off the other.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.vocabulary import Severity
from khacphuc.register.case import Case
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.text.message import say
from khacphuc.timeline.timeline import timeline

SEVERITY = Severity.WARNING


def check_case(case: Case, _context: Context) -> Iterator[RuleReport]:
    waiting = [found for found in case.tasks() if found[3].depends_on]
    if not waiting:
        return
    demanded = {name: planned.task.due for name, planned in timeline(case).demands.items()}
    due = demanded | {task.id: task.due for _, _, _, task in case.tasks()}
    for document, _, index, task in waiting:
        for name in task.depends_on:
            first = due.get(name)
            if first and task.due and task.due < first:
                message = say(
                    "Task {id} is due on {due}, before task {other}, on which it depends, is due on {first}.",
                    id=task.id,
                    due=task.due,
                    other=name,
                    first=first,
                )
                mend = say(
                    "Put {id} off until after {first}, or bring {other} forward.",
                    id=task.id,
                    first=first,
                    other=name,
                )
                yield RuleReport(document, ("tasks", index, "due"), Said(message, mend))
