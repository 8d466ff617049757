"""Tasks as cards: what the plan says of each, how it stands, its milestones and every move of its deadline."""

from __future__ import annotations

from decimal import Decimal

from khacphuc.model.plan import Recurrence, Task
from khacphuc.obligations.values import TaskState
from khacphuc.pages import words
from khacphuc.pages.cards import Desk, anchored, card
from khacphuc.pages.forms import task_links
from khacphuc.pages.parts import cell, columns, due, facts, quoted, sub
from khacphuc.pages.press import Press
from khacphuc.pages.safe import EMPTY, Html, esc, html, joined
from khacphuc.pages.tasks import MilestoneView, OwnerView, TaskView
from khacphuc.text.message import N_, Message, say, say_n
from khacphuc.timeline.deadlines import Deadline


def task_card(desk: Desk, view: TaskView) -> Html:
    """A task with its three axes, everything the plan says of it, its milestones and its moves."""
    task = view.task
    title = task.content or task.measure or desk.made.words[N_("(no content)")]
    alone = view.owners[0] if len(view.owners) == 1 else None
    standing = _standing(desk, alone) if alone else ""
    owners = _owners(desk, view) if len(view.owners) > 1 else ""
    forms = "".join([task_links(desk, desk.folder, owner.state) for owner in view.owners[:1]])
    body = f"{standing}{forms}{_planned(desk, view)}{_milestones(desk, view)}{owners}"
    return card(desk, task.id, esc(title), body, 4, " kp-task")


def _standing(desk: Desk, owner: OwnerView) -> Html:
    """The three axes, never one: what the unit says, what the follower says, and the time."""
    made, state = desk.made, owner.state
    axes = (
        (N_("Unit says"), made.chip(state.declared)),
        (N_("Follower says"), made.chip(state.verified)),
        (N_("Time"), made.timing(owner.found, owner.due)),
        (N_("Progress"), _progress(made, owner)),
    )
    shown = "".join(
        f'<span><span class="kp-axis">{made.names[name]}</span> {value}</span>'
        for name, value in axes
        if value
    )
    return html(f'<p class="kp-axes">{shown}</p>{_news(desk, state, owner)}')


def _progress(made: Press, owner: OwnerView) -> Html:
    if owner.percent is None:
        return EMPTY
    met = f"{owner.met}/{owner.occurrences}" if owner.occurrences else ""
    said = owner.state.progress or met or f"{made.say(Decimal(owner.state.percent))} %"
    return html(
        f'<span class="kp-track" aria-hidden="true"><span class="kp-fill kp-w{owner.percent // 5 * 5}"></span></span> '
        f"{esc(said)}"
    )


def _news(desk: Desk, state: TaskState, owner: OwnerView) -> Html:
    made = desk.made
    promise = None
    if state.promise and not state.handed_in:
        promise = html(f"{made.days[state.promise]}{sub(made.words[N_('a promise; the deadline stays')])}")
    return facts(
        made,
        (N_("Done on"), state.done_on),
        (N_("Verified on"), state.verified_on),
        (N_("Expected by"), promise),
        (
            N_("Check of lasting effect"),
            made.timing(owner.effect, owner.effect_due) if owner.effect else None,
        ),
        wide=((N_("Reason"), state.reason), (N_("Obstacles"), state.obstacles)),
    )


def _planned(desk: Desk, view: TaskView) -> Html:
    made, task = desk.made, view.task
    target = joined(esc(made.say(item)) for item in words.target(task.target)) if task.target else None
    every = (
        html(f"{esc(made.say(words.recurrence(task.recurrence)))}{sub(_span(desk, task.recurrence))}")
        if task.recurrence
        else None
    )
    return facts(
        made,
        (N_("Lead"), _lead(desk, task)),
        (N_("Accountable"), desk.parties(task.accountable) or "–"),
        (N_("Deadline"), html(f"{due(made, view.deadline)} {quoted(task.due_text)}")),
        (N_("Recurrence"), every),
        (N_("Supporting"), desk.parties(task.supporters)),
        (N_("Decided by"), desk.party(task.authority)),
        (N_("Findings"), desk.refs(*task.findings)),
        (N_("Requirements"), desk.refs(*task.requirements)),
        (N_("Kind of task"), task.kind),
        (N_("Start"), task.start),
        (N_("Target"), target),
        (N_("Depends on"), desk.refs(*task.depends_on)),
        wide=(
            (N_("Measure"), task.measure if task.content else None),
            (N_("Product"), task.product),
            (N_("Extensions"), _moves(desk, view.deadline)),
        ),
    )


