"""Two cases have a notice with the same number, issuer and year.

A notice is one paper. Entered twice, its findings are counted twice and followed up in two places, and closing one case leaves
the other open.

Keep the older case, and take its id in what refers to the other. Where one notice names several units, keep one case and give each
unit a plan of its own (plan-….md with `for`); where the number is wrong, correct it from the paper.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from khacphuc.model.vocabulary import Severity
from khacphuc.register.case import Case
from khacphuc.rules.contract import Context, Fact, Said
from khacphuc.text.message import say

SEVERITY = Severity.WARNING


def gather(case: Case) -> Iterator[Fact]:
    conclusion, document = case.conclusion, case.conclusion_document
    if conclusion and document and conclusion.number and conclusion.issuer and conclusion.issued_on:
        year = str(conclusion.issued_on.year)
        yield Fact(document.path, ("number",), (conclusion.issuer, year, conclusion.number))


def judge(facts: Sequence[Fact], _context: Context) -> Iterator[tuple[Fact, Said]]:
    first: dict[tuple[str, ...], str] = {}
    for fact in facts:
        other = first.setdefault(fact.values, fact.path)
        if other == fact.path:
            continue
        message = say(
            "The notice {number} of {issuer} of {year} is that of {path} already.",
            number=fact.values[2],
            issuer=fact.values[0],
            year=fact.values[1],
            path=other,
        )
        mend = say("Keep one case for one notice; or correct the number from the paper.")
        yield fact, Said(message, mend)
