"""Rules about what documents say of each other: every way in which they fire, and what they must let pass."""

from __future__ import annotations

import pytest

from khacphuc.register.loading import list_entries, select
from khacphuc.register.source import Memory
from khacphuc.rules.checking import check
from khacphuc.rules.reference_common import circles
from khacphuc.text.message import speaker
from tests.rules.examples import AS_OF, BASE, CASE, UPDATE, formal_problems_of

CONCLUSION, PLAN = f"{CASE}/conclusion.md", f"{CASE}/plan.md"
UNIT = "units/chi-bo-ke-toan.md"
HEAD = "---\ntype: update\ndate: 2024-07-08\nby: chi-bo-ke-toan\n"


def changed(path: str, *pairs: tuple[str, str], base: str = "") -> dict[str, bytes]:
    """A document of the base with some words replaced, each of which must be there."""
    text = BASE[base or path].decode()
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return {path: text.encode()}


def said(files: dict[str, bytes]) -> list[tuple[str, str]]:
    """Code and message, in English."""
    speak = speaker("en")
    return [(problem.code, speak(problem.said.message)) for problem in formal_problems_of(files)]


def codes(files: dict[str, bytes]) -> list[str]:
    return [problem.code for problem in formal_problems_of(files)]


# ------------------------------------------------------------------------------------------------ deadlines in words


def due(text: str, day: str = "2024-08-15", more: str = "") -> list[tuple[str, str]]:
    return said(
        changed(
            PLAN,
            ("2024-08-15", day),
            ("trước ngày 15/8/2024", text),
            ("kind: correction", f"kind: correction{more}"),
        )
    )


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("trước ngày 15/8/2024", "2024-08-15"),
        ("chậm nhất ngày 15/8/2024", "2024-08-15"),
        ("ngày 15 tháng 8 năm 2024", "2024-08-15"),
        ("15/8/2024", "2024-08-15"),
        ("trong tháng 8/2024", "2024-08-31"),
        ("trước ngày 15/8", "2024-08-15"),  # the year is the plan's
        ("trong quý III", "2024-09-30"),
        ("kịp thời", "2024-08-15"),  # names no day that could be missed
        ("đúng thời hạn tại Thông báo", "2024-08-15"),
        ("trong thời hạn 60 ngày kể từ ngày ban hành kế hoạch", "2024-08-05"),  # 4 August 2024 is a Sunday
        ("trong thời hạn 60 ngày kể từ ngày ban hành kế hoạch", "2024-08-04"),
        ("theo tiến độ của Sở", "2024-08-15"),
    ],
)
def test_words_and_deadline_agree(text: str, day: str) -> None:
    assert [code for code, _ in due(text, day) if code == "KP107"] == []


@pytest.mark.parametrize(
    ("text", "day", "part"),
    [
        ("trước ngày 16/8/2024", "2024-08-15", "means 16 Aug 2024; the deadline here is 15 Aug 2024"),
        ("trong tháng 8/2024", "2024-08-15", "means 31 Aug 2024"),
        ("ngày 31/6/2024", "2024-08-15", "names a day that the calendar does not have"),
        ("đầu tháng 9/2024", "2024-08-15", "lies between 1 Sep 2024 and"),
        ("hằng tháng, từ ngày 01/9/2024", "2024-08-15", "begins on 1 Sep 2024"),
        ("trong thời hạn 60 ngày kể từ ngày ban hành kế hoạch", "2024-08-15", "means 5 Aug 2024"),
    ],
)
def test_words_and_deadline_disagree(text: str, day: str, part: str) -> None:
    ((_, message),) = [item for item in due(text, day) if item[0] == "KP107"]
    assert part in message


def test_the_day_before_when_the_register_reads_it_so() -> None:
    policy = {"plans/policy.yml": BASE["plans/policy.yml"] + b"strict_before: true\n"}
    found = [message for code, message in said(policy) if code == "KP107"]
    assert any("means 14 Aug 2024; the deadline here is 15 Aug 2024" in message for message in found)


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (CONCLUSION, "plan_due: 2024-06-10", "plan_due: 2024-06-11"),
        (CONCLUSION, "report_due: 2024-12-16", "report_due: 2024-12-17"),
        (PLAN, "due: 2024-07-15", "due: 2024-07-16"),
    ],
)
def test_every_deadline_with_words_is_compared(path: str, old: str, new: str) -> None:
    assert "KP107" in codes(changed(path, (old, new)))


