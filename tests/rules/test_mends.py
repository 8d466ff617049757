"""A mend that is offered makes the document right and keeps every figure, or is not offered."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from khacphuc.register.source import Memory, Source
from khacphuc.rules.catalogue import rules
from khacphuc.rules.contract import Problem
from khacphuc.rules.mends import figures
from khacphuc.text.amounts import read_quantity
from khacphuc.text.message import speaker
from tests.rules.examples import BASE, CASE, MAKE, UPDATE, bad, problems

OFFERED = re.compile(r"\b(?:[Ww]rite|perhaps)(?: a list| digits alone)?: (.+)\Z")
BOTH = re.compile(r"For thousands write (.+); for a fraction write (.+)\Z")
MEANT = re.compile(r"Did you mean “(.+)”\?\Z")
LINE = re.compile(r"([a-z_]+): (.+)\Z")
PLAN = f"{CASE}/plan.md"
SPEAK = speaker("en")
NAME_OF_A_RULE = "KP215"
"""Where the code of a rule is proposed for its name."""
TOP = {"visibility"}
"""Keys of the document itself, which a rule may propose beside one below it."""


def offered(problem: Problem) -> list[str]:
    """The texts that a problem's help proposes to write, in full."""
    help_ = SPEAK(problem.said.help)
    if both := BOTH.search(help_):
        return list(both.groups())
    found = OFFERED.search(help_) or MEANT.search(help_)
    return [found[1]] if found else []


def mended(text: str, problem: Problem, proposal: str) -> tuple[str, str]:
    """The document with the proposal in it, and what stood in its place."""
    lines = text.splitlines(keepends=True)
    at = problem.place.line - 1
    named = LINE.match(proposal)
    if named is None:
        start = problem.place.column - 1
        stood = lines[at][start : start + problem.place.width]
        lines[at] = lines[at][:start] + proposal + lines[at][start + problem.place.width :]
        return "".join(lines), stood
    for index in (at, at - 1, at + 1, at + 2):
        if found := re.match(rf"(\s*(?:- )?){named[1]}: (.*)\n", lines[index]):
            lines[index] = f"{found[1]}{proposal}\n"
            # A recurrence in a block of its own gives way to one in braces.
            return "".join(lines), found[2]
    if (above := re.match(r"\s*", lines[at])) and (block := _block_of(lines, at, named[1])):
        lines[block[0] : block[1]] = [f"{block[2]}{proposal}\n"]
        return "".join(lines), ""
    deeper = lines[at].lstrip().startswith("- ") or lines[at].rstrip().endswith(":")
    indent = (above[0] if above else "") + ("  " if deeper else "")
    if named[1] in TOP:
        at, indent = 0, ""
    lines.insert(at + 1, f"{indent}{proposal}\n")
    return "".join(lines), ""


def _block_of(lines: list[str], at: int, key: str) -> tuple[int, int, str] | None:
    """The lines of a key that holds others, upwards from one of these."""
    for index in range(at, -1, -1):
        found = re.match(rf"(\s*){key}:\s*\n", lines[index])
        if found:
            end = index + 1
            while end < len(lines) and lines[end].startswith(found[1] + " "):
                end += 1
            return (index, end, found[1]) if at < end else None
    return None


def shown(problem: Problem, proposal: str) -> str:
    return f"{problem.code} {problem.path}: {SPEAK(problem.said.message)} → {proposal}"


def check_mends(source: Memory) -> Iterator[str]:
    """Apply each proposal by itself; yield each that was looked at."""
    before = problems(source)
    for problem in before:
        for proposal in offered(problem):
            text, stood = mended(source.read(problem.path).decode(), problem, proposal)
            after = problems(Memory({**source.files, problem.path: text.encode()}))
            said = shown(problem, proposal)
            assert len(after) < len(before), said
            assert {one.code for one in after} <= {one.code for one in before}, said
            if problem.code != NAME_OF_A_RULE and not _same(stood, proposal):
                assert not stood or LINE.match(proposal), said
                assert set(figures(proposal)) <= _figures_of(source), said
            yield said


def _figures_of(source: Memory) -> set[int]:
    """Every figure of a register: what is proposed may stand elsewhere in it."""
    texts = (data.decode("utf-8", "replace") for data in source.files.values())
    return {number for text in texts for number in figures(text)}


