"""Find marks that something is still to be filled in: dots, “xxx”, “[cần bổ sung”."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from khacphuc.text.folding import canonical
from khacphuc.text.message import LANGUAGES
from khacphuc.text.promise.patterns import QUOTED
from khacphuc.text.promise.phrases import Extra, own_lists

_LONGEST: Final = 5_000
_LISTED: Final = "placeholders"
_QUOTED: Final = re.compile(QUOTED)


def may_hold_placeholder(text: str, extra: Extra | None = None) -> bool:
    """Whether a document holds a mark at all: a quick look before each of its values is looked at."""
    shown = text.lower()
    return any(mark in shown for mark in ("…", "....", "____", *_marks(_own(extra))))


def placeholder(text: str, extra: Extra | None = None) -> str:
    """Return the first mark that something is still to be filled in, or ``""``. What is quoted holds none."""
    shown = _QUOTED.sub(" ", canonical(text[:_LONGEST]).lower())
    found = _pattern(_own(extra)).search(shown)
    return found[0] if found else ""


def _own(extra: Extra | None) -> tuple[str, ...]:
    return tuple((extra or {}).get(_LISTED, ()))


@cache
def _marks(own: tuple[str, ...]) -> tuple[str, ...]:
    listed = [mark for language in LANGUAGES for mark in own_lists(language)[_LISTED]]
    return tuple(canonical(mark.lower()) for mark in (*listed, *own))


@cache
def _pattern(own: tuple[str, ...]) -> re.Pattern[str]:
    marks = sorted(_marks(own), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, marks))})(?!\w)|…|\.{{4,}}|_{{4,}}")