def test_days_after_receipt_are_counted_for_a_conclusion() -> None:
    words = ("trước ngày 10/6/2024", "trong thời hạn 28 ngày kể từ ngày nhận được thông báo")
    assert "KP107" not in codes(changed(CONCLUSION, words))
    assert "KP107" in codes(
        changed(CONCLUSION, words, ("received_on: 2024-05-13", "received_on: 2024-05-20"))
    )


# --------------------------------------------------------------------------------------------- names of files, dates


@pytest.mark.parametrize(
    ("path", "base", "old", "new", "part"),
    [
        (PLAN, "", "type: plan", "type: update", "says “update”"),
        (PLAN, "", "type: plan", "type: kế hoạch", "says “kế hoạch”"),
        (PLAN, "", "level: main", "level: individual", "is the unit's own plan by its name"),
        (f"{CASE}/plan-a.md", PLAN, "N", "M", "is a sub-plan by its name"),
        (UNIT, "", "id: chi-bo-ke-toan", "id: chi-bo-ke-toan-2", "The file is called chi-bo-ke-toan.md"),
        (UNIT, "", "id: chi-bo-ke-toan", "id: van-phong", "The file is called chi-bo-ke-toan.md"),
        ("plans/policy.yml", "", "type: policy", "type: unit", "says “unit”"),
    ],
)
def test_names_that_disagree(path: str, base: str, old: str, new: str, part: str) -> None:
    messages = [message for code, message in said(changed(path, (old, new), base=base)) if code == "KP110"]
    assert part in messages[0]


@pytest.mark.parametrize(
    ("path", "old", "new", "part"),
    [
        (
            UNIT,
            "kind: cell",
            "kind: cell\nvalid_from: 2024-01-02\nvalid_until: 2024-01-01",
            "The unit ends on 1 Jan 2024",
        ),
        (CONCLUSION, "received_on: 2024-05-13", "received_on: 2024-05-09", "Received on 9 May 2024"),
        (CONCLUSION, "decided_on: 2024-03-04", "decided_on: 2024-06-04", "was decided on 4 Jun 2024"),
        (CONCLUSION, "until: 2023-12-31", "until: 2021-12-31", "The period ends on 31 Dec 2021"),
        (
            CONCLUSION,
            "report_due: 2024-12-16",
            "report_due: 2024-06-01",
            "before the plan is due on 10 Jun 2024",
        ),
        (
            CONCLUSION,
            "plan_due: 2024-06-10",
            "plan_due: 2024-04-10",
            "before the conclusion was issued on 10 May 2024",
        ),
        (PLAN, "due: 2024-08-15", "due: 2024-08-15\n    start: 2024-09-01", "before it starts on 1 Sep 2024"),
        (
            PLAN,
            "due: 2024-07-15",
            "due: 2024-08-16",
            "The milestone is due on 16 Aug 2024, after the task itself",
        ),
        (
            PLAN,
            "due: 2024-09-30",
            "recurrence: {every: month, from: 2024-09-01, until: 2024-08-01}\n    due: 2024-09-30",
            "The period ends on 1 Aug 2024",
        ),
    ],
)
def test_dates_in_the_wrong_order(path: str, old: str, new: str, part: str) -> None:
    messages = [message for code, message in said(changed(path, (old, new))) if code == "KP112"]
    assert any(part in message for message in messages)


@pytest.mark.parametrize(
    ("name", "text", "part"),
    [
        ("2024-07-08-update", f"{HEAD}tasks: [{{task: N1, done_on: 2024-07-09}}]\n", "Done on 9 Jul 2024"),
        (
            "2024-07-08-update",
            f"{HEAD}tasks: [{{task: N1, promise: 2024-07-07}}]\n",
            "Expected by 7 Jul 2024",
        ),
        (
            "2024-07-08-verification",
            "---\ntype: verification\ndate: 2024-07-08\nby: uy-ban-kiem-tra\ntasks: [{task: N1, effectiveness_due: 2024-07-01}]\n",
            "check of lasting effect is due on 1 Jul 2024",
        ),
        (
            "2024-07-08-opinion",
            "---\ntype: opinion\nid: YK1\ndate: 2024-07-08\nfrom: cong-doan\nstage: planning\nreply_due: 2024-07-01\n",
            "A reply is due on 1 Jul 2024",
        ),
    ],
)
def test_dates_of_records_in_the_wrong_order(name: str, text: str, part: str) -> None:
    messages = [
        message for code, message in said({f"{CASE}/{name}.md": f"{text}---\n".encode()}) if code == "KP112"
    ]
    assert len(messages) == 1
    assert part in messages[0]


