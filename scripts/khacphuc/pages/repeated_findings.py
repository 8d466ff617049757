"""List repeated findings: those of an earlier conclusion, not corrected or recurring."""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.obligations.values import CaseState, FindingState
from khacphuc.pages.anchors import case_path, up
from khacphuc.pages.fragments import case_unit, cell, clip, paper, restricted
from khacphuc.pages.page import Page
from khacphuc.pages.safe_html import esc, html
from khacphuc.pages.sections import Section, sections_page, table
from khacphuc.pages.site_index import SiteIndex
from khacphuc.text.message import N_, say_n

PATH = "repeats/"
_COLUMNS = (N_("Finding"), N_("Unit"), N_("Conclusion"), N_("Repeats"), N_("Status"))


def pages(site_index: SiteIndex) -> Iterator[Page]:
    context = site_index.context
    ids = {state.id: state for state in site_index.states}
    rows = [
        _row(site_index, ids, state, found)
        for state in site_index.states
        for found in state.findings
        if found.finding.repeat_of or found.finding.repeat_of_paper
    ]
    title = context.words[N_("Repeat findings")]
    caption = context.say(say_n("{n} finding was there before", "{n} findings were there before", len(rows)))
    yield sections_page(
        context,
        PATH,
        title,
        [Section("all", title, table(context, caption, _COLUMNS, rows))] if rows else [],
        empty=context.words[N_("No finding repeats an earlier one.")],
    )


def _row(site_index: SiteIndex, ids: dict[str, CaseState], state: CaseState, found: FindingState) -> str:
    context, root = site_index.context, up(PATH)
    page = f"{root}{esc(case_path(state.folder))}"
    earlier, _, finding = (found.finding.repeat_of or "").rpartition("/")
    known, outside = ids.get(earlier), found.finding.repeat_of_paper
    repeated = (
        context.words[N_("a restricted case")] if context.public else esc(found.finding.repeat_of or "")
    )
    if outside and not found.finding.repeat_of:
        repeated = paper(context, outside)
    if known:
        where = f"{root}{esc(case_path(known.folder))}#{esc(finding)}"
        repeated = f'<a href="{where}">{esc(finding)}, {esc(known.number or known.id)}</a>'
    return (
        f'<tr><th scope="row"><a href="{page}#{esc(found.finding.id)}">{esc(clip(found.finding.text))}</a>'
        f"{restricted(context, state)}</th>{cell(context, N_('Unit'), case_unit(context, root, state))}"
        f"{cell(context, N_('Conclusion'), state.number or state.id)}{cell(context, N_('Repeats'), html(repeated))}"
        f"<td>{context.chip(found.status)}</td></tr>\n"
    )
