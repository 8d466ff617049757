"""Progress in money, area and decimals: read exactly by every rule that compares figures."""

from __future__ import annotations

import pytest

from khacphuc.text.message import speaker
from tests.rules.examples import BASE, CASE, UPDATE, problems_of

PLAN = f"{CASE}/plan.md"
HEAD = "---\ntype: update\ndate: {day}\nby: chi-bo-ke-toan\ntasks:\n  - task: N1\n    result: Thu thêm\n    {said}\n---\n"
ABOUT_FIGURES = {"KP111", "KP502", "KP503", "KP531", "KP532"}


def codes(target: str, *said: str) -> list[str]:
    """The rules about figures that speak of updates, a week apart, on a task with this target."""
    files = {
        PLAN: BASE[PLAN]
        .decode()
        .replace("      total: 12\n      unit: hồ sơ\n", f"      {target}\n")
        .encode()
    }
    for number, line in enumerate(said):
        day = f"2024-07-0{number + 1}"
        files[UPDATE.replace("2024-07-08", day)] = HEAD.format(day=day, said=line).encode()
    return [problem.code for problem in problems_of(files) if problem.code in ABOUT_FIGURES]


@pytest.mark.parametrize(
    ("target", "said", "expected"),
    [
        ('money: "120000000"', "progress: 50 triệu/120 triệu đồng", ""),
        ('money: "120000000"', "progress: 50.000.000/120.000.000", ""),
        ('money: "120000000"', "progress: 50 triệu/1,2 tỷ đồng", "KP532"),
        ('money: "120000000"', "progress: 6/12 hồ sơ", ""),
        ('area: "34000"', "progress: 1,2/3,4 ha", ""),
        ('area: "34000"', "progress: 1,2/3,5 ha", "KP532"),
        ("total: 19611", "progress: 13.515/19.611", ""),
        ("total: 19611", "progress: 13.515/19.612", "KP532"),
        ("total: 19611", 'progress: "68,9%"', ""),
        ("total: 19611", "progress: 19.612/19.611", "KP503"),
        ("total: 19611", "progress: 13.515/19.611\n    percent: 68.9", ""),
        ("total: 19611", "progress: 13.515/19.611\n    percent: 89", "KP502"),
        ("total: 19611", "progress: 13.515/19.611\n    state: done", "KP503"),
        ("total: 19611", "progress: 0,0/19.611\n    state: not_started", ""),
        ('money: "120000000"', "progress: 120/120 triệu đồng\n    state: done", ""),
        ("total: 12", "progress: nhiều", "KP111"),
    ],
)
def test_one_update(target: str, said: str, expected: str) -> None:
    assert codes(target, said) == expected.split()


@pytest.mark.parametrize(
    ("first", "then", "expected"),
    [
        ("progress: 50 triệu/120 triệu đồng", "progress: 60.000.000/120.000.000 đồng", ""),
        ("progress: 50 triệu/120 triệu đồng", "progress: 49.999.999/120.000.000 đồng", "KP531"),
        ("progress: 1,2/3,4 ha", "progress: 11.999/34.000 m2", "KP531"),
        ('progress: "68,9%"', 'progress: "68,8%"', "KP531"),
        ('progress: "68,9%"', "progress: 50/120 triệu đồng", ""),
    ],
)
def test_two_updates(first: str, then: str, expected: str) -> None:
    assert {*codes("total: 120000000", first, then)} - {"KP532"} == {*expected.split()}


def test_the_message_names_the_figures_as_written() -> None:
    files = {UPDATE: HEAD.format(day="2024-07-08", said="progress: 19.612/19.611").encode()}
    (found,) = [problem for problem in problems_of(files) if problem.code == "KP503"]
    assert "19.612/19.611" in speaker("vi")(found.said.message)
