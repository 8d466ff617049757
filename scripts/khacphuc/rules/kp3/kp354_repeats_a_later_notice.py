"""A finding repeats, or was inherited from, a finding of its own notice or of a later one.

What is repeated was found before. A finding that names itself, or a notice that came later, hides from which earlier one it comes,
and counts of what comes back are wrong.

Name the earlier case under `repeat_of` or `inherited_from`; a notice that is not in this register under `repeat_of_paper`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from khacphuc.model.amendments import Supplement
from khacphuc.model.conclusion import Conclusion
from khacphuc.model.schema import Refers, marked
from khacphuc.model.vocabulary import Severity
from khacphuc.register.case import Case
from khacphuc.rules.contract import Context, Fact, Said
from khacphuc.text.message import say

SEVERITY = Severity.ERROR

_ISSUED, _NAMED = "issued", "named"


def gather(case: Case) -> Iterator[Fact]:
    """Yield the day of each notice, and the earlier findings that it, or a supplement of it, names."""
    document, conclusion = case.conclusion_document, case.conclusion
    if document is None or conclusion is None or conclusion.issued_on is None:
        return
    issued = conclusion.issued_on.isoformat()
    yield Fact(document.path, (), (_ISSUED, conclusion.id, issued))
    papers: list[tuple[str, Conclusion | Supplement]] = [(document.path, conclusion)]
    papers += [(one.path, supplement) for one, supplement in case.of(Supplement)]
    for path, paper in papers:
        for what, text, at in marked(paper, Refers):
            if what == "earlier-finding":
                yield Fact(path, at, (_NAMED, conclusion.id, issued, text.split("/", 1)[0]))


def judge(facts: Sequence[Fact], _context: Context) -> Iterator[tuple[Fact, Said]]:
    issued = {fact.values[1]: fact.values[2] for fact in facts if fact.values[0] == _ISSUED}
    mend = say("Compare with the papers; name the earlier notice.")
    for fact in facts:
        if fact.values[0] != _NAMED:
            continue
        _, own, day, named = fact.values
        if named == own:
            yield fact, Said(say("This finding names its own notice as the earlier one."), mend)
        elif issued.get(named, "") > day:
            message = say(
                "Case {case} was issued on {later}, after this one: it is not the earlier one.",
                case=named,
                later=date.fromisoformat(issued[named]),
            )
            yield fact, Said(message, mend)
