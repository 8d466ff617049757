"""A public document leads to a restricted unit or case.

In the public profile, restricted units and cases are only counted. A document that everybody can read and that names one of
them gives away what was to be kept.

Make the case restricted, too (visibility: restricted), or take the name out. A register that is only read inside does not
apply this rule.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from khacphuc.model.schema import Refers, marked
from khacphuc.model.vocabulary import Profile, Severity, Visibility
from khacphuc.register.case import Case
from khacphuc.register.units import Units
from khacphuc.rules.completeness_common import side
from khacphuc.rules.contract import Context, Fact, RuleReport, Said
from khacphuc.text.front_matter import place_at
from khacphuc.text.message import Message, say

SEVERITY = Severity.ERROR
_PARTIES = ("unit", "person", "party")
_HIDDEN, _OPEN, _NAMED = "hidden", "open", "named"


def check_case(case: Case, context: Context) -> Iterator[RuleReport]:
    """Yield restricted units, by id or by name."""
    if context.settings.policy.profile is not Profile.PUBLIC or _restricted(case, context.settings.units):
        return
    hidden = {unit.id: unit for unit in context.settings.units if unit.restricted}
    if not hidden:
        return
    mend = _mend()
    for document in case.documents:
        if document.record is None:
            continue
        for what, text, at in marked(document.record, Refers):
            if what in _PARTIES and side(text) in hidden:
                message = say("{party} belongs to a restricted unit; this document is public.", party=text)
                yield RuleReport(document, at, Said(message, mend))
        for unit in hidden.values():
            offset = document.text.find(unit.name)
            if offset >= 0:
                message = say("“{name}” is a restricted unit; this document is public.", name=unit.name)
                yield RuleReport(
                    document, place_at(document.text, offset, len(unit.name)), Said(message, mend)
                )


def gather(case: Case) -> Iterator[Fact]:
    """Yield restricted cases, and who names findings of which case."""
    document, conclusion = case.conclusion_document, case.conclusion
    if document is None or conclusion is None:
        return
    state = _HIDDEN if conclusion.visibility is Visibility.RESTRICTED else _OPEN
    yield Fact(document.path, (), (state, conclusion.id, conclusion.unit))
    for index, finding in enumerate(conclusion.findings):
        for key in ("repeat_of", "inherited_from"):
            earlier = getattr(finding, key)
            if earlier is not None and state == _OPEN:
                named = earlier.partition("/")[0]
                yield Fact(document.path, ("findings", index, key), (_NAMED, named, conclusion.unit))


def judge(facts: Sequence[Fact], context: Context) -> Iterator[tuple[Fact, Said]]:
    if context.settings.policy.profile is not Profile.PUBLIC:
        return
    secret = {unit.id for unit in context.settings.units if unit.restricted}
    hidden = {
        case
        for state, case, unit in (fact.values for fact in facts)
        if state == _HIDDEN or (state == _OPEN and unit in secret)
    }
    for fact in facts:
        state, case, unit = fact.values
        if state == _NAMED and case in hidden and unit not in secret:
            message = say("Case {case} is restricted; this document is public.", case=case)
            yield fact, Said(message, _mend())


def _restricted(case: Case, units: Units) -> bool:
    conclusion = case.conclusion
    if conclusion is not None and conclusion.visibility is Visibility.RESTRICTED:
        return True
    unit = units.get(conclusion.unit if conclusion else case.unit)
    return bool(unit and unit.restricted)


def _mend() -> Message:
    return say("Write visibility: restricted in this case's conclusion.md, or take the name out.")
