"""Tell how much is owed by the figures and the words of a task, and in what it has become less."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec import Struct

from khacphuc.model.plan import Task
from khacphuc.model.shared import Milestone
from khacphuc.text.amounts import PERCENT, Quantity, read_quantity, read_share


class AmountOwed(Struct, frozen=True):
    """How much is owed: figures of the target, and texts with figures in them."""

    figures: tuple[Decimal | int | None, ...] = ()
    product: str = ""
    texts: tuple[str, ...] = ()
    unit: str = ""
    """In what the target counts."""


def of_task(task: Task) -> AmountOwed:
    """Return how much of a task is owed."""
    target = task.target
    figures = (target.total, target.money, target.area) if target else (None, None, None)
    unit = (target.unit or "") if target else ""
    return AmountOwed(figures, task.product or "", (task.content or "", task.product or ""), unit)


def of_milestone(step: Milestone) -> AmountOwed:
    """Return how much of a step is owed."""
    return AmountOwed(product=step.target or "", texts=(step.text, step.target or ""))


def less(old: AmountOwed, new: AmountOwed) -> Iterator[tuple[str, str]]:
    """Yield, as they were and are, the figures and texts in which less is owed than before."""
    for was, now in zip(old.figures, new.figures, strict=False):
        if was is not None and (now is None or now < was):
            yield str(was), "" if now is None else str(now)
    if old.product and not new.product:
        yield old.product, ""
    if old.unit and old.unit != new.unit and new.unit:
        yield old.unit, new.unit
    if falls_short(old.product, new.product):
        yield old.product, new.product
        return
    texts = [(was, now) for was, now in zip(old.texts, new.texts, strict=False) if was and now]
    for before, after in dict.fromkeys(texts):
        product = (before, after) == (old.product, new.product)
        if less_in_words(before, after, new.texts) or (product and another_thing(before, after)):
            yield before, after
    if texts and not old.product and all(another_thing(before, after) for before, after in texts):
        yield texts[0]


def falls_short(old: str, new: str) -> bool:
    """Return whether one amount ("6/12", "50%", "12 hồ sơ") is less than another: as a share of the whole, or by its count."""
    was, now = read_share(old), read_share(new)
    if was and now and now.part < was.part:
        return True
    before, after = (_count(text) for text in (old, new))
    if before is None or after is None:
        return bool(before and new) and _DIGIT.search(new) is None
    if PERCENT in (before.unit, after.unit):
        return before.unit == after.unit and after.value < before.value
    before, after = before.basic, after.basic
    return (before.unit == after.unit or not (before.unit and after.unit)) and after.value < before.value


def _count(text: str) -> Quantity | None:
    """Return what is counted in an amount; of a bare share of the whole the share."""
    share = read_share(text)
    return Quantity(share.done, share.unit) if share else read_quantity(text)


_DIGIT = re.compile(r"\d")


def less_in_words(old: str, new: str, beside: Sequence[str] = ()) -> bool:
    """Return whether a text promises fewer of something: a count in it is smaller, or gone where what it counted is not.

    ``beside`` are the other texts of today: what one of them counts is counted.
    """
    return _fewer(old, new) or _uncounted(old, new, beside)


def another_thing(old: str, new: str) -> bool:
    """Return whether a text speaks of something else: of its words, hardly one in four is left; of a few, none."""
    before, after = set(_WORD.findall(old.casefold())), set(_WORD.findall(new.casefold()))
    common, shorter = len(before & after), min(len(before), len(after))
    return 4 * common < len(before) and shorter >= (_FEW_WORDS if common else _FEWEST_WORDS)


_WORD = re.compile(r"[^\W\d_]{2,}")
_FEW_WORDS, _FEWEST_WORDS = 4, 3


# A count and what is counted, an amount of money, an area, a share. Numbers of papers, parts of a rule, days and years are
# no amounts.
_COUNT = re.compile(
    r"(?<![\w/.,-])(?<!số )(?<!Số )(?<!iều )(?<!hoản )(?<!iểm )(?<!háng )(?<!năm )(?<!quý )(?<!ngày )"
    r"(\d{1,3}(?:\.\d{3})+(?:,\d{1,4})?|\d{1,9}(?:,\d{1,4})?)"
    r"(?= ?%|(?:/\d{1,9})? +[^\W\d_])(?! +(?:ngày|tháng|năm|quý|tuần|giờ|phút|buổi)\b)"
)
_COUNTED = re.compile(rf"{_COUNT.pattern}(?:/\d{{1,9}})? +([^\W\d_]+)")


def _fewer(old: str, new: str) -> bool:
    """Return whether two texts are the same but for counts, of which none is greater and some are smaller."""
    if old == new or _COUNT.sub("#", old) != _COUNT.sub("#", new):
        return False
    counts = ([_number(text) for text in _COUNT.findall(side)] for side in (old, new))
    pairs = list(zip(*counts, strict=True))
    return any(now < was for was, now in pairs) and all(now <= was for was, now in pairs)


def _number(text: str) -> Decimal:
    return Decimal(text.replace(".", "").replace(",", "."))


def _uncounted(old: str, new: str, beside: Sequence[str]) -> bool:
    """Return whether something that was counted is still spoken of and counted nowhere any more."""
    counted = {noun.casefold() for text in (new, *beside) for _, noun in _COUNTED.findall(text)}
    spoken = set(re.findall(r"[^\W\d_]+", new.casefold()))
    return any(noun.casefold() in spoken - counted for _, noun in _COUNTED.findall(old))
