"""Render the changes of a unit's cases and of its own document: figures, and the newest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from khacphuc.history.trail import Event, EventKind
from khacphuc.pages.anchors import case_path
from khacphuc.pages.change_list import byline, day_shown, event_shown
from khacphuc.pages.fragments import columns
from khacphuc.pages.safe_html import EMPTY, Html, esc, html
from khacphuc.pages.site_history import SiteHistory, site_history, undeclared
from khacphuc.pages.site_index import SiteIndex
from khacphuc.reports.event_text import DEADLINES
from khacphuc.text.message import N_

NEWEST = 10
_WATCHED = (
    EventKind.OWNER_CHANGED,
    EventKind.DROPPED,
    EventKind.ID_REUSED,
    EventKind.STATE_BACK,
    EventKind.CONCLUSION_EDITED,
    EventKind.RECORD_REWRITTEN,
    EventKind.RECORD_DELETED,
    EventKind.RECORD_LATE,
    EventKind.OPPOSING_COMMIT,
    EventKind.FOREIGN_COMMIT,
    EventKind.CLOSURE_BURST,
    EventKind.OWED_NO_MORE,
    EventKind.OWED_LATER,
    EventKind.OWED_BY_ANOTHER,
    EventKind.OWED_LESS,
    EventKind.LATENESS_GONE,
    EventKind.MERGE_LEFT_OUT,
)
"""Kinds that are counted one by one, beside deadlines; others are everyday work."""


def unit_trail(site_index: SiteIndex, root: str, unit: str) -> Html:
    """Return the changes of a unit as HTML; nothing without history, or without any of this unit."""
    history = site_history(site_index.context)
    if history is None:
        return EMPTY
    shown = site_index.numbers
    events = [
        event
        for event in history.by_unit.get(unit, ())
        if not site_index.context.public or event.folder in shown or event.folder.startswith("units/")
    ]
    if not events:
        return EMPTY
    newest = "".join(_item(history, root, event, shown) for event in reversed(events[-NEWEST:]))
    title = site_index.context.names[N_("Newest changes")]
    return html(
        f'{_figures(history, events)}<h3>{title}</h3>\n<ul class="kp-events kp-plain">\n{newest}</ul>\n'
    )


def _figures(history: SiteHistory, events: Sequence[Event]) -> str:
    context = history.context
    moves = [event for event in events if event.kind in DEADLINES and event.old]
    kinds = Counter(event.kind for event in events)
    counts = [
        (context.words[N_("deadlines moved or removed")], len(moves)),
        (context.words[N_("of them without an extension")], sum(map(undeclared, moves))),
        (context.words[N_("of them after the deadline had passed")], sum(event.passed for event in moves)),
        *((context.words[kind.label], kinds[kind]) for kind in _WATCHED if kinds[kind]),
    ]
    rows = "".join(
        f'<tr><th scope="row">{esc(name)}</th><td class="kp-num{"" if count else " kp-zero"}">{context.say(count)}</td></tr>\n'
        for name, count in counts
    )
    caption = context.names[N_("Changes in the unit's cases and in its own document")]
    head = columns(context, (N_("Kind of change"), N_("Changes")))
    return f'<table class="kp-table kp-small"><caption>{caption}</caption>{head}<tbody>\n{rows}</tbody></table>\n'


def _item(history: SiteHistory, root: str, event: Event, shown: dict[str, str]) -> str:
    arrival = history.trail.arrival(event)
    day = day_shown(history, history.formatter.arrived_on(arrival))
    where = ""
    if event.folder in shown:
        where = f'<a href="{root}{esc(case_path(event.folder))}#trail">{esc(shown[event.folder])}</a>: '
    sentence = event_shown(history, event, worded=not where)
    return f'<li>{day} {where}{sentence} <span class="kp-sub">{byline(history, arrival)}</span></li>\n'
