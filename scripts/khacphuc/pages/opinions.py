"""All opinions and their answers: what waits, longest first; then how the others ended; and a page for each giver.

Mass organisations supervise and are owed an answer, so each finds its own in one place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from khacphuc.model.records import Reply
from khacphuc.model.vocabulary import ReplyOutcome
from khacphuc.pages.anchors import up
from khacphuc.pages.ledger import Asked, Ledger, grouped
from khacphuc.pages.opinion_tables import answered, answered_table, waiting, waiting_table
from khacphuc.pages.page import Page
from khacphuc.pages.parts import number
from khacphuc.pages.safe import esc
from khacphuc.pages.sections import Section, sections_page, table
from khacphuc.text.message import N_, say

PATH = "opinions/"
MOST = 200
"""Answers on one page; where there are more, each year has a page."""
GIVERS = f"{PATH}from/"
_ALL = N_("Opinions")
_WAITS = (_ALL, N_("Without an answer"), N_("Answer overdue"))
_ENDED = {
    ReplyOutcome.ACCEPTED: N_("Accepted"),
    ReplyOutcome.EXPLAINED: N_("Explained"),
    ReplyOutcome.DECLINED: N_("Declined"),
}
Answers = list[tuple[Asked, Reply]]


def pages(ledger: Ledger) -> Iterator[Page]:
    made = ledger.press
    by_giver = grouped((one.giver if made.shows_unit(one.giver) else "", one) for one in ledger.asked)
    years = _years(ledger.asked)
    long = sum(map(len, years.values())) > MOST
    sections = [_givers(ledger, by_giver), *_waiting(ledger, PATH, ledger.asked)]
    sections += [_year_list(ledger, years)] if long else _answered(ledger, PATH, years)
    yield sections_page(
        made,
        PATH,
        made.words[N_("Opinions and answers")],
        sections if ledger.asked else [],
        about=made.words[
            N_("Each opinion is owed an answer: accepted with a task, explained, or declined with a reason.")
        ],
        empty=made.words[N_("Nobody has given an opinion.")],
    )
    for unit, some in by_giver.items():
        if unit:
            path = f"{GIVERS}{unit}/"
            shown = [*_waiting(ledger, path, some), *_answered(ledger, path, _years(some))]
            title = made.say(say("Opinions of {unit} and their answers", unit=made.unit_name(unit)))
            yield sections_page(made, path, title, shown, empty="")
    for year, answers in years.items() if long else ():
        path = f"{PATH}{year}/"
        title = made.say(say("Opinions answered in {year}", year=year))
        yield sections_page(made, path, title, [_section(ledger, path, year, answers)], empty="")


def _years(some: list[Asked]) -> dict[str, Answers]:
    """Those with an answer by the year of the answer, the newest first."""
    return grouped((str(reply.date.year), (one, reply)) for one, reply in answered(some))


def _waiting(ledger: Ledger, path: str, some: list[Asked]) -> list[Section]:
    found = waiting(some)
    if not found:
        return []
    shown = waiting_table(ledger, up(path), found)
    return [Section("waiting", ledger.press.words[N_("Without an answer, longest waiting first")], shown)]


def _answered(ledger: Ledger, path: str, years: dict[str, Answers]) -> list[Section]:
    return [_section(ledger, path, year, answers) for year, answers in years.items()]


def _section(ledger: Ledger, path: str, year: str, answers: Answers) -> Section:
    title = ledger.press.say(say("Answered in {year}", year=year))
    return Section(f"y-{year}", title, answered_table(ledger, up(path), answers))


def _givers(ledger: Ledger, by_giver: dict[str, list[Asked]]) -> Section:
    """Who gave how many opinions, whoever waits for most answers first."""
    made = ledger.press
    order = sorted(by_giver, key=lambda unit: (-len(waiting(by_giver[unit])), made.unit_name(unit), unit))
    rows = [_giver(ledger, unit, by_giver[unit]) for unit in order]
    title = made.words[N_("By who gave the opinion")]
    return Section("givers", title, table(made, title, (N_("From"), *_WAITS, *_ENDED.values()), rows))


def _giver(ledger: Ledger, unit: str, some: list[Asked]) -> str:
    made, own = ledger.press, waiting(some)
    name = esc(made.unit_name(unit)) if unit else made.names[N_("a restricted unit")]
    head = f'<a href="./{esc(GIVERS.removeprefix(PATH))}{esc(unit)}/">{name}</a>' if unit else name
    late = sum(bool(one.row and one.row.overdue) for one in own)
    counts = zip(_WAITS, (len(some), len(own), late), strict=True)
    cells = "".join(number(made, title, count) for title, count in counts)
    return f'<tr><th scope="row">{head}</th>{cells}{_endings(ledger, answered(some))}</tr>\n'


def _year_list(ledger: Ledger, years: dict[str, Answers]) -> Section:
    made = ledger.press
    title = made.words[N_("Answered, by year")]
    rows = [
        f'<tr><th scope="row"><a href="./{year}/">{esc(made.say(say("Year {year}", year=year)))}</a></th>'
        f"{number(made, _ALL, len(answers))}{_endings(ledger, answers)}</tr>\n"
        for year, answers in years.items()
    ]
    return Section("years", title, table(made, title, (N_("Year"), _ALL, *_ENDED.values()), rows))


def _endings(ledger: Ledger, answers: Answers) -> str:
    """How many ended in which way."""
    found = Counter(reply.outcome for _, reply in answers)
    return "".join(number(ledger.press, name, found[word]) for word, name in _ENDED.items())
