"""Findings and requirements, in the words of the notice."""

from __future__ import annotations

from khacphuc.model.conclusion import Requirement
from khacphuc.obligations.values import FindingState
from khacphuc.pages import state_words
from khacphuc.pages.cards import PageContext, anchored, card
from khacphuc.pages.fragments import facts, sub
from khacphuc.pages.safe_html import Html, esc, html, joined
from khacphuc.text.message import N_


def finding_card(page_context: PageContext, state: FindingState) -> Html:
    """Return a finding in the words of the notice, and the tasks that put it right."""
    context, finding = page_context.context, state.finding
    found = facts(
        context,
        (N_("Grade"), finding.grade),
        (N_("Section of the notice"), finding.section),
        (N_("Repeats"), _earlier(finding.repeat_of)),
        (N_("Inherited from"), _earlier(finding.inherited_from)),
        (N_("Tasks that put it right"), page_context.refs(*state.tasks) or context.words[N_("none")]),
        wide=(
            *((cause.kind.label, cause.text) for cause in finding.cause),
            (N_("Collectives and individuals concerned"), page_context.parties(finding.concerned)),
            (N_("Amounts"), joined(esc(context.say(state_words.amount(item))) for item in finding.amounts)),
        ),
    )
    text = f'<blockquote class="kp-verbatim">{esc(finding.text)}</blockquote>'
    return card(page_context, finding.id, context.chip(state.status), text + found, 3)


def _earlier(reference: str | None) -> Html | None:
    """Return a link to a finding of another case, resolved when pages are put together."""
    if not reference:
        return None
    case, _, finding = reference.rpartition("/")
    return html(f'<a href="case:{esc(case)}#{esc(finding)}">{esc(reference)}</a>')


def requirement_item(page_context: PageContext, requirement: Requirement) -> Html:
    refs = page_context.refs(*requirement.finding)
    found = sub(html(f"{page_context.context.names[N_('Findings')]}: {refs}")) if refs else ""
    return html(
        f'<li{anchored(page_context.once(requirement.id))}><span class="kp-id">{esc(requirement.id)}</span> '
        f"{esc(requirement.text)}{found}</li>\n"
    )
