"""A count and a percentage of the same task do not agree.

"6/12" and "80 %" cannot both be right. Whoever adds up the figures of many cases takes one of them, and nobody knows which.

Keep the count; it can be checked. Leave the percentage out, or correct it.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from khacphuc.model.records import Update
from khacphuc.model.vocabulary import Severity
from khacphuc.register.case import Case
from khacphuc.register.document import Document
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.text.message import say

SEVERITY = Severity.ERROR
DOCUMENTS = (Update,)


def check_document(document: Document[Update], _case: Case | None, _context: Context) -> Iterator[RuleReport]:
    update: Update = document.record
    for index, said in enumerate(update.tasks):
        if said.percent is None or said.progress is None:
            continue
        share = said.progress.share
        right = Decimal(100) * share.done / share.total
        # However it was rounded, one per cent off is more than rounding.
        if abs(right - said.percent) >= 1:
            shown = right.quantize(Decimal("0.1")) if right % 1 else right.quantize(Decimal(1))
            message = say(
                "Task {id}: {count} is {right} %, not {percent} %.",
                id=said.task,
                count=said.progress,
                right=shown,
                percent=said.percent,
            )
            mend = say(
                "Compare both with the papers: leave out percent:, or correct the figure that is wrong."
            )
            yield RuleReport(document, ("tasks", index, "percent"), Said(message, mend))
