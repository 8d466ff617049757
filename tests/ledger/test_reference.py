"""The reference model holds to the laws' own examples, and to what must hold in every story."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings

from tests.ledger import stories as told
from tests.ledger.reference import (
    case_state,
    contradictions,
    debts,
    finding_state,
    fold,
    is_owed_on,
    place,
    state_of_task,
    void_records,
)
from tests.ledger.rights import is_issued, may_conclude, may_plan
from tests.ledger.stories import (
    DUE,
    JULY,
    JUNE,
    MAY,
    ONE,
    RECURRING,
    TWO,
    Story,
    closure,
    done,
    report,
    update,
    verified,
)
from tests.ledger.values import (
    ENDED,
    Case,
    Closure,
    Entry,
    Extension,
    Move,
    Paper,
    Record,
    Reminder,
    Reply,
    Report,
    Slot,
    State,
    Verdict,
    Why,
)

N1 = Slot("N1")


def on(month: int, day: int) -> date:
    return date(2025, month, day)


def state(case: Case, *records: Record, slot: Slot = N1, day: date = date.max) -> State:
    return state_of_task(case, records, slot.task, day)[slot]


def whys(case: Case, *records: Record) -> set[tuple[str, Why]]:
    return {(one.record, one.why) for one in void_records(case, records)}


def extension(
    day: date, *moves: Move, by: str = "cb-a", decided_by: str = "dang-uy/bi-thu", paper: date | None = None
) -> Extension:
    name = f"{day}-extension"
    return Extension(
        day=day, name=name, by=by, moves=moves, outcome="approved", decided_by=decided_by, paper=paper
    )


DONE = update(on(6, 20), "cb-a", done("N1", on(6, 19)))
CONFIRMED = verified(on(6, 25), "ubkt/uv", Verdict("N1", "confirmed", gone=True))
BACK = update(on(7, 20), "cb-a", Entry("N1", "in_progress"))
AGAIN = update(on(8, 20), "cb-a", done("N1", on(8, 19)))
REPORT, CLOSURE = report(on(7, 10)), closure(on(7, 25))


@pytest.mark.parametrize("story", told.HONEST, ids=lambda story: story.name)
def test_honest_stories_pass(story: Story) -> None:
    expected = story.expected
    assert expected is not None
    assert void_records(story.case, story.records) == frozenset()
    assert contradictions(story.case, story.records) == frozenset()
    assert case_state(story.case, story.records, story.day) == (expected.case, frozenset())
    slots = fold(story.case, story.records, story.day).slots
    assert {slot: slots[slot].status for slot in expected.statuses} == expected.statuses
    assert debts(story.case, story.records, story.day) == expected.debts


def test_merged_parties_do_not_verify_or_close_what_they_owe() -> None:
    records = [replace(one, by="dang-uy-xa") if one.day > on(7, 5) else one for one in told.MERGED.records]
    voids = {one.record: one.why for one in void_records(told.MERGED.case, records)}
    assert voids == {"2025-07-08-verification": Why.NO_RIGHT, "2025-07-20-closure": Why.NO_RIGHT}


# 1 and 2: the last verdict; requests


def test_taking_done_back_ends_a_confirmation() -> None:
    assert state(ONE, DONE, CONFIRMED).status == "verified"
    assert state(ONE, DONE, CONFIRMED, BACK) == State("owed", DUE, "in_progress")
    assert finding_state(ONE, (DONE, CONFIRMED, BACK), "HC1") == "open"
    assert state(ONE, DONE, CONFIRMED, BACK, AGAIN).status == "reported"
    assert state(ONE, DONE, CONFIRMED, AGAIN).status == "reported"


def test_evidence_does_not_end_a_confirmation() -> None:
    same = update(on(8, 1), "cb-a", done("N1", on(6, 19)))
    only = update(on(8, 1), "cb-a", Entry("N1", ""))
    undated = update(on(8, 1), "cb-a", Entry("N1", "done"))
    for record in (same, only, undated):
        assert state(ONE, DONE, CONFIRMED, record).status == "verified"
        assert state(ONE, DONE, CONFIRMED, record).reached == on(6, 19)


def test_denials_make_owed_with_the_old_deadline() -> None:
    moved = extension(on(6, 1), Move(on(8, 29), "N1", DUE))
    for verdict in (
        Verdict("N1", "rejected"),
        Verdict("N1", "confirmed", gone=False),
        Verdict("N1", effectiveness="not_effective"),
    ):
        denial = verified(on(7, 1), "ubkt", verdict)
        assert state(ONE, DONE, CONFIRMED, denial).status == "owed"
        assert state(ONE, moved, DONE, CONFIRMED, denial).due == on(8, 29)
        assert is_owed_on(ONE, (DONE, CONFIRMED, denial), on(7, 2), N1)
        assert not is_owed_on(ONE, (DONE, CONFIRMED, denial), on(6, 30), N1)


def test_not_pursued_is_a_request() -> None:
    asked = update(on(5, 20), "cb-a", Entry("N1", "not_pursued"))
    agreed = verified(on(5, 30), "ubkt", Verdict("N1", "confirmed"))
    refused = verified(on(5, 30), "ubkt", Verdict("N1", "rejected"))
    assert is_owed_on(ONE, (asked,), on(5, 25), N1)
    assert {debt.kind for debt in debts(ONE, (asked,), on(5, 25))} == {"task", "verify", "report"}
    assert finding_state(ONE, (asked, agreed), "HC1") == "given_up"
    assert state(ONE, asked, refused) == State("owed", DUE, "not_pursued")
    assert case_state(ONE, (asked, REPORT, CLOSURE)) == ("open", frozenset({CLOSURE.name}))
    assert case_state(ONE, (asked, agreed, REPORT, CLOSURE)) == ("closed", frozenset())


# 3: closing


def test_a_case_closes_exactly_when_it_may() -> None:
    assert case_state(ONE, (DONE, CONFIRMED, REPORT, CLOSURE)) == ("closed", frozenset())
    for missing in (DONE, CONFIRMED, REPORT):
        rest = [one for one in (DONE, CONFIRMED, REPORT, CLOSURE) if one != missing]
        closes = missing == DONE
        assert case_state(ONE, rest)[0] == ("closed" if closes else "open")
    assert whys(ONE, DONE, CONFIRMED, BACK, REPORT, CLOSURE) == {(CLOSURE.name, Why.CLOSES_NOTHING)}
    late = replace(CONFIRMED, day=on(8, 1), name="2025-08-01-verification")
    assert case_state(ONE, (DONE, REPORT, CLOSURE, late))[0] == "open"
    assert "close" in {debt.kind for debt in debts(ONE, (DONE, REPORT, CLOSURE, late), on(8, 2))}


def test_the_report_covers_every_finding() -> None:
    part = Report(day=on(7, 10), name="2025-07-10-report", by="cb-a", covers=("HC1",))
    rest = Report(day=on(7, 11), name="2025-07-11-report", by="cb-a/bi-thu", covers=("HC2",))
    whole = verified(on(6, 25), "ubkt", Verdict("N1", "confirmed"), Verdict("N2", "confirmed"))
    assert "report" in {debt.kind for debt in debts(TWO, (whole, part), on(7, 12))}
    assert case_state(TWO, (whole, part, CLOSURE))[0] == "open"
    assert case_state(TWO, (whole, part, rest, CLOSURE))[0] == "closed"
    assert case_state(TWO, (whole, replace(part, covers=None, periodic=True), CLOSURE))[0] == "open"


def test_only_not_effective_opens_a_closed_case() -> None:
    closed = (DONE, CONFIRMED, REPORT, CLOSURE)
    assert case_state(ONE, (*closed, replace(BACK, day=on(8, 1))))[0] == "closed"
    assert debts(ONE, (*closed, replace(BACK, day=on(8, 1))), on(8, 2)) == frozenset()
    back = verified(on(9, 1), "ubkt", Verdict("N1", effectiveness="not_effective"))
    assert case_state(ONE, (*closed, back)) == ("reopened", frozenset())
    assert is_owed_on(ONE, (*closed, back), on(9, 2), N1)


def test_each_effectiveness_check_is_owed() -> None:
    first = verified(on(6, 25), "ubkt", Verdict("N1", "confirmed", effectiveness_due=on(9, 15)))
    second = verified(on(6, 26), "ubkt", Verdict("N1", effectiveness_due=on(12, 15)))
    answer = verified(on(9, 14), "ubkt", Verdict("N1", effectiveness="effective"))
    owed = debts(ONE, (DONE, first, second, answer), date(2026, 1, 2))
    assert [debt.due for debt in owed if debt.kind == "check"] == [on(12, 15)]


def test_an_old_case_is_closed_unchecked() -> None:
    case, (old,) = told.OLD_CASE.case, told.OLD_CASE.records
    assert isinstance(old, Closure)
    for void in (
        replace(old, before_register=False),
        replace(old, day=on(2, 1)),
        replace(old, by="cong-doan"),
    ):
        assert case_state(case, (void,)) == ("open", frozenset({old.name}))
    assert case_state(replace(ONE, register_began=on(1, 2)), (old,))[0] == "open"


def test_reminders_are_answered_by_reply_or_by_confirmed_work() -> None:
    asked = Reminder(
        day=on(6, 12), name="2025-06-12-reminder", by="ubkt", id="DD1", tasks=("N1",), reply_due=on(6, 18)
    )
    reply = Reply(day=on(6, 13), name="2025-06-13-reply", by="cb-a", to="DD1")
    early = replace(reply, day=on(6, 11), name="2025-06-11-reply")
    other = replace(reply, by="cb-b")

    def kinds(*records: Record) -> set[str]:
        return {debt.kind for debt in debts(ONE, records, on(8, 1))}

    assert "reply" in kinds(asked)
    assert "reply" not in kinds(asked, reply)
    assert "reply" not in kinds(asked, DONE, CONFIRMED)
    assert "reply" not in kinds(asked, DONE, CONFIRMED, replace(BACK, day=on(7, 1)))
    assert whys(ONE, asked, early) == {(early.name, Why.ANSWERS_NOTHING)}
    assert whys(ONE, asked, other) == {(other.name, Why.NO_RIGHT)}
    assert "reply" in kinds(asked, early) & kinds(asked, other)
    assert whys(ONE, replace(asked, by="cong-doan")) == {(asked.name, Why.NO_RIGHT)}
    assert "reply" not in kinds(replace(asked, by="cong-doan"))


def test_an_unanswered_opinion_does_not_prevent_closing() -> None:
    assert case_state(ONE, (told.OPINION, DONE, CONFIRMED, REPORT, CLOSURE))[0] == "closed"
    assert "reply" in {debt.kind for debt in debts(ONE, (told.OPINION,), on(7, 1))}


# 4: order


def test_a_day_is_ordered_by_time_then_by_names_as_counted() -> None:
    names = ["2025-06-25-update", "2025-06-25-update-2", "2025-06-25-update-10", "2025-06-25-update-tai-san"]
    records = [replace(DONE, day=on(6, 25), name=name) for name in names]
    timed = [replace(records[0], time="14:30"), replace(records[1], time="09:00")]
    assert sorted((records[2], records[3], records[1], records[0]), key=place) == records
    assert sorted([*timed, records[2]], key=place) == [records[2], timed[1], timed[0]]


def test_contradictions_of_a_day_are_asked_about() -> None:
    day = on(6, 25)
    again = update(day, "cb-a", done("N1", day))
    rejected = verified(day, "ubkt/uv", Verdict("N1", "rejected"))
    assert contradictions(ONE, (DONE, rejected, again)) == {frozenset((again.name, rejected.name))}
    assert state(ONE, DONE, rejected, again).status == "owed"
    timed = replace(again, time="15:00")
    assert contradictions(ONE, (DONE, rejected, timed)) == frozenset()
    assert state(ONE, DONE, rejected, timed).status == "reported"
    assert contradictions(ONE, (again, replace(CONFIRMED, day=day))) == frozenset()
    void = replace(rejected, by="cb-a")
    assert contradictions(ONE, (again, void)) == frozenset()


def test_one_sitting_verifies_and_closes() -> None:
    day = on(7, 25)
    assert case_state(ONE, (DONE, replace(CONFIRMED, day=day), report(day), closure(day)))[0] == "closed"
    early = replace(closure(day), time="08:00")
    assert case_state(ONE, (DONE, replace(CONFIRMED, day=day, time="09:00"), REPORT, early))[0] == "open"


# 5: occurrences


def may(case: Case, *records: Record) -> list[str]:
    return [one.status for one in fold(case, records).slots.values()]


def test_occurrences_are_named_where_several_can_be_meant() -> None:
    unnamed = update(on(5, 24), "cb-a", done("N1", on(5, 23)))
    named = update(on(5, 24), "cb-a", done("N1", on(5, 23), MAY))
    rejected = verified(on(6, 2), "ubkt", Verdict("N1", "rejected"))
    assert whys(RECURRING, unnamed) == {(unnamed.name, Why.OCCURRENCE)}
    assert may(RECURRING, unnamed) == ["owed", "owed", "owed"]
    assert may(RECURRING, named) == ["reported", "owed", "owed"]
    june = update(on(6, 24), "cb-a", done("N1", on(6, 23), JUNE))
    assert may(RECURRING, named, rejected, june) == ["owed", "reported", "owed"]
    later = replace(rejected, day=on(7, 2))
    assert whys(RECURRING, named, june, later) == {(rejected.name, Why.OCCURRENCE)}
    wrong = update(on(5, 24), "cb-a", done("N1", on(5, 23), on(5, 26)))
    assert whys(RECURRING, wrong) == {(wrong.name, Why.UNKNOWN)}


def test_a_verification_speaks_for_several() -> None:
    both = update(on(6, 24), "cb-a", done("N1", on(5, 23), MAY), done("N1", on(6, 23), JUNE))
    some = verified(on(7, 1), "ubkt", Verdict("N1", "confirmed", occurrences=(MAY, JUNE)))
    every = verified(on(7, 1), "ubkt", Verdict("N1", "confirmed", all_reported=True))
    assert may(RECURRING, both, some) == may(RECURRING, both, every) == ["verified", "verified", "owed"]
    assert whys(RECURRING, every) == {(every.name, Why.OCCURRENCE)}


def test_the_rest_is_released_once_the_finding_is_gone() -> None:
    early = verified(on(7, 1), "ubkt", Verdict("N1", "released"))
    gone = verified(on(7, 2), "ubkt", Verdict("N1", "confirmed", gone=True, occurrences=(MAY,)))
    release = verified(on(7, 3), "ubkt", Verdict("N1", "released"))
    assert whys(RECURRING, early) == {(early.name, Why.NOT_GONE)}
    assert may(RECURRING, gone, release) == ["verified", "released", "released"]
    zeal = update(on(7, 24), "cb-a", Entry("N1", "in_progress", JULY))
    assert may(RECURRING, gone, release, zeal) == ["verified", "released", "released"]
    assert whys(RECURRING, gone, replace(release, by="cb-a")) == {(release.name, Why.NO_RIGHT)}


def test_extensions_move_one_occurrence() -> None:
    first = extension(on(5, 20), Move(JUNE, "N1", MAY))
    second = extension(on(6, 20), Move(on(7, 10), "N1", JUNE))
    assert [one.due for one in fold(RECURRING, (first,)).slots.values()] == [JUNE, JUNE, JULY]
    assert whys(RECURRING, first, second) == {(second.name, Why.OCCURRENCE)}
    named = replace(second, moves=(replace(second.moves[0], occurrence=MAY),))
    assert [one.due for one in fold(RECURRING, (first, named)).slots.values()] == [on(7, 10), JUNE, JULY]


def test_an_extension_of_the_series_adds_occurrences() -> None:
    longer = replace(RECURRING, tasks=(replace(told.MONTHLY, later=(on(8, 25), on(9, 25), on(10, 25))),))
    added = extension(on(7, 1), Move(on(9, 30), "N1", on(7, 31), series=True))
    assert [one.due for one in fold(longer, (added,)).slots.values()] == [
        MAY,
        JUNE,
        JULY,
        on(8, 25),
        on(9, 25),
    ]


# 6: for each


EACH = replace(ONE, tasks=(replace(told.N1, lead="dang-uy", for_each=("cb-a", "cb-b")),))


def test_each_unit_owes_its_own() -> None:
    a, b = Slot("N1", "cb-a"), Slot("N1", "cb-b")
    moved = extension(on(6, 20), Move(on(8, 29), "N1", DUE), by="cb-b")
    assert [state(EACH, moved, slot=slot).due for slot in (a, b)] == [DUE, on(8, 29)]
    assert [state(EACH, DONE, slot=slot).status for slot in (a, b)] == ["reported", "owed"]
    both = verified(on(7, 1), "ubkt", Verdict("N1", "confirmed"))
    assert whys(EACH, DONE, both) == {(both.name, Why.UNIT)}
    named = verified(on(7, 1), "ubkt", Verdict("N1", "confirmed", unit="cb-a"))
    assert [state(EACH, DONE, named, slot=slot).status for slot in (a, b)] == ["verified", "owed"]


# 7: days


def test_a_decision_counts_from_the_day_on_its_paper() -> None:
    late = extension(on(7, 2), Move(on(7, 31), "N1", DUE), paper=on(6, 28))
    assert state(ONE, late, day=on(6, 29)).due == on(7, 31)
    assert state(ONE, late, day=on(6, 27)).due == DUE


def test_what_was_reached_counts_from_its_day() -> None:
    assert state(ONE, DONE).reached == on(6, 19)
    assert state(ONE, DONE, BACK).reached is None


# 9 and 16: papers


def test_issued_means_issued() -> None:
    unit, whole = replace(ONE, unnumbered=("cell",)), Paper("09-KH/CB", on(4, 4), "cb-a")
    assert is_issued(ONE, whole)
    for hollow in (
        replace(whole, number=""),
        replace(whole, on=None),
        replace(whole, by=""),
        replace(whole, status="draft"),
    ):
        assert not is_issued(ONE, hollow)
        assert "plan" in {debt.kind for debt in debts(replace(ONE, plan=hollow), (), on(5, 1))}
    assert is_issued(unit, replace(whole, number=""))
    assert is_issued(ONE, replace(whole, number="", individual=True))


def test_a_draft_notice_opens_nothing() -> None:
    assert debts(replace(ONE, notice=replace(ONE.notice, status="draft")), (), on(7, 1)) == frozenset()


# B: whose word counts


def test_records_without_right_move_nothing() -> None:
    cases: tuple[tuple[Record, ...], ...] = (
        (update(on(6, 20), "cb-c", done("N1", on(6, 19))),),
        (DONE, verified(on(6, 25), "cong-doan/uv", Verdict("N1", "confirmed", gone=True))),
        (DONE, verified(on(6, 25), "cb-a/pho", Verdict("N1", "confirmed", gone=True))),
        (DONE, CONFIRMED, report(on(7, 10), "cb-c")),
        (DONE, CONFIRMED, REPORT, closure(on(7, 20), "cong-doan")),
        (extension(on(6, 10), Move(on(7, 31), "N1", DUE), decided_by="cb-b/bi-thu"),),
        (replace(extension(on(6, 10), Move(on(7, 31), "N1", DUE), by="cb-c"), outcome="", decided_by=""),),
    )
    for *before, wrong in cases:
        assert whys(ONE, *before, wrong) == {(wrong.name, Why.NO_RIGHT)}
        assert debts(ONE, (*before, wrong), on(8, 1)) == debts(ONE, before, on(8, 1))


def test_the_plans_approver_extends_within_the_notice() -> None:
    inspected = replace(
        ONE, notice=Paper("1/TB", on(3, 10), "ubkt-tinh-uy"), unit="dang-uy", followers=("ubkt-tinh-uy",)
    )
    within = replace(
        inspected, tasks=(replace(told.N1, notice_due=on(7, 31)),), plan=Paper("2/KH", on(4, 4), "dang-uy")
    )
    for to, due in ((on(7, 31), on(7, 31)), (on(8, 1), DUE)):
        assert state(within, extension(on(6, 10), Move(to, "N1", DUE))).due == due
    assert state(within, extension(on(6, 10), Move(on(8, 1), "N1", DUE), decided_by="tinh-uy")).due == on(
        8, 1
    )
    own = replace(within, tasks=(replace(told.N1, lead="dang-uy", accountable="dang-uy/uv"),))
    asked = extension(on(6, 10), Move(on(7, 15), "N1", DUE), by="dang-uy")
    assert whys(own, asked) == {(asked.name, Why.NO_RIGHT)}


def test_an_undecided_extension_is_listed_as_asked_for() -> None:
    asked = replace(extension(on(6, 1), Move(on(7, 31), "N1", DUE)), outcome="", decided_by="")
    refused = replace(extension(on(6, 5), Move(on(7, 31), "N1", DUE)), outcome="refused")
    assert state(ONE, asked) == State(due=DUE, extension_asked=True)
    assert state(ONE, asked, refused) == State(due=DUE)
    back = extension(on(6, 25), Move(DUE, "N1", on(8, 29)))
    assert state(ONE, extension(on(6, 20), Move(on(8, 29), "N1", DUE)), back).due == DUE


def test_who_concludes_and_who_plans() -> None:
    assert all(may_conclude(ONE, party, on(5, 1)) for party in ("dang-uy", "ubkt/uv"))
    assert not may_conclude(ONE, "cb-a", on(5, 1))
    assert all(may_plan(ONE, party, on(5, 1)) for party in ("cb-a", "cb-a/bi-thu", "dang-uy", "tinh-uy"))
    assert not any(may_plan(replace(ONE, unit="dang-uy"), party, on(5, 1)) for party in ("ubkt", "cb-a"))


def test_successors_owe_and_report_but_do_not_verify() -> None:
    units = {**told.UNITS, "cb-a": replace(told.UNITS["cb-a"], until=DUE, successor="cb-b")}
    case = replace(ONE, units=units, followers=("ubkt", "cb-b"))
    after = update(on(7, 5), "cb-b", done("N1", on(7, 4)))
    by_itself = verified(on(7, 8), "cb-b", Verdict("N1", "confirmed"))
    before = verified(on(6, 28), "cb-b", Verdict("N1", "confirmed"))
    assert {debt.by for debt in debts(case, (), on(7, 1))} == {"cb-b"}
    assert {debt.by for debt in debts(case, (), DUE)} == {"cb-a"}
    assert state(case, after).status == "reported"
    assert whys(case, after, by_itself) == {(by_itself.name, Why.NO_RIGHT)}
    assert whys(case, before) == set()


# Every story


def spread() -> Iterator[Story]:
    yield from told.one_task(37)
    yield from told.two_tasks(97)
    yield from told.recurring(197)
    yield from told.long_one_task(197)
    yield from told.long_two_tasks(997)
    yield from told.long_recurring(997)
    for case in (ONE, TWO, RECURRING):
        yield from told.ready(case, 37)


def holds(story: Story) -> None:
    """Assert what must be true of every story."""
    case, records = story.case, story.records
    day = max((one.day for one in records), default=DUE) + timedelta(days=1)
    ledger, owed = fold(case, records, day), debts(case, records, day)
    by_name = {one.name: one for one in records}
    assert len(by_name) == len(records)
    if ledger.closed_by:
        assert {debt.kind for debt in owed} <= {"check"}
        assert any(isinstance(one, Report) for one in records)
    else:
        for slot, one in ledger.slots.items():
            assert is_owed_on(case, records, day, slot) == (one.status not in (*ENDED, "reported"))
    whole = {
        name
        for name, record in by_name.items()
        if len({one.entry for one in ledger.voids if one.record == name}) == parts(record)
    }
    kept = [one for one in records if one.name not in whole]
    assert debts(case, kept, day) == owed
    assert fold(case, reversed(records), day) == ledger


def parts(record: Record) -> int:
    return len(getattr(record, "entries", getattr(record, "moves", "1")))


def test_laws_hold_in_short_stories() -> None:
    for story in spread():
        holds(story)


@given(told.random_stories())
@settings(max_examples=200, deadline=None)
def test_laws_hold_in_random_stories(story: Story) -> None:
    holds(story)
    contradictions(story.case, story.records)
