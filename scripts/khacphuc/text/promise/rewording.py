"""Tell whether another wording of a promise promises as much, less, or perhaps something else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from enum import IntEnum
from typing import Final, NamedTuple

from khacphuc.text.folding import canonical, fold
from khacphuc.text.promise.counts import Count, counts, in_digits
from khacphuc.text.promise.scale import ActRank, PhraseMark
from khacphuc.text.promise.strength import PromisePart, PromiseStrength, strength
from khacphuc.text.synonyms import one_wording

_WORD: Final = re.compile(r"[^\W_]+")
_JOINTS: Final = re.compile(r"[.;,:]|\bva\b|\band\b")
_SIGNS: Final = re.compile(r"\d+(?:[.,]\d+)*")
_SHORT: Final = re.compile(r"\b[A-ZĐ]{2,6}\b")
_FEWEST: Final = 4
"""Of fewer words nobody can say what share of them is left."""
_FIRM_PAPER, _WEAK_PAPER, _DECIDED = 3, 1, 5
_WHOLE: Final = 100


class Rewording(IntEnum):
    """What another wording does to a promise."""

    SAME = 0
    UNSURE = 1
    """Changed so far that nobody can be sure."""
    LESS = 2


def rewording(
    old: str,
    new: str,
    beside: Sequence[str] = (),
    others: Sequence[tuple[str, str]] = (),
    figures: Iterable[Decimal | int | None] = (),
    *,
    product: bool = False,
) -> Rewording:
    """Compare two wordings, of what is done or of the product that comes of it.

    ``beside`` are the other texts of the same task today: what one of them counts is counted. ``others`` are those of
    them that changed, as they were and are: what they have gained has moved there. ``figures`` are those of its target.
    """
    if fold(old) == fold(new) or not old.strip() or not new.strip():
        return Rewording.SAME
    old, new = _written_out(old, new), _written_out(new, old)
    if _plain(old) == _plain(new):
        return Rewording.SAME
    was, now = strength(in_digits(old)), strength(in_digits(new))
    elsewhere = [_Gain(strength(before), strength(after)) for before, after in others]
    answers = (
        counted(old, new, beside, figures),
        _opened(was, now),
        _seal(was, now, elsewhere),
        Rewording.SAME if product and was.paper and now.paper else _act(was, now, elsewhere),
        _paper(was, now),
        _part(was, now, list(map(strength, beside))),
        _likeness(old, new, others),
    )
    return max(answers)


class _Gain(NamedTuple):
    """Another text of the same task, as it was and is."""

    was: PromiseStrength
    now: PromiseStrength


# ------------------------------------------------------------------------------------------------- amounts


def counted(
    old: str, new: str, beside: Sequence[str] = (), figures: Iterable[Decimal | int | None] = ()
) -> Rewording:
    """Return whether as much is counted: each count is there again, or a greater one of the same."""
    if old == new:
        return Rewording.SAME
    here = counts(new)
    if _SIGNS.sub("#", old) == _SIGNS.sub("#", new):  # in the same places
        pairs = zip(counts(old), here, strict=False)
        return Rewording.LESS if any(now.value < was.value for was, now in pairs) else Rewording.SAME
    before = [one for one in counts(old) if not _still(one, here)]
    if any(one.noun == other.noun for one in before for other in here):
        return Rewording.LESS
    there = [count for text in beside for count in counts(text)]
    known = {Decimal(figure) for figure in figures if figure is not None}
    if all(one.value in known or _still(one, there) for one in before):
        return Rewording.SAME
    whole = PhraseMark.ALL in strength(new).marks - strength(old).marks or any(
        one.noun == "%" and one.value == 100 for one in here
    )
    return Rewording.UNSURE if whole and PhraseMark.PARTLY not in strength(new).marks else Rewording.LESS


def _still(one: Count, there: Sequence[Count]) -> bool:
    """Return whether as many of the same are there, in all; or the number, of what is called otherwise."""
    alike = [other.value for other in there if other.noun == one.noun]
    return sum(alike) >= one.value if alike else any(other.value == one.value for other in there)


# ------------------------------------------------------------------------------------- acts, papers and hands


def _opened(was: PromiseStrength, now: PromiseStrength) -> Rewording:
    """Return whether it is left open now whether it is done, how much of it, or it is done more seldom."""
    seldom = 0 < now.cycle < was.cycle
    return Rewording.LESS if seldom or len(now.left_open) > len(was.left_open) else Rewording.SAME


def _seal(was: PromiseStrength, now: PromiseStrength, elsewhere: Sequence[_Gain]) -> Rewording:
    """Return whether nobody signs it any more. A decision is signed by its nature."""
    moved = any(PhraseMark.SEAL in one.now.marks - one.was.marks for one in elsewhere)
    if PhraseMark.SEAL not in was.marks or PhraseMark.SEAL in now.marks or moved:
        return Rewording.SAME
    return Rewording.SAME if now.paper == _DECIDED else Rewording.LESS


def _act(was: PromiseStrength, now: PromiseStrength, elsewhere: Sequence[_Gain]) -> Rewording:
    """Return whether the strongest act gave way to a weaker one, or a weaker word only speaks of it now."""
    if any(was.acts & (one.now.acts - one.was.acts) for one in elsewhere):
        return Rewording.SAME
    if was.acts & (now.spoken_of - now.acts):
        return Rewording.LESS
    if now.act >= was.act:
        return Rewording.SAME
    if was.act >= ActRank.MADE and 0 < now.act <= ActRank.LOOKED:
        return Rewording.LESS
    return Rewording.UNSURE if was.act >= ActRank.MADE or now.act else Rewording.SAME


def _paper(was: PromiseStrength, now: PromiseStrength) -> Rewording:
    if not was.paper or not now.paper or now.paper >= was.paper:
        return Rewording.SAME
    if was.paper >= _FIRM_PAPER and now.paper == _WEAK_PAPER:
        return Rewording.LESS
    one_lower = was.paper < _DECIDED and now.paper == was.paper - 1
    return Rewording.SAME if one_lower else Rewording.UNSURE


def _part(was: PromiseStrength, now: PromiseStrength, beside: Sequence[PromiseStrength]) -> Rewording:
    """Return whether a part is gone: neither its act or paper nor any of its words stands anywhere."""
    left = now.words.union(*(one.words for one in beside))
    gone = [part for part in was.parts if not _stands(part, left)]
    if len(was.parts) == 1 or not gone:
        return Rewording.SAME
    return Rewording.LESS if any(part.firm for part in gone) else Rewording.UNSURE


def _stands(part: PromisePart, left: frozenset[str]) -> bool:
    firm = {word for phrase in part.firm for word in phrase.split()}
    told = len(part.others) >= (1 if firm else _FEWEST)
    return not told or bool((part.others | firm) & left)


def _likeness(old: str, new: str, others: Sequence[tuple[str, str]]) -> Rewording:
    """Return whether less than half of the words are left."""
    before, left = _said(old), _said(new)
    left |= {word for was, now in others for word in _said(now) - _said(was)}
    lost = before - left
    return Rewording.UNSURE if len(before) >= _FEWEST and 2 * len(lost) > len(before) else Rewording.SAME


def _said(text: str) -> set[str]:
    return set(_WORD.findall(one_wording(text)))


# --------------------------------------------------------------------------------------------------- spelling


def _plain(text: str) -> list[str]:
    """Return the parts of a text, whatever their order and what joins them."""
    parts = (_WORD.findall(part) for part in _JOINTS.split(fold(in_digits(text))))
    return sorted(" ".join(words) for words in parts if words)


def _written_out(text: str, other: str) -> str:
    """Return a text with its abbreviations as another writes them out: QĐ, where that one has quyết định."""
    if not _SHORT.search(text):
        return text
    words = _WORD.findall(canonical(other))
    initials = [word[0].upper() for word in words]

    def full(match: re.Match[str]) -> str:
        return next(_written(match[0], words, initials), match[0])

    return _SHORT.sub(full, text)


def _written(short: str, words: Sequence[str], initials: Sequence[str]) -> Iterator[str]:
    length = len(short)
    for place in range(len(words) - length + 1):
        if initials[place : place + length] == list(short):
            yield " ".join(words[place : place + length])
