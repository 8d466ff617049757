"""Histories in which tasks take over what the notice demands: honestly, or so that nobody owes it any more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from tests.history.documents import Value, extension, record, task, update, verification
from tests.history.owed_register import (
    BEGIN,
    CASE,
    NOTICE,
    PLAN,
    SUBPLAN,
    History,
    Landing,
    Output,
    first,
    main_plan,
    monthly,
    notice,
    office,
    own_plan,
    second,
    tell,
)
from tests.history.repositories import Content

DUE = "2026-07-31"
QUARTERS: Value = {"every": "quarter", "from_": "2026-04-01", "until": "2026-12-31"}


def asked(**more: Value) -> str:
    """Return a notice that asks for a repayment, without a figure, and for a report each quarter."""
    once: dict[str, Value] = {"id": "YC1", "text": "Nộp lại tiền chi sai", "finding": "HC1", "due": DUE}
    again: dict[str, Value] = {"id": "YC2", "text": "Báo cáo hằng quý", "cycle": QUARTERS}
    return notice(requirements=[once | more, again])


def serving(
    name: str = "N6", due: str | None = DUE, *, what: Value = "YC1", **more: Value
) -> dict[str, Value]:
    return task(name, due, requirements=what, **({"lead": "cb"} | more))


def with_tasks(*tasks: Mapping[str, Value], **more: Value) -> str:
    return main_plan(first(), second(), monthly(), *tasks, **more)


def hung_on_second(*names: str) -> str:
    return main_plan(first(), second(requirements=list(names)), monthly())


def done(name: str, day: str) -> dict[str, Content]:
    return {f"{CASE}/{day}-update.md": update(day, "cb", **{name: "done"})}


def confirmed(name: str, day: str) -> dict[str, Content]:
    return {f"{CASE}/{day}-verification.md": verification(day, "ubkt", **{name: "confirmed"})}


ASKED: dict[str, Content] = BEGIN | {NOTICE: asked(), "units/to1.md": office("to1", parent="cb")}
MONEY: dict[str, Content] = ASKED | {NOTICE: asked(target={"money": 50000000})}
SECOND_OVER = (
    Landing("2026-05-30", done("N2", "2026-05-30")),
    Landing("2026-06-02", confirmed("N2", "2026-06-02")),
)
NO_MORE = (("owed_no_more", "YC1"),)


def history(
    *landings: Landing,
    told: str = "",
    trail: Sequence[tuple[str, str]] = (),
    begin: dict[str, Content] = ASKED,
) -> History:
    return History(landings, told, tuple(trail), begin)


ATTACKS = {
    "hung on a task that is confirmed": history(
        *SECOND_OVER, Landing("2026-09-10", {PLAN: hung_on_second("YC1")}, "KP619"), told="KP619", trail=NO_MORE
    ),
    "before its day has passed": history(
        *SECOND_OVER, Landing("2026-07-10", {PLAN: hung_on_second("YC1")}, "KP619"), told="KP619", trail=NO_MORE
    ),
    "hung on a task that is only reported done": history(
        SECOND_OVER[0], Landing("2026-09-10", {PLAN: hung_on_second("YC1")}, "KP619"), told="KP619", trail=NO_MORE
    ),
    "in the change that reports the task done": history(
        Landing("2026-05-30", done("N2", "2026-05-30") | {PLAN: hung_on_second("YC1")}, "KP619"),
        told="KP619",
        trail=NO_MORE,
    ),
    "with its figure, on a task that says none and is confirmed": history(
        *SECOND_OVER,
        Landing("2026-09-10", {PLAN: hung_on_second("YC1")}, "KP619"),
        told="KP619",
        trail=NO_MORE,
        begin=MONEY,
    ),
    "one part on a task that is over": history(
        *SECOND_OVER,
        Landing(
            "2026-09-10",
            {
                PLAN: main_plan(
                    first(),
                    second(requirements="YC1", parts=["YC1.2"]),
                    monthly(),
                    serving(parts=["YC1.1"]),
                )
            },
            "KP619",
        ),
        told="KP619",
        trail=NO_MORE,
        begin=ASKED
        | {
            NOTICE: asked(parts=[{"id": "YC1.1", "text": "Nộp lần đầu"}, {"id": "YC1.2", "text": "Nộp lần hai"}])
        },
    ),
    "a day of a cycle on an occurrence that is confirmed": history(
        Landing(
            "2026-06-24",
            {
                f"{CASE}/2026-06-24-update.md": record(
                    "update",
                    "2026-06-24",
                    by="cb",
                    tasks=[
                        {"task": "N3", "state": "done", "occurrence": f"2026-0{month}-25"} for month in range(2, 7)
                    ],
                )
            },
        ),
        Landing(
            "2026-07-20",
            {PLAN: main_plan(first(), second(), monthly() | {"requirements": "YC2"})},
            "KP619",
        ),
        told="KP619",
        trail=(("owed_no_more", "YC2"),),
    ),
    "overdue, given to a unit below": history(
        Landing("2026-09-10", {PLAN: with_tasks(serving(lead="to1"))}, "KP619"),
        told="KP619",
        trail=(("owed_by_another", "YC1"),),
    ),
    "overdue, given to each of several below": history(
        Landing("2026-09-10", {PLAN: with_tasks(serving(lead=None, for_each={"units": ["to1"]}))}, "KP619"),
        told="KP619",
        trail=(("owed_by_another", "YC1"),),
    ),
    "hung on a task that was let be later": history(
        Landing("2026-05-30", {f"{CASE}/2026-05-30-extension.md": extension(
            "2026-05-30", ("N1", "2026-06-30", "2026-12-20"), by="cb", decided_by="dang-uy",
            paper={"number": "31-CV/ĐU", "date": "2026-05-30"},
        )}),
        Landing("2026-08-10", {PLAN: main_plan(first() | {"requirements": "YC1"}, second(), monthly())}, "KP619"),
        told="KP619",
        trail=(("owed_later", "YC1"),),
    ),
}  # fmt: skip

HONEST = {
    "taken over by the first plan, by departments too": history(
        Landing("2026-02-01", {PLAN: with_tasks(serving(lead="to1"), serving("N7", None, what="YC2", recurrence=QUARTERS))}),
        Landing("2026-07-30", done("N6", "2026-07-30")),
        Landing("2026-08-05", confirmed("N6", "2026-08-05")),
        begin={path: text for path, text in ASKED.items() if path != PLAN},
    ),
    "the first plan entered with what was done by it": history(
        Landing(
            "2026-09-10",
            {PLAN: with_tasks(serving())} | done("N6", "2026-07-30") | confirmed("N6", "2026-08-05"),
        ),
        begin={path: text for path, text in ASKED.items() if path != PLAN},
    ),
    "named later under the task that is meant, before its day": history(
        Landing("2026-05-10", {PLAN: hung_on_second("YC1")}),
        Landing("2026-05-30", done("N2", "2026-05-30")),
        Landing("2026-06-02", confirmed("N2", "2026-06-02")),
    ),
    "given to a unit below before its day": history(
        Landing("2026-05-10", {PLAN: with_tasks(serving(lead="to1"))}),
    ),
    "a task for the figure of the notice": history(
        Landing("2026-05-10", {PLAN: with_tasks(serving(target={"money": 50000000}))}), begin=MONEY
    ),
    "without the figure it stays with the notice": history(
        Landing("2026-05-10", {PLAN: with_tasks(serving())}), begin=MONEY
    ),
    "a person's own plan": history(
        Landing("2026-05-10", {SUBPLAN: own_plan(serving(lead="cb/pho"))}),
    ),
    "reported by itself": history(Landing("2026-09-10", done("YC1", "2026-09-10"))),
    "hung on a task that was over, and taken back": history(
        *SECOND_OVER,
        Landing("2026-09-10", {PLAN: hung_on_second("YC1")}, "KP619"),
        Landing("2026-09-11", {PLAN: with_tasks()}),
    ),
    "hung on a task that was over, and then on one for it": history(
        *SECOND_OVER,
        Landing("2026-07-10", {PLAN: hung_on_second("YC1")}, "KP619"),
        Landing("2026-07-11", {PLAN: main_plan(first(), second(requirements="YC1"), monthly(), serving())}),
        Landing("2026-07-30", done("N6", "2026-07-30")),
    ),
    "hung on a task that was over, and confirmed for it": history(
        *SECOND_OVER,
        Landing("2026-07-10", {PLAN: hung_on_second("YC1")}, "KP619"),
        Landing("2026-07-20", confirmed("N2", "2026-07-20")),
    ),
    "a task for a supplement, written into the plan in time": history(
        Landing(
            "2026-06-12",
            {
                f"{CASE}/2026-06-12-supplement.md": record(
                    "supplement",
                    "2026-06-12",
                    by="dang-uy",
                    number="21-TB/ĐU",
                    addition_due="2026-07-01",
                    findings=[{"id": "HC3", "text": "Ba khoản chi thiếu chứng từ"}],
                )
            },
        ),
        Landing("2026-06-25", {PLAN: with_tasks(task("N9", DUE, findings="HC3", lead="cb"))}),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ATTACKS)
def test_a_demand_does_not_vanish_in_a_task(name: str, tmp_path: Path, capsys: Output) -> None:
    tell(ATTACKS[name], tmp_path / "so", capsys)


@pytest.mark.parametrize("name", HONEST)
def test_whoever_plans_for_a_demand_meets_no_error(name: str, tmp_path: Path, capsys: Output) -> None:
    tell(HONEST[name], tmp_path / "so", capsys)
