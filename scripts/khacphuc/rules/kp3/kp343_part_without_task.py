"""No task carries out a part of a finding or requirement.

A finding that holds several things is put right when each of them is, and a requirement that demands several is met when each
is. What no task names stays, however many tasks serve the whole, and the case cannot be closed.

Name the part under `parts` of the task that puts it right, or add a task.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.conclusion import FindingPart
from khacphuc.model.vocabulary import Level, Severity
from khacphuc.register.case import Case
from khacphuc.rules.case_state import notice_of
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.rules.reference_common import understood
from khacphuc.rules.unserved_requirements import of_the_plan
from khacphuc.text.front_matter import quoted
from khacphuc.text.message import N_, say
from khacphuc.timeline.notice import Notice

SEVERITY = Severity.ERROR


def check_case(case: Case, context: Context) -> Iterator[RuleReport]:
    main = next((document for document, plan in case.plans() if plan.level is Level.MAIN), None)
    if main is None or not understood(case, "conclusion", "supplement", "correction", "plan"):
        return
    notice = notice_of(case, context)
    for part, text in _missing(case, notice, context) if notice else ():
        mend = say("Name it under the task that is meant: {line}, or add a task.", line=f"parts: [{part.id}]")
        message = say(text, id=part.id, text=quoted(part.text))
        yield RuleReport(main, ("tasks",), Said(message, mend), on_key=True)


def _missing(case: Case, notice: Notice, context: Context) -> Iterator[tuple[FindingPart, str]]:
    """Yield the parts that no task names, with what to say. Of what no task serves at all, other rules tell."""
    tasks = [task for *_, task in case.tasks()]
    named = {(name, part) for task in tasks for name in task.findings for part in task.parts}
    demanded = {(name, part) for task in tasks for name in task.requirements for part in task.parts}
    partly = {name for name, _ in named}
    served = {name for task in tasks for name in task.requirements}
    conclusion = notice.conclusion
    for finding in conclusion.findings:
        if notice.of(finding.id) and finding.id not in partly:
            continue  # of one that a supplement added, KP346 tells
        for part in finding.parts:
            if (finding.id, part.id) not in named:
                yield part, N_("No task puts part {id} right: “{text}”.")
    for item in conclusion.requirements:
        if item.id in served and of_the_plan(item, conclusion, context):  # else KP340 tells
            for part in item.parts:
                if (item.id, part.id) not in demanded:
                    yield part, N_("No task carries out part {id}: “{text}”.")
