"""A task was done before the plan that asks for it.

If the work was finished before the plan was made, the plan asks for nothing; if it was not, the date was made to fit.

The reviewer may ask which of the two it is. What had been put right before belongs in the plan as such.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.vocabulary import Severity
from khacphuc.register.case import Case
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.text.message import say
from khacphuc.timeline.timeline import timeline

SEVERITY = Severity.QUESTION


def check_case(case: Case, _context: Context) -> Iterator[RuleReport]:
    entries = timeline(case)
    for name, words in entries.progress.items():
        held = entries.promised.get(name)
        issued = held.plan.issued_on if held else None
        if issued is None:
            continue
        for word in words:
            done = word.said.done_on
            if done is not None and done < issued:
                message = say(
                    "Task {id} is said to have been done on {done}; the plan was issued on {issued}: was it done before?",
                    id=name,
                    done=done,
                    issued=issued,
                )
                mend = say("Compare both days with the papers.")
                yield RuleReport(word.document, ("tasks", word.at, "done_on"), Said(message, mend))
