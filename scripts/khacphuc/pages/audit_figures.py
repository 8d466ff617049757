"""The figures of the audit trail: how much changed in each month, and how often each kind of change occurred."""

from __future__ import annotations

from collections import Counter
from datetime import date

from khacphuc.history.trail import Event, EventKind
from khacphuc.pages.fragments import columns, number
from khacphuc.pages.safe_html import Html, esc, html
from khacphuc.pages.site_context import SiteContext
from khacphuc.pages.site_history import undeclared
from khacphuc.text.message import N_

_EVERYDAY = (
    EventKind.ADDED,
    EventKind.READABLE,
    EventKind.PARTICULARS_CHANGED,
    EventKind.ISSUED,
    EventKind.CREATED,
)
ORDER = (*(kind for kind in EventKind if kind not in _EVERYDAY), *_EVERYDAY)
"""Ordinary events come after those to be looked into."""

Month = tuple[int, int] | None
Months = dict[Month, dict[EventKind, list[Event]]]


def label_of(context: SiteContext, kind: EventKind) -> str:
    """Return a kind as a heading."""
    label = context.words[kind.label]
    return f"{label[:1].upper()}{label[1:]}"


def months_table(context: SiteContext, months: Months) -> Html:
    names = (N_("Month"), N_("Changes"), N_("Deadlines moved"), N_("Without an extension"))
    rows = []
    for month, kinds in months.items():
        moved = [event for some in kinds.values() for event in some if event.days and undeclared(event)]
        all_moved = len(kinds.get(EventKind.DEADLINE_LATER, ())) + len(
            kinds.get(EventKind.DEADLINE_EARLIER, ())
        )
        counts = (sum(map(len, kinds.values())), all_moved, len(moved))
        cells = "".join(number(context, name, count) for name, count in zip(names[1:], counts, strict=True))
        link = f'<a class="kp-nowrap" href="./{name_of(month)}/">{esc(_short(context, month))}</a>'
        rows.append(f'<tr><th scope="row">{link}</th>{cells}</tr>\n')
    caption = context.names[N_("Changes by the month in which they arrived, newest first")]
    return html(
        f'<table class="kp-table kp-stack kp-small"><caption>{caption}</caption>{columns(context, names)}'
        f"<tbody>\n{''.join(rows)}</tbody></table>"
    )


def kinds_table(context: SiteContext, months: Months) -> Html:
    names = (N_("Kind of change"), N_("Changes"), N_("In the months"))
    totals: Counter[EventKind] = Counter()
    where: dict[EventKind, list[str]] = {}
    for month, kinds in months.items():
        for kind, events in kinds.items():
            totals[kind] += len(events)
            link = f'<a class="kp-nowrap" href="./{name_of(month)}/#{word_of(kind)}">{esc(_short(context, month))}</a>'
            where.setdefault(kind, []).append(f"{link} ({context.say(len(events))})")
    rows = "".join(
        f'<tr><th scope="row">{esc(label_of(context, kind))}</th>{number(context, N_("Changes"), totals[kind])}'
        f"<td>{', '.join(where[kind])}</td></tr>\n"
        for kind in ORDER
        if kind in totals
    )
    caption = context.names[N_("Changes by kind; each month opens the list")]
    return html(
        f'<table class="kp-table kp-stack"><caption>{caption}</caption>{columns(context, names)}'
        f"<tbody>\n{rows}</tbody></table>"
    )


def _short(context: SiteContext, month: Month) -> str:
    return f"{month[1]:02d}/{month[0]}" if month else context.words[N_("date unknown")]


def name_of(month: Month) -> str:
    return f"{date(*month, 1):%Y-%m}" if month else "unknown"


def word_of(kind: EventKind) -> str:
    return kind.value.replace("_", "-")
