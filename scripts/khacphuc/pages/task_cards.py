"""Render a task as a card: its plan, its state, its milestones and moved deadlines."""

from __future__ import annotations

from decimal import Decimal

from khacphuc.model.plan import Task
from khacphuc.model.shared import ForEach, Recurrence
from khacphuc.obligations.cycle_words import cycle
from khacphuc.obligations.values import TaskState, Verified
from khacphuc.pages import state_words
from khacphuc.pages.cards import PageContext, anchored, card, withdrawn_by
from khacphuc.pages.form_pages import task_links
from khacphuc.pages.fragments import cell, columns, due, facts, quoted, sub, taken_from
from khacphuc.pages.safe_html import EMPTY, Html, esc, html, joined
from khacphuc.pages.site_context import SiteContext
from khacphuc.pages.task_view import MilestoneView, OwnerView, TaskView
from khacphuc.text.message import N_, Message, listed, say, say_n
from khacphuc.timeline.deadlines import Deadline


def task_card(page_context: PageContext, view: TaskView) -> Html:
    """Return a task with its three axes, everything the plan says of it, its milestones and its moves."""
    task = view.task
    title = task.content or task.measure or page_context.context.words[N_("(no content)")]
    alone = view.owners[0] if len(view.owners) == 1 else None
    stands = standing(page_context, alone) if alone else ""
    owners = _owners(page_context, view) if len(view.owners) > 1 else ""
    forms = "".join([task_links(page_context, page_context.folder, owner.state) for owner in view.owners[:1]])
    body = f"{stands}{forms}{_planned(page_context, view)}{_milestones(page_context, view)}{owners}"
    return card(page_context, task.id, esc(title), body, 4, " kp-task")


def standing(page_context: PageContext, owner: OwnerView) -> Html:
    """Return the three axes, never one: what the unit says, what the follower says, and the time."""
    context, state = page_context.context, owner.state
    axes = (
        (N_("Unit says"), context.chip(state.declared)),
        (N_("Follower says"), context.chip(state.verified)),
        (N_("Time"), context.timing(owner.found, owner.due)),
        (N_("Progress"), _progress(context, owner)),
    )
    shown = "".join(
        f'<span><span class="kp-axis">{context.names[name]}</span> {value}</span>'
        for name, value in axes
        if value
    )
    return html(f'<p class="kp-axes">{shown}</p>{_news(page_context, state, owner)}')


def _progress(context: SiteContext, owner: OwnerView) -> Html:
    if owner.percent is None:
        return EMPTY
    met = f"{owner.met}/{owner.occurrences}" if owner.occurrences else ""
    said = owner.state.progress or met or f"{context.say(Decimal(owner.state.percent))} %"
    return html(
        f'<span class="kp-track" aria-hidden="true"><span class="kp-fill kp-w{owner.percent // 5 * 5}"></span></span> '
        f"{esc(said)}"
    )


def _news(page_context: PageContext, state: TaskState, owner: OwnerView) -> Html:
    context = page_context.context
    promise = None
    if state.promise and not state.handed_in:
        promise = html(
            f"{context.days[state.promise]}{sub(context.words[N_('a promise; the deadline stays')])}"
        )
    gone = withdrawn_by(page_context, state.task) if state.verified is Verified.WITHDRAWN else None
    return facts(
        context,
        (N_("Withdrawn by"), gone),
        (N_("Answers for it now"), _now_with(page_context, state)),
        (N_("Done on"), state.done_on),
        (N_("Verified on"), state.verified_on),
        (N_("Expected by"), promise),
        (N_("Check of lasting effect"), _effect(context, owner)),
        wide=((N_("Reason"), state.reason), (N_("Obstacles"), state.obstacles)),
    )


def _effect(context: SiteContext, owner: OwnerView) -> Html | None:
    """Return what the last check of lasting effect has found and when; while it is open, how much time is left."""
    if owner.effect is None:
        return None
    if owner.state.effect is None or owner.effect_checked is None:
        return context.timing(owner.effect, owner.effect_due)
    return html(context.chip(owner.state.effect) + sub(context.days[owner.effect_checked]))


def _now_with(page_context: PageContext, state: TaskState) -> Html | None:
    """Return who owes a task in the place of a unit that the plan names and that has ended."""
    before = taken_from(page_context.context, state.taken_over_from)
    return html(page_context.context.party(state.owner, page_context.root) + before) if before else None


