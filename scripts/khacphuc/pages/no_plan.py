"""Conclusions that nobody has made a plan for, longest waited for first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from khacphuc.obligations.counts import without_own_plan, without_plan
from khacphuc.obligations.values import Stage
from khacphuc.obligations.views import ObligationRow
from khacphuc.pages import state_words
from khacphuc.pages.anchors import case_path, up
from khacphuc.pages.fragments import cell, clip, columns, due, owed_table, restricted, waited
from khacphuc.pages.page import Page
from khacphuc.pages.safe_html import EMPTY, Html, esc, html
from khacphuc.pages.sections import Section, sections_page
from khacphuc.pages.site_index import SiteIndex
from khacphuc.text.message import N_, say

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
        f"{cell(context, N_('Unit'), context.party(item.owed_by, root))}{cell(context, N_('Date issued'), issued)}"
        f"{cell(context, N_('Plan due'), due(context, item.deadline))}<td>{context.timing(row.timeliness, item.deadline.current)}</td></tr>\n"
    )


def no_plan_notes(site_index: SiteIndex, root: str) -> Html:
    """Return what the list leaves out; that every conclusion has a plan, where that is known."""
    context = site_index.context
    hidden = len(without_plan(site_index.every)) - len(site_index.no_plan)
    unread = site_index.stages[Stage.UNREADABLE]
    own = len(without_own_plan(site_index.open))
    parts: list[str] = []
    if not (site_index.no_plan or hidden or unread):
        parts.append(context.names[N_("Every conclusion has a plan.")])
    if hidden:
        parts.append(esc(context.say(say("Restricted cases without a plan, only counted: {n}.", n=hidden))))
    if unread:
        parts.append(
            esc(context.say(say("Cases of which it cannot be read whether there is a plan: {n}.", n=unread)))
        )
    if own:
        words = esc(context.say(say("Plans of their own not yet made by those named: {n}.", n=own)))
        parts.append(f'<a href="{root}{PATH}#own">{words}</a>')
    return html(f"<p>{' '.join(parts)}</p>" if parts else "")


def pages(site_index: SiteIndex) -> Iterator[Page]:
    context, root = site_index.context, up(PATH)
    notes = no_plan_notes(site_index, root)
    table = no_plan_table(site_index, root, site_index.no_plan) if site_index.no_plan else EMPTY
    title = context.words[N_("Conclusions without a plan")]
    sections = [Section("conclusions", title, html(f"{table}{notes}"))]
    if own := without_own_plan(site_index.open):
        named = context.words[N_("Named, and without a plan of their own")]
        sections.append(Section("own", named, owed_table(context, root, own, named)))
    yield sections_page(
        context,
        PATH,
        title,
        sections,
        about=context.words[
            N_(
                "The notice does not end an inspection: it opens the duty to plan. Days are counted from the day on which "
                "the unit received the conclusion."
            )
        ],
        empty="",
    )
