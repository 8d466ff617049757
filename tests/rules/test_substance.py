"""Where the rules on completeness and records must keep silent, and where they must not: what one example cannot show."""

from __future__ import annotations

import pytest

from khacphuc.model.vocabulary import Severity
from tests.rules.examples import BASE, CASE, problems_of

PLAN, CONCLUSION = f"{CASE}/plan.md", f"{CASE}/conclusion.md"
N3 = """  - id: N3
    findings: [HC2]
    kind: {kind}
    content: Phổ biến quy định mới về chi tiếp khách cho 24 đảng viên
    lead: {lead}
    accountable: chi-bo-ke-toan/bi-thu
"""


def base(path: str, *changes: tuple[str, str]) -> dict[str, bytes]:
    """A document of the base register with some of its text replaced."""
    text = BASE[path].decode()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return {path: text.encode()}


def record(name: str, text: str) -> dict[str, bytes]:
    return {f"{CASE}/{name}.md": f"---\ntype: {name[11:]}\ndate: {name[:10]}\n{text}---\n".encode()}


def codes(*documents: dict[str, bytes]) -> list[str]:
    """What a check says from KP3 on, without the rules on wording."""
    found = problems_of({path: data for document in documents for path, data in document.items()})
    return sorted(
        {problem.code for problem in found if problem.code >= "KP3" and not problem.code.startswith("KP4")}
    )


def with_third(rest: str, kind: str = "training", lead: str = "chi-bo-ke-toan") -> dict[str, bytes]:
    task = N3.format(kind=kind, lead=lead) + rest
    return base(PLAN, ("    depends_on: [N1]\n", f"    depends_on: [N1]\n{task}"))


def update(*tasks: str, day: str = "2024-07-08") -> dict[str, bytes]:
    return record(
        f"{day}-update", "by: chi-bo-ke-toan\ntasks:\n" + "".join(f"  - {{{task}}}\n" for task in tasks)
    )


def extension(day: str, move: str, outcome: str = "approved") -> dict[str, bytes]:
    rest = f"outcome: {outcome}\ndecided_by: dang-uy-khoi\npaper: {{number: 61-CV/ĐU}}\n"
    return record(f"{day}-extension", f"by: chi-bo-ke-toan\ntasks: [{{{move}}}]\n{rest}")


DONE = "state: done, done_on: 2024-07-04, result: Xong, evidence: [{number: 05-BB/CB, date: 2024-07-04}]"


def test_following_and_urging_owes_no_product_and_no_day() -> None:
    assert codes(with_third("", kind="follow_up")) == []
    assert codes(with_third("")) == ["KP306", "KP308"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("    lead: chi-bo-ke-toan\n", "    lead: Chi bộ Kế toán\n"),
        ("    lead: chi-bo-ke-toan\n", "    leed: chi-bo-ke-toan\n"),
        ("    due: 2024-08-15\n", "    due: 15-08-2024\n"),
        ("    accountable: chi-bo-ke-toan/pho-bi-thu\n", "    accountable: Phó Bí thư\n"),
        ("directed_by: chi-bo-ke-toan/bi-thu\n", "directed_by: Bí thư\n"),
        ("    findings: [HC2]\n", "    findings: Hạn chế 2\n"),
    ],
)
def test_what_could_not_be_read_is_not_called_missing(old: str, new: str) -> None:
    assert codes(base(PLAN, (old, new))) == []


def test_one_unreadable_task_does_not_hide_what_another_lacks() -> None:
    broken = ("    due: 2024-09-30\n", "    due: 30-09-2024\n")
    lacking = ("    product: 12 biên bản xác nhận, danh sách khoản phải thu hồi\n", "")
    assert codes(base(PLAN, broken, lacking)) == ["KP306"]


def test_a_draft_is_asked_and_not_blocked() -> None:
    draft = base(PLAN, ("status: issued", "status: draft"), ("    lead: chi-bo-ke-toan\n", ""))
    (problem,) = (problem for problem in problems_of(draft) if problem.code == "KP303")
    assert problem.severity is Severity.WARNING


