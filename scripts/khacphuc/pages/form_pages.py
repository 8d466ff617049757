"""Forms for new documents, on a site that has no server: a page for each kind, and for each case what its forms offer.

A page of a form holds no word of the register; what can be chosen comes in two small scripts that hand over one value
each, as search has it, because a page opened from a folder may load nothing else. A public site has no forms: whoever
only reads it records nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from khacphuc.form import choices, html, rights
from khacphuc.form.habits import MOST_OPEN
from khacphuc.form.html import form_html
from khacphuc.form.skeleton import SKELETAL, Setting, first_values, skeleton
from khacphuc.model import DOCUMENTS
from khacphuc.model.party import Party
from khacphuc.model.plan import REVISION
from khacphuc.obligations.values import CaseState, TaskState
from khacphuc.pages.anchors import up
from khacphuc.pages.cards import PageContext
from khacphuc.pages.forge_links import MAX_ADDRESS
from khacphuc.pages.page import Page
from khacphuc.pages.safe_html import EMPTY, Html, esc
from khacphuc.pages.safe_html import html as finished
from khacphuc.pages.site_context import SiteContext
from khacphuc.pages.site_index import SiteIndex
from khacphuc.register.case import Case
from khacphuc.text.message import N_, say

PATH = "bieu-mau/"
STATIC = "assets/forms/"
"""Where the sinks put the form's scripts and styles."""

_ALONE = ("conclusion", "unit")
_SIDES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        N_("The unit, and those who carry out tasks"),
        ("plan", "update", "extension", "reply", "report", "meeting"),
    ),
    (
        N_("Those who follow up, and the issuer"),
        ("verification", "reminder", "extension", "supplement", "correction", "closure"),
    ),
    (N_("Mass organisations"), ("opinion",)),
)
_OF_TASK = ("update", "extension", "verification", "reminder")
_BUTTONS = {
    "forge": N_("Go on to the page where it is handed in"),
    "file": N_("Save as a file"),
    "text": N_("Copy the text"),
}


def pages(site_index: SiteIndex) -> Iterator[Page]:
    """The list of forms, and the form of each kind."""
    context = site_index.context
    if context.public:
        return
    title = context.words[N_("Forms")]
    items = "".join(
        f'<li><a href="./{kind}/">{context.names[DOCUMENTS[kind].TITLE]}</a></li>\n' for kind in _ALONE
    )
    text = context.names[N_("Records of a case are begun on the page of that case. Without one:")]
    page = f'<div class="kp">\n<h1>{esc(title)}</h1>\n<p>{text}</p>\n<ul>\n{items}</ul>\n</div>'
    register = _script({"choices": choices.register_choices(context.site.settings, context.site.language)})
    yield Page(path=PATH, title=title, html=page, files=((f"{PATH}register.js", register),))
    for kind in (*rights.KINDS, "unit"):
        yield _form(kind, context)


def _form(kind: str, context: SiteContext) -> Page:
    path = f"{PATH}{kind}/"
    title = context.words[DOCUMENTS[kind].TITLE]
    told: dict[str, Any] = {
        "part": DOCUMENTS[kind].__name__,
        "kind": kind,
        "values": {"type": kind} | (first_values(kind, context.units) if kind in _ALONE else {}),
        "choices": {},
        "language": context.site.language,
        "skeletal": kind in SKELETAL,
        "key": f"khacphuc:{kind}",
        "waits": True,
        "fresh": True,
        "open": MOST_OPEN,
        "alone": kind in _ALONE,
        "forge": _forge(context),
        "root": f"{up(path)}{PATH}",
    }
    shown = [word for word in _BUTTONS if word != "forge" or context.forge.url]
    buttons = " ".join(
        f'<button class="{"kp-button" if number == 0 else "kf-small"}" type="button" data-out="{word}">{context.names[_BUTTONS[word]]}</button>'
        for number, word in enumerate(shown)
    )
    static = f"{up(path)}{STATIC}"
    body = (
        f'<link rel="stylesheet" href="{static}khacphuc-form.css">\n<div class="kp">\n<p class="kp-eyebrow kf-case"></p>\n<h1>{esc(title)}</h1>\n'
        f'<noscript><p class="kp-note">{context.names[N_("This form needs scripts, which this browser does not run.")]}</p></noscript>\n'
        f"{form_html(buttons, context.words[N_('Undo')])}{html.templates(DOCUMENTS[kind], context.say)}{html.data(told, context.say)}</div>\n"
        f'<script src="{static}khacphuc-form.js"></script>\n<script src="{static}khacphuc-form-site.js"></script>'
    )
    return Page(path=path, title=title, html=body)


