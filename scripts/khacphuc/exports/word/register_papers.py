"""Papers on a unit or the whole register: the periodic report, the classification sheet, topics for a meeting."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from khacphuc.exports.totals_sheets import LENGTHS, spans
from khacphuc.exports.word.drafting import Draft, heading
from khacphuc.exports.word.letters import owed_grid
from khacphuc.exports.word.paper import Block, Grid, Words
from khacphuc.obligations.views import ObligationRow
from khacphuc.pages.ages import AGES, age, all_lives
from khacphuc.pages.balance import quarter_name, turnover
from khacphuc.pages.classification import FIGURE_NAMES, periods_of
from khacphuc.pages.meetings import sheet_of
from khacphuc.pages.site_index import SiteIndex
from khacphuc.text.message import N_, Message, say, say_n

_MOST_ROWS = 30
"""Obligations that a report names one by one; the whole list is a spreadsheet."""


def reporting_unit(ledger: SiteIndex) -> str:
    """The unit that follows most cases: it is the one that reports on all of them."""
    counts = Counter({unit: len(states) for unit, states in ledger.followed_by.items()})
    return min(counts, key=lambda unit: (-counts[unit], unit), default="")


def periodic_report(ledger: SiteIndex, unit: str) -> Draft:
    """Opening, new, remedied and closing findings of the quarter and the year; ages; what is overdue."""
    made = ledger.context
    lives = ledger.kept(all_lives)
    late = ledger.overdue
    if unit:
        shown = {state.folder for state in ledger.states}
        lives = [
            life for life in lives if life.case.folder in shown and unit in (life.case.unit, life.case.owner)
        ]
        late = [row for row in ledger.owed_by.get(unit, []) if row.overdue]
    quarter, year = (spans(made.as_of, length)[-1] for length in (LENGTHS[1], LENGTHS[3]))
    turned = [
        (
            made.say(name),
            *(made.say(count) for count in turnover(lives, span[0], min(span[1], made.as_of))),
        )
        for name, span in (
            (quarter_name(quarter[0]), quarter),
            (say("Year {year}", year=str(year[0].year)), year),
        )
    ]
    heads = (
        N_("Period"),
        N_("Findings at the start"),
        N_("New findings"),
        N_("Findings put right"),
        N_("Findings at the end"),
    )
    old = Counter(age((made.as_of - life.arose).days) for life in lives if not life.ended)
    opening = say(
        "{who} reports on the remediation of shortcomings after inspection and supervision, as of {day}:",
        who=made.unit_name(unit or reporting_unit(ledger)),
        day=made.as_of,
    )
    blocks: list[Block] = [
        Words(made.say(opening)),
        heading(made, "I", say("Findings")),
        Grid(
            (3, 2, 2, 2, 2), tuple(map(made.words.__getitem__, heads)), tuple(turned), frozenset({1, 2, 3, 4})
        ),
        heading(made, "II", say("Age of open findings")),
        Grid(
            (3, 1),
            (made.words[N_("Since their conclusion")], made.words[N_("Findings")]),
            tuple((made.words[name], made.say(old[name])) for _, name in AGES),
            frozenset({1}),
        ),
        heading(made, "III", say("Overdue")),
        *_late(ledger, late, unit),
    ]
    if not unit and ledger.hidden:
        blocks.append(Words(made.say(say("Restricted cases are counted and not named."))))
    return Draft(
        by=unit or reporting_unit(ledger),
        kind="BC",
        title=Message(N_("Report")),
        abstract=say(
            "on remediation after inspection and supervision, {period}", period=quarter_name(quarter[0])
        ),
        blocks=tuple(blocks),
        receivers=_above(ledger, unit or reporting_unit(ledger)),
    )


def _above(ledger: SiteIndex, unit: str) -> tuple[str, ...]:
    """The body above a unit, to which it reports."""
    made = ledger.context
    found = made.units.get(unit)
    return (made.unit_name(found.parent),) if found and found.parent else ()


def _late(ledger: SiteIndex, late: list[ObligationRow], unit: str) -> Iterator[Block]:
    made = ledger.context
    if not late:
        yield Words(made.say(say("Nothing is overdue.")))
        return
    count = say_n("{n} obligation is overdue.", "{n} obligations are overdue.", len(late))
    yield Words(made.say(count))
    yield owed_grid(ledger, late[:_MOST_ROWS], unit)
    if len(late) > _MOST_ROWS:
        rest = say_n(
            "And {n} more, in the list attached.",
            "And {n} more, in the list attached.",
            len(late) - _MOST_ROWS,
        )
        yield Words(made.say(rest))


def classification_paper(ledger: SiteIndex, unit: str) -> Draft:
    """The figures of a unit by quarter and year, for its classification."""
    made = ledger.context
    heads = (N_("Period"), *FIGURE_NAMES)
    rows = tuple(
        (made.say(period.name), *map(made.say, period.figures)) for period in periods_of(ledger, unit)
    )
    blocks: list[Block] = [
        Words(
            made.say(
                say(
                    "Figures from the register of remediation as of {day}, for the classification of {unit}:",
                    day=made.as_of,
                    unit=made.unit_name(unit),
                )
            )
        ),
        Grid(
            (3, *(2 for _ in FIGURE_NAMES)),
            tuple(made.words[name] for name in heads),
            rows,
            frozenset(range(1, len(heads))),
        ),
    ]
    return Draft(
        by=reporting_unit(ledger) or unit,
        kind="",
        title=Message(N_("Classification sheet")),
        abstract=say("on the remediation of {unit}", unit=made.unit_name(unit)),
        blocks=tuple(blocks),
        receivers=(made.unit_name(unit),),
    )


def meeting_paper(ledger: SiteIndex, unit: str) -> Draft:
    """Suggested topics for the meeting of this month."""
    made = ledger.context
    sheet = sheet_of(ledger, unit, made.as_of.replace(day=1), "")
    blocks: list[Block] = []
    for number, title, rows in (
        ("1", N_("Overdue"), sheet.late),
        ("2", N_("Due by the end of next month"), sheet.due),
    ):
        blocks.append(heading(made, number, Message(title)))
        blocks.append(owed_grid(ledger, rows, unit) if rows else Words(made.say(say("None."))))
    blocks.append(heading(made, "3", say("Findings to discuss")))
    blocks += [
        Words(f"- {text.rstrip('. ')} ({state.number or state.id}).") for state, _, text in sheet.findings
    ]
    if not sheet.findings:
        blocks.append(Words(made.say(say("None."))))
    blocks.append(heading(made, "4", say("Opinions that wait for an answer")))
    blocks += [
        Words(f"- {item.key}: {made.party_name(item.owed_to)} ({state.number or state.id}).")
        for state, item in sheet.opinions
    ]
    if not sheet.opinions:
        blocks.append(Words(made.say(say("None."))))
    month = say("month {month}/{year}", month=made.as_of.month, year=str(made.as_of.year))
    return Draft(
        by=unit,
        kind="",
        title=Message(N_("Suggested topics")),
        abstract=say("for the meeting of {month}", month=month),
        blocks=tuple(blocks),
    )