def _same(stood: str, proposal: str) -> bool:
    """Whether a proposal has the figures of what it replaces, or is the same amount in full digits."""
    if figures(stood) == figures(proposal) or sorted(figures(stood)) == sorted(figures(proposal)):
        return True
    amount, other = read_quantity(stood.strip("\"'")), read_quantity(proposal)
    if amount and other and amount.basic.value == other.value:
        return True
    bare = re.sub(r"[.,]", "", stood)
    return (
        bare == proposal
        or proposal == re.sub(",", ".", stood) + "0"
        or proposal == f"{stood}0"
        or _one(stood, proposal)
    )


def _one(stood: str, proposal: str) -> bool:
    """A small l among capitals is the figure that looks like it."""
    return stood.replace("l", "1") == proposal


@pytest.mark.parametrize("code", [rule.code for rule in rules() if rule.code not in MAKE])
def test_the_mends_of_the_examples_make_them_right(code: str) -> None:
    source: Source = bad(code)
    if type(source) is Memory:
        list(check_mends(source))


UPDATE_HEAD = "---\ntype: update\ndate: 2024-07-08\nby: chi-bo-ke-toan\ntasks:\n  - task: N1\n    state: in_progress\n    result: Đã lập 08 biên bản xác nhận\n"

WRITTEN = [
    # progress
    ("progress: 13.515/19.611", None),
    ("progress: 13515000000/19611000000", None),
    ("progress: 68,9%", None),
    ("progress: 1,2/3,4 ha", None),
    ("progress: 50 triệu/120 triệu đồng", None),
    ("progress: 13,515/19,611", []),
    ("progress: 6 trên 12", ["6/12"]),
    ("progress: 6 trong tổng số 12", ["6/12"]),
    ("progress: 6-12", []),
    ("progress: 6 of 12", ["6/12"]),
    ("progress: 3/12 và 2/4", []),
    ("progress: khoảng 6/12", []),
    ("progress: 2023-01", []),
    ("progress: đã xong", []),
    ("progress: 6/0", []),
    # numbers
    ('percent: "68,9"', ["68.9"]),
    ("percent: 68,9%", ["68.9"]),
    ("percent: 50 %", ["50"]),
    ("percent: 13,515", ["13515", "13.5150"]),
    ("percent: 1.2 ha", []),
    # ids
    ("milestones: N1.1, N1.1", ["[N1.1, N1.1]"]),
    ("milestones: Nl.1", ["N1.1"]),
    ("milestones: n1.1", ["N1.1"]),
    ("milestones: N 1.1", ["N1.1"]),
    ("milestones: N1 1", []),
    ("milestones: N9 9", []),
]


@pytest.mark.parametrize(("line", "expected"), WRITTEN)
def test_the_mends_of_an_update(line: str, expected: list[str] | None) -> None:
    text = f"{UPDATE_HEAD}    {line}\n---\n"
    source = Memory({**BASE, UPDATE: text.encode()})
    found = [problem for problem in problems(source) if problem.place.line == 9]
    proposals = [proposal for problem in found for proposal in offered(problem)]
    if expected is None:
        assert not [problem for problem in found if problem.code < "KP2"]
    else:
        assert found
        assert proposals == expected or (not expected and all(figures(one) for one in proposals))
        if line.startswith("progress: 13,515"):
            return  # one of two numbers at a time
    list(check_mends(source))


PLANNED = [
    ("findings: [HC1]", "findings: HC1, HC2", ["[HC1, HC2]"]),
    ("findings: [HC1]", "findings: HC1; HC2", ["[HC1, HC2]"]),
    ("findings: [HC1]", "findings: HC1 và HC2", ["[HC1, HC2]"]),
    ("findings: [HC1]", "findings: HC1, HC2, HC3, HC4", []),
    ("findings: [HC1]", "findings: HCl", ["HC1"]),
    ("findings: [HC1]", "findings: hc 1", ["HC1"]),
    ("findings: [HC1]", "findings: Hạn chế 1", []),
    ("lead: chi-bo-ke-toan", "lead: Chi bộ Kế toán", ["chi-bo-ke-toan"]),
    ("lead: chi-bo-ke-toan", "lead: Chi bộ 1", []),
    ("lead: chi-bo-ke-toan", "lead: chi-bo-ke-toan, cong-doan", None),
    ("total: 12", "total: 12 hồ sơ", []),
    ("total: 12", "total: 1.250", ["1250"]),
    ("total: 12", "money: 4,7 tỷ", ["4700000000"]),
    ("total: 12", "money: 120 triệu đồng", ["120000000"]),
    ("total: 12", "money: 1.234.567", ["1234567"]),
    ("total: 12", "money: 1.234.567,50 đồng", ["1234567.5"]),
    ("total: 12", "money: 13.515", ["13515", "13.5150"]),
    ("total: 12", "money: 13,515", ["13515", "13.5150"]),
    ("total: 12", "money: 50%", []),
    ("total: 12", "area: 1,2 ha", ["12000"]),
    ("total: 12", "area: 2.500 m2", []),
    ("total: 12", "area: 12,5", ["12.5"]),
    ("number: 12-KH/CB", "number: số 12 - KH/CB", ["12-KH/CB"]),
    ("number: 12-KH/CB", "number: 1 2-KH/CB", []),
    ("issued_on: 2024-06-05", "issued_on: 05/6/2024", ["2024-06-05"]),
    ("issued_on: 2024-06-05", "issued_on: 2024-05-06 10h", []),
]


