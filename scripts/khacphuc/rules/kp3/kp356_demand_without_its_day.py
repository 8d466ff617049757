"""The words of a requirement set a day or a cycle that is not written beside them.

The register counts by `due` and `cycle`. Words alone move nobody: the demand stands in the lists without a day and is never
overdue.

Write what the words say under `due`, or under `cycle` where it comes again.
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
from khacphuc.text.message import listed, say

SEVERITY = Severity.ERROR
DOCUMENTS = (Conclusion, Supplement)


def check_document(
    document: Document[Conclusion | Supplement], case: Case | None, context: Context
) -> Iterator[RuleReport]:
    for index, item, text in undated_demands(document):
        lines = said_by(text, document.record, case, context).lines("due", "cycle")
        if lines:
            message = say(
                "“{text}” sets when {id} is owed, which is not written here.", text=quoted(text), id=item.id
            )
            mend = (
                say("Write: {line}", line=lines[0])
                if len(lines) == 1
                else say("Write what the paper means: {lines}.", lines=listed(lines, "; "))
            )
            yield RuleReport(document, ("requirements", index, "due_text"), Said(message, mend))
