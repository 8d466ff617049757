"""The page of one case: what is open now, its roadmap, findings, plans, and everything that was recorded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from khacphuc.model.plan import Plan
from khacphuc.model.vocabulary import Level, Severity, Status
from khacphuc.obligations.values import CaseState, Stage, TaskState
from khacphuc.obligations.views import rows
from khacphuc.pages.anchors import Anchors, References, case_path, document_anchors, up
from khacphuc.pages.cards import Card, Desk, finding_card, requirement_card, task_card
from khacphuc.pages.chart import roadmap_part
from khacphuc.pages.drafts import update_link
from khacphuc.pages.header import case_facts, plan_facts
from khacphuc.pages.markdown import body_html
from khacphuc.pages.page import Heading, Page, Site
from khacphuc.pages.parts import owed_table, restricted
from khacphuc.pages.press import Press, press
from khacphuc.pages.records import Teller, Told
from khacphuc.pages.safe import EMPTY, Html, html
from khacphuc.pages.tasks import TaskView, task_view
from khacphuc.register.case import Case
from khacphuc.register.document import Document
from khacphuc.rules.contract import Problem
from khacphuc.text.message import N_, say

_BODY_UNDER = 3  # the level of the heading that a plan or record stands below
_NOTICE_UNDER = 2
SECTIONS = {
    "open": N_("What is open now"),
    "roadmap": N_("Roadmap"),
    "findings": N_("Findings"),
    "requirements": N_("Requirements"),
    "plans": N_("Plans"),
    "records": N_("What happened"),
}


class Shown(Struct, frozen=True):
    """A document as the page shows it: where it stands, its rendered body, where it can be edited."""

    anchor: str
    name: str
    body: Html
    edit: str
    told: Told | None = None
    day: Html = EMPTY
    who: Html = EMPTY
    kind: str = ""


class PlanShown(Struct, frozen=True):
    """A plan, its facts and its tasks."""

    document: Shown
    title: str
    facts: Html
    tasks: tuple[Card, ...]
    draft: bool


def case_page(case: Case, state: CaseState, site: Site, problems: Sequence[Problem] = ()) -> Page:
    """The page of a case as of the site's day. Of ``problems``, only questions for the reviewer are shown."""
    made, path = press(site), case_path(case.folder)
    documents = [document for document in case.documents if _by_now(document, made)]
    desk = Desk(made, up(path), case.unit, References(documents), Anchors(), document_anchors(case))
    plans = [document for document in documents if isinstance(document.record, Plan)]
    plans.sort(key=lambda document: document.record.level is not Level.MAIN)
    views = _task_views(plans, state, made)
    conclusion = documents[0].record
    findings = [finding_card(desk, item) for item in state.findings]
    requirements = [requirement_card(desk, item) for item in conclusion.requirements]
    roadmap = roadmap_part(state, made)
    shown = {
        "state": state,
        "stage": made.chip(state.stage),
        "restricted": restricted(made, state),
        "draft": state.stage is Stage.DRAFT,
        "facts": case_facts(desk, conclusion, state),
        "questions": [problem for problem in problems if problem.severity is Severity.QUESTION],
        "owed": _owed(desk, state),
        "roadmap": roadmap,
        "findings": findings,
        "requirements": requirements,
        "notice": _shown(desk, documents[0], _NOTICE_UNDER),
        "plans": [_plan(desk, document, views[document.path]) for document in plans],
        "records": list(_records(desk, documents)),
        "unread": [_shown(desk, document) for document in documents if document.record is None],
        "edit_plan": made.forge.edit(state.plan_path) if state.plan_path else "",
        "add_update": update_link(state, case, made),
    }
    found = {"roadmap": bool(roadmap), "findings": bool(findings), "requirements": bool(requirements)}
    return Page(
        path=path,
        title=state.title,
        html=made.render("case.html", path, **shown),
        headings=tuple(
            Heading(name, made.words[text]) for name, text in SECTIONS.items() if found.get(name, True)
        ),
        search="\n".join(_search(case, state, plans, made)),
        keywords=tuple(filter(None, (state.id, state.number, made.unit_name(state.unit)))),
        source=state.plan_path or documents[0].path,
    )


