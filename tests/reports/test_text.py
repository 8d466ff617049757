"""The terminal's report: what stands under what, and what a CI runner must not read in it."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from khacphuc.model.vocabulary import Severity
from khacphuc.register.source import Memory
from khacphuc.reports.excerpt import LONGEST, excerpt
from khacphuc.reports.terminal_text import columns
from khacphuc.reports.text import render
from khacphuc.text.flaw import Place
from tests.reports.problems import PATH, problem, source


def shown(text: str, column: int, width: int = 1, line: int = 1) -> tuple[str, str]:
    """The source line and the line with the caret, after the margin."""
    rows = render([problem(line, column, width)], source(text), "en").split("\n")
    bars = [row.partition("|")[2] for row in rows if re.match(r" +\d* \|", row)]
    return bars[1].removeprefix(" "), bars[2].removeprefix(" ")


def test_the_whole_report() -> None:
    text = "---\ntype: plan\nreslut: Đã họp\n---\n"
    assert render([problem(3, 1, 6, quoted="reslut")], source(text), "en") == (
        "plans/chi-bo-a/kl-1/plan.md:3:1: error KP101 [unknown-key] There is no key “reslut” here.\n"
        "   |\n"
        " 3 | reslut: Đã họp\n"
        "   | ^^^^^^\n"
        "   = help: Did you mean “result”?\n"
    )


def test_vietnamese_by_default_words() -> None:
    text = render([problem(severity=Severity.WARNING)], source("a\n"), "vi")
    assert ": cảnh báo KP101 [unknown-key] " in text
    assert "\n   = cách sửa: " in text


def test_no_problems_no_text() -> None:
    assert render([], Memory({}), "vi") == ""


def test_questions_and_known_problems_stand_apart() -> None:
    some = [problem(known=True), problem(severity=Severity.QUESTION), problem()]
    said = render(some, source("a\n"), "en")
    first, questions, known = re.split(r"── .* ──\n", said)
    assert ("error" in first, "question" in questions, "error" in known) == (True, True, True)
    assert said.index("Questions for the reviewer") < said.index("Known before this change")


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("kết quả: tốt", "tốt"),
        (unicodedata.normalize("NFD", "kết quả: tốt"), unicodedata.normalize("NFD", "tốt")),
        ("名前: 値", "値"),
        ("a\tb\tcd", "cd"),
        ("x\x1b[31m đỏ", "đỏ"),
        ("a\u200bb", "\u200b"),
        ("a\u00a0b", "b"),
        ("😀 cười", "cười"),
        ("##[error] giả", "giả"),
    ],
)
def test_the_caret_stands_exactly_under_the_span(line: str, meant: str) -> None:
    column = line.index(meant) + 1
    above, caret = shown(f"{line}\n", column, len(meant))
    indent = len(caret) - len(caret.lstrip())
    before, after = above[: _cut(above, indent)], above[_cut(above, indent) :]
    assert columns(before) == indent
    assert columns(after) >= len(caret.strip())
    assert above.isprintable()
    assert set(caret.strip()) == {"^"}


def _cut(text: str, width: int) -> int:
    """How many characters take ``width`` columns."""
    return next(end for end in range(len(text) + 1) if columns(text[:end]) == width)


def test_a_long_line_is_cut_around_the_span() -> None:
    line = "đ" * 5000 + "SAI" + "ô" * 5000
    above, caret = shown(line, 5001, 3)
    assert columns(above) <= LONGEST + 2
    assert above.startswith("…")
    assert above.endswith("…")
    assert above[caret.index("^") : caret.index("^") + 3] == "SAI"


def test_a_cut_never_parts_a_mark_from_its_letter() -> None:
    line = unicodedata.normalize("NFD", "ế" * 400) + "SAI"
    above, caret = shown(line, len(line) - 2, 3)
    assert above.endswith("SAI")
    assert not unicodedata.combining(above[1])
    assert caret.count("^") == 3


@given(
    st.text(max_size=300).filter(lambda text: not re.search("[\r\n]", text)),
    st.integers(1, 320),
    st.integers(1, 400),
)
def test_caret_and_line_agree_on_any_text(line: str, column: int, width: int) -> None:
    found = excerpt(line, Place(1, column, width))
    assert found.indent == columns(found.before)
    assert found.width == max(columns(found.meant), 1)
    assert columns(found.before + found.meant + found.after) <= LONGEST + 2
    assert (found.before + found.meant + found.after).isprintable()


# What GitHub's runner does with a line: Trim() and "::" at its start, or "##[" anywhere.
def obeyed(text: str) -> list[str]:
    lines = re.split(r"\r\n|\n|\r", text)
    return [line for line in lines if line.strip().startswith("::") or "##[" in line or "##vso[" in line]


HOSTILE = st.one_of(
    st.text(),
    st.lists(
        st.sampled_from(
            ["::", "##[", "##vso[", "error", "\n", "\r", "\x85", "\x1b[2J", " ", "#", "[", "\ud800"]
        )
    ).map("".join),
)


@given(quoted=HOSTILE, text=HOSTILE, line=st.integers(1, 3), column=st.integers(1, 9), colour=st.booleans())
@example(quoted="a\n::error::x", text="::set-output name=a::b\n##[group]", line=1, column=1, colour=False)
def test_no_text_becomes_a_command_of_the_runner(
    quoted: str, text: str, line: int, column: int, *, colour: bool
) -> None:
    for path in (PATH, quoted):
        given_ = problem(line, column, path=path, quoted=quoted)
        said = render([given_], source(text), "vi", colour=colour)
        assert not obeyed(said)
        assert "\r" not in said
        assert colour or "\x1b" not in said
        said.encode("utf-8")


def test_a_link_is_never_followed() -> None:
    class Trap(Memory, frozen=True):
        def read(self, path: str) -> bytes:
            raise AssertionError(path)

    linked = problem()
    linked = type(linked)(
        linked.path, linked.place, "KP015", "not-a-regular-file", linked.severity, linked.said
    )
    assert " | " not in render([linked], Trap({}), "en")


def test_colour_only_when_asked() -> None:
    text = render([problem()], source("abc\n"), "en", colour=True)
    assert "\x1b[1;31m^\x1b[0m" in text
    assert re.sub(r"\x1b\[[0-9;]*m", "", text) == render([problem()], source("abc\n"), "en")


def test_bytes_that_are_no_text_are_shown() -> None:
    broken = Memory({PATH: b"---\ntitle: K\xff\n"})
    assert "title: K\\xff" in render([problem(2, 9)], broken, "en")
