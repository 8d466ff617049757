"""Everything that is overdue, by the unit that owes it; the unit that is longest overdue first."""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.obligations.views import Row
from khacphuc.pages.anchors import up
from khacphuc.pages.ledger import Ledger, grouped
from khacphuc.pages.page import Page
from khacphuc.pages.parts import OWED_COLUMNS, columns, owed_row, sub
from khacphuc.pages.safe import Html, html
from khacphuc.text.message import N_, say_n

PATH = "overdue/"


def pages(ledger: Ledger) -> Iterator[Page]:
    press = ledger.press
    title = press.words[N_("Overdue")]
    page = press.render(
        "overdue.html",
        PATH,
        title=title,
        table=_table(ledger) if ledger.overdue else "",
        total=press.say(
            say_n("{n} obligation is overdue.", "{n} obligations are overdue.", len(ledger.overdue))
        ),
    )
    yield Page(path=PATH, title=title, html=page)


def _table(ledger: Ledger) -> Html:
    """One table, one body for each unit, so that it is read, sorted and printed as one list."""
    press, root = ledger.press, up(PATH)
    groups = grouped((row.obligation.owed_by.partition("/")[0], row) for row in ledger.overdue)
    bodies = "".join(_group(ledger, root, unit, rows) for unit, rows in groups.items())
    caption = press.names[N_("Overdue obligations by unit, longest first")]
    return html(
        f'<table class="kp-table kp-stack kp-owed kp-grouped">\n<caption>{caption}</caption>\n'
        f"{columns(press, OWED_COLUMNS)}\n{bodies}</table>"
    )


def _group(ledger: Ledger, root: str, unit: str, rows: list[Row]) -> str:
    press = ledger.press
    found = press.units.get(unit)
    head = press.party(found.head, root, unit) if found and found.head else ""
    count = press.say(say_n("{n} overdue", "{n} overdue", len(rows)))
    body = "".join(owed_row(press, root, row, unit) for row in rows)
    return (
        f'<tbody>\n<tr class="kp-group"><th scope="rowgroup" colspan="{len(OWED_COLUMNS)}">'
        f"{press.party(unit, root)} {sub(count, head)}</th></tr>\n{body}</tbody>\n"
    )
