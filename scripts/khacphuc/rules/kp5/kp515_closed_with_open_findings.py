"""A case is closed although findings are still open.

A case closes when every finding is verified, or formally not pursued. Closed earlier, the shortcoming disappears from all
lists without being gone.

Verify what is open first, or record with a reason and a paper that it is not pursued.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.vocabulary import Severity
from khacphuc.obligations.values import SETTLED
from khacphuc.register.case import Case
from khacphuc.rules.contract import Context, Report, Said
from khacphuc.rules.knowledge import understood
from khacphuc.rules.state import folded
from khacphuc.text.message import listed, say
from khacphuc.timeline.timeline import timeline

SEVERITY = Severity.ERROR


def check_case(case: Case, context: Context) -> Iterator[Report]:
    closure = next(iter(timeline(case).closures), None)
    state = folded(case, context) if closure is not None else None
    if closure is None or state is None or state.closed_on is None:
        return
    if not understood(case, "conclusion", "plan", "update", "verification"):
        return
    open_ = [item for item in state.findings if item.status not in SETTLED]
    if not open_:
        return
    names = listed([item.finding.id for item in open_])
    first = open_[0]
    message = say(
        "The case is closed, but not every finding is verified: {names} ({id}: {status}).",
        names=names,
        id=first.finding.id,
        status=say(first.status.label),
    )
    ended = {item.task.id for item in state.tasks if item.ended}
    todo = [task for task in first.tasks if task not in ended]
    mend = (
        say(
            "Verify {tasks} first, or record with reason and paper that it is not pursued.",
            tasks=listed(todo),
        )
        if todo
        else say("Give {id} a task and have it verified before the case is closed.", id=first.finding.id)
    )
    yield Report(closure, ("date",), Said(message, mend))
