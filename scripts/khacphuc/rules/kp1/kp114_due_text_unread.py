"""The words of a deadline were not understood, or not all of them.

A deadline is compared with its date only when every word of it was read. “Before Tết 2027”, “30 days after the funds
arrive”, a weekday that is not the date's own: the program does not guess. The reviewer compares the words with the date.

If the words on the paper are as they stand, nothing need be changed. In a register in English, 06/07/2026 is asked about as well: it
is read as 6 July, and may be meant as 7 June.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from khacphuc.model.amendments import Correction, Supplement
from khacphuc.model.conclusion import Conclusion
from khacphuc.model.plan import Plan
from khacphuc.model.vocabulary import Language, Severity
from khacphuc.register.case import Case
from khacphuc.register.document import Document
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.rules.deadline_texts import DatedPaper, dated_texts, read_text
from khacphuc.text.message import Message, say

if TYPE_CHECKING:
    from khacphuc.text.deadline.readings import Doubtful, NotUnderstood

SEVERITY = Severity.QUESTION
DOCUMENTS = (Conclusion, Supplement, Correction, Plan)

# Most deadlines are written so. Reading any other takes a hundred times as long.
_PLAIN = re.compile(
    r"(?:trước |chậm nhất |đến hết |hết |đến |trong )?(?:ngày )?(?:\d{1,2}/\d{1,2}/\d{4}|tháng \d{1,2}/\d{4}|quý (?:I{1,3}|IV)/\d{4})"
)
_FIGURES = re.compile(r"(?<![\d/])0?([1-9]|1[0-2])/0?([1-9]|1[0-2])/([12]\d{3})(?![\d/])")


def check_document(
    document: Document[DatedPaper], case: Case | None, context: Context
) -> Iterator[RuleReport]:
    record: DatedPaper = document.record
    for dated in dated_texts(record):
        if either := _either_way(dated.text, context):
            mend = say("Compare with the paper. Days are read before months, as in 31/12/2026.")
            yield RuleReport(document, (*dated.path, f"{dated.key}_text"), Said(either, mend))
            continue
        if _PLAIN.fullmatch(dated.text) or (dated.due is None and dated.path[:1] == ("requirements",)):
            continue  # of a demand without a day, KP357 asks
        if question := _question(dated.text, dated.due, record, case, context):
            mend = say(
                "Compare the words with the paper and with the date here. Is it the day that they mean?"
            )
            yield RuleReport(document, (*dated.path, f"{dated.key}_text"), Said(question, mend))


def _question(
    text: str, due: date | None, record: DatedPaper, case: Case | None, context: Context
) -> Message | None:
    from khacphuc.text.deadline.read import likely_day
    from khacphuc.text.deadline.readings import Doubtful, NotUnderstood

    reading = read_text(text, record, case, context)
    if isinstance(reading, NotUnderstood):
        return _not_understood(text, reading)
    if not isinstance(reading, Doubtful):
        return None
    day = likely_day(reading, strict=context.settings.policy.strict_before)
    return _doubtful(text, reading, day) if day != due and due is not None else None


def _either_way(text: str, context: Context) -> Message | None:
    """Ask about a day in figures that may be another by the custom of the country, in a register in English."""
    found = _FIGURES.search(text) if context.settings.policy.language is Language.ENGLISH else None
    if found is None or found[1] == found[2]:
        return None
    one, other, year = (int(figure) for figure in found.groups())
    return say(
        "“{text}” may mean {day} or {other}.",
        text=text,
        day=date(year, other, one),
        other=date(year, one, other),
    )


def _not_understood(text: str, reading: NotUnderstood) -> Message:
    from khacphuc.text.deadline.reasons import why_not_understood

    return say("“{text}” was not understood: {why}", text=text, why=why_not_understood(reading))


def _doubtful(text: str, reading: Doubtful, day: date | None) -> Message:
    from khacphuc.text.deadline.reasons import why_doubtful

    if day is None:
        return say("“{text}” was read in part only: {why}", text=text, why=why_doubtful(reading))
    return say(
        "“{text}” probably means {day}, which is not certain: {why}",
        text=text,
        day=day,
        why=why_doubtful(reading),
    )
