"""What a proposed text must keep: every figure, in its order. A slip of the pen in a figure is a person's to mend."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from khacphuc.model.schema import nearest

_FIGURES: Final = re.compile(r"[0-9]+")
_AND: Final = re.compile(r"\s*[,;&+]\s*|\s+(?:và|and|hoặc|or)\s+")
CUT: Final = "…"
"""The end of a text that is too long to be shown: what it was cannot be told."""


def figures(text: str) -> list[int]:
    """The whole numbers in a text, in order."""
    return [int(number) for number in _FIGURES.findall(text)]


def keeps_figures(shown: str, proposed: str) -> bool:
    """Whether a proposal has the figures of what stands there, all of them, and no others."""
    return CUT not in shown and figures(shown) == figures(proposed)


def likely_name(word: str, known: Iterable[str]) -> tuple[str, ...]:
    """The known name most like ``word``, of those with its figures: chi-bo-12 is no slip of the pen for chi-bo-11."""
    return nearest(word, (name for name in known if keeps_figures(word, name)))


def several(shown: str) -> list[str]:
    """The parts of "H1, H2 và H3"; the text alone where it is one."""
    return [part for part in _AND.split(shown.strip(" []")) if part]
