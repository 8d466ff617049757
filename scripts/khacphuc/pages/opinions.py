"""All opinions and their answers: what waits, longest first; then how the others ended; and a page for each giver.

Mass organisations supervise and are owed an answer, so each finds its own in one place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from khacphuc.model.records import Reply
from khacphuc.model.vocabulary import ReplyOutcome
from khacphuc.pages.anchors import up
from khacphuc.pages.fragments import number
from khacphuc.pages.opinion_tables import answered, answered_table, waiting, waiting_table
from khacphuc.pages.page import Page
from khacphuc.pages.safe_html import esc
from khacphuc.pages.sections import Section, sections_page, table
from khacphuc.pages.site_index import AskedOpinion, SiteIndex, grouped
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
AnsweredOpinions = list[tuple[AskedOpinion, Reply]]


def pages(site_index: SiteIndex) -> Iterator[Page]:
    context = site_index.context
    by_giver = grouped((one.giver if context.shows_unit(one.giver) else "", one) for one in site_index.asked)
    years = _years(site_index.asked)
    long = sum(map(len, years.values())) > MOST
    sections = [_givers(site_index, by_giver), *_waiting(site_index, PATH, site_index.asked)]
    sections += [_year_list(site_index, years)] if long else _answered(site_index, PATH, years)
    yield sections_page(
        context,
        PATH,
        context.words[N_("Opinions and answers")],
        sections if site_index.asked else [],
        about=context.words[
            N_("Each opinion is owed an answer: accepted with a task, explained, or declined with a reason.")
        ],
        empty=context.words[N_("Nobody has given an opinion.")],
    )
    for unit, some in by_giver.items():
        if unit:
            path = f"{GIVERS}{unit}/"
            shown = [*_waiting(site_index, path, some), *_answered(site_index, path, _years(some))]
            title = context.say(say("Opinions of {unit} and their answers", unit=context.unit_name(unit)))
            yield sections_page(context, path, title, shown, empty="")
    for year, answers in years.items() if long else ():
        path = f"{PATH}{year}/"
        title = context.say(say("Opinions answered in {year}", year=year))
        yield sections_page(context, path, title, [_section(site_index, path, year, answers)], empty="")


def _years(some: list[AskedOpinion]) -> dict[str, AnsweredOpinions]:
    """Return those with an answer by the year of the answer, the newest first."""
    return grouped((str(reply.date.year), (one, reply)) for one, reply in answered(some))


def _waiting(site_index: SiteIndex, path: str, some: list[AskedOpinion]) -> list[Section]:
    found = waiting(some)
    if not found:
        return []
    shown = waiting_table(site_index, up(path), found)
    return [
        Section("waiting", site_index.context.words[N_("Without an answer, longest waiting first")], shown)
    ]


def _answered(site_index: SiteIndex, path: str, years: dict[str, AnsweredOpinions]) -> list[Section]:
    return [_section(site_index, path, year, answers) for year, answers in years.items()]


def _section(site_index: SiteIndex, path: str, year: str, answers: AnsweredOpinions) -> Section:
    title = site_index.context.say(say("Answered in {year}", year=year))
    return Section(f"y-{year}", title, answered_table(site_index, up(path), answers))


def _givers(site_index: SiteIndex, by_giver: dict[str, list[AskedOpinion]]) -> Section:
    """Return the number of opinions by unit, most unanswered first."""
    context = site_index.context
    order = sorted(by_giver, key=lambda unit: (-len(waiting(by_giver[unit])), context.unit_name(unit), unit))
    rows = [_giver(site_index, unit, by_giver[unit]) for unit in order]
    title = context.words[N_("By who gave the opinion")]
    return Section("givers", title, table(context, title, (N_("From"), *_WAITS, *_ENDED.values()), rows))


def _giver(site_index: SiteIndex, unit: str, some: list[AskedOpinion]) -> str:
    context, own = site_index.context, waiting(some)
    name = esc(context.unit_name(unit)) if unit else context.names[N_("a restricted unit")]
    head = f'<a href="./{esc(GIVERS.removeprefix(PATH))}{esc(unit)}/">{name}</a>' if unit else name
    late = sum(bool(one.row and one.row.overdue) for one in own)
    counts = zip(_WAITS, (len(some), len(own), late), strict=True)
    cells = "".join(number(context, title, count) for title, count in counts)
    return f'<tr><th scope="row">{head}</th>{cells}{_endings(site_index, answered(some))}</tr>\n'


def _year_list(site_index: SiteIndex, years: dict[str, AnsweredOpinions]) -> Section:
    context = site_index.context
    title = context.words[N_("Answered, by year")]
    rows = [
        f'<tr><th scope="row"><a href="./{year}/">{esc(context.say(say("Year {year}", year=year)))}</a></th>'
        f"{number(context, _ALL, len(answers))}{_endings(site_index, answers)}</tr>\n"
        for year, answers in years.items()
    ]
    return Section("years", title, table(context, title, (N_("Year"), _ALL, *_ENDED.values()), rows))


def _endings(site_index: SiteIndex, answers: AnsweredOpinions) -> str:
    """Return the number of opinions by outcome."""
    found = Counter(reply.outcome for _, reply in answers)
    return "".join(number(site_index.context, name, found[word]) for word, name in _ENDED.items())
