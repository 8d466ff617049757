"""Findings and requirements, in the words of the notice."""

from __future__ import annotations

from khacphuc.model.conclusion import Requirement
from khacphuc.obligations.values import FindingState
from khacphuc.pages import words
from khacphuc.pages.cards import Desk, anchored, card
from khacphuc.pages.parts import facts, sub
from khacphuc.pages.safe import Html, esc, html, joined
from khacphuc.text.message import N_


def finding_card(desk: Desk, state: FindingState) -> Html:
    """A finding in the words of the notice, and the tasks that put it right."""
    made, finding = desk.made, state.finding
    found = facts(
        made,
        (N_("Grade"), finding.grade),
        (N_("Section of the notice"), finding.section),
        (N_("Repeats"), _earlier(finding.repeat_of)),
        (N_("Inherited from"), _earlier(finding.inherited_from)),
        (N_("Tasks that put it right"), desk.refs(*state.tasks) or made.words[N_("none")]),
        wide=(
            *((cause.kind.label, cause.text) for cause in finding.cause),
            (N_("Collectives and individuals concerned"), desk.parties(finding.concerned)),
            (N_("Amounts"), joined(esc(made.say(words.amount(item))) for item in finding.amounts)),
        ),
    )
    text = f'<blockquote class="kp-verbatim">{esc(finding.text)}</blockquote>'
    return card(desk, finding.id, made.chip(state.status), text + found, 3)


def _earlier(reference: str | None) -> Html | None:
    """A link to a finding of another case, resolved when pages are put together."""
    if not reference:
        return None
    case, _, finding = reference.rpartition("/")
    return html(f'<a href="case:{esc(case)}#{esc(finding)}">{esc(reference)}</a>')


def requirement_item(desk: Desk, requirement: Requirement) -> Html:
    refs = desk.refs(*requirement.finding)
    found = sub(html(f"{desk.made.names[N_('Findings')]}: {refs}")) if refs else ""
    return html(
        f'<li{anchored(desk.once(requirement.id))}><span class="kp-id">{esc(requirement.id)}</span> '
        f"{esc(requirement.text)}{found}</li>\n"
    )