def test_an_individuals_plan_is_led_by_that_individual() -> None:
    tasks = "".join(
        f"  - id: N{number}\n    findings: [HC1]\n    content: Tự kiểm điểm phần {number}\n"
        f"    product: Bản tự kiểm điểm số {number}\n    due: 2024-08-{number}\n"
        for number in range(11, 16)
    )
    head = "type: plan\nlevel: individual\nfor: chi-bo-ke-toan/pho-bi-thu\nstatus: issued\nissued_on: 2024-06-12\n"
    assert codes({f"{CASE}/plan-pho-bi-thu.md": f"---\n{head}tasks:\n{tasks}---\n".encode()}) == []


def test_what_the_follower_is_given_to_do_is_told_once() -> None:
    product = "    product: Báo cáo rà soát\n    due: 2024-08-30\n"
    assert codes(with_third(product, lead="uy-ban-kiem-tra")) == ["KP349"]


def test_the_persons_of_the_commission_are_the_commission() -> None:
    assert codes(base(PLAN, ("issued_by: chi-bo-ke-toan", "issued_by: uy-ban-kiem-tra/uy-vien"))) == [
        "KP312",
        "KP550",
    ]
    approved = ("issued_by: chi-bo-ke-toan\n", "issued_by: chi-bo-ke-toan\napproved_by: uy-ban-kiem-tra\n")
    assert codes(base(PLAN, approved)) == ["KP312"]
    assert codes(base(PLAN, (approved[0], approved[1].replace("uy-ban-kiem-tra", "dang-uy-khoi")))) == []


def test_a_reason_stands_for_a_sub_plan() -> None:
    named = base(
        CONCLUSION,
        ("    section: Mục II.1\n", "    section: Mục II.1\n    concerned: [chi-bo-ke-toan, cong-doan]\n"),
    )
    assert codes(named) == ["KP315"]
    excused = ("tasks:\n", "without_subplan: [{party: cong-doan, reason: Chỉ phối hợp}]\ntasks:\n")
    assert codes(named, base(PLAN, excused)) == []


def test_the_registers_own_period_for_sub_plans_is_waited_for() -> None:
    named = base(CONCLUSION, ("    section: Mục II.1\n", "    section: Mục II.1\n    concerned: cong-doan\n"))
    for days, told in ((30, ["KP315"]), (35, [])):  # the plan is of 05/6, the check of 10/7
        policy = BASE["plans/policy.yml"].decode() + f"days: {{make_subplan: {days}}}\n"
        assert codes(named, {"plans/policy.yml": policy.encode()}) == told


def test_a_rejected_task_may_go_back() -> None:
    rejected = record(
        "2024-07-06-verification",
        "by: uy-ban-kiem-tra\ntasks: [{task: N1, outcome: rejected, remaining: 02 biên bản}]\n",
    )
    back = update("task: N1, state: in_progress, result: Lập lại 02 biên bản")
    assert codes(update(f"task: N1, {DONE}", day="2024-07-05"), rejected, back) == []
    assert codes(update(f"task: N1, {DONE}", day="2024-07-05"), back) == ["KP504"]


def test_extensions_follow_each_other() -> None:
    def both(day: str, task: str, step: str, outcome: str = "approved") -> dict[str, bytes]:
        return extension(day, f"task: N2, {task}}}, {{milestone: N2.1, {step}", outcome)

    first = both("2024-07-02", "from: 2024-09-30, to: 2024-10-31", "from: 2024-07-31, to: 2024-08-30")
    second = both("2024-07-08", "from: 2024-10-31, to: 2024-11-15", "from: 2024-08-30, to: 2024-08-31")
    assert codes(first, second) == []
    stale = both("2024-07-08", "from: 2024-09-30, to: 2024-11-15", "from: 2024-08-30, to: 2024-08-31")
    assert codes(first, stale) == ["KP513"]
    refused = both(
        "2024-07-02", "from: 2024-09-30, to: 2024-10-31", "from: 2024-07-31, to: 2024-08-30", "refused"
    )
    again = both("2024-07-08", "from: 2024-09-30, to: 2024-11-15", "from: 2024-07-31, to: 2024-08-31")
    assert codes(refused, again) == []


