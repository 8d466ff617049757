"""What stands on the front page, each part with its first rows and the way to all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from khacphuc.obligations.values import Stage
from khacphuc.pages import audit, balance, by_unit, calendar, no_plan, overdue, silent, unit
from khacphuc.pages.ages import ages_table
from khacphuc.pages.bars import FILLS, Part, stacked, swatch
from khacphuc.pages.ledger import Ledger
from khacphuc.pages.parts import columns, owed_table
from khacphuc.pages.press import Press
from khacphuc.pages.recent import first_day, newly_overdue, recent_changes
from khacphuc.pages.safe import Html, esc, html
from khacphuc.pages.sections import Section
from khacphuc.pages.trend import trend_part
from khacphuc.text.message import N_, Message, say, say_n

FIRST = 5
"""Rows of a list: what a leader reads, and too few for a box to filter them."""
UNITS = 20
ROOT = "./"


def _more(made: Press, *links: tuple[str, Message]) -> str:
    """The way to all of a list."""
    shown = " · ".join(f'<a href="{link}">{esc(made.say(words))}</a>' for link, words in links)
    return f'\n<p class="kp-more">{shown}</p>'


def _nothing(made: Press, words: str) -> Html:
    return html(f"<p>{made.names[words]}</p>")


def _overdue(ledger: Ledger) -> Iterator[Section]:
    made, rows = ledger.press, ledger.overdue
    shown = _nothing(made, N_("Nothing is overdue."))
    if rows:
        caption = made.words[N_("Overdue obligations, longest first")]
        every = say_n("The only overdue obligation", "All {n} overdue obligations", len(rows))
        links = ((ROOT + overdue.PATH, every), (ROOT + overdue.BY_HEAD, say("Overdue by head")))
        shown = html(owed_table(made, ROOT, rows[:FIRST], caption) + _more(made, *links))
    yield Section("overdue", made.words[N_("Longest overdue")], shown)


def _no_plan(ledger: Ledger) -> Iterator[Section]:
    made, rows = ledger.press, ledger.no_plan
    shown = _nothing(made, N_("Every conclusion has a plan."))
    if rows:
        every = say_n("The only conclusion without a plan", "All {n} conclusions without a plan", len(rows))
        table = no_plan.no_plan_table(ledger, ROOT, rows[:FIRST])
        shown = html(table + _more(made, (ROOT + no_plan.PATH, every)))
    yield Section("no-plan", made.words[N_("Conclusions without a plan")], shown)


def _stale(ledger: Ledger) -> Iterator[Section]:
    made = ledger.press
    for one in silent.LISTS:
        cases = ledger.kept(one.cases)
        shown = silent.stale_part(ledger, ROOT, one, cases[:FIRST])
        if cases:
            every = say_n("The only case of this list", "All {n} cases of this list", len(cases))
            shown = html(shown + _more(made, (f"{ROOT}{silent.PATH}#{one.id}", every)))
        yield Section(one.id, one.name(ledger), shown)


def _by_unit(ledger: Ledger) -> Iterator[Section]:
    made, found = ledger.press, by_unit.owing(ledger)
    shown = _nothing(made, N_("Nothing is open."))
    if found:
        table = by_unit.by_unit_table(ledger, ROOT, found[:UNITS])
        shown = html(table + _more(made, (ROOT + unit.PATH, say("All units, ranked"))))
    yield Section("by-unit", made.words[N_("What units owe")], shown)


def _ages(ledger: Ledger) -> Iterator[Section]:
    made = ledger.press
    if table := ages_table(ledger):
        shown = html(table + _more(made, (ROOT + balance.PATH, say("Opening and closing balance"))))
        yield Section("ages", made.words[N_("Age of what is open")], shown)


def _changes(ledger: Ledger) -> Iterator[Section]:
    """What became overdue can always be told; what else happened, only where there is a history."""
    made, late = ledger.press, newly_overdue(ledger)
    since = say("From {first} to {last}.", first=first_day(made.as_of), last=made.as_of)
    parts = [f'<p class="kp-about">{esc(made.say(since))}</p>\n']
    if late:
        count = made.say(say_n("{n} obligation became overdue", "{n} obligations became overdue", len(late)))
        parts.append(owed_table(made, ROOT, late[:FIRST], count))
        if len(late) > FIRST:
            parts.append(_more(made, (ROOT + overdue.PATH, say("All that is overdue"))))
    else:
        parts.append(_nothing(made, N_("Nothing became overdue.")))
    if made.site.trail is not None:  # where there is none, the page's head says why
        unchanged = _nothing(made, N_("Nothing was changed in the register."))
        parts.append(recent_changes(ledger, ROOT) or unchanged)
        parts.append(_more(made, (ROOT + audit.PATH, say("Audit trail of the whole register"))))
    yield Section("changes", made.words[N_("What changed in the last seven days")], html("".join(parts)))


def _due_soon(ledger: Ledger) -> Iterator[Section]:
    made, rows = ledger.press, ledger.due_soon
    days = say_n("Deadlines within {n} day.", "Deadlines within {n} days.", made.policy.days.due_soon)
    shown = _nothing(made, N_("Nothing is due soon."))
    if rows:
        shown = owed_table(made, ROOT, rows[:FIRST], made.words[N_("Obligations due soon, soonest first")])
        if len(rows) > FIRST:
            shown = html(shown + _more(made, (ROOT + calendar.PATH, say("Calendar of what falls due"))))
    about = html(f'<p class="kp-about">{esc(made.say(days))}</p>\n{shown}')
    yield Section("due-soon", made.words[N_("Due soon")], about)


def _stages(ledger: Ledger) -> Iterator[Section]:
    made = ledger.press
    stages = [stage for stage in Stage if ledger.stages[stage]]
    title = made.words[N_("Cases by stage")]
    rows = "".join(
        f'<tr><th scope="row">{swatch(FILLS[stage])} {made.chip(stage)}</th>'
        f'<td class="kp-num">{made.say(ledger.stages[stage])}</td></tr>\n'
        for stage in stages
    )
    bar = stacked(
        title, [Part(FILLS[stage], made.words[stage.label], ledger.stages[stage]) for stage in stages]
    )
    caption = made.names[N_("Number of cases in each stage")]
    total = f'<tr><th scope="row">{made.names[N_("All")]}</th><td class="kp-num">{made.say(len(ledger.everything))}</td></tr>\n'
    shown = (
        f'{bar}<table class="kp-table kp-small"><caption>{caption}</caption>{columns(made, (N_("Stage"), N_("Cases")))}'
        f"<tbody>\n{rows}{total}</tbody></table>"
    )
    yield Section("stages", title, html(shown))


def _trend(ledger: Ledger) -> Iterator[Section]:
    made = ledger.press
    if trend := trend_part(ledger):
        title = made.words[N_("Month by month")]
        yield Section("trend", title, html(made.render("trend.html", "", title=title, trend=trend)))


SECTIONS: tuple[Callable[[Ledger], Iterator[Section]], ...] = (
    _overdue,
    _no_plan,
    _stale,
    _by_unit,
    _ages,
    _changes,
    _due_soon,
    _stages,
    _trend,
)
"""What presses first."""
