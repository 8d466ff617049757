"""How well wordings that promise less are told from others, on labelled pairs, and on sentences put otherwise."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khacphuc.text.folding import fold, other_placement
from khacphuc.text.promise.rewording import Rewording, rewording
from khacphuc.text.promise.scale import ActRank
from khacphuc.text.promise.strength import strength
from tests.specificity.labelled import sentences
from tests.specificity.reworded import judged, rewordings

SENTENCES = [one.text for one in sentences("sentences.vi")]
TEXTS = st.one_of(st.text(max_size=200), st.sampled_from(SENTENCES))
Record = Callable[[str, object], None]


@pytest.mark.parametrize("part", ["dev", "test"])
def test_what_promises_less_is_told_from_what_is_put_otherwise(part: str, record_property: Record) -> None:
    found = judged(rewordings(part))
    less, same = ({answer: found[kind, answer] for answer in Rewording} for kind in (True, False))
    record_property(f"rewordings, {part}", str(found))
    assert less[Rewording.LESS] >= 0.95 * sum(less.values()), less
    assert less[Rewording.SAME] == 0, "of what promises less, at least a question is asked"
    assert same[Rewording.LESS] == 0, "no honest rewording is an error"
    assert same[Rewording.SAME] >= 0.95 * sum(same.values()), same


def test_the_set_is_large_half_of_it_less_and_a_third_kept_for_testing() -> None:
    dev, test = (rewordings(part) for part in ("dev", "test"))
    both = (*dev, *test)
    assert len(both) >= 120
    assert len({(one.old, one.new) for one in both}) == len(both)
    assert 3 * len(test) >= len(both)
    assert 0.4 <= sum(one.less for one in both) / len(both) <= 0.6


@pytest.mark.parametrize(
    "change",
    [
        other_placement,
        fold,
        lambda text: "; ".join(reversed(text.rstrip(".").split("; "))),
        lambda text: text.replace(", ", " và ", 1),
        lambda text: f"{text.rstrip('.')}, có ghi ngày và nơi thực hiện",
        lambda text: text.replace("biên bản", "BB").replace("kế hoạch", "KH"),
    ],
    ids=["tone marks", "no marks", "order", "and", "more exact", "abbreviations"],
)
def test_sentences_put_otherwise_promise_the_same(change: Callable[[str], str]) -> None:
    marked = [text for text in SENTENCES if not text.isascii()]
    assert [text for text in marked if rewording(text, change(text))] == []


@pytest.mark.parametrize(
    "change",
    [
        lambda text: f"Xem xét {text[:1].lower()}{text[1:]}",
        lambda text: f"Báo cáo về việc {text[:1].lower()}{text[1:]}",
        lambda text: f"Phấn đấu {text[:1].lower()}{text[1:]}",
        lambda text: f"{text.rstrip('.')} khi có điều kiện",
    ],
    ids=["considered", "reported on", "striven for", "where possible"],
)
def test_sentences_made_weaker_promise_less(change: Callable[[str], str]) -> None:
    firm = [text for text in SENTENCES if strength(text).act is ActRank.DONE and not text.isupper()]
    one_part = [text for text in firm if not {",", ":", ";"} & {*text} and " và " not in text]
    told = [text for text in one_part if rewording(text, change(text)) is Rewording.LESS]
    assert len(one_part) > 30
    assert len(told) >= 0.9 * len(one_part), {*one_part} - {*told}


@given(TEXTS)
def test_a_text_promises_what_it_promises(text: str) -> None:
    assert rewording(text, text) is Rewording.SAME
    assert rewording(text, f"  {text} ") is Rewording.SAME


@given(TEXTS, TEXTS, st.booleans())
def test_any_two_texts_are_compared(old: str, new: str, product: bool) -> None:  # noqa: FBT001 - generated
    assert rewording(old, new, [old], [(old, new)], [12], product=product) in Rewording
