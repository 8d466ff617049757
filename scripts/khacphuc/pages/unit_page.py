"""The page of a unit: people, cases, what it owes, what it follows, opinions and answers, what became of it."""

from __future__ import annotations

from khacphuc.model.unit import Person, Unit
from khacphuc.obligations.timeliness import timeliness
from khacphuc.obligations.values import CaseState, Obligation
from khacphuc.pages.anchors import anchor, case_path, up
from khacphuc.pages.body_markdown import body_html
from khacphuc.pages.case_tables import case_table
from khacphuc.pages.fragments import cell, columns, facts, owed_table, paper, parties, responsible
from khacphuc.pages.page import Heading, Page
from khacphuc.pages.progress_totals import PROGRESS, tasks_of_units, total_html
from khacphuc.pages.safe_html import EMPTY, Html, esc, html
from khacphuc.pages.scores import score_of
from khacphuc.pages.site_context import SiteContext
from khacphuc.pages.site_index import SiteIndex
from khacphuc.pages.tiles import scoreboard
from khacphuc.pages.unit_trail import unit_trail
from khacphuc.pages.unread_notice import unread_notice
from khacphuc.register.document import AnyDocument
from khacphuc.register.units import exists
from khacphuc.text.message import N_

PATH = "units/"
_BODY_UNDER = 1
_SECTIONS = {
    "owed": N_("What is open now"),
    "cases": N_("Cases"),
    "followed": N_("Cases it follows"),
    "opinions": N_("Opinions and answers"),
    "people": N_("People"),
    "trail": N_("Audit trail"),
}


def kind_label(context: SiteContext, kind: str) -> str:
    """Return the policy's word for a kind of unit; the kind's id when it has none."""
    for known in context.policy.unit_kinds:
        if known.id == kind:
            return (known.label_en or known.label) if context.site.language == "en" else known.label
    return kind


def unit_marks(context: SiteContext, unit: Unit) -> Html:
    """Return the marks of a unit: restricted, ended, successor."""
    marks = []
    if unit.restricted:
        marks.append(f' <span class="kp-chip kp-restricted">{context.names[N_("restricted")]}</span>')
    if not exists(unit, context.as_of):
        ended = unit.valid_until is not None and unit.valid_until < context.as_of
        word = context.words[N_("ended")] if ended else context.words[N_("not yet established")]
        marks.append(f' <span class="kp-chip kp-ended">{esc(word)}</span>')
    return html("".join(marks))


def unit_page(site_index: SiteIndex, unit: Unit, document: AnyDocument | None) -> Page:
    """Return the page of a unit, whose ``document`` has its text."""
    source = document.path if document else ""
    context, path = site_index.context, f"{PATH}{unit.id}/"
    root = up(path)
    parts = {
        "owed": _owed(site_index, root, unit),
        "cases": _cases(
            site_index, root, site_index.of_unit.get(unit.id, ()), N_("Cases of the unit"), unit=False
        ),
        "followed": _cases(
            site_index,
            root,
            site_index.followed_by.get(unit.id, ()),
            N_("Cases that the unit follows"),
            unit=True,
        ),
        "opinions": _opinions(site_index, root, unit),
        "people": _people(context, unit),
        "trail": unit_trail(site_index, root, unit.id),
    }
    page = context.render(
        "unit.html",
        path,
        unit=unit,
        kind=kind_label(context, unit.kind),
        marks=unit_marks(context, unit),
        tiles=list(scoreboard(context, score_of(site_index, unit.id))),
        facts=_facts(site_index, root, unit),
        body=html(body_html(document.body, _BODY_UNDER)) if document else EMPTY,
        parts=parts,
        unread=unread_notice(context, root, _concerning(site_index, unit.id)),
        no_trail="" if context.site.trail else context.say(context.site.no_trail),
        edit=context.forge.edit(source) if source else "",
    )
    people = [person.role for person in unit.people]
    always = {"owed", "people"}
    return Page(
        path=path,
        title=unit.name,
        html=page,
        headings=tuple(
            Heading(name, context.words[_SECTIONS[name]]) for name in parts if parts[name] or name in always
        ),
        search="\n".join(filter(None, (unit.name, unit.short_name, kind_label(context, unit.kind), *people))),
        keywords=tuple(filter(None, (unit.id, unit.short_name))),
        source=source,
    )


