"""Units stand above each other, or take over from each other, in a circle.

What a higher unit sees is made up of the units below it, and obligations pass from a unit to its successor.
In a circle nobody is on top and nobody is the last: sums and obligations would go round without end.

Correct the unit whose higher unit or successor is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.vocabulary import Severity
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.rules.reference_common import chain, circles
from khacphuc.text.message import N_, say

SEVERITY = Severity.ERROR
_KEYS = {
    "parent": N_("The higher units go round in a circle: {chain}."),
    "successor": N_("The successors go round in a circle: {chain}."),
}


def check_settings(context: Context) -> Iterator[RuleReport]:
    units = context.settings.units
    documents = {document.record.id: document for document in reversed(units.documents) if document.record}
    for key, text in _KEYS.items():
        graph = {unit.id: [getattr(unit, key)] for unit in units if getattr(unit, key)}
        for circle in circles(graph):
            message = say(text, chain=chain(circle))
            yield RuleReport(
                documents[circle[0]],
                (key,),
                Said(message, say("Correct this key in the unit where it is wrong.")),
            )
