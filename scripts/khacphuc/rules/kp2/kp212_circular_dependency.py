"""Tasks wait for each other in a circle.

When the first task waits for the second and the second for the first, neither can begin, and the timeline of
the case has no first step.

Take out the dependency that is not one.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.vocabulary import Severity
from khacphuc.register.case import Case
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.rules.reference_common import chain, circles
from khacphuc.text.message import say

SEVERITY = Severity.ERROR


def check_case(case: Case, _context: Context) -> Iterator[RuleReport]:
    places = {
        task.id: (document, index, task) for document, _, index, task in case.tasks() if task.depends_on
    }
    for circle in circles({name: task.depends_on for name, (_, _, task) in places.items()}):
        document, index, task = places[circle[0]]
        following = circle[1] if len(circle) > 1 else circle[0]
        at = ("tasks", index, "depends_on", task.depends_on.index(following))
        if len(circle) == 1:
            message = say("Task {name} waits for itself.", name=circle[0])
        else:
            message = say("These tasks wait for each other: {chain}.", chain=chain(circle))
        yield RuleReport(document, at, Said(message, say("Take out the dependency that is not one.")))
