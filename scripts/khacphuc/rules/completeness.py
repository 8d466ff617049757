"""What the rules about completeness share: what is certainly missing, who leads, whose commission it is."""

from __future__ import annotations

from functools import lru_cache

from khacphuc.model.party import Party
from khacphuc.model.plan import Plan, Task
from khacphuc.model.vocabulary import Level, TaskKind
from khacphuc.register.case import Case
from khacphuc.register.document import AnyDocument
from khacphuc.register.units import Units
from khacphuc.rules.contract import Context
from khacphuc.text.nodes import Path

COMMISSION = "commission"


def surely_missing(document: AnyDocument, item: Path = ()) -> bool:
    """Whether nothing that could not be read hides what a document, or one item of a list in it, seems to lack."""
    if document.whole:
        return True
    *before, index = item or ("", "")
    if not isinstance(index, int):
        return False
    first = document.place(item).line
    after = document.place((*before, index + 1)).line
    # Past the last item the nearest thing is the list itself, which stands before.
    return not any(
        first <= flaw.place.line and not first < after <= flaw.place.line for flaw in document.flaws
    )


def owes_product(task: Task) -> bool:
    """Whether a task must bring about something by a day. Following and urging goes on as long as the work does."""
    return task.kind is not TaskKind.FOLLOW_UP


def has_owner(plan: Plan) -> bool:
    """Whether all tasks of a plan are those of the collective or individual whose plan it is."""
    return plan.level is not Level.MAIN and plan.for_ is not None


@lru_cache(maxsize=1024)
def commissions(units: Units, unit: str) -> frozenset[str]:
    """The inspection commissions of a unit and of the units above it; never the unit itself."""
    found: set[str] = set()
    above: str | None = unit
    seen: set[str] = set()
    while above and above not in seen and (holder := units.get(above)):
        seen.add(above)
        if holder.commission:
            found.add(holder.commission)
        found |= _commissions_below(units).get(above, set())
        above = holder.parent
    return frozenset(found - {unit})


@lru_cache(maxsize=4)
def _commissions_below(units: Units) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for unit in units:
        if unit.kind == COMMISSION and unit.parent:
            found.setdefault(unit.parent, set()).add(unit.id)
    return found


def inspecting_side(case: Case, context: Context) -> frozenset[str]:
    """The commissions that inspect or follow the unit of a case, and so can neither plan nor work for it."""
    conclusion = case.conclusion
    unit = conclusion.unit if conclusion else case.unit
    found = commissions(context.frame.units, unit)
    following = conclusion.followers.commission if conclusion and conclusion.followers else None
    return found | {following} - {unit} if following else found


def side(party: str | None) -> str:
    """The unit of a party."""
    return Party(party).unit if party else ""