def _facts(site_index: SiteIndex, root: str, unit: Unit) -> Html:
    context = site_index.context

    def party(name: str | None) -> Html | None:
        return context.party(name, root) if name else None

    children = [
        child.id
        for child in context.units.children(unit.id, None, context.as_of)
        if context.shows_unit(child.id)
    ]
    return facts(
        context,
        (N_("Short name"), unit.short_name),
        (N_("Higher unit"), party(unit.parent)),
        (N_("Head"), party(unit.head)),
        (N_("Inspection commission"), party(unit.commission)),
        (N_("Exists from"), unit.valid_from),
        (N_("Existed until"), unit.valid_until),
        (N_("Successor"), party(unit.successor)),
        (PROGRESS, total_html(context, site_index.kept(tasks_of_units).get(unit.id, ()))),
        wide=(
            (N_("Units directly below"), parties(context, root, children)),
            (N_("Regulation on supervision and social criticism"), paper(context, unit.local_regulation)),
        ),
    )


def _owed(site_index: SiteIndex, root: str, unit: Unit) -> Html:
    rows = site_index.owed_by.get(unit.id, ())
    caption = site_index.context.words[N_("What the unit and its people owe, most pressing first")]
    return owed_table(site_index.context, root, rows, caption, unit.id) if rows else EMPTY


def _concerning(site_index: SiteIndex, unit: str) -> list[CaseState]:
    """Return the cases that the unit's page speaks of."""
    every = (
        *site_index.of_unit.get(unit, ()),
        *site_index.followed_by.get(unit, ()),
        *(row.case for row in site_index.owed_by.get(unit, ())),
    )
    return list({state.folder: state for state in every}.values())


def _cases(
    site_index: SiteIndex, root: str, states: list[CaseState] | tuple[()], caption: str, *, unit: bool
) -> Html:
    return (
        case_table(site_index, root, states, site_index.context.words[caption], unit=unit)
        if states
        else EMPTY
    )


def _people(context: SiteContext, unit: Unit) -> Html:
    if not unit.people:
        return EMPTY
    rows = "".join(_person(context, unit, person) for person in unit.people)
    head = columns(context, (N_("Role"), N_("Name"), N_("In the role until")))
    caption = context.names[N_("People by role")]
    return html(
        f'<table class="kp-table kp-stack"><caption>{caption}</caption>{head}<tbody>{rows}</tbody></table>'
    )


def _person(context: SiteContext, unit: Unit, person: Person) -> str:
    is_head = unit.head == f"{unit.id}/{person.id}"
    mark = f' <span class="kp-chip kp-head">{context.names[N_("head")]}</span>' if is_head else ""
    name = person.name if person.name and not context.public else "–"
    until = context.days[person.until] if person.until else "–"
    return (
        f'<tr><th scope="row">{esc(person.role)}{mark}</th>{cell(context, N_("Name"), name)}'
        f"{cell(context, N_('In the role until'), until)}</tr>"
    )


def _opinions(site_index: SiteIndex, root: str, unit: Unit) -> Html:
    """Return opinions that the unit gave or must answer, newest first, and what became of each."""
    context = site_index.context
    found = site_index.opinions.get(unit.id, ())
    if not found:
        return EMPTY
    rows = "".join(_opinion(context, root, state, item) for state, item in found)
    names = (N_("Opinion"), N_("From"), N_("Date"), N_("Responsible"), N_("Answer"))
    caption = context.names[N_("Opinions and their answers, newest first")]
    return html(
        f'<table class="kp-table kp-stack"><caption>{caption}</caption>{columns(context, names)}<tbody>{rows}</tbody></table>'
    )


def _opinion(context: SiteContext, root: str, state: CaseState, item: Obligation) -> str:
    found = timeliness(item, context.as_of, context.policy)
    answered = context.days[item.fulfilled_on] if item.fulfilled_on else ""
    link = f'<a href="{root}{esc(case_path(state.folder))}#{esc(anchor(item))}">{esc(item.key)}</a>'
    return (
        f'<tr><th scope="row">{link} <span class="kp-sub">{esc(state.number or state.id)}</span></th>'
        f"{cell(context, N_('From'), context.party(item.owed_to, root))}"
        f"{cell(context, N_('Date'), context.days[item.since] if item.since else '–')}"
        f"{cell(context, N_('Responsible'), responsible(context, root, item))}"
        f"<td>{answered} {context.timing(found, item.deadline.current)}</td></tr>"
    )