def test_a_milestone_may_be_named_alone() -> None:
    assert codes(extension("2024-07-08", "milestone: N1.1, from: 2024-07-15, to: 2024-07-31")) == []
    assert codes(extension("2024-07-08", "milestone: N1.1, from: 2024-07-16, to: 2024-07-31")) == ["KP513"]


def test_a_refused_extension_needs_no_paper_and_may_come_late() -> None:
    refused = record(
        "2024-07-08-extension",
        "tasks: [{duty: plan, from: 2024-06-10, to: 2024-06-20}]\noutcome: refused\ndecided_by: dang-uy-khoi\n",
    )
    assert codes(refused) == []


def test_the_committee_decides_on_tasks_of_others_and_not_on_its_own() -> None:
    move = "tasks: [{{task: N2, from: 2024-09-30, to: 2024-10-31}}, {{milestone: N2.1, from: 2024-07-31, to: 2024-08-30}}]\noutcome: approved\ndecided_by: {}\npaper: {{number: 61-CV/ĐU}}\n"
    for decider, told in (
        ("dang-uy-khoi", []),
        ("chi-bo-ke-toan", ["KP510"]),
        ("chi-bo-ke-toan/bi-thu", ["KP510"]),
    ):
        assert codes(record("2024-07-08-extension", move.format(decider))) == told


@pytest.mark.parametrize("progress", ["0/0", "1/12"])
def test_figures_of_any_form_are_read(progress: str) -> None:
    codes(update(f"task: N2, state: in_progress, progress: {progress}, percent: 8"))


def test_a_rounded_percentage_agrees() -> None:
    for percent, told in (("66", []), ("66.7", []), ("67", []), ("70", ["KP502"])):
        assert codes(update(f"task: N1, state: in_progress, progress: 8/12, percent: {percent}")) == told


def test_what_follows_the_closure_of_a_case() -> None:
    both = update(f"task: N1, {DONE}", f"task: N2, {DONE}", day="2024-07-05")
    report = record("2024-07-06-report", "by: chi-bo-ke-toan\n")
    seen = record(
        "2024-07-07-verification",
        "by: uy-ban-kiem-tra\ntasks: [{task: N1, outcome: confirmed}, {task: N2, outcome: confirmed}]\n",
    )
    closure = record("2024-07-08-closure", "by: uy-ban-kiem-tra\n")
    assert codes(both, report, seen, closure) == []
    assert codes(both, report, closure) == ["KP515"]
    assert codes(both, seen, closure) == ["KP516"]
    lasting = record(
        "2024-07-09-verification", "by: uy-ban-kiem-tra\ntasks: [{task: N1, effectiveness: effective}]\n"
    )
    assert codes(both, report, seen, closure, lasting) == []
    assert codes(both, report, seen, closure, record("2024-07-09-meeting", "unit: chi-bo-ke-toan\n")) == [
        "KP517"
    ]


def test_partial_reports_complete_each_other() -> None:
    first = record("2024-07-06-report", "by: chi-bo-ke-toan\ncovers: [HC1]\n")
    second = record("2024-07-08-report", "by: chi-bo-ke-toan\ncovers: [HC2]\n")
    assert codes(first) == ["KP524"]
    assert codes(first, second) == []


def test_secrets_block_wherever_they_stand() -> None:
    policy = BASE["plans/policy.yml"] + "# Đầu mối: 0912 000 000\n".encode()
    assert codes({"plans/policy.yml": policy}) == ["KP703"]
    assert codes(base("units/cong-doan.md", ("name: Công đoàn", "name: Công đoàn 0912000000"))) == ["KP703"]
    secret = base(CONCLUSION, ("findings:\n", "secrecy: secret\nfindings:\n"))
    assert codes(secret) == ["KP701"]
