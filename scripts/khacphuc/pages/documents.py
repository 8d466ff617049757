"""The documents of a case on its page: the notice's text, the plans with their tasks, the records as they came."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from khacphuc.model import Record
from khacphuc.model.plan import REVISION, Plan
from khacphuc.model.records import Closure
from khacphuc.model.vocabulary import Status
from khacphuc.obligations.values import CaseState, Void
from khacphuc.pages.anchors import without_slug
from khacphuc.pages.body_markdown import body_html
from khacphuc.pages.cards import PageContext, anchored
from khacphuc.pages.case_header import plan_facts
from khacphuc.pages.fragments import capitalised
from khacphuc.pages.record_list import RecordFormatter
from khacphuc.pages.safe_html import EMPTY, Html, esc, html
from khacphuc.pages.task_cards import task_card
from khacphuc.pages.task_view import TaskView
from khacphuc.register.document import AnyDocument, Document, dated
from khacphuc.text.message import N_, say
from khacphuc.timeline.timeline import order_of

_NOTICE_LEVEL, _PART_LEVEL = 2, 3

Voids = Mapping[str, Sequence[Void]]
"""What has no effect, by the paths of its documents."""


def body(document: AnyDocument, under: int) -> str:
    """Return a document's text. Its HTML follows from the text alone: what depends on the day is around it, never in it."""
    found = body_html(document.body, under) if document.record is not None else ""
    return f'<div class="kp-body">\n{found}</div>\n' if found else ""


def edit(page_context: PageContext, document: AnyDocument) -> str:
    """Return the way to the forge's page for editing a document, if there is a forge."""
    link = page_context.context.forge.edit(document.path)
    name = document.path.rpartition("/")[2]
    word = page_context.context.names[N_("Edit")]
    return (
        f'<p class="kp-edit"><a href="{esc(link)}">{word} <code>{esc(name)}</code></a></p>\n' if link else ""
    )


def notice(page_context: PageContext, document: AnyDocument) -> Html:
    """Return the text of the conclusion; nothing where there is neither text nor a way to add some."""
    text, link = body(document, _NOTICE_LEVEL), edit(page_context, document)
    if not (text or link):
        return EMPTY
    head = f"<h2>{page_context.context.names[N_('Text of the notice')]}</h2>\n" if text else ""
    return html(
        f"<section{anchored(page_context.once(page_context.records[document.path]))}>\n{head}{text}{link}</section>"
    )


def plan_section(
    page_context: PageContext, document: Document[Plan], tasks: Sequence[TaskView], voids: Voids
) -> Html:
    """A plan: what it is, its text, its tasks."""
    plan, context = document.record, page_context.context
    draft = plan.status is Status.DRAFT
    mark = f" {context.chip(plan.status)}" if draft else ""
    title = esc(plan.title or "") or capitalised(
        context.names[REVISION if plan.revises else plan.level.label]
    )
    cards = _stated_anew(page_context, plan, tasks)
    cards += "".join([task_card(page_context, view) for view in tasks])
    return html(
        f'<section class="kp-plan{" kp-draft" if draft else ""}"{anchored(page_context.once(page_context.records[document.path]))}>\n'
        f"<h3>{title}{mark}</h3>\n{_void_note(page_context, voids.get(document.path, ()))}{plan_facts(page_context, plan)}\n{body(document, _PART_LEVEL)}{cards}"
        f"{edit(page_context, document)}</section>\n"
    )


def _stated_anew(page_context: PageContext, plan: Plan, tasks: Sequence[TaskView]) -> str:
    """Return which tasks of a plan stand in a revision now, with what was promised first."""
    shown = {view.task.id for view in tasks}
    gone = [task for task in plan.tasks if task.id not in shown]
    if not gone:
        return ""
    context = page_context.context
    items = "".join(
        f"<li>{page_context.refs(task.id)} {esc(task.content or task.measure or '')}"
        f"{f' – {context.days[task.due]}' if task.due else ''}</li>"
        for task in gone
    )
    return f'<p class="kp-note">{context.names[N_("Stated anew by a revision; first promised:")]}</p><ul>{items}</ul>\n'


def record_items(
    page_context: PageContext, documents: Sequence[AnyDocument], voids: Voids, state: CaseState
) -> Html:
    """The dated records, oldest first, and that the case was opened again. What has no effect is marked."""
    records = [document for document in documents if dated(document)]
    records.sort(key=order_of)
    formatter = RecordFormatter(
        page_context.context, page_context.root, page_context.home, page_context.refs, state.annulments
    )
    shown = []
    again = state.reopened_on
    for document in records:
        if again and document.record.date > again:
            shown.append(_opened_again(page_context, again))
            again = None
        shown.append(_record(page_context, formatter, document, voids.get(document.path, ()), state))
    if again:
        shown.append(_opened_again(page_context, again))
    return html("".join(shown))


def _opened_again(page_context: PageContext, day: date) -> str:
    context = page_context.context
    return (
        f'<li class="kp-record kp-record-reopened">\n'
        f"<h3>{context.days[day]} {context.names[N_('The case was opened again')]}</h3>\n</li>\n"
    )


def _fell(document: Document[Record], voids: Sequence[Void], state: CaseState) -> bool:
    """Whether a closure held until the case was opened again."""
    record = document.record
    return (
        isinstance(record, Closure)
        and not voids
        and state.reopened_on is not None
        and record.date <= state.reopened_on
        and record.date != state.closed_on
    )


def _record(
    page_context: PageContext,
    formatter: RecordFormatter,
    document: Document[Record],
    voids: Sequence[Void],
    state: CaseState,
) -> str:
    context, record, told = page_context.context, document.record, formatter.tell(document)
    when = f"{context.days[record.date]}{f' {esc(record.time)}' if record.time else ''}"
    fell = (
        f'<p class="kp-note kp-void">{context.names[N_("This closure holds no more: the case was opened again.")]}</p>\n'
        if _fell(document, voids, state)
        else ""
    )
    who = f'<p class="kp-by">{page_context.party(told.by)}</p>\n' if told.by else ""
    mark = f" {esc(told.mark)}" if told.mark else ""
    return (
        f'<li class="kp-record kp-record-{document.slot.type}"{anchored(page_context.once(page_context.records[document.path]))}>\n'
        f"<h3>{when} {capitalised(context.names[told.word])}{mark}</h3>\n{who}{fell}{_void_note(page_context, voids)}{told.body}\n"
        f"{body(document, _PART_LEVEL)}{edit(page_context, document)}</li>\n"
    )


def _void_note(page_context: PageContext, voids: Sequence[Void]) -> str:
    """What of a record has no effect on what is owed, and why."""
    said = dict.fromkeys(
        page_context.context.say(
            say(N_("{what} has no effect: {why}."), what=say(void.act.label), why=say(void.why.label))
        )
        for void in voids
    )
    return "".join(f'<p class="kp-note kp-void">{esc(text)}</p>\n' for text in said)


def unread_items(page_context: PageContext, documents: Sequence[AnyDocument]) -> Html:
    """Return documents that could not be read, with the way to mend them."""
    return html(
        "".join(
            f"<li{anchored(page_context.once(page_context.records[document.path]))}>"
            f"<code>{esc(_file_name(page_context, document))}</code> {edit(page_context, document)}</li>\n"
            for document in documents
        )
    )


def _file_name(page_context: PageContext, document: AnyDocument) -> str:
    path = without_slug(document.path) if page_context.context.public else document.path
    return path.rpartition("/")[2]
