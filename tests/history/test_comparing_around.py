"""What a change means together with what is around it: earlier changes, people, units, other cases."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime

import pytest

from khacphuc.history.comparing.compare import EarlierEvents, bursts, compare_unit
from khacphuc.history.trail import Arrival, Event, EventKind, Signature
from khacphuc.register.loading import open_document
from khacphuc.register.source import Memory
from tests.history.versions import (
    BASE,
    CLOSURE,
    EXTENSION,
    HANOI,
    N3_REPLACED,
    PLAN,
    REMINDER,
    UNITS,
    UPDATE,
    UPDATED,
    VERIFICATION,
    WITH_N3,
    compared,
    edit,
    moment,
    told,
    units,
    without,
)

# --------------------------------------------------------------------------------- what earlier changes left


def test_an_id_that_comes_back_for_something_else() -> None:
    past = EarlierEvents().after(compared(WITH_N3, BASE))
    back = compared(BASE, {**BASE, "plan": PLAN + N3_REPLACED}, moment(past=past))
    assert [told(event) for event in back] == [
        "id_reused | plan | task | N3 | Tập huấn nghiệp vụ công tác Đảng cho 5 cấp ủy viên → Thu hồi 120 triệu đồng chi sai chế độ"
    ]
    assert past.after(back).gone == {}


def test_a_task_that_was_dropped_by_mistake_comes_back() -> None:
    past = EarlierEvents().after(compared(WITH_N3, BASE))
    mended = edit(WITH_N3, "plan", "5 cấp ủy viên", "7 cấp ủy viên")
    assert [event.kind for event in compared(BASE, mended, moment(past=past))] == [EventKind.ADDED]


def test_what_comes_back_with_a_new_plan_is_told() -> None:
    past = EarlierEvents().after(compared(BASE, without(BASE, "plan")))
    back = compared(without(BASE, "plan"), BASE, moment(past=past))
    assert [(event.kind.value, event.id) for event in back] == [
        ("created", ""),
        ("added", "N1"),
        ("added", "N2"),
    ]


def test_calling_an_issued_plan_a_draft_hides_no_change() -> None:
    draft = edit(BASE, "plan", "status: issued", "status: draft")
    moved = edit(draft, "plan", "due: 2024-07-15", "due: 2024-09-30")
    issued = edit(BASE, "plan", "due: 2024-07-15", "due: 2024-10-31")
    past, found = EarlierEvents(), []
    for before, after in ((without(BASE, "plan"), BASE), (BASE, draft), (draft, moved), (moved, issued)):
        events = compared(before, after, moment(past=past))
        past = past.after(events)
        found.append([(event.kind.value, event.new) for event in events])
    assert found == [
        [("created", "issued"), ("record_late", "")],
        [("state_back", "draft")],
        [("deadline_later", "2024-09-30")],
        [("issued", "issued"), ("deadline_later", "2024-10-31")],
    ]


# ----------------------------------------------------------------------------------------------------- people


VERIFIED = {**BASE, "2024-07-30-verification": VERIFICATION}
OF_DOER = "opposing_commit | 2024-07-30-verification | verification | uy-ban-kiem-tra → "
OF_NOBODY = "foreign_commit | 2024-07-30-verification | verification | uy-ban-kiem-tra → "


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ("Trần Thị Hòa <hoa.kt@danguy.vn>", [f"{OF_DOER}chi-bo-ke-toan/bi-thu"]),
        ("KeToan <khac@example.vn>", [f"{OF_DOER}chi-bo-ke-toan/ke-toan-truong"]),
        ("Ai đó <1234+ketoan@users.noreply.github.com>", [f"{OF_DOER}chi-bo-ke-toan/ke-toan-truong"]),
        ("Ai đó <ketoan@noreply.git.danguy.vn>", [f"{OF_DOER}chi-bo-ke-toan/ke-toan-truong"]),
        ("ubkt-danguy <x@y.vn>", []),
        ("Không rõ <khong-ro@example.vn>", [OF_NOBODY]),
        (" <>", [OF_NOBODY]),
    ],
)
def test_a_verification_by_the_doers_own_people(author: str, expected: list[str]) -> None:
    events = compared(BASE, VERIFIED, moment(author))
    assert [told(event) for event in events] == [
        "created | 2024-07-30-verification | verification",
        *expected,
    ]


def test_a_doer_among_several_authors_is_enough() -> None:
    events = compared(BASE, VERIFIED, moment("ubkt-danguy <x@y.vn>", "Hòa <hoa.kt@danguy.vn>"))
    assert EventKind.OPPOSING_COMMIT in kinds(events)


@pytest.mark.parametrize(
    ("authors", "foreign"),
    [
        (("Văn thư <vanthu@danguy.vn>",), "chi-bo-van-phong/van-thu"),
        (
            ("Văn thư <vanthu@danguy.vn>", "Chủ tịch <chutich@congdoan.vn>"),
            "chi-bo-van-phong/van-thu, cong-doan/chu-tich",
        ),
        (("Văn thư <vanthu@danguy.vn>", "Hòa <hoa.kt@danguy.vn>"), None),  # one of the unit's own
        (("Văn thư <vanthu@danguy.vn>", "Không rõ <khong-ro@example.vn>"), "chi-bo-van-phong/van-thu"),
        (("Bí thư <bithu@danguy.vn>",), None),  # above
        (("Phó Bí thư <phobithu@tinhuy.vn>",), None),  # above that
        ((), None),
        (
            ("Hòa <hoa.kt@danguy.vn>", "ubkt-danguy <x@y.vn>"),
            None,
        ),  # follows the case: not foreign but opposing
        (("Người cũ <cu@danguy.vn>",), ""),  # no longer in the office: nobody knows him
    ],
)
def test_a_plan_changed_by_people_of_another_unit(authors: tuple[str, ...], foreign: str | None) -> None:
    moved = edit(BASE, "plan", "due: 2024-07-15", "due: 2024-09-30")
    found = [
        event for event in compared(BASE, moved, moment(*authors)) if event.kind is EventKind.FOREIGN_COMMIT
    ]
    assert [(event.old, event.new) for event in found] == (
        [] if foreign is None else [("chi-bo-ke-toan", foreign)]
    )


def kinds(events: Iterable[Event]) -> set[EventKind]:
    return {event.kind for event in events}


def test_help_with_a_draft_or_its_form_is_no_foreign_commit() -> None:
    van_thu = moment("Văn thư <vanthu@danguy.vn>")
    draft = edit(BASE, "plan", "status: issued", "status: draft")
    assert compared(draft, edit(draft, "plan", "due: 2024-07-15", "due: 2024-09-30"), van_thu) == []
    assert compared(BASE, edit(BASE, "plan", "nội bộ\n", "nội  bộ\n"), van_thu) == []
    doer = moment("Hòa <hoa.kt@danguy.vn>")
    noted = edit(VERIFIED, "2024-07-30-verification", "outcome: confirmed", "note: Đã xem")
    assert compared(noted, edit(noted, "2024-07-30-verification", "Đã xem", "Đã   xem"), doer) == []


def test_an_update_written_by_another_unit_is_a_foreign_commit() -> None:
    events = compared(BASE, UPDATED, moment("Văn thư <vanthu@danguy.vn>"))
    assert [told(event) for event in events][1:] == [
        "foreign_commit | 2024-07-28-update | update | chi-bo-ke-toan → chi-bo-van-phong/van-thu"
    ]


def test_whoever_follows_the_case_does_not_write_its_plan() -> None:
    followed = edit(BASE, "conclusion", "commission: uy-ban-kiem-tra", "others: [cong-doan/chu-tich]")
    moved = edit(followed, "plan", "due: 2024-07-15", "due: 2024-09-30")
    by = moment("Chủ tịch <chutich@congdoan.vn>")
    assert EventKind.OPPOSING_COMMIT in kinds(compared(followed, moved, by))
    strange = edit(BASE, "plan", "due: 2024-07-15", "due: 2024-09-30")
    assert EventKind.FOREIGN_COMMIT in kinds(compared(BASE, strange, by))


def test_whose_plan_it_is_verifies_no_task_that_others_lead() -> None:
    led = edit(BASE, "plan", "ban hành\n    lead: chi-bo-ke-toan", "ban hành\n    lead: cong-doan")
    led = edit(led, "plan", "issued_by: chi-bo-ke-toan\n", "")
    done = {**led, "2024-07-30-verification": VERIFICATION}
    for author in ("Hòa <hoa.kt@danguy.vn>", "Chủ tịch <chutich@congdoan.vn>"):
        assert EventKind.OPPOSING_COMMIT in kinds(compared(led, done, moment(author)))
    van_thu = moment("Văn thư <vanthu@danguy.vn>")
    assert EventKind.FOREIGN_COMMIT in kinds(compared(led, done, van_thu))


@pytest.mark.parametrize(
    ("name", "text", "side"),
    [
        ("2024-07-31-closure", CLOSURE, "hoa.kt@danguy.vn"),
        ("2024-07-29-extension", EXTENSION, "hoa.kt@danguy.vn"),
        ("2024-07-28-update", UPDATE, "bithu@danguy.vn"),
        ("2024-07-28-report", "type: report\ndate: 2024-07-28\nby: chi-bo-ke-toan\n", "bithu@danguy.vn"),
        ("2024-07-28-meeting", "type: meeting\ndate: 2024-07-28\nunit: chi-bo-ke-toan\n", "bithu@danguy.vn"),
        (
            "2024-07-28-reminder",
            "type: reminder\nid: DD1\ndate: 2024-07-28\nby: uy-ban-kiem-tra\ntasks: [N1]\n",
            "hoa.kt@danguy.vn",
        ),
        (
            "2024-07-28-reply",
            "type: reply\ndate: 2024-07-28\nby: chi-bo-ke-toan\nto: DD1\noutcome: accepted\n",
            "bithu@danguy.vn",
        ),
    ],
)
def test_no_side_enters_the_word_of_the_other_nor_takes_it_out(name: str, text: str, side: str) -> None:
    reminded = {**BASE, "2024-07-20-reminder": REMINDER}
    with_it = {**reminded, name: text}
    other = "bithu@danguy.vn" if side == "hoa.kt@danguy.vn" else "hoa.kt@danguy.vn"
    for before, after in ((reminded, with_it), (with_it, reminded)):
        assert EventKind.OPPOSING_COMMIT in kinds(compared(before, after, moment(f"Ai đó <{side}>")))
        own = kinds(compared(before, after, moment(f"Ai đó <{other}>")))
        assert not {EventKind.OPPOSING_COMMIT, EventKind.FOREIGN_COMMIT} & own


def test_anybody_may_enter_the_opinion_of_an_organisation_on_neither_side() -> None:
    opinion = "type: opinion\nid: YK1\ndate: 2024-07-28\nfrom: cong-doan\nstage: execution\n"
    after = {**BASE, "2024-07-28-opinion": opinion}
    for author in ("Hòa <hoa.kt@danguy.vn>", "Bí thư <bithu@danguy.vn>", "Văn thư <vanthu@danguy.vn>"):
        assert kinds(compared(BASE, after, moment(author))) == {EventKind.CREATED}
    assert EventKind.FOREIGN_COMMIT in kinds(compared(BASE, after, moment("Ai <ai@example.vn>")))


def test_who_owes_does_not_verify_even_as_a_follower() -> None:
    both = edit(
        BASE,
        "conclusion",
        "commission: uy-ban-kiem-tra",
        "commission: uy-ban-kiem-tra, others: [chi-bo-ke-toan/bi-thu]",
    )
    by = moment("Hòa <hoa.kt@danguy.vn>")
    assert EventKind.OPPOSING_COMMIT in kinds(
        compared(both, {**both, "2024-07-30-verification": VERIFICATION}, by)
    )
    assert EventKind.OPPOSING_COMMIT not in kinds(compared(both, {**both, "2024-07-28-update": UPDATE}, by))


def test_the_notice_before_the_change_says_who_inspects() -> None:
    mine = edit(BASE, "conclusion", "commission: uy-ban-kiem-tra", "commission: chi-bo-ke-toan")
    mine = edit(mine, "conclusion", "issuer: dang-uy", "issuer: chi-bo-ke-toan")
    events = compared(
        BASE, {**mine, "2024-07-30-verification": VERIFICATION}, moment("Hòa <hoa.kt@danguy.vn>")
    )
    assert {event.what for event in events if event.kind is EventKind.OPPOSING_COMMIT} == {
        "conclusion",
        "verification",
    }


# ------------------------------------------------------------------------------------------- units and policy


def unit_events(old: str, new: str) -> list[str]:
    name = "units/chi-bo-ke-toan.md"
    assert UNITS["chi-bo-ke-toan"].count(old) == 1
    changed = units({"chi-bo-ke-toan": UNITS["chi-bo-ke-toan"].replace(old, new)})
    before, after = (open_document(Memory(table), name) for table in (units(), changed))
    return [told(event) for event in compare_unit(before, after, moment())]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "head: chi-bo-ke-toan/bi-thu",
            "head: chi-bo-ke-toan/ke-toan-truong",
            "owner_changed | chi-bo-ke-toan | unit | chi-bo-ke-toan | head | chi-bo-ke-toan/bi-thu → chi-bo-ke-toan/ke-toan-truong",
        ),
        (
            "Hoa.KT@danguy.vn",
            "hoa@danguy.vn",
            "particulars_changed | chi-bo-ke-toan | person | chi-bo-ke-toan/bi-thu | emails | Hoa.KT@danguy.vn → hoa@danguy.vn",
        ),
        (
            "account: ketoan",
            "account: ketoan2",
            "particulars_changed | chi-bo-ke-toan | person | chi-bo-ke-toan/ke-toan-truong | account | ketoan → ketoan2",
        ),
        (
            "{id: ke-toan-truong, role: Kế toán trưởng, account: ketoan}",
            "",
            "dropped | chi-bo-ke-toan | person | chi-bo-ke-toan/ke-toan-truong | Kế toán trưởng → ",
        ),
        (
            "kind: cell",
            "kind: cell\nrestricted: true",
            "particulars_changed | chi-bo-ke-toan | unit | chi-bo-ke-toan | restricted | false → true",
        ),
        (
            "kind: cell",
            "kind: cell\nsuccessor: chi-bo-van-phong",
            "particulars_changed | chi-bo-ke-toan | unit | chi-bo-ke-toan | successor |  → chi-bo-van-phong",
        ),
        ("kind: cell\n", "kind:   cell\n", ""),
    ],
)
def test_a_change_of_a_unit_is_told(old: str, new: str, expected: str) -> None:
    assert unit_events(old, new) == ([expected] if expected else [])


def test_units_come_and_go() -> None:
    unit = open_document(Memory(units()), "units/cong-doan.md")
    assert [told(event) for event in compare_unit(None, unit, moment())] == [
        "created | cong-doan | unit | cong-doan"
    ]
    assert [told(event) for event in compare_unit(unit, None, moment())] == [
        "deleted | cong-doan | unit | cong-doan"
    ]


def test_a_rule_switched_off_is_told() -> None:
    text = "type: policy\ncommittee: Đảng ủy Khối\ndays: {due_soon: 14}\n"
    off = text.replace("14", "7") + "rules: {KP601: {severity: off, reason: Tạm dừng}}\n"
    before, after = (
        open_document(Memory({"plans/policy.yml": side.encode()}), "plans/policy.yml") for side in (text, off)
    )
    assert [told(event) for event in compare_unit(before, after, moment())] == [
        "particulars_changed | policy.yml | policy | days.due_soon | 14 → 7",
        "particulars_changed | policy.yml | policy | rules.KP601.severity |  → off",
        "particulars_changed | policy.yml | policy | rules.KP601.reason |  → Tạm dừng",
    ]


# ----------------------------------------------------------------------------------------------------- bursts


def closings(*days: tuple[date, int], by: str = "ubkt@danguy.vn", late_at_night: bool = False) -> list[Event]:
    """The bursts among cases closed by one person: so many on each day, each by a commit of its own."""
    events, arrivals = [], []
    for day, count in days:
        for case in range(count):
            hour = 23 if late_at_night and case else 8
            arrived = datetime(day.year, day.month, day.day, hour, 30, tzinfo=HANOI).astimezone(UTC)
            someone = Signature("Chủ nhiệm", by)
            arrivals.append(Arrival("c", "c", (someone,), someone, arrived, arrived))
            folder = f"plans/chi-bo/kl-{day:%m%d}-{case}"
            path = f"{folder}/{day}-closure.md"
            events.append(Event(EventKind.CREATED, len(arrivals) - 1, folder, path, "closure"))
    return list(bursts(events, arrivals, HANOI))


def test_many_cases_closed_on_one_day() -> None:
    found = closings(
        (date(2024, 5, 6), 1), (date(2024, 6, 28), 2), (date(2024, 12, 30), 6), late_at_night=True
    )
    assert [(event.kind, event.new, event.arrival) for event in found] == [
        (EventKind.CLOSURE_BURST, "6", arrival) for arrival in range(3, 9)
    ]
    assert found[0].path == "plans/chi-bo/kl-1230-0/2024-12-30-closure.md"


def test_four_are_no_burst() -> None:
    assert closings((date(2024, 12, 30), 4)) == []


def test_who_closes_in_rounds_makes_no_burst() -> None:
    assert [
        event.new
        for event in closings((date(2024, 3, 29), 4), (date(2024, 6, 28), 4), (date(2024, 9, 30), 6))
    ] == []


def test_cases_that_come_closed_make_no_burst() -> None:
    someone = Signature("Văn thư", "vanthu@danguy.vn")
    arrived = datetime(2024, 1, 2, 8, tzinfo=HANOI)
    arrival = Arrival("c", "c", (someone,), someone, arrived, arrived)
    events = [
        Event(EventKind.CREATED, 0, f"plans/chi-bo/kl-{case}", "", what)
        for case in range(9)
        for what in ("conclusion", "closure")
    ]
    assert list(bursts(events, [arrival], HANOI)) == []
