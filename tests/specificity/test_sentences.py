"""How well texts that nobody could check are told from others, on labelled sentences; the figures stand in the summary."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khacphuc.text.nodes import read
from khacphuc.text.promise.verdict import Answer, PromiseField, assess
from tests.specificity.labelled import Sentence, score, sentences

SPEC = Path(__file__).parents[3] / "shared" / "spec" / "specificity-examples.yml"
Record = Callable[[str, object], None]


def of(language: str) -> tuple[Sentence, ...]:
    return sentences(f"sentences.{language}")


@pytest.mark.parametrize(("language", "least"), [("vi", 400), ("en", 200)])
def test_the_sets_are_large_and_a_third_is_kept_for_testing(language: str, least: int) -> None:
    found = of(language)
    assert len(found) >= least
    assert sum(sentence.part == "test" for sentence in found) >= least // 3


@pytest.mark.parametrize("part", ["dev", "test"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_precision_and_recall(language: str, part: str, record_property: Record) -> None:
    found = score(sentence for sentence in of(language) if sentence.part == part)
    record_property(f"specificity, {language}, {part}", str(found))
    assert found.precision >= 0.95
    assert found.recall >= 0.80
    assert found.asked_needlessly <= 0.10


@pytest.mark.parametrize("language", ["vi", "en"])
def test_hard_sentences(language: str, record_property: Record) -> None:
    some = [sentence for sentence in sentences("hard") if sentence.part == language]
    found = score(some)
    record_property(f"specificity, {language}, hard", str(found))
    wrong = [sentence.text for sentence in some if sentence.vague is (sentence.answer is Answer.CHECKABLE)]
    assert found.precision >= 0.95, wrong
    assert found.recall >= 0.95, wrong
    assert found.asked_needlessly <= 0.05, wrong


@pytest.mark.parametrize("field", list(PromiseField))
@pytest.mark.parametrize("language", ["vi", "en"])
def test_each_field(language: str, field: PromiseField, record_property: Record) -> None:
    found = score(sentence for sentence in of(language) if sentence.field is field)
    record_property(f"specificity, {language}, {field.value}", str(found))
    assert found.recall >= 0.80


@pytest.mark.parametrize("language", ["vi", "en"])
def test_each_kind_is_reported(language: str, record_property: Record) -> None:
    kinds = {
        sentence.kind: [other for other in of(language) if other.kind == sentence.kind]
        for sentence in of(language)
    }
    for kind, some in sorted(kinds.items()):
        record_property(f"specificity, {language}, kind “{kind}”", str(score(some)))
    assert len(kinds) > 10


@pytest.mark.skipif(not SPEC.is_file(), reason="the specification is not beside the repository")
def test_the_examples_of_the_specification() -> None:
    value, _ = read(SPEC.read_text("utf-8"))
    assert isinstance(value, dict)
    rows = value["rewordings"]
    assert isinstance(rows, list)
    bad = [str(row["bad"]) for row in rows if isinstance(row, dict)]
    good = [str(row["good"]) for row in rows if isinstance(row, dict)]
    flagged = {text: assess(text, PromiseField.MEASURE).answer for text in bad}
    passed = {text: assess(text, PromiseField.MEASURE).answer for text in good}
    assert Answer.CHECKABLE not in flagged.values()
    assert set(passed.values()) == {Answer.CHECKABLE}


@given(st.text(max_size=300), st.sampled_from(PromiseField))
def test_any_text_is_judged(text: str, field: PromiseField) -> None:
    assert assess(text, field).answer in Answer


@given(st.sampled_from(of("vi")), st.sampled_from(["  ", "\u00a0"]))
def test_kinds_of_blank_change_nothing(sentence: Sentence, blank: str) -> None:
    respaced = sentence.text.replace(" ", blank)
    assert assess(respaced, sentence.field).answer is sentence.answer


@pytest.mark.parametrize(
    "text",
    [
        "(" * 5000,
        "tăng cường " * 2000,
        "“" * 5000,
        "1/" * 3000,
        "a" * 100_000,
        "Kế hoạch số 1 của " * 800,
        "nhằm sửa, " * 1000,
        "\ud800 tăng cường",
    ],
)
def test_hostile_texts_are_judged_all_the_same(text: str) -> None:
    assert assess(text, PromiseField.MEASURE).answer in Answer
