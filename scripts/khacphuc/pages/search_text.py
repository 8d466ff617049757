"""Collect the text and the days by which a case is found in search."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from khacphuc.model.conclusion import Conclusion
from khacphuc.model.plan import Plan
from khacphuc.obligations.values import CaseState
from khacphuc.pages.site_context import SiteContext
from khacphuc.register.document import AnyDocument
from khacphuc.timeline.notice import Notice
from khacphuc.timeline.parties import followers


def search_text(
    conclusion: Conclusion, state: CaseState, documents: Sequence[AnyDocument], context: SiteContext
) -> str:
    """Its text for search, a line a part. ``documents`` are those of the case's page."""
    records = [document.record for document in documents if document.record is not None]
    parts: list[str | None] = [state.title, state.number, state.id, context.unit_name(state.unit)]
    parts += [item.finding.text for item in state.findings]
    parts += [part.text for item in state.findings for part in item.finding.parts]
    requirements = (state.notice or Notice(conclusion)).all_requirements
    parts += [text for item in requirements for text in (item.text, *(part.text for part in item.parts))]
    parts += [item.text for item in conclusion.facts]
    for record in records:
        if isinstance(record, Plan):
            parts += _plan(record, context)
    parts += [context.party_name(party) for party in _parties(conclusion, state)]
    parts.append(" · ".join(_papers(records)))
    return "\n".join(dict.fromkeys(part for part in parts if part))


def _plan(plan: Plan, context: SiteContext) -> Iterator[str | None]:
    yield from (plan.number, plan.title)
    for task in plan.tasks:
        yield from (task.content, task.measure, task.product)
        yield from (context.party_name(party) for party in (*task.lead, *task.accountable))


def _parties(conclusion: Conclusion, state: CaseState) -> Iterator[str]:
    """Yield the parties of a case other than those responsible for tasks."""
    yield from filter(None, (state.owner, state.directed_by, state.issuer, state.follower))
    yield from (item.lead for item in conclusion.requirements if item.lead)
    yield from followers(conclusion)


def _papers(records: Iterable[object]) -> Iterator[str]:
    """Yield the numbers of the papers of a case: its own, the decision to inspect, those behind records and shown as evidence."""
    for record in records:
        inspection, paper = getattr(record, "inspection", None), getattr(record, "paper", None)
        own = (getattr(record, "number", None), inspection and inspection.decision, paper and paper.number)
        yield from filter(None, own)
        for task in getattr(record, "tasks", ()):
            yield from (paper.number for paper in getattr(task, "evidence", ()) if paper.number)


def search_days(state: CaseState, documents: Iterable[AnyDocument]) -> tuple[date, ...]:
    """Return the days of a case: of its conclusion, its deadlines as they were and as they are, its records."""
    found: list[date | None] = [state.issued_on, state.plan_issued_on, state.reported_on, state.closed_on]
    deadlines = [
        *(task.deadline for task in (*state.demands, *state.tasks)),
        *(item.deadline for item in state.obligations),
    ]
    found += [day for deadline in deadlines for day in (deadline.original, deadline.current)]
    found += [document.slot.date for document in documents]
    return tuple(dict.fromkeys(day for day in found if day))
