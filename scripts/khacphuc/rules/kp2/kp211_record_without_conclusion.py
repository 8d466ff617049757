"""A case folder holds records or plans, and no conclusion.

Everything in a case follows from its conclusion: the findings, the deadlines, who follows it up. Without it
the rest hangs in the air, opens no obligation and shows on no list.

Add conclusion.md, or move the documents into the folder of the case they belong to.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.vocabulary import Severity
from khacphuc.register.case import Case
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.text.flaw import Place
from khacphuc.text.message import say

SEVERITY = Severity.ERROR


def check_case(case: Case, _context: Context) -> Iterator[RuleReport]:
    if case.conclusion_document is None and not case.unrecognised:
        message = say("The case {folder} has no conclusion.md.", folder=case.folder)
        mend = say("Add the conclusion, or move this document into the folder of its case.")
        yield RuleReport(case.documents[0], Place(), Said(message, mend))
