"""Render the facts at the head of a case, its conclusion and each plan."""

from __future__ import annotations

from khacphuc.model.conclusion import Conclusion
from khacphuc.model.plan import FindingView, Plan
from khacphuc.model.vocabulary import Duty
from khacphuc.obligations.values import AskedExtension, CaseState, ObligationKind
from khacphuc.pages.cards import PageContext
from khacphuc.pages.fragments import FactValue, due, facts, paper, quoted, sub
from khacphuc.pages.progress_totals import PROGRESS, total_html
from khacphuc.pages.safe_html import Html, esc, html, joined
from khacphuc.text.message import N_, say
from khacphuc.timeline.deadlines import Deadline, due_of, duty_of
from khacphuc.timeline.demands import carried

_DECIDES = N_("Who must decide")

Pairs = tuple[tuple[str, FactValue], ...]


def case_facts(page_context: PageContext, conclusion: Conclusion, state: CaseState) -> Html:
    """Return whose case it is, what it follows from, its own deadlines, and the last signs of life."""
    context = page_context.context
    moved_on = state.owner if state.owner != state.unit else None
    return facts(
        context,
        (N_("Unit"), context.party(state.unit, page_context.root)),
        (N_("Answers for it now"), page_context.party(moved_on)),
        (N_("Number"), conclusion.number),
        (N_("Issued by"), page_context.party(conclusion.issuer)),
        (N_("Issuing body"), conclusion.issuing_body),
        (N_("Signed by"), page_context.party(conclusion.signer)),
        (N_("Date issued"), conclusion.issued_on),
        (N_("Date received"), conclusion.received_on),
        (N_("Plan due"), _due(page_context, conclusion, state, Duty.PLAN)),
        (N_("Result report due"), _due(page_context, conclusion, state, Duty.REPORT)),
        (N_("Directed by"), page_context.party(state.directed_by)),
        (N_("The plan has no task for"), page_context.refs(*state.without_task)),
        (PROGRESS, _progress(page_context, state)),
        (N_("Report sent"), state.reported_on),
        (N_("Case closed"), _closed(page_context, state)),
        (N_("Opened again"), state.reopened_on if state.open else None),
        *((N_("Extension asked for"), _asked(page_context, asked)) for asked in state.asked),
        (N_("Directing authority"), page_context.party(conclusion.directing)),
        *_life(page_context, state),
        *_inspection(page_context, conclusion),
        *_followers(page_context, conclusion),
    )


def _progress(page_context: PageContext, state: CaseState) -> Html | None:
    """Return how far the tasks are; of a case that was opened again, that what had been done did not last."""
    again = state.reopened_on if state.open else None
    note = page_context.context.say(say("opened again on {day}", day=again)) if again else ""
    return total_html(page_context.context, state.tasks, note=note)


def _asked(page_context: PageContext, asked: AskedExtension) -> Html:
    """Return what an extension asked for would move, who asked when, and who must decide."""
    context, days = page_context.context, page_context.context.days
    duty = duty_of(asked.key)
    what = context.words[duty.label] if duty else page_context.refs(asked.key.id)
    by = f"{page_context.party(asked.by)}, " if asked.by else ""
    deciders = page_context.parties(asked.deciders) or context.names[N_("nobody")]
    return html(
        f"{what}: {days[asked.before]} → {days[asked.after]}"
        f"{sub(html(f'{by}{days[asked.on]}'), html(f'{context.names[_DECIDES]}: {deciders}'))}"
    )


def _closed(page_context: PageContext, state: CaseState) -> FactValue:
    if state.closed_on is None or state.checked_here:
        return state.closed_on
    note = page_context.context.say(say("before the register began; not checked here"))
    return html(f"{page_context.context.days[state.closed_on]} ({esc(note)})")


_OWED_FOR = {Duty.PLAN: ObligationKind.MAKE_PLAN, Duty.REPORT: ObligationKind.SEND_REPORT}


def _due(page_context: PageContext, conclusion: Conclusion, state: CaseState, duty: Duty) -> Html | None:
    """Return the deadline of a duty as every list has it, with the words of what the notice sets it by."""
    demand = carried(conclusion).get(duty)
    own = conclusion.plan_due_text if duty is Duty.PLAN else conclusion.report_due_text
    text = demand.due_text if demand and demand.due else own
    stated = due_of(duty, conclusion)
    owed = next((item.deadline for item in state.obligations if item.kind is _OWED_FOR[duty]), None)
    deadline = owed or Deadline(stated, stated)
    if not (deadline.current or text):
        return None
    shown = due(page_context.context, deadline) if deadline.current else ""
    return html(f"{shown} {quoted(text)}")


def _life(page_context: PageContext, state: CaseState) -> Pairs:
    if not state.open:
        return ()
    none = page_context.context.words[N_("none yet")]
    return (N_("Last update"), state.updated_on or none), (N_("Last reminder"), state.urged_on or none)


def _inspection(page_context: PageContext, conclusion: Conclusion) -> Pairs:
    inspection = conclusion.inspection
    if inspection is None:
        return ()
    days, period, team = page_context.context.days, inspection.period, inspection.team
    span = None
    if period and (period.from_ or period.until):
        span = page_context.span(
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
        (N_("Head of the team"), page_context.party(team.lead)),
        (N_("Members"), page_context.parties(team.members)),
    )


def _followers(page_context: PageContext, conclusion: Conclusion) -> Pairs:
    followers = conclusion.followers
    if followers is None:
        return ()
    return (
        (N_("Following commission"), page_context.party(followers.commission)),
        (N_("Committee member in charge"), page_context.party(followers.member)),
        (N_("Others who follow"), page_context.parties(followers.others)),
    )


def plan_facts(page_context: PageContext, plan: Plan) -> Html:
    context = page_context.context
    consulted = joined(
        html(f"{page_context.party(item.body)}{f' ({paper(context, item.paper)})' if item.paper else ''}")
        for item in plan.consulted
    )
    return facts(
        context,
        (N_("Level"), plan.level),
        (N_("Plan of"), page_context.party(plan.for_)),
        (N_("Number"), plan.number),
        (N_("Revises"), paper(context, plan.revises)),
        (N_("Date issued"), plan.issued_on),
        (N_("Issued by"), page_context.party(plan.issued_by)),
        (N_("Approved by"), page_context.party(plan.approved_by)),
        (N_("Directed by"), page_context.party(plan.directed_by)),
        wide=(
            (N_("Consulted"), consulted),
            (N_("Why nobody was consulted"), plan.not_consulted_reason),
            *(
                (
                    N_("Without a plan of their own"),
                    html(f"{page_context.party(item.party)}: {esc(item.reason)}"),
                )
                for item in plan.without_subplan
            ),
            *((N_("Views on the findings"), _view(page_context, item)) for item in plan.views),
            *(
                (
                    cause.kind.label,
                    html(
                        f"{esc(cause.text)} ({page_context.refs(*item.findings)})"
                        if item.findings
                        else esc(cause.text)
                    ),
                )
                for item in plan.causes
                for cause in item.causes
            ),
        ),
    )


def _view(page_context: PageContext, view: FindingView) -> Html:
    """Return whether the unit agrees with findings, and why not."""
    parts = (
        page_context.refs(*view.findings, *view.requirements),
        page_context.party(view.by),
        page_context.context.days[view.date] if view.date else None,
        page_context.context.chip(view.agreement),
        esc(view.reason or ""),
    )
    return joined((part for part in parts if part), " ")
