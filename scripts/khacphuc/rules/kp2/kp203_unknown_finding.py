"""A finding is named that the conclusion does not have.

Tasks, requirements and reports hang on the findings of the notice. Work for a finding that does not exist
puts nothing right, and the one that was meant seems forgotten.

Name the finding by its id in conclusion.md; a finding of an earlier conclusion as case id/finding id.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from khacphuc.model.amendments import Supplement
from khacphuc.model.schema import Refers, marked
from khacphuc.model.vocabulary import Severity
from khacphuc.register.case import Case
from khacphuc.rules.contract import Context, Fact, Reference, RuleReport, Said
from khacphuc.rules.mends import likely_name
from khacphuc.rules.reference_common import understood, unknown
from khacphuc.text.message import Message, say
from khacphuc.timeline.timeline import timeline

SEVERITY = Severity.ERROR
REFERENCES = ("finding",)

_DECLARED, _PARTLY, _NAMED = "declared", "partly", "named"


def check_reference(reference: Reference, case: Case | None, _context: Context) -> Iterator[RuleReport]:
    """Yield findings of the case itself."""
    notice = timeline(case).notice if case else None
    if case is None or notice is None or reference.text in case.names.get("finding", ()):
        return
    if understood(case, "conclusion", "supplement"):
        known = [finding.id for finding in notice.conclusion.findings]
        message = say("The conclusion has no finding “{name}”.", name=reference.text)
        yield unknown(
            reference, message, known, say("Add the findings of the notice to conclusion.md first.")
        )


def gather(case: Case) -> Iterator[Fact]:
    """Yield findings of earlier conclusions: what each conclusion declares, and which others it names."""
    document = case.conclusion_document
    if document is None:
        return
    conclusion = case.conclusion
    if conclusion is None:
        yield Fact(document.path, (), (_PARTLY, ""))
        return
    state = _DECLARED if understood(case, "conclusion", "supplement") else _PARTLY
    yield Fact(document.path, (), (state, conclusion.id, *sorted(case.names.get("finding", ()))))
    papers = [(document.path, conclusion), *((one.path, record) for one, record in case.of(Supplement))]
    for path, paper in papers:
        for what, text, at in marked(paper, Refers):
            if what == "earlier-finding":
                yield Fact(path, at, (_NAMED, *text.split("/", 1)))


def judge(facts: Sequence[Fact], context: Context) -> Iterator[tuple[Fact, Said]]:
    declared = {fact.values[1]: fact.values[2:] for fact in facts if fact.values[0] == _DECLARED}
    partly = {fact.values[1] for fact in facts if fact.values[0] == _PARTLY}
    for fact in facts:
        if fact.values[0] != _NAMED:
            continue
        _, case, finding = fact.values
        if case in declared:
            if finding not in declared[case] and case not in partly:
                message = say(
                    "The conclusion of case {case} has no finding “{name}”.", case=case, name=finding
                )
                yield fact, Said(message, _mend(case, likely_name(finding, declared[case])))
        elif case not in partly and "" not in partly and context.complete:
            message = say("No case of the register has the id “{case}”.", case=case)
            likely = likely_name(case, declared)
            yield (
                fact,
                Said(
                    message,
                    _mend("", likely)
                    if likely
                    else say("Write case id/finding id, as in that case's conclusion.md."),
                ),
            )


def _mend(case: str, likely: tuple[str, ...]) -> Message:
    if not likely:
        return say("Look up the id in the conclusion.md of that case.")
    return say("Did you mean “{nearest}”?", nearest=f"{case}/{likely[0]}" if case else likely[0])
