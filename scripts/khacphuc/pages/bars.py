"""Small pictures made of rectangles: what part of a whole is what. Their numbers stand in a table beside them."""

from __future__ import annotations

from collections.abc import Iterable

from khacphuc.pages.safe import Html, esc, html

_WIDTH = 600
_HEIGHT = 18


def stacked(title: str, parts: Iterable[tuple[str, str, int]]) -> Html:
    """One bar cut into parts of (class, label, number), in order; nothing when all are 0."""
    known = [part for part in parts if part[2] > 0]
    whole = sum(number for _, _, number in known)
    if not whole:
        return html("")
    left, drawn = 0.0, []
    for name, label, number in known:
        width = _WIDTH * number / whole
        drawn.append(
            f'<rect class="kp-part kp-fill-{esc(name)}" x="{left:.1f}" y="0" width="{width:.1f}" height="{_HEIGHT}">'
            f"<title>{esc(label)}: {number}</title></rect>"
        )
        left += width
    described = "; ".join(f"{label}: {number}" for _, label, number in known)
    return html(
        f'<svg class="kp-stacked" viewBox="0 0 {_WIDTH} {_HEIGHT}" preserveAspectRatio="none" role="img" '
        f'aria-label="{esc(title)}. {esc(described)}">{"".join(drawn)}</svg>'
    )
