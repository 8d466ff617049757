"""A check of lasting effect is answered long before its day.

A check is set for a later day to see whether the shortcoming stays away. Answered the week after, it says nothing about
that, and nobody looks again on the day that was set.

If the effect was really judged so early, say why in the text; otherwise check on the day that was set, and record that.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.records import Verification
from khacphuc.model.vocabulary import Effectiveness, Severity
from khacphuc.obligations.values import Obligation, ObligationKind
from khacphuc.register.case import Case
from khacphuc.register.document import holds
from khacphuc.rules.case_state import case_state
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.text.message import say
from khacphuc.timeline.timeline import timeline

SEVERITY = Severity.QUESTION


def check_case(case: Case, context: Context) -> Iterator[RuleReport]:
    entries = timeline(case)
    if not any(item.said.effectiveness for words in entries.verifications.values() for item in words):
        return
    state = case_state(case, context)
    documents = {document.path: document for document in case.documents}
    for owed in state.obligations if state else ():
        document = documents.get(owed.fulfilled_path)
        if document is None or not _soon(owed) or not holds(document, Verification):
            continue
        for at, said in enumerate(document.record.tasks):
            if (
                said.effectiveness is Effectiveness.EFFECTIVE
                and said.task == owed.key.split(".")[0].split("@")[0]
            ):
                message = say(
                    "The check of lasting effect of {id} is due on {due}; it is answered on {day} already.",
                    id=said.task,
                    due=owed.deadline.current or document.record.date,
                    day=document.record.date,
                )
                mend = say(
                    "Check again on that day, with another effectiveness_due:; or say in the text why so early."
                )
                yield RuleReport(document, ("tasks", at, "effectiveness"), Said(message, mend))


def _soon(owed: Obligation) -> bool:
    """Whether a check was answered before half of its time had passed."""
    due, since, done = owed.deadline.current, owed.since, owed.fulfilled_on
    if owed.kind is not ObligationKind.CHECK_EFFECTIVENESS or due is None or since is None or done is None:
        return False
    return (due - done) * 2 > due - since
