"""Nobody follows a conclusion on the inspecting side.

The inspection does not end with the notice. If no team, commission or member is named, nobody urges, nobody verifies, and
the case is never closed.

Name under `followers` the commission and the member in charge, or the team under `inspection`.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.conclusion import Conclusion
from khacphuc.model.vocabulary import Severity
from khacphuc.register.case import Case
from khacphuc.register.document import Document
from khacphuc.rules.completeness_common import commissions, surely_missing
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.text.message import say

SEVERITY = Severity.ERROR
FIELD = "followers"
DOCUMENTS = (Conclusion,)


def check_document(
    document: Document[Conclusion], _case: Case | None, context: Context
) -> Iterator[RuleReport]:
    conclusion: Conclusion = document.record
    followers = conclusion.followers
    if followers and (followers.commission or followers.member or followers.others):
        return
    team = conclusion.inspection.team if conclusion.inspection else None
    if (team and (team.lead or team.members)) or not surely_missing(document):
        return
    likely = sorted(commissions(context.settings.units, conclusion.unit))
    mend = (
        say("Add followers: with {line}", line=f"commission: {likely[0]}")
        if likely
        else say("Add followers: with commission: and member:, or the team with its head under inspection.")
    )
    message = say("Nobody is named who follows {id}: no commission, no member, no team.", id=conclusion.id)
    yield RuleReport(document, ("id",), Said(message, mend))
