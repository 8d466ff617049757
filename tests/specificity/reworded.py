"""Read the labelled rewordings, and count how they are judged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Final, NamedTuple

from khacphuc.text.nodes import read
from khacphuc.text.promise.rewording import Rewording, rewording

FILE: Final = Path(__file__).with_name("rewordings.yml")


class LabelledRewording(NamedTuple):
    part: str
    field: str
    less: bool
    old: str
    new: str

    @property
    def judged(self) -> Rewording:
        return rewording(self.old, self.new, product=self.field == "product")


def rewordings(part: str) -> tuple[LabelledRewording, ...]:
    value, flaws = read(FILE.read_text("utf-8"))
    assert not flaws
    assert isinstance(value, dict)
    rows = value[part]
    assert isinstance(rows, list)
    found = []
    for row in rows:
        assert isinstance(row, list)
        field, answer, old, new = map(str, row)
        found.append(LabelledRewording(part, field, answer == "less", old, new))
    return tuple(found)


def judged(some: Iterable[LabelledRewording]) -> Counter[tuple[bool, Rewording]]:
    return Counter((one.less, one.judged) for one in some)
