"""The commission that follows a case is the inspected unit itself, or the issuer is.

Who follows its own case verifies and closes what it owes itself. Where the unit owes nothing itself, it may be both: under its own
task letter to units below it, and where it inspects its own members, who are then named as concerned in each finding. Such a
notice asks for no plan and no report of the unit (`asks: requirements`), and each requirement says who owes it.

Name the commission of the committee above.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.conclusion import Conclusion
from khacphuc.model.party import Party
from khacphuc.model.vocabulary import Severity
from khacphuc.register.case import Case
from khacphuc.register.document import Document
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.text.message import say
from khacphuc.timeline.demands import unit_owes

SEVERITY = Severity.ERROR
DOCUMENTS = (Conclusion,)


def check_document(
    document: Document[Conclusion], _case: Case | None, _context: Context
) -> Iterator[RuleReport]:
    conclusion: Conclusion = document.record
    commission = conclusion.followers.commission if conclusion.followers else None
    for key, party in ((("followers", "commission"), commission), (("issuer",), conclusion.issuer)):
        if party and Party(party).unit == conclusion.unit and unit_owes(conclusion):
            message = say("{party} is the inspected unit itself.", party=party)
            mend = say(
                "Name the body that inspected it, and a commission above it. If the unit itself owes nothing, as under its own "
                "task letter or where it inspects its own members, write {line}, and who owes each requirement.",
                line="asks: requirements",
            )
            yield RuleReport(document, key, Said(message, mend))