def _planned(page_context: PageContext, view: TaskView) -> Html:
    context, task = page_context.context, view.task
    target = (
        joined(esc(context.say(item)) for item in state_words.target(task.target)) if task.target else None
    )
    every = recurrence_words(page_context, task.recurrence) if task.recurrence else None
    return facts(
        context,
        (N_("Lead"), _lead(page_context, task)),
        (N_("Accountable"), page_context.parties(task.accountable) or "–"),
        (N_("Deadline"), html(f"{due(context, view.deadline)} {quoted(task.due_text)}")),
        (N_("Recurrence"), every),
        (N_("Supporting"), page_context.parties(task.supporters)),
        (N_("Decided by"), page_context.party(task.authority)),
        (N_("Findings"), page_context.refs(*task.findings)),
        (N_("Parts"), page_context.refs(*task.parts)),
        (N_("Requirements"), page_context.refs(*task.requirements)),
        (N_("Kind of task"), task.kind),
        (N_("Start"), task.start),
        (N_("Target"), target),
        (N_("Depends on"), page_context.refs(*task.depends_on)),
        wide=(
            (N_("Measure"), task.measure if task.content else None),
            (N_("Product"), task.product),
            (N_("Extensions"), _moves(page_context, view.deadline)),
        ),
    )


def _lead(page_context: PageContext, task: Task) -> str:
    if task.lead or task.for_each is None:
        return page_context.parties(task.lead) or "–"
    return each_words(page_context, task.for_each)


def each_words(page_context: PageContext, each: ForEach) -> str:
    """Say which units each owe something by themselves."""
    context, words = page_context.context, []
    if each.units:
        words.append(listed([context.unit_name(unit) for unit in each.units]))
    if each.children_of:
        below = say(N_("each unit directly below {unit}"), unit=context.unit_name(each.children_of))
        without = listed([context.unit_name(unit) for unit in each.except_])
        words.append(
            say(N_("{units}, except {others}"), units=below, others=without) if each.except_ else below
        )
    return context.say(listed(words))


def _moves(page_context: PageContext, deadline: Deadline) -> Html | None:
    """Return every extension that was decided, granted or refused, and what they come to."""
    context, days = page_context.context, page_context.context.days
    told = []
    for moves, word in ((deadline.moved, N_("decided on")), (deadline.refused, N_("refused on"))):
        for move in moves:
            how = N_("annulled on") if move in deadline.annulments else word
            link = f'<a href="#{esc(page_context.records[move.path])}">{context.names[how]} {days[move.decided]}</a>'
            told.append(html(f"{days[move.before]} → {days[move.after]} ({link})"))
    if not told:
        return None
    times = say_n("moved {n} time", "moved {n} times", len(deadline.extensions))
    slipped: tuple[Message, ...] = (times, state_words.days(deadline.slippage)) if deadline.slippage else ()
    return html(f"{joined(told)}{sub(*(context.say(item) for item in slipped))}")


def _milestones(page_context: PageContext, view: TaskView) -> Html:
    if not view.milestones:
        return EMPTY
    context = page_context.context
    caption = context.say(say(N_("Milestones of {id}"), id=view.task.id))
    rows = "".join(_milestone(page_context, item) for item in view.milestones)
    head = columns(context, (N_("Milestone"), N_("Deadline"), N_("Status")))
    return html(
        f'<table class="kp-table kp-stack"><caption>{esc(caption)}</caption>{head}<tbody>{rows}</tbody></table>'
    )


def _milestone(page_context: PageContext, view: MilestoneView) -> Html:
    context, item = page_context.context, view.milestone
    status = context.timing(view.found, view.deadline.current) if view.found else "–"
    when = html(f"{due(context, view.deadline)} {quoted(item.due_text)}")
    return html(
        f'<tr{anchored(page_context.once(item.id))}><th scope="row">{esc(item.id)} {esc(item.text)} {sub(item.target or "")}</th>'
        f"{cell(context, N_('Deadline'), when)}<td>{status}</td></tr>"
    )


def _owners(page_context: PageContext, view: TaskView) -> Html:
    """Return a task that several units owe, one line each."""
    context = page_context.context
    names = (N_("Unit"), N_("Unit says"), N_("Follower says"), N_("Time"), N_("Progress"))
    caption = context.say(say(N_("Task {id} by unit"), id=view.task.id))
    rows = "".join(
        f'<tr><th scope="row">{context.party(owner.state.owner, page_context.root)}{taken_from(context, owner.state.taken_over_from)}</th>'
        f"{cell(context, N_('Unit says'), context.chip(owner.state.declared))}"
        f"{cell(context, N_('Follower says'), context.chip(owner.state.verified))}"
        f"<td>{context.timing(owner.found, owner.due)}</td>{cell(context, N_('Progress'), _progress(context, owner) or '–')}</tr>"
        for owner in view.owners
    )
    return html(
        f'<table class="kp-table kp-stack"><caption>{esc(caption)}</caption>{columns(context, names)}'
        f"<tbody>{rows}</tbody></table>"
    )


def recurrence_words(page_context: PageContext, how: Recurrence) -> Html:
    """Return how often something recurs, from when until when."""
    return html(f"{esc(page_context.context.say(cycle(how)))}{sub(_span(page_context, how))}")


def _span(page_context: PageContext, how: Recurrence) -> Html:
    days = page_context.context.days
    return page_context.span(days[how.from_] if how.from_ else None, days[how.until] if how.until else None)
