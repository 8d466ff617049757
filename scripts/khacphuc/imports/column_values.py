"""Whether the cells of a column are what its name may mean: “Tiến độ” heads deadlines as often as progress."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Final

from khacphuc.imports import cell_words as read
from khacphuc.imports.cell_grid import GridValue
from khacphuc.text.deadline.read import read_deadline
from khacphuc.text.deadline.readings import Doubtful, ImpossibleDate, NoDeadline, NotUnderstood

_ANY_DAY: Final = date(2000, 1, 1)
"""Stands for the day of the paper: only whether a text is a deadline is asked, not which."""
_NUMBERED: Final = re.compile(r"\d+\s*[-/]\s*[A-ZĐ]|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}")


def fits(key: str, values: Sequence[GridValue], *, shared: bool) -> bool:
    """Whether a column may be of this key by what stands in it. An empty column fits all.

    ``shared`` is a name of several meanings; one that means only a deadline is believed, however vague the cells are.
    """
    said = [value for value in values if read.known(value)]
    test = _TESTS.get(key) or (_SHARED_TESTS.get(key) if shared else None)
    return not said or test is None or test(said)


def _deadlines(values: Sequence[GridValue]) -> bool:
    return sum(map(_is_deadline, values)) * 2 >= len(values)


def _is_deadline(value: GridValue) -> bool:
    if isinstance(value, date):
        return True
    if not isinstance(value, str) or read.counted_in(value) or read.percent_in(value) is not None:
        return False
    reading = read_deadline(value, issued=_ANY_DAY)
    inner = reading.reading if isinstance(reading, Doubtful) and "\n" in value else reading
    return not isinstance(inner, Doubtful | NoDeadline | NotUnderstood | ImpossibleDate)


def _notices(values: Sequence[GridValue]) -> bool:
    return sum(isinstance(one, str) and bool(_NUMBERED.search(one)) for one in values) * 2 >= len(values)


def _grades(values: Sequence[GridValue]) -> bool:
    return any(read.grade_in(value) is not None for value in values)


_Test = Callable[[Sequence[GridValue]], bool]
_TESTS: Final[Mapping[str, _Test]] = {"grade": _grades}
_SHARED_TESTS: Final[Mapping[str, _Test]] = {"due": _deadlines, "notice": _notices}
