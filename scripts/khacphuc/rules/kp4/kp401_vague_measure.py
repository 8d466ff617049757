"""A measure is so general that nobody could say later whether it was carried out.

“Strengthen leadership”, “continue to pay attention”: such a measure is done from the first day and never, and the
finding it serves comes back at the next inspection. Tie it to the ground: who does it, how many, by which day, and
which document will exist afterwards. A soft word is no fault where an act stands that somebody could check.

An anchor counts where it belongs to an act. A law that is cited, the notice and its date, a number of people of whom
something general is asked, a year, a role that “pays more attention” tie nothing, and the message says so.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.plan import Plan
from khacphuc.model.vocabulary import Severity
from khacphuc.register.case import Case
from khacphuc.register.document import Document
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.rules.specificity_common import measures_of, rewording
from khacphuc.rules.unchecked import explained, quoted, told_elsewhere
from khacphuc.text.message import say
from khacphuc.text.promise.verdict import Answer, PromiseField, assess

SEVERITY = Severity.WARNING
DOCUMENTS = (Plan,)


def check_document(document: Document[Plan], _case: Case | None, context: Context) -> Iterator[RuleReport]:
    for at, text, task in measures_of(document):
        verdict = assess(text, PromiseField.MEASURE, context.settings.policy.words)
        # Where only “the units concerned” are soft, KP404 says so.
        if verdict.answer is Answer.VAGUE and verdict.soft:
            lead = say("{words}: nobody could check this.", words=quoted(verdict.soft))
            message = explained(lead, verdict, PromiseField.MEASURE, told_elsewhere(task))
            yield RuleReport(document, at, Said(message, rewording(text)))
