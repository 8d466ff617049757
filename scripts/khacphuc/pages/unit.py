"""The page of a unit: people, cases, what it owes, what it follows, opinions and answers, what became of it."""

from __future__ import annotations

from khacphuc.model.unit import Person, Unit
from khacphuc.obligations.timeliness import timeliness
from khacphuc.obligations.values import CaseState, Obligation
from khacphuc.pages.anchors import anchor, case_path, up
from khacphuc.pages.ledger import Ledger
from khacphuc.pages.listing import case_table
from khacphuc.pages.markdown import body_html
from khacphuc.pages.page import Heading, Page
from khacphuc.pages.parts import cell, columns, facts, owed_table, paper, parties
from khacphuc.pages.press import Press
from khacphuc.pages.safe import EMPTY, Html, esc, html
from khacphuc.pages.scores import score_of
from khacphuc.pages.tiles import scoreboard
from khacphuc.pages.totals import PROGRESS, tasks_of_units, total_html
from khacphuc.pages.unit_trail import unit_trail
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
    "trail": N_("Trail of changes"),
}


def kind_label(made: Press, kind: str) -> str:
    """The policy's word for a kind of unit; the kind's id when it has none."""
    for known in made.policy.unit_kinds:
        if known.id == kind:
            return (known.label_en or known.label) if made.site.language == "en" else known.label
    return kind


def unit_marks(made: Press, unit: Unit) -> Html:
    """What a reader must know of a unit before anything else."""
    marks = []
    if unit.restricted:
        marks.append(f' <span class="kp-chip kp-restricted">{made.names[N_("restricted")]}</span>')
    if not exists(unit, made.as_of):
        ended = unit.valid_until is not None and unit.valid_until < made.as_of
        word = made.words[N_("ended")] if ended else made.words[N_("not yet established")]
        marks.append(f' <span class="kp-chip kp-ended">{esc(word)}</span>')
    return html("".join(marks))


def unit_page(ledger: Ledger, unit: Unit, document: AnyDocument | None) -> Page:
    """The page of a unit, whose ``document`` has its text."""
    source = document.path if document else ""
    made, path = ledger.press, f"{PATH}{unit.id}/"
    root = up(path)
    parts = {
        "owed": _owed(ledger, root, unit),
        "cases": _cases(ledger, root, ledger.of_unit.get(unit.id, ()), N_("Cases of the unit"), unit=False),
        "followed": _cases(
            ledger, root, ledger.followed_by.get(unit.id, ()), N_("Cases that the unit follows"), unit=True
        ),
        "opinions": _opinions(ledger, root, unit),
        "people": _people(made, unit),
        "trail": unit_trail(ledger, root, unit.id),
    }
    page = made.render(
        "unit.html",
        path,
        unit=unit,
        kind=kind_label(made, unit.kind),
        marks=unit_marks(made, unit),
        tiles=list(scoreboard(made, score_of(ledger, unit.id))),
        facts=_facts(ledger, root, unit),
        body=html(body_html(document.body, _BODY_UNDER)) if document else EMPTY,
        parts=parts,
        no_trail="" if made.site.trail else made.say(made.site.no_trail),
        edit=made.forge.edit(source) if source else "",
    )
    people = [person.role for person in unit.people]
    always = {"owed", "people"}
    return Page(
        path=path,
        title=unit.name,
        html=page,
        headings=tuple(
            Heading(name, made.words[_SECTIONS[name]]) for name in parts if parts[name] or name in always
        ),
        search="\n".join(filter(None, (unit.name, unit.short_name, kind_label(made, unit.kind), *people))),
        keywords=tuple(filter(None, (unit.id, unit.short_name))),
        source=source,
    )


def _facts(ledger: Ledger, root: str, unit: Unit) -> Html:
    made = ledger.press

    def party(name: str | None) -> Html | None:
        return made.party(name, root) if name else None

    children = [
        child.id for child in made.units.children(unit.id, None, made.as_of) if made.shows_unit(child.id)
    ]
    return facts(
        made,
        (N_("Short name"), unit.short_name),
        (N_("Higher unit"), party(unit.parent)),
        (N_("Head"), party(unit.head)),
        (N_("Inspection commission"), party(unit.commission)),
        (N_("Exists from"), unit.valid_from),
        (N_("Existed until"), unit.valid_until),
        (N_("Successor"), party(unit.successor)),
        (PROGRESS, total_html(made, ledger.kept(tasks_of_units).get(unit.id, ()))),
        wide=(
            (N_("Units directly below"), parties(made, root, children)),
            (N_("Regulation on supervision and social criticism"), paper(made, unit.local_regulation)),
        ),
    )


def _owed(ledger: Ledger, root: str, unit: Unit) -> Html:
    rows = ledger.owed_by.get(unit.id, ())
    caption = ledger.press.words[N_("What the unit and its people owe, most pressing first")]
    return owed_table(ledger.press, root, rows, caption, unit.id) if rows else EMPTY


def _cases(
    ledger: Ledger, root: str, states: list[CaseState] | tuple[()], caption: str, *, unit: bool
) -> Html:
    return case_table(ledger, root, states, ledger.press.words[caption], unit=unit) if states else EMPTY


def _people(made: Press, unit: Unit) -> Html:
    if not unit.people:
        return EMPTY
    rows = "".join(_person(made, unit, person) for person in unit.people)
    head = columns(made, (N_("Role"), N_("Name"), N_("In the role until")))
    caption = made.names[N_("People by role")]
    return html(
        f'<table class="kp-table kp-stack"><caption>{caption}</caption>{head}<tbody>{rows}</tbody></table>'
    )


def _person(made: Press, unit: Unit, person: Person) -> str:
    is_head = unit.head == f"{unit.id}/{person.id}"
    mark = f' <span class="kp-chip kp-head">{made.names[N_("head")]}</span>' if is_head else ""
    name = person.name if person.name and not made.public else "–"
    until = made.days[person.until] if person.until else "–"
    return (
        f'<tr><th scope="row">{esc(person.role)}{mark}</th>{cell(made, N_("Name"), name)}'
        f"{cell(made, N_('In the role until'), until)}</tr>"
    )


def _opinions(ledger: Ledger, root: str, unit: Unit) -> Html:
    """Opinions that the unit gave or must answer, newest first, and what became of each."""
    made = ledger.press
    found = ledger.opinions.get(unit.id, ())
    if not found:
        return EMPTY
    rows = "".join(_opinion(made, root, state, item) for state, item in found)
    names = (N_("Opinion"), N_("From"), N_("Date"), N_("Owed by"), N_("Answer"))
    caption = made.names[N_("Opinions and their answers, newest first")]
    return html(
        f'<table class="kp-table kp-stack"><caption>{caption}</caption>{columns(made, names)}<tbody>{rows}</tbody></table>'
    )


def _opinion(made: Press, root: str, state: CaseState, item: Obligation) -> str:
    found = timeliness(item, made.as_of, made.policy)
    answered = made.days[item.fulfilled_on] if item.fulfilled_on else ""
    link = f'<a href="{root}{esc(case_path(state.folder))}#{esc(anchor(item))}">{esc(item.key)}</a>'
    return (
        f'<tr><th scope="row">{link} <span class="kp-sub">{esc(state.number or state.id)}</span></th>'
        f"{cell(made, N_('From'), made.party(item.owed_to, root))}"
        f"{cell(made, N_('Date'), made.days[item.since] if item.since else '–')}"
        f"{cell(made, N_('Owed by'), made.party(item.owed_by, root))}"
        f"<td>{answered} {made.timing(found, item.deadline.current)}</td></tr>"
    )
