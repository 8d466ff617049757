"""The list of units, ranked by what presses, and after it the page of each."""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.unit import Unit
from khacphuc.pages.anchors import up
from khacphuc.pages.ledger import Ledger
from khacphuc.pages.page import Page
from khacphuc.pages.parts import sub
from khacphuc.pages.press import Press
from khacphuc.pages.safe import esc
from khacphuc.pages.scores import FIGURES, Figure, Score, score_of
from khacphuc.pages.sections import table
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
    """One list of all: most overdue first, then by kind and name."""
    made, root = ledger.press, up(PATH)
    kinds = {kind.id: index for index, kind in enumerate(made.policy.unit_kinds)}
    ranked = sorted(
        ((unit, score_of(ledger, unit.id)) for unit in shown),
        key=lambda one: (one[1].rank, kinds.get(one[0].kind, len(kinds)), fold(one[0].name), one[0].id),
    )
    rows = [_line(made, root, unit, score) for unit, score in ranked]
    title = made.words[N_("Units")]
    caption = made.words[N_("Units, most overdue first")]
    listed = table(made, caption, (N_("Unit"), *(figure.name for figure in FIGURES)), rows)
    page = made.render("units.html", PATH, title=title, table=listed)
    return Page(path=PATH, title=title, html=page, search=f"{title}\n{caption}")


def _line(made: Press, root: str, unit: Unit, score: Score) -> str:
    cells = "".join(_cell(made, figure, score) for figure in FIGURES)
    above = made.unit_name(unit.parent) if unit.parent else ""
    return (
        f'<tr><th scope="row">{made.party(unit.id, root)}{unit_marks(made, unit)}'
        f"{sub(kind_label(made, unit.kind), above)}</th>{cells}</tr>\n"
    )


def _cell(made: Press, figure: Figure, score: Score) -> str:
    zero = "" if figure.of(score) else " kp-zero"
    return f'<td class="kp-num{zero}" data-label="{made.names[figure.name]}">{esc(made.say(figure.shown(score)))}</td>'
