"""What is said to people can do no harm, whatever it quotes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khacphuc.text.front_matter import control_in
from khacphuc.text.message import LANGUAGES, Message, say, say_n, speaker


@pytest.mark.parametrize("language", LANGUAGES)
@given(st.text(st.characters(codec=None, categories=None), max_size=40))
def test_what_is_quoted_stays_on_its_line_and_hides_nothing(language: str, text: str) -> None:
    shown = speaker(language)(say("There is no key “{key}” here.", key=text))
    assert "\n" not in shown
    assert control_in(shown) is None


@pytest.mark.parametrize("text", ["Đã họp chi bộ", "79,44 %", "12°30′", "{key}", "{0.__class__}", "“…”"])
def test_plain_text_is_shown_as_it_is(text: str) -> None:
    assert speaker("en")(say("There is no key “{key}” here.", key=text)) == f"There is no key “{text}” here."


@pytest.mark.parametrize(
    ("value", "vietnamese", "english"),
    [
        (date(2024, 6, 5), "05/6/2024", "5 Jun 2024"),
        (date(2024, 2, 28), "28/02/2024", "28 Feb 2024"),
        (13515, "13.515", "13,515"),
        (Decimal("79.44"), "79,44", "79.44"),
        (Message(""), "", ""),
    ],
)
def test_values_in_both_languages(
    value: date | int | Decimal | Message, vietnamese: str, english: str
) -> None:
    assert speaker("vi")(value) == vietnamese
    assert speaker("en")(value) == english


def test_one_and_many() -> None:
    speak = speaker("en")
    assert [speak(say_n("{n} file", "{n} files", count)) for count in (0, 1, 2000)] == [
        "0 files",
        "1 file",
        "2,000 files",
    ]
