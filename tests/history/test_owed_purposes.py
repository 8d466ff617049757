"""Histories in which something is owed for other findings, or under another id, than it was promised for."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.history.documents import Value, milestone, record, task
from tests.history.owed_register import (
    BEGIN,
    CASE,
    NOTICE,
    PLAN,
    SUBPLAN,
    History,
    Landing,
    Output,
    main_plan,
    notice,
    own_plan,
    tell,
)
from tests.history.repositories import Content

FILES = {"content": "Lập hồ sơ của 12 tài sản", "product": "12 bộ hồ sơ"}
RULES = {"content": "Sửa đổi Quy chế chi tiêu", "product": "Quyết định ban hành Quy chế"}
LEDGERS = {"content": "Đối chiếu sổ tài sản hằng tháng", "product": "Biên bản đối chiếu từng tháng"}
ADVANCES = {"content": "Đối chiếu công nợ tạm ứng hằng tháng", "product": "Biên bản đối chiếu từng tháng"}
CYCLE: dict[str, Value] = {"every": "month", "day": 25, "from_": "2026-02-01", "until": "2026-08-31"}

Task = dict[str, Value]


def files(name: str = "N1", findings: Value = "HC1", due: str = "2026-06-30", **more: Value) -> Task:
    return task(name, due, findings=findings, lead="cb", **{**FILES, **more})


def rules(name: str = "N2", findings: Value = "HC2", due: str = "2026-06-30", **more: Value) -> Task:
    return task(name, due, findings=findings, lead="cb", **{**RULES, **more})


def again(name: str, words: dict[str, str]) -> Task:
    return task(name, None, lead="cb", recurrence=CYCLE, **words)


def steps(first: str, second: str, *, half: str = "N1.1", whole: str = "N1.2") -> Task:
    """Return a task of two steps, half of the files and all of them, due on two days."""
    texts = {half: "Xong 6/12 hồ sơ", whole: "Xong 12/12 hồ sơ có hóa đơn"}
    return files(
        milestones=[
            milestone(name, day, text=texts[name])
            for name, day in sorted({half: first, whole: second}.items())
        ]
    )


def step(target: str) -> dict[str, Value]:
    return milestone("N1.1", "2026-03-31", text="Xong đợt một có biên bản", target=target)


def planned(*tasks: Task, **more: Value) -> dict[str, Content]:
    return {PLAN: main_plan(*tasks, **more)}


HALVES: list[Value] = [{"id": "HC2.1", "text": "Một"}, {"id": "HC2.2", "text": "Hai"}]
PARTS: dict[str, Value] = {"id": "HC2", "text": "Hai", "parts": HALVES}
TWO: dict[str, Content] = BEGIN | {NOTICE: notice("HC1", "HC2")} | planned(files(), rules())
DONE: dict[str, Content] = {
    f"{CASE}/2026-06-20-update.md": record(
        "update",
        "2026-06-20",
        by="cb",
        tasks=[{"task": "N1", "state": "done", "done_on": "2026-06-20", "progress": "12/12"}],
    ),
    f"{CASE}/2026-06-25-verification.md": record(
        "verification",
        "2026-06-25",
        by="ubkt",
        tasks=[{"task": "N1", "outcome": "confirmed", "gone": "true"}],
    ),
}
HALF: dict[str, Content] = {
    f"{CASE}/2026-03-20-extension.md": record(
        "extension",
        "2026-03-20",
        by="cb",
        tasks=[{"task": "N1", "milestone": "N1.1", "from": "2026-03-31", "to": "2026-06-15"}],
        reason="Chờ hóa đơn bản gốc",
        outcome="approved",
        decided_by="dang-uy",
        paper={"number": "31-CV/ĐU", "date": "2026-03-20"},
    )
}
REPORTED: dict[str, Content] = {
    f"{CASE}/2026-0{month}-20-update.md": record(
        "update",
        f"2026-0{month}-20",
        by="cb",
        tasks=[
            {
                "task": "N3",
                "occurrence": f"2026-0{month}-25",
                "state": "done",
                "done_on": f"2026-0{month}-20",
            }
        ],
    )
    for month in (2, 3, 4)
}
BOTH = ["HC1", "HC2"]

STORIES = {
    "a finding handed to what had ended, in two steps": History(
        [
            Landing("2026-07-10", planned(files(findings=BOTH), rules())),
            Landing(
                "2026-07-12", planned(files(findings=BOTH), rules(findings=None, requirements="YC2")), "KP619"
            ),
        ],
        "KP619",
        (("owed_less", "N2"),),
        TWO | DONE,
    ),
    "findings exchanged": History(
        [Landing("2026-07-10", planned(files(findings="HC2"), rules(findings="HC1")), "KP619")],
        "KP619",
        begin=TWO | DONE,
    ),
    "findings exchanged, and back": History(
        [
            Landing("2026-07-10", planned(files(findings="HC2"), rules(findings="HC1")), "KP619"),
            Landing("2026-07-11", planned(files(), rules())),
        ],
        "",
        begin=TWO | DONE,
    ),
    "findings exchanged, put back and exchanged again": History(
        [
            Landing("2026-07-10", planned(files(findings="HC2"), rules(findings="HC1")), "KP619"),
            Landing("2026-07-11", planned(files(), rules())),
            Landing("2026-07-12", planned(files(findings="HC2"), rules(findings="HC1")), "KP619"),
        ],
        "KP619",
        begin=TWO | DONE,
    ),
    "contents exchanged, and back": History(
        [
            Landing("2026-07-10", planned(files(**RULES), rules(**FILES)), "KP619"),
            Landing("2026-07-11", planned(files(), rules())),
        ],
        "",
        begin=TWO | DONE,
    ),
    "ids of open tasks exchanged with all that belongs to them": History(
        [Landing("2026-03-01", planned(files("N2"), rules("N1")))], "", begin=TWO
    ),
    "and one of them made smaller on the way": History(
        [Landing("2026-03-01", planned(files("N2", product="6 bộ hồ sơ"), rules("N1")), "KP619")],
        "KP619",
        begin=TWO,
    ),
    "parts of a finding exchanged": History(
        [
            Landing(
                "2026-07-10",
                planned(files(findings="HC2", parts="HC2.2"), rules(parts="HC2.1")),
                "KP619",
            )
        ],
        "KP619",
        begin=TWO
        | {NOTICE: notice("HC1", PARTS)}
        | planned(files(findings="HC2", parts="HC2.1"), rules(parts="HC2.2")),
    ),
    "a finding without a task, served by what had ended": History(
        [Landing("2026-07-10", planned(files(findings=BOTH)), "KP619")],
        "KP619",
        (("owed_no_more", "HC2"),),
        TWO | planned(files()) | DONE,
    ),
    "and verified anew by the follower": History(
        [
            Landing("2026-07-10", planned(files(findings=BOTH)), "KP619"),
            Landing(
                "2026-07-20",
                {
                    f"{CASE}/2026-07-20-verification.md": record(
                        "verification",
                        "2026-07-20",
                        by="ubkt",
                        tasks=[{"task": "N1", "outcome": "confirmed"}],
                    )
                },
            ),
        ],
        "",
        begin=TWO | planned(files()) | DONE,
    ),
    "a monthly task that serves nothing any more": History(
        [Landing("2026-05-10", planned(files(), again("N3", LEDGERS) | {"findings": None}), "KP619")],
        "KP619",
        begin=BEGIN | planned(files(), again("N3", LEDGERS)),
    ),
    "a finding left to a later task": History(
        [Landing("2026-03-01", planned(files(), rules(due="2026-09-30")), "KP619")],
        "KP619",
        begin=TWO | planned(files(findings=BOTH)),
    ),
    "a task split": History(
        [Landing("2026-03-01", planned(files(), rules()))], "", begin=TWO | planned(files(findings=BOTH))
    ),
    "a finding added to an open task": History(
        [Landing("2026-03-01", planned(files(findings=BOTH), rules()))], "", begin=TWO
    ),
    # ------------------------------------------------------------------------------- under another id
    "the ids of two steps exchanged": History(
        [
            Landing(
                "2026-04-10", planned(steps("2026-03-31", "2026-03-31", half="N1.2", whole="N1.1")), "KP619"
            )
        ],
        "KP619",
        (("owed_less", "N1/N1.2"),),
        BEGIN | planned(steps("2026-03-31", "2026-03-31")) | HALF,
    ),
    "the ids of two steps exchanged with their days": History(
        [Landing("2026-03-01", planned(steps("2026-03-31", "2026-03-31", half="N1.2", whole="N1.1")))],
        "",
        begin=BEGIN | planned(steps("2026-03-31", "2026-03-31")),
    ),
    "the ids of two monthly tasks exchanged": History(
        [Landing("2026-07-10", planned(again("N4", ADVANCES), again("N3", LEDGERS)), "KP619")],
        "KP619",
        (("owed_less", "N4"),),
        BEGIN | planned(again("N3", ADVANCES), again("N4", LEDGERS)) | REPORTED,
    ),
    "the same across two plans": History(
        [
            Landing(
                "2026-07-10",
                planned(again("N3", LEDGERS)) | {SUBPLAN: own_plan(again("N4", ADVANCES))},
                "KP619",
            )
        ],
        "KP619",
        begin=BEGIN | planned(again("N3", ADVANCES)) | {SUBPLAN: own_plan(again("N4", LEDGERS))} | REPORTED,
    ),
    "the ids of two tasks exchanged, and back": History(
        [
            Landing("2026-07-10", planned(again("N4", ADVANCES), again("N3", LEDGERS)), "KP619"),
            Landing("2026-07-11", planned(again("N3", ADVANCES), again("N4", LEDGERS))),
        ],
        "",
        begin=BEGIN | planned(again("N3", ADVANCES), again("N4", LEDGERS)) | REPORTED,
    ),
    "two tasks in another order": History(
        [Landing("2026-07-10", planned(again("N4", LEDGERS), again("N3", ADVANCES)))],
        "",
        begin=BEGIN | planned(again("N3", ADVANCES), again("N4", LEDGERS)) | REPORTED,
    ),
    # ------------------------------------------------------------------------------- how far a step goes
    **{
        f"a step as far as {now}": History(
            [Landing("2026-04-10", planned(files(milestones=[step(now)])), code)],
            code,
            begin=BEGIN | planned(files(milestones=[step("6/12")])),
        )
        for now, code in (("1/12", "KP619"), ("5%", "KP619"), ("6/120", "KP619"), ("8/12", ""), ("50%", ""))
    },
}


@pytest.mark.parametrize("name", STORIES)
def test_what_is_owed_for_something_else_is_told(name: str, tmp_path: Path, capsys: Output) -> None:
    tell(STORIES[name], tmp_path / "r", capsys)
