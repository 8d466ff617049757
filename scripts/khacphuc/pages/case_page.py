"""Render the page of a case: open obligations, timeline, findings, plans, records."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from khacphuc.model import date_of
from khacphuc.model.conclusion import Conclusion
from khacphuc.model.plan import Plan
from khacphuc.model.vocabulary import Level, Severity, Status
from khacphuc.obligations.values import CaseState, Stage, Void
from khacphuc.obligations.views import rows
from khacphuc.pages.anchors import Anchors, References, case_path, document_anchors, up
from khacphuc.pages.cards import PageContext, fact_item, finding_card
from khacphuc.pages.case_header import case_facts
from khacphuc.pages.change_list import change_list, deadlines_table, moved_deadlines
from khacphuc.pages.documents import notice, plan_section, record_items, unread_items
from khacphuc.pages.form_pages import case_file, case_links
from khacphuc.pages.fragments import owed_table, restricted
from khacphuc.pages.page import Heading, Page, Site
from khacphuc.pages.requirement_items import requirement_items
from khacphuc.pages.safe_html import EMPTY, Html, html
from khacphuc.pages.search_text import search_days, search_text
from khacphuc.pages.site_context import SiteContext, site_context
from khacphuc.pages.site_history import site_history
from khacphuc.pages.task_view import OwnerView, TaskView, owner_view, task_view
from khacphuc.pages.timeline_section import timeline_section
from khacphuc.pages.unread_notice import unread_notice
from khacphuc.register.case import Case
from khacphuc.register.document import AnyDocument, Document, holds
from khacphuc.rules.contract import Problem
from khacphuc.text.message import N_, say
from khacphuc.timeline.disputes import views_of
from khacphuc.timeline.notice import Notice

SECTIONS = {
    "open": N_("What is open now"),
    "roadmap": N_("Timeline"),
    "findings": N_("Findings"),
    "requirements": N_("Requirements"),
    "other-facts": N_("Other facts of the notice"),
    "plans": N_("Plans"),
    "records": N_("What happened"),
    "trail": N_("Audit trail"),
}


def case_page(case: Case, state: CaseState, site: Site, problems: Sequence[Problem] = ()) -> Page:
    """Return the page of a case as of the site's day. Of ``problems``, only questions for the reviewer are shown."""
    conclusion = case.conclusion
    if conclusion is None:
        return unread_page(case, site)
    context, path = site_context(site), case_path(case.folder)
    documents = [document for document in case.documents if _by_now(document, context)]
    page_context = PageContext(
        context,
        up(path),
        case.unit,
        References(documents),
        Anchors(),
        document_anchors(case, slugs=not context.public),
        case.folder,
        state.notice,
    )
    plans = [document for document in documents if holds(document, Plan)]
    plans.sort(key=lambda document: document.record.level is not Level.MAIN)
    owners = tuple(owner_view(task, context.as_of, context.policy) for task in state.tasks)
    views = _task_views(plans, owners, context)
    stated = views_of((one for one in plans if one.record.status is Status.ISSUED), conclusion.unit)
    shown_findings = (*state.findings, *state.withdrawn)
    findings = "".join(
        [
            finding_card(page_context, item, state.notice, stated.get(item.finding.id, ()))
            for item in shown_findings
        ]
    )
    requirements = requirement_items(page_context, state.notice or Notice(conclusion), state, stated)
    facts = "".join([fact_item(page_context, item) for item in conclusion.facts])
    voids: dict[str, list[Void]] = {}
    for void in state.voids:
        voids.setdefault(void.path, []).append(void)
    demanded = tuple(
        replace(owner_view(demand, context.as_of, context.policy), demanded=True) for demand in state.demands
    )
    roadmap = timeline_section(state, (*demanded, *owners), context)
    trail = _trail(context, case.folder)
    shown = {
        "state": state,
        "stage": context.chip(state.stage),
        "restricted": restricted(context, state),
        "draft": state.stage is Stage.DRAFT,
        "facts": case_facts(page_context, conclusion, state),
        "questions": [problem for problem in problems if problem.severity is Severity.QUESTION],
        "owed": _owed(page_context, state),
        "roadmap": roadmap,
        "findings": html(findings),
        "requirements": requirements,
        "facts_of_notice": html(facts),
        "notice": notice(page_context, documents[0]),
        "plans": html(
            "".join([plan_section(page_context, document, views[document.path], voids) for document in plans])
        ),
        "records": record_items(page_context, documents, voids, state),
        "unread": unread_items(page_context, [document for document in documents if document.record is None]),
        "unread_note": unread_notice(context, up(path), [state]),
        "trail": trail,
        "no_trail": context.say(site.no_trail),
        "edit_plan": context.forge.edit(state.plan_path) if state.plan_path else "",
        "ways": case_links(state, context, up(path)),
    }
    found = {
        "roadmap": bool(roadmap),
        "findings": bool(findings),
        "requirements": bool(requirements),
        "other-facts": bool(facts),
    }
    return Page(
        path=path,
        title=state.title,
        html=context.render("case.html", path, **shown),
        headings=tuple(
            Heading(name, context.words[text]) for name, text in SECTIONS.items() if found.get(name, True)
        ),
        search=search_text(conclusion, state, documents, context),
        keywords=tuple(filter(None, (state.number, state.id, context.unit_name(state.unit)))),
        days=search_days(state, documents),
        files=case_file(case, state, context),
        source=state.plan_path or documents[0].path,
    )


