"""The trend on the front page: a column for each month end, its overdue part filled, and the same as a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from khacphuc.history.trend import MonthEnd
from khacphuc.pages.figure_lines import figures_explained
from khacphuc.pages.fragments import columns
from khacphuc.pages.safe_html import Html, esc, html
from khacphuc.pages.site_context import SiteContext
from khacphuc.pages.site_index import SiteIndex
from khacphuc.pages.timeline_svg import HATCH
from khacphuc.text.message import N_, say

_WIDTH, _HEIGHT, _LEFT, _RIGHT, _BOTTOM, _TOP = 960, 220, 52, 16, 26, 12
_LEGEND = 28
_MOST_LABELS = 12
_STEPS = (1, 2, 5)


class TrendPart(Struct, frozen=True):
    """A trend ready to be shown."""

    picture: Html
    table: Html


def trend_part(site_index: SiteIndex) -> TrendPart | None:
    """Past month ends and the site's own day; None where no past is known."""
    context = site_index.context
    if not context.site.trend:
        return None
    today = MonthEnd(context.as_of, site_index.totals.open, site_index.totals.overdue)
    ends = (*context.site.trend, today)
    return TrendPart(html("".join(_picture(ends, context))), _table(ends, context))


def _picture(ends: Sequence[MonthEnd], context: SiteContext) -> Iterator[str]:
    title, said = context.words[N_("Open and overdue obligations month by month")], context.say
    first, last = ends[0], ends[-1]
    about = said(
        say(
            "From {first} to {last}: open from {open_first} to {open_last}, overdue from {late_first} to {late_last}. "
            "The table below has every month.",
            first=first.on,
            last=last.on,
            open_first=first.open,
            open_last=last.open,
            late_first=first.overdue,
            late_last=last.overdue,
        )
    )
    height = _TOP + _HEIGHT + _BOTTOM + _LEGEND
    yield (
        f'<svg class="kp-roadmap kp-trend" viewBox="0 0 {_WIDTH} {height}" role="img" '
        f'aria-labelledby="trend-title trend-desc"><title id="trend-title">{esc(title)}</title>'
        f'<desc id="trend-desc">{esc(about)}</desc>{HATCH}'
    )
    top = _top(max(end.open for end in ends))
    scale = _HEIGHT / top
    floor = _TOP + _HEIGHT
    for part in range(0, top + 1, max(top // 4, 1)):
        y = floor - part * scale
        yield f'<path class="kp-grid" d="M{_LEFT} {y:.1f}H{_WIDTH - _RIGHT}"/>'
        yield f'<text class="kp-tick" text-anchor="end" x="{_LEFT - 6}" y="{y + 4:.1f}">{esc(said(part))}</text>'
    step = (_WIDTH - _LEFT - _RIGHT) / len(ends)
    every = -(-len(ends) // _MOST_LABELS)
    for index, end in enumerate(ends):
        left, width = _LEFT + step * index + step * 0.15, step * 0.7
        yield _column(left, floor, width, end, scale)
        if (len(ends) - 1 - index) % every == 0:
            label = f"{end.on.month}/{end.on.year}"
            yield f'<text class="kp-tick" text-anchor="middle" x="{left + width / 2:.1f}" y="{floor + 16}">{label}</text>'
    yield f'<g transform="translate({_LEFT} {height - 6})">{_legend(context)}</g></svg>'


def _column(left: float, floor: int, width: float, end: MonthEnd, scale: float) -> str:
    opened, late = end.open * scale, end.overdue * scale
    return (
        f'<rect class="kp-bar kp-bar-open" x="{left:.1f}" y="{floor - opened:.1f}" width="{width:.1f}" height="{opened:.1f}"/>'
        f'<rect class="kp-late" x="{left:.1f}" y="{floor - late:.1f}" width="{width:.1f}" height="{late:.1f}"/>'
    )


def _legend(context: SiteContext) -> str:
    overdue, rest = context.names[N_("overdue")], context.names[N_("open, not overdue")]
    return (
        f'<rect class="kp-late" x="0" y="-11" width="22" height="12"/><text class="kp-tick" x="28" y="0">{overdue}</text>'
        f'<g transform="translate(130 0)"><rect class="kp-bar kp-bar-open" x="0" y="-11" width="22" height="12"/>'
        f'<text class="kp-tick" x="28" y="0">{rest}</text></g>'
    )


def _top(most: int) -> int:
    """Return a round number that no column is higher than, and that four lines divide."""
    unit = 1
    while True:
        for step in _STEPS:
            if 4 * step * unit >= most:
                return 4 * step * unit
        unit *= 10


def _table(ends: Sequence[MonthEnd], context: SiteContext) -> Html:
    names = (N_("Day"), N_("Open obligations"), N_("Overdue obligations"))
    rows = "".join(
        f'<tr><th scope="row">{context.days[end.on]}</th><td class="kp-num">{context.say(end.open)}</td>'
        f'<td class="kp-num">{context.say(end.overdue)}</td></tr>\n'
        for end in reversed(ends)
    )
    caption = context.names[N_("Open and overdue obligations at the end of each month, newest first")]
    return html(
        f'<table class="kp-table kp-small"><caption>{caption}</caption>{columns(context, names)}<tbody>\n{rows}</tbody></table>'
        f"{figures_explained(context, names)}"
    )
