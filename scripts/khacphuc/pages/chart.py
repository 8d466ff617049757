"""The roadmap on a page: the picture, and the same as a table for those who hear the page or print it."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from khacphuc.obligations.values import CaseState
from khacphuc.pages.drawing import draw
from khacphuc.pages.parts import cell, clip, columns, due, sub
from khacphuc.pages.press import Press
from khacphuc.pages.roadmap import Bar, Roadmap, roadmap
from khacphuc.pages.safe import Html, esc, html, joined
from khacphuc.pages.tasks import OwnerView
from khacphuc.text.message import N_, say_n


class RoadmapPart(Struct, frozen=True):
    """A roadmap ready to be shown; ``note`` says what was left out."""

    picture: Html
    table: Html
    note: str


def roadmap_part(state: CaseState, owners: Sequence[OwnerView], made: Press) -> RoadmapPart | None:
    """None for a case that has no roadmap yet."""
    plan = roadmap(state, owners, made)
    if plan is None:
        return None
    note = (
        made.say(say_n("{n} more task is not drawn.", "{n} more tasks are not drawn.", plan.more))
        if plan.more
        else ""
    )
    return RoadmapPart(draw(plan, made.say), _table(plan, made), note)


def _table(plan: Roadmap, made: Press) -> Html:
    names = (N_("Task"), N_("Start"), N_("Deadline"), N_("Milestones and occurrences"), N_("Status"))
    rows = "".join(_row(bar, made) for bar in plan.bars)
    caption = made.names[N_("Tasks, their deadlines and milestones")]
    return html(
        f'<table class="kp-table kp-stack"><caption>{caption}</caption>{columns(made, names)}<tbody>{rows}</tbody></table>'
    )


def _row(bar: Bar, made: Press) -> str:
    days = made.days
    marks = joined(
        (
            html(f'<span class="kp-nowrap">{days[mark.day]} {made.timing(mark.found, mark.day)}</span>')
            for mark in bar.marks
        ),
        " ",
    )
    if bar.more_marks:
        marks = html(f"{marks}{sub(made.say(say_n('and {n} more', 'and {n} more', bar.more_marks)))}")
    status = (
        made.timing(bar.found, bar.deadline.current)
        if bar.found
        else days[bar.done_on]
        if bar.done_on
        else "–"
    )
    return (
        f'<tr><th scope="row">{esc(bar.id)} {esc(clip(bar.text))}</th>'
        f"{cell(made, N_('Start'), days[bar.start] if bar.start else '–')}"
        f"{cell(made, N_('Deadline'), due(made, bar.deadline))}"
        f"{cell(made, N_('Milestones and occurrences'), marks or '–')}<td>{status}</td></tr>"
    )
