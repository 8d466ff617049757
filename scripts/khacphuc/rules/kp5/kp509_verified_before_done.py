"""A task is confirmed that nobody had reported done.

Verification looks at what the unit reports, with its evidence. A confirmation without a report skips the unit's own word,
and the day on which the task was done stays unknown.

Record the unit's update first; if the date of the verification is wrong, correct it.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.vocabulary import Severity
from khacphuc.register.case import Case
from khacphuc.rules.case_state import case_state
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.rules.reference_common import understood
from khacphuc.text.message import say
from khacphuc.timeline.timeline import timeline

SEVERITY = Severity.ERROR


def check_case(case: Case, context: Context) -> Iterator[RuleReport]:
    if not timeline(case).verifications or not understood(case, "update"):
        return
    state = case_state(case, context)
    documents = {document.path: document for document in case.documents}
    for item in state.unreported if state else ():
        message = (
            say(
                "The occurrence of task {id} due on {due} is confirmed, but was not reported done by then.",
                id=item.task,
                due=item.occurrence,
            )
            if item.occurrence
            else say("Task {id} is confirmed, but was not reported done by then.", id=item.task)
        )
        mend = say("Record first the update that reports {id} done, with its evidence.", id=item.task)
        yield RuleReport(documents[item.path], ("tasks", item.at, "outcome"), Said(message, mend))
