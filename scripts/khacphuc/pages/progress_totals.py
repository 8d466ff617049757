"""How much is done of several tasks, in words: “68.9 % (of 12/14 tasks with figures)”. Unknown is never shown as 0."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from khacphuc.obligations.totals import Sum, Total, part_done, total_of
from khacphuc.obligations.values import ObligationKind, TaskState, Verified
from khacphuc.obligations.views import ObligationRow
from khacphuc.pages.fragments import sub
from khacphuc.pages.safe_html import Html, esc, html
from khacphuc.pages.site_context import SiteContext
from khacphuc.pages.site_index import SiteIndex, grouped
from khacphuc.text.amounts import DONG, SQUARE_METRE
from khacphuc.text.message import N_, Message, say, say_n

PROGRESS = N_("Progress of tasks")


def total_in_words(total: Total) -> Message:
    """The mean progress, with how many tasks it is of."""
    if total.mean is None:
        return say("no figures yet (0/{tasks} tasks)", tasks=total.tasks)
    return say(
        "{percent} % (of {known}/{tasks} tasks with figures)",
        percent=total.mean,
        known=total.known,
        tasks=total.tasks,
    )


def sum_in_words(one: Sum) -> Message:
    """A sum of what tasks have counted in one unit."""
    return say(
        "{done}/{total} {unit} (of {known}/{tasks} tasks)",
        done=one.done,
        total=one.total,
        unit=one.unit,
        known=one.known,
        tasks=one.tasks,
    )


def total_html(context: SiteContext, states: Iterable[TaskState], *, note: str = "") -> Html | None:
    """The progress of some tasks, with sums below, and a note; None where there are none."""
    tasks = list(states)
    total = total_of(tasks)
    return _with_sums(context, total, total.sums, (_denied(context, tasks), note)) if total.tasks else None


def register_total(
    context: SiteContext, every: Iterable[TaskState], shown: Iterable[TaskState]
) -> Html | None:
    """The progress of a whole register, with the money and the area that the tasks which are shown have counted.

    Other sums, of so many reports and files, say nothing across cases.
    """
    tasks = list(every)
    total = total_of(tasks)
    sums = (one for one in total_of(shown).sums if one.unit in (DONG, SQUARE_METRE))
    return _with_sums(context, total, sums, (_denied(context, tasks),)) if total.tasks else None


def _denied(context: SiteContext, tasks: Iterable[TaskState]) -> str:
    """How many tasks a follower has not accepted: figures are the units' own. Nothing where there are none."""
    denied = sum(task.verified is Verified.REJECTED for task in tasks)
    return context.say(say_n("{n} task not accepted", "{n} tasks not accepted", denied)) if denied else ""


def _with_sums(context: SiteContext, total: Total, sums: Iterable[Sum], notes: Iterable[str]) -> Html:
    below = sub(*(context.say(sum_in_words(one)) for one in sums), *notes)
    return html(f"{esc(context.say(total_in_words(total)))}{below}")


def total_cell(context: SiteContext, total: Total) -> Html:
    """A cell with the mean progress and how many tasks it is of."""
    if total.mean is None:
        shown = f"– (0/{context.say(total.tasks)})" if total.tasks else "–"
    else:
        shown = context.say(
            say("{percent} % ({known}/{tasks})", percent=total.mean, known=total.known, tasks=total.tasks)
        )
    zero = "" if total.tasks else " kp-zero"
    return html(f'<td class="kp-num{zero}" data-label="{context.names[PROGRESS]}">{esc(shown)}</td>')


def tasks_of_units(site_index: SiteIndex) -> dict[str, list[TaskState]]:
    """The tasks of the cases that the profile shows, by the unit that owes them."""
    return grouped((task.owner.unit, task) for state in site_index.states for task in state.tasks)


def tasks_by_obligation(site_index: SiteIndex) -> dict[str, TaskState]:
    """The task that each obligation is, or is an occurrence of, by the obligation's id. Demands of notices are no tasks."""
    return {
        item.id: task
        for state in site_index.states
        for task in state.tasks
        for item in task.obligations
        if item.kind in (ObligationKind.DO_TASK, ObligationKind.MEET_OCCURRENCE)
    }


def parts_of_rows(site_index: SiteIndex, rows: Iterable[ObligationRow]) -> list[Fraction | None]:
    """How much is done of the tasks of which something is listed: as they stand, a recurring one by what is listed of it."""
    known = site_index.kept(tasks_by_obligation)
    found: dict[int, tuple[TaskState, list[bool]]] = {}
    for row in rows:
        task = known.get(row.obligation.id)
        if task is not None:
            found.setdefault(id(task), (task, []))[1].append(row.obligation.fulfilled)
    return [
        Fraction(sum(met), len(met)) if task.task.recurrence else part_done(task)
        for task, met in found.values()
    ]
