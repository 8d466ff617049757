"""What rules of text and shape advise, for the many ways to get one thing wrong."""

from __future__ import annotations

import pytest
import yaml

from khacphuc.register.source import Memory
from khacphuc.text import nodes
from khacphuc.text.message import speaker
from tests.rules.examples import BASE, CASE, UPDATE, formal_problems_of, problems

HEAD = "---\ntype: update\ndate: 2024-07-08\nby: chi-bo-ke-toan\n"
TASK = f"{HEAD}tasks:\n  - task: N1\n    "


def said(path: str, text: str | bytes) -> list[tuple[str, str, str]]:
    """Code, message and help, in English, of every problem of one changed file."""
    data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    speak = speaker("en")
    return [
        (problem.code, speak(problem.said.message), speak(problem.said.help))
        for problem in formal_problems_of({path: data})
        if problem.path == path
    ]


def advice(path: str, text: str | bytes) -> tuple[str, str]:
    """Code and help of the only problem."""
    ((code, _, help_),) = said(path, text)
    return code, help_


@pytest.mark.parametrize(
    ("text", "code", "part"),
    [
        (b"\xff\xfe-\x00", "KP001", "looks like UTF-16"),
        (b"---\n\xff", "KP001", "Save the file again as UTF-8"),
        ("", "KP005", "Start from the template"),
        ("———\n", "KP005", "three hyphens again"),
        ("\n---\n", "KP005", "Delete the empty lines"),
        ("Kế hoạch\n", "KP005", "between two lines"),
        ("---\n- a\n---\n", "KP008", "type: update"),
        ("---\nmột đoạn văn\n---\n", "KP008", "type: update"),
        ("---\n# trống\n---\n", "KP007", "Fill in the keys"),
        (f"{HEAD}---\n", "", ""),
        (f"{HEAD}a: &x b\n---\n", "KP011", "between quotation marks"),
        (f"{TASK}result: một\rhai\n---\n", "KP014", "one kind: LF"),
    ],
)
def test_text(text: str | bytes, code: str, part: str) -> None:
    found = [item for item in said(UPDATE, text) if item[0] == code]
    if code:
        assert part in found[0][2]
    else:
        assert said(UPDATE, text) == []


SYNTAX = [
    ("result: Kết luận: xong", "A colon followed by a space", 'quotation marks: "…"'),
    ('result: "chưa đóng', "is never closed", "Close it at the end"),
    ("milestones: [N1.1", "bracket “[”", "Close it where the list ends"),
    ("evidence: {number: 1", "brace", "Close it where the list ends"),
    ("state: done\n    không có dấu\n    result: x", "", ""),
    ("milestones: - N1.1", "must not start on the line of its key", "a line of its own below"),
    ('result: "Họp" chi bộ', "closing quotation mark", "curved quotation marks"),
    ("result: ]x", "“]” cannot begin one", "quotation marks"),
    ("result: @x", "must not begin with “@”", "quotation marks"),
    ("result: `x`", "must not begin with “`”", "quotation marks"),
    ("result: **Đã họp**", "starts with “*” or “&”", "quotation marks"),
    ('result: "C:\\hồ sơ"', "The backslash", "single quotation marks"),
    ('result: "\\ud800"', "does not stand for any character", "single quotation marks"),
    ("result: | một", "the line must end", "on the lines below"),
    ("\tresult: x", "A tab stands here", "two spaces for each level"),
    ("? [a]\n    : b", "A key is a single word", "Write “key: value”"),
    ("result: !<x", "starts with “!”", "quotation marks"),
]


@pytest.mark.parametrize(("line", "message", "mend"), [case for case in SYNTAX if case[1]])
def test_yaml_in_plain_words(line: str, message: str, mend: str) -> None:
    ((code, found, help_),) = [item for item in said(UPDATE, f"{TASK}{line}\n---\n") if item[0] == "KP009"]
    assert code == "KP009"
    assert message in found
    assert mend in help_


@pytest.mark.parametrize(("line", "message", "mend"), SYNTAX)
def test_yaml_in_plain_words_without_libyaml(
    line: str, message: str, mend: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nodes, "_LOADER", yaml.SafeLoader)
    found = [item for item in said(UPDATE, f"{TASK}{line}\n---\n") if item[0] == "KP009"]
    assert all("cannot be read from here on" not in item[1] for item in found)


def test_words_of_a_parser_that_nobody_foresaw_are_not_shown() -> None:
    from khacphuc.rules.kp0.kp009_yaml_syntax import explain
    from khacphuc.text.flaw import Flaw, Place

    said_of = explain(Flaw("yaml-syntax", Place(), ("flux compensator overheated", "x")))
    assert "flux" not in speaker("en")(said_of.message)


@pytest.mark.parametrize(
    ("name", "code", "part"),
    [
        (f"{CASE}/Kế hoạch.md", "KP016", "“ke-hoach.md”"),
        (f"{CASE}/.gitkeep", "KP016", "delete it if it is no document"),
        (f"{CASE}/con.md", "KP016", "“con-1.md”"),
        (f"{CASE}/{'a' * 90}.md", "KP016", "80 characters"),
        ("units/" + "a/" * 100 + "b.md", "KP016", "Shorten the names"),
        (f"{CASE}/note.md", "KP020", "conclusion.md, plan.md"),
        (f"{CASE}/2024-06-15-upate.md", "KP020", "“2024-06-15-update.md”"),
        (f"{CASE}/2024-06-15-tien-do.md", "KP020", "one of: update, extension"),
        (f"{CASE}/scan.pdf", "KP020", "Documents end in “.md”"),
        ("units/a/chi-bo.md", "KP020", "units/chi-bo.md"),
        ("plans/plan.md", "KP020", "plans/<unit>/<case>/plan.md"),
        (f"{CASE}/2024-06-31-update.md", "KP105", "has 30 days"),
    ],
)
def test_names(name: str, code: str, part: str) -> None:
    found, help_ = advice(name, b"x")
    assert found == code
    assert part in help_


