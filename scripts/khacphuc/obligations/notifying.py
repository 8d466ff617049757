"""Decide of what to notify whom: of each obligation the stage that it has come to, and the parties it is brought to.

A notification is known by case, obligation, stage, deadline and party, and is sent once. When an approved extension moves
a deadline, what was overdue no longer is, and the new deadline is another notification when its time comes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from msgspec import Struct

from khacphuc.model.party import NOBODY, Party
from khacphuc.model.vocabulary import NotificationStage
from khacphuc.obligations.values import CaseState, ObligationKind, SentNotification, Timing
from khacphuc.obligations.views import ObligationRow, rows
from khacphuc.register.loading import RegisterSettings

_OF_THE_FOLLOWER = (ObligationKind.VERIFY, ObligationKind.CLOSE, ObligationKind.CHECK_EFFECTIVENESS)
_WITHOUT_DELAY = (
    ObligationKind.MAKE_PLAN,
    ObligationKind.MAKE_SUBPLAN,
    ObligationKind.ANSWER_OPINION,
    ObligationKind.VERIFY,
    ObligationKind.CLOSE,
)
"""What is to be done at once where no deadline is set. A task without one may take long."""
_ORDER = tuple(NotificationStage)

NotificationKey = tuple[str, str, NotificationStage, date | None, Party]
"""Case folder, obligation, stage, deadline, party."""


class DueNotification(Struct, frozen=True):
    """An obligation, the stage that it has come to for a party, and that party."""

    row: ObligationRow
    stage: NotificationStage
    to: Party

    @property
    def key(self) -> NotificationKey:
        owed = self.row.obligation
        return self.row.case.folder, owed.key, self.stage, owed.deadline.current, self.to

    @property
    def following(self) -> bool:
        """Whether it concerns the party as a follower of the case, not as who owes it."""
        return self.stage is NotificationStage.COMMISSION or self.row.obligation.kind in _OF_THE_FOLLOWER


class FollowedCases(Struct, frozen=True):
    """What a follower has in hand: open cases, what is overdue in them, what awaits verification."""

    cases: int
    overdue: int
    unverified: int


class Digest(Struct, frozen=True):
    """All notifications for one party, in one message."""

    to: Party
    items: tuple[DueNotification, ...]
    followed: FollowedCases | None = None


def due_notifications(
    states: Sequence[CaseState], settings: RegisterSettings, as_of: date
) -> list[DueNotification]:
    """Return everything that has come to a stage by a day, sent or not; of a party and an obligation the last stage."""
    found: list[DueNotification] = []
    for row in rows(states, as_of, settings.policy):
        latest = {
            party: stage
            for stage, party in _reached(row, settings, as_of)
            if party and not _has_left(party, settings, as_of)
        }
        found += (DueNotification(row, stage, party) for party, stage in latest.items())
    return found


def _reached(
    row: ObligationRow, settings: RegisterSettings, as_of: date
) -> Iterator[tuple[NotificationStage, Party]]:
    """Yield each stage with a party it is brought to, the last stage last."""
    owed, when, times = row.obligation, row.timeliness, settings.policy.notifications
    owing = dict.fromkeys((owed.owed_by, owed.answerable))
    if when.timing is Timing.DUE_SOON:
        yield from ((NotificationStage.DUE_SOON, party) for party in owing)
    elif when.timing is Timing.NO_DEADLINE and owed.kind in _WITHOUT_DELAY and owed.since:
        if owed.since + timedelta(days=times.waiting) <= as_of:
            yield from ((NotificationStage.WAITING, party) for party in owing)
    elif when.timing is Timing.OVERDUE:
        yield from ((NotificationStage.OVERDUE, party) for party in owing)
        if when.days >= times.head:
            unit = settings.units.get(owed.owed_by.unit)
            yield NotificationStage.HEAD, Party((unit.head if unit else None) or NOBODY)
        if when.days >= times.commission:
            yield NotificationStage.COMMISSION, _above(row)


def _has_left(party: Party, settings: RegisterSettings, as_of: date) -> bool:
    """Whether a person no longer has the role in which a plan names them (KP217 tells it)."""
    person = settings.units.people.get(party)
    return person is not None and person.until is not None and person.until < as_of


def _above(row: ObligationRow) -> Party:
    """The follower of the case; of what the follower itself owes, the issuer of the notice."""
    case, unit = row.case, row.obligation.owed_by.unit
    candidates = (case.follower, Party(case.issuer))
    return next((party for party in candidates if party and party.unit != unit), NOBODY)


def digests(
    due: Iterable[DueNotification],
    states: Sequence[CaseState],
    settings: RegisterSettings,
    as_of: date,
    elsewhere: Iterable[tuple[str, SentNotification]] = (),
) -> list[Digest]:
    """Return one digest for each party of what it has not been told yet, sorted by party.

    ``elsewhere`` are notifications, by case folder, that were sent and are not part of the register yet. A follower is
    written to once in the policy's number of days, and then of all that has come up since.
    """
    sent = [
        *((state.folder, one) for state in states for one in state.notifications),
        *elsewhere,
    ]
    told = {_key(folder, one) for folder, one in sent}
    last: dict[Party, date] = {}
    for _, one in sent:
        last[one.notified.to] = max(one.on, last.get(one.notified.to, one.on))
    pause = timedelta(days=settings.policy.notifications.digest)
    found: dict[Party, list[DueNotification]] = {}
    for item in due:
        resting = item.following and item.to in last and as_of < last[item.to] + pause
        if item.key not in told and not resting and item.row.case.notifier:
            found.setdefault(item.to, []).append(item)
    return [
        Digest(party, tuple(items), _followed(party, items, states, settings, as_of))
        for party, items in sorted(found.items())
    ]


def _key(folder: str, one: SentNotification) -> NotificationKey:
    said = one.notified
    return folder, said.obligation, said.stage, said.due, said.to


def _followed(
    party: Party,
    items: Iterable[DueNotification],
    states: Sequence[CaseState],
    settings: RegisterSettings,
    as_of: date,
) -> FollowedCases | None:
    if not any(item.following for item in items):
        return None
    mine = [state for state in states if state.open and party in (state.follower, *state.followers)]
    open_rows = rows(mine, as_of, settings.policy)
    verify = sum(row.obligation.kind is ObligationKind.VERIFY for row in open_rows)
    return FollowedCases(len(mine), sum(row.overdue for row in open_rows), verify) if mine else None
