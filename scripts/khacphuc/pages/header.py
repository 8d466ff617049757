"""The facts at the head of a case's page, of its conclusion and of each plan."""

from __future__ import annotations

from khacphuc.model.conclusion import Conclusion
from khacphuc.model.plan import Plan
from khacphuc.obligations.values import CaseState
from khacphuc.pages.cards import Desk
from khacphuc.pages.parts import Value, facts, paper, quoted
from khacphuc.pages.safe import Html, esc, html, joined
from khacphuc.pages.totals import PROGRESS, total_html
from khacphuc.text.message import N_

Pairs = tuple[tuple[str, Value], ...]


def case_facts(desk: Desk, conclusion: Conclusion, state: CaseState) -> Html:
    """Whose case it is, what it follows from, its own deadlines, and the last signs of life."""
    made = desk.made
    moved_on = state.owner if state.owner != state.unit else None
    return facts(
        made,
        (N_("Unit"), made.party(state.unit, desk.root)),
        (N_("Answers for it now"), desk.party(moved_on)),
        (N_("Number"), conclusion.number),
        (N_("Issued by"), desk.party(conclusion.issuer)),
        (N_("Date issued"), conclusion.issued_on),
        (N_("Date received"), conclusion.received_on),
        (N_("Plan due"), _due(desk, conclusion.plan_due, conclusion.plan_due_text)),
        (N_("Result report due"), _due(desk, conclusion.report_due, conclusion.report_due_text)),
        (N_("Directed by"), desk.party(state.directed_by)),
        (PROGRESS, total_html(made, state.tasks)),
        (N_("Report sent"), state.reported_on),
        (N_("Case closed"), state.closed_on),
        *_life(desk, state),
        *_inspection(desk, conclusion),
        *_followers(desk, conclusion),
    )


def _due(desk: Desk, due: Value, text: str | None) -> Html | None:
    if not (due or text):
        return None
    day = desk.made.days[due] if due else ""  # type: ignore[index]  # a day, when there is one
    return html(f"{day} {quoted(text)}")


def _life(desk: Desk, state: CaseState) -> Pairs:
    if not state.open:
        return ()
    none = desk.made.words[N_("none yet")]
    return (N_("Last update"), state.updated_on or none), (N_("Last reminder"), state.urged_on or none)


def _inspection(desk: Desk, conclusion: Conclusion) -> Pairs:
    inspection = conclusion.inspection
    if inspection is None:
        return ()
    days, period, team = desk.made.days, inspection.period, inspection.team
    span = None
    if period and (period.from_ or period.until):
        span = desk.span(
            days[period.from_] if period.from_ else None, days[period.until] if period.until else None
        )
    found: Pairs = (
        (N_("Kind of inspection"), inspection.kind),
        (N_("Decision"), inspection.decision),
        (N_("Period inspected"), span),
    )
    if team is None:
        return found
    return (
        *found,
        (N_("Team"), team.name),
        (N_("Head of the team"), desk.party(team.lead)),
        (N_("Members"), desk.parties(team.members)),
    )


def _followers(desk: Desk, conclusion: Conclusion) -> Pairs:
    followers = conclusion.followers
    if followers is None:
        return ()
    return (
        (N_("Following commission"), desk.party(followers.commission)),
        (N_("Committee member in charge"), desk.party(followers.member)),
        (N_("Others who follow"), desk.parties(followers.others)),
    )


def plan_facts(desk: Desk, plan: Plan) -> Html:
    made = desk.made
    consulted = joined(
        html(f"{desk.party(item.body)}{f' ({paper(made, item.paper)})' if item.paper else ''}")
        for item in plan.consulted
    )
    return facts(
        made,
        (N_("Level"), plan.level),
        (N_("Plan of"), desk.party(plan.for_)),
        (N_("Number"), plan.number),
        (N_("Date issued"), plan.issued_on),
        (N_("Issued by"), desk.party(plan.issued_by)),
        (N_("Approved by"), desk.party(plan.approved_by)),
        (N_("Directed by"), desk.party(plan.directed_by)),
        wide=(
            (N_("Consulted"), consulted),
            (N_("Why nobody was consulted"), plan.not_consulted_reason),
            *(
                (N_("Without a plan of their own"), html(f"{desk.party(item.party)}: {esc(item.reason)}"))
                for item in plan.without_subplan
            ),
            *(
                (
                    cause.kind.label,
                    html(
                        f"{esc(cause.text)} ({desk.refs(*item.findings)})"
                        if item.findings
                        else esc(cause.text)
                    ),
                )
                for item in plan.causes
                for cause in item.causes
            ),
        ),
    )
