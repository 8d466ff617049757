"""What falls due in the coming days, by month, soonest first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from khacphuc.obligations.views import Row
from khacphuc.pages.anchors import up
from khacphuc.pages.ledger import Ledger, grouped
from khacphuc.pages.page import Page
from khacphuc.pages.parts import owed_table
from khacphuc.pages.sections import Section, sections_page
from khacphuc.text.message import N_, say, say_n

PATH = "calendar/"
DAYS = 90


def pages(ledger: Ledger) -> Iterator[Page]:
    made = ledger.press
    yield sections_page(
        made,
        PATH,
        made.words[N_("What falls due")],
        [_month(ledger, month, rows) for month, rows in coming(ledger).items()],
        about=made.say(say("What falls due in the {n} days after this one.", n=DAYS)),
        empty=made.words[N_("Nothing falls due.")],
    )


def coming(ledger: Ledger) -> dict[date, list[Row]]:
    """What is still owed and falls due, by the first day of the month."""
    last = last_day(ledger.site.as_of)
    due = [
        (day, row)
        for row in ledger.open
        if (day := row.obligation.deadline.current) and ledger.site.as_of <= day <= last
    ]
    due.sort(key=lambda found: (found[0], found[1].obligation.id))
    return grouped((day.replace(day=1), row) for day, row in due)


def last_day(as_of: date) -> date:
    """The last day of the calendar of a day."""
    return min(as_of, date.max - timedelta(DAYS)) + timedelta(DAYS)


def _month(ledger: Ledger, month: date, rows: list[Row]) -> Section:
    made = ledger.press
    title = made.say(say("Month {month}/{year}", month=month.month, year=str(month.year)))
    caption = made.say(say_n("{n} deadline", "{n} deadlines", len(rows)))
    return Section(f"m-{month:%Y-%m}", title, owed_table(made, up(PATH), rows, caption))
