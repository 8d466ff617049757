"""Render the data by which a page recounts days when it is read, and warns when it is old."""

from __future__ import annotations

from khacphuc.obligations.timeliness import timing_text
from khacphuc.obligations.values import Timeliness, Timing
from khacphuc.pages import state_words
from khacphuc.pages.safe_html import Html, html
from khacphuc.pages.site_context import SiteContext

PATH = ""


def notice(context: SiteContext) -> Html:
    """Return a hidden element with the day and the words by which the page's script recounts days, and shows it when due."""

    def forms(timing: Timing) -> str:
        """Return the words for one day and for more, with ``{n}`` for the number."""
        one, more = (context.say(timing_text(Timeliness(timing, days))) for days in (1, 2))
        return f"{one.replace('1', '{n}')}|{more.replace('2', '{n}')}"

    return html(
        context.render(
            "freshness.html",
            PATH,
            late=forms(Timing.OVERDUE),
            left=forms(Timing.NOT_DUE),
            days=f"{context.say(state_words.days(1)).replace('1', '{n}')}|{context.say(state_words.days(2)).replace('2', '{n}')}",
            today=context.say(timing_text(Timeliness(Timing.NOT_DUE, 0))),
        )
    )
