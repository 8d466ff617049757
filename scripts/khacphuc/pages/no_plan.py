"""Conclusions that nobody has made a plan for, longest waited for first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from khacphuc.obligations.views import Row
from khacphuc.pages import words
from khacphuc.pages.anchors import case_path, up
from khacphuc.pages.ledger import Ledger
from khacphuc.pages.page import Page
from khacphuc.pages.parts import cell, clip, columns, due, restricted, waited
from khacphuc.pages.safe import Html, esc, html
from khacphuc.text.message import N_

PATH = "without-plan/"

_COLUMNS = (N_("Waiting"), N_("Conclusion"), N_("Unit"), N_("Date issued"), N_("Plan due"), N_("Time"))


def no_plan_table(ledger: Ledger, root: str, rows: Iterable[Row]) -> Html:
    made = ledger.press
    body = "".join(_row(ledger, root, row) for row in rows)
    caption = made.names[N_("Conclusions without a plan, longest waited for first")]
    return html(
        f'<table class="kp-table kp-stack kp-waiting">\n<caption>{caption}</caption>\n'
        f"{columns(made, _COLUMNS)}\n<tbody>\n{body}</tbody>\n</table>"
    )


def _row(ledger: Ledger, root: str, row: Row) -> str:
    made, state, item = ledger.press, row.case, row.obligation
    issued = made.days[state.issued_on] if state.issued_on else "–"
    days = waited(item.since, made.say(words.days(ledger.waited(row)))) if item.since else "–"
    return (
        f"<tr>{cell(made, N_('Waiting'), html(f'<strong>{days}</strong>'))}"
        f'<th scope="row"><a href="{root}{esc(case_path(state.folder))}">{esc(clip(state.title))}</a>'
        f'{restricted(made, state)} <span class="kp-sub">{esc(state.number or state.id)}</span></th>'
        f"{cell(made, N_('Unit'), made.party(item.owed_by, root))}{cell(made, N_('Date issued'), issued)}"
        f"{cell(made, N_('Plan due'), due(made, item.deadline))}<td>{made.timing(row.timeliness, item.deadline.current)}</td></tr>\n"
    )


def pages(ledger: Ledger) -> Iterator[Page]:
    press = ledger.press
    table = no_plan_table(ledger, up(PATH), ledger.no_plan) if ledger.no_plan else html("")
    title = press.words[N_("Conclusions without a plan")]
    page = press.render("no_plan.html", PATH, title=title, table=table)
    yield Page(path=PATH, title=title, html=page, search=title)