def test_a_top_folder_that_is_a_file() -> None:
    class File(Memory, frozen=True):
        """``units`` is a file, as a work tree would list it."""

    from khacphuc.register.layout import slot_of
    from khacphuc.register.source import Entry
    from khacphuc.rules.kp0.kp020_misplaced_file import explain
    from khacphuc.text.flaw import Flaw

    flaw = slot_of(Entry("units"))
    assert isinstance(flaw, Flaw)
    assert "must be a folder" in speaker("en")(explain(flaw).message)


@pytest.mark.parametrize(
    ("lines", "code", "part"),
    [
        ("reslut: x", "KP101", "Did you mean “result”?"),
        ("kết_quả: x", "KP101", "Did you mean “result”?"),
        ("Kết quả: x", "KP101", "Did you mean “result”?"),
        ("expected by: 2024-09-01", "KP101", "Did you mean “promise”?"),
        ("kept_at: x", "KP101", "“kept_at” belongs below “evidence”"),
        (
            "evidence: [{title: Biên bản rà soát, đối chiếu công nợ}]",
            "KP101",
            "the whole text between quotation marks",
        ),
        ("wxyz: x", "KP101", "Keys that may stand here: task, unit, state"),
        ("evidence: 03-BB/CB", "KP103", "number, date, title"),
        ("percent: 79,44", "KP103", "79.44"),
        ("percent: nửa", "KP103", "in full units"),
        ("done_on: [2024-07-01]", "KP103", "year-month-day"),
        ("result: {a: b}", "KP103", "one text with a colon"),
        ("result: [a, b]", "KP103", "write “|” behind the key"),
        ("milestones: [N1.1, ]\n    evidence: [~]", "KP103", "delete the line"),
        ("state: doing", "KP104", "done (reported done)"),
        ("state: đang thực hiện", "KP104", "Did you mean in_progress (in progress)?"),
        ("state: inprogress", "KP104", "Did you mean in_progress (in progress)?"),
        ("done_on: 2024-06-31", "KP105", "has 30 days"),
        ("done_on: 2024-25-06", "KP105", "Write: 2024-06-25"),
        ("done_on: 31/02/2024", "KP105", "has 29 days"),
        ("done_on: 2024-99-99", "KP105", "such as 2024-06-05"),
        ("done_on: 0204-06-05", "KP105", "stands on the paper"),
        ("done_on: 01.7.2024", "KP106", "Write: 2024-07-01"),
        ("done_on: đầu tháng 7", "KP106", "Write the day that stands on the paper"),
        ("evidence: {number: 35}", "KP108", "such as 35/2024"),
        ("evidence: {number: số 35 – BB/CB}", "KP108", "Write: 35-BB/CB"),
        ("unit: Chi bộ Kế toán", "KP109", "chi-bo-ke-toan"),
        ("milestones: n1.1", "KP109", "N1.1"),
        ("evidence: {link: vanban.vn}", "KP109", "https://records.example.org/35"),
        ("progress: 6 trên 12 hồ sơ", "KP111", "Write: 6/12 hồ sơ"),
        ("progress: 6/12 hồ sơ, 3/4 máy", "KP111", "a slash"),
        ("progress: sáu", "KP111", "a slash"),
        ("percent: 13.515", "KP113", "13515"),
        ("evidence: {number: 35-ТВ/ÐU}", "KP018", "35-TB/ĐU"),
        ("unit: сhi-bо-ke-toan", "KP018", "chi-bo-ke-toan"),
        ("rеsult: x", "KP018", "again: result"),
        ("ｒesult: x", "KP018", "again: result"),
        ("жена: x", "KP018", "Vietnamese or Latin keyboard"),
    ],
)
def test_shape(lines: str, code: str, part: str) -> None:
    found, help_ = advice(UPDATE, f"{TASK}{lines}\n---\n")
    assert found == code
    assert part in help_


@pytest.mark.parametrize(
    ("old", "new", "code", "part"),
    [
        ("restricted", "", "", ""),
        ("kind: cell", "kind: cell\nrestricted: có", "KP103", "Write: true"),
        ("kind: cell", "kind: cell\nrestricted: Không", "KP103", "Write: false"),
        ("kind: cell", "kind: cell\nrestricted: maybe", "KP103", "true or false"),
        ("kind: cell", "kind: cell\nhead: Nguyễn Văn A", "KP109", "chi-bo-ke-toan/bi-thu"),
        ("name: Chi bộ Phòng Kế toán\n", "", "KP102", "name: Finance department"),
    ],
)
def test_units(old: str, new: str, code: str, part: str) -> None:
    path = "units/chi-bo-ke-toan.md"
    text = BASE[path].decode().replace("head: chi-bo-ke-toan/bi-thu\n", "").replace(old, new, 1)
    if code:
        found, help_ = advice(path, text)
        assert found == code
        assert part in help_


def test_what_a_message_quotes_can_do_no_harm() -> None:
    """Neither ends its line nor starts an escape, in any language."""
    text = f'{TASK}"a\\nb\\e[31m": x\n    state: "x\\n::error::y"\n---\n'
    for problem in problems(Memory({**BASE, UPDATE: text.encode()})):
        for language in ("vi", "en"):
            assert speaker(language)(problem.said.message).isprintable()
            assert speaker(language)(problem.said.help).isprintable()
