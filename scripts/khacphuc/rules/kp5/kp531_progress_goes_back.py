"""Fewer are done than were reported before.

What was counted as done cannot become less, unless the first count was wrong. Either figure has been passed on.

Compare both figures with the papers, and say under `reason` why the new one is lower.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.vocabulary import Severity
from khacphuc.register.case import Case
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.text.amounts import Share
from khacphuc.text.message import say
from khacphuc.timeline.timeline import ProgressEntry, timeline

SEVERITY = Severity.WARNING


def check_case(case: Case, _context: Context) -> Iterator[RuleReport]:
    entries = timeline(case)
    for words in entries.progress.values():
        last: dict[str | None, ProgressEntry] = {}
        for word in words:
            said = word.said
            if said.progress is None or said.occurrence:
                continue
            before = last.get(said.unit)
            last[said.unit] = word
            if before is None or said.reason or entries.rejected_between(before, word):
                continue
            old, now = before.said.progress, said.progress
            if old is not None and _less(now.share.basic, old.share.basic):
                message = say(
                    "Task {id}: {now} is less than {old}, reported on {day}.",
                    id=said.task,
                    now=now,
                    old=old,
                    day=before.on,
                )
                mend = say("Correct the figure that is wrong, or say under reason: why it is lower now.")
                yield RuleReport(word.document, ("tasks", word.at, "progress"), Said(message, mend))


def _less(now: Share, old: Share) -> bool:
    """Whether fewer of the same number are done."""
    return (now.unit, now.total) == (old.unit, old.total) and now.done < old.done
