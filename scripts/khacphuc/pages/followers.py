"""A page for each unit, person and team that follows cases: what waits for a word, what is late, who is silent, all cases."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec import Struct

from khacphuc.obligations.timeliness import rank
from khacphuc.obligations.views import Row
from khacphuc.pages.anchors import up
from khacphuc.pages.following import PATH, Following, people, teams, units
from khacphuc.pages.ledger import Ledger
from khacphuc.pages.listing import case_table
from khacphuc.pages.page import Page
from khacphuc.pages.parts import number, owed_table, sub
from khacphuc.pages.safe import Html, esc
from khacphuc.pages.sections import Section, sections_page, table
from khacphuc.pages.silent import stale_sections
from khacphuc.text.message import N_, say, say_n

_COLUMNS = (N_("Follower"), N_("Cases"), N_("Waiting for its word"), N_("Overdue in its cases"))


class _Kind(Struct, frozen=True):
    """A kind of those who follow: its table on the page of all, and who they are."""

    id: str
    title: str
    caption: str
    of: Callable[[Ledger], list[Following]]


_KINDS = (
    _Kind("all", N_("Bodies that follow"), N_("Who follows how many cases"), units),
    _Kind("teams", N_("Inspection teams"), N_("Which team follows how many cases"), teams),
    _Kind("people", N_("People who follow"), N_("Who is named to follow how many cases"), people),
)


def pages(ledger: Ledger) -> Iterator[Page]:
    made = ledger.press
    yield sections_page(
        made,
        PATH,
        made.words[N_("By follower")],
        list(_tables(ledger, up(PATH), _KINDS)),
        empty=made.words[N_("Nobody follows a case.")],
    )
    for one in ledger.kept(units):
        yield _page(ledger, one, list(_tables(ledger, up(one.path), _KINDS[1:], one.unit)))
    for one in (*ledger.kept(teams), *ledger.kept(people)):
        yield _page(ledger, one)


def _tables(ledger: Ledger, root: str, kinds: Iterable[_Kind], unit: str = "") -> Iterator[Section]:
    """A table for each kind of those who follow; of one ``unit``, or of all."""
    made = ledger.press
    for kind in kinds:
        if some := [one for one in ledger.kept(kind.of) if unit in ("", one.unit)]:
            ranked = sorted(some, key=lambda one: (-_overdue(ledger, one), one.path))
            rows = [_row(ledger, root, one) for one in ranked]
            shown = table(made, made.words[kind.caption], _COLUMNS, rows)
            yield Section(kind.id, made.words[kind.title], shown)


def _own(ledger: Ledger, one: Following) -> list[Row]:
    """What the inspecting side owes in the cases followed."""
    rows = (row for state in one.states for row in ledger.open_in.get(state.folder, ()))
    return [row for row in rows if row.obligation.owed_by.unit == one.unit]


def _late(ledger: Ledger, one: Following) -> list[Row]:
    return [row for state in one.states for row in ledger.overdue_in.get(state.folder, ())]


def _overdue(ledger: Ledger, one: Following) -> int:
    return sum(ledger.counts[1][state.folder] for state in one.states)


def _row(ledger: Ledger, root: str, one: Following) -> str:
    made = ledger.press
    return (
        f'<tr><th scope="row"><a href="{root}{esc(one.path)}">{esc(one.name)}</a>{sub(one.decision)}</th>'
        f"{number(made, N_('Cases'), len(one.states))}"
        f"{number(made, N_('Waiting for its word'), len(_own(ledger, one)))}"
        f"{number(made, N_('Overdue in its cases'), _overdue(ledger, one))}</tr>\n"
    )


def _page(ledger: Ledger, one: Following, below: Sequence[Section] = ()) -> Page:
    made, root = ledger.press, up(one.path)
    home = made.unit_name(one.unit)
    lists: tuple[tuple[str, str, Html | None], ...] = (
        ("own", made.words[N_("Waiting for the follower's word")], _owed(ledger, root, _own(ledger, one))),
        ("late", made.words[N_("Overdue in the cases followed")], _owed(ledger, root, _late(ledger, one))),
    )
    caption = made.say(say_n("{n} case", "{n} cases", len(one.states)))
    cases = case_table(ledger, root, one.states, caption)
    return sections_page(
        made,
        one.path,
        made.say(say("Cases followed by {unit}", unit=one.name)),
        [
            *(Section(name, title, shown) for name, title, shown in lists if shown),
            *stale_sections(ledger, root, one.states),
            *below,
            Section("cases", made.words[N_("All cases followed")], cases),
        ],
        eyebrow=" · ".join(filter(None, ("" if one.name == home else home, one.decision))),
        empty=made.words[N_("Nothing is open.")],
    )


def _owed(ledger: Ledger, root: str, rows: list[Row]) -> Html | None:
    made = ledger.press
    caption = made.say(say_n("{n} obligation", "{n} obligations", len(rows)))
    ranked = sorted(rows, key=lambda row: rank(row.obligation, row.timeliness))
    return owed_table(made, root, ranked, caption) if rows else None
