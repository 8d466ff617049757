"""Steps: what is due when several days stand in one text, with the words and per cents that belong to each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from khacphuc.text.deadline.dates import Dated
from khacphuc.text.deadline.marks import Mark, Marked, Role
from khacphuc.text.deadline.patterns import Kind
from khacphuc.text.deadline.readings import DatedMilestone
from khacphuc.text.folding import fold_aligned

_AFTER: Final = re.compile(r" ?\(([^()]{1,80})\)")
_PERCENT: Final = re.compile(r"[0-9.,]+%?|%")
_INSIDE_NAMES: Final = frozenset({Kind.PERCENT, Kind.VAGUE, Kind.DAYS, Kind.WEEKDAY, Kind.MEETING})
_EDGES: Final = " ,.:;-–—+•*()[]/"
# Words around a date that say nothing of the step: "hoàn thành xong trước ngày", "and … by".
_BEFORE_STEP: Final = frozenset("va hoac roi con and then or la thi".split())
_BEFORE_DATE: Final = frozenset(
    "truoc ngay trong den het cham nhat hoan thanh xong vao cuoi tu khong qua muon hon thoi han han la dat thuc hien by before in on due until"
    " the end of complete completed ke bat dau ky dinh thang va hoac and".split()
)


def milestones(marked: Marked, dated: Sequence[Dated], marks: Sequence[Mark]) -> tuple[DatedMilestone, ...]:
    """Return one step for each deadline among ``dated`` (all dates of a segment, in order; ``marks`` all its marks)."""
    if not dated:
        return ()
    percents = [mark for mark in marks if mark.kind is Kind.PERCENT]
    targets = _targets(dated, percents)
    first = dated[0].mark
    segment_start, segment_end = marked.segments[first.segment]
    # A year, a paper or a cycle that stands before the first date is no part of the first step's name.
    begin = max(
        (mark.end for mark in marks if mark.end <= first.lead and mark.kind not in _INSIDE_NAMES),
        default=segment_start,
    )
    afters = [_AFTER.match(marked.words, each.mark.end) for each in dated]
    ends = [after.end() if after else each.mark.end for each, after in zip(dated, afters, strict=True)]
    gaps = [
        _trimmed(marked.words[one:two], percents)
        for one, two in zip([begin, *ends], [*(each.mark.lead for each in dated), segment_end], strict=True)
    ]
    # Names stand before their dates ("danh mục: 30/6") or, when the first has none and the last one has, after them.
    names = gaps[1:] if not gaps[0] and gaps[-1] and len(dated) > 1 else gaps[:-1]
    if len(names) > 1 and not any(names[1:]):
        names[0] = ""  # "dứt điểm trong quý III, đầu quý IV": the words belong to all
    steps = []
    for place, (each, after, name) in enumerate(zip(dated, afters, names, strict=True)):
        inside = (
            after[1].strip()
            if after and not any(after.start() < mark.start < after.end() for mark in marks)
            else ""
        )
        label = inside or name
        if each.role is not Role.FROM:
            steps.append(
                DatedMilestone(
                    label, each.day, targets.get(place), each.role is Role.BEFORE and each.period is None
                )
            )
    return tuple(steps)


def _targets(dated: Sequence[Dated], percents: Sequence[Mark]) -> dict[int, Decimal]:
    """Give each per cent to its date: the next one if per cents come first ("50% trước 30/6"), else the one before."""
    if not percents or not dated:
        return {}
    ahead = percents[0].start < dated[0].mark.start
    targets = {}
    for percent in percents:
        if ahead:
            place = next((n for n, each in enumerate(dated) if each.mark.start > percent.start), None)
        else:
            place = max((n for n, each in enumerate(dated) if each.mark.start < percent.start), default=None)
        if place is not None:
            targets[place] = Decimal(percent.groups["p"].replace(",", "."))
    return targets


def _trimmed(words: str, percents: Sequence[Mark]) -> str:
    """Return the words of a step without those that only introduce its date, and without its per cent."""
    left = [word for word in words.split() if not (percents and _PERCENT.fullmatch(word.strip(_EDGES)))]
    folded = [fold_aligned(word).strip(_EDGES) for word in left]
    begin, end = 0, len(left)
    while end > begin and (not folded[end - 1] or folded[end - 1] in _BEFORE_DATE):
        end -= 1
    while begin < end and (not folded[begin] or folded[begin] in _BEFORE_STEP):
        begin += 1
    return " ".join(left[begin:end]).strip(_EDGES)
