"""The small parts of pages: facts, papers, deadlines, rows of what is owed. Values in, escaped HTML out.

They are functions and not macros because a page has a thousand of them: a call within a template costs ten times
what it costs here. Whatever is not ``Html`` already is escaped here; nothing below trusts a text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from khacphuc.model.parts import Paper
from khacphuc.model.schema import Vocabulary
from khacphuc.obligations.values import CaseState, Obligation, ObligationKind
from khacphuc.obligations.views import Row
from khacphuc.pages import words
from khacphuc.pages.anchors import anchor, case_path
from khacphuc.pages.press import Press
from khacphuc.pages.safe import EMPTY, Html, esc, html, joined
from khacphuc.text.message import N_, Message, say_n
from khacphuc.timeline.deadlines import Deadline

Value = str | date | Vocabulary | Message | None
CLIP = 160
_OF_WORK_DONE = (ObligationKind.VERIFY, ObligationKind.CHECK_EFFECTIVENESS)
MOST_ROWS = 500
"""Rows of a list of what is owed: a browser is slow with half a megabyte of table, and nobody reads so far."""
PAGE_ROWS = 2_000
"""Rows of a page that is one list: a browser sorts as many in a tenth of a second."""
ROOT = "\0"
"""Stands for the way to the site's root in what is made for pages of any depth. No text of a register has it."""


def clip(text: str, most: int = CLIP) -> str:
    """The start of a long text, cut between words."""
    return text if len(text) <= most else f"{text[:most].rpartition(' ')[0] or text[:most]}…"


def shown(value: Value, made: Press) -> str:
    """A value as HTML."""
    if type(value) is str:
        return esc(value)
    if isinstance(value, date):
        return made.days[value]
    if isinstance(value, Vocabulary):
        return made.names[value.label]
    return "" if value is None else esc(value if isinstance(value, str) else made.say(value))


def facts(made: Press, *pairs: tuple[str, Value], wide: Iterable[tuple[str, Value]] = ()) -> Html:
    """A list of named facts; those without a value are left out. ``wide`` ones are sentences."""
    names = made.names
    parts = [
        f"<div><dt>{names[name]}</dt><dd>{value if type(value) is Html else shown(value, made)}</dd></div>"
        for name, value in pairs
        if value
    ]
    for name, value in wide:
        if value:
            known = value if type(value) is Html else shown(value, made)
            parts.append(f'<div class="kp-wide"><dt>{names[name]}</dt><dd>{known}</dd></div>')
    return html(f'<dl class="kp-facts">{"".join(parts)}</dl>') if parts else EMPTY


def sub(*values: str) -> Html:
    """Smaller print below or beside something; nothing when all values are empty."""
    text = " · ".join([esc(value) for value in values if value])
    return html(f' <span class="kp-sub">{text}</span>' if text else "")


def quoted(text: str | None) -> Html:
    """The words of a paper, in smaller print."""
    return sub(f"“{text}”") if text else EMPTY


def parties(made: Press, root: str, some: Sequence[str], home: str = "") -> Html:
    if len(some) == 1:
        return made.party(some[0], root, home)
    return html("; ".join([made.party(one, root, home) for one in some])) if some else EMPTY


def paper(made: Press, one: Paper | None) -> Html:
    """A paper: number, date, title, where it is kept, a link to it."""
    if one is None:
        return EMPTY
    day = made.say(one.date) if one.date else ""
    text = esc(made.words[words.paper(one)].format(number=one.number, date=day, title=one.title))
    if one.link:
        text += f' <a href="{esc(one.link)}" rel="noopener nofollow">{made.names[N_("see the paper")]}</a>'
    if one.kept_at:
        text += f" ({made.names[N_('kept at')]}: {esc(one.kept_at)})"
    return html(text)


def papers(made: Press, some: Sequence[Paper]) -> Html:
    if not some:
        return EMPTY
    found = [paper(made, one) for one in some]
    if len(found) <= 1:
        return joined(found)
    return html(f"<ul>{''.join([f'<li>{one}</li>' for one in found])}</ul>")


def due(made: Press, deadline: Deadline) -> Html:
    """A deadline: the current one, the original one when it was moved, and whose rule it is."""
    if deadline.current is None:
        return html("–")
    text = f"{made.days[deadline.current]}"
    if deadline.original and deadline.original != deadline.current:
        text += sub(html(f"{made.names[N_('originally')]} <s>{made.days[deadline.original]}</s>"))
    if deadline.by_policy:
        text += sub(made.words[N_("by this register's own rule")])
    return html(text)


def waited(since: date, words: str) -> Html:
    """How long something has waited; ``data-since`` lets a page recount it on the day it is read."""
    return html(f'<span data-since="{since.isoformat()}">{esc(words)}</span>')


