"""Draw stacked bars as SVG. A table beside them holds their numbers.

A part is told by its pattern first and by its colour last, so that it survives a black and white printer.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from khacphuc.obligations.values import Stage, Timing
from khacphuc.pages.safe_html import Html, esc, html
from khacphuc.pages.site_context import SiteContext

_SHAPES = {
    "hatch": (5, '<path d="M-1 1L1-1M0 5L5 0M4 6L6 4"/>'),
    "cross": (6, '<path d="M0 0L6 6M6 0L0 6"/>'),
    "dots": (5, '<circle cx="2.5" cy="2.5" r="1"/>'),
    "upright": (5, '<path d="M2.5 0V5"/>'),
    "level": (5, '<path d="M0 2.5H5"/>'),
    "grid": (6, '<path d="M3 0V6M0 3H6"/>'),
}
"""The side of each pattern's tile, and what is drawn on it."""

_PATTERNS = (
    "late-hatch",
    "late-cross",
    "soon-dots",
    "soon-upright",
    "soon-level",
    "calm-level",
    "calm-grid",
    "mute-level",
    "mute-grid",
)

FILLS = {
    Timing.OVERDUE: "late-hatch",
    Timing.DUE_SOON: "soon-dots",
    Timing.NOT_DUE: "calm",
    Timing.NO_DEADLINE: "mute-level",
    Stage.DRAFT: "mute",
    Stage.AWAITING_PLAN: "soon-dots",
    Stage.PLAN_OVERDUE: "late-hatch",
    Stage.IN_PROGRESS: "calm",
    Stage.PLAN_INCOMPLETE: "soon-level",
    Stage.AWAITING_REPORT: "soon-upright",
    Stage.REPORT_OVERDUE: "late-cross",
    Stage.AWAITING_VERIFICATION: "calm-level",
    Stage.AWAITING_CLOSURE: "calm-grid",
    Stage.CLOSED: "done",
    Stage.WITHDRAWN: "mute-grid",
    Stage.UNREADABLE: "mute-level",
}
"""The filling of each state: a colour, and a pattern where colours would not differ."""


class BarPart(Struct, frozen=True):
    """A part of a bar: how it is filled, its name, its number."""

    fill: str
    label: str
    count: int


def patterns() -> Html:
    """Return the patterns of a page's bars, seen by nobody. Once a page, before its first bar."""
    drawn = []
    for name in _PATTERNS:
        colour, _, shape = name.partition("-")
        side, lines = _SHAPES[shape]
        drawn.append(
            f'<pattern class="kp-ink kp-ink-{colour}" id="kp-fill-{name}" width="{side}" height="{side}" '
            f'patternUnits="userSpaceOnUse"><rect width="{side}" height="{side}"/>{lines}</pattern>'
        )
    return html(
        f'<svg class="kp-defs" width="0" height="0" aria-hidden="true"><defs>{"".join(drawn)}</defs></svg>'
    )


def stacked(title: str, parts: Iterable[BarPart], most: int = 0) -> Html:
    """Return one bar cut into parts, in order; nothing when all are 0. ``most`` is what a bar of full width would count."""
    known = [part for part in parts if part.count > 0]
    whole = max(most, sum(part.count for part in known))
    if not known:
        return html("")
    left, drawn = 0.0, []
    for part in known:
        width = 100 * part.count / whole
        drawn.append(
            f'<rect class="kp-part kp-fill-{part.fill}" x="{left:.2f}%" width="{width:.2f}%" height="100%"/>'
        )
        left += width
    described = "; ".join(f"{part.label}: {part.count}" for part in known)
    heard = f"{title}. {described}" if title else described
    return html(f'<svg class="kp-stacked" role="img" aria-label="{esc(heard)}">{"".join(drawn)}</svg>')


def barred(context: SiteContext, name: str, parts: Iterable[BarPart], most: int) -> Html:
    """Return a cell with the sum of some parts and a bar of them, as long as its share of ``most``."""
    known = list(parts)
    count = sum(part.count for part in known)
    zero = "" if count else " kp-zero"
    return html(
        f'<td class="kp-barred" data-label="{context.names[name]}"><span class="kp-count{zero}">{esc(context.say(count))}</span>'
        f"{stacked('', known, most)}</td>"
    )


def swatch(fill: str) -> Html:
    """Return a piece of a filling, beside the word for it."""
    return html(
        f'<svg class="kp-swatch" width="22" height="12" aria-hidden="true">'
        f'<rect class="kp-part kp-fill-{fill}" x="1" y="1" width="20" height="10"/></svg>'
    )


def legend(parts: Iterable[tuple[str, str]]) -> Html:
    """Return the legend of the fillings: (fill, label) in order."""
    items = "".join(f"<li>{swatch(fill)} {esc(label)}</li>" for fill, label in parts)
    return html(f'<ul class="kp-legend">{items}</ul>')
