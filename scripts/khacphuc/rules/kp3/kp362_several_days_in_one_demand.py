"""A requirement has several days in its words, and one deadline.

Of two days on the paper the register would keep one, and nobody would be reminded of the other.

Write a requirement for each day, with what is due by it (`text`, `target`): YC1A and YC1B. What comes again in every period is a
`cycle`.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.conclusion import Conclusion
from khacphuc.model.vocabulary import Severity
from khacphuc.register.case import Case
from khacphuc.register.document import Document
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.rules.deadline_texts import read_text
from khacphuc.text.message import listed, say

SEVERITY = Severity.WARNING
DOCUMENTS = (Conclusion,)


def check_document(
    document: Document[Conclusion], case: Case | None, context: Context
) -> Iterator[RuleReport]:
    # Imported here: most documents need none of it.
    from khacphuc.text.deadline.readings import Milestones

    for index, item in enumerate(document.record.requirements):
        if not item.due_text or item.cycle:
            continue
        reading = read_text(item.due_text, document.record, case, context)
        if not isinstance(reading, Milestones):
            continue
        days = list(dict.fromkeys(step.day for step in reading.items))
        if len(days) > 1:
            message = say("The words of {id} name several days: {days}.", id=item.id, days=listed(days))
            mend = say("Write a requirement for each day, such as {id}A and {id}B.", id=item.id)
            yield RuleReport(document, ("requirements", index, "due_text"), Said(message, mend))
