"""The list of units, and after it the page of each."""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.unit import Unit
from khacphuc.pages.anchors import up
from khacphuc.pages.ledger import Ledger
from khacphuc.pages.page import Page
from khacphuc.pages.parts import cell, columns
from khacphuc.pages.safe import html
from khacphuc.pages.unit import PATH, kind_label, unit_marks, unit_page
from khacphuc.text.fold import fold
from khacphuc.text.message import N_


def pages(ledger: Ledger) -> Iterator[Page]:
    shown = [unit for unit in ledger.press.units if ledger.press.shows_unit(unit.id)]
    yield _list(ledger, shown)
    documents = {document.slot.unit: document for document in ledger.press.units.documents}
    for unit in shown:
        yield unit_page(ledger, unit, documents.get(unit.id))


def _list(ledger: Ledger, shown: list[Unit]) -> Page:
    made, root = ledger.press, up(PATH)
    kinds = {kind.id: index for index, kind in enumerate(made.policy.unit_kinds)}
    shown = sorted(shown, key=lambda unit: (kinds.get(unit.kind, len(kinds)), fold(unit.name), unit.id))
    names = (N_("Unit"), N_("Kind"), N_("Higher unit"), N_("Cases"), N_("Open"), N_("Overdue"))
    rows = "".join(_line(ledger, root, unit) for unit in shown)
    title = made.words[N_("Units")]
    table = html(
        f'<table class="kp-table kp-stack kp-cases">\n<caption>{made.names[N_("Units by kind and name")]}</caption>\n'
        f"{columns(made, names)}\n<tbody>\n{rows}</tbody>\n</table>"
    )
    return Page(path=PATH, title=title, html=made.render("units.html", PATH, title=title, table=table))


def _line(ledger: Ledger, root: str, unit: Unit) -> str:
    made = ledger.press
    owed = ledger.owed_by.get(unit.id, ())
    counts = (
        (N_("Cases"), len(ledger.of_unit.get(unit.id, ()))),
        (N_("Open"), len(owed)),
        (N_("Overdue"), sum(row.overdue for row in owed)),
    )
    numbers = "".join(
        f'<td class="kp-num{"" if number else " kp-zero"}" data-label="{made.names[name]}">{made.say(number)}</td>'
        for name, number in counts
    )
    return (
        f'<tr><th scope="row">{made.party(unit.id, root)}{unit_marks(made, unit)}</th>'
        f"{cell(made, N_('Kind'), kind_label(made, unit.kind))}"
        f"{cell(made, N_('Higher unit'), made.party(unit.parent, root) if unit.parent else '–')}{numbers}</tr>\n"
    )