def test_a_wrong_day_of_issue_is_one_mistake() -> None:
    files = changed(CONCLUSION, ("issued_on: 2024-05-10", "issued_on: 2026-05-10"))
    assert [code for code in codes(files) if code == "KP112"] == ["KP112"]


# ----------------------------------------------------------------------------------------------------- what is named


@pytest.mark.parametrize(
    ("text", "code", "part"),
    [
        ("milestones: [N3.1]", "KP205", "No task of this case has a milestone “N3.1”"),
        ("unit: chi-bo-ke-tona", "KP201", "“chi-bo-ke-tona” is not in the register"),
    ],
)
def test_names_in_an_update(text: str, code: str, part: str) -> None:
    files = {UPDATE: f"{HEAD}tasks: [{{task: N2, {text}}}]\n---\n".encode()}
    assert [(found, part in message) for found, message in said(files)] == [(code, True)]


def test_a_milestone_moved_without_its_task_may_be_any() -> None:
    text = (
        "---\ntype: extension\ndate: 2024-07-08\ntasks: [{{{task}milestone: {name}, from: 2024-07-15, to: 2024-07-31}}]\n"
        "outcome: refused\nreason: Chưa đủ căn cứ\ndecided_by: uy-ban-kiem-tra\n---\n"
    )
    path = f"{CASE}/2024-07-08-extension.md"
    for task, name, fires in (
        ("", "N1.1", 0),
        ("", "N9.1", 1),
        ("task: N2, ", "N1.1", 1),
        ("task: N1, ", "N1.1", 0),
    ):
        found = codes({path: text.format(task=task, name=name).encode()})
        assert found.count("KP205") == fires


def test_an_opinion_about_what_is_not_there() -> None:
    text = "---\ntype: opinion\nid: YK1\ndate: 2024-07-08\nfrom: cong-doan\nstage: planning\nabout: [HC1, YC1, N1, N9]\n---\n"
    found = said({f"{CASE}/2024-07-08-opinion.md": text.encode()})
    assert [message for code, message in found if code == "KP206"] == [
        "This case has no finding, requirement or task “N9”."
    ]


def test_a_person_of_a_unit_without_people() -> None:
    people = (
        BASE["units/cong-doan.md"].decode().partition("people:")[0].replace("head: cong-doan/chu-tich\n", "")
    )
    files = {
        "units/cong-doan.md": f"{people}---\n".encode(),
        **changed(PLAN, ("accountable: chi-bo-ke-toan/bi-thu", "accountable: cong-doan/chu-tich")),
    }
    assert ("KP202", "The unit “cong-doan” has no person “chu-tich”.") in said(files)


def test_a_task_where_there_is_no_plan() -> None:
    files = {path: data for path, data in BASE.items() if path != PLAN}
    source = Memory(files)
    speak = speaker("en")
    found = [
        speak(problem.said.help)
        for problem in check(source, list_entries(source), AS_OF, jobs=1)
        if problem.code == "KP204"
    ]
    assert found == ["The case has no plan with tasks yet: add plan.md first."]


# ---------------------------------------------------------------------------------------------------- between cases

EARLIER = "plans/chi-bo-ke-toan/kl-2023-12/conclusion.md"


def earlier(name: str, more: dict[str, bytes] | None = None) -> dict[str, bytes]:
    """The base with a finding that repeats another, and an earlier case."""
    old = changed(
        EARLIER,
        ("KL-2024-35", "KL-2023-12"),
        ("number: 35-TB/ĐU", "number: 12-TB/ĐU"),
        base=CONCLUSION,
    )
    return {
        **old,
        **changed(CONCLUSION, ("grade: omission", f"grade: omission\n    repeat_of: {name}")),
        **(more or {}),
    }


def test_a_finding_of_an_earlier_conclusion() -> None:
    assert "KP203" not in codes(earlier("KL-2023-12/HC2"))
    assert ("KP203", "The conclusion of case KL-2023-12 has no finding “HC7”.") in said(
        earlier("KL-2023-12/HC7")
    )
    assert ("KP203", "No case of the register has the id “KL-2022-12”.") in said(earlier("KL-2022-12/HC1"))


