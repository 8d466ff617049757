"""Sheets of cases: the follow-up book (sổ theo dõi kết luận), a line for each conclusion."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from khacphuc.exports.sheet import CellValue, Column, SpreadSheet, count, day, identifier, numbered
from khacphuc.obligations.counts import tasks_overdue
from khacphuc.obligations.obligation_words import with_predecessor
from khacphuc.obligations.values import SETTLED, CaseState
from khacphuc.pages.anchors import without_slug
from khacphuc.pages.site_index import SiteIndex
from khacphuc.text.message import N_, Message, MessageArgument, say

_COLUMNS = (
    count(N_("No.")),
    Column(N_("Number"), 12),
    day(N_("Date issued")),
    Column(N_("Conclusion"), 34),
    Column(N_("Unit"), 18),
    Column(N_("Followed by"), 16),
    count(N_("Findings")),
    count(N_("Put right")),
    day(N_("Plan")),
    count(N_("Tasks")),
    count(N_("Handed in")),
    count(N_("Tasks overdue")),
    count(N_("Open obligations")),
    count(N_("Overdue obligations")),
    day(N_("Next deadline")),
    day(N_("Report")),
    day(N_("Closed")),
    Column(N_("Stage"), 13),
    identifier(N_("Case id")),
)


def book_sheet(ledger: SiteIndex, states: Iterable[CaseState], title: MessageArgument) -> SpreadSheet:
    """A line for each of some cases, in the order given."""
    return SpreadSheet(
        Message(N_("Follow-up book")),
        title,
        _COLUMNS,
        numbered(_row(ledger, state) for state in states),
        notes=tuple(missing_notes(ledger)),
    )


def missing_notes(ledger: SiteIndex) -> Iterator[Message]:
    """What a list cannot have: cases that the profile leaves out, and what documents say that cannot be read."""
    if ledger.hidden:
        yield say("Restricted cases that are not listed: {n}", n=ledger.hidden)
    yield from (say("Cannot be read: {path}", path=path) for path in unreadable_in(ledger))


def unreadable_in(ledger: SiteIndex) -> list[str]:
    """The documents that cannot be read: what they would change is in no figure."""
    paths = [path for state in ledger.states for path in state.unreadable]
    return list(map(without_slug, paths)) if ledger.context.public else paths


def _row(ledger: SiteIndex, state: CaseState) -> tuple[CellValue, ...]:
    made = ledger.context
    opened, late = (counts[state.folder] for counts in ledger.counts)
    dues = [row.obligation.deadline.current for row in ledger.open_in.get(state.folder, ())]
    return (
        state.number,
        state.issued_on,
        state.title,
        with_predecessor(made.party_name(state.owner), state.taken_over_from, made.unit_name, made.say),
        made.party_name(state.follower) if state.follower else "",
        len(state.findings),
        sum(found.status in SETTLED for found in state.findings),
        state.plan_issued_on,
        len(state.tasks),
        sum(task.handed_in for task in state.tasks),
        tasks_overdue(state, ledger.overdue_in.get(state.folder, ())),
        opened,
        late,
        min((due for due in dues if due), default=None),
        state.reported_on,
        state.closed_on,
        made.say(state.stage_in_words),
        state.id,
    )
