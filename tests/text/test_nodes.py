"""YAML to plain values: what is text stays text, what this register does not use is refused, places are exact."""

from __future__ import annotations

import time

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from khacphuc.text import nodes
from khacphuc.text.flaw import Flaw, Place
from khacphuc.text.nodes import MAX_DEPTH, Path, places, read

ODD = st.text(st.characters(codec=None, categories=None), max_size=20)


def kinds(text: str) -> list[str]:
    return [flaw.kind for flaw in read(text)[1]]


@pytest.fixture(params=["libyaml", "python"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Wheels of PyYAML bring libyaml nearly everywhere; elsewhere its own parser must do."""
    if request.param == "python":
        monkeypatch.setattr(nodes, "_LOADER", yaml.SafeLoader)
    return str(request.param)


@pytest.mark.parametrize(
    "scalar",
    ["no", "0123", "12:30", "2026-02-30", "1e3", "0x1F", "1_000", "+84", ".5", "yes", "2024-06-05", "True"],
)
def test_every_scalar_stays_text(scalar: str) -> None:
    assert read(f"a: {scalar}\nb: [{scalar}]\n") == ({"a": scalar, "b": [scalar]}, [])


def test_nothing_is_nothing_and_a_quoted_word_is_text() -> None:
    assert read("a:\nb: ~\nc: null\nd: 'null'\ne: ''\nf: nUll\n") == (
        {"a": None, "b": None, "c": None, "d": "null", "e": "", "f": "nUll"},
        [],
    )


@pytest.mark.parametrize("text", ["", "\n\n", "# chỉ có ghi chú\n"])
def test_an_empty_text_is_none(text: str) -> None:
    assert read(text) == (None, [])


def test_lists_and_blocks() -> None:
    text = "a:\n- x\n- - y\n  - z\nb: {c: [1, {d: 2}]}\ne: |\n  một\n  hai\nf: >-\n  ba\n  bốn\n"
    assert read(text) == (
        {"a": ["x", ["y", "z"]], "b": {"c": ["1", {"d": "2"}]}, "e": "một\nhai\n", "f": "ba bốn"},
        [],
    )


@pytest.mark.parametrize(
    ("text", "details"),
    [
        ("a: &x b", "&x"),
        ("a: *x", "*x"),
        ("a: &x [1]\nb: *x", "&x"),
        ("<<: {a: b}", "<<"),
        ("a: !x b", "!x"),
        ("a: !!int 5", "tag:yaml.org,2002:int"),
        ("a: !!python/object/apply:os.system [x]", "tag:yaml.org,2002:python/object/apply:os.system"),
        ("a: b\n---\nc: d", "---"),
        ("a: &" + "x" * 500 + " b", "&" + "x" * 58 + "…"),
    ],
)
@pytest.mark.usefixtures("parser")
def test_what_the_register_does_not_use(text: str, details: str) -> None:
    flaw = read(text)[1][0]
    assert (flaw.kind, flaw.details) == ("yaml-feature", (details,))


@pytest.mark.usefixtures("parser")
def test_many_aliases_make_no_large_value() -> None:
    levels = "".join(f"k{n}: &k{n} [{', '.join([f'*k{n - 1}'] * 9)}]\n" for n in range(1, 10))
    value, flaws = read(f"k0: &k0 [x]\n{levels}")
    assert len(repr(value)) < 2000
    assert {flaw.kind for flaw in flaws} == {"yaml-feature"}


@pytest.mark.parametrize(
    "text",
    [
        "[" * 30_000,
        "{" * 30_000,
        "- " * 30_000,
        "? " * 30_000,
        "[\n" * 30_000,
        "a: " + "[" * 30_000 + "]" * 30_000,
        "\n".join(" " * depth + "a:" for depth in range(300)),
        "{a: " * 15_000,
    ],
    ids=range(8),
)
@pytest.mark.usefixtures("parser")
def test_depth_is_refused_without_recursion(text: str) -> None:
    start = time.perf_counter()
    value, flaws = read(text)
    assert value is None
    assert {flaw.kind for flaw in flaws} <= {"nested-too-deep", "yaml-syntax"}
    assert flaws
    assert time.perf_counter() - start < 5


def test_as_deep_as_allowed_is_read() -> None:
    text = "[" * MAX_DEPTH + "]" * MAX_DEPTH
    assert kinds(text) == []
    assert kinds(f"[{text}]") == ["nested-too-deep"]


def test_a_second_key_knows_the_line_of_the_first() -> None:
    text = "a: 1\nb:\n  - c: 1\n    d: 2\n    c: 3\na: 4\n"
    value, flaws = read(text, first_line=10)
    assert value == {"a": "4", "b": [{"c": "3", "d": "2"}]}
    assert flaws == [
        Flaw("duplicate-key", Place(14, 5), ("c", "12")),
        Flaw("duplicate-key", Place(15, 1), ("a", "10")),
    ]


@pytest.mark.parametrize("key", ["оwner", "ａ", "dаte", "ιd"])
def test_keys_with_foreign_letters(key: str) -> None:
    assert kinds(f"{key}: x") == ["confusable-character"]


@pytest.mark.parametrize("key", ["hạn", "địa_chỉ", "số"])
def test_vietnamese_keys_are_only_unknown(key: str) -> None:
    assert read(f"{key}: x") == ({key: "x"}, [])


# ------------------------------------------------------------------------------------------- hidden characters


@pytest.mark.parametrize(
    "escape", ["\\0", "\\x07", "\\N", "\\L", "\\P", "\\u200b", "\\u202e", "\\uFEFF", "\\e", "\\U000E0041"]
)
def test_what_comes_out_of_an_escape_is_refused_and_left_out(escape: str) -> None:
    value, flaws = read(f'a: "x{escape}y"')
    assert value == {"a": "xy"}
    assert [flaw.kind for flaw in flaws] == ["control-character"]


@pytest.mark.parametrize("escape", ["\\ud800", "\\U00110000", "\\UFFFFFFFF", "\\q", "\\x1", "\\u12"])
@pytest.mark.usefixtures("parser")
def test_impossible_escapes(escape: str) -> None:
    value, flaws = read(f'a: "{escape}"')
    # PyYAML's own parser lets a lone surrogate pass; it must not come out as one.
    assert value is None or value == {"a": ""}
    assert [flaw.kind for flaw in flaws] in (["yaml-syntax"], ["control-character"])


@pytest.mark.parametrize(
    "char", ["\x00", "\x01", "\x85", "\u2028", "\u200b", "\ufeff", "\ufffe", "\U000e0041", "\ud800"]
)
@pytest.mark.usefixtures("parser")
def test_what_stands_in_the_text_is_left_out_and_moves_nothing(char: str) -> None:
    """The text as such has been spoken of before: see ``source.text_flaws``."""
    text = f"a: x{char}y\nb{char}: z\n"
    assert read(text) == ({"a": "xy", "b": "z"}, [])
    assert places(text)[("b",)].value == Place(2, 5)


# --------------------------------------------------------------------------------------------------- syntax errors


@pytest.mark.parametrize(
    ("text", "place", "found"),
    [
        ("a: b: c", Place(1, 5), ":"),
        ("x: y\na: 'chưa đóng\nb: c\n", Place(2, 4), "'"),
        ("a: [1, 2\nb: c\n", Place(1, 4), "["),
        ("a: {b: 1\n", Place(1, 4), "{"),
        ("a: b\nkhông có dấu\n", Place(2, 1), "k"),
        ("a: b\n\tc: d\n", Place(2, 1), "\t"),
        ("a: @x", Place(1, 4), "@"),
        ("a: - b", Place(1, 4), "-"),
        ("- a\nb: c", Place(2, 1), "b"),
        ('a: "\\q"', Place(1, 5), "\\"),
    ],
)
def test_syntax_errors_are_shown_where_they_begin(text: str, place: Place, found: str) -> None:
    value, flaws = read(text)
    assert value is None
    assert [(flaw.kind, flaw.place, flaw.details[1]) for flaw in flaws] == [("yaml-syntax", place, found)]


@pytest.mark.usefixtures("parser")
@given(st.text(st.sampled_from("ab:-[]{},'\"\\!&*#|>?%@`~ \n\t\r=<0123._\u0301ủ\x85\u200b"), max_size=40))
def test_no_text_stops_the_parser(text: str) -> None:
    value, flaws = read(text, first_line=5)
    assert value is None or not flaws or {flaw.kind for flaw in flaws} != {"yaml-syntax"}
    count = text.count("\n") + text.count("\r") + 1
    assert all(5 <= flaw.place.line < 5 + count for flaw in flaws)
    spans = places(text, first_line=5)
    if value is not None and not flaws:
        assert set(spans) == set(_paths(value))


@given(ODD)
def test_no_characters_stop_the_parser(text: str) -> None:
    read(text)
    read(f'a: "{text}"')
    places(f"- {text}\n- x")


def _paths(value: nodes.YamlValue, path: Path = ()) -> list[Path]:
    inner: list[tuple[str | int, nodes.YamlValue]] = []
    if isinstance(value, dict):
        inner = list(value.items())
    elif isinstance(value, list):
        inner = list(enumerate(value))
    return [path, *(deep for step, item in inner for deep in _paths(item, (*path, step)))]


# ----------------------------------------------------------------------------------------------------------- places


def test_places_of_keys_and_values() -> None:
    spans = places("một: hai\nba:\n  - bốn: 'năm'\n    sáu: [bảy, tám]\n", first_line=2)
    assert spans[("một",)].key == Place(2, 1, 3)
    assert spans[("một",)].value == Place(2, 6, 3)
    assert spans[("ba", 0)].value == Place(4, 5)
    assert spans[("ba", 0, "bốn")].key == Place(4, 5, 3)
    assert spans[("ba", 0, "bốn")].value == Place(4, 10, 5)
    assert spans[("ba", 0, "sáu", 1)].value == Place(5, 16, 3)


def test_a_value_of_several_lines_is_marked_where_it_begins() -> None:
    spans = places("a: một\n  hai\nb: |\n  ba\nc: x\n")
    assert spans[("a",)].value == Place(1, 4)
    assert spans[("b",)].value == Place(3, 4)
    assert spans[("c",)].value == Place(5, 4)
