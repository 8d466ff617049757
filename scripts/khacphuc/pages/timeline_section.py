"""Render the timeline of a case: the chart, and the same as a table."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from khacphuc.obligations.values import CaseState
from khacphuc.pages.fragments import cell, clip, columns, due, sub
from khacphuc.pages.safe_html import Html, esc, html, joined
from khacphuc.pages.site_context import SiteContext
from khacphuc.pages.task_view import OwnerView
from khacphuc.pages.timeline_chart import TimelineBar, TimelineChart, timeline_chart
from khacphuc.pages.timeline_svg import draw
from khacphuc.text.message import N_, say_n


class TimelineSection(Struct, frozen=True):
    """A roadmap ready to be shown; ``note`` says what was left out."""

    picture: Html
    table: Html
    note: str


def timeline_section(
    state: CaseState, owners: Sequence[OwnerView], context: SiteContext
) -> TimelineSection | None:
    """None for a case that has no roadmap yet."""
    plan = timeline_chart(state, owners, context)
    if plan is None:
        return None
    note = (
        context.say(say_n("{n} more task is not drawn.", "{n} more tasks are not drawn.", plan.more))
        if plan.more
        else ""
    )
    return TimelineSection(draw(plan, context.say), _table(plan, context), note)


def _table(plan: TimelineChart, context: SiteContext) -> Html:
    names = (N_("Task"), N_("Start"), N_("Deadline"), N_("Milestones and occurrences"), N_("Status"))
    rows = "".join(_row(bar, context) for bar in plan.bars)
    caption = context.names[N_("Tasks, their deadlines and milestones")]
    return html(
        f'<table class="kp-table kp-stack"><caption>{caption}</caption>{columns(context, names)}<tbody>{rows}</tbody></table>'
    )


def _row(bar: TimelineBar, context: SiteContext) -> str:
    days = context.days
    marks = joined(
        (
            html(f'<span class="kp-nowrap">{days[mark.day]} {context.timing(mark.found, mark.day)}</span>')
            for mark in bar.marks
        ),
        " ",
    )
    if bar.more_marks:
        marks = html(f"{marks}{sub(context.say(say_n('and {n} more', 'and {n} more', bar.more_marks)))}")
    status = (
        context.timing(bar.found, bar.deadline.current)
        if bar.found
        else days[bar.done_on]
        if bar.done_on
        else "–"
    )
    return (
        f'<tr><th scope="row">{esc(bar.id)} {esc(clip(bar.text))}</th>'
        f"{cell(context, N_('Start'), days[bar.start] if bar.start else '–')}"
        f"{cell(context, N_('Deadline'), due(context, bar.deadline))}"
        f"{cell(context, N_('Milestones and occurrences'), marks or '–')}<td>{status}</td></tr>"
    )