def test_a_conclusion_that_cannot_be_read_may_be_the_one_that_was_meant() -> None:
    assert "KP203" not in codes(earlier("KL-2022-12/HC1", {EARLIER: b"---\n"}))
    broken = earlier("KL-2023-12/HC7")
    broken[EARLIER] = broken[EARLIER].replace(b"id: HC2", b"id: hc2")
    assert "KP203" not in codes(broken)


def test_what_is_not_selected_is_not_called_unknown() -> None:
    source = Memory({**BASE, **earlier("KL-2022-12/HC1")})
    whole = list_entries(source)
    assert "KP203" in [problem.code for problem in check(source, whole, AS_OF, jobs=1)]
    part = select(whole, [CASE])
    assert "KP203" not in [problem.code for problem in check(source, part, AS_OF, jobs=1)]


def test_two_cases_with_one_id() -> None:
    files = changed(EARLIER, ("number: 35-TB/ĐU", "number: 12-TB/ĐU"), base=CONCLUSION)
    assert ("KP207", f"The case id “KL-2024-35” is also that of {EARLIER}.") in said(files)


@pytest.mark.parametrize(
    ("path", "pairs", "part"),
    [
        (CONCLUSION, [("id: HC2", "id: HC1")], "“HC1” is given already on line 29"),
        (PLAN, [("id: N2\n", "id: N1\n")], "“N1” is given already on line 16"),
        (PLAN, [("id: N2.1", "id: N1.1")], "“N1.1” is given already on line 29"),
        (UNIT, [("id: pho-bi-thu", "id: bi-thu")], "“bi-thu” is given already on line 9"),
    ],
)
def test_ids_given_twice_in_a_document(path: str, pairs: list[tuple[str, str]], part: str) -> None:
    messages = [message for code, message in said(changed(path, *pairs)) if code == "KP207"]
    assert len(messages) == 1
    assert part in messages[0]


def test_a_task_id_given_twice_in_two_plans() -> None:
    found = said(changed(f"{CASE}/plan-bi-thu.md", ("level: main", "level: individual"), base=PLAN))
    twice = [message for code, message in found if code == "KP207"]
    assert len(twice) == 4
    assert f"“N1” is given already in {PLAN}, line 16." in twice[0]


def test_a_unit_id_given_twice_is_told_at_the_file_with_another_name() -> None:
    files = changed("units/van-phong.md", ("name: Chi bộ Phòng", "name: Chi bộ"), base=UNIT)
    assert [(problem.code, problem.path) for problem in formal_problems_of(files)] == [
        ("KP207", "units/van-phong.md")
    ]
    files = changed("units/a-van-phong.md", ("name: Chi bộ Phòng", "name: Chi bộ"), base=UNIT)
    assert [(problem.code, problem.path) for problem in formal_problems_of(files)] == [
        ("KP207", "units/a-van-phong.md")
    ]


# --------------------------------------------------------------------------------------------------- circles, ends


def test_successors_in_a_circle() -> None:
    end = "valid_until: 2030-12-31"
    files = {
        **changed(UNIT, ("kind: cell", f"kind: cell\n{end}\nsuccessor: cong-doan")),
        **changed("units/cong-doan.md", ("kind: mass", f"kind: mass\n{end}\nsuccessor: chi-bo-ke-toan")),
    }
    assert said(files) == [
        ("KP209", "The successors go round in a circle: chi-bo-ke-toan → cong-doan → chi-bo-ke-toan.")
    ]


def test_a_unit_above_itself() -> None:
    files = changed(UNIT, ("parent: dang-uy-khoi", "parent: chi-bo-ke-toan"))
    assert said(files) == [
        ("KP209", "The higher units go round in a circle: chi-bo-ke-toan → chi-bo-ke-toan.")
    ]


def test_tasks_that_wait_for_each_other() -> None:
    files = changed(PLAN, ("kind: correction", "kind: correction\n    depends_on: [N2]"))
    assert ("KP212", "These wait for each other: N1 → N2 → N1.") in said(files)


@pytest.mark.parametrize(
    ("graph", "found"),
    [
        ({}, []),
        ({"a": ["b"], "b": ["c"]}, []),
        ({"a": ["a"]}, [["a"]]),
        ({"b": ["a"], "a": ["b"]}, [["a", "b"]]),
        ({"a": ["b", "c"], "b": ["d"], "c": ["d"]}, []),  # two ways to one name are no circle
        ({"x": ["a"], "a": ["b"], "b": ["a"]}, [["a", "b"]]),
        ({"a": ["b"], "b": ["a", "c"], "c": ["b"]}, [["a", "b"], ["b", "c"]]),
    ],
)
def test_circles(graph: dict[str, list[str]], found: list[list[str]]) -> None:
    assert list(circles(graph)) == found


