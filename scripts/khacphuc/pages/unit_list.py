"""Render the list of units, most overdue first, and the page of each."""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.unit import Unit
from khacphuc.pages.anchors import up
from khacphuc.pages.fragments import sub
from khacphuc.pages.page import Page
from khacphuc.pages.safe_html import esc
from khacphuc.pages.scores import FIGURES, Figure, Score, score_of
from khacphuc.pages.sections import table
from khacphuc.pages.site_context import SiteContext
from khacphuc.pages.site_index import SiteIndex
from khacphuc.pages.unit_page import PATH, kind_label, unit_marks, unit_page
from khacphuc.text.folding import fold
from khacphuc.text.message import N_


def pages(site_index: SiteIndex) -> Iterator[Page]:
    shown = [unit for unit in site_index.context.units if site_index.context.shows_unit(unit.id)]
    yield _list(site_index, shown)
    documents = {document.slot.unit: document for document in site_index.context.units.documents}
    for unit in shown:
        yield unit_page(site_index, unit, documents.get(unit.id))


def _list(site_index: SiteIndex, shown: list[Unit]) -> Page:
    """Return one list of all: most overdue first, then by kind and name."""
    context, root = site_index.context, up(PATH)
    kinds = {kind.id: index for index, kind in enumerate(context.policy.unit_kinds)}
    ranked = sorted(
        ((unit, score_of(site_index, unit.id)) for unit in shown),
        key=lambda one: (one[1].rank, kinds.get(one[0].kind, len(kinds)), fold(one[0].name), one[0].id),
    )
    rows = [_line(context, root, unit, score) for unit, score in ranked]
    title = context.words[N_("Units")]
    caption = context.words[N_("Units, most overdue first")]
    listed = table(context, caption, (N_("Unit"), *(figure.name for figure in FIGURES)), rows)
    page = context.render("units.html", PATH, title=title, table=listed)
    return Page(path=PATH, title=title, html=page, search=f"{title}\n{caption}")


def _line(context: SiteContext, root: str, unit: Unit, score: Score) -> str:
    cells = "".join(_cell(context, figure, score) for figure in FIGURES)
    above = context.unit_name(unit.parent) if unit.parent else ""
    return (
        f'<tr><th scope="row">{context.party(unit.id, root)}{unit_marks(context, unit)}'
        f"{sub(kind_label(context, unit.kind), above)}</th>{cells}</tr>\n"
    )


def _cell(context: SiteContext, figure: Figure, score: Score) -> str:
    zero = "" if figure.of(score) else " kp-zero"
    return f'<td class="kp-num{zero}" data-label="{context.names[figure.name]}">{esc(context.say(figure.shown(score)))}</td>'
