"""Count open obligations by unit: overdue, due soon, later; most overdue first."""

from __future__ import annotations

from khacphuc.obligations.values import Timing
from khacphuc.pages.bars import FILLS, BarPart, barred, legend
from khacphuc.pages.fragments import number
from khacphuc.pages.safe_html import Html, html
from khacphuc.pages.scores import RESTRICTED, Score, scores
from khacphuc.pages.sections import table
from khacphuc.pages.site_index import SiteIndex
from khacphuc.text.message import N_

_TIMINGS = {
    Timing.OVERDUE: N_("Overdue"),
    Timing.DUE_SOON: N_("Due soon"),
    Timing.NOT_DUE: N_("Not yet due"),
}
"""Parts of a bar, without obligations that have no deadline: these would only lengthen the bars of followers."""
_DATED, _UNDATED, _OPEN = N_("With a deadline"), N_("No deadline"), N_("Open obligations")
_COLUMNS = (N_("Unit"), _DATED, *_TIMINGS.values(), _UNDATED, _OPEN)


def owing(site_index: SiteIndex) -> list[tuple[str, Score]]:
    """Return the units that owe anything, most overdue first."""
    found = ((unit, score) for unit, score in site_index.kept(scores).items() if score.owed.open)
    return sorted(found, key=lambda one: (one[1].rank, one[0]))


def by_unit_table(site_index: SiteIndex, root: str, found: list[tuple[str, Score]]) -> Html:
    """Return a line for each unit, with a bar as long as its share of the longest."""
    context = site_index.context
    most = max(score.owed.open - score.owed.timings[Timing.NO_DEADLINE] for _, score in found)
    rows = [_row(site_index, root, unit, score, most) for unit, score in found]
    caption = context.words[N_("What units owe, by deadline; most overdue first")]
    shown = table(context, caption, _COLUMNS, rows)
    return html(
        f"{legend((FILLS[timing], context.words[name]) for timing, name in _TIMINGS.items())}\n{shown}"
    )


def _row(site_index: SiteIndex, root: str, unit: str, score: Score, most: int) -> str:
    context = site_index.context
    name = context.names[N_("restricted units")] if unit == RESTRICTED else context.party(unit, root)
    parts = [
        BarPart(FILLS[one], context.words[label], score.owed.timings[one]) for one, label in _TIMINGS.items()
    ]
    counts = "".join(number(context, label, score.owed.timings[one]) for one, label in _TIMINGS.items())
    rest = number(context, _UNDATED, score.owed.timings[Timing.NO_DEADLINE]) + number(
        context, _OPEN, score.owed.open
    )
    return f'<tr><th scope="row">{name}</th>{barred(context, _DATED, parts, most)}{counts}{rest}</tr>\n'
