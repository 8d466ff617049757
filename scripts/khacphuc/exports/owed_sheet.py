"""The sheet of what is owed: a line for each obligation, with both of its deadlines."""

from __future__ import annotations

from collections.abc import Sequence

from khacphuc.exports.case_sheets import missing_notes
from khacphuc.exports.sheet import CellValue, Column, SpreadSheet, count, day, identifier, numbered
from khacphuc.exports.shown_ids import shown_id
from khacphuc.obligations.obligation_words import part_name, with_predecessor
from khacphuc.obligations.timeliness import timing_text
from khacphuc.obligations.values import Timing
from khacphuc.obligations.views import ObligationRow
from khacphuc.pages.site_index import SiteIndex
from khacphuc.text.message import N_, MessageArgument

OWED_COLUMNS = (
    count(N_("No.")),
    Column(N_("Status"), 14),
    count(N_("Days overdue")),
    Column(N_("What is owed"), 38),
    Column(N_("Kind"), 14),
    Column(N_("Responsible"), 18),
    Column(N_("Answerable"), 18),
    day(N_("Deadline")),
    day(N_("Original deadline")),
    count(N_("Times moved")),
    Column(N_("Number"), 11),
    Column(N_("Conclusion"), 28),
    identifier(N_("Id"), 12),
)


def owed_sheet(
    ledger: SiteIndex, tab: MessageArgument, title: MessageArgument, rows: Sequence[ObligationRow]
) -> SpreadSheet:
    """A line for each of some obligations, in the order given."""
    return SpreadSheet(
        tab,
        title,
        OWED_COLUMNS,
        numbered(owed_cells(ledger, row) for row in rows),
        notes=tuple(missing_notes(ledger)),
    )


def owed_cells(ledger: SiteIndex, row: ObligationRow) -> tuple[CellValue, ...]:
    """The cells of an obligation, without its number."""
    made, item, state = ledger.context, row.obligation, row.case
    return (
        made.say(timing_text(row.timeliness)),
        row.timeliness.days if row.timeliness.timing is Timing.OVERDUE else None,
        owed_words(ledger, row),
        made.words[item.kind.label],
        with_predecessor(made.party_name(item.owed_by), item.taken_over_from, made.unit_name, made.say),
        made.party_name(item.answerable) if item.answerable else "",
        item.deadline.current,
        item.deadline.original,
        len(item.deadline.extensions),
        state.number or state.id,
        state.title,
        shown_id(ledger.context, item),
    )


def owed_words(ledger: SiteIndex, row: ObligationRow) -> str:
    """What is owed, as a person says it: with the id that plans and papers use, where it has one."""
    item = row.obligation
    if isinstance(item.what, str):
        return f"{ledger.context.say(part_name(item))}: {item.what}"
    return ledger.context.say(item.what)
