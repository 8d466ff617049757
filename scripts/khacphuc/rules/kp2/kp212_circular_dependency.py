"""Tasks, or requirements, wait for each other in a circle.

When the first task waits for the second and the second for the first, neither can begin, and the timeline of
the case has no first step.

Take out the dependency that is not one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from khacphuc.model.vocabulary import Severity
from khacphuc.register.case import Case
from khacphuc.register.document import AnyDocument
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.rules.reference_common import chain, circles
from khacphuc.text.message import say

SEVERITY = Severity.ERROR


def check_case(case: Case, _context: Context) -> Iterator[RuleReport]:
    places: dict[str, tuple[AnyDocument, str, int, Sequence[str]]] = {
        task.id: (document, "tasks", index, task.depends_on)
        for document, _, index, task in case.tasks()
        if task.depends_on
    }
    for index, item in enumerate(case.conclusion.requirements if case.conclusion else ()):
        if item.depends_on and case.conclusion_document is not None:
            places[item.id] = case.conclusion_document, "requirements", index, item.depends_on
    for circle in circles({name: after for name, (*_, after) in places.items()}):
        document, key, index, after = places[circle[0]]
        following = circle[1] if len(circle) > 1 else circle[0]
        at = (key, index, "depends_on", after.index(following))
        if len(circle) == 1:
            message = say("{name} waits for itself.", name=circle[0])
        else:
            message = say("These wait for each other: {chain}.", chain=chain(circle))
        yield RuleReport(document, at, Said(message, say("Take out the dependency that is not one.")))
