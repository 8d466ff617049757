"""Offer to each party the kinds of documents that it may record in a case, by the one table of rights."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType

from khacphuc.model.party import Party
from khacphuc.model.vocabulary import Act
from khacphuc.register.case import Case
from khacphuc.register.loading import RegisterSettings
from khacphuc.timeline.rights import Rights, Subject
from khacphuc.timeline.timeline import timeline

_ACTS: Mapping[str, tuple[Act, ...]] = MappingProxyType(
    {
        "conclusion": (Act.CONCLUDE,),
        "plan": (Act.PLAN,),
        "update": (Act.UPDATE,),
        "extension": (Act.ASK_EXTENSION, Act.DECIDE_EXTENSION),
        "verification": (Act.VERIFY,),
        "opinion": (),
        "reply": (Act.REPLY,),
        "reminder": (Act.REMIND,),
        "meeting": (),
        "report": (Act.REPORT,),
        "closure": (Act.CLOSE,),
    }
)
"""What a party must be allowed to do for each kind, in the order in which a case comes to them; nothing: anybody may."""

KINDS = tuple(_ACTS)


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
        for kind, acts in _ACTS.items()
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
