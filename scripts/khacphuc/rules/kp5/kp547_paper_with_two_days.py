"""One number stands for papers of two days.

A paper is found again by its number and its date. The same number twice in one year, with two dates, is either one paper with a
wrong date or two papers of which one has a wrong number; and whether something was done in time may hang on it.

Correct the number or the date from the paper.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from khacphuc.model.vocabulary import Severity
from khacphuc.register.case import Case
from khacphuc.register.document import AnyDocument
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.text.message import say
from khacphuc.text.nodes import Path

SEVERITY = Severity.QUESTION
_DAY_OF = {"number": ("date", "issued_on"), "decision": ("decided_on",)}
"""The keys of a paper's number, and of its day beside it."""


def check_case(case: Case, _context: Context) -> Iterator[RuleReport]:
    first: dict[tuple[str, int], tuple[date, AnyDocument]] = {}
    for document in case.documents:
        for number, day, at in _papers(document.record, ()) if document.record is not None else ():
            known, where = first.setdefault((number, day.year), (day, document))
            if known != day:
                message = say(
                    "{number} is dated {day} here, and {other} in {path}.",
                    number=number,
                    day=day,
                    other=known,
                    path=where.path,
                )
                mend = say("Correct the number or the date from the paper.")
                yield RuleReport(document, at, Said(message, mend))


def _papers(part: object, at: Path) -> Iterator[tuple[str, date, Path]]:
    """Yield number, day and place of each paper that a record names with both."""
    if isinstance(part, tuple):
        for index, item in enumerate(part):
            yield from _papers(item, (*at, index))
    elif isinstance(part, Struct):
        for key in part.__struct_fields__:
            value = getattr(part, key)
            days = (getattr(part, beside, None) for beside in _DAY_OF.get(key, ()))
            day = next((one for one in days if isinstance(one, date)), None)
            if isinstance(value, str) and day is not None:
                yield value, day, (*at, key)
            elif isinstance(value, tuple | Struct):
                yield from _papers(value, (*at, key))
