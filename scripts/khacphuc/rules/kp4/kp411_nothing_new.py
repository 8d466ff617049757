"""An update says what the one before it said.

An update written to break the silence, in the same words and with the same figures, hides that nothing has moved.
The reviewer may ask what was done since, and what stands in the way.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.records import TaskProgress, Update
from khacphuc.model.vocabulary import Declared, Severity
from khacphuc.register.case import Case
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.text.folding import fold
from khacphuc.text.message import say

SEVERITY = Severity.QUESTION
_OPEN = (None, Declared.NOT_STARTED, Declared.IN_PROGRESS)


def check_case(case: Case, _context: Context) -> Iterator[RuleReport]:
    last: dict[tuple[str, str | None], tuple[object, Update]] = {}
    for document, update in case.of(Update):
        for index, said in enumerate(update.tasks):
            key, content = (said.task, said.unit), _content(said)
            before = last.get(key)
            last[key] = content, update
            if before and before[0] == content and said.state in _OPEN:
                message = say(
                    "Task {task}: what has been done since the update of {day}? This one says the same.",
                    task=said.task,
                    day=before[1].date,
                )
                mend = say(
                    "Ask for what was done, how much of it, or what stands in the way and who can remove it."
                )
                yield RuleReport(document, ("tasks", index), Said(message, mend))


def _content(said: TaskProgress) -> object:
    """Everything of it that could be news."""
    words = tuple(fold(text or "") for text in (said.result, said.obstacles, said.requests))
    return (
        said.state,
        said.progress,
        said.percent,
        said.milestones,
        said.evidence,
        said.promise,
        said.occurrence,
        words,
    )
