"""Histories in which it matters who does something, when it counts as done, and in what words it is owed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.history.documents import Value, milestone, policy, record, task
from tests.history.owed_register import (
    BEGIN,
    CASE,
    EXTENSION,
    LAST,
    NO_PLAN,
    NOTICE,
    PLAN,
    History,
    Landing,
    Output,
    errors,
    first,
    granted,
    known,
    later_plan,
    main_plan,
    monthly,
    notice,
    second,
    tell,
)
from tests.history.repositories import Content, Person, Repository

OWING, ISSUING = "pho@cb.vn", "pho@dang-uy.vn"
KNOWN: dict[str, Content] = BEGIN | {
    "units/dang-uy.md": known("dang-uy", "committee", commission="ubkt"),
    "units/ubkt.md": known("ubkt", "commission"),
    "units/cb.md": known("cb"),
}
UPDATE, VERDICT = f"{CASE}/2026-07-05-update.md", f"{CASE}/2026-07-03-verification.md"
REPORT = f"{CASE}/2026-07-20-report.md"
POLICY = "plans/policy.yml"


def done(day: str, on: str | None = None) -> str:
    said: dict[str, Value] = {"task": "N1", "state": "done", "done_on": on or day}
    paper = {"number": "12-BB/CB", "date": on or day}
    return record("update", day, by="cb", tasks=[said | {"evidence": [paper]}])


def report(day: str) -> str:
    return record(
        "report",
        day,
        by="cb",
        number="20-BC/CB",
        covers=["HC1"],
        results=[{"finding": "HC1", "text": "Đã lập đủ hồ sơ"}],
    )


def revision(**more: Value) -> str:
    named: dict[str, Value] = {
        "number": "19-KH/CB",
        "issued_on": "2026-06-04",
        "approved_by": "dang-uy",
        "revises": {"number": "9-KH/CB", "date": "2026-01-04"},
    }
    return main_plan(first("2026-09-30"), **(named | more))


def demand(**more: Value) -> dict[str, Content]:
    wanted: list[Value] = [{"id": "YC2", "text": "Nộp hồ sơ", "finding": "HC1"} | more]
    return {NOTICE: notice(requirements=wanted)}


def worded(content: str, product: str, **more: Value) -> dict[str, Content]:
    return {PLAN: main_plan(first() | {"content": content, "product": product} | more, second(), monthly())}


FILES = ("Lập đủ hồ sơ của 12 tài sản", "12 bộ hồ sơ tài sản có chữ ký")
MONEY = "Phiếu thu 1.200.000.000 đồng; 2,5 ha đất; đạt 100% hồ sơ"
RULE_OFF: dict[str, Value] = {"KP602": {"severity": "off", "reason": "Quy định riêng của đơn vị"}}
USUAL_POLICY: dict[str, Value] = {"days": {"make_plan": 30}}

REJECTED = record("verification", "2026-07-03", by="ubkt", tasks=[{"task": "N1", "outcome": "rejected"}])

STORIES = {
    # ------------------------------------------------------------------------------- late is late
    "a day of completion put earlier": History(
        [
            Landing("2026-07-05", {UPDATE: done("2026-07-05")}),
            Landing("2026-07-06", {UPDATE: done("2026-07-05", "2026-06-28")}, "KP622"),
        ],
        "KP622",
        (("lateness_gone", "N1"),),
    ),
    "a day of completion taken out": History(
        [
            Landing("2026-07-05", {UPDATE: done("2026-07-05")}),
            Landing(
                "2026-07-06", {UPDATE: done("2026-07-05").replace("    done_on: 2026-07-05\n", "")}, "KP622"
            ),
        ],
        "KP622",
    ),
    "a late update taken out, and another put in": History(
        [
            Landing("2026-07-05", {UPDATE: done("2026-07-05")}),
            Landing("2026-07-06", {UPDATE: None}),
            Landing("2026-07-07", {f"{CASE}/2026-06-28-update.md": done("2026-06-28")}, "KP622"),
        ],
        "KP622",
    ),
    "an older update that says done since": History(
        [
            Landing("2026-06-20", {UPDATE: done("2026-06-20").replace("state: done", "state: in_progress")}),
            # Its step, due in March, counts as reached in June: late, and by no record of its own.
            Landing("2026-07-10", {UPDATE: done("2026-06-20")}, "KP619, KP622"),
        ],
        "KP619, KP622",
    ),
    "told late, taken back, and told in time": History(
        [
            Landing("2026-07-05", {UPDATE: done("2026-07-05")}),
            Landing(
                "2026-07-06",
                {
                    f"{CASE}/2026-07-06-update.md": done("2026-07-06").replace(
                        "state: done", "state: in_progress"
                    )
                },
            ),
            Landing(
                "2026-07-08", {f"{CASE}/2026-07-08-update.md": done("2026-07-08", "2026-06-28")}, "KP622"
            ),
        ],
        "KP622",
        (("lateness_gone", "N1"),),
    ),
    "told late, rejected, and done anew": History(
        [
            Landing("2026-07-05", {UPDATE: done("2026-07-05")}),
            Landing("2026-07-06", {f"{CASE}/2026-07-06-verification.md": REJECTED.replace("07-03", "07-06")}),
            Landing("2026-07-20", {f"{CASE}/2026-07-20-update.md": done("2026-07-20")}),
        ],
        "",
    ),
    "a late plan that bears an earlier day": History(
        [
            Landing("2026-03-04", {PLAN: main_plan(first(), issued_on="2026-03-04")}),
            Landing("2026-03-20", {PLAN: main_plan(first(), issued_on="2026-01-30")}, "KP622"),
        ],
        "KP622",
        (("lateness_gone", "KL-1"),),
        BEGIN | NO_PLAN,
    ),
    "a late report that bears an earlier day": History(
        [
            Landing("2026-07-20", {REPORT: report("2026-07-20")}),
            Landing("2026-07-22", {REPORT: report("2026-07-10")}, "KP622"),
        ],
        "KP622",
        begin=BEGIN | {NOTICE: notice(report_due="2026-07-15")},
    ),
    "a lateness put back": History(
        [
            Landing("2026-07-05", {UPDATE: done("2026-07-05")}),
            Landing("2026-07-06", {UPDATE: done("2026-07-05", "2026-06-28")}, "KP622"),
            Landing("2026-07-07", {UPDATE: done("2026-07-05")}),
        ],
        "",
    ),
    "an honest update after the deadline": History([Landing("2026-07-05", {UPDATE: done("2026-07-05")})], ""),
    # ------------------------------------------------------------------------------- whose word it is
    "a revision that the debtor says is approved": History(
        [Landing("2026-06-05", {f"{CASE}/plan-2.md": revision()}, "KP612", OWING)],
        "KP612",
        begin=KNOWN,
    ),
    "a revision that the debtor says the committee has issued": History(
        [Landing("2026-06-05", {f"{CASE}/plan-2.md": revision(issued_by="dang-uy")}, "KP612", OWING)],
        "KP612",
        begin=KNOWN,
    ),
    "a revision that its approver enters": History(
        [Landing("2026-06-05", {f"{CASE}/plan-2.md": revision()}, "", ISSUING)], "", begin=KNOWN
    ),
    "a forged verdict, repeated by a stranger": History(
        [
            Landing("2026-07-05", {UPDATE: done("2026-07-05")}, "", OWING),
            Landing(
                "2026-07-06",
                {
                    VERDICT: record(
                        "verification",
                        "2026-07-06",
                        by="ubkt",
                        tasks=[{"task": "N1", "outcome": "confirmed"}],
                    )
                },
                "KP612",
                OWING,
            ),
            Landing(
                "2026-07-07",
                {
                    f"{CASE}/2026-07-07-verification.md": record(
                        "verification",
                        "2026-07-07",
                        by="ubkt",
                        tasks=[{"task": "N1", "outcome": "confirmed"}],
                    )
                },
                "",
                "x@ai-do.vn",
            ),
        ],
        "KP612",
        begin=KNOWN,
    ),
    "settings changed by the debtor": History(
        [Landing("2026-06-05", {POLICY: policy(days={"make_plan": 30, "reply": 100})}, "KP621", OWING)],
        "KP621",
        begin=KNOWN,
    ),
    "another unit's people changed by the debtor": History(
        [
            Landing(
                "2026-06-05",
                {"units/dang-uy.md": known("dang-uy", "committee", "b@cb.vn", commission="ubkt")},
                "KP621",
                OWING,
            )
        ],
        "KP621",
        begin=KNOWN,
    ),
    "settings put back by the committee": History(
        [
            Landing("2026-06-05", {POLICY: policy(days={"make_plan": 30, "reply": 100})}, "KP621", OWING),
            Landing("2026-06-06", {POLICY: policy(days={"make_plan": 30})}, "", ISSUING),
        ],
        "",
        begin=KNOWN,
    ),
    "a unit that was added by the debtor": History(
        [Landing("2026-06-05", {"units/cb9.md": known("cb9")}, "KP621", OWING)], "KP621", begin=KNOWN
    ),
    "a rule off before the move": History(
        [
            Landing("2026-07-03", {POLICY: policy(rules=RULE_OFF, **USUAL_POLICY)}, "KP623"),
            Landing("2026-07-05", {PLAN: later_plan()}),
        ],
        "KP623",
    ),
    "a rule off by the committee": History(
        [Landing("2026-07-03", {POLICY: policy(rules=RULE_OFF, **USUAL_POLICY)}, "", ISSUING)],
        "",
        begin=KNOWN,
    ),
    "the rule about rules off": History(
        [
            Landing(
                "2026-07-03",
                {POLICY: policy(rules={"KP623": {"severity": "off", "reason": "Thử"}}, **USUAL_POLICY)},
                "KP623",
            )
        ],
        "KP623",
    ),
    "a longer period, by the committee": History(
        [Landing("2026-01-08", {POLICY: policy(days={"make_plan": 60})}, "", ISSUING)],
        "",
        (("owed_later", "KL-1"),),
        KNOWN | NO_PLAN,
    ),
    "a later day of receipt, by the issuer": History(
        [Landing("2026-01-06", {NOTICE: notice(plan_due=None, received_on="2026-01-05")}, "", ISSUING)],
        "",
        begin=KNOWN | NO_PLAN,
    ),
    # ------------------------------------------------------------------------------- what the notice demands
    "a demand's day, by its issuer": History(
        [Landing("2026-06-05", demand(due="2026-11-01"), "KP602", ISSUING)],
        "KP602",
        begin=KNOWN | demand(due="2026-05-01"),
    ),
    "a demand's cycle": History(
        [
            Landing(
                "2026-06-10",
                demand(cycle={"every": "quarter", "day": 5, "from_": "2026-02-01", "until": "2026-12-31"}),
                "KP619",
            )
        ],
        "KP619",
        begin=BEGIN
        | demand(cycle={"every": "month", "day": 5, "from_": "2026-02-01", "until": "2026-12-31"}),
    ),
    # ------------------------------------------------------------------------------- in what words
    "counts taken out of the words": History(
        [Landing("2026-07-05", worded("Lập hồ sơ của một số tài sản", "Một số bộ hồ sơ tài sản"), "KP619")],
        "KP619",
        begin=BEGIN | worded(*FILES),
    ),
    "less money, less land, a smaller share": History(
        [
            Landing(
                "2026-07-05", worded(FILES[0], MONEY.replace("1.200", "200").replace("100%", "50%")), "KP619"
            )
        ],
        "KP619",
        begin=BEGIN | worded(FILES[0], MONEY),
    ),
    "another product": History(
        [Landing("2026-07-05", worded(FILES[0], "Biên bản họp bàn phương án"), "KP619")],
        "KP619",
        begin=BEGIN | worded(*FILES),
    ),
    "a milestone of another thing": History(
        [
            Landing(
                "2026-04-05",
                worded(*FILES, milestones=[milestone("N1.1", "2026-03-31") | {"text": "Họp bàn phương án"}]),
                "KP619",
            )
        ],
        "KP619",
        begin=BEGIN
        | worded(*FILES, milestones=[milestone("N1.1", "2026-03-31") | {"text": "Xong 6/12 hồ sơ"}]),
    ),
    "words changed step by step": History(
        [
            Landing("2026-07-02", worded(FILES[0], "Quyết định về Quy chế đã rà soát")),
            Landing("2026-07-03", worded(FILES[0], "Văn bản về kết quả đã rà soát"), "KP625"),
        ],
        "KP625",
        begin=BEGIN | worded(FILES[0], "Quyết định ban hành Quy chế sửa đổi"),
    ),
    "words made more exact": History(
        [Landing("2026-02-01", worded(FILES[0], "12 bộ hồ sơ tài sản, mỗi bộ 3 bản, có chữ ký"))],
        "",
        begin=BEGIN | worded(*FILES),
    ),
    # ------------------------------------------------------------------------------- drafts, corrections
    "a day moved while a plan is a draft": History(
        [
            Landing("2026-07-01", {PLAN: main_plan(first(), second(), monthly(), status="draft")}, "KP615"),
            Landing(
                "2026-07-02",
                {PLAN: main_plan(first("2026-09-30"), second(), monthly(), status="draft")},
                "KP602",
            ),
            Landing("2026-07-03", {PLAN: later_plan()}),
        ],
        "KP602",
    ),
    "a task of what a correction has withdrawn": History(
        [
            Landing(
                "2026-04-05",
                {
                    f"{CASE}/2026-04-04-correction.md": record(
                        "correction",
                        "2026-04-04",
                        by="dang-uy",
                        number="3-CV/ĐU",
                        changes=[{"finding": "HC2", "withdrawn": "true", "reason": "Của đơn vị khác"}],
                    )
                },
            ),
            Landing("2026-04-06", {PLAN: main_plan(first(), second(), monthly())}),
        ],
        "",
        (("dropped", "N5"),),
        BEGIN
        | {
            NOTICE: notice("HC1", "HC2"),
            PLAN: main_plan(first(), second(), monthly(), task("N5", findings="HC2", lead="cb")),
        },
    ),
}


@pytest.mark.parametrize("name", STORIES)
def test_who_did_it_and_in_which_words_is_told(name: str, tmp_path: Path, capsys: Output) -> None:
    tell(STORIES[name], tmp_path / "so", capsys)


def test_a_plan_that_follows_an_extension_is_only_asked_about(tmp_path: Path, capsys: Output) -> None:
    landings = [
        Landing("2026-05-01", {EXTENSION: granted("2026-09-30")}),
        Landing("2026-05-10", {PLAN: later_plan()}),
    ]
    tell(History(landings, ""), tmp_path / "so", capsys)
    assert "KP624" in errors(capsys, tmp_path / "so", LAST, severity="question")
    assert not errors(capsys, tmp_path / "so", LAST, family="KP5")


URGED = record("reminder", "2026-07-03", by="ubkt", id="DD1", tasks=["N1"], reply_due="2026-07-10")


@pytest.mark.parametrize(
    ("path", "word"),
    [(VERDICT, REJECTED), (f"{CASE}/2026-07-03-reminder.md", URGED)],
    ids=("verdict", "reminder"),
)
def test_a_merge_that_leaves_out_the_other_side_is_told(
    path: str, word: str, tmp_path: Path, capsys: Output
) -> None:
    register = Repository(tmp_path / "so")
    register.commit(KNOWN | {UPDATE: done("2026-07-05")}, by=Person("Văn thư", "vt@a.vn"))
    register.branch("until-then")
    register.commit({path: word}, on="until-then", by=Person("UBKT", "pho@ubkt.vn"))
    register.merge("until-then", changes={path: None}, by=Person("CB", OWING))
    register.make(checkout=True)
    assert errors(capsys, register.root, LAST) == "KP626"
    register.commit({path: word}, by=Person("UBKT", "pho@ubkt.vn"))
    register.make(checkout=True)
    assert not errors(capsys, register.root, LAST)


def test_who_leaves_out_his_own_word_is_not_told(tmp_path: Path, capsys: Output) -> None:
    register = Repository(tmp_path / "so")
    register.commit(KNOWN, by=Person("Văn thư", "vt@a.vn"))
    register.branch("own")
    register.commit({UPDATE: done("2026-07-05")}, on="own", by=Person("CB", OWING))
    register.merge("own", changes={UPDATE: None}, by=Person("CB", OWING))
    register.make(checkout=True)
    assert not errors(capsys, register.root, LAST)
