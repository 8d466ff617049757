"""The progress counts out of another number than the plan set.

The plan says how many there are; the update counts out of fewer. The rest has gone without anybody deciding on it.

Count out of the plan's number. If the number has changed, say so under `reason`.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from khacphuc.model.shared import Target
from khacphuc.model.vocabulary import Severity
from khacphuc.register.case import Case
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.text.amounts import DONG, PERCENT, SQUARE_METRE, Share
from khacphuc.text.folding import fold
from khacphuc.text.message import say
from khacphuc.timeline.timeline import timeline

SEVERITY = Severity.WARNING


def check_case(case: Case, _context: Context) -> Iterator[RuleReport]:
    entries = timeline(case)
    for name, words in entries.progress.items():
        held = entries.planned(name)
        target = held.task.target if held else None
        if target is None:
            continue
        for word in words:
            if word.said.progress is None or word.said.reason:
                continue
            share = word.said.progress.share.basic
            total = _total(target, share)
            if total is not None and share.total != total:
                message = say(
                    "Task {id} is counted out of {whole}; the plan says {total}.",
                    id=name,
                    whole=share.total,
                    total=total,
                )
                mend = say(
                    "Count out of {total}, or say under reason: why there are {whole} now.",
                    total=total,
                    whole=share.total,
                )
                yield RuleReport(word.document, ("tasks", word.at, "progress"), Said(message, mend))
                break


def _total(target: Target, share: Share) -> Decimal | None:
    """The number of the plan that a count is out of: of money, area or things, by its unit."""
    if share.unit == PERCENT:
        return None
    if share.unit == DONG:
        return target.money
    if share.unit == SQUARE_METRE:
        return target.area
    others = share.unit and target.unit and fold(share.unit) != fold(target.unit)
    if target.total is not None and not others:
        return Decimal(target.total)
    # A bare number counts what the plan counts.
    return (target.money or target.area) if not share.unit and target.total is None else None
