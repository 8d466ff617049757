"""Histories in which something arrives later than it says, is put off by other people's words, or is put back."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.history.documents import Value, policy, record
from tests.history.owed_register import (
    CASE,
    EXTENSION,
    LAST,
    PLAN,
    TWO_CELLS,
    History,
    Landing,
    Output,
    errors,
    first,
    granted,
    later_plan,
    main_plan,
    monthly,
    second,
    tell,
)
from tests.history.repositories import Content
from tests.history.test_owed_by_whom import ISSUING, KNOWN, OWING, POLICY, done

FOLLOWING = "pho@ubkt.vn"
DONE = f"{CASE}/2026-08-10-update.md"
VERDICT = f"{CASE}/2026-08-15-verification.md"
BACK = f"{CASE}/2026-08-12-update.md"
REPORTED = f"{CASE}/2026-06-28-update.md"


def verdict(day: str, task: str = "N1", **more: Value) -> str:
    said: dict[str, Value] = {"task": task, "outcome": "confirmed"} | more
    return record("verification", day, by="ubkt", tasks=[said])


def word(day: str, state: str, task: str = "N1", **more: Value) -> str:
    paper = {"number": "5-QĐ/CB", "date": day}
    said: dict[str, Value] = {"task": task, "state": state, "reason": "Tài sản đã thanh lý", "paper": paper}
    return record("update", day, by="cb", tasks=[said | more])


def monthly_done(day: str, occurrence: str, on: str) -> str:
    said: dict[str, Value] = {"task": "N3", "state": "done", "occurrence": occurrence, "done_on": on}
    return record("update", day, by="cb", tasks=[said | {"evidence": [{"number": "6-BB/CB", "date": on}]}])


LATE: dict[str, Content] = {DONE: done("2026-08-10")}
CONFIRMED = [
    Landing("2026-08-10", LATE, "", OWING),
    Landing("2026-08-15", {VERDICT: verdict("2026-08-15")}, "", FOLLOWING),
]
FEBRUARY, MARCH = f"{CASE}/2026-02-24-update.md", f"{CASE}/2026-05-08-update.md"
WAITING = f"{CASE}/2026-05-12-update.md"
ALL_REPORTED = [
    Landing("2026-02-24", {FEBRUARY: monthly_done("2026-02-24", "2026-02-25", "2026-02-24")}, "", OWING),
    Landing(
        "2026-05-10",
        {f"{CASE}/2026-05-10-verification.md": verdict("2026-05-10", "N3", all_reported="true")},
        "",
        FOLLOWING,
    ),
]
IN_TIME = Landing("2026-06-28", {REPORTED: done("2026-06-28")}, "", OWING)
TWENTY_DAYS: dict[str, Content] = KNOWN | {POLICY: policy(days={"make_plan": 30, "verify": 15})}
CHECKED = {"effectiveness_due": "2026-09-01", "gone": "true"}
REDATED: dict[str, Content] = {REPORTED: None, DONE: done("2026-08-10", "2026-06-28")}

STORIES = {
    # -------------------------------------------------------------------- a verification agrees to what it has seen
    "given up before the verification of what was done late": History(
        [*CONFIRMED, Landing("2026-08-20", {BACK: word("2026-08-12", "not_pursued")}, "KP622", OWING)],
        "KP622",
        (("lateness_gone", "N1"),),
        KNOWN,
    ),
    "paused before the verification of what was done late": History(
        [*CONFIRMED, Landing("2026-08-20", {BACK: word("2026-08-12", "paused")}, "KP622", OWING)],
        "KP622",
        begin=KNOWN,
    ),
    "given up on the day of the verification": History(
        [
            *CONFIRMED,
            Landing(
                "2026-08-15",
                {f"{CASE}/2026-08-15-update.md": word("2026-08-15", "not_pursued")},
                "KP622",
                OWING,
            ),
        ],
        "KP622",
        begin=KNOWN,
    ),
    "a request put back before the verification": History(
        [
            *CONFIRMED,
            Landing(
                "2026-08-20", {f"{CASE}/2026-08-20-update.md": word("2026-08-20", "not_pursued")}, "", OWING
            ),
            Landing(
                "2026-08-21",
                {f"{CASE}/2026-08-20-update.md": None, BACK: word("2026-08-12", "not_pursued")},
                "KP619",
                OWING,
            ),
        ],
        "KP619",
        begin=KNOWN,
    ),
    "given up in time before its verification": History(
        [
            IN_TIME,
            Landing(
                "2026-07-02", {f"{CASE}/2026-07-02-verification.md": verdict("2026-07-02")}, "", FOLLOWING
            ),
            Landing(
                "2026-07-05",
                {f"{CASE}/2026-07-01-update.md": word("2026-07-01", "not_pursued")},
                "KP622",
                OWING,
            ),
        ],
        "KP622",
        begin=KNOWN,
    ),
    "given up, and the follower agrees since": History(
        [
            *CONFIRMED,
            Landing("2026-08-20", {BACK: word("2026-08-12", "not_pursued")}, "KP622", OWING),
            Landing(
                "2026-08-25", {f"{CASE}/2026-08-25-verification.md": verdict("2026-08-25")}, "", FOLLOWING
            ),
        ],
        "",
        begin=KNOWN,
    ),
    "given up after the verification, and agreed to": History(
        [
            *CONFIRMED,
            Landing(
                "2026-08-20", {f"{CASE}/2026-08-20-update.md": word("2026-08-20", "not_pursued")}, "", OWING
            ),
            Landing(
                "2026-08-25", {f"{CASE}/2026-08-25-verification.md": verdict("2026-08-25")}, "", FOLLOWING
            ),
        ],
        "",
        begin=KNOWN,
    ),
    "an older request that what was done has overtaken": History(
        [
            *CONFIRMED,
            Landing(
                "2026-08-20", {f"{CASE}/2026-08-09-update.md": word("2026-08-09", "not_pursued")}, "", OWING
            ),
        ],
        "",
        begin=KNOWN,
    ),
    "an occurrence done late and reported before all that was verified": History(
        [
            *ALL_REPORTED,
            Landing(
                "2026-05-12", {MARCH: monthly_done("2026-05-08", "2026-03-25", "2026-05-08")}, "KP619", OWING
            ),
        ],
        "KP619",
        (("owed_no_more", "N3"),),
        KNOWN,
    ),
    "an occurrence overdue for long and reported so": History(
        [
            *ALL_REPORTED,
            Landing(
                "2026-05-20",
                {f"{CASE}/2026-03-24-update.md": monthly_done("2026-03-24", "2026-03-25", "2026-03-24")},
                "KP619",
                OWING,
            ),
        ],
        "KP619",
        begin=KNOWN,
    ),
    "a report that waits, put back before all that was verified": History(
        [
            *ALL_REPORTED,
            Landing(
                "2026-05-12", {WAITING: monthly_done("2026-05-12", "2026-03-25", "2026-05-08")}, "", OWING
            ),
            Landing(
                "2026-05-13",
                {WAITING: None, MARCH: monthly_done("2026-05-08", "2026-03-25", "2026-05-08")},
                "KP619",
                OWING,
            ),
        ],
        "KP619",
        begin=KNOWN,
    ),
    "an occurrence put into what had been verified": History(
        [
            *ALL_REPORTED,
            Landing(
                "2026-05-12",
                {
                    FEBRUARY: monthly_done("2026-02-24", "2026-02-25", "2026-02-24").replace(
                        "tasks:\n",
                        "tasks:\n  - {task: N3, state: done, occurrence: 2026-03-25, done_on: 2026-05-08}\n",
                    )
                },
                "KP619",
                OWING,
            ),
        ],
        "KP619",
        begin=KNOWN,
    ),
    "an occurrence reported so, and verified since": History(
        [
            *ALL_REPORTED,
            Landing(
                "2026-05-12", {MARCH: monthly_done("2026-05-08", "2026-03-25", "2026-05-08")}, "KP619", OWING
            ),
            Landing(
                "2026-05-15",
                {
                    f"{CASE}/2026-05-15-verification.md": verdict(
                        "2026-05-15", "N3", occurrences=["2026-03-25"]
                    )
                },
                "",
                FOLLOWING,
            ),
        ],
        "",
        begin=KNOWN,
    ),
    "an update of what the follower has confirmed meanwhile": History(
        [
            Landing("2026-08-15", {VERDICT: verdict("2026-08-15")}, "", FOLLOWING),
            Landing("2026-08-18", {BACK: done("2026-08-12")}, "", OWING),
        ],
        "",
        begin=KNOWN,
    ),
    # -------------------------------------------------------------------- an extension that is no longer there
    "an extension taken out after the plan has its day": History(
        [
            Landing("2026-05-01", {EXTENSION: granted("2026-09-30")}, "", ISSUING),
            Landing("2026-05-10", {PLAN: later_plan()}, "", OWING),
            Landing("2026-07-10", {EXTENSION: None}, "KP602", ISSUING),
        ],
        "KP602",
        (("deadline_later", "N1"), ("deadline_later", "N1")),
        KNOWN,
    ),
    "an extension refused after the plan has its day": History(
        [
            Landing("2026-05-01", {EXTENSION: granted("2026-09-30")}, "", ISSUING),
            Landing("2026-05-10", {PLAN: later_plan()}, "", OWING),
            Landing(
                "2026-06-10",
                {EXTENSION: granted("2026-09-30").replace("approved", "refused")},
                "KP601",
                ISSUING,
            ),
        ],
        "KP601",
        begin=KNOWN,
    ),
    "an extension taken out and put back": History(
        [
            Landing("2026-05-01", {EXTENSION: granted("2026-09-30")}, "", ISSUING),
            Landing("2026-05-10", {PLAN: later_plan()}, "", OWING),
            Landing("2026-07-10", {EXTENSION: None}, "KP602", ISSUING),
            Landing("2026-07-11", {EXTENSION: granted("2026-09-30")}, "", ISSUING),
        ],
        "",
        begin=KNOWN,
    ),
    "an extension taken out, and the plan written back": History(
        [
            Landing("2026-05-01", {EXTENSION: granted("2026-09-30")}, "", ISSUING),
            Landing("2026-05-10", {PLAN: later_plan()}, "", OWING),
            Landing("2026-06-10", {EXTENSION: None}, "KP601", ISSUING),
            Landing("2026-06-11", {PLAN: main_plan(first(), second(), monthly())}, "", OWING),
        ],
        "",
        begin=KNOWN,
    ),
    # -------------------------------------------------------------------- what the follower owes
    "an overdue verification put off by the debtor": History(
        [IN_TIME, Landing("2026-08-10", REDATED, "KP619", OWING)],
        "KP619",
        (("owed_later", "N1"),),
        TWENTY_DAYS,
    ),
    "a report taken out, and put back with a later day": History(
        [
            IN_TIME,
            Landing("2026-06-29", {REPORTED: None}, "", OWING),
            Landing("2026-08-10", {DONE: done("2026-08-10", "2026-06-28")}, "KP619", OWING),
        ],
        "KP619",
        begin=TWENTY_DAYS,
    ),
    "a report taken out by mistake, and put back": History(
        [
            IN_TIME,
            Landing("2026-08-10", {REPORTED: None}, "KP619", OWING),
            Landing("2026-08-11", {REPORTED: done("2026-06-28")}, "", OWING),
        ],
        "",
        begin=TWENTY_DAYS,
    ),
    "a report taken out, and the work done since": History(
        [
            IN_TIME,
            Landing("2026-06-29", {REPORTED: None}, "", OWING),
            Landing("2026-08-10", {DONE: done("2026-08-10")}, "", OWING),
        ],
        "",
        begin=TWENTY_DAYS,
    ),
    "a check of effect put off by whoever owes it": History(
        [
            IN_TIME,
            Landing(
                "2026-07-05",
                {f"{CASE}/2026-07-05-verification.md": verdict("2026-07-05", **CHECKED)},
                "",
                FOLLOWING,
            ),
            Landing(
                "2026-09-20",
                {
                    f"{CASE}/2026-07-05-verification.md": verdict(
                        "2026-07-05", **CHECKED | {"effectiveness_due": "2027-09-01"}
                    )
                },
                "KP619",
                FOLLOWING,
            ),
        ],
        "KP619",
        begin=KNOWN,
    ),
    "a check of effect brought forward": History(
        [
            IN_TIME,
            Landing(
                "2026-07-05",
                {f"{CASE}/2026-07-05-verification.md": verdict("2026-07-05", "N1", **CHECKED)},
                "",
                FOLLOWING,
            ),
            Landing(
                "2026-07-06",
                {
                    f"{CASE}/2026-07-05-verification.md": verdict(
                        "2026-07-05", "N1", **CHECKED | {"effectiveness_due": "2026-08-01"}
                    )
                },
                "",
                FOLLOWING,
            ),
        ],
        "",
        begin=KNOWN,
    ),
    # -------------------------------------------------------------------- what stood first
    "a slip after the deadline, taken back": History(
        [
            IN_TIME,
            Landing("2026-07-05", {REPORTED: done("2026-06-28", "2026-07-02")}, "", OWING),
            Landing("2026-07-06", {REPORTED: done("2026-06-28")}, "", OWING),
        ],
        "",
        (("lateness_gone", "N1"),),
        KNOWN,
    ),
    "an earlier day in an update that came back": History(
        [
            Landing("2026-07-05", {DONE: done("2026-07-05")}, "", OWING),
            Landing("2026-07-06", {DONE: None}, "", OWING),
            Landing("2026-07-07", {DONE: done("2026-07-05", "2026-06-28")}, "KP622", OWING),
            Landing("2026-07-08", {DONE: done("2026-07-05")}, "", OWING),
            Landing("2026-07-09", {DONE: done("2026-07-05", "2026-06-28")}, "KP622", OWING),
        ],
        "KP622",
        begin=KNOWN,
    ),
    "one of two cells, and back": History(
        [
            Landing(
                "2026-05-20",
                {
                    f"{CASE}/2026-05-20-update.md": word(
                        "2026-05-20", "done", "N2", unit="cb2", done_on="2026-05-20"
                    ).replace("by: cb", "by: cb2")
                },
            ),
            Landing(
                "2026-06-20",
                {
                    f"{CASE}/2026-05-20-update.md": word(
                        "2026-05-20", "done", "N2", unit="cb", done_on="2026-05-20"
                    )
                },
                "KP622",
            ),
            Landing(
                "2026-06-21",
                {
                    f"{CASE}/2026-05-20-update.md": word(
                        "2026-05-20", "done", "N2", unit="cb2", done_on="2026-05-20"
                    ).replace("by: cb", "by: cb2")
                },
            ),
        ],
        "",
        begin=KNOWN | TWO_CELLS,
    ),
}


@pytest.mark.parametrize("name", STORIES)
def test_what_arrives_later_than_it_says_is_told(name: str, tmp_path: Path, capsys: Output) -> None:
    tell(STORIES[name], tmp_path / "so", capsys)


ASKED = {
    "told long after the deadline": (
        [Landing("2026-08-10", {DONE: done("2026-08-10", "2026-06-28")}, "", OWING)],
        "KP627",
    ),
    "told a few days after the deadline": (
        [
            Landing(
                "2026-07-06", {f"{CASE}/2026-07-06-update.md": done("2026-07-06", "2026-06-30")}, "", OWING
            )
        ],
        "",
    ),
    "done late and told later": (
        [Landing("2026-08-10", {DONE: done("2026-08-10", "2026-07-20")}, "", OWING)],
        "",
    ),
    "a step told long after its deadline": (
        [
            Landing(
                "2026-05-10",
                {
                    f"{CASE}/2026-05-10-update.md": word(
                        "2026-05-10", "in_progress", milestones=["N1.1"], done_on="2026-03-30"
                    )
                },
                "",
                OWING,
            )
        ],
        "KP627",
    ),
    "another day of completion before the verification": (
        [
            IN_TIME,
            Landing(
                "2026-07-02", {f"{CASE}/2026-07-02-verification.md": verdict("2026-07-02")}, "", FOLLOWING
            ),
            Landing(
                "2026-07-05", {f"{CASE}/2026-07-01-update.md": done("2026-07-01", "2026-06-29")}, "", OWING
            ),
        ],
        "KP632",
    ),
    "and verified since": (
        [
            IN_TIME,
            Landing(
                "2026-07-02", {f"{CASE}/2026-07-02-verification.md": verdict("2026-07-02")}, "", FOLLOWING
            ),
            Landing(
                "2026-07-05", {f"{CASE}/2026-07-01-update.md": done("2026-07-01", "2026-06-29")}, "", OWING
            ),
            Landing(
                "2026-07-06", {f"{CASE}/2026-07-06-verification.md": verdict("2026-07-06")}, "", FOLLOWING
            ),
        ],
        "",
    ),
    "an occurrence in time, entered some days late": (
        [
            *ALL_REPORTED,
            Landing(
                "2026-05-12",
                {f"{CASE}/2026-05-09-update.md": monthly_done("2026-05-09", "2026-05-25", "2026-05-09")},
                "",
                OWING,
            ),
        ],
        "KP632",
    ),
}


@pytest.mark.parametrize("name", ASKED)
def test_what_may_be_honest_is_asked(name: str, tmp_path: Path, capsys: Output) -> None:
    landings, asked = ASKED[name]
    tell(History(landings, "", begin=KNOWN), tmp_path / "so", capsys)
    assert errors(capsys, tmp_path / "so", LAST, severity="question") == asked


@pytest.mark.parametrize(
    "denial",
    [{"outcome": "rejected"}, {"effectiveness": "not_effective", "outcome": None}],
    ids=("rejected", "without effect"),
)
@pytest.mark.parametrize("on", ["2026-06-28", "2026-06-29"])
def test_a_day_before_the_task_was_sent_back_is_asked_about(
    denial: dict[str, Value], on: str, tmp_path: Path, capsys: Output
) -> None:
    sent_back = {key: value for key, value in ({"gone": "false"} | denial).items() if value}
    landings = [
        IN_TIME,
        Landing(
            "2026-07-05",
            {f"{CASE}/2026-07-05-verification.md": verdict("2026-07-05", "N1", **sent_back)},
            "",
            FOLLOWING,
        ),
        Landing("2026-08-10", {DONE: done("2026-08-10", on)}, "", OWING),
    ]
    tell(History(landings, "", begin=KNOWN), tmp_path / "so", capsys)
    assert "KP537" in errors(capsys, tmp_path / "so", LAST, severity="question", family="KP5")
