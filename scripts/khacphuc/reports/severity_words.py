"""Word severities and counts, for all reports."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from khacphuc.model.vocabulary import Severity
from khacphuc.rules.contract import Problem
from khacphuc.text.message import Message, Speaker, say, say_n

WEIGHTS = (Severity.ERROR, Severity.WARNING, Severity.QUESTION)
"""The severities a problem can have, heaviest first."""

# What GitHub's annotations and SARIF call them.
ANNOTATION = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.QUESTION: "notice"}
LEVEL = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.QUESTION: "note",
    Severity.OFF: "none",
}


class Counts(Struct, frozen=True):
    """Counts of new problems by severity, and of known ones."""

    errors: int = 0
    warnings: int = 0
    questions: int = 0
    known: int = 0

    @property
    def none(self) -> bool:
        return not (self.errors or self.warnings or self.questions or self.known)


def count(problems: Iterable[Problem]) -> Counts:
    """Count problems by severity. Known ones block nothing and are counted apart."""
    found = dict.fromkeys(WEIGHTS, 0)
    known = 0
    for problem in problems:
        if problem.known:
            known += 1
        else:
            found[problem.severity] += 1
    return Counts(found[Severity.ERROR], found[Severity.WARNING], found[Severity.QUESTION], known)


def label(severity: Severity, speak: Speaker) -> str:
    """``lỗi``, ``error`` …"""
    return speak(Message(severity.label))


def in_numbers(counts: Counts, speak: Speaker) -> str:
    """``3 lỗi, 1 cảnh báo``; empty when there is nothing to count."""
    parts = (
        (counts.errors, say_n("{n} error", "{n} errors", counts.errors)),
        (counts.warnings, say_n("{n} warning", "{n} warnings", counts.warnings)),
        (counts.questions, say_n("{n} question", "{n} questions", counts.questions)),
        (counts.known, say_n("{n} known before", "{n} known before", counts.known)),
    )
    return ", ".join(speak(message) for number, message in parts if number)


def summary(counts: Counts, files: int, speak: Speaker) -> str:
    """Return the last line of a check."""
    seen = say_n("{n} file", "{n} files", files)
    if counts.none:
        return speak(say("Checked {files}: nothing is wrong.", files=seen))
    return speak(say("Checked {files}: {found}.", files=seen, found=in_numbers(counts, speak)))


def sorted_by_weight(problems: Iterable[Problem]) -> list[Problem]:
    """Errors first; known ones last; otherwise as they came, by file and place."""
    return sorted(problems, key=lambda problem: (problem.known, WEIGHTS.index(problem.severity)))
