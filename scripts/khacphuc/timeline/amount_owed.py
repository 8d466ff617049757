"""Tell how much is owed by the figures and the words of a task, and in what it has become less."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from khacphuc.model.plan import Task
from khacphuc.model.shared import Milestone
from khacphuc.text.amounts import PERCENT, Quantity, read_quantity, read_share
from khacphuc.text.folding import fold
from khacphuc.text.promise.counts import counts
from khacphuc.text.promise.rewording import Rewording, counted, rewording

FIGURES = ("total", "money", "area")
"""The figures of a target, by their keys."""


class AmountOwed(Struct, frozen=True):
    """How much is owed: figures of the target, and the texts that say what will be done and what comes of it."""

    figures: tuple[Decimal | int | None, ...] = ()
    product: str = ""
    work: tuple[str, ...] = ()
    """What will be done, and how."""
    unit: str = ""
    """In what the target counts."""

    @property
    def texts(self) -> tuple[str, ...]:
        return (*self.work, self.product)


def of_task(task: Task) -> AmountOwed:
    """Return how much of a task is owed."""
    target = task.target
    figures = tuple(getattr(target, name) if target else None for name in FIGURES)
    unit = (target.unit or "") if target else ""
    return AmountOwed(figures, task.product or "", (task.content or "", task.measure or ""), unit)


def of_milestone(step: Milestone) -> AmountOwed:
    """Return how much of a step is owed."""
    return AmountOwed(product=step.target or "", work=(step.text,))


def less(old: AmountOwed, new: AmountOwed) -> Iterator[tuple[str, str]]:
    """Yield, as they were and are, the figures and texts in which less is owed than before."""
    if old == new:
        return
    for was, now in zip(old.figures, new.figures, strict=False):
        if was is not None and (now is None or now < was):
            yield str(was), "" if now is None else str(now)
    if new.unit and not {*fold(old.unit).split()} <= {*fold(new.unit).split()}:
        yield old.unit, new.unit
    yield from (words for words, answer in reworded(old, new) if answer is Rewording.LESS)


def reworded(old: AmountOwed, new: AmountOwed) -> Iterator[tuple[tuple[str, str], Rewording]]:
    """Yield the texts that are others now, as they were and are, and what that does to what they promise."""
    pairs = list(zip(old.texts, new.texts, strict=False))
    found: dict[tuple[str, str], Rewording] = {}
    for place, (was, now) in enumerate(pairs):
        if not was or was == now:
            continue
        rest = [pair for other, pair in enumerate(pairs) if other != place]
        beside = [text for _, text in rest if text]
        product = place == len(old.work)
        if now:
            others = [pair for pair in rest if pair[0] != pair[1]]
            answer = rewording(was, now, beside, others, new.figures, product=product)
        else:
            answer = _emptied(was, beside, product=product)
        named = product or (place == 0 and not old.product)
        if (named and another_thing(was, now)) or (product and falls_short(was, now)):
            answer = Rewording.LESS
        found[was, now] = max(answer, found.get((was, now), Rewording.SAME))
    yield from found.items()


def _emptied(was: str, beside: list[str], *, product: bool) -> Rewording:
    """Return what is lost with a text that is not there any more: nothing, where another one says it now."""
    words = set(_WORD.findall(was.casefold()))
    left = set(_WORD.findall(" ".join(beside).casefold()))
    if not product and 2 * len(words & left) >= len(words) and not counted(was, "", beside):
        return Rewording.SAME
    return Rewording.LESS if product or counts(was) else Rewording.UNSURE


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


def another_thing(old: str, new: str) -> bool:
    """Return whether a text speaks of something else: of its words, hardly one in four is left; of a few, none."""
    before, after = set(_WORD.findall(old.casefold())), set(_WORD.findall(new.casefold()))
    common, shorter = len(before & after), min(len(before), len(after))
    return 4 * common < len(before) and shorter >= (_FEW_WORDS if common else _FEWEST_WORDS)


_WORD = re.compile(r"[^\W\d_]{2,}")
_FEW_WORDS, _FEWEST_WORDS = 4, 3
