"""A notice of 1,000 findings, a plan of 500 tasks and an extension of 300 moves are ordinary documents."""

from __future__ import annotations

from tests.obligations.test_unhappy_paths import FOLDER, PLAN, REGISTER, codes, extended, owed, source, state

FINDINGS, TASKS, MOVES = 1_000, 500, 300


def test_large_documents_are_checked_and_folded() -> None:
    notice = REGISTER[f"{FOLDER}/conclusion.md"]
    found = "".join(
        f"  - {{id: HC{n}, text: Hồ sơ số {n} thiếu chữ ký của người nhận.}}\n"
        for n in range(1, FINDINGS + 1)
    )
    head = PLAN[: PLAN.index("tasks:")]
    tasks = "".join(
        f"  - id: N{n}\n    findings: [HC{2 * n - 1}, HC{2 * n}]\n    content: Bổ sung chữ ký của hồ sơ số {2 * n}\n"
        "    measure: Mời người nhận ký tại trụ sở, lập biên bản xác nhận từng hồ sơ có chữ ký của hai bên.\n"
        f"    product: 02 biên bản\n    lead: cb-a\n    accountable: cb-a/uv\n    authority: cb-a/bi-thu\n    due: 2025-06-{1 + n % 28:02}\n"
        for n in range(1, TASKS + 1)
    )
    moves = "}, {".join(
        f"task: N{n}, from: 2025-06-{1 + n % 28:02}, to: 2025-08-29" for n in range(1, MOVES + 1)
    )
    register = source(
        f"{head}tasks:\n{tasks}---\n",
        {f"{FOLDER}/conclusion.md": f"{notice[: notice.index('findings:')]}findings:\n{found}---\n"},
        extended("2025-05-20", moves),
    )
    assert "KP013" not in codes("2025-07-01", register)
    state_then = state("2025-07-01", register)
    assert (len(state_then.findings), len(state_then.tasks)) == (FINDINGS, TASKS)
    assert sum(due == "2025-08-29" for due in owed(state_then).values()) == MOVES


def test_a_text_of_nothing_but_signs_is_refused_before_it_is_parsed() -> None:
    register = source(f"---\ntype: plan\ntasks: [{'[],' * 60_000}]\n---\n")
    assert "KP013" in codes("2025-07-01", register)
