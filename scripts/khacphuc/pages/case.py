"""The page of one case: what is open now, its roadmap, findings, plans, and everything that was recorded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct

from khacphuc.model.plan import Plan
from khacphuc.model.vocabulary import Level, Severity, Status
from khacphuc.obligations.values import CaseState, TaskState
from khacphuc.obligations.views import rows
from khacphuc.pages.anchors import Anchors, References, case_path, document_anchors
from khacphuc.pages.drafts import update_link
from khacphuc.pages.drawing import draw
from khacphuc.pages.markdown import body_html
from khacphuc.pages.page import Heading, Page, Site
from khacphuc.pages.press import Press, press
from khacphuc.pages.roadmap import roadmap
from khacphuc.pages.tasks import TaskView, task_view
from khacphuc.register.case import Case
from khacphuc.register.document import Document
from khacphuc.rules.contract import Problem
from khacphuc.text.message import N_, Message, say

_BODY_UNDER = 4
_SECTIONS = (
    ("open", N_("What is open now")),
    ("roadmap", N_("Roadmap")),
    ("findings", N_("Findings")),
    ("requirements", N_("Requirements")),
    ("plans", N_("Plans")),
    ("records", N_("What happened")),
)


class DocumentView(Struct, frozen=True):
    """A document as the page shows it: its record, its rendered body, and where it can be edited."""

    record: Any
    kind: str
    anchor: str
    body: str
    name: str
    edit: str


class PlanView(Struct, frozen=True):
    """A plan and its tasks."""

    document: DocumentView
    plan: Plan
    tasks: tuple[TaskView, ...]


def case_page(case: Case, state: CaseState, site: Site, problems: Sequence[Problem] = ()) -> Page:
    """The page of a case as of the site's day. Of ``problems``, only questions for the reviewer are shown."""
    made, path = press(site), case_path(case.folder)
    documents = [document for document in case.documents if _by_now(document, made)]
    anchors = document_anchors(case)
    views = {document.path: _document(document, anchors, made) for document in documents}
    plans = tuple(_plans(documents, views, state, made))
    plan = roadmap(state, made)
    shown = {
        "conclusion": case.conclusion,
        "conclusion_view": views.get(documents[0].path),
        "state": state,
        "open_rows": rows([state], made.as_of, made.policy),
        "plans": plans,
        "views": views,
        "records": [view for document in documents if (view := views[document.path]) and document.slot.date],
        "unread": [views[document.path] for document in documents if document.record is None],
        "anchors": anchors,
        "once": Anchors(),
        "refs": References(documents),
        "roadmap": plan,
        "picture": draw(plan, made.say) if plan else "",
        "questions": [problem for problem in problems if problem.severity is Severity.QUESTION],
        "edit_plan": made.forge.edit(state.plan_path) if state.plan_path else "",
        "add_update": update_link(state, case, made),
        "sections": dict(_SECTIONS),
    }
    html = made.render("case.html", path, **shown)
    return Page(
        path=path,
        title=state.title,
        html=html,
        headings=tuple(_headings(made, state, plans, has_roadmap=plan is not None)),
        search=_search(case, state, plans, made),
        keywords=tuple(filter(None, (state.id, state.number, made.unit_name(state.unit)))),
        source=state.plan_path or documents[0].path,
    )


def _by_now(document: Document, made: Press) -> bool:
    """Whether a document belongs to the page as of the day: drafts do, what is dated later does not."""
    record = document.record
    if record is None:
        return document.slot.date is None or document.slot.date <= made.as_of
    if document.slot.date is not None:
        return bool(record.date <= made.as_of)
    return record.status is Status.DRAFT or record.issued_on is None or record.issued_on <= made.as_of


def _document(document: Document, anchors: dict[str, str], made: Press) -> DocumentView:
    return DocumentView(
        record=document.record,
        kind=document.slot.type,
        anchor=anchors[document.path],
        body=body_html(document.body, _BODY_UNDER) if document.record is not None else "",
        name=document.path.rpartition("/")[2],
        edit=made.forge.edit(document.path),
    )


def _plans(
    documents: Sequence[Document], views: dict[str, DocumentView], state: CaseState, made: Press
) -> Iterator[PlanView]:
    """The plans, the committee's own first."""
    states: dict[tuple[str, int], list[TaskState]] = {}
    for task in state.tasks:
        states.setdefault((task.path, task.index), []).append(task)
    found = [document for document in documents if isinstance(document.record, Plan)]
    for document in sorted(found, key=lambda item: item.record.level is not Level.MAIN):
        plan: Plan = document.record
        tasks = tuple(
            task_view(task, states.get((document.path, index), ()), made.as_of, made.policy)
            for index, task in enumerate(plan.tasks)
        )
        yield PlanView(views[document.path], plan, tasks)


def _headings(made: Press, state: CaseState, plans: Sequence[PlanView], *, has_roadmap: bool) -> Iterator[Heading]:
    conclusion_has = {"roadmap": has_roadmap, "findings": bool(state.findings)}
    for name, title in _SECTIONS:
        if conclusion_has.get(name, True):
            yield Heading(name, made.say(Message(title)))


def _search(case: Case, state: CaseState, plans: Sequence[PlanView], made: Press) -> str:
    """What people look for a case by: its words, the units and roles in it, not every word of every record."""
    parts: dict[str, None] = dict.fromkeys((state.title, state.number, state.id, made.unit_name(state.unit)))
    conclusion = case.conclusion
    for finding in state.findings:
        parts[finding.finding.text] = None
    for requirement in conclusion.requirements if conclusion else ():
        parts[requirement.text] = None
    for view in plans:
        parts.update(dict.fromkeys((view.plan.number or "", view.plan.title or "")))
        for task in view.plan.tasks:
            parts.update(dict.fromkeys((task.content or "", task.measure or "", task.product or "")))
            parts.update((made.party_name(party), None) for party in (*task.lead, *task.accountable))
    return "\n".join(filter(None, parts))


def unread_page(case: Case, site: Site) -> Page:
    """The page of a case folder without a readable conclusion: it exists, and says what is missing."""
    made, path = press(site), case_path(case.folder)
    anchors = document_anchors(case)
    views = [_document(document, anchors, made) for document in case.documents]
    html = made.render("unread.html", path, case=case, views=views)
    title = made.say(say(N_("Case {folder} cannot be read"), folder=f"{case.unit}/{case.slug}"))
    return Page(path=path, title=title, html=html, source=case.documents[0].path)
