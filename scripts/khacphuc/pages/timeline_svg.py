"""Draw the timeline as SVG. It is readable in black and white: shape and filling show the state.

Colours come from the style sheet; a picture taken out of the page still has its lines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import cache

from khacphuc.obligations.values import OPEN, ObligationKind, Timing
from khacphuc.pages.safe_html import Html, esc, html
from khacphuc.pages.timeline_chart import TimelineBar, TimelineChart, TimelineMark
from khacphuc.text.message import N_, Speaker, say, say_n

_WIDTH, _NAMES, _RIGHT = 960, 250, 14
_HEAD, _ROW, _BAR = 38, 26, 12
_LEGEND, _LEGEND_LINE = 26, 20
_DATE_ROOM = 80
_NAME_LENGTH = 36
HATCH = (
    '<defs><pattern id="kp-hatch" width="5" height="5" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><path class="kp-hatch" d="M0 0V5"/></pattern></defs>'
)
"""The filling of what is late, without which a picture would tell it by colour alone. Once a page."""
_Scale = Callable[[date], float]


def draw(plan: TimelineChart, speak: Speaker) -> Html:
    """Return the picture, complete with a title and a description for those who hear the page."""
    first, plot = plan.first.toordinal(), _WIDTH - _NAMES - _RIGHT
    scale = plot / ((plan.last - plan.first).days or 1)

    def across(day: date) -> float:
        x = (day.toordinal() - first) * scale
        return _NAMES + (x if 0 <= x <= plot else 0 if x < 0 else plot)

    height = _HEAD + _ROW * len(plan.bars) + _LEGEND + 6 + _legend(speak)[1]
    return html("".join(_picture(plan, across, height, speak)))


def _picture(plan: TimelineChart, across: _Scale, height: int, speak: Speaker) -> Iterator[str]:
    title = speak(say(N_("Timeline of the case")))
    yield (
        f'<svg class="kp-roadmap" viewBox="0 0 {_WIDTH} {height}" role="img" '
        f'aria-labelledby="roadmap-title roadmap-desc"><title id="roadmap-title">{esc(title)}</title>'
        f'<desc id="roadmap-desc">{esc(_description(plan, speak))}</desc>'
        f"{HATCH}"
    )
    bottom = _HEAD + _ROW * len(plan.bars)
    yield from _axis(plan, across, bottom)
    for index, bar in enumerate(plan.bars):
        yield from _bar(bar, plan.as_of, across, _HEAD + _ROW * index)
    if plan.first <= plan.as_of <= plan.last:
        x = across(plan.as_of)
        side = "end" if x > _WIDTH - _DATE_ROOM else "start"
        yield f'<path class="kp-asof" d="M{x:.1f} {_HEAD - 18}V{bottom}"/>'
        yield (
            f'<text class="kp-asof-day" text-anchor="{side}" x="{x + (4 if side == "start" else -4):.1f}" '
            f'y="{_HEAD - 9}">{esc(speak(plan.as_of))}</text>'
        )
    yield f'<g transform="translate(0 {bottom + _LEGEND - 6})">{_legend(speak)[0]}</g>'
    yield "</svg>"


def _description(plan: TimelineChart, speak: Speaker) -> str:
    tasks = [bar for bar in plan.bars[1:] if not bar.demanded]
    late = sum(bar.found is not None and bar.found.timing is Timing.OVERDUE for bar in tasks)
    return speak(
        say(
            N_(
                "From {first} to {last}, as of {as_of}: {tasks}, of them {late} overdue. The table below says the same."
            ),
            first=plan.first,
            last=plan.last,
            as_of=plan.as_of,
            tasks=say_n("{n} task", "{n} tasks", len(tasks)),
            late=late,
        )
    )


def _axis(plan: TimelineChart, across: _Scale, bottom: int) -> Iterator[str]:
    for tick in plan.ticks:
        x = across(tick)
        yield f'<path class="kp-grid" d="M{x:.1f} {_HEAD - 22}V{bottom}"/>'
        if x < _WIDTH - _RIGHT - 40:
            yield f'<text class="kp-tick" x="{x + 3:.1f}" y="{_HEAD - 26}">{tick.month}/{tick.year}</text>'


def _bar(bar: TimelineBar, as_of: date, across: _Scale, top: int) -> Iterator[str]:
    middle = top + _ROW / 2
    name = f"{bar.id} {bar.text}".strip()
    short = name if len(name) <= _NAME_LENGTH else f"{name[: _NAME_LENGTH - 1].rstrip()}…"
    yield f'<path class="kp-grid" d="M0 {top + _ROW}H{_WIDTH - _RIGHT}"/>'
    yield f'<text class="kp-name" x="0" y="{middle + 4:.1f}">{esc(short)}</text>'
    if bar.found is None:
        if bar.start:
            end = bar.done_on or as_of
            yield f'<path class="kp-life" d="M{across(bar.start):.1f} {middle:.1f}H{across(end):.1f}"/>'
    else:
        yield from _task(bar, as_of, across, middle)
    for mark in bar.marks:
        yield _mark(mark, across(mark.day), middle)


def _task(bar: TimelineBar, as_of: date, across: _Scale, middle: float) -> Iterator[str]:
    if bar.found is None:
        return
    deadline, timing = bar.deadline, bar.found.timing
    top = middle - _BAR / 2
    end = deadline.current or bar.done_on
    start = bar.start or end
    if start is None or end is None:
        return
    left, right = across(min(start, end)), across(end)
    width = max(right - left, 3)
    state = "open" if timing in OPEN else "dropped" if timing is Timing.DROPPED else "done"
    yield f'<rect class="kp-bar kp-bar-{state}" x="{left:.1f}" y="{top:.1f}" width="{width:.1f}" height="{_BAR}"/>'
    if state == "open" and bar.percent:
        yield (
            f'<rect class="kp-bar-part" x="{left:.1f}" y="{top:.1f}" '
            f'width="{width * bar.percent / 100:.1f}" height="{_BAR}"/>'
        )
    if timing is Timing.OVERDUE and as_of > end:
        yield _late(right, across(as_of), top)
    elif bar.done_on and bar.done_on > end:
        yield _late(right, across(bar.done_on), top)
    if deadline.original and deadline.original != deadline.current:
        x = across(deadline.original)
        yield f'<path class="kp-original" d="M{x:.1f} {top - 5:.1f}V{top + _BAR + 5:.1f}"/>'
    if bar.done_on:
        x = across(bar.done_on)
        yield f'<path class="kp-tickmark" d="M{x - 5:.1f} {middle:.1f}l4 4 7-9"/>'


def _late(left: float, right: float, top: float) -> str:
    return f'<rect class="kp-late" x="{left:.1f}" y="{top:.1f}" width="{max(right - left, 3):.1f}" height="{_BAR}"/>'


def _mark(mark: TimelineMark, x: float, y: float) -> str:
    """Return a diamond for a milestone, a circle for an occurrence, a flag for a deadline of the case; a cross when late."""
    timing = mark.found.timing
    dropped = timing is Timing.DROPPED
    state = "late" if timing is Timing.OVERDUE else "open" if timing in OPEN or dropped else "done"
    if mark.kind is ObligationKind.MEET_OCCURRENCE:
        shape = f'<circle class="kp-mark kp-mark-{state}" cx="{x:.1f}" cy="{y:.1f}" r="4"/>'
    elif mark.kind is ObligationKind.REACH_MILESTONE:
        shape = f'<path class="kp-mark kp-mark-{state}" d="M{x:.1f} {y - 6:.1f}l6 6-6 6-6-6z"/>'
    else:
        shape = f'<path class="kp-mark kp-mark-{state}" d="M{x:.1f} {y + 6:.1f}V{y - 8:.1f}l9 4-9 4"/>'
    if state == "late":
        shape += f'<path class="kp-cross" d="M{x - 5:.1f} {y - 5:.1f}l10 10m0-10l-10 10"/>'
    return shape


@cache
def _legend(speak: Speaker) -> tuple[str, int]:
    """Return the legend of the shapes, drawn with the shapes, and its last base line; the first is 0."""
    part_done = (
        f'<rect class="kp-bar kp-bar-open" x="0" y="-10" width="22" height="{_BAR}"/>'
        f'<rect class="kp-bar-part" x="0" y="-10" width="10" height="{_BAR}"/>'
    )
    entries = (
        (f'<rect class="kp-bar kp-bar-done" x="0" y="-10" width="22" height="{_BAR}"/>', 22, N_("done")),
        (
            f'<rect class="kp-bar kp-bar-dropped" x="0" y="-10" width="22" height="{_BAR}"/>',
            22,
            Timing.DROPPED.label,
        ),
        (part_done, 22, N_("open, part done")),
        (f'<rect class="kp-late" x="0" y="-10" width="22" height="{_BAR}"/>', 22, N_("late")),
        ('<path class="kp-original" d="M4-13v18"/>', 8, N_("original deadline")),
        ('<path class="kp-mark kp-mark-open" d="M7-10l6 6-6 6-6-6z"/>', 14, N_("milestone")),
        ('<circle class="kp-mark kp-mark-open" cx="6" cy="-4" r="4"/>', 12, N_("occurrence")),
        ('<path class="kp-mark kp-mark-open" d="M2 2v-14l9 4-9 4"/>', 12, N_("deadline of the case")),
        ('<path class="kp-asof" d="M4-13v18"/>', 8, N_("as-of day")),
    )
    x, y, drawn = 0.0, 0, []
    for shape, width, word in entries:
        text = speak(say(word))
        room = width + 20 + 6.2 * len(text)
        if x and x + room > _WIDTH:
            x, y = 0.0, y + _LEGEND_LINE
        label = f'<text class="kp-tick" x="{width + 5}" y="0">{esc(text)}</text>'
        drawn.append(f'<g transform="translate({x:.0f} {y})">{shape}{label}</g>')
        x += room
    return "".join(drawn), y
