"""Conclusions that nobody has made a plan for, longest waited for first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from khacphuc.obligations.views import ObligationRow
from khacphuc.pages import state_words
from khacphuc.pages.anchors import case_path, up
from khacphuc.pages.fragments import cell, clip, columns, due, responsible, restricted, waited
from khacphuc.pages.page import Page
from khacphuc.pages.safe_html import Html, esc, html
from khacphuc.pages.site_index import SiteIndex
from khacphuc.text.message import N_

PATH = "without-plan/"

_COLUMNS = (N_("Waiting"), N_("Conclusion"), N_("Unit"), N_("Date issued"), N_("Plan due"), N_("Time"))


def no_plan_table(site_index: SiteIndex, root: str, rows: Iterable[ObligationRow]) -> Html:
    context = site_index.context
    body = "".join(_row(site_index, root, row) for row in rows)
    caption = context.names[N_("Conclusions without a plan, longest waited for first")]
    return html(
        f'<table class="kp-table kp-stack kp-waiting">\n<caption>{caption}</caption>\n'
        f"{columns(context, _COLUMNS)}\n<tbody>\n{body}</tbody>\n</table>"
    )


def _row(site_index: SiteIndex, root: str, row: ObligationRow) -> str:
    context, state, item = site_index.context, row.case, row.obligation
    issued = context.days[state.issued_on] if state.issued_on else "–"
    days = waited(item.since, context.say(state_words.days(site_index.waited(row)))) if item.since else "–"
    return (
        f"<tr>{cell(context, N_('Waiting'), html(f'<strong>{days}</strong>'))}"
        f'<th scope="row"><a href="{root}{esc(case_path(state.folder))}">{esc(clip(state.title))}</a>'
        f'{restricted(context, state)} <span class="kp-sub">{esc(state.number or state.id)}</span></th>'
        f"{cell(context, N_('Unit'), responsible(context, root, item))}{cell(context, N_('Date issued'), issued)}"
        f"{cell(context, N_('Plan due'), due(context, item.deadline))}<td>{context.timing(row.timeliness, item.deadline.current)}</td></tr>\n"
    )


def pages(site_index: SiteIndex) -> Iterator[Page]:
    context = site_index.context
    table = no_plan_table(site_index, up(PATH), site_index.no_plan) if site_index.no_plan else html("")
    title = context.words[N_("Conclusions without a plan")]
    page = context.render("no_plan.html", PATH, title=title, table=table)
    yield Page(path=PATH, title=title, html=page, search=title)
