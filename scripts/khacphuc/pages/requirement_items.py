"""Render the requirements of a notice: what is demanded, of whom, by when, and who carries it out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from khacphuc.model.conclusion import Requirement
from khacphuc.model.vocabulary import Duty
from khacphuc.obligations.values import CaseState, ObligationKind
from khacphuc.pages import state_words
from khacphuc.pages.cards import PageContext, anchored, part_changes, part_items, view_items
from khacphuc.pages.form_pages import task_links
from khacphuc.pages.fragments import due, facts, quoted, sub
from khacphuc.pages.safe_html import EMPTY, Html, esc, html, joined
from khacphuc.pages.task_cards import each_words, recurrence_words, standing
from khacphuc.pages.task_view import owner_view
from khacphuc.text.message import N_
from khacphuc.timeline.deadlines import Deadline
from khacphuc.timeline.demands import carried
from khacphuc.timeline.demands import standing as standing_duty
from khacphuc.timeline.disputes import StatedView
from khacphuc.timeline.notice import Notice

_STANDING = N_("what the follower does anyway, as long as the case is open")
_CARRIED = {Duty.PLAN: N_("the duty to make the plan"), Duty.REPORT: N_("the duty to send the result report")}

_KINDS = {Duty.PLAN: ObligationKind.MAKE_PLAN, Duty.REPORT: ObligationKind.SEND_REPORT}


def requirement_items(
    page_context: PageContext,
    notice: Notice,
    state: CaseState,
    views: Mapping[str, Sequence[StatedView]] = MappingProxyType({}),
) -> Html:
    """Return the requirements of a notice, each with where it stands while no task has taken it over."""
    items = [
        _item(page_context, item, notice, state, views.get(item.id, ())) for item in notice.all_requirements
    ]
    return html("".join(items))


def _item(
    page_context: PageContext,
    item: Requirement,
    notice: Notice,
    state: CaseState,
    views: Sequence[StatedView],
) -> str:
    context = page_context.context
    owed = [one for one in state.demands if one.task.id == item.id]
    own = owed[0] if owed else None
    tasks = [task.task.id for task in state.tasks if item.id in task.task.requirements]
    duty = next(
        (duty for duty, demand in carried(notice.with_own_requirements).items() if demand.id == item.id), None
    )
    deadline = own.deadline if own else _carried_deadline(item, duty, notice, state)
    when = html(f"{due(context, deadline) if deadline.current else ''} {quoted(item.due_text)}")
    target = joined(esc(context.say(one)) for one in state_words.target(item.target)) if item.target else None
    serving = {
        part.id: [one.task.id for one in state.tasks if part.id in one.task.parts] for part in item.parts
    }
    parts = part_items(page_context, item.parts, serving)
    found = facts(
        context,
        (N_("Kind of requirement"), item.kind),
        (N_("Priority"), context.chip(item.priority) if item.priority else None),
        (N_("Lead"), page_context.party(item.lead)),
        (N_("For each of"), each_words(page_context, item.for_each) if item.for_each else None),
        (N_("Supporting"), page_context.parties(item.supporters)),
        (N_("Owed to"), page_context.party(item.to)),
        (N_("Target"), target),
        (N_("Deadline"), when if deadline.current or item.due_text else None),
        (N_("Recurrence"), recurrence_words(page_context, item.cycle) if item.cycle else None),
        (N_("Depends on"), page_context.refs(*item.depends_on)),
        (N_("View of the unit"), view_items(page_context, views)),
        (N_("Findings"), page_context.refs(*item.finding)),
        (N_("Carried out by"), page_context.refs(*dict.fromkeys(tasks))),
        (N_("Carried by"), context.words[_CARRIED[duty]] if duty else None),
        (
            N_("Not owed by a day"),
            context.words[_STANDING] if standing_duty(item, notice.conclusion) else None,
        ),
    )
    stands = "".join(
        f"{sub(page_context.party(one.owner) or EMPTY) if item.for_each else EMPTY}"
        f"{standing(page_context, owner_view(one, context.as_of, context.policy))}"
        for one in owed
    )
    forms = task_links(page_context, page_context.folder, own) if own else EMPTY
    return (
        f'<li{anchored(page_context.once(item.id))}><span class="kp-id">{esc(item.id)}</span> '
        f"{esc(item.text)}{parts}{stands}{forms}{found}{part_changes(page_context, notice, item.id)}</li>\n"
    )


def _carried_deadline(item: Requirement, duty: Duty | None, notice: Notice, state: CaseState) -> Deadline:
    """Return the deadline of a requirement that a duty of the case, or a task, carries."""
    kind = _KINDS[duty] if duty else None
    owed = next((one.deadline for one in state.obligations if one.kind is kind), None)
    return owed or Deadline(item.due, notice.day_of(item.id) or item.due)
