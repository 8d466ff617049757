"""Problems as annotations of GitHub Actions (workflow commands).

GitHub shows ten annotations of each kind a step and fifty a job, and drops the rest without a word
(actions/toolkit, docs/problem-matchers.md). So the heaviest are sent, and a line says how many more there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from khacphuc.model.vocabulary import Severity
from khacphuc.reports.checked import Checked
from khacphuc.reports.severity_words import ANNOTATION, WEIGHTS, count, in_numbers
from khacphuc.reports.terminal_text import visible
from khacphuc.rules.contract import Problem
from khacphuc.text.message import Speaker, say

SHOWN = 10
"""Annotations of each kind that GitHub shows of one step."""


def report(checked: Checked) -> str:
    """Return a command a line, then how many problems have none."""
    new = [problem for problem in checked.problems if not problem.known]
    lines: list[str] = []
    left: list[Problem] = []
    for severity in WEIGHTS:
        some = [problem for problem in new if problem.severity is severity]
        lines += _annotations(some[:SHOWN], severity, checked.speak)
        left += some[SHOWN:]
    if left:
        numbers = in_numbers(count(left), checked.speak)
        lines.append(
            checked.speak(say("Not annotated, because GitHub shows no more: {found}.", found=numbers))
        )
    return "".join(f"{line}\n" for line in lines)


def _annotations(problems: Iterable[Problem], severity: Severity, speak: Speaker) -> Iterator[str]:
    for problem in problems:
        place = problem.place
        properties = {
            "file": visible(problem.path),
            "line": str(place.line),
            "col": str(place.column),
            "endColumn": str(place.column + place.width),
            "title": f"{problem.code} {problem.name}",
        }
        listed = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
        said = (visible(speak(text)) for text in (problem.said.message, problem.said.help))
        text = "\n".join(part for part in said if part)
        yield f"::{ANNOTATION[severity]} {listed}::{_data(text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
