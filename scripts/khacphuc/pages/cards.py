"""Render the cards of findings and the facts of a notice, and hold the context of a case's page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from khacphuc.model.conclusion import FindingPart, NoticeFact
from khacphuc.model.plan import Task
from khacphuc.obligations.values import FindingState
from khacphuc.pages import state_words
from khacphuc.pages.anchors import Anchors, References
from khacphuc.pages.fragments import facts, paper, parties, sub
from khacphuc.pages.safe_html import EMPTY, Html, esc, html, joined
from khacphuc.pages.site_context import SiteContext
from khacphuc.text.message import N_
from khacphuc.timeline.disputes import StatedView
from khacphuc.timeline.notice import AmendmentKind, Notice, PartChange


def card(page_context: PageContext, name: str, head: str, body: str, level: int, kind: str = "") -> Html:
    """Render a card with an id, below a heading of a level. Head and body are HTML."""
    return html(
        f'<section class="kp-card{kind}"{anchored(page_context.once(name))}>\n'
        f'<h{level}><span class="kp-id">{esc(name)}</span> {head}</h{level}>\n{body}</section>\n'
    )


def anchored(anchor: str) -> str:
    return f' id="{esc(anchor)}"' if anchor else ""


class PageContext(Struct, frozen=True):
    """The context of a case's page."""

    context: SiteContext
    root: str
    home: str
    """The unit whose case it is."""
    refs: References
    once: Anchors
    records: dict[str, str]
    """Path of each document → its id on the page."""
    folder: str = ""
    """The folder of the case, where its forms are to be offered."""
    notice: Notice | None = None
    """The notice as it stands, where papers have changed it."""

    def party(self, party: str | None) -> Html | None:
        return self.context.party(party, self.root, self.home) if party else None

    def parties(self, some: Sequence[str]) -> Html:
        return parties(self.context, self.root, some, self.home)

    def span(self, first: Html | None, last: Html | None) -> Html:
        return html(f"{first or '…'} – {last or '…'}")


def finding_card(
    page_context: PageContext,
    state: FindingState,
    notice: Notice | None = None,
    views: Sequence[StatedView] = (),
) -> Html:
    """Return a finding in the words of the notice, what papers have changed of it, and the tasks that put it right."""
    context, finding = page_context.context, state.finding
    found = facts(
        context,
        (N_("Grade"), finding.grade),
        (N_("Section of the notice"), finding.section),
        (N_("Repeats"), _earlier(finding.repeat_of)),
        (
            N_("Repeats a finding of"),
            paper(context, finding.repeat_of_paper) if finding.repeat_of_paper else None,
        ),
        (N_("Inherited from"), _earlier(finding.inherited_from)),
        (N_("As the unit reports"), _reported(page_context, state)),
        (N_("View of the unit"), view_items(page_context, views)),
        (N_("Tasks that put it right"), page_context.refs(*state.tasks) or context.words[N_("none")]),
        wide=(
            *((cause.kind.label, cause.text) for cause in finding.cause),
            (N_("Collectives and individuals concerned"), page_context.parties(finding.concerned)),
            (N_("Amounts"), joined(esc(context.say(state_words.amount(item))) for item in finding.amounts)),
        ),
    )
    text = f'<blockquote class="kp-verbatim">{esc(finding.text)}</blockquote>'
    changed = part_changes(page_context, notice, finding.id)
    return card(
        page_context,
        finding.id,
        context.chip(state.status),
        text + part_items(page_context, finding.parts) + changed + found,
        3,
    )


def _reported(page_context: PageContext, state: FindingState) -> Html | None:
    """Return what the unit last reported of a finding, and when."""
    if state.reported is None or state.reported_on is None:
        return None
    context = page_context.context
    return html(f"{context.chip(state.reported)} {esc(context.say(state.reported_on))}")


def view_items(page_context: PageContext, views: Sequence[StatedView]) -> Html | None:
    """Return what each unit says of a part of the notice: whether it agrees, since when, and why not."""
    context = page_context.context
    found = [
        html(
            f"{page_context.party(view.by)}: {context.chip(view.agreement)} "
            f"{esc(context.say(view.on)) if view.on else ''} {esc(view.reason)}"
        )
        for view in views
    ]
    return joined(found) if found else None


def part_items(
    page_context: PageContext,
    parts: Sequence[FindingPart],
    serving: Mapping[str, Sequence[str]] | None = None,
) -> str:
    """Return the parts of a finding or requirement, one by one; with ``serving``, which tasks carry each out."""
    none = page_context.context.words[N_("no task yet")]
    told = {
        part: sub(joined([page_context.refs(*dict.fromkeys(tasks)) or none]))
        for part, tasks in (serving or {}).items()
    }
    rows = "".join(
        f'<li{anchored(page_context.once(part.id))}><span class="kp-id">{esc(part.id)}</span> {esc(part.text)}{told.get(part.id, EMPTY)}</li>\n'
        for part in parts
    )
    return f'<ol class="kp-plain">\n{rows}</ol>\n' if rows else ""


def fact_item(page_context: PageContext, fact: NoticeFact) -> Html:
    """Return a fact of the notice that is no finding."""
    context = page_context.context
    amounts = joined(esc(context.say(state_words.amount(item))) for item in fact.amounts)
    about = page_context.refs(*fact.about)
    return html(
        f"<li>{context.chip(fact.kind)} {esc(fact.text)}{sub(about) if about else ''}"
        f"{sub(amounts) if amounts else ''}</li>\n"
    )


def part_changes(page_context: PageContext, notice: Notice | None, part: str) -> str:
    """Return what supplements and corrections have done to a part of the notice, with the earlier wording."""
    context, found = page_context.context, ""
    for change in notice.of(part) if notice else ():
        told = facts(
            context,
            (N_("New deadline"), change.due),
            wide=((N_("Reason"), change.reason), (N_("Wording until then"), change.before)),
        )
        found += f'<p class="kp-note">{context.names[change.kind.label]}: {_paper_of(page_context, change)}</p>{told}'
    return found


def withdrawn_by(page_context: PageContext, task: Task) -> Html:
    """Return the papers that have withdrawn what a task serves."""
    notice = page_context.notice
    last = (notice.of(part)[-1:] for part in (*task.findings, *task.requirements)) if notice else ()
    gone = [change for found in last for change in found if change.kind is AmendmentKind.WITHDRAWN]
    return joined(html(f"{esc(change.part)}: {_paper_of(page_context, change)}") for change in gone)


def _paper_of(page_context: PageContext, change: PartChange) -> Html:
    """Return number and day of the paper behind a change, with the way to its record."""
    context = page_context.context
    where, name = page_context.records.get(change.path, ""), esc(change.number or context.say(change.on))
    link = f'<a href="#{esc(where)}">{name}</a>' if where else name
    return html(f"{link}, {context.days[change.on]}")


def _earlier(reference: str | None) -> Html | None:
    """Return a link to a finding of another case, resolved when pages are put together."""
    if not reference:
        return None
    case, _, finding = reference.rpartition("/")
    return html(f'<a href="case:{esc(case)}#{esc(finding)}">{esc(reference)}</a>')