def _lead(desk: Desk, task: Task) -> str:
    if task.lead or task.for_each is None:
        return desk.parties(task.lead) or "–"
    unit = desk.made.unit_name(task.for_each.children_of)
    return desk.made.say(say(N_("each unit directly below {unit}"), unit=unit))


def _moves(desk: Desk, deadline: Deadline) -> Html | None:
    """Every extension that was decided, granted or refused, and what they come to."""
    made, days = desk.made, desk.made.days
    told = []
    for moves, word in ((deadline.moved, N_("decided on")), (deadline.refused, N_("refused on"))):
        for move in moves:
            link = f'<a href="#{esc(desk.records[move.path])}">{made.names[word]} {days[move.decided]}</a>'
            told.append(html(f"{days[move.before]} → {days[move.after]} ({link})"))
    if not told:
        return None
    times = say_n("moved {n} time", "moved {n} times", len(deadline.moved))
    slipped: tuple[Message, ...] = (times, words.days(deadline.slippage)) if deadline.slippage else ()
    return html(f"{joined(told)}{sub(*(made.say(item) for item in slipped))}")


def _milestones(desk: Desk, view: TaskView) -> Html:
    if not view.milestones:
        return EMPTY
    made = desk.made
    caption = made.say(say(N_("Milestones of {id}"), id=view.task.id))
    rows = "".join(_milestone(desk, item) for item in view.milestones)
    head = columns(made, (N_("Milestone"), N_("Deadline"), N_("Status")))
    return html(
        f'<table class="kp-table kp-stack"><caption>{esc(caption)}</caption>{head}<tbody>{rows}</tbody></table>'
    )


def _milestone(desk: Desk, view: MilestoneView) -> Html:
    made, item = desk.made, view.milestone
    status = made.timing(view.found, view.deadline.current) if view.found else "–"
    when = html(f"{due(made, view.deadline)} {quoted(item.due_text)}")
    return html(
        f'<tr{anchored(desk.once(item.id))}><th scope="row">{esc(item.id)} {esc(item.text)} {sub(item.target or "")}</th>'
        f"{cell(made, N_('Deadline'), when)}<td>{status}</td></tr>"
    )


def _owners(desk: Desk, view: TaskView) -> Html:
    """A task that several units owe, one line each."""
    made = desk.made
    names = (N_("Unit"), N_("Unit says"), N_("Follower says"), N_("Time"), N_("Progress"))
    caption = made.say(say(N_("Task {id} by unit"), id=view.task.id))
    rows = "".join(
        f'<tr><th scope="row">{made.party(owner.state.owner, desk.root)}</th>'
        f"{cell(made, N_('Unit says'), made.chip(owner.state.declared))}"
        f"{cell(made, N_('Follower says'), made.chip(owner.state.verified))}"
        f"<td>{made.timing(owner.found, owner.due)}</td>{cell(made, N_('Progress'), _progress(made, owner) or '–')}</tr>"
        for owner in view.owners
    )
    return html(
        f'<table class="kp-table kp-stack"><caption>{esc(caption)}</caption>{columns(made, names)}'
        f"<tbody>{rows}</tbody></table>"
    )


def _span(desk: Desk, how: Recurrence) -> Html:
    days = desk.made.days
    return desk.span(days[how.from_] if how.from_ else None, days[how.until] if how.until else None)
