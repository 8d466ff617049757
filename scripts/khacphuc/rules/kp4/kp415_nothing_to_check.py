"""A measure, a product or a cause holds nothing that somebody could check.

“Policies will be reviewed”, “the shortcomings pointed out are put right at once”, “periodic report”, “management agrees
with the recommendation and will implement it”: whatever happens, nobody can say that it was not done. There may be a
reason to write so; the reviewer may ask what somebody could go and look at.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.plan import Plan
from khacphuc.model.vocabulary import Severity
from khacphuc.register.case import Case
from khacphuc.register.document import Document
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.rules.specificity_common import causes_of, measures_of, rewording, tasks_of
from khacphuc.rules.unchecked import CAUSE_MEND, PRODUCT_MEND, explained, told_elsewhere
from khacphuc.text.message import Message, say
from khacphuc.text.promise.verdict import Answer, PromiseField, PromiseVerdict, assess

SEVERITY = Severity.QUESTION
DOCUMENTS = (Plan,)


def check_document(document: Document[Plan], _case: Case | None, context: Context) -> Iterator[RuleReport]:
    own = context.settings.policy.words
    for at, text, task in measures_of(document):
        verdict = assess(text, PromiseField.MEASURE, own)
        if verdict.answer is Answer.HOLLOW:
            message = explained(_asked(verdict), verdict, PromiseField.MEASURE, told_elsewhere(task))
            yield RuleReport(document, at, Said(message, rewording(text)))
    for at, task in tasks_of(document):
        verdict = assess(task.product or "", PromiseField.PRODUCT, own)
        if task.product and verdict.answer is Answer.HOLLOW:
            message = explained(
                say("Which paper or thing can be laid on a table?"), verdict, PromiseField.PRODUCT
            )
            yield RuleReport(document, (*at, "product"), Said(message, say(PRODUCT_MEND)))
    for at, text in causes_of(document):
        verdict = assess(text, PromiseField.CAUSE, own)
        if verdict.answer is Answer.HOLLOW:
            message = explained(
                say("What failed: which step, whose, since when?"), verdict, PromiseField.CAUSE
            )
            yield RuleReport(document, at, Said(message, say(CAUSE_MEND)))


def _asked(verdict: PromiseVerdict) -> Message:
    if verdict.echo:
        return say("This agrees with the notice. What will be done?")
    return say("What could somebody look at to see that this was done?")
