"""Histories in which papers of a case are rewritten, repeated or added so that less is owed, or less late; and honest ones."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.history.documents import Value, policy, record
from tests.history.owed_register import (
    BEGIN,
    CASE,
    NOTICE,
    PLAN,
    SUBPLAN,
    USUAL,
    History,
    Landing,
    Output,
    granted,
    known,
    main_plan,
    notice,
    own_plan,
    second,
    tell,
)
from tests.history.repositories import Content

OWING, ISSUING, FOLLOWING, STRANGER = "pho@cb.vn", "pho@dang-uy.vn", "pho@ubkt.vn", "x@ai-do.vn"
KNOWN: dict[str, Content] = BEGIN | {
    "units/dang-uy.md": known("dang-uy", "committee", commission="ubkt"),
    "units/ubkt.md": known("ubkt", "commission"),
    "units/cb.md": known("cb"),
}
SUPPLEMENT, CORRECTION = f"{CASE}/2026-03-02-supplement.md", f"{CASE}/2026-03-10-correction.md"
REMINDER, AGAIN = f"{CASE}/2026-03-02-reminder.md", f"{CASE}/2026-03-02-reminder-2.md"
Fields = dict[str, Value]


def supplement(due: str = "2026-04-30", findings: Sequence[str] = ("HC8", "HC9"), /, **more: Value) -> str:
    demanded: Fields = {"id": "YC7", "text": "Bổ sung chứng từ", "finding": "HC8", "due": due}
    return record(
        "supplement",
        "2026-03-02",
        by="dang-uy",
        number="21-TB/ĐU",
        addition_due="2026-12-20",
        findings=[{"id": one, "text": "3 khoản chi chưa có chứng từ"} for one in findings],
        requirements=[demanded | more],
    )


def correction(**change: Value) -> str:
    named: Fields = {"requirement": "YC7", "reason": "Chờ kho bạc"}
    return record("correction", "2026-03-10", by="dang-uy", number="25-TB/ĐU", changes=[(named | change)])


def target(money: int, **more: Value) -> Fields:
    return {"target": {"money": money} | more}


def demand(**more: Value) -> dict[str, Content]:
    return {NOTICE: notice(requirements=[{"id": "YC2", "text": "Nộp lại tiền", "finding": "HC1"} | more])}


def reminder(reply_due: str = "2026-03-20", name: str = "DD1", by: str = "ubkt") -> str:
    return record("reminder", "2026-03-02", id=name, by=by, to="cb", tasks=["N1"], reply_due=reply_due)


def reply(day: str, to: str = "DD1") -> dict[str, Content]:
    said = record("reply", day, by="cb", to=to, outcome="explained", reason="Đã giải trình bằng văn bản")
    return {f"{CASE}/{day}-reply.md": said}


def report(day: str, occurrence: str | None = None, name: str = "") -> dict[str, Content]:
    said: Fields = {"kind_": "periodic", "requirements": ["YC2"], "occurrence": occurrence}
    return {f"{CASE}/{name or day}-report.md": record("report", day, by="cb", number="60-BC/CB", **said)}


QUARTERLY: Fields = {
    "kind": "report",
    "cycle": {"every": "quarter", "from_": "2026-01-01", "until": "2026-12-31"},
}
ADDED = KNOWN | {SUPPLEMENT: supplement(**target(50_000_000))}
CORRECTED = ADDED | {CORRECTION: correction(due="2026-05-31")}
URGED = KNOWN | {REMINDER: reminder()}
NAMED = KNOWN | {
    "plans/policy.yml": policy(days={"make_plan": 30, "make_subplan": 30}),
    NOTICE: notice({"id": "HC1", "text": "Chưa thực hiện", "concerned": ["cb/pho"]}),
}


def excused(**more: Value) -> str:
    reason: Fields = {"without_subplan": [{"party": "cb/pho", "reason": "Việc đã có trong kế hoạch chung"}]}
    return main_plan(*USUAL, **(reason | more))


REVISION: Fields = {
    "number": "19-KH/CB",
    "issued_on": "2026-06-04",
    "approved_by": "dang-uy",
    "revises": {"number": "9-KH/CB", "date": "2026-01-04"},
}


def two_extensions(one: str, other: str) -> dict[str, Content]:
    """Return two extensions of one day under the names of their files: which counts, the last name says."""
    day = f"{CASE}/2026-05-01-extension"
    gone: dict[str, Content] = dict.fromkeys(f"{day}{name}.md" for name in ("", "-2", "-3"))
    return gone | {f"{day}{one}.md": granted("2026-08-31"), f"{day}{other}.md": granted("2026-07-31")}


STORIES = {
    # ------------------------------------------------------------------------------- what a supplement demands
    "a supplement's day later": History(
        [
            Landing(
                "2026-04-05", {SUPPLEMENT: supplement("2026-09-30", **target(50_000_000))}, "KP601", STRANGER
            )
        ],
        "KP601",
        begin=ADDED,
    ),
    "a supplement's day later after it had passed, and back": History(
        [
            Landing(
                "2026-06-05", {SUPPLEMENT: supplement("2026-09-30", **target(50_000_000))}, "KP602", STRANGER
            ),
            Landing("2026-06-06", {SUPPLEMENT: supplement(**target(50_000_000))}, "", ISSUING),
        ],
        "",
        begin=ADDED,
    ),
    "less money in a supplement": History(
        [Landing("2026-04-05", {SUPPLEMENT: supplement(**target(5_000_000))}, "KP619", STRANGER)],
        "KP619",
        (("owed_less", "YC7"),),
        ADDED,
    ),
    "a finding out of a supplement": History(
        [
            Landing(
                "2026-04-05",
                {SUPPLEMENT: supplement("2026-04-30", ["HC8"], **target(50_000_000))},
                "KP604",
                STRANGER,
            )
        ],
        "KP604",
        (("dropped", "HC9"),),
        ADDED,
    ),
    "a supplement's finding that the notice states now": History(
        [
            Landing(
                "2026-04-05",
                {
                    SUPPLEMENT: supplement("2026-04-30", ["HC8"], **target(50_000_000)),
                    NOTICE: notice("HC1", {"id": "HC9", "text": "3 khoản chi chưa có chứng từ"}),
                },
                "",
                ISSUING,
            )
        ],
        "",
        begin=ADDED,
    ),
    "a demand that a mere paper meets": History(
        [
            Landing(
                "2026-04-05", {SUPPLEMENT: supplement(kind="report", **target(50_000_000))}, "KP619", STRANGER
            )
        ],
        "KP619",
        begin=ADDED,
    ),
    "a demand's kind, by the issuer": History(
        [Landing("2026-04-05", {SUPPLEMENT: supplement(kind="report", **target(50_000_000))}, "", ISSUING)],
        "",
        begin=ADDED,
    ),
    "another supplement": History(
        [
            Landing(
                "2026-04-05",
                {
                    f"{CASE}/2026-04-05-supplement.md": record(
                        "supplement",
                        "2026-04-05",
                        by="dang-uy",
                        number="22-TB/ĐU",
                        requirements=[{"id": "YC8", "text": "Bổ sung chứng từ", "due": "2026-12-31"}],
                    )
                },
                "",
                ISSUING,
            )
        ],
        "",
        begin=ADDED,
    ),
    # ------------------------------------------------------------------------------- what a correction says
    "a correction's day later": History(
        [Landing("2026-04-05", {CORRECTION: correction(due="2026-10-31")}, "KP619", STRANGER)],
        "KP619",
        (("owed_later", "YC7"),),
        CORRECTED,
    ),
    "a correction's day put back, and a paper of its own": History(
        [
            Landing("2026-04-05", {CORRECTION: correction(due="2026-10-31")}, "KP619", STRANGER),
            Landing(
                "2026-04-08",
                {
                    CORRECTION: correction(due="2026-05-31"),
                    f"{CASE}/2026-04-08-correction.md": correction(due="2026-10-31").replace(
                        "03-10", "04-08"
                    ),
                },
                "",
                ISSUING,
            ),
        ],
        "",
        begin=CORRECTED,
    ),
    "a correction that withdraws a finding since": History(
        [
            Landing(
                "2026-04-05",
                {CORRECTION: correction(requirement=None, finding="HC9", withdrawn="true")},
                "KP619",
                STRANGER,
            )
        ],
        "KP619",
        (("owed_no_more", "HC9"),),
        ADDED
        | {CORRECTION: correction(requirement=None, finding="HC9", text="5 khoản chi chưa có chứng từ")},
    ),
    "fewer papers in the words of a correction": History(
        [Landing("2026-04-05", {CORRECTION: correction(text="Bổ sung 2 chứng từ")}, "KP619", STRANGER)],
        "KP619",
        (("owed_less", "YC7"),),
        ADDED | {CORRECTION: correction(text="Bổ sung 12 chứng từ")},
    ),
    "a correction that withdraws": History(
        [
            Landing(
                "2026-04-05",
                {CORRECTION: correction(requirement=None, finding="HC9", withdrawn="true")},
                "",
                ISSUING,
            )
        ],
        "",
        begin=ADDED,
    ),
    # ------------------------------------------------------------------------------- what the notice demands
    "less money in the notice": History(
        [Landing("2026-04-05", demand(due="2026-09-30", **target(5_000_000)), "KP619", STRANGER)],
        "KP619",
        begin=KNOWN | demand(due="2026-09-30", **target(50_000_000)),
    ),
    "land instead of money": History(
        [
            Landing(
                "2026-04-05",
                demand(due="2026-09-30", target={"area": 50_000_000}),
                "KP619",
                STRANGER,
            )
        ],
        "KP619",
        begin=KNOWN | demand(due="2026-09-30", **target(50_000_000)),
    ),
    "more money in the notice": History(
        [Landing("2026-04-05", demand(due="2026-09-30", **target(60_000_000)), "", ISSUING)],
        "",
        begin=KNOWN | demand(due="2026-09-30", **target(50_000_000)),
    ),
    # ------------------------------------------------------------------------------- plans of their own
    "an overdue plan excused": History(
        [Landing("2026-06-05", {PLAN: excused()}, "KP619", OWING)], "KP619", begin=NAMED
    ),
    "a plan excused before its day": History(
        [Landing("2026-01-20", {PLAN: excused()}, "", OWING)], "", begin=NAMED
    ),
    "a plan excused from the first": History(
        [Landing("2026-03-05", {PLAN: excused(issued_on="2026-03-05")}, "", OWING)],
        "",
        begin=NAMED | {PLAN: None},
    ),
    "an overdue plan excused by a revision that is approved": History(
        [Landing("2026-06-05", {f"{CASE}/plan-2.md": excused(**REVISION)}, "", ISSUING)], "", begin=NAMED
    ),
    "tasks put into an empty plan": History(
        [
            Landing("2026-01-20", {SUBPLAN: own_plan(issued_on="2026-01-20")}, "", OWING),
            Landing("2026-06-05", {SUBPLAN: own_plan(second(), issued_on="2026-01-20")}, "KP622", OWING),
        ],
        "KP622",
        begin=NAMED | {PLAN: main_plan(USUAL[0], USUAL[2])},
    ),
    # ------------------------------------------------------------------------------- late is late
    "a late reply, and one in time": History(
        [
            Landing("2026-04-05", reply("2026-04-05"), "", OWING),
            Landing("2026-04-07", reply("2026-03-15"), "KP622", OWING),
        ],
        "KP622",
        (("lateness_gone", "DD1"),),
        URGED,
    ),
    "a reply that is mended on its day": History(
        [
            Landing("2026-04-05", reply("2026-04-05"), "", OWING),
            Landing("2026-04-05", reply("2026-03-15"), "", OWING),
        ],
        "",
        begin=URGED,
    ),
    "a late reply to another reminder": History(
        [
            Landing("2026-04-05", reply("2026-04-05", "DD2"), "", OWING),
            Landing("2026-04-07", reply("2026-03-15"), "", OWING),
        ],
        "",
        begin=URGED | {AGAIN: reminder(name="DD2")},
    ),
    "a late report on a quarter, and one in time": History(
        [
            Landing("2026-05-10", report("2026-05-10", "2026-03-31"), "", OWING),
            Landing("2026-05-12", report("2026-03-30", "2026-03-31"), "KP622", OWING),
        ],
        "KP622",
        begin=KNOWN | demand(**QUARTERLY),
    ),
    "a late report on one quarter, and an earlier one on the next": History(
        [
            Landing("2026-07-10", report("2026-07-10", "2026-03-31"), "", OWING),
            Landing("2026-07-12", report("2026-06-29", "2026-06-30"), "", OWING),
        ],
        "",
        begin=KNOWN | demand(**QUARTERLY),
    ),
    "a report given to another quarter": History(
        [
            Landing("2026-06-29", report("2026-06-29", "2026-06-30"), "", OWING),
            Landing("2026-08-12", report("2026-06-29", "2026-03-31"), "KP619", OWING),
        ],
        "KP619",
        begin=KNOWN | demand(**QUARTERLY),
    ),
    "a report given to another quarter, and back": History(
        [
            Landing("2026-06-29", report("2026-06-29", "2026-06-30"), "", OWING),
            Landing("2026-08-12", report("2026-06-29", "2026-03-31"), "KP619", OWING),
            Landing("2026-08-13", report("2026-06-29", "2026-06-30"), "", OWING),
        ],
        "",
        begin=KNOWN | demand(**QUARTERLY),
    ),
    # ------------------------------------------------------------------------------- reminders
    "a reminder mended by its office": History(
        [Landing("2026-03-04", {REMINDER: reminder("2026-03-25")}, "", FOLLOWING)], "", begin=URGED
    ),
    "a reminder mended after its day": History(
        [Landing("2026-03-24", {REMINDER: reminder("2026-04-25")}, "KP619", FOLLOWING)], "KP619", begin=URGED
    ),
    "a reminder mended by a stranger": History(
        [Landing("2026-03-04", {REMINDER: reminder("2026-03-25")}, "KP619", STRANGER)], "KP619", begin=URGED
    ),
    "a reminder mended by a friend": History(
        [Landing("2026-03-04", {REMINDER: reminder("2026-03-25")}, "KP619", "pho@mt.vn")],
        "KP619",
        begin=URGED | {"units/mt.md": known("mt")},
    ),
    "a reminder mended by the debtor": History(
        [Landing("2026-03-04", {REMINDER: reminder("2026-03-25")}, "KP612, KP619", OWING)],
        "KP612, KP619",
        begin=URGED,
    ),
    "a file that came twice": History(
        [
            Landing("2026-03-02", {AGAIN: reminder(name="DD2")}, "", FOLLOWING),
            Landing("2026-03-03", {AGAIN: None}, "", FOLLOWING),
        ],
        "",
        begin=URGED,
    ),
    "a reminder taken back by its office, and sent again": History(
        [
            Landing("2026-03-04", {REMINDER: None}, "", FOLLOWING),
            Landing("2026-03-06", {REMINDER: reminder("2026-03-25")}, "", FOLLOWING),
        ],
        "",
        begin=URGED,
    ),
    "a reminder taken out, and back with a later day": History(
        [
            Landing("2026-03-04", {REMINDER: None}, "KP619", STRANGER),
            Landing("2026-03-06", {REMINDER: reminder("2026-05-25")}, "KP619", STRANGER),
        ],
        "KP619",
        begin=URGED,
    ),
    "a supplement taken out, and back with a later day": History(
        [
            Landing("2026-04-05", {SUPPLEMENT: None}, "KP604, KP619", STRANGER),
            Landing(
                "2026-04-06", {SUPPLEMENT: supplement("2026-09-30", **target(50_000_000))}, "KP601", STRANGER
            ),
        ],
        "KP601",
        begin=ADDED,
    ),
    "a reminder taken out by the debtor": History(
        [Landing("2026-03-04", {REMINDER: None}, "KP612, KP619", OWING)], "KP612, KP619", begin=URGED
    ),
    "a reminder that cannot be read, and a later day": History(
        [
            Landing("2026-03-24", {REMINDER: reminder().replace("by: ", "\tby: ")}, "", FOLLOWING),
            Landing("2026-03-25", {REMINDER: reminder("2026-04-25")}, "KP619", STRANGER),
        ],
        "KP619",
        begin=URGED,
    ),
    # ------------------------------------------------------------------------------- two extensions of one day
    "files renamed so that the other extension counts": History(
        [
            Landing("2026-05-01", two_extensions("", "-2"), "", ISSUING),
            Landing("2026-05-10", two_extensions("-3", "-2"), "KP619", STRANGER),
        ],
        "",  # approved it is, and on that day
        begin=KNOWN,
    ),
    "files renamed, and a new extension": History(
        [
            Landing("2026-05-01", two_extensions("", "-2"), "", ISSUING),
            Landing("2026-05-10", two_extensions("-3", "-2"), "KP619", STRANGER),
            Landing(
                "2026-06-01",
                {
                    f"{CASE}/2026-06-01-extension.md": granted("2026-08-31", "2026-07-31").replace(
                        "05-01", "06-01"
                    )
                },
                "",
                ISSUING,
            ),
        ],
        "",
        begin=KNOWN,
    ),
}


@pytest.mark.parametrize("name", STORIES)
def test_what_records_take_away_is_told(name: str, tmp_path: Path, capsys: Output) -> None:
    tell(STORIES[name], tmp_path / "so", capsys)