def _by_now(document: Document, made: Press) -> bool:
    """Whether a document belongs to the page as of the day: drafts do, what is dated later does not."""
    record, slot = document.record, document.slot
    if record is None:
        return slot.date is None or slot.date <= made.as_of
    if slot.date is not None:
        return bool(record.date <= made.as_of)
    return (
        slot.type == "conclusion"
        or record.status is Status.DRAFT
        or (record.issued_on or made.as_of) <= made.as_of
    )


def _owed(desk: Desk, state: CaseState) -> Html:
    made = desk.made
    found = rows([state], made.as_of, made.policy)
    caption = made.words[N_("Open obligations, most pressing first")]
    return owed_table(made, desk.root, found, caption, desk.home, cases=False) if found else EMPTY


def _shown(desk: Desk, document: Document, under: int = _BODY_UNDER) -> Shown:
    """The body's HTML follows from its text alone: what depends on the day is around it, never in it."""
    anchor = desk.once(desk.records[document.path])
    body = html(body_html(document.body, under)) if document.record is not None else EMPTY
    return Shown(anchor, document.path.rpartition("/")[2], body, desk.made.forge.edit(document.path))


def _records(desk: Desk, documents: Sequence[Document]) -> Iterator[Shown]:
    teller = Teller(desk.made, desk.root, desk.home, desk.refs)
    dated = [
        document for document in documents if document.slot.date is not None and document.record is not None
    ]
    for document in sorted(dated, key=lambda document: (document.record.date, document.path)):
        told = teller.tell(document.record)
        base = _shown(desk, document)
        yield Shown(
            base.anchor,
            base.name,
            base.body,
            base.edit,
            told,
            desk.made.days[document.record.date],
            desk.party(told.by) or EMPTY,
            document.slot.type,
        )


def _task_views(plans: Sequence[Document], state: CaseState, made: Press) -> dict[str, list[TaskView]]:
    """The tasks of each plan, by its path."""
    states: dict[tuple[str, int], list[TaskState]] = {}
    for task in state.tasks:
        states.setdefault((task.path, task.index), []).append(task)
    return {
        plan.path: [
            task_view(task, states.get((plan.path, index), ()), made.as_of, made.policy)
            for index, task in enumerate(plan.record.tasks)
        ]
        for plan in plans
    }


def _plan(desk: Desk, document: Document, views: Sequence[TaskView]) -> PlanShown:
    plan: Plan = document.record
    title = plan.title or desk.made.words[plan.level.label]
    tasks = tuple(task_card(desk, view) for view in views)
    return PlanShown(
        _shown(desk, document), title, plan_facts(desk, plan), tasks, plan.status is Status.DRAFT
    )


def _search(case: Case, state: CaseState, plans: Sequence[Document], made: Press) -> list[str]:
    """What people look for a case by: its words, the units and roles in it, not every word of every record."""
    conclusion = case.conclusion
    parts = [state.title, state.number, state.id, made.unit_name(state.unit), made.unit_name(state.owner)]
    parts += [item.finding.text for item in state.findings]
    parts += [item.text for item in conclusion.requirements] if conclusion else []
    for document in plans:
        plan: Plan = document.record
        parts += [plan.number or "", plan.title or ""]
        for task in plan.tasks:
            parts += [task.content or "", task.measure or "", task.product or ""]
            parts += [made.party_name(party) for party in (*task.lead, *task.accountable)]
    return [part for part in dict.fromkeys(parts) if part]


def unread_page(case: Case, site: Site) -> Page:
    """The page of a case folder without a readable conclusion: it exists, and says what is missing."""
    made, path = press(site), case_path(case.folder)
    title = made.say(say(N_("Case {folder} cannot be read"), folder=f"{case.unit}/{case.slug}"))
    desk = Desk(made, up(path), case.unit, References(()), Anchors(), document_anchors(case))
    shown = [_shown(desk, document) for document in case.documents]
    page = made.render("unread.html", path, title=title, documents=shown)
    return Page(path=path, title=title, html=page, source=case.documents[0].path)
