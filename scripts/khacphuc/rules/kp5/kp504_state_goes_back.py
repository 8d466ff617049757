"""A task that was reported done is reported unfinished again, without having been rejected.

If the follower had sent it back, it would be on record. Otherwise the first report was wrong, and somebody has relied on
it.

Say under `reason` why the task is open again; if the follower found it wanting, record that verification first.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.vocabulary import Declared, Severity
from khacphuc.register.case import Case
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.text.message import say
from khacphuc.timeline.timeline import ProgressEntry, timeline

SEVERITY = Severity.WARNING

_HOW_FAR = {Declared.NOT_STARTED: 0, Declared.IN_PROGRESS: 1, Declared.REPORTED_DONE: 2}


def check_case(case: Case, _context: Context) -> Iterator[RuleReport]:
    entries = timeline(case)
    for words in entries.progress.values():
        if len(words) < 2:
            continue
        last: dict[str | None, ProgressEntry] = {}
        for word in words:
            said = word.said
            # Each occurrence of a recurring task starts anew.
            if said.state is None or said.occurrence:
                continue
            before = last.get(said.unit)
            last[said.unit] = word
            if before is None or said.reason or entries.rejected_between(before, word):
                continue
            state = before.said.state
            if state in _HOW_FAR and said.state in _HOW_FAR and _HOW_FAR[said.state] < _HOW_FAR[state]:
                held = entries.planned(said.task)
                if held and held.task.recurrence:
                    continue
                message = say(
                    "Task {id} was “{before}” on {day}, and is “{now}” again on {today}.",
                    id=said.task,
                    before=say(state.label),
                    day=before.on,
                    now=say(said.state.label),
                    today=word.on,
                )
                mend = say(
                    "Say under reason: why {id} is open again. If the follower had sent it back before, record that verification.",
                    id=said.task,
                )
                yield RuleReport(word.document, ("tasks", word.at, "state"), Said(message, mend))
