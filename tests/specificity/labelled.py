"""The labelled sentences, and how well the judgement of texts agrees with the labels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct

from khacphuc.text.nodes import read
from khacphuc.text.promise.verdict import Answer, PromiseField, assess

HERE = Path(__file__).parent


class Sentence(Struct, frozen=True):
    """A sentence with its label. ``part`` says for what it is used; ``kind`` why it is here."""

    text: str
    field: PromiseField
    vague: bool
    kind: str
    part: str

    @property
    def answer(self) -> Answer:
        """What the program says of it."""
        return assess(self.text, self.field).answer


class Score(Struct, frozen=True):
    """How often warnings are right, vague sentences are noticed, and specific ones are asked about."""

    sentences: int
    precision: float
    recall: float
    asked_needlessly: float

    def __str__(self) -> str:
        return (
            f"{self.sentences} sentences: precision of warnings {self.precision:.3f}, recall of warnings and questions"
            f" {self.recall:.3f}, questions on specific ones {self.asked_needlessly:.3f}"
        )


def sentences(name: str) -> tuple[Sentence, ...]:
    """The sentences of one file beside this module.

    Raises AssertionError when the file cannot be read.
    """
    value, flaws = read((HERE / f"{name}.yml").read_text("utf-8"))
    assert not flaws
    assert isinstance(value, list)
    return tuple(_sentence(row) for row in value if isinstance(row, dict))


def _sentence(row: Mapping[str, object]) -> Sentence:
    text, field, label, kind, part = (str(row[key]) for key in ("text", "field", "label", "kind", "part"))
    assert label in ("vague", "specific")
    return Sentence(text, PromiseField(field), label == "vague", kind, part)


def score(some: Iterable[Sentence]) -> Score:
    """Compare labels with answers."""
    said = [(sentence.vague, sentence.answer) for sentence in some]
    warned = [vague for vague, answer in said if answer is Answer.VAGUE]
    noticed = [answer is not Answer.CHECKABLE for vague, answer in said if vague]
    asked = [answer is Answer.HOLLOW for vague, answer in said if not vague]
    return Score(len(said), _share(warned, 1.0), _share(noticed, 1.0), _share(asked, 0.0))


def _share(found: list[bool], none: float) -> float:
    return sum(found) / len(found) if found else none
