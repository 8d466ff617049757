"""Who has to do with a case: who does its tasks, who follows it."""

from __future__ import annotations

from khacphuc.model.conclusion import Conclusion
from khacphuc.model.party import NOBODY, Party
from khacphuc.model.plan import Plan, Task


def doers(task: Task, plan: Plan, unit: str) -> tuple[Party, ...]:
    """The parties that do a task: who leads it, else who answers for it, else whose plan it is, else the case's unit."""
    return task.lead or task.accountable or (plan.for_ or Party(unit),)


def follower(conclusion: Conclusion) -> Party:
    """Who verifies and closes: the following commission, else the issuer of the conclusion."""
    commission = conclusion.followers.commission if conclusion.followers else None
    return Party(commission or conclusion.issuer or NOBODY)


def followers(conclusion: Conclusion) -> tuple[Party, ...]:
    """Everybody who follows a case: commission, member in charge, others, the team."""
    named: list[str | None] = []
    if conclusion.followers:
        named += [conclusion.followers.commission, conclusion.followers.member, *conclusion.followers.others]
    if conclusion.inspection and (team := conclusion.inspection.team):
        named += [team.lead, *team.members]
    return tuple(Party(party) for party in named if party)
