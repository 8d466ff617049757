"""The pages of the editor: the cases, what can be done in one, a form, what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any
from urllib.parse import quote, urlencode

from khacphuc.form import choices, html, rights
from khacphuc.form.editing import Editor, EditTarget, Opened
from khacphuc.form.habits import MOST_OPEN
from khacphuc.form.skeleton import SKELETAL, Setting, first_values, skeleton
from khacphuc.form.storing import Saved
from khacphuc.model import DOCUMENTS
from khacphuc.model.conclusion import Conclusion
from khacphuc.model.party import Party
from khacphuc.model.plan import REVISION
from khacphuc.register.document import holds
from khacphuc.register.layout import Slot, slot_of
from khacphuc.register.loading import open_document
from khacphuc.register.source import Entry
from khacphuc.register.units import Units
from khacphuc.text.message import Message, MessageArgument, listed, say

_THEN = {"conclusion": "plan", "plan": "update"}
"""What the unit of a case mostly records after a document of a kind."""

_MOST = 300
"""Cases of which the list shows the titles."""


class Screens:
    """Pages for one person. ``base`` is the address that all of them begin with."""

    def __init__(self, editor: Editor, base: str, token: str) -> None:
        self._editor = editor
        self._base = base
        self._token = token

    def _say(self, shown: MessageArgument) -> str:
        return escape(self._editor.speak(shown))

    def page(self, title: str, body: str) -> str:
        """A whole page. Title is text, body HTML."""
        static = f"{self._base}static"
        home = f'<p class="kp-eyebrow"><a href="{self._base}">{self._say(say("All cases"))}</a></p>'
        return (
            f'<!doctype html>\n<html lang="{self._editor.language}">\n<head>\n<meta charset="utf-8">\n'
            f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{escape(title)}</title>\n'
            f'<link rel="stylesheet" href="{static}/khacphuc.css">\n<link rel="stylesheet" href="{static}/khacphuc-form.css">\n'
            f'<link rel="icon" href="data:,">\n</head>\n<body class="kf-alone">\n<main class="kp-page"><div class="kp">\n{home}\n'
            f"<h1>{escape(title)}</h1>\n{body}\n</div></main>\n</body>\n</html>\n"
        )

    # --------------------------------------------------------------------------------------------- lists

    def home(self) -> str:
        """All cases, and what can be begun without one."""
        tree = self._editor.store.tree("units")
        settings = self._editor.settings(tree)
        folders = self._editor.store.cases()
        titled = len(folders) <= _MOST
        items = "".join(
            f'<li><a href="{self._base}case/{quote(folder.removeprefix("plans/"))}/">{self._case_name(folder, settings.units) if titled else escape(folder.removeprefix("plans/"))}</a></li>\n'
            for folder in folders
        )
        new = f'<a class="kp-button" href="{self._base}new/conclusion/">{self._say(say("New conclusion notice"))}</a> '
        new += f'<a class="kp-button" href="{self._base}new/unit/">{self._say(say("New unit"))}</a>'
        listed = "".join(
            f'<li><a href="{self._base}open/{quote(entry.path)}">{escape(entry.path.removeprefix("units/").removesuffix(".md"))}</a></li>\n'
            for entry in sorted(tree.entries("units"))
            if entry.path.endswith(".md")
        )
        body = (
            f'<p class="kp-actions">{new}</p>\n<h2>{self._say(say("Cases"))}</h2>\n<ul class="kf-items">\n{items}</ul>\n'
            f'<h2>{self._say(say("Units"))}</h2>\n<ul class="kf-items">\n{listed}</ul>\n'
        )
        return self.page(self._editor.speak(say("Write into the register")), body)

    def _case_name(self, folder: str, units: Units) -> str:
        path = f"{folder}/conclusion.md"
        document = open_document(self._editor.store.tree(path), path)
        if document is None or not holds(document, Conclusion):
            return escape(folder.removeprefix("plans/"))
        conclusion = document.record
        return escape(
            f"{conclusion.number or conclusion.id} – {conclusion.title} ({units.called(conclusion.unit)})"
        )

    def case(self, folder: str, opened: Opened, party: str) -> str:
        """What one can do in a case: say which side one is on, add what that side may record, change what is there."""
        conclusion = opened.case.conclusion
        title = (conclusion.title if conclusion else "") or folder.removeprefix("plans/")
        party = party or self._likely(opened)
        body = self._beside(folder) + self._side(opened, party)
        if party:
            kinds = rights.rights(opened.case, Party(party), opened.settings, self._editor.as_of)
            query = urlencode({"by": party})
            links = "".join(
                f'<a class="kp-button" href="{self._base}new/{kind}/{quote(folder.removeprefix("plans/"))}/?{query}">'
                f"{self._kind(kind, opened)}</a> "
                for kind in kinds
                if kind != "conclusion"
            )
            body += f'<h2>{self._say(say("Add to this case"))}</h2>\n<p class="kp-actions">{links}</p>\n'
        rows = "".join(
            f'<li><a href="{self._base}open/{quote(document.path)}">{self._title_of(document.slot.type)} '
            f"{self._say(document.slot.date) if document.slot.date else ''}</a> "
            f'<span class="kp-sub">{escape(document.path.rpartition("/")[2])}</span></li>\n'
            for document in opened.case.documents
        )
        body += f'<h2>{self._say(say("Change what is there"))}</h2>\n<ul class="kf-items">\n{rows}</ul>\n'
        return self.page(title, body)

    def _likely(self, opened: Opened) -> str:
        """The person who is signed in, in the unit that the case names; ``""`` for somebody unknown to it."""
        near = {Party(one).unit for one in self._near(opened)}
        people = self._editor.signed_in(opened.settings)
        return next((str(person) for person in people if person.unit in near), "")

    def _kind(self, kind: str, opened: Opened) -> str:
        """What a new document is called: after the first plan comes its revision."""
        if kind == "plan" and opened.state and opened.state.plan_path:
            return escape(self._say(say(REVISION)))
        return self._title_of(kind)

    def _beside(self, folder: str) -> str:
        """A note on what lies on disk and is not shown here."""
        names = [path.rpartition("/")[2] for path in self._editor.store.beside(folder)]
        if not names:
            return ""
        text = say(
            "Changed on disk, and not committed: {names}. The form does not show that.",
            names=listed(names[:5]),
        )
        return f'<p class="kp-note">{self._say(text)}</p>\n'

    def _side(self, opened: Opened, party: str) -> str:
        near = self._near(opened)
        others = [one for one in _everybody(opened.settings.units) if one not in near]

        def options(some: Iterable[str]) -> str:
            return "".join(
                f'<option value="{escape(one)}"{" selected" if one == party else ""}>{escape(opened.settings.units.called(one))}</option>'
                for one in some
            )

        groups = (
            f'<optgroup label="{self._say(say("Named in this case"))}">{options(near)}</optgroup>'
            f'<optgroup label="{self._say(say("Others"))}">{options(others)}</optgroup>'
        )
        return (
            f'<form method="get" class="kf-side"><label class="kf-label" for="by">{self._say(say("I write on behalf of"))}</label>\n'
            f'<select class="kf-input" id="by" name="by" required><option value=""></option>{groups}</select>\n'
            f'<button class="kp-button">{self._say(say("Go on"))}</button></form>\n'
        )

    def _near(self, opened: Opened) -> list[str]:
        """The parties that a case names, the case's unit first."""
        conclusion, state = opened.case.conclusion, opened.state
        found: dict[str, None] = {opened.case.unit: None}
        if conclusion and conclusion.issuer:
            found[conclusion.issuer] = None
        if state:
            found |= dict.fromkeys(sorted(state.followers))
        for _, _, _, task in opened.case.tasks():
            found |= dict.fromkeys((*task.lead, *task.supporters, *task.accountable))
        return [one for one in found if one]

    def _title_of(self, kind: str) -> str:
        return self._say(Message(DOCUMENTS[kind].TITLE))

    # --------------------------------------------------------------------------------------------- forms

    def form(self, target: EditTarget, opened: Opened | None, party: str, task: str = "") -> str:
        """The form of a document. Raises Unwritable when it cannot be read."""
        editor = self._editor
        settings = opened.settings if opened else editor.settings(editor.store.tree(target.place))
        units = settings.units
        some = choices.register_choices(settings, editor.language)
        if opened:
            some = choices.merged(some, choices.case_choices(opened.case, opened.state, editor.speak))
        if target.path:
            values, title = editor.values(target), editor.speak(Message(DOCUMENTS[target.kind].TITLE))
        else:
            values, title = self._first(target, opened, units, party, task)
        query = urlencode({"path": target.path, "kind": target.kind, "folder": target.folder, "by": party})
        told: dict[str, Any] = {
            "part": DOCUMENTS[target.kind].__name__,
            "kind": target.kind,
            "values": values,
            "choices": some,
            "language": editor.language,
            "skeletal": target.kind in SKELETAL and not target.path,
            "fresh": not target.path,
            "open": MOST_OPEN,
            "today": editor.as_of.isoformat(),
            "key": f"khacphuc:{target.path or f'{target.folder}+{target.kind}+{task}'}",
            "check": f"{self._base}check?{query}",
            "save": f"{self._base}save?{query}",
            "token": self._token,
        }
        return self.page(title, form_body(target.kind, told, editor, self._submit(), self._base))

    def _submit(self) -> str:
        return f'<button class="kp-button kf-save" type="submit">{self._say(say("Save"))}</button>'

    def _first(
        self, target: EditTarget, opened: Opened | None, units: Units, party: str, task: str
    ) -> tuple[Any, str]:
        title = self._editor.speak(Message(DOCUMENTS[target.kind].TITLE))
        if opened is None:
            return {"type": target.kind} | first_values(target.kind, units), title
        by = Party(party or opened.case.unit)
        return skeleton(
            target.kind, Setting(opened.case, opened.state, units, by, self._editor.as_of, task)
        ), title

    def saved(self, saved: Saved, facts: Mapping[str, str]) -> str:
        """What became of a document that was saved."""
        folder = saved.path.rpartition("/")[0].removeprefix("plans/")
        lines = [f"<p>{self._say(say('Saved: {path}', path=saved.path))}</p>"]
        if saved.branch:
            lines.append(f"<p>{self._say(say('On the branch {branch}.', branch=saved.branch))}</p>")
        lines += [f"<p>{escape(text)}</p>" for text in (facts.get("sent"), facts.get("trouble")) if text]
        if request := facts.get("request"):
            lines.append(
                f'<p><a class="kp-button" href="{escape(request)}" rel="noreferrer">{self._say(say("Open the request to take it over"))}</a></p>'
                f"<p><code>{escape(request)}</code></p>"
            )
        lines.append(f'<p class="kp-actions">{self._next(saved.path, folder)}</p>')
        return self.page(self._editor.speak(say("Saved.")), f'<div role="status">{"".join(lines)}</div>')

    def _next(self, path: str, folder: str) -> str:
        """What mostly follows, the likeliest first, which has the focus."""
        slot = slot_of(Entry(path))
        kind = slot.type if isinstance(slot, Slot) else ""
        ways = []
        if kind == "unit":
            ways = [("new/unit/", say("Another unit")), ("new/conclusion/", say("New conclusion notice"))]
        elif kind in DOCUMENTS and folder:
            ways = [(f"case/{quote(folder)}/", say("Back to the case"))]
            if then := _THEN.get(kind):
                by = urlencode({"by": quote(folder.partition("/")[0])})
                ways.insert(0, (f"new/{then}/{quote(folder)}/?{by}", Message(DOCUMENTS[then].TITLE)))
        return " ".join(
            f'<a class="kp-button" href="{self._base}{address}"{" autofocus" if number == 0 else ""}>'
            f"{self._say(words)}</a>"
            for number, (address, words) in enumerate(ways)
        )

    def trouble(self, message: Message) -> str:
        """A page that says why something cannot be done."""
        return self.page(
            self._editor.speak(say("This cannot be done here")),
            f'<p class="kp-note">{self._say(message)}</p>',
        )


def form_body(kind: str, told: Mapping[str, Any], editor: Editor, buttons: str, base: str) -> str:
    """The form itself, its templates and its script."""
    speak = editor.speak
    return (
        html.form_html(buttons, speak(say("Undo")))
        + html.templates(DOCUMENTS[kind], speak)
        + html.data(told, speak)
        + f'<script src="{base}static/khacphuc-form.js"></script>\n'
    )


def _everybody(units: Units) -> list[str]:
    return [*(unit.id for unit in units), *sorted(units.people)]
