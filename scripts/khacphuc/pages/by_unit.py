"""What is open, unit by unit: how much of it is overdue, due soon, later; most overdue first."""

from __future__ import annotations

from khacphuc.obligations.values import Timing
from khacphuc.pages.bars import FILLS, Part, barred, legend
from khacphuc.pages.ledger import Ledger
from khacphuc.pages.parts import number
from khacphuc.pages.safe import Html, html
from khacphuc.pages.scores import RESTRICTED, Score, scores
from khacphuc.pages.sections import table
from khacphuc.text.message import N_

_TIMINGS = {
    Timing.OVERDUE: N_("Overdue"),
    Timing.DUE_SOON: N_("Due soon"),
    Timing.NOT_DUE: N_("Not yet due"),
}
"""What a bar is made of: what has no deadline would only make those of followers long."""
_DATED, _UNDATED, _OPEN = N_("With a deadline"), N_("No deadline"), N_("Open")
_COLUMNS = (N_("Unit"), _DATED, *_TIMINGS.values(), _UNDATED, _OPEN)


def owing(ledger: Ledger) -> list[tuple[str, Score]]:
    """The units that owe anything, most overdue first."""
    found = ((unit, score) for unit, score in ledger.kept(scores).items() if score.open)
    return sorted(found, key=lambda one: (one[1].rank, one[0]))


def by_unit_table(ledger: Ledger, root: str, found: list[tuple[str, Score]]) -> Html:
    """A line for each unit, with a bar as long as its share of the longest."""
    made = ledger.press
    most = max(score.open - score.timings[Timing.NO_DEADLINE] for _, score in found)
    rows = [_row(ledger, root, unit, score, most) for unit, score in found]
    caption = made.words[N_("What units owe, by deadline; most overdue first")]
    shown = table(made, caption, _COLUMNS, rows)
    return html(f"{legend((FILLS[timing], made.words[name]) for timing, name in _TIMINGS.items())}\n{shown}")


def _row(ledger: Ledger, root: str, unit: str, score: Score, most: int) -> str:
    made = ledger.press
    name = made.names[N_("restricted units")] if unit == RESTRICTED else made.party(unit, root)
    parts = [Part(FILLS[one], made.words[label], score.timings[one]) for one, label in _TIMINGS.items()]
    counts = "".join(number(made, label, score.timings[one]) for one, label in _TIMINGS.items())
    rest = number(made, _UNDATED, score.timings[Timing.NO_DEADLINE]) + number(made, _OPEN, score.open)
    return f'<tr><th scope="row">{name}</th>{barred(made, _DATED, parts, most)}{counts}{rest}</tr>\n'
