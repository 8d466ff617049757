"""A page for each unit that follows cases: what waits for its word, what is late, who is silent, and all its cases."""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.obligations.values import CaseState
from khacphuc.obligations.views import Row
from khacphuc.pages.anchors import up
from khacphuc.pages.ledger import Ledger
from khacphuc.pages.listing import case_table
from khacphuc.pages.page import Page
from khacphuc.pages.parts import number, owed_table
from khacphuc.pages.safe import Html, esc
from khacphuc.pages.sections import Section, sections_page, table
from khacphuc.pages.silent import stale_sections
from khacphuc.text.message import N_, say, say_n

PATH = "followers/"
_COLUMNS = (N_("Follower"), N_("Cases"), N_("Waiting for its word"), N_("Overdue in its cases"))


def pages(ledger: Ledger) -> Iterator[Page]:
    made = ledger.press
    shown = {unit: states for unit, states in ledger.followed_by.items() if made.shows_unit(unit)}
    found = [(unit, shown[unit]) for unit in sorted(shown)]
    ranked = sorted(found, key=lambda one: (-_overdue(ledger, one[1]), one[0]))
    rows = [_row(ledger, unit, states) for unit, states in ranked]
    caption = made.words[N_("Who follows how many cases")]
    yield sections_page(
        made,
        PATH,
        made.words[N_("By follower")],
        [Section("all", made.words[N_("All followers")], table(made, caption, _COLUMNS, rows))]
        if rows
        else [],
        empty=made.words[N_("Nobody follows a case.")],
    )
    yield from (_page(ledger, unit, states) for unit, states in found)


def _own(ledger: Ledger, unit: str) -> list[Row]:
    return ledger.owed_by.get(unit, [])


def _late(ledger: Ledger, states: list[CaseState]) -> list[Row]:
    rows = [row for state in states for row in ledger.overdue_in.get(state.folder, ())]
    return sorted(rows, key=lambda row: (-row.timeliness.days, row.obligation.id))


def _overdue(ledger: Ledger, states: list[CaseState]) -> int:
    return sum(ledger.counts[1][state.folder] for state in states)


def _row(ledger: Ledger, unit: str, states: list[CaseState]) -> str:
    made = ledger.press
    return (
        f'<tr><th scope="row"><a href="./{esc(unit)}/">{esc(made.unit_name(unit))}</a></th>'
        f"{number(made, N_('Cases'), len(states))}"
        f"{number(made, N_('Waiting for its word'), len(_own(ledger, unit)))}"
        f"{number(made, N_('Overdue in its cases'), _overdue(ledger, states))}</tr>\n"
    )


def _page(ledger: Ledger, unit: str, states: list[CaseState]) -> Page:
    made, path = ledger.press, f"{PATH}{unit}/"
    root = up(path)
    folders = {state.folder for state in states}
    lists: tuple[tuple[str, str, Html | None], ...] = (
        ("own", made.words[N_("Waiting for the follower's word")], _owed(ledger, root, _own(ledger, unit))),
        ("late", made.words[N_("Overdue in the cases followed")], _owed(ledger, root, _late(ledger, states))),
    )
    cases = Section("cases", made.words[N_("All cases followed")], _cases(ledger, root, states))
    return sections_page(
        made,
        path,
        made.say(say("Cases followed by {unit}", unit=made.unit_name(unit))),
        [
            *(Section(name, title, shown) for name, title, shown in lists if shown),
            *stale_sections(ledger, root, folders),
            cases,
        ],
        empty=made.words[N_("Nothing is open.")],
    )


def _owed(ledger: Ledger, root: str, rows: list[Row]) -> Html | None:
    made = ledger.press
    caption = made.say(say_n("{n} obligation", "{n} obligations", len(rows)))
    return owed_table(made, root, rows, caption) if rows else None


def _cases(ledger: Ledger, root: str, states: list[CaseState]) -> Html:
    caption = ledger.press.say(say_n("{n} case", "{n} cases", len(states)))
    return case_table(ledger, root, states, caption)
