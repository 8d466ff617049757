"""List obligations that fall due in the coming days, by month."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from khacphuc.obligations.views import ObligationRow
from khacphuc.pages.anchors import up
from khacphuc.pages.fragments import owed_table
from khacphuc.pages.page import Page
from khacphuc.pages.sections import Section, sections_page
from khacphuc.pages.site_index import SiteIndex, grouped
from khacphuc.text.message import N_, say, say_n

PATH = "calendar/"
DAYS = 90


def pages(site_index: SiteIndex) -> Iterator[Page]:
    context = site_index.context
    yield sections_page(
        context,
        PATH,
        context.words[N_("What falls due")],
        [_month(site_index, month, rows) for month, rows in coming(site_index).items()],
        about=context.say(say("What falls due in the {n} days after this one.", n=DAYS)),
        empty=context.words[N_("Nothing falls due.")],
    )


def coming(site_index: SiteIndex) -> dict[date, list[ObligationRow]]:
    """Return open obligations that fall due, by the first day of the month."""
    last = last_day(site_index.site.as_of)
    due = [
        (day, row)
        for row in site_index.open
        if (day := row.obligation.deadline.current) and site_index.site.as_of <= day <= last
    ]
    due.sort(key=lambda found: (found[0], found[1].obligation.id))
    return grouped((day.replace(day=1), row) for day, row in due)


def last_day(as_of: date) -> date:
    """Return the last day of the calendar of a day."""
    return min(as_of, date.max - timedelta(DAYS)) + timedelta(DAYS)


def _month(site_index: SiteIndex, month: date, rows: list[ObligationRow]) -> Section:
    context = site_index.context
    title = context.say(say("Month {month}/{year}", month=f"{month.month:02d}", year=str(month.year)))
    caption = context.say(say_n("{n} deadline", "{n} deadlines", len(rows)))
    return Section(f"m-{month:%Y-%m}", title, owed_table(context, up(PATH), rows, caption))
