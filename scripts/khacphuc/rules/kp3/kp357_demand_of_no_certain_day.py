"""The words of a requirement set no day, or none that is certain.

“In good time”, “before the rainy season”: what the notice demands so is never overdue, and the program does not guess.

Ask whoever issued the notice by which day it is meant, and write that under `due`; or leave it, if it is to be followed without one.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.amendments import Supplement
from khacphuc.model.conclusion import Conclusion
from khacphuc.model.vocabulary import Severity
from khacphuc.register.case import Case
from khacphuc.register.document import Document
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.rules.deadline_texts import said_by, undated_demands
from khacphuc.text.front_matter import quoted
from khacphuc.text.message import say

SEVERITY = Severity.QUESTION
DOCUMENTS = (Conclusion, Supplement)


def check_document(
    document: Document[Conclusion | Supplement], case: Case | None, context: Context
) -> Iterator[RuleReport]:
    for index, item, text in undated_demands(document):
        if not said_by(text, document.record, case, context).lines("due", "cycle"):
            message = say(
                "“{text}” sets no certain day by which {id} is owed.", text=quoted(text), id=item.id
            )
            mend = say(
                "Write due: with the day that is meant, or cycle: with how often; ask whoever issued the notice."
            )
            yield RuleReport(document, ("requirements", index, "due_text"), Said(message, mend))
