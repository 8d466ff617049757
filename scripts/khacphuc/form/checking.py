"""The check of a document as it is being typed: the register's own rules, and where in the form each problem belongs."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any

from msgspec import Struct

from khacphuc.form.fields import FormField, form_fields, label_of
from khacphuc.form.wording import FormWords
from khacphuc.form.writer import Values
from khacphuc.model import DOCUMENTS
from khacphuc.model.policy import Policy
from khacphuc.model.shared import Recurrence
from khacphuc.obligations.reading_cycles import as_recurrence
from khacphuc.obligations.resolving import Resolved, resolve
from khacphuc.register.source import Tree
from khacphuc.reports.deadline_reading import in_words
from khacphuc.rules.catalogue import rules
from khacphuc.rules.contract import Problem
from khacphuc.text.deadline.read import read_cycle, read_deadline
from khacphuc.text.deadline.readings import CellMeeting, RecurringDeadline
from khacphuc.text.flaw import Place
from khacphuc.text.front_matter import split
from khacphuc.text.message import Message, Speaker, say, speaker
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


def locator(spans: Spans) -> Callable[[Place], Path]:
    """Return a function from a place to the value there: the deepest that begins there, else the last one before."""
    exact: dict[Place, Path] = {}
    for path, span in spans.items():
        for place in (span.value, span.key):
            if place not in exact or len(path) > len(exact[place]):
                exact[place] = path
    found = ((span.key.line, span.key.column, len(path), path) for path, span in spans.items() if path)
    starts = sorted(found, key=lambda start: start[:3])

    def locate(place: Place) -> Path:
        if place in exact:
            return exact[place]
        at = bisect_right(starts, (place.line, place.column), key=lambda start: start[:2])
        return starts[at - 1][3] if at and place.line > 1 else ()

    return locate


def shown(problems: Iterable[Problem], text: str, kind: str, language: str) -> list[dict[str, Any]]:
    """Problems of a document as the form takes them."""
    some = list(problems)
    locate = locator(spans_of(text, kind) if some else {})
    cls = DOCUMENTS[kind]
    words, speak = FormWords(cls, language), speaker(language)
    found = []
    for problem in some:
        path = _in_form(locate(problem.place), problem, cls)
        rows = [str(step + 1) for step in path if isinstance(step, int)]
        label = " ".join(filter(None, (speak_label(label_of(cls, path), speak), *rows)))
        found.append(
            {
                "path": [*path],
                "label": label,
                **_advice(problem, path, words, speak),
                "severity": problem.severity.value,
                "code": problem.code,
            }
        )
    return found


_MISSING_KEY = "missing-key"


def _in_form(path: Path, problem: Problem, cls: type[Struct]) -> Path:
    """The field at which a problem is told: of what is missing, the field that lacks it."""
    if problem.name == _MISSING_KEY:
        return (*path, str(dict(problem.said.message.values)["key"]))
    field = _rule_fields().get(problem.code)
    if field is None or not path:
        return path
    holder = path if isinstance(path[-1], int) else path[:-1]
    return (*holder, field) if label_of(cls, (*holder, field)) != label_of(cls, holder) else path


@cache
def _rule_fields() -> Mapping[str, str]:
    return {rule.code: rule.field for rule in rules() if rule.field}


def _advice(problem: Problem, path: Path, words: FormWords, speak: Speaker) -> dict[str, str]:
    if problem.name == _MISSING_KEY:
        return {"message": speak(say("This must be filled in.")), "help": ""}
    said = problem.said
    return {"message": words(speak(said.message), path), "help": words(speak(said.help), path)}


def speak_label(label: str, speak: Speaker) -> str:
    """A label in words; nothing for none."""
    return speak(Message(label)) if label else ""


def readings(kind: str, values: Values, policy: Policy, language: str, today: date) -> list[dict[str, Any]]:
    """How each deadline is read that is quoted as it is written."""
    issued = _day(values.get("issued_on")) or _day(values.get("date")) or today
    found: list[dict[str, Any]] = []
    words = FormWords(DOCUMENTS[kind], language)
    for path, text in _quoted(DOCUMENTS[kind], values, ()):
        resolved = resolve(read_deadline(text, issued=issued), issued, policy)
        read = in_words(resolved, (), read_cycle(text, issued=issued), language)
        said = words(" ".join(read.split("\n")).strip(), path)
        found.append({"path": [*path], "text": said, **_meant(resolved)})
    return found


def _meant(resolved: Resolved) -> dict[str, Any]:
    """The day or the cycle that a deadline in words sets, where it leaves no doubt."""
    if resolved.milestones or (resolved.doubtful and not isinstance(resolved.reading, CellMeeting)):
        return {}
    if isinstance(resolved.reading, RecurringDeadline):
        cycle = as_recurrence(resolved.reading)
        return {"cycle": _values(cycle)} if cycle else {}
    return {"day": resolved.due.isoformat()} if resolved.due else {}


def _values(cycle: Recurrence) -> Values:
    """A recurrence as a document says it."""
    found: Values = {"every": cycle.every.value}
    if cycle.interval:
        found["interval"] = str(cycle.interval)
    if cycle.day:
        found["day"] = [str(day) for day in cycle.day]
    given = {"month": cycle.month, "from": cycle.from_, "until": cycle.until}
    return found | {key: str(value) for key, value in given.items() if value}


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