def restricted(made: Press, state: CaseState) -> Html:
    """The mark of a restricted case."""
    if not state.restricted:
        return EMPTY
    return html(f' <span class="kp-chip kp-restricted">{made.names[N_("restricted")]}</span>')


def cell(made: Press, name: str, value: str) -> Html:
    """A cell that keeps the name of its column where the table is narrow."""
    return html(f'<td data-label="{made.names[name]}">{esc(value)}</td>')


def number(made: Press, name: str, count: int, link: str = "") -> Html:
    """A cell with a count, greyed when there is nothing; ``link`` leads to what was counted."""
    shown = esc(made.say(count))
    if link and count:
        shown = f'<a href="{esc(link)}">{shown}</a>'
    zero = "" if count else " kp-zero"
    return html(f'<td class="kp-num{zero}" data-label="{made.names[name]}">{shown}</td>')


def owed_row(made: Press, root: str, row: Row, home: str = "", *, cases: bool = True) -> Html:
    """A row of a list of what is owed: how late, what and in which case, by whom, due when.

    ``home`` is the unit whose page this is; ``cases`` is false on the page of one case, where nobody needs its name.
    The same row stands on a handful of pages at several depths, so it is made once, for ``ROOT``.
    """
    if not cases:
        return _owed_row(made, root, row, home, cases=False)
    key = id(row.obligation), home
    known = made.rows.get(key)
    if known is None:
        known = made.rows[key] = row.obligation, _owed_row(made, ROOT, row, home, cases=True)
    return html(known[1].replace(ROOT, root))


def _owed_row(made: Press, root: str, row: Row, home: str, *, cases: bool) -> Html:
    item, state = row.obligation, row.case
    what = clip(item.what if isinstance(item.what, str) else made.say(item.what))
    where = f"{root}{case_path(state.folder)}" if cases else ""
    case = (
        f'{esc(state.number or state.id)}<span class="kp-of">, {esc(clip(state.title))}</span>{restricted(made, state)}'
        if cases
        else ""
    )
    note = " · ".join(filter(None, (_note(made, root, item), case)))
    who = cell(made, N_("Owed by"), _owed_by(made, root, item, home, alone=cases))
    return html(
        f"<tr><td>{made.timing(row.timeliness, item.deadline.current)}</td>"
        f'<td><a href="{esc(where)}#{esc(anchor(item))}">{esc(what)}</a>'
        f'<span class="kp-sub">{note}</span></td>'
        f"{who}{cell(made, N_('Deadline'), due(made, item.deadline))}</tr>\n"
    )


def _note(made: Press, root: str, item: Obligation) -> str:
    """What kind of duty a paper's words name; whose work is to be verified. Other duties are named by what is owed."""
    if item.kind in _OF_WORK_DONE:
        return made.party(item.owed_to, root)
    return esc(made.words[item.kind.label]) if isinstance(item.what, str) else ""


def _owed_by(made: Press, root: str, item: Obligation, home: str, *, alone: bool) -> Html:
    """Who owes it, and who answers for it; ``alone`` leaves out the unit whose page or group this is."""
    answers = item.answerable if item.answerable != item.owed_by else ""
    if alone and answers and item.owed_by == home:
        return made.party(answers, root, home)
    person = sub(made.party(answers, root, home or item.owed_by)) if answers else ""
    return html(made.party(item.owed_by, root, home) + person)


OWED_COLUMNS = (N_("Status"), N_("What is owed"), N_("Owed by"), N_("Deadline"))


def owed_table(  # two of them are where it stands
    made: Press, root: str, rows: Sequence[Row], caption: str, home: str = "", *, cases: bool = True
) -> Html:
    """A table of what is owed, in the order given. Of a very long list the beginning, and how much more there is."""
    body = "".join([owed_row(made, root, row, home, cases=cases) for row in rows[:MOST_ROWS]])
    table = (
        f'<table class="kp-table kp-stack kp-owed">\n<caption>{esc(caption)}</caption>\n'
        f"{columns(made, OWED_COLUMNS)}\n<tbody>\n{body}</tbody>\n</table>"
    )
    return html(table + unlisted(made, len(rows)))


def unlisted(made: Press, number: int) -> Html:
    """How many of a list's rows are beyond ``MOST_ROWS``; nothing when all are shown."""
    if number <= MOST_ROWS:
        return EMPTY
    said = say_n(
        "and {n} more, on its case's page", "and {n} more, on their cases' pages", number - MOST_ROWS
    )
    return html(f'\n<p class="kp-more">{esc(made.say(said))}</p>')


def columns(made: Press, names: Iterable[str]) -> Html:
    """The head of a table."""
    heads = "".join(f'<th scope="col">{made.names[name]}</th>' for name in names)
    return html(f"<thead><tr>{heads}</tr></thead>")