def test_a_long_way_needs_no_recursion() -> None:
    size = 20_000
    graph = {f"{n:05}": [f"{(n + 1) % size:05}"] for n in range(size)}
    ((first, *rest),) = circles(graph)
    assert (first, len(rest)) == ("00000", size - 1)


END = "kind: cell\nvalid_until: 2024-06-20"


@pytest.mark.parametrize(
    ("pairs", "fires"),
    [
        ([], {("KP210", f"{CASE}/2024-07-01-update.md"), ("KP210", f"{CASE}/plan.md")}),
        (
            [("kind: cell\n", "kind: cell\nsuccessor: cong-doan\n")],
            {("KP216", f"{CASE}/2024-07-01-update.md")},
        ),
    ],
)
def test_a_unit_that_ended_before_a_record(pairs: list[tuple[str, str]], fires: set[tuple[str, str]]) -> None:
    files = changed(UNIT, ("kind: cell", END), *pairs)
    found = {(problem.code, problem.path) for problem in formal_problems_of(files)}
    assert {item for item in found if item[0] in ("KP210", "KP216")} == fires, (
        "conclusion and plan are older than the end; what the plan gave to the unit is owed by nobody then"
    )


def test_what_a_notice_says_of_the_past_may_name_units_of_the_past() -> None:
    old = changed(
        "units/cu.md",
        ("id: chi-bo-ke-toan", "id: cu"),
        ("kind: cell", "kind: cell\nvalid_until: 2020-01-01"),
        ("chi-bo-ke-toan/", "cu/"),
        base=UNIT,
    )
    concerned = changed(
        CONCLUSION,
        ("grade: omission", "grade: omission\n    concerned: [cu]"),
        ("lead: uy-ban-kiem-tra/uy-vien", "lead: cu/bi-thu"),
    )
    assert not {"KP210", "KP216"} & set(codes({**old, **concerned}))
    issued = changed(CONCLUSION, ("issuer: dang-uy-khoi", "issuer: cu"))
    assert "KP210" in codes({**old, **issued})


def test_a_unit_counts_on_its_last_day() -> None:
    assert "KP210" not in codes(changed(UNIT, ("kind: cell", "kind: cell\nvalid_until: 2024-07-10")))
    found = formal_problems_of(changed(UNIT, ("kind: cell", "kind: cell\nvalid_until: 2024-07-01")))
    assert {problem.path for problem in found if problem.code == "KP210"} == {f"{CASE}/plan.md"}


def test_a_kind_of_unit_in_a_task_for_many() -> None:
    more = ("kind: regulation", "kind: regulation\n    for_each: {children_of: dang-uy-khoi, kind: chi-bo}")
    assert ("KP214", "The policy has no kind of unit “chi-bo”.") in said(changed(PLAN, more))


def test_a_policy_without_kinds_allows_every_kind() -> None:
    files = {
        "plans/policy.yml": b"type: policy\ncommittee: X\n",
        **changed(UNIT, ("kind: cell", "kind: gi-cung-duoc")),
    }
    assert "KP214" not in codes(files)


@pytest.mark.parametrize(("name", "part"), [("KP2101", "KP210"), ("unknown-unit", "KP201"), ("x", "explain")])
def test_rules_that_do_not_exist(name: str, part: str) -> None:
    files = {
        "plans/policy.yml": BASE["plans/policy.yml"]
        + f"rules: {{{name}: {{severity: off, reason: x}}}}\n".encode()
    }
    ((code, help_),) = [
        (problem.code, speaker("en")(problem.said.help)) for problem in formal_problems_of(files)
    ]
    assert code == "KP215"
    assert part in help_


def test_a_rule_can_be_switched_off_and_made_milder() -> None:
    bad = changed(PLAN, ("requirements: [YC1]", "requirements: [YC7]"))
    for severity, found in (("off", []), ("warning", ["warning", "warning"])):
        policy = f"rules: {{KP213: {{severity: {severity}, reason: x}}}}\n".encode()
        files = {**bad, "plans/policy.yml": BASE["plans/policy.yml"] + policy}
        assert [problem.severity for problem in formal_problems_of(files) if problem.code == "KP213"] == found
