"""A plan of the inspected unit gives work to the party that follows the case.

Whoever leads a task or answers for it does not verify it. A plan that makes the follower do the work of the inspected unit
takes the follower's word on that work away, whether it is meant so or not.

Let a unit of the inspected side lead and answer for the task. What the follower itself does, such as supervising, is
`kind: follow_up`.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.party import Party
from khacphuc.model.plan import Plan, Task
from khacphuc.model.vocabulary import Severity
from khacphuc.register.case import Case
from khacphuc.register.document import Document
from khacphuc.rules.completeness_common import led_by_commission, owes_product
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.rules.void import named_party
from khacphuc.text.message import say
from khacphuc.timeline.parties import followers

SEVERITY = Severity.WARNING
DOCUMENTS = (Plan,)


def check_document(document: Document[Plan], case: Case | None, context: Context) -> Iterator[RuleReport]:
    plan, conclusion = document.record, case.conclusion if case else None
    if case is None or conclusion is None:
        return
    told = led_by_commission(plan, case, context)  # KP313 tells these
    units, on = context.settings.units, plan.issued_on or context.as_of
    following = followers(conclusion)
    owing = {
        units.current(unit, on) for unit in (conclusion.unit, (plan.for_ or Party(conclusion.unit)).unit)
    }
    for index, task in enumerate(plan.tasks):
        named: set[str] = set()
        for key, place, party in _given(task):
            within = units.current(party.unit, on)
            if (
                task.id in told
                or within in owing
                or within in named
                or not any(party.within(one) for one in following)
            ):
                continue
            named.add(within)
            message = say(
                "Task {id} is given to {party}, who follows this case and then could not verify it.",
                id=task.id,
                party=named_party(party, context),
            )
            mend = say(
                "Let {unit}, or a unit below it, do it; what the follower itself does is kind: follow_up.",
                unit=conclusion.unit,
            )
            yield RuleReport(document, ("tasks", index, key, place), Said(message, mend))


def _given(task: Task) -> Iterator[tuple[str, int, Party]]:
    if owes_product(task):
        for key in ("lead", "accountable"):
            for place, party in enumerate(getattr(task, key)):
                yield key, place, party
