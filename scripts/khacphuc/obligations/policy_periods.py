"""Count the deadlines that the register's own policy sets: by which of its periods, and by which kind of days."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import NamedTuple

from khacphuc.model.policy import Policy
from khacphuc.obligations.calendar import Calendar
from khacphuc.obligations.values import ObligationKind


class PolicyPeriod(NamedTuple):
    """A period of the policy: its key under ``days``, and how its last day is found."""

    setting: str
    last_day: Callable[[Calendar, date, int], date]


def _plain_days(_: Calendar, since: date, days: int) -> date:
    return since + timedelta(days=days)


PERIODS: Mapping[ObligationKind, PolicyPeriod] = MappingProxyType(
    {
        ObligationKind.MAKE_PLAN: PolicyPeriod("make_plan", Calendar.add_days),
        ObligationKind.MAKE_SUBPLAN: PolicyPeriod("make_subplan", Calendar.add_days),
        ObligationKind.ADD_TO_PLAN: PolicyPeriod("make_plan", Calendar.add_days),
        ObligationKind.SEND_UPDATE: PolicyPeriod("update", _plain_days),
        ObligationKind.SEND_REPORT: PolicyPeriod("send_report", Calendar.add_days),
        ObligationKind.ANSWER_OPINION: PolicyPeriod("reply", Calendar.add_working_days),
        ObligationKind.VERIFY: PolicyPeriod("verify", Calendar.add_working_days),
        ObligationKind.CLOSE: PolicyPeriod("close", Calendar.add_working_days),
    }
)
"""The kinds of obligations that have a deadline by policy where no paper sets one."""


def period_of(kind: ObligationKind, policy: Policy) -> int | None:
    """Return the days that the policy gives for a kind of obligation; None where it gives none."""
    days: int | None = getattr(policy.days, PERIODS[kind].setting)
    return days


def due_by_policy(
    kind: ObligationKind, since: date | None, policy: Policy, calendar: Calendar
) -> date | None:
    """Return the deadline of the register's own for what is owed since a day; None where it sets none."""
    days = period_of(kind, policy)
    return PERIODS[kind].last_day(calendar, since, days) if since and days is not None else None
