"""The front page: how the register stands, and what presses most."""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.obligations.values import Stage, Timing
from khacphuc.pages.ledger import Ledger
from khacphuc.pages.page import Heading, Page
from khacphuc.text.message import N_, Message

FIRST = 20
"""Rows of each list on the front page; the list's own page has all."""

_SECTIONS = (
    ("overdue", N_("Longest overdue")),
    ("no-plan", N_("Conclusions without a plan")),
    ("due-soon", N_("Due soon")),
    ("stages", N_("Cases by stage")),
)


def pages(ledger: Ledger) -> Iterator[Page]:
    press = ledger.press
    committee = press.policy.committee
    title = press.say(Message("Follow-up of inspection conclusions"))
    html = press.render(
        "front.html",
        "",
        ledger=ledger,
        committee=committee,
        first=FIRST,
        stages=[(stage, ledger.stages[stage]) for stage in Stage if ledger.stages[stage]],
        timings=ledger.timings,
        Timing=Timing,
        sections=dict(_SECTIONS),
    )
    headings = tuple(Heading(name, press.say(Message(text))) for name, text in _SECTIONS)
    yield Page(path="", title=title, html=html, headings=headings)
