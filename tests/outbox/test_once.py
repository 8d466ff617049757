"""Laws of notifying: whatever days it runs on, nobody is told of one thing twice, and nobody who is due is left out."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from khacphuc.model.party import Party
from khacphuc.model.records import Notified
from khacphuc.model.vocabulary import Channel, NotificationStage
from khacphuc.obligations.fold import states_of
from khacphuc.obligations.notifying import DueNotification, digests, due_notifications
from khacphuc.obligations.values import CaseState, SentNotification
from khacphuc.register.loading import RegisterSettings, list_entries, open_settings
from tests.outbox.registers import ALONE
from tests.pages.register import FOLDER, memory

BEGUN = date(2026, 8, 1)
PLAN = ALONE[f"{FOLDER}/plan.md"]
EXTENDED = (
    "---\ntype: extension\ndate: {on}\nby: chi-bo-a\ntasks: [{{task: N1, from: 2026-08-31, to: {to}}}]\n"
    "reason: Chờ văn bản.\noutcome: approved\ndecided_by: dang-uy\n---\n"
)
DAYS = st.integers(0, 150).map(lambda days: BEGUN + timedelta(days=days))


def on(day: date, extension: str) -> tuple[list[CaseState], RegisterSettings]:
    source = memory({**ALONE, f"{FOLDER}/2026-08-20-extension.md": extension})
    listing = list_entries(source)
    found = open_settings(source, listing)
    return states_of(source, listing, found, day, jobs=1), found


def sent(item: DueNotification, day: date) -> SentNotification:
    _, key, stage, due, to = item.key
    return SentNotification(day, Notified(obligation=key, stage=stage, due=due, to=to, channel=Channel.EMAIL))


@settings(max_examples=60, deadline=None)
@given(st.sets(DAYS, min_size=1, max_size=12), st.none() | st.tuples(DAYS, DAYS))
def test_each_is_told_once_and_none_is_forgotten(days: set[date], moved: tuple[date, date] | None) -> None:
    extension = EXTENDED.format(on=moved[0], to=max(moved[1], date(2026, 9, 1))) if moved else ""
    told: list[tuple[str, SentNotification]] = []
    keys = []
    for day in sorted(days):
        states, found = on(day, extension)
        due = due_notifications(states, found, day)
        for digest in digests(due, states, found, day, told):
            assert len({item.key for item in digest.items}) == len(digest.items)
            keys += [item.key for item in digest.items]
            told += [(item.row.case.folder, sent(item, day)) for item in digest.items]
    assert len(set(keys)) == len(keys)
    last = max(days)
    states, found = on(last, extension)
    for item in due_notifications(states, found, last):
        assert item.key in keys or (item.following and rested(item.to, told, last))


def rested(party: Party, told: list[tuple[str, SentNotification]], day: date) -> bool:
    """Whether a follower was written to in the last week."""
    return any(one.notified.to == party and day < one.on + timedelta(days=7) for _, one in told)


@settings(max_examples=60, deadline=None)
@given(DAYS)
def test_a_stage_is_brought_to_whom_it_is_for(day: date) -> None:
    states, found = on(day, "")
    late = (day - date(2026, 8, 31)).days
    stages = {
        (item.to, item.stage)
        for item in due_notifications(states, found, day)
        if item.row.obligation.key == "N1"
    }
    expected = set()
    if -14 <= late <= 0:
        expected = {("chi-bo-a", NotificationStage.DUE_SOON), ("chi-bo-a/bi-thu", NotificationStage.DUE_SOON)}
    elif late > 0:
        head = NotificationStage.HEAD if late >= 7 else NotificationStage.OVERDUE
        expected = {("chi-bo-a", NotificationStage.OVERDUE), ("chi-bo-a/bi-thu", head)}
        expected |= {("ubkt", NotificationStage.COMMISSION)} if late >= 30 else set()
    assert stages == expected
