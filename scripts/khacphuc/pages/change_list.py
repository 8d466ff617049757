"""Render the audit trail of a case: events by day and commit, newest first, and moved deadlines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from msgspec import Struct

from khacphuc.history.trail import Arrival, Event, EventKind
from khacphuc.pages.fragments import cell, columns
from khacphuc.pages.safe_html import EMPTY, Html, esc, html
from khacphuc.pages.site_history import SiteHistory, undeclared
from khacphuc.reports.event_text import DEADLINES, WORDED
from khacphuc.reports.worddiff import word_diff
from khacphuc.text.message import N_, say_n

_SHORT = 10


def change_list(history: SiteHistory, events: Sequence[Event], level: int = 3) -> Html:
    """Return events of one case or unit, oldest first, as a list that begins with the newest day."""
    days = groupby(
        reversed(events), key=lambda event: history.formatter.arrived_on(history.trail.arrival(event))
    )
    items = "".join(_day(history, day, some, level) for day, some in days)
    return html(f'<ol class="kp-records kp-timeline">\n{items}</ol>')


def day_shown(history: SiteHistory, day: date | None) -> Html:
    return history.context.days[day] if day else history.context.names[N_("date unknown")]


def _day(history: SiteHistory, day: date | None, events: Iterable[Event], level: int) -> str:
    parts = (
        _arrival(history, index, some) for index, some in groupby(events, key=lambda event: event.arrival)
    )
    return f'<li class="kp-record"><h{level}>{day_shown(history, day)}</h{level}>\n{"".join(parts)}</li>\n'


def _arrival(history: SiteHistory, index: int, events: Iterable[Event]) -> str:
    # Within one commit in the order in which they are told, which is that of the documents.
    items = "".join(f"<li>{event_shown(history, event)}</li>\n" for event in reversed(list(events)))
    return f'<p class="kp-by">{byline(history, history.trail.arrivals[index])}</p>\n<ul class="kp-events">\n{items}</ul>\n'


def byline(history: SiteHistory, arrival: Arrival) -> Html:
    """Render authors, commit, pull request and subject."""
    return history.once(arrival, "", lambda: _byline(history, arrival))


def _byline(history: SiteHistory, arrival: Arrival) -> Html:
    context = history.context
    name = f"<code>{esc(arrival.commit[:_SHORT])}</code>"
    number = f"#{esc(arrival.pull_request)}" if arrival.pull_request else ""
    parts = [
        f"<strong>{esc(who)}</strong>" if (who := history.authors(arrival)) else "",
        _linked(context.forge.commit(arrival.commit), name),
        _linked(context.forge.request(arrival.pull_request), number) if number else "",
        f"“{esc(context.say(arrival.subject.strip()))}”"
        if arrival.subject.strip() and not context.public
        else "",
    ]
    return html(" · ".join(filter(None, parts)))


def _linked(address: str, text: str) -> str:
    return f'<a href="{esc(address)}" rel="noopener nofollow">{text}</a>' if address else text


def event_shown(history: SiteHistory, event: Event, *, worded: bool = True) -> Html:
    """Return one event: its sentence, a mark where a move was not declared, and old and new words."""
    return history.once(event, "worded" if worded else "", lambda: _event(history, event, worded=worded))


def _event(history: SiteHistory, event: Event, *, worded: bool) -> Html:
    context = history.context
    mark = (
        f' <span class="kp-chip kp-undeclared">{context.names[N_("undeclared")]}</span>'
        if undeclared(event)
        else ""
    )
    words = words_shown(history, event) if worded and event.kind in WORDED else EMPTY
    return html(f"{esc(history.formatter.sentence(event))}{mark}{words}")


def words_shown(history: SiteHistory, event: Event) -> Html:
    """Return the old text and the new one in one, what went and what came marked for eyes and ears."""
    names = history.context.names
    heard = {"-": names[N_("removed:")], "+": names[N_("added:")]}
    elements = {"-": "del", "+": "ins"}
    pieces = word_diff(*history.formatter.wordings(event))
    if not pieces:
        return EMPTY
    parts = (
        esc(piece.text)
        if piece.sign == " "
        else f'<{elements[piece.sign]}><span class="kp-sr">{heard[piece.sign]} </span>{esc(piece.text)}'
        f"</{elements[piece.sign]}>"
        for piece in pieces
    )
    return html(f'<blockquote class="kp-reworded">{" ".join(parts)}</blockquote>')


class MovedDeadline(Struct):
    """One deadline with its moves: what it was first, what it is now."""

    event: Event
    first: str
    last: str
    moves: int = 0
    undeclared: int = 0
    passed: int = 0


def moved_deadlines(events: Iterable[Event]) -> list[MovedDeadline]:
    """Return the deadlines that were moved or removed, in the order of their first move."""
    found: dict[tuple[str, ...], MovedDeadline] = {}
    for event in events:
        if event.kind not in DEADLINES:
            continue
        key: tuple[str, ...] = (event.what, event.id, event.field)
        if event.field == "occurrence":
            key = (*key, event.old)
        known = found.setdefault(key, MovedDeadline(event, event.old or event.new, event.new))
        known.last = event.new
        if event.kind is not EventKind.DEADLINE_SET:
            known.moves += 1
            known.undeclared += not event.declared
            known.passed += event.passed
    return [known for known in found.values() if known.moves]


def deadlines_table(history: SiteHistory, moved: Sequence[MovedDeadline]) -> Html:
    """Return the first and the present day of each deadline that was moved."""
    context = history.context
    names = (N_("Deadline of"), N_("First"), N_("Now"), N_("Moves"), N_("Slippage"), N_("Declared"))
    rows = "".join(_row(history, one) for one in moved)
    caption = context.names[N_("Deadlines that were moved: the first day and the present one")]
    return html(
        f'<table class="kp-table kp-stack"><caption>{caption}</caption>{columns(context, names)}<tbody>{rows}</tbody></table>'
    )


def _row(history: SiteHistory, one: MovedDeadline) -> str:
    context = history.context
    first, last = (_as_day(text) for text in (one.first, one.last))
    slipped = context.say(say_n("{n} day", "{n} days", (last - first).days)) if first and last else "–"
    if one.undeclared:
        number = context.say(say_n("{n} without an extension", "{n} without an extension", one.undeclared))
        declared = f'<span class="kp-chip kp-undeclared">{esc(number)}</span>'
    else:
        declared = context.names[N_("all declared")]
    return (
        f'<tr><th scope="row">{esc(history.formatter.subject(one.event))}</th>'
        f"{cell(context, N_('First'), context.days[first] if first else one.first)}"
        f"{cell(context, N_('Now'), context.days[last] if last else context.words[N_('removed')])}"
        f"{cell(context, N_('Moves'), context.say(one.moves))}{cell(context, N_('Slippage'), slipped)}"
        f"{cell(context, N_('Declared'), html(declared))}</tr>\n"
    )


def _as_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
