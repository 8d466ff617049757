"""A table in the text is larger than is drawn.

Whoever draws a table fills short rows up to the width of its head, so that a few kilobytes can stand for millions of
cells. The text with such a table is shown as it was written, so that it stops no page.

Keep the table where it was made, and name the place; or write what matters of it in several smaller ones.
"""

from __future__ import annotations

from khacphuc.model.vocabulary import Severity
from khacphuc.rules.contract import Said
from khacphuc.text.flaw import Flaw
from khacphuc.text.message import say

SEVERITY = Severity.ERROR


def explain(flaw: Flaw) -> Said:
    cells, columns = map(int, flaw.details)
    return Said(
        say(
            "The tables up to this one have more than {cells} cells, or it has more than {columns} columns.",
            cells=cells,
            columns=columns,
        ),
        say("Keep it where it was made and name the place (kept_at, link), or make it smaller."),
    )
