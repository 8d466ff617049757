"""A task is paused or not pursued, without a reason or without the paper that says so.

To give up a task is a decision. Without its reason and its paper, a unit could shed what it does not like.

Give the `reason`, and under `paper` the decision with number or date.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.records import Update
from khacphuc.model.vocabulary import Declared, Severity
from khacphuc.register.case import Case
from khacphuc.register.document import Document
from khacphuc.rules.completeness import surely_missing
from khacphuc.rules.contract import Context, Report, Said
from khacphuc.text.message import N_, say

SEVERITY = Severity.ERROR
DOCUMENTS = (Update,)
_GIVEN_UP = (Declared.PAUSED, Declared.NOT_PURSUED)


def check_document(document: Document[Update], _case: Case | None, _context: Context) -> Iterator[Report]:
    update: Update = document.record
    for index, said in enumerate(update.tasks):
        if said.state not in _GIVEN_UP or (said.reason and said.paper):
            continue
        if surely_missing(document, ("tasks", index)):
            text = (
                N_("Task {id} is “{state}” without the paper that decides it.")
                if said.reason
                else N_("Task {id} is “{state}” without a reason.")
            )
            mend = (
                say("Add paper: with the number and date of the decision.")
                if said.reason
                else say("Add reason: and paper: with the decision.")
            )
            message = say(text, id=said.task, state=say(said.state.label))
            yield Report(document, ("tasks", index, "state"), Said(message, mend))
