"""Assign ids to the parts of a case's page, from ids and file names of checked form."""

from __future__ import annotations

from collections.abc import Iterable

from khacphuc.model.amendments import Supplement
from khacphuc.model.conclusion import Conclusion
from khacphuc.model.plan import Plan
from khacphuc.model.records import Opinion, Reminder
from khacphuc.obligations.values import Obligation, ObligationKind
from khacphuc.pages.safe_html import EMPTY, Html, esc, html
from khacphuc.register.case import Case
from khacphuc.register.document import AnyDocument
from khacphuc.register.layout import Slot, slot_of
from khacphuc.register.source import Entry

ROOT = "\0"
"""Stands for the way to the site's root in what is made for pages of any depth. No text of a register has it."""
_SECTIONS = {
    ObligationKind.MAKE_PLAN: "plans",
    ObligationKind.MAKE_SUBPLAN: "plans",
    ObligationKind.ADD_TO_PLAN: "plans",
    ObligationKind.SEND_UPDATE: "records",
    ObligationKind.SEND_REPORT: "records",
    ObligationKind.CLOSE: "records",
}


def anchor(obligation: Obligation) -> str:
    """Return the place on its case's page that speaks of an obligation."""
    key, kind = obligation.key, obligation.kind
    if kind in _SECTIONS:
        return _SECTIONS[kind]
    if kind is ObligationKind.MEET_OCCURRENCE:
        key = key.rpartition(".")[0]
    elif kind is ObligationKind.VERIFY:
        key = key.removesuffix(".verify")
    elif kind is ObligationKind.CHECK_EFFECTIVENESS:
        key = key.rpartition(".effect.")[0]
    return key.partition("@")[0]


def document_anchor(document: AnyDocument, *, slug: bool = True) -> str:
    """Return the id of the part of the page that shows a document: ``plan``, ``plan-x``, ``r-2024-06-15-update``, ``YK1``."""
    named = getattr(document.record, "id", None)
    if document.slot.date is not None and named:
        return str(named)
    path = document.path if slug else without_slug(document.path)
    stem = path.rpartition("/")[2].removesuffix(".md")
    return f"r-{stem}" if document.slot.date is not None else stem


def without_slug(path: str) -> str:
    """Return a document's path without the free part of its file name, in which a unit or a person may be named."""
    slot = slot_of(Entry(path))
    if not isinstance(slot, Slot) or not slot.slug:
        return path
    return f"{path.removesuffix(f'-{slot.slug}.md')}.md"


def case_path(folder: str) -> str:
    """Return the path of the page of a case folder."""
    return f"cases/{folder.removeprefix('plans/')}/"


def up(path: str) -> str:
    """From a page to the root of the site: ``../../`` for ``units/a/``, ``./`` for the front page."""
    return "../" * path.count("/") or "./"


class Anchors:
    """Deduplicates ids, so that a page stays valid when two items have one id."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def __call__(self, name: str) -> str:
        """``name``, or ``""`` when it is taken."""
        if name in self._given:
            return ""
        self._given.add(name)
        return name


def document_anchors(case: Case, *, slugs: bool = True) -> dict[str, str]:
    """Return path of each document of a case → its id on the page. Without ``slugs``, what clerks put into file names is left out."""
    return {document.path: document_anchor(document, slug=slugs) for document in case.documents}


class References:
    """Links ids to their places on the page; an id that stands nowhere on it stays plain text."""

    def __init__(self, documents: Iterable[AnyDocument]) -> None:
        self._known: set[str] = set()
        for document in documents:
            match document.record:
                case (
                    Conclusion(findings=findings, requirements=requirements)
                    | Supplement(findings=findings, requirements=requirements)
                ):
                    self._known.update([item.id for item in findings], [item.id for item in requirements])
                    self._known.update(part.id for item in findings for part in item.parts)
                    self._known.update(part.id for item in requirements for part in item.parts)
                case Plan(tasks=tasks):
                    self._known.update([task.id for task in tasks])
                    self._known.update(item.id for task in tasks for item in task.milestones)
                case Opinion(id=name) | Reminder(id=name):
                    self._known.add(name)

    def __call__(self, *names: str) -> Html:
        return html(", ".join(map(self._one, names))) if names else EMPTY

    def _one(self, name: str) -> str:
        text = esc(name)
        return f'<a href="#{text}">{text}</a>' if name in self._known else text
