"""The documents of a case on its page: the notice's text, the plans with their tasks, the records as they came."""

from __future__ import annotations

from collections.abc import Sequence

from khacphuc.model import Record
from khacphuc.model.plan import Plan
from khacphuc.model.vocabulary import Status
from khacphuc.pages.anchors import without_slug
from khacphuc.pages.cards import Desk, anchored
from khacphuc.pages.header import plan_facts
from khacphuc.pages.markdown import body_html
from khacphuc.pages.records import Teller
from khacphuc.pages.safe import EMPTY, Html, esc, html
from khacphuc.pages.task_cards import task_card
from khacphuc.pages.tasks import TaskView
from khacphuc.register.document import AnyDocument, Document, dated
from khacphuc.text.message import N_

_NOTICE_LEVEL, _PART_LEVEL = 2, 3


def body(document: AnyDocument, under: int) -> str:
    """A document's text. Its HTML follows from the text alone: what depends on the day is around it, never in it."""
    found = body_html(document.body, under) if document.record is not None else ""
    return f'<div class="kp-body">\n{found}</div>\n' if found else ""


def edit(desk: Desk, document: AnyDocument) -> str:
    """The way to the forge's page for editing a document, if there is a forge."""
    link = desk.made.forge.edit(document.path)
    name = document.path.rpartition("/")[2]
    word = desk.made.names[N_("Edit")]
    return (
        f'<p class="kp-edit"><a href="{esc(link)}">{word} <code>{esc(name)}</code></a></p>\n' if link else ""
    )


def notice(desk: Desk, document: AnyDocument) -> Html:
    """The text of the conclusion; nothing where there is neither text nor a way to add some."""
    text, link = body(document, _NOTICE_LEVEL), edit(desk, document)
    if not (text or link):
        return EMPTY
    head = f"<h2>{desk.made.names[N_('Text of the notice')]}</h2>\n" if text else ""
    return html(f"<section{anchored(desk.once(desk.records[document.path]))}>\n{head}{text}{link}</section>")


def plan_section(desk: Desk, document: Document[Plan], tasks: Sequence[TaskView]) -> Html:
    """A plan: what it is, its text, its tasks."""
    plan, made = document.record, desk.made
    draft = plan.status is Status.DRAFT
    mark = f" {made.chip(plan.status)}" if draft else ""
    title = esc(plan.title) if plan.title else made.names[plan.level.label]
    cards = "".join([task_card(desk, view) for view in tasks])
    return html(
        f'<section class="kp-plan{" kp-draft" if draft else ""}"{anchored(desk.once(desk.records[document.path]))}>\n'
        f"<h3>{title}{mark}</h3>\n{plan_facts(desk, plan)}\n{body(document, _PART_LEVEL)}{cards}"
        f"{edit(desk, document)}</section>\n"
    )


def record_items(desk: Desk, documents: Sequence[AnyDocument]) -> Html:
    """The dated records, oldest first."""
    records = [document for document in documents if dated(document)]
    records.sort(key=lambda document: (document.record.date, document.path))
    teller = Teller(desk.made, desk.root, desk.home, desk.refs)
    return html("".join([_record(desk, teller, document) for document in records]))


def _record(desk: Desk, teller: Teller, document: Document[Record]) -> str:
    made, told = desk.made, teller.tell(document.record)
    who = f'<p class="kp-by">{desk.party(told.by)}</p>\n' if told.by else ""
    mark = f" {esc(told.mark)}" if told.mark else ""
    return (
        f'<li class="kp-record kp-record-{document.slot.type}"{anchored(desk.once(desk.records[document.path]))}>\n'
        f"<h3>{made.days[document.record.date]} {made.names[told.word]}{mark}</h3>\n{who}{told.body}\n"
        f"{body(document, _PART_LEVEL)}{edit(desk, document)}</li>\n"
    )


def unread_items(desk: Desk, documents: Sequence[AnyDocument]) -> Html:
    """Documents that could not be read, with the way to mend them."""
    return html(
        "".join(
            f"<li{anchored(desk.once(desk.records[document.path]))}>"
            f"<code>{esc(_file_name(desk, document))}</code> {edit(desk, document)}</li>\n"
            for document in documents
        )
    )


def _file_name(desk: Desk, document: AnyDocument) -> str:
    path = without_slug(document.path) if desk.made.public else document.path
    return path.rpartition("/")[2]
