"""The small parts of pages: facts, papers, deadlines, rows of what is owed. Values in, escaped HTML out.

They are functions and not macros because a page has a thousand of them: a call within a template costs ten times
what it costs here. Whatever is not ``Html`` already is escaped here; nothing below trusts a text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from khacphuc.model.schema import Vocabulary
from khacphuc.model.shared import Paper
from khacphuc.obligations.values import CaseState, Obligation, ObligationKind
from khacphuc.obligations.views import ObligationRow
from khacphuc.pages import state_words
from khacphuc.pages.anchors import ROOT, anchor, case_path
from khacphuc.pages.safe_html import EMPTY, Html, esc, html, joined
from khacphuc.pages.site_context import SiteContext
from khacphuc.text.message import N_, Message, say_n
from khacphuc.timeline.deadlines import Deadline

FactValue = str | date | Vocabulary | Message | None
CLIP = 160
_OF_WORK_DONE = (ObligationKind.VERIFY, ObligationKind.CHECK_EFFECTIVENESS)
MOST_ROWS = 500
"""Rows of a list of what is owed: a browser is slow with half a megabyte of table, and nobody reads so far."""
PAGE_ROWS = 2_000
"""Rows of a page that is one list: a browser sorts as many in a tenth of a second."""


def clip(text: str, most: int = CLIP) -> str:
    """Return the start of a long text, cut between words."""
    return text if len(text) <= most else f"{text[:most].rpartition(' ')[0] or text[:most]}…"


def shown(value: FactValue, context: SiteContext) -> str:
    """Return a value as HTML."""
    if type(value) is str:
        return esc(value)
    if isinstance(value, date):
        return context.days[value]
    if isinstance(value, Vocabulary):
        return context.names[value.label]
    return "" if value is None else esc(value if isinstance(value, str) else context.say(value))


def facts(
    context: SiteContext, *pairs: tuple[str, FactValue], wide: Iterable[tuple[str, FactValue]] = ()
) -> Html:
    """Return a list of named facts; those without a value are left out. ``wide`` ones are sentences."""
    names = context.names
    parts = [
        f"<div><dt>{names[name]}</dt><dd>{value if type(value) is Html else shown(value, context)}</dd></div>"
        for name, value in pairs
        if value
    ]
    for name, value in wide:
        if value:
            known = value if type(value) is Html else shown(value, context)
            parts.append(f'<div class="kp-wide"><dt>{names[name]}</dt><dd>{known}</dd></div>')
    return html(f'<dl class="kp-facts">{"".join(parts)}</dl>') if parts else EMPTY


def sub(*values: str) -> Html:
    """Return smaller print below or beside something; nothing when all values are empty."""
    text = " · ".join([esc(value) for value in values if value])
    return html(f' <span class="kp-sub">{text}</span>' if text else "")


def quoted(text: str | None) -> Html:
    """Return the words of a paper, in smaller print."""
    return sub(f"“{text}”") if text else EMPTY


def parties(context: SiteContext, root: str, some: Sequence[str], home: str = "") -> Html:
    if len(some) == 1:
        return context.party(some[0], root, home)
    return html("; ".join([context.party(one, root, home) for one in some])) if some else EMPTY


def paper(context: SiteContext, one: Paper | None) -> Html:
    """Return a paper: number, date, title, where it is kept, a link to it."""
    if one is None:
        return EMPTY
    day = context.say(one.date) if one.date else ""
    text = esc(context.words[state_words.paper(one)].format(number=one.number, date=day, title=one.title))
    if one.link:
        text += f' <a href="{esc(one.link)}" rel="noopener nofollow">{context.names[N_("see the paper")]}</a>'
    if one.kept_at:
        text += f" ({context.names[N_('kept at')]}: {esc(one.kept_at)})"
    return html(text)


def papers(context: SiteContext, some: Sequence[Paper]) -> Html:
    if not some:
        return EMPTY
    found = [paper(context, one) for one in some]
    if len(found) <= 1:
        return joined(found)
    return html(f"<ul>{''.join([f'<li>{one}</li>' for one in found])}</ul>")


def due(context: SiteContext, deadline: Deadline) -> Html:
    """Return a deadline: the current one, the original one when it was moved, and whose rule it is."""
    if deadline.current is None:
        return html("–")
    text = f"{context.days[deadline.current]}"
    if deadline.original and deadline.original != deadline.current:
        text += sub(html(f"{context.names[N_('originally')]} <s>{context.days[deadline.original]}</s>"))
    if deadline.by_policy:
        text += sub(context.words[N_("by this register's own rule")])
    return html(text)


def waited(since: date, words: str) -> Html:
    """Return the days waited; ``data-since`` lets a page recount them on the day it is read."""
    return html(f'<span data-since="{since.isoformat()}">{esc(words)}</span>')


def restricted(context: SiteContext, state: CaseState) -> Html:
    """Return the mark of a restricted case."""
    if not state.restricted:
        return EMPTY
    return html(f' <span class="kp-chip kp-restricted">{context.names[N_("restricted")]}</span>')


def cell(context: SiteContext, name: str, value: str) -> Html:
    """Return a cell that keeps the name of its column where the table is narrow."""
    return html(f'<td data-label="{context.names[name]}">{esc(value)}</td>')


def number(context: SiteContext, name: str, count: int, link: str = "") -> Html:
    """Return a cell with a count, greyed when there is nothing; ``link`` leads to what was counted."""
    shown = esc(context.say(count))
    if link and count:
        shown = f'<a href="{esc(link)}">{shown}</a>'
    zero = "" if count else " kp-zero"
    return html(f'<td class="kp-num{zero}" data-label="{context.names[name]}">{shown}</td>')


def owed_row(
    context: SiteContext, root: str, row: ObligationRow, home: str = "", *, cases: bool = True
) -> Html:
    """Return a row of a list of what is owed: how late, what and in which case, by whom, due when.

    ``home`` is the unit whose page this is; ``cases`` is false on the page of one case, where nobody needs its name.
    The same row stands on a handful of pages at several depths, so it is made once, for ``ROOT``.
    """
    if not cases:
        return _owed_row(context, root, row, home, cases=False)
    key = id(row.obligation), home
    known = context.rows.get(key)
    if known is None:
        known = context.rows[key] = row.obligation, _owed_row(context, ROOT, row, home, cases=True)
    return html(known[1].replace(ROOT, root))


def _owed_row(context: SiteContext, root: str, row: ObligationRow, home: str, *, cases: bool) -> Html:
    item, state = row.obligation, row.case
    what = clip(item.what if isinstance(item.what, str) else context.say(item.what))
    where = f"{root}{case_path(state.folder)}" if cases else ""
    case = (
        f'{esc(state.number or state.id)}<span class="kp-of">, {esc(clip(state.title))}</span>{restricted(context, state)}'
        if cases
        else ""
    )
    note = " · ".join(filter(None, (_note(context, root, item), case)))
    who = cell(context, N_("Responsible"), _owed_by(context, root, item, home, alone=cases))
    return html(
        f"<tr><td>{context.timing(row.timeliness, item.deadline.current)}</td>"
        f'<td><a href="{esc(where)}#{esc(anchor(item))}">{esc(what)}</a>'
        f'<span class="kp-sub">{note}</span></td>'
        f"{who}{cell(context, N_('Deadline'), due(context, item.deadline))}</tr>\n"
    )


def _note(context: SiteContext, root: str, item: Obligation) -> str:
    """Return the label of an obligation: its kind where a paper gives the words; for a verification, whose work."""
    if item.kind in _OF_WORK_DONE:
        return context.party(item.owed_to, root)
    return esc(context.words[item.kind.label]) if isinstance(item.what, str) else ""


def _owed_by(context: SiteContext, root: str, item: Obligation, home: str, *, alone: bool) -> Html:
    """Return the responsible party and the answerable person; ``alone`` leaves out the unit of the page or group."""
    answers = item.answerable if item.answerable != item.owed_by else ""
    if alone and answers and item.owed_by == home:
        return context.party(answers, root, home)
    person = sub(context.party(answers, root, home or item.owed_by)) if answers else ""
    return html(context.party(item.owed_by, root, home) + person)


OWED_COLUMNS = (N_("Status"), N_("Actions"), N_("Responsible"), N_("Deadline"))


def owed_table(  # two of them are where it stands
    context: SiteContext,
    root: str,
    rows: Sequence[ObligationRow],
    caption: str,
    home: str = "",
    *,
    cases: bool = True,
) -> Html:
    """Return a table of what is owed, in the order given. Of a very long list the beginning, and how much more there is."""
    body = "".join([owed_row(context, root, row, home, cases=cases) for row in rows[:MOST_ROWS]])
    table = (
        f'<table class="kp-table kp-stack kp-owed">\n<caption>{esc(caption)}</caption>\n'
        f"{columns(context, OWED_COLUMNS)}\n<tbody>\n{body}</tbody>\n</table>"
    )
    return html(table + unlisted(context, len(rows)))


def unlisted(context: SiteContext, number: int) -> Html:
    """Return a note on the rows beyond ``MOST_ROWS``; nothing when all are shown."""
    if number <= MOST_ROWS:
        return EMPTY
    said = say_n(
        "and {n} more, on its case's page", "and {n} more, on their cases' pages", number - MOST_ROWS
    )
    return html(f'\n<p class="kp-more">{esc(context.say(said))}</p>')


def columns(context: SiteContext, names: Iterable[str]) -> Html:
    """Return the head of a table."""
    heads = "".join(f'<th scope="col">{context.names[name]}</th>' for name in names)
    return html(f"<thead><tr>{heads}</tr></thead>")
