"""Findings that were there before: of an earlier conclusion, not put right or come back."""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.obligations.values import CaseState, FindingState
from khacphuc.pages.anchors import case_path, up
from khacphuc.pages.ledger import Ledger
from khacphuc.pages.page import Page
from khacphuc.pages.parts import cell, clip, restricted
from khacphuc.pages.safe import esc, html
from khacphuc.pages.sections import Section, sections_page, table
from khacphuc.text.message import N_, say_n

PATH = "repeats/"
_COLUMNS = (N_("Finding"), N_("Unit"), N_("Conclusion"), N_("Repeats"), N_("Status"))


def pages(ledger: Ledger) -> Iterator[Page]:
    made = ledger.press
    ids = {state.id: state for state in ledger.states}
    rows = [
        _row(ledger, ids, state, found)
        for state in ledger.states
        for found in state.findings
        if found.finding.repeat_of
    ]
    title = made.words[N_("Repeat findings")]
    caption = made.say(say_n("{n} finding was there before", "{n} findings were there before", len(rows)))
    yield sections_page(
        made,
        PATH,
        title,
        [Section("all", title, table(made, caption, _COLUMNS, rows))] if rows else [],
        empty=made.words[N_("No finding repeats an earlier one.")],
    )


def _row(ledger: Ledger, ids: dict[str, CaseState], state: CaseState, found: FindingState) -> str:
    made, root = ledger.press, up(PATH)
    page = f"{root}{esc(case_path(state.folder))}"
    earlier, _, finding = (found.finding.repeat_of or "").rpartition("/")
    known = ids.get(earlier)
    repeated = made.words[N_("a restricted case")] if made.public else esc(found.finding.repeat_of or "")
    if known:
        where = f"{root}{esc(case_path(known.folder))}#{esc(finding)}"
        repeated = f'<a href="{where}">{esc(finding)}, {esc(known.number or known.id)}</a>'
    return (
        f'<tr><th scope="row"><a href="{page}#{esc(found.finding.id)}">{esc(clip(found.finding.text))}</a>'
        f"{restricted(made, state)}</th>{cell(made, N_('Unit'), made.party(state.owner, root))}"
        f"{cell(made, N_('Conclusion'), state.number or state.id)}{cell(made, N_('Repeats'), html(repeated))}"
        f"<td>{made.chip(found.status)}</td></tr>\n"
    )