@pytest.mark.parametrize(("old", "new", "expected"), PLANNED)
def test_the_mends_of_a_plan(old: str, new: str, expected: list[str] | None) -> None:
    text = BASE[PLAN].decode()
    assert old in text
    line = text[: text.index(old)].count("\n") + 1
    source = Memory({**BASE, PLAN: text.replace(old, new, 1).encode()})
    found = [problem for problem in problems(source) if problem.place.line == line and problem.code < "KP3"]
    assert found
    if expected is not None:
        assert [proposal for problem in found for proposal in offered(problem)] == expected
    for problem in found:
        for proposal in offered(problem):
            changed, _ = mended(source.read(PLAN).decode(), problem, proposal)
            after = problems(Memory({**source.files, PLAN: changed.encode()}))
            assert not [one for one in after if one.place.line == line and one.code < "KP3"], shown(
                problem, proposal
            )


def test_a_register_is_shown_its_own_units() -> None:
    text = BASE[PLAN].decode().replace("lead: chi-bo-ke-toan", "lead: Chi bộ 1", 1)
    files = BASE | {PLAN: text.encode()}
    (found,) = [problem for problem in problems(Memory(files)) if problem.code == "KP109"]
    assert "chi-bo-ke-toan" in SPEAK(found.said.help)


DEMANDED = [
    ("trong tháng 7/2024", "due: 2024-07-31"),
    ("trước ngày 31/12/2026", "due: 2026-12-31"),
    ("30 ngày kể từ ngày nhận được Thông báo này", "due: 2024-06-12"),
    ("ngày 25 hằng tháng", "cycle: {every: month, day: 25}"),
    ("mồng 10 và 25 hàng tháng đến hết năm 2024", "cycle: {every: month, day: [10, 25], until: 2024-12-31}"),
    ("15/6 và 15/12 hằng năm", "cycle: {every: year, day: [06-15, 12-15]}"),
    ("ngày làm việc cuối cùng của tháng", "cycle: {every: month, day: last_working_day}"),
    ("hai tháng một lần, ngày 25", "cycle: {every: month, interval: 2, day: 25}"),
    ("hằng tuần", "cycle: {every: week}"),
    ("by the 5th of each month", "cycle: {every: month, day: 5}"),
    ("trước ngày 05 tháng sau", None),
    ("31/02/2025", None),
    ("trong quý III, đầu quý IV năm nay", None),
    ("giai đoạn 2024 - 2026", None),
    ("đầu tháng 9/2024", None),
    ("trước mùa mưa năm 2024", None),
    ("thường xuyên", None),
    ("04/05/2027 or so", None),
    ("hằng ngày", None),
    ("mỗi tháng ba lần", None),
    ("trước ngày 3O/9/2024", None),
    ("31/12/2026; 30/6/2025", "due: 2026-12-31"),
]


@pytest.mark.parametrize(("text", "expected"), DEMANDED)
def test_the_mends_of_a_demand_in_words(text: str, expected: str | None) -> None:
    path = f"{CASE}/conclusion.md"
    demand = f"  - id: YC9\n    text: Báo cáo\n    kind: report\n    due_text: {text}\n"
    body = BASE[path].decode()
    assert body.count("requirements:\n") == 1
    source = Memory({**BASE, path: body.replace("requirements:\n", f"requirements:\n{demand}").encode()})
    found = [problem for problem in problems(source) if problem.code in ("KP107", "KP356", "KP357")]
    assert len(found) == 1, "words alone are told once"
    proposals = [proposal for problem in found for proposal in offered(problem)]
    assert proposals == ([expected] if expected else [])
    for proposal in proposals:
        changed, _ = mended(source.read(path).decode(), found[0], proposal)
        after = problems(Memory({**source.files, path: changed.encode()}))
        assert not [one for one in after if one.code < "KP2" or one.code in ("KP356", "KP357")]