def _forge(context: SiteContext) -> dict[str, Any] | None:
    forge = context.forge
    if not forge.url:
        return None
    return {
        "page": f"{forge.url}/{forge.new_page}/{forge.branch}/",
        "name": forge.name_key,
        "text": forge.text_key,
        "takes": forge.text_key != "content",  # GitLab's editor has ignored the text in some versions
        "most": MAX_ADDRESS,
    }


# ------------------------------------------------------------------------------------------------- of a case


def case_file(case: Case, state: CaseState, context: SiteContext) -> tuple[tuple[str, str], ...]:
    """The script that tells the forms what a case offers; nothing on a public site."""
    if context.public:
        return ()
    whose = state.folder.removeprefix("plans/")
    told = {
        "case": whose,
        "title": f"{state.number or state.id} – {state.title}",
        "choices": choices.case_choices(case, state, context.say),
        "names": [document.path.rpartition("/")[2] for document in case.documents],
        "due": {
            task.task.id: task.deadline.current.isoformat()
            for task in (*state.demands, *state.tasks)
            if task.deadline.current
        },
        "first": {
            kind: skeleton(kind, Setting(case, state, context.units, _likely(kind, state), context.as_of))
            for kind in rights.KINDS
            if kind not in _ALONE
        },
    }
    return ((f"{PATH}{whose}.js", _script(told)),)


def _likely(kind: str, state: CaseState) -> Party:
    """Who mostly records a kind; the form lets one say otherwise."""
    if kind in ("supplement", "correction") and state.issuer:
        return Party(state.issuer)
    return state.follower if kind in ("verification", "reminder", "closure") else Party(state.owner)


def _script(told: Mapping[str, Any]) -> str:
    shown = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode(errors="replace").decode()
    for char in "<>&\u2028\u2029":
        shown = shown.replace(char, f"\\u{ord(char):04x}")
    return f"khacphucForm({shown})\n"


def address(root: str, kind: str, folder: str, task: str = "") -> str:
    """Where a document of a kind is begun in a case. Ids and names of folders have a form that needs no escaping."""
    more = f"&amp;task={esc(task)}" if task else ""
    return f"{root}{PATH}{kind}/?case={esc(folder.removeprefix('plans/'))}{more}"


def case_links(state: CaseState, context: SiteContext, root: str) -> Html:
    """What can be recorded in a case, by who records it."""
    if context.public:
        return EMPTY
    rows = "".join(
        f"<dt>{context.names[side]}</dt>\n<dd>{_links(context, root, state, kinds)}</dd>\n"
        for side, kinds in _SIDES
    )
    return finished(f'<dl class="kp-facts kp-ways">\n{rows}</dl>\n')


def _links(context: SiteContext, root: str, state: CaseState, kinds: Sequence[str]) -> str:
    return " · ".join(
        f'<a href="{address(root, kind, state.folder)}">{context.names[_title(kind, state)]}</a>'
        for kind in kinds
    )


def _title(kind: str, state: CaseState) -> str:
    """What a new document is called: after the first plan comes its revision."""
    return REVISION if kind == "plan" and state.plan_path else DOCUMENTS[kind].TITLE


def task_links(page_context: PageContext, folder: str, task: TaskState) -> Html:
    """What can be recorded of an open task."""
    context = page_context.context
    if context.public or task.ended or not folder:
        return EMPTY
    kinds = [kind for kind in _OF_TASK if kind not in ("update", "extension") or not task.handed_in]
    links = " · ".join(
        f'<a href="{address(page_context.root, kind, folder, task.task.id)}">{context.names[DOCUMENTS[kind].TITLE]}</a>'
        for kind in kinds
    )
    label = esc(context.say(say("Record of {task}:", task=task.task.id)))
    return finished(f'<p class="kp-forms">{label} {links}</p>\n')
