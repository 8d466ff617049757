"""The progress counts out of another number than the plan set.

The plan says how many there are; the update counts out of fewer. The rest has gone without anybody deciding on it.

Count out of the plan's number. If the number has changed, say so under `reason`.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.vocabulary import Severity
from khacphuc.register.case import Case
from khacphuc.rules.contract import Context, Report, Said
from khacphuc.text.message import say
from khacphuc.timeline.timeline import timeline

SEVERITY = Severity.WARNING


def check_case(case: Case, _context: Context) -> Iterator[Report]:
    entries = timeline(case)
    for name, words in entries.progress.items():
        held = entries.tasks.get(name)
        total = held.task.target.total if held and held.task.target else None
        if total is None:
            continue
        for word in words:
            if word.said.progress is None or word.said.reason:
                continue
            whole = int(word.said.progress.partition("/")[2])
            if whole != total:
                message = say(
                    "Task {id} is counted out of {whole}; the plan says {total}.",
                    id=name,
                    whole=whole,
                    total=total,
                )
                mend = say(
                    "Count out of {total}, or say under reason: why there are {whole} now.",
                    total=total,
                    whole=whole,
                )
                yield Report(word.document, ("tasks", word.at, "progress"), Said(message, mend))
                break
