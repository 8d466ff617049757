"""Cases that nobody moves: silent ones, and those with something overdue that nobody has urged."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from msgspec import Struct

from khacphuc.obligations.values import CaseState
from khacphuc.pages import words
from khacphuc.pages.anchors import case_path, up
from khacphuc.pages.ledger import Ledger
from khacphuc.pages.listing import unlisted_cases
from khacphuc.pages.page import Page
from khacphuc.pages.parts import MOST_ROWS, cell, clip, columns, number, restricted, sub, waited
from khacphuc.pages.safe import Html, esc, html
from khacphuc.pages.sections import Section, sections_page
from khacphuc.text.message import N_, say

PATH = "silent/"
_SILENT = (N_("Silent for"), N_("Conclusion"), N_("Unit"), N_("Last heard"), N_("Overdue"))
_NOT_URGED = (N_("Longest overdue"), *_SILENT[1:3], N_("Last urged"), N_("Overdue"))


def silent_cases(ledger: Ledger) -> list[CaseState]:
    """Open cases of which nothing has been heard for long, longest first."""
    days = ledger.press.policy.days.silent
    known = ((on, state) for state in ledger.states if state.open and (on := heard(state)))
    found = [(on, state.id, state) for on, state in known if _since(ledger, on) > days]
    return [state for _, _, state in sorted(found, key=lambda one: one[:2])]


def not_urged_cases(ledger: Ledger) -> list[CaseState]:
    """Cases with something overdue that nobody has urged for long, or ever; longest overdue first."""
    days = ledger.press.policy.days.not_urged
    cases = (rows[0].case for rows in ledger.overdue_in.values())  # in the order of their longest overdue
    return [state for state in cases if not state.urged_on or _since(ledger, state.urged_on) > days]


def _since(ledger: Ledger, day: date) -> int:
    return (ledger.site.as_of - day).days


def heard(state: CaseState) -> date | None:
    """The day on which a case's unit was last heard of."""
    return state.updated_on or state.plan_issued_on or state.issued_on


def silent_table(ledger: Ledger, root: str, states: Iterable[CaseState]) -> Html:
    made, caption = ledger.press, N_("Silent cases, the longest silent first")
    lines = (
        (state, f"<strong>{waited(on, made.say(words.days(_since(ledger, on))))}</strong>", on)
        for state in states
        if (on := heard(state))
    )
    return _table(ledger, root, _SILENT, caption, lines)


def not_urged_table(ledger: Ledger, root: str, states: Iterable[CaseState]) -> Html:
    made, caption = ledger.press, N_("Cases in which nobody urges, the longest overdue first")
    longest = ((state, ledger.overdue_in[state.folder][0]) for state in states)
    lines = (
        (state, made.timing(row.timeliness, row.obligation.deadline.current), state.urged_on)
        for state, row in longest
    )
    return _table(ledger, root, _NOT_URGED, caption, lines)


_Line = tuple[CaseState, str, date | None]
"""A case, how long it has waited, and the day of the last word."""


def _table(ledger: Ledger, root: str, names: tuple[str, ...], caption: str, lines: Iterable[_Line]) -> Html:
    made = ledger.press
    body = "".join(_row(ledger, root, names, line) for line in lines)
    return html(
        f'<table class="kp-table kp-stack kp-waiting">\n<caption>{made.names[caption]}</caption>\n'
        f"{columns(made, names)}\n<tbody>\n{body}</tbody>\n</table>"
    )


def _row(ledger: Ledger, root: str, names: tuple[str, ...], line: _Line) -> str:
    made, (state, waited, on) = ledger.press, line
    _, _, unit, last, late = names
    follower = made.party(state.follower, root) if state.follower else ""
    by = sub(html(f"{made.names[N_('Follower')]}: {follower}")) if follower else ""
    return (
        f'<tr><td>{waited}</td><th scope="row"><a href="{root}{esc(case_path(state.folder))}">{esc(clip(state.title))}</a>'
        f'{restricted(made, state)} <span class="kp-sub">{esc(state.number or state.id)}</span></th>'
        f"{cell(made, unit, html(made.party(state.owner, root) + by))}"
        f"{cell(made, last, made.days[on] if on else made.names[N_('never')])}"
        f"{number(made, late, len(ledger.overdue_in.get(state.folder, ())))}</tr>\n"
    )


def _places(cases: list[CaseState]) -> dict[str, int]:
    return {state.folder: place for place, state in enumerate(cases)}


class Stale(Struct, frozen=True):
    """A list of cases that nobody moves."""

    id: str
    days: Callable[[Ledger], int]
    title: str
    none: str
    cases: Callable[[Ledger], list[CaseState]]
    places: Callable[[Ledger], dict[str, int]]
    """Where each case stands on the list, by its folder."""
    table: Callable[[Ledger, str, Iterable[CaseState]], Html]

    def name(self, ledger: Ledger) -> str:
        """The heading of the list."""
        return ledger.press.say(say(self.title, n=self.days(ledger)))


LISTS = (
    Stale(
        "silent",
        lambda ledger: ledger.press.policy.days.silent,
        N_("Silent for more than {n} days"),
        N_("No case is silent."),
        silent_cases,
        lambda ledger: _places(ledger.kept(silent_cases)),
        silent_table,
    ),
    Stale(
        "not-urged",
        lambda ledger: ledger.press.policy.days.not_urged,
        N_("Overdue and not urged for more than {n} days"),
        N_("Whatever is overdue has been urged."),
        not_urged_cases,
        lambda ledger: _places(ledger.kept(not_urged_cases)),
        not_urged_table,
    ),
)


def pages(ledger: Ledger) -> Iterator[Page]:
    made = ledger.press
    sections = [
        Section(one.id, one.name(ledger), stale_part(ledger, up(PATH), one, ledger.kept(one.cases)))
        for one in LISTS
    ]
    yield sections_page(
        made,
        PATH,
        made.words[N_("Silent and not urged")],
        sections,
        about=made.words[
            N_("Cases of which nothing is heard, and cases in which nobody asks for what is overdue.")
        ],
        empty="",
    )


def stale_part(ledger: Ledger, root: str, one: Stale, cases: Sequence[CaseState]) -> Html:
    """The list, or that there is nothing on it."""
    if not cases:
        return html(f"<p>{ledger.press.names[one.none]}</p>")
    return html(one.table(ledger, root, cases[:MOST_ROWS]) + unlisted_cases(ledger, root, len(cases)))


def stale_sections(ledger: Ledger, root: str, states: Iterable[CaseState]) -> Iterator[Section]:
    """A part for each list that has some of the cases in it."""
    for one in LISTS:
        places = ledger.kept(one.places)
        if cases := [state for state in states if state.folder in places]:
            cases.sort(key=lambda state: places[state.folder])
            yield Section(one.id, one.name(ledger), stale_part(ledger, root, one, cases))
