"""The state of a task and its progress contradict each other.

What is done with 3 out of 12 is not done; what is not started cannot have 4 out of 9. The follower would verify a task that
the figures show to be unfinished.

Correct the state or the figure, whichever does not fit the papers.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.records import TaskProgress, Update
from khacphuc.model.vocabulary import Declared, Severity
from khacphuc.register.case import Case
from khacphuc.register.document import Document
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.text.message import Message, say

SEVERITY = Severity.ERROR
DOCUMENTS = (Update,)


def check_document(document: Document[Update], _case: Case | None, _context: Context) -> Iterator[RuleReport]:
    update: Update = document.record
    for index, said in enumerate(update.tasks):
        if said.progress is not None or said.percent is not None or said.milestones:
            found = _wrong(said)
            if found is not None:
                key, wrong = found
                yield RuleReport(document, ("tasks", index, key), wrong)


def _wrong(said: TaskProgress) -> tuple[str, Said] | None:
    share = said.progress.share if said.progress else None
    if share and share.done > share.total:
        message = say(
            "Task {id}: {count} is more than all there is.", id=said.task, count=said.progress or ""
        )
        return "progress", Said(
            message, say("The number done stands first: compare both numbers with the papers.")
        )
    key = "progress" if said.progress else "percent" if said.percent is not None else "milestones"
    shown: Message | str = said.progress or (
        say("{percent} %", percent=said.percent) if said.percent is not None else said.milestones[0]
    )
    if said.state is Declared.REPORTED_DONE and (
        (share is not None and share.done != share.total)
        or (share is None and said.percent is not None and said.percent < 100)
    ):
        message = say("Task {id} is reported done with {shown}.", id=said.task, shown=shown)
        return key, Said(message, say("Write state: in_progress until all is done, or correct the figure."))
    if said.state is Declared.NOT_STARTED and ((share and share.done) or said.percent or said.milestones):
        message = say("Task {id} is not started, with {shown}.", id=said.task, shown=shown)
        return key, Said(message, say("Write state: in_progress, or take the figure out."))
    return None
