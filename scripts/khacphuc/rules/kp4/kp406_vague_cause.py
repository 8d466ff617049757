"""A cause is given that would explain any shortcoming anywhere.

“For objective reasons”, “because of the workload”: from such a cause no measure follows, and the same cause will be
given next time. Say what exactly failed: which step, whose, since when, and why nobody noticed.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.plan import Plan
from khacphuc.model.vocabulary import Severity
from khacphuc.register.case import Case
from khacphuc.register.document import Document
from khacphuc.rules.contract import Context, Report, Said
from khacphuc.text.message import say
from khacphuc.text.specificity import vague

SEVERITY = Severity.WARNING
DOCUMENTS = (Plan,)
# “Not paid due attention”, “not always in time”: in a cause, every soft word explains nothing.
KINDS = ("soft_cause", "soft_action", "soft_time", "soft_owner")


def check_document(document: Document[Plan], _case: Case | None, context: Context) -> Iterator[Report]:
    for index, item in enumerate(document.record.causes):
        for number, cause in enumerate(item.causes):
            soft = vague(cause.text, KINDS, context.frame.policy.words)
            if soft:
                message = say("“{word}” would explain any shortcoming.", word=soft[0].word)
                mend = say(
                    "Say what failed, for example: “From March to August 2026 nobody was assigned to check payment files, "
                    "because the accountant's post was vacant.”"
                )
                yield Report(document, ("causes", index, "causes", number, "text"), Said(message, mend))
