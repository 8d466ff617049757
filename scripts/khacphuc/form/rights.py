"""Offer to each party the kinds of documents that it may record in a case, by the one table of rights."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from khacphuc.model.party import Party
from khacphuc.register.case import Case
from khacphuc.register.loading import RegisterSettings
from khacphuc.timeline.rights import Rights, Subject
from khacphuc.timeline.sides import ACTS
from khacphuc.timeline.timeline import timeline

KINDS = tuple(ACTS)


def rights(case: Case, party: Party, settings: RegisterSettings, on: date) -> tuple[str, ...]:
    """Return the kinds of documents that a party may record in a case on a day."""
    conclusion = case.conclusion
    if conclusion is None:
        return KINDS
    planned = list(timeline(case).tasks.values())
    held = Rights(conclusion, [(one.plan, one.task) for one in planned], settings.units, settings.policy)
    owed = (*planned, *timeline(case).demands.values())
    subjects = [*_of_the_case(case), *(Subject(one.plan, one.task) for one in owed)]
    return tuple(
        kind
        for kind, acts in ACTS.items()
        if not acts or any(held.may(act, party, on, subject) for act in acts for subject in subjects)
    )


def _of_the_case(case: Case) -> Iterator[Subject]:
    """Yield what a record may speak of that is no task: the case, plans of their own, what was asked of somebody."""
    yield Subject()
    for _, plan in case.plans():
        yield Subject(plan)
    for reminder in timeline(case).reminders:
        if reminder.record.to:
            yield Subject(asked=reminder.record.to)
