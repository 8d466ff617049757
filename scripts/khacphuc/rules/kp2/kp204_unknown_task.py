"""A task is named that no plan of the case has.

What an update reports, an extension moves or a verification confirms must be a task of a plan. Otherwise the
report counts for nothing, and the real task stays open and overdue.

Name the task by its id in plan.md or in a sub-plan of the same case, or what the notice demands by the id of its requirement. A
demand to make the plan or to report the result is answered by the plan and the result report themselves.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.vocabulary import Duty, Severity
from khacphuc.register.case import Case
from khacphuc.rules.contract import Context, Reference, RuleReport, Said
from khacphuc.rules.reference_common import understood, unknown
from khacphuc.text.message import listed, say
from khacphuc.timeline.demands import carried
from khacphuc.timeline.timeline import timeline

SEVERITY = Severity.ERROR
REFERENCES = ("task",)


def _carried_by(name: str, case: Case) -> Duty | None:
    """Return the duty of the case that carries a requirement of the notice."""
    found = carried(case.conclusion) if case.conclusion else {}
    return next((duty for duty, item in found.items() if item.id == name), None)


def check_reference(reference: Reference, case: Case | None, _context: Context) -> Iterator[RuleReport]:
    if case is None or reference.text in case.names.get("task", ()) or not understood(case, "plan"):
        return
    entries = timeline(case)
    if reference.text in entries.demands or not understood(case, "conclusion"):
        return
    if duty := _carried_by(reference.text, case):
        message = say("What {name} demands is owed as: {duty}.", name=reference.text, duty=say(duty.label))
        mend = say(
            "It is answered by that paper itself. An extension names it with {line}.",
            line=f"duty: {duty.value}",
        )
        yield RuleReport(reference.document, reference.at, Said(message, mend))
        return
    requirements = case.conclusion.requirements if case.conclusion else ()
    if any(item.id == reference.text for item in requirements):
        serving = [task.id for *_, task in case.tasks() if reference.text in task.requirements]
        message = say("{name} has no day, cycle or lead of its own: it is met by tasks.", name=reference.text)
        mend = (
            say("Report on the task that carries it out: {tasks}.", tasks=listed(serving))
            if serving
            else say("Name it under requirements: of a task, or give it the due: or lead: of the paper.")
        )
        yield RuleReport(reference.document, reference.at, Said(message, mend))
        return
    known = [task.id for _, _, _, task in case.tasks()] + list(entries.demands)
    message = say("No plan of this case has a task “{name}”.", name=reference.text)
    yield unknown(reference, message, known, say("The case has no plan with tasks yet: add plan.md first."))
