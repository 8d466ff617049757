"""The check of a document as it is being typed: the register's own rules, and where in the form each problem belongs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from khacphuc.form.fields import FormField, form_fields, label_of
from khacphuc.form.writer import Values
from khacphuc.model import DOCUMENTS
from khacphuc.model.policy import Policy
from khacphuc.obligations.resolving import resolve
from khacphuc.register.source import Tree
from khacphuc.reports.deadline_reading import in_words
from khacphuc.rules.contract import Problem
from khacphuc.text.deadline.read import read_cycle, read_deadline
from khacphuc.text.front_matter import split
from khacphuc.text.message import Message, Speaker
from khacphuc.text.nodes import Path, Spans, YamlValue, places

Check = Callable[[Tree, str], list[Problem]]
"""The problems of a case or document at a path, in a tree."""

_WRITTEN = "_text"
"""What keys end with that quote a deadline as it is written, beside a day's own key."""


def spans_of(text: str, kind: str) -> Spans:
    """The places of all values of a document."""
    if kind == "policy":
        return places(text.removeprefix("\ufeff"))
    return places(split(text).front or "", 2)


def path_at(spans: Spans, problem: Problem) -> Path:
    """The value that a problem is about: the deepest one that begins where it points, else the last one before."""
    place = problem.place
    exact = [path for path, span in spans.items() if place in (span.value, span.key)]
    if exact:
        return max(exact, key=len)
    before = [
        (span.key.line, span.key.column, len(path), path)
        for path, span in spans.items()
        if path and (span.key.line, span.key.column) <= (place.line, place.column)
    ]
    return max(before)[3] if before and place.line > 1 else ()


def shown(problems: Iterable[Problem], text: str, kind: str, speak: Speaker) -> list[dict[str, Any]]:
    """Problems of a document as the form takes them."""
    some = list(problems)
    spans = spans_of(text, kind) if some else {}
    cls = DOCUMENTS[kind]
    found = []
    for problem in some:
        path = path_at(spans, problem)
        rows = [str(step + 1) for step in path if isinstance(step, int)]
        label = " ".join(filter(None, (speak_label(label_of(cls, path), speak), *rows)))
        found.append(
            {
                "path": [*path],
                "label": label,
                "message": speak(problem.said.message),
                "help": speak(problem.said.help),
                "severity": problem.severity.value,
                "code": problem.code,
            }
        )
    return found


def speak_label(label: str, speak: Speaker) -> str:
    """A label in words; nothing for none."""
    return speak(Message(label)) if label else ""


def readings(kind: str, values: Values, policy: Policy, language: str, today: date) -> list[dict[str, Any]]:
    """How each deadline is read that is quoted as it is written."""
    issued = _day(values.get("issued_on")) or _day(values.get("date")) or today
    found: list[dict[str, Any]] = []
    for path, text in _quoted(DOCUMENTS[kind], values, ()):
        resolved = resolve(read_deadline(text, issued=issued), issued, policy)
        words = in_words(resolved, (), read_cycle(text, issued=issued), language)
        found.append({"path": [*path], "text": " ".join(words.split("\n")).strip()})
    return found


def _quoted(cls: Any, value: YamlValue, path: Path) -> Iterator[tuple[Path, str]]:
    if not isinstance(value, dict):
        return
    fields = form_fields(cls)
    keys = {field.key for field in fields}
    for field in fields:
        item = value.get(field.key)
        if field.part:
            rows = enumerate(item) if isinstance(item, list) else [("", item)]
            for index, row in rows:
                yield from _quoted(field.part, row, (*path, field.key, *(() if index == "" else (index,))))
        elif isinstance(item, str) and item and _quotes_deadline(field, keys):
            yield (*path, field.key), item


def _quotes_deadline(field: FormField, keys: set[str]) -> bool:
    return field.key.endswith(_WRITTEN) and field.key.removesuffix(_WRITTEN) in keys


def _day(value: YamlValue) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
