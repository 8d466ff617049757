"""What holds for any two versions of a case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from khacphuc.history.comparing.compare import compare_case
from khacphuc.history.trail import Event, EventKind
from khacphuc.obligations.fold import fold
from tests.history.versions import CONCLUSION, FRAME, Files, compared, moment, opened

DAYS = st.dates(date(2024, 6, 1), date(2025, 6, 30))
TEXTS = st.sampled_from(
    [
        "Ban hành quy chế chi tiêu nội bộ",
        "Thu hồi 120 triệu đồng chi sai chế độ nộp ngân sách",
        "Tổ chức 2 lớp tập huấn nghiệp vụ công tác Đảng",
        "Rà soát 214 hồ sơ quá hạn, trả kết quả từng trường hợp",
    ]
)
LEADS = st.sampled_from(["chi-bo-ke-toan", "chi-bo-van-phong"])
TASK = st.fixed_dictionaries({"content": TEXTS, "lead": LEADS, "due": st.none() | DAYS})
TASKS = st.dictionaries(st.sampled_from(["N1", "N2", "N3", "N4"]), TASK, max_size=4)
FINDINGS = st.dictionaries(st.sampled_from(["HC1", "HC2", "HC3"]), TEXTS, min_size=1, max_size=3)
GRANTS = st.lists(
    st.tuples(
        st.sampled_from(["N1", "N2", "N3"]), DAYS, st.sampled_from(["approved", "approved", "refused"])
    ),
    max_size=3,
)


def written(
    tasks: Mapping[str, Any], findings: Mapping[str, str], grants: Iterable[tuple[str, date, str]] = ()
) -> dict[str, str]:
    plan = "type: plan\nstatus: issued\nissued_on: 2024-06-01\ntasks:\n"
    for name, task in tasks.items():
        plan += f"  - {{id: {name}, content: '{task['content']}', lead: {task['lead']}, due: {task['due'] or ''}}}\n"
    head = CONCLUSION.partition("findings:")[0]
    files = {
        "conclusion": head
        + "findings:\n"
        + "".join(f"  - {{id: {name}, text: '{text}'}}\n" for name, text in findings.items()),
        "plan": plan if tasks else plan.replace("tasks:\n", ""),
    }
    for number, (task, to, outcome) in enumerate(grants):
        files[f"2024-07-{number + 10}-extension"] = (
            f"type: extension\ndate: 2024-07-{number + 10}\noutcome: {outcome}\ndecided_by: dang-uy\ntasks: [{{task: {task}, from: 2024-06-01, to: {to}}}]\n"
        )
    return files


VERSIONS = st.builds(written, TASKS, FINDINGS, GRANTS)


@settings(deadline=None)
@given(VERSIONS)
def test_a_case_compared_with_itself_says_nothing(version: Files) -> None:
    case = opened(version)
    assert list(compare_case(case, case, moment())) == []
    assert compared(version, version) == []


MIRROR = {
    EventKind.ADDED: EventKind.DROPPED,
    EventKind.DEADLINE_LATER: EventKind.DEADLINE_EARLIER,
    EventKind.DEADLINE_SET: EventKind.DEADLINE_REMOVED,
}
MIRROR |= {there: here for here, there in MIRROR.items()}


@settings(deadline=None)
@given(st.builds(written, TASKS, FINDINGS), st.builds(written, TASKS, FINDINGS))
def test_going_back_is_the_mirror_image(one: Files, other: Files) -> None:
    def seen(events: Iterable[Event]) -> list[tuple[str, ...]]:
        return sorted(
            (event.kind.value, event.what, event.id, event.field, event.old, event.new, str(event.days))
            for event in events
            if event.kind is not EventKind.OWED_LESS  # which is less one way alone
        )

    def mirrored(event: Event) -> Event:
        kind = MIRROR.get(event.kind, event.kind)
        return Event(
            kind, 3, "", "", event.what, event.id, event.field, event.new, event.old, days=-event.days
        )

    assert seen(compared(one, other)) == seen(map(mirrored, compared(other, one)))


@settings(deadline=None)
@given(VERSIONS, VERSIONS)
def test_each_move_of_the_deadline_that_counts_is_told(one: Files, other: Files) -> None:
    events = [event for event in compared(one, other) if event.kind.value.startswith("deadline_")]
    before, after = counting(one), counting(other)
    for name in before.keys() & after.keys():
        (own, counted), (now_own, counts) = before[name], after[name]
        tellings = [event.new for event in events if event.id == name]
        if own is None or now_own is None:
            continue  # what counts is then the register's own, which an extension names
        if counted != counts:
            assert tellings[-1] == (str(counts) if counts else "")
            assert len(tellings) <= 2
        elif own == now_own:
            assert tellings == []


@settings(deadline=None)
@given(VERSIONS, VERSIONS)
def test_a_move_is_declared_when_an_extension_says_this_day(one: Files, other: Files) -> None:
    for event in compared(one, other):
        if event.kind.value.startswith("deadline_"):
            says = [
                text
                for name, text in other.items()
                if name.endswith("extension")
                and f"task: {event.id}," in text
                and f"to: {event.new}}}" in text
            ]
            assert event.declared == any("outcome: approved" in text for text in says)


def counting(version: Files) -> dict[str, tuple[date | None, date | None]]:
    """The deadline that the plan gives each task and the one that counts, as the fold has them."""
    case = opened(version)
    state = fold(case, FRAME, date(2030, 1, 1)) if case else None
    assert state is not None
    return {item.task.id: (item.task.due, item.deadline.current) for item in state.tasks}
