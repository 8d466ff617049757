"""The page of one case: what is open now, its roadmap, findings, plans, and everything that was recorded."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from khacphuc.model import date_of
from khacphuc.model.conclusion import Conclusion
from khacphuc.model.plan import Plan
from khacphuc.model.vocabulary import Level, Severity, Status
from khacphuc.obligations.values import CaseState, Stage
from khacphuc.obligations.views import rows
from khacphuc.pages.anchors import Anchors, References, case_path, document_anchors, up
from khacphuc.pages.cards import Desk
from khacphuc.pages.chart import roadmap_part
from khacphuc.pages.chronicle import chronicle
from khacphuc.pages.documents import notice, plan_section, record_items, unread_items
from khacphuc.pages.findings import finding_card, requirement_item
from khacphuc.pages.forms import case_file, case_links
from khacphuc.pages.found_by import case_days, case_words
from khacphuc.pages.header import case_facts
from khacphuc.pages.page import Heading, Page, Site
from khacphuc.pages.parts import owed_table, restricted
from khacphuc.pages.press import Press, press
from khacphuc.pages.safe import EMPTY, Html, html
from khacphuc.pages.tasks import OwnerView, TaskView, owner_view, task_view
from khacphuc.pages.timeline import deadlines_table, moved_deadlines, timeline
from khacphuc.register.case import Case
from khacphuc.register.document import AnyDocument, Document, holds
from khacphuc.rules.contract import Problem
from khacphuc.text.message import N_, say

SECTIONS = {
    "open": N_("What is open now"),
    "roadmap": N_("Roadmap"),
    "findings": N_("Findings"),
    "requirements": N_("Requirements"),
    "plans": N_("Plans"),
    "records": N_("What happened"),
    "trail": N_("Trail of changes"),
}


def case_page(case: Case, state: CaseState, site: Site, problems: Sequence[Problem] = ()) -> Page:
    """The page of a case as of the site's day. Of ``problems``, only questions for the reviewer are shown."""
    conclusion = case.conclusion
    if conclusion is None:
        return unread_page(case, site)
    made, path = press(site), case_path(case.folder)
    documents = [document for document in case.documents if _by_now(document, made)]
    desk = Desk(
        made,
        up(path),
        case.unit,
        References(documents),
        Anchors(),
        document_anchors(case, slugs=not made.public),
        case.folder,
    )
    plans = [document for document in documents if holds(document, Plan)]
    plans.sort(key=lambda document: document.record.level is not Level.MAIN)
    owners = tuple(owner_view(task, made.as_of, made.policy) for task in state.tasks)
    views = _task_views(plans, owners, made)
    findings = "".join([finding_card(desk, item) for item in state.findings])
    requirements = "".join([requirement_item(desk, item) for item in conclusion.requirements])
    roadmap = roadmap_part(state, owners, made)
    trail = _trail(made, case.folder)
    shown = {
        "state": state,
        "stage": made.chip(state.stage),
        "restricted": restricted(made, state),
        "draft": state.stage is Stage.DRAFT,
        "facts": case_facts(desk, conclusion, state),
        "questions": [problem for problem in problems if problem.severity is Severity.QUESTION],
        "owed": _owed(desk, state),
        "roadmap": roadmap,
        "findings": html(findings),
        "requirements": html(requirements),
        "notice": notice(desk, documents[0]),
        "plans": html("".join([plan_section(desk, document, views[document.path]) for document in plans])),
        "records": record_items(desk, documents),
        "unread": unread_items(desk, [document for document in documents if document.record is None]),
        "trail": trail,
        "no_trail": made.say(site.no_trail),
        "edit_plan": made.forge.edit(state.plan_path) if state.plan_path else "",
        "ways": case_links(state, made, up(path)),
    }
    found = {"roadmap": bool(roadmap), "findings": bool(findings), "requirements": bool(requirements)}
    return Page(
        path=path,
        title=state.title,
        html=made.render("case.html", path, **shown),
        headings=tuple(
            Heading(name, made.words[text]) for name, text in SECTIONS.items() if found.get(name, True)
        ),
        search=case_words(conclusion, state, documents, made),
        keywords=tuple(filter(None, (state.number, state.id, made.unit_name(state.unit)))),
        days=case_days(state, documents),
        files=case_file(case, state, made),
        source=state.plan_path or documents[0].path,
    )


def _by_now(document: AnyDocument, made: Press) -> bool:
    """Whether a document belongs to the page as of the day: drafts do, what is dated later does not."""
    record = document.record
    if record is None:
        return document.slot.date is None or document.slot.date <= made.as_of
    if isinstance(record, Conclusion):
        return True
    if isinstance(record, Plan) and record.status is Status.DRAFT:
        return True
    return (date_of(record) or made.as_of) <= made.as_of


def _owed(desk: Desk, state: CaseState) -> Html:
    made = desk.made
    found = rows([state], made.as_of, made.policy)
    caption = made.words[N_("Open obligations, most pressing first")]
    return owed_table(made, desk.root, found, caption, desk.home, cases=False) if found else EMPTY


class _Trail(Struct, frozen=True):
    """The case's part of the audit trail."""

    deadlines: Html
    events: Html


def _trail(made: Press, folder: str) -> _Trail | None:
    told = chronicle(made)
    if told is None:
        return None
    events = told.by_folder.get(folder, [])
    moved = moved_deadlines(events)
    return _Trail(
        deadlines_table(told, moved) if moved else EMPTY, timeline(told, events) if events else EMPTY
    )


def _task_views(
    plans: Sequence[Document[Plan]], owners: Sequence[OwnerView], made: Press
) -> dict[str, list[TaskView]]:
    """The tasks of each plan, by its path."""
    by_task: dict[tuple[str, int], list[OwnerView]] = {}
    for owner in owners:
        by_task.setdefault((owner.state.path, owner.state.index), []).append(owner)
    return {
        plan.path: [
            task_view(task, by_task.get((plan.path, index), ()), made.as_of, made.policy)
            for index, task in enumerate(plan.record.tasks)
        ]
        for plan in plans
    }


def unread_page(case: Case, site: Site) -> Page:
    """The page of a case folder without a readable conclusion: it exists, and says what is missing."""
    made, path = press(site), case_path(case.folder)
    title = made.say(say(N_("Case {folder} cannot be read"), folder=f"{case.unit}/{case.slug}"))
    desk = Desk(made, up(path), case.unit, References(()), Anchors(), document_anchors(case))
    trail, why = _trail(made, case.folder), made.say(site.no_trail)
    documents = unread_items(desk, case.documents)
    page = made.render("unread.html", path, title=title, documents=documents, trail=trail, no_trail=why)
    return Page(path=path, title=title, html=page, source=case.documents[0].path)
