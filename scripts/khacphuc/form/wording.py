"""Say in the words of a form what a check says in those of the files: labels for keys, titles for documents, days as offices write them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from msgspec import Struct

from khacphuc.form.fields import form_fields, parts
from khacphuc.model import DOCUMENTS
from khacphuc.model.cycle import LAST_WORKING_DAY
from khacphuc.text.message import Message, say, speaker
from khacphuc.text.nodes import Path

_QUOTED = re.compile(r"(“[^”]*”)")
_FILE = re.compile(
    r"(?:plans/[a-z0-9-]+/(?P<case>[a-z0-9-]+)/)?(?:(?P<day>\d{4}-\d{2}-\d{2})-)?(?P<kind>[a-z]+)(?:-[a-z0-9-]+)?\.md(?:, (?:dòng|line) \d+)?"
)
_UNIT_FILE = re.compile(r"(?:tệp |the file )?units/([a-z0-9-]+)\.md")
_LINE = re.compile(r"(?:ở|on) (?:dòng|line) \d+|(?:trên|tại) dòng \d+")
_WORD = re.compile(r"(?<![\w“])([a-z][a-z0-9_-]*) \(([^()]+)\)")
_IN_BRACKETS = re.compile(r" \(([a-z_]+)\)")
_KEY = re.compile(r"(?<![\w“/.-])([a-z]+(?:_[a-z]+)*):(?=[\s;,.)]|$)")
_BARE_KEY = re.compile(r"(?<![\w“/.-])([a-z]+(?:_[a-z]+)*)(?![\w:/@-]|\.\w)")
_VALUE = re.compile(r"(“[^”]*”) ([a-z_]+)\b(?![/@-])")
_DAY = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_FLOW = re.compile(r"[\[{]([^\[\]{}\n]*)[\]}]")
_ALSO_VIETNAMESE = frozenset({"to"})
"""Keys that are words of a Vietnamese sentence, too."""


class _Word(Struct, frozen=True):
    """A key as the form shows it: its label, and the labels of the words that may stand under it."""

    label: str
    values: Mapping[str, str]


class FormWords:
    """The words of one kind of document. Keys near the place that is spoken of go before others of the same name."""

    def __init__(self, cls: type[Struct], language: str) -> None:
        self._cls = cls
        self._language = language
        self._speak = speaker(language)

    def __call__(self, text: str, path: Path) -> str:
        """A message of a check as the form says it. What stands in quotation marks is somebody's own."""
        steps = tuple(step for step in path if isinstance(step, str))
        words = _words(self._cls, steps, self._language)
        return "".join(
            part if part.startswith("“") else self._outside(part, words) for part in _QUOTED.split(text)
        )

    def _outside(self, text: str, words: Mapping[str, _Word]) -> str:
        text = text.replace("plans/policy.yml", self._speak(say("the register's settings")))
        text = _UNIT_FILE.sub(lambda found: self._speak(say("the unit “{unit}”", unit=found[1])), text)
        text = _FILE.sub(self._file, text)
        text = _LINE.sub(self._speak(say("in this document")), text)
        text = _WORD.sub(lambda found: _labelled(found, words), text)
        text = _IN_BRACKETS.sub(lambda found: _repeated(found, words), text)
        text = _KEY.sub(lambda found: self._key(found, words, marked=True), text)
        values = {f"“{word.label}”": word.values for word in words.values() if word.values}
        text = _VALUE.sub(
            lambda found: f"{found[1]} {values.get(found[1], {}).get(found[2], found[2])}", text
        )
        text = _BARE_KEY.sub(lambda found: self._key(found, words, marked=False), text)
        text = _DAY.sub(r"\3/\2/\1", text)
        return _FLOW.sub(r"\1", text)

    def _file(self, found: re.Match[str]) -> str:
        if found["kind"] not in DOCUMENTS:
            return found[0]
        shown: Message = Message(DOCUMENTS[found["kind"]].TITLE)
        if found["day"]:
            shown = say("{title} of {day}", title=shown, day=found["day"])
        if found["case"]:
            shown = say("{title} in the case {case}", title=shown, case=found["case"])
        return self._speak(shown)

    def _key(self, found: re.Match[str], words: Mapping[str, _Word], *, marked: bool) -> str:
        name = found[1]
        if name in words and (marked or self._stands_out(name)):
            return f"“{words[name].label}”"
        if name == LAST_WORKING_DAY:
            return self._speak(say("the last working day"))
        labels = (word.values[name] for word in words.values() if name in word.values) if "_" in name else ()
        return next(iter(labels), found[0])

    def _stands_out(self, name: str) -> bool:
        """Whether a key cannot be a word of a sentence: in a Vietnamese one, hardly any can."""
        return "_" in name or (self._language == "vi" and name not in _ALSO_VIETNAMESE)


def _repeated(found: re.Match[str], words: Mapping[str, _Word]) -> str:
    """A key behind its own label says nothing more in a form."""
    word = words.get(found[1])
    before = found.string[: found.start()].casefold()
    return "" if word and before.endswith(word.label.casefold()) else found[0]


def _labelled(found: re.Match[str], words: Mapping[str, _Word]) -> str:
    """``follow_up (theo dõi)`` without the word of the files."""
    if any(word.values.get(found[1]) == found[2] for word in words.values()):
        return found[2]
    return f"“{found[2]}”" if found[1] in words and words[found[1]].label == found[2] else found[0]


@cache
def _words(cls: type[Struct], path: tuple[str, ...], language: str) -> Mapping[str, _Word]:
    """All keys: those on the way to a place first, then those of its document, then those of other documents."""
    speak = speaker(language)
    found: dict[str, _Word] = {}
    others = (part for kind in DOCUMENTS.values() for part in parts(kind).values())
    for part in (*reversed(list(_way(cls, path))), *parts(cls).values(), *others):
        for field in form_fields(part):
            values = {word.value: speak(Message(word.label)) for word in field.words or ()}
            if field.kind == "truth":
                values = {"true": speak(say("yes")), "false": speak(say("no"))}
            found.setdefault(field.key, _Word(speak(Message(field.label)), values))
    return found


def _way(cls: type[Struct], path: tuple[str, ...]) -> Iterator[type[Struct]]:
    """The declarations on the way to a place."""
    yield cls
    for step in path:
        field = next((one for one in form_fields(cls) if one.key == step), None)
        if field is None or field.part is None:
            return
        cls = field.part
        yield cls
