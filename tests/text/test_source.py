"""Bytes to text, text to front matter and body: what is wrong with the characters, and where."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from khacphuc.text.flaw import Flaw, Place
from khacphuc.text.front_matter import (
    MAX_FRONT_MATTER_BYTES,
    control_in,
    decode,
    lines,
    may_hide,
    place_at,
    printable,
    quoted,
    split,
    text_flaws,
    visible,
    without_controls,
)

ANY = st.text(st.characters(codec=None, categories=None), max_size=60)


def kinds(text: str) -> list[str]:
    return [flaw.kind for flaw in text_flaws(text)]


def test_the_first_bad_byte_is_shown_where_it_stands() -> None:
    text, flaw = decode("một\nhai ".encode() + b"\xff\xfe ba")
    assert text == "một\nhai "
    assert flaw == Flaw("not-utf8", Place(2, 5), ("0xFF",))


@pytest.mark.parametrize("data", [b"\xed\xa0\x80", b"\xc0\xaf", b"\xf4\x90\x80\x80", b"a\x80", b"\xe1\xba"])
def test_surrogates_and_overlong_forms_are_no_utf8(data: bytes) -> None:
    assert decode(data)[1] is not None


@given(st.binary(max_size=40))
def test_decoding_never_raises(data: bytes) -> None:
    text, flaw = decode(data)
    assert (flaw is None) == (text.encode() == data)


@pytest.mark.parametrize(
    ("text", "offset", "place"),
    [
        ("a\nb", 2, Place(2, 1)),
        ("a\r\nbc", 4, Place(2, 2)),
        ("a\rbc", 3, Place(2, 2)),
        ("🏛ủy", 2, Place(1, 3)),
        ("a\x85b\u2028c", 4, Place(1, 5)),  # an editor shows one line
    ],
)
def test_places_count_as_an_editor_does(text: str, offset: int, place: Place) -> None:
    assert place_at(text, offset) == place
    assert lines(text)[place.line - 1][place.column - 1] == text[offset]


@pytest.mark.parametrize(
    "char",
    [
        *"\x00\x07\x0b\x0c\x1b\x7f\x80\x85\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200d\u200e\u2028\u2029",
        *"\u202a\u202e\u2060\u2066\u2069\u3164\ufe00\ufe0f\ufeff\uffa0\ufff9\ufffe\uffff\U000e0001\U000e0041\U000e0100\U000e01ef",
    ],
)
def test_what_nobody_sees_is_seen(char: str) -> None:
    text = f"một\nhai{char} ba{char}"
    assert may_hide(text)
    assert control_in(text) == char
    (flaw,) = text_flaws(text)
    assert (flaw.kind, flaw.place, flaw.details[1]) == ("control-character", Place(2, 4), "2")
    assert control_in(without_controls(text)) is None


@given(ANY)
def test_the_quick_look_misses_nothing(text: str) -> None:
    assert may_hide(text) or control_in(text) is None


def test_a_few_of_many_are_told() -> None:
    text = "".join(chr(0xE0000 + number) for number in range(500))
    assert kinds(text) == ["control-character"] * 20


def test_a_byte_order_mark_counts_at_the_start_only() -> None:
    assert kinds("\ufeff---\n") == ["byte-order-mark"]
    assert kinds("a\ufeff") == ["control-character"]
    assert kinds("\ufeff\ufeff") == ["byte-order-mark", "control-character"]


def test_the_first_decomposed_word_is_shown_composed() -> None:
    text = f"Chi bộ\n{unicodedata.normalize('NFD', 'Kế toán')}"
    assert text_flaws(text) == [Flaw("not-nfc", Place(2, 1, 4), ("Kế",))]


@pytest.mark.parametrize("char", ["\u2000", "\u212b", "\u0344", "a\u0323\u0302", "\u1100\u1161"])
def test_every_way_of_not_being_composed_has_a_place(char: str) -> None:
    assert text_flaws(f"x\ny {char}") == [
        Flaw("not-nfc", Place(2, 3, len(char)), (unicodedata.normalize("NFC", char).strip(),))
    ]


@pytest.mark.parametrize(
    "text",
    [
        "§· rµ so¸t 06/12 hå s¬ chi, lËp 06 biªn b¶n",
        "®¶ng uû viªn, kÕ ho¹ch kh¾c phôc h¹n chÕ",
        "Ñaõ raø soaùt 06/12 hoà sô chi, laäp 06 bieân baûn",
        "Ñaûng uûy Khoái caùc cô quan tænh",
        "kế ho\ufffdch",
        "chi \ue000 bộ",
    ],
)
def test_old_encodings_are_known(text: str) -> None:
    assert kinds(text) == ["legacy-encoding"]


@pytest.mark.parametrize(
    "text",
    [
        "Đảng uỷ, hoà giải, toà án, quý, xoè, thuở, huỷ bỏ, khuỷu, ngoẹo, nguyễn, rượu, yếu",
        "·Nội dung\n·Biện pháp\n·Kết quả",
        "dày 5 µm, ½ số hộ, § 5, © 2024, «trích dẫn»",
        "Citroën, août",
        "Mở rộng 1.250 m² tại 12°30′, trị giá 4,7 tỷ đồng – đạt 79,44 %",
    ],
)
def test_vietnamese_and_a_few_foreign_signs_are_no_old_encoding(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize(
    ("text", "place", "details"),
    [
        ("a\r\nb\nc\r\n", Place(2, 2), ("CRLF", "LF")),
        ("a\nb\r\n", Place(2, 2), ("LF", "CRLF")),
        ("a\rb", Place(1, 2), ("LF", "CR")),
        ("a\r\nb\rc", Place(2, 2), ("CRLF", "CR")),
    ],
)
def test_mixed_line_ends(text: str, place: Place, details: tuple[str, ...]) -> None:
    assert text_flaws(text) == [Flaw("mixed-line-endings", place, details)]


@pytest.mark.parametrize("text", ["a\nb\n", "a\r\nb\r\n", "", "\t"])
def test_line_ends_of_one_kind(text: str) -> None:
    assert text_flaws(text) == []


# ------------------------------------------------------------------------------------------------------ splitting


def test_a_document_is_cut_in_two() -> None:
    cut = split("---\na: b\n--- \nmột\n---\nhai\n")
    assert (cut.front, cut.body, cut.body_line, cut.flaw) == ("a: b\n", "một\n---\nhai\n", 4, None)


def test_a_fence_stands_alone_at_the_start_of_its_line() -> None:
    cut = split("---\na: |\n  ---\n---b\n ---\nc: d\n---")
    assert cut.front == "a: |\n  ---\n---b\n ---\nc: d\n"
    assert cut.body == ""


@pytest.mark.parametrize(
    ("text", "kind", "details"),
    [
        ("", "front-matter-missing", ("nothing",)),
        (" \n\n", "front-matter-missing", ("nothing",)),
        ("\n---\na: b\n---\n", "front-matter-missing", ("blank",)),
        (" ---\na: b\n---\n", "front-matter-missing", ("blank",)),
        ("———\na: b\n———\n", "front-matter-missing", ("dashes",)),
        ("a: b\n", "front-matter-missing", ("text",)),
        ("--- a\n---\n", "front-matter-missing", ("text",)),
        ("---\na: b\n", "front-matter-unclosed", ()),
        ("---", "front-matter-unclosed", ()),
        ("---\n---\n", "front-matter-empty", ()),
        ("---\n \n---\n", "front-matter-empty", ()),
        (
            "---\n" + "ủ" * (MAX_FRONT_MATTER_BYTES // 3 + 1) + "\n---\n",
            "file-too-large",
            ("front matter", "1024"),
        ),
    ],
)
def test_what_has_no_front_matter(text: str, kind: str, details: tuple[str, ...]) -> None:
    cut = split(text)
    assert cut.front is None
    assert cut.flaw is not None
    assert (cut.flaw.kind, cut.flaw.details) == (kind, details)


def test_as_large_as_allowed_is_read() -> None:
    assert split("---\n" + "a" * (MAX_FRONT_MATTER_BYTES - 1) + "\n---\n").flaw is None


@given(ANY)
def test_splitting_never_raises_and_loses_nothing(text: str) -> None:
    cut = split(f"---\n{text}\n---\nend")
    assert cut.flaw is None or cut.front is None
    assert cut.body.endswith("end")


# --------------------------------------------------------------------------------------------------- to be quoted


@given(ANY)
def test_what_is_quoted_is_one_short_line(text: str) -> None:
    shown = quoted(text)
    assert shown.isprintable()
    assert len(shown) <= 60 * 10  # an escape takes up to ten characters
    assert printable(text).isprintable()


@given(ANY)
@example("a\U000e0100b\ufe0fc")  # printable, Python says, but nobody sees them
def test_what_is_made_visible_hides_nothing(text: str) -> None:
    assert control_in(visible(text)) is None
    assert control_in(printable(text)) is None
    assert control_in(quoted(text)) is None
    assert "\n" not in visible(text)


def test_quoting_shortens_and_joins_lines() -> None:
    assert quoted("một\n  hai\tba") == "một hai ba"
    assert quoted("ủ" * 61) == "ủ" * 59 + "…"
    assert quoted("a\x1b[31m") == "a\\x1b[31m"


# -------------------------------------------------------------------------------------------------------- bounds


@pytest.mark.parametrize(
    "text",
    [
        "a" + "\u0301\u0323" * 500_000,
        "a" + "\u0323" * 500_000 + "\u0301" * 500_000,
        "\u0344" * 300_000,
        "\u0f71\u0f74" * 200_000,
        "ṩ" + "\u0323" * 500_000,
        "a\u0301 " * 300_000,
        "\u200b\n" * 300_000,
        "®¶ng uû " * 100_000,
        "\r" * 1_000_000,
        "---\n" + "---x\n" * 200_000,
    ],
    ids=range(10),
)
def test_a_megabyte_takes_no_time(text: str) -> None:
    start = time.perf_counter()
    text_flaws(text)
    split(text)
    assert time.perf_counter() - start < 5
