"""What the editor does with documents: open, check as one types, save what changed and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from msgspec import Struct

from khacphuc.form import matching, merging, scalars, writer
from khacphuc.form.checking import Check, readings, shown
from khacphuc.form.fields import label_of
from khacphuc.form.naming import path_of, stand_in
from khacphuc.form.overlay import Overlay
from khacphuc.form.storing import Saved, Store
from khacphuc.form.writer import Unwritable, Values
from khacphuc.history.comparing.directory import persons
from khacphuc.model import DOCUMENTS
from khacphuc.model.party import Party
from khacphuc.model.vocabulary import Severity, Status
from khacphuc.obligations.fold import fold
from khacphuc.obligations.values import CaseState
from khacphuc.register.case import Case
from khacphuc.register.layout import Slot, slot_of
from khacphuc.register.loading import RegisterSettings, classify, open_case, open_settings
from khacphuc.register.source import Entry, Tree
from khacphuc.rules.contract import Problem
from khacphuc.text.message import Message, Speaker, listed, say, speaker
from khacphuc.text.nodes import YamlValue


class EditTarget(Struct, frozen=True):
    """What a form is of: a document that is there, or a new one of a kind in a case folder (or none)."""

    kind: str
    path: str = ""
    folder: str = ""

    @property
    def place(self) -> str:
        """A path that says which branch it belongs to."""
        return self.path or (f"{self.folder}/conclusion.md" if self.folder else f"{self.kind}")


class Opened(Struct, frozen=True):
    """A case with all that a form needs to know of it."""

    case: Case
    state: CaseState | None
    settings: RegisterSettings


class Outcome(Struct, frozen=True):
    """What saving came to. ``saved`` is None when nothing was saved, and ``message`` says why.

    ``asks`` is set where it would be saved if the person says that the signed paper has it so.
    """

    problems: list[dict[str, Any]]
    message: Message
    saved: Saved | None = None
    asks: bool = False


class Editor:
    """Documents of one register, for one person."""

    def __init__(self, store: Store, check: Check, language: str, as_of: date) -> None:
        self.store = store
        self._check = check
        self.language = language
        self.as_of = as_of
        self.speak = speaker(language)

    # ------------------------------------------------------------------------------------------ reading

    def target(self, path: str) -> EditTarget:
        """The document at a path. Raises Unwritable for what is none."""
        slot = slot_of(Entry(path))
        if not isinstance(slot, Slot) or self.store.tree(path).entry(path) is None:
            raise Unwritable(say("There is no document at “{path}”.", path=path))
        return EditTarget(slot.type, path, slot.folder)

    def opened(self, folder: str) -> Opened | None:
        """A case; None when its folder holds no document."""
        tree = self.store.tree(f"{folder}/conclusion.md")
        settings = self.settings(tree)
        listing = classify(tree.entries(folder))
        files = listing.cases.get(folder)
        if not files:
            return None
        case = open_case(tree, folder, files, listing.unrecognised)
        return Opened(case, fold(case, settings, self.as_of) if case.conclusion else None, settings)

    def settings(self, tree: Tree) -> RegisterSettings:
        """Units and policy."""
        entries = [*tree.entries("units"), *filter(None, [tree.entry("plans/policy.yml")])]
        return open_settings(tree, classify(entries))

    def signed_in(self, settings: RegisterSettings) -> list[Party]:
        """The people of the register who may be the one that writes, sorted."""
        author = self.store.author
        return sorted(persons(author, settings.units, self.as_of)) if author else []

    def values(self, target: EditTarget) -> Values:
        """The values of a document that is there. Raises Unwritable."""
        return writer.values(self._text(target), _slot(target))

    def _text(self, target: EditTarget) -> str:
        try:
            return self.store.tree(target.path).read(target.path).decode("utf-8")
        except (OSError, UnicodeDecodeError):
            raise Unwritable(say("Not all of this document can be read; mend it by hand first.")) from None

    # ------------------------------------------------------------------------------------------ checking

    def checked(self, target: EditTarget, given: Mapping[str, YamlValue]) -> dict[str, Any]:
        """The problems that a document would have, and how the deadlines in it are read."""
        values = cleaned(given, self._origin(target))
        tree = self.store.tree(target.place)
        try:
            path, text = self._written(target, tree, values, strict=False)
            problems = [
                one for one in self._problems(tree, path, text) if target.path or one.code not in _OF_NAMES
            ]
            told = shown(problems, text, target.kind, self.language)
        except Unwritable as failure:
            return {"problems": [_told(failure, target.kind, self.speak)], "readings": []}
        if taken := self._taken(target, tree, values):
            told.insert(0, _told(taken, target.kind, self.speak))
        policy = self.settings(tree).policy
        return {
            "problems": told,
            "readings": readings(target.kind, values, policy, self.language, self.as_of),
        }

    def _origin(self, target: EditTarget) -> Values:
        return self.values(target) if target.path else {}

    def _written(self, target: EditTarget, tree: Tree, values: Values, *, strict: bool) -> tuple[str, str]:
        """The path and text of a document with other values. Unless ``strict``, a path may stand for the one to be."""
        if target.path:
            return target.path, writer.write(self._text(target), _slot(target), values)
        text = writer.new_text(target.kind, values)
        try:
            return path_of(
                target.kind, target.folder, values, lambda path: tree.entry(path) is not None
            ), text
        except Unwritable:
            if strict:
                raise
        return stand_in(target.kind, target.folder, values, self.as_of), text

    def _taken(self, target: EditTarget, tree: Tree, values: Values) -> Unwritable | None:
        """Why a new document cannot be called as its values say: here or on another branch something is."""
        if target.path:
            return None
        try:
            path = path_of(target.kind, target.folder, values, lambda path: tree.entry(path) is not None)
        except Unwritable as failure:
            return failure if failure.key else None
        if target.kind != "conclusion":
            return None
        branch = self.store.branch_with(path.split("/")[2])
        message = say(
            "The id “{id}” is taken already, by a notice that waits on the branch {branch}.",
            id=str(values["id"]),
            branch=branch,
        )
        return Unwritable(message, "id") if branch else None

    def _problems(self, tree: Tree, path: str, text: str) -> list[Problem]:
        found = self._check(Overlay(tree, {path: text.encode("utf-8")}), path)
        return [problem for problem in found if problem.path == path]

    # ------------------------------------------------------------------------------------------ saving

    def save(
        self,
        target: EditTarget,
        given: Mapping[str, YamlValue],
        origin: Mapping[str, YamlValue],
        *,
        as_signed: bool = False,
    ) -> Outcome:
        """Save what the person changed since ``origin``, joined with what others have changed meanwhile.

        Of a signed paper, what it says too little of (``as_signed``) is kept as it is: whoever takes it over decides.
        """
        tree = self.store.tree(target.place)
        here = self._origin(target)
        mine = cleaned(given, here)
        try:
            joined, conflicts = merging.merged(dict(origin), mine, here) if target.path else (mine, [])
            if conflicts:
                return Outcome([], self._conflict(target, conflicts))
            if not isinstance(joined, dict) or (target.path and joined == matching.settled(here)):
                return Outcome([], say("Nothing has been changed."))
            if taken := self._taken(target, tree, joined):
                raise taken
            path, text = self._written(target, tree, joined, strict=True)
            problems = self._problems(tree, path, text)
            known = self._known(target, tree)
            fresh = [
                one
                for one in problems
                if one.severity is Severity.ERROR and (one.code, one.said) not in known
            ]
            told = shown(problems, text, target.kind, self.language)
            of_paper = joined.get("status") == Status.ISSUED and all(
                one.code.startswith(_OF_WORDS) for one in fresh
            )
            if fresh and not (of_paper and as_signed):
                return Outcome(told, _NOT_YET_SIGNED if of_paper else _NOT_YET, asks=of_paper)
            before = tree.read(path) if target.path else None
            saved = self.store.save(path, text.encode("utf-8"), before, self._title(target, joined))
        except Unwritable as failure:
            return Outcome([_told(failure, target.kind, self.speak)] if failure.key else [], failure.message)
        return Outcome(told, say("Saved."), saved)

    def _known(self, target: EditTarget, tree: Tree) -> set[tuple[str, object]]:
        """What was wrong before: it does not keep anybody from mending something else."""
        if not target.path:
            return set()
        return {(one.code, one.said) for one in self._problems(tree, target.path, self._text(target))}

    def _conflict(self, target: EditTarget, conflicts: list[tuple[str | int, ...]]) -> Message:
        cls = DOCUMENTS[target.kind]
        places = [Message(label_of(cls, path)) for path in conflicts[:5] if label_of(cls, path)]
        return say(
            "Somebody else has changed the same place meanwhile ({places}). Reload the page to see it; what you typed can be brought back there.",
            places=listed(places),
        )

    def _title(self, target: EditTarget, values: Values) -> str:
        """The first line of the commit."""
        kind = self.speak(Message(DOCUMENTS[target.kind].TITLE))
        where = target.folder.rpartition("/")[2] or str(values.get("id") or "")
        if target.path:
            return self.speak(say("Change {kind} of {case}", kind=kind, case=where)).strip()
        return self.speak(say("Record {kind} of {case}", kind=kind, case=where)).strip()


def _slot(target: EditTarget) -> Slot:
    slot = slot_of(Entry(target.path))
    if not isinstance(slot, Slot):
        raise Unwritable(say("There is no document at “{path}”.", path=target.path))
    return slot


_NOT_YET = say("Not saved yet: mend what is marked as an error.")
_NOT_YET_SIGNED = say(
    "Not saved yet: the plan says too little where an error is marked. Mend it; or, if the signed paper has it so, save it as signed: whoever checks it will see the errors."
)
_OF_WORDS = ("KP3", "KP4")
"""The families that judge what a paper says, and not whether it can be so."""
_OF_NAMES = frozenset({"KP110", "KP208"})
"""Rules that compare a document with its path: of a new one, that follows from its values."""


def _told(failure: Unwritable, kind: str, speak: Speaker) -> dict[str, Any]:
    """What keeps a document from being written, as a problem of the form."""
    path = (failure.key,) if failure.key else ()
    label = label_of(DOCUMENTS[kind], path)
    return {
        "path": [*path],
        "label": speak(Message(label)) if label else "",
        "message": speak(failure.message),
        "help": "",
        "severity": "error",
        "code": "",
    }


def cleaned(given: YamlValue | Mapping[str, YamlValue], before: YamlValue) -> Any:
    """Values from a browser as the register keeps them. What stands in the document already is left as it is."""
    known = _texts(before)

    def clean(value: Any, depth: int = 0) -> YamlValue:
        if isinstance(value, dict) and depth < 10:
            return {str(key): clean(item, depth + 1) for key, item in value.items()}
        if isinstance(value, list) and depth < 10:
            return [clean(item, depth + 1) for item in value]
        if value is None:
            return None
        text = str(value)
        return text if text in known else scalars.clean(text.encode("utf-8", "replace").decode())

    return clean(dict(given) if isinstance(given, Mapping) else given)


def _texts(value: YamlValue) -> frozenset[str]:
    if isinstance(value, dict):
        return frozenset().union(*map(_texts, value.values()))
    if isinstance(value, list):
        return frozenset().union(*map(_texts, value))
    return frozenset((value,)) if isinstance(value, str) else frozenset()
