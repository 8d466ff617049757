"""A notice is signed by somebody who does not belong to the body that issues it.

Whoever signs binds the body in whose name the notice is made. If it is somebody of the inspected unit, or of a third one, either the
signer or the issuer is wrong, and with it who may extend, verify and close.

Compare both with the paper: `issuer` is the committee or commission in whose name it is signed, `signer` a person of it, of its
inspection commission or of the team.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.conclusion import Conclusion
from khacphuc.model.vocabulary import Act, Severity
from khacphuc.register.case import Case
from khacphuc.register.document import Document
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.rules.void import named_party
from khacphuc.text.message import say
from khacphuc.timeline.rights import Rights

SEVERITY = Severity.WARNING
DOCUMENTS = (Conclusion,)


def check_document(
    document: Document[Conclusion], _case: Case | None, context: Context
) -> Iterator[RuleReport]:
    notice, units = document.record, context.settings.units
    on = notice.issued_on or context.as_of
    if notice.signer is None or notice.issuer is None or notice.signer not in units.people:
        return
    rights = Rights(notice, (), units, context.settings.policy, context.as_of)
    if rights.may(Act.CONCLUDE, notice.signer, on) or notice.signer.unit in units.above(notice.issuer, on):
        return
    message = say(
        "{signer} signs, but does not belong to the body that issues the notice: {issuer}.",
        signer=named_party(notice.signer, context),
        issuer=named_party(notice.issuer, context),
    )
    mend = say("Compare signer: and issuer: with the paper, and correct the one that is wrong.")
    yield RuleReport(document, ("signer",), Said(message, mend))
