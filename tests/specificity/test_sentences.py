"""How well vague texts are told from specific ones, on labelled sentences; the figures are printed in the summary."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from khacphuc.rules.kp4 import (
    kp401_vague_measure,
    kp402_vague_product,
    kp403_vague_result,
    kp404_vague_owner,
    kp406_vague_cause,
)
from khacphuc.text.nodes import read
from khacphuc.text.specificity import names_product, vague

HERE = Path(__file__).parent
SPEC = HERE.parent.parent.parent / "shared" / "spec" / "specificity-examples.yml"
KINDS = {
    "measure": (*kp401_vague_measure.KINDS, *kp404_vague_owner.KINDS),
    "product": kp402_vague_product.KINDS,
    "result": kp403_vague_result.KINDS,
    "cause": kp406_vague_cause.KINDS,
}


def is_vague(field: str, text: str) -> bool:
    """What the rules of a field say of a text."""
    return not (field == "product" and names_product(text)) and bool(vague(text, KINDS[field]))


def sentences(language: str) -> list[dict[str, Any]]:
    value, flaws = read((HERE / f"sentences.{language}.yml").read_text("utf-8"))
    assert not flaws
    assert isinstance(value, list)
    return [item for item in value if isinstance(item, dict)]


@pytest.mark.parametrize(("language", "least"), [("vi", 150), ("en", 80)])
def test_precision_and_recall(
    language: str, least: int, record_property: Callable[[str, object], None]
) -> None:
    found = sentences(language)
    assert len(found) >= least
    judged = [
        (item["vague"] == "true", is_vague(item["field"], item["text"]), item["text"]) for item in found
    ]
    right = sum(label and said for label, said, _ in judged)
    precision = right / sum(said for _, said, _ in judged)
    recall = right / sum(label for label, _, _ in judged)
    record_property(
        f"specificity, {language}", f"precision {precision:.3f}, recall {recall:.3f}, {len(found)} sentences"
    )
    wrong = [text for label, said, text in judged if label is not said]
    assert precision >= 0.95, wrong
    assert recall >= 0.90, wrong


@pytest.mark.skipif(not SPEC.is_file(), reason="the specification is not beside the repository")
def test_the_examples_of_the_specification() -> None:
    value, _ = read(SPEC.read_text("utf-8"))
    assert isinstance(value, dict)
    kinds = tuple({kind for some in KINDS.values() for kind in some})
    rows: Any = value["rewordings"]
    flagged: Any = [*value["must_flag"], *(row["bad"] for row in rows)]  # type: ignore[misc]
    passed: Any = [*value["must_not_flag"], *(row["good"] for row in rows)]  # type: ignore[misc]
    assert [text for text in flagged if not vague(text, kinds)] == []
    assert [text for text in passed if vague(text, kinds)] == []


@pytest.mark.parametrize(
    "text",
    [
        "(" * 5000,
        "tăng cường " * 2000,
        "“" * 5000,
        "1/" * 3000,
        "a" * 100_000,
        "…" * 5000,
        "Kế hoạch số 1 " * 800,
        "\ud800 tăng cường",
    ],
)
def test_hostile_texts_are_judged_all_the_same(text: str) -> None:
    assert isinstance(is_vague("measure", text), bool)