def _by_now(document: AnyDocument, context: SiteContext) -> bool:
    """Return whether a document belongs to the page as of the day: drafts do, what is dated later does not."""
    record = document.record
    if record is None:
        return document.slot.date is None or document.slot.date <= context.as_of
    if isinstance(record, Conclusion):
        return True
    if isinstance(record, Plan) and record.status is Status.DRAFT:
        return True
    return (date_of(record) or context.as_of) <= context.as_of


def _owed(page_context: PageContext, state: CaseState) -> Html:
    context = page_context.context
    found = rows([state], context.as_of, context.policy)
    caption = context.words[N_("Open obligations, most pressing first")]
    return (
        owed_table(context, page_context.root, found, caption, page_context.home, cases=False)
        if found
        else EMPTY
    )


class _Trail(Struct, frozen=True):
    """The case's part of the audit trail."""

    deadlines: Html
    events: Html


def _trail(context: SiteContext, folder: str) -> _Trail | None:
    told = site_history(context)
    if told is None:
        return None
    events = told.by_folder.get(folder, [])
    moved = moved_deadlines(events)
    return _Trail(
        deadlines_table(told, moved) if moved else EMPTY, change_list(told, events) if events else EMPTY
    )


def _task_views(
    plans: Sequence[Document[Plan]], owners: Sequence[OwnerView], context: SiteContext
) -> dict[str, list[TaskView]]:
    """Return the tasks of each plan, by its path; what a revision states anew stands there alone."""
    by_task: dict[tuple[str, int], list[OwnerView]] = {}
    for owner in owners:
        by_task.setdefault((owner.state.path, owner.state.index), []).append(owner)
    revised = {plan.path for plan in plans if plan.record.revises is not None}
    anew = {owner.state.task.id: owner.state.path for owner in owners if owner.state.path in revised}
    return {
        plan.path: [
            task_view(task, by_task.get((plan.path, index), ()), context.as_of, context.policy)
            for index, task in enumerate(plan.record.tasks)
            if anew.get(task.id, plan.path) == plan.path
        ]
        for plan in plans
    }


def unread_page(case: Case, site: Site) -> Page:
    """Return the page of a case folder without a readable conclusion: it exists, and says what is missing."""
    context, path = site_context(site), case_path(case.folder)
    title = context.say(say(N_("Case {folder} cannot be read"), folder=f"{case.unit}/{case.slug}"))
    page_context = PageContext(
        context, up(path), case.unit, References(()), Anchors(), document_anchors(case)
    )
    trail, why = _trail(context, case.folder), context.say(site.no_trail)
    documents = unread_items(page_context, case.documents)
    page = context.render("unread.html", path, title=title, documents=documents, trail=trail, no_trail=why)
    return Page(path=path, title=title, html=page, source=case.documents[0].path)
