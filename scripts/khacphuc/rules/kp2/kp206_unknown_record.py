"""A reply or an opinion refers to something that the case does not have.

Mass organisations and followers are owed an answer. A reply to an opinion that is not on record answers
nobody, and the opinion it was meant for stays unanswered; an opinion about an unknown task reaches nobody.

Name the opinion or reminder by its id; in `about`, a finding, requirement or task of the case.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.vocabulary import Severity
from khacphuc.register.case import Case
from khacphuc.rules.contract import Context, Reference, RuleReport
from khacphuc.rules.reference_common import understood, unknown
from khacphuc.text.message import say

SEVERITY = Severity.ERROR
REFERENCES = ("record", "part")
_PARTS = ("finding", "requirement", "task")


def check_reference(reference: Reference, case: Case | None, _context: Context) -> Iterator[RuleReport]:
    if case is None:
        return
    if reference.what == "record":
        if not _names(reference, case, "record") and understood(case, "opinion", "reminder"):
            message = say("No opinion or reminder of this case has the id “{name}”.", name=reference.text)
            known = sorted(case.names.get("record", ()))
            yield unknown(reference, message, known, say("Record the opinion or reminder first."))
    elif not _names(reference, case, *_PARTS) and understood(case, "conclusion", "plan"):
        message = say("This case has no finding, requirement or task “{name}”.", name=reference.text)
        known = sorted(name for what in _PARTS for name in case.names.get(what, ()))
        yield unknown(reference, message, known, say("Add it to the conclusion or the plan first."))


def _names(reference: Reference, case: Case, *kinds: str) -> bool:
    return any(reference.text in case.names.get(what, ()) for what in kinds)
