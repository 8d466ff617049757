"""A result is reported without a figure and without a document.

What a report states, somebody must be able to look up: how many, which document, of which day. “Has been carried out”
is a claim, and the register keeps facts.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.records import Report as ReportRecord
from khacphuc.model.records import Update
from khacphuc.model.vocabulary import Severity
from khacphuc.register.case import Case
from khacphuc.register.document import Document
from khacphuc.rules.contract import Context, Report, Said
from khacphuc.rules.judging import results_of
from khacphuc.rules.kp4.kp403_vague_result import KINDS
from khacphuc.text.message import say
from khacphuc.text.specificity import vague

SEVERITY = Severity.WARNING
DOCUMENTS = (Update, ReportRecord)


def check_document(
    document: Document[Update | ReportRecord], _case: Case | None, context: Context
) -> Iterator[Report]:
    for at, text, evidenced in results_of(document):
        # A vague result is told of by KP403, and its wording is mended first.
        bare = not evidenced and not any(char.isdigit() for char in text)
        if bare and not vague(text, KINDS, context.frame.policy.words):
            message = say("This result has no figure and no document.")
            mend = say(
                "Say how many of how many, and name the document: its number and date, under evidence."
            )
            yield Report(document, at, Said(message, mend))
