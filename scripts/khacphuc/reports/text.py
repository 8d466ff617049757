"""Problems for a person at a terminal or in a log: place, message, the line with a caret, how to mend it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from khacphuc.model.vocabulary import Severity
from khacphuc.register.source import Source
from khacphuc.reports.excerpt import Excerpt, Excerpts
from khacphuc.reports.severity_words import label
from khacphuc.reports.terminal_text import harmless, visible
from khacphuc.rules.contract import Problem
from khacphuc.text.message import N_, Message, Speaker, say, speaker

Paint = Callable[[str, str], str]

_STYLES = {
    Severity.ERROR: "1;31",
    Severity.WARNING: "1;33",
    Severity.QUESTION: "1;36",
    "path": "1",
    "gutter": "34",
    "help": "32",
}


def render(problems: Iterable[Problem], source: Source, language: str, *, colour: bool = False) -> str:
    """Return all problems: what is to be mended first, then questions for the reviewer, then what was known before.

    An empty line stands between two. ``""`` when there are none.
    """
    excerpts = Excerpts(source)
    paint = _painted if colour else _plain
    speak = speaker(language)
    found = list(problems)
    blocks = []
    for heading, belongs in _GROUPS:
        group = [problem for problem in found if belongs(problem)]
        if group and heading:
            blocks.append(paint("path", f"── {speak(Message(heading))} ──"))
        blocks += ("\n".join(_block(problem, excerpts.of(problem), speak, paint)) for problem in group)
    text = "\n\n".join(blocks)
    return f"{text}\n" if text else ""


_GROUPS: tuple[tuple[str, Callable[[Problem], bool]], ...] = (
    ("", lambda problem: not problem.known and problem.severity is not Severity.QUESTION),
    (
        N_("Questions for the reviewer"),
        lambda problem: not problem.known and problem.severity is Severity.QUESTION,
    ),
    (N_("Known before this change"), lambda problem: problem.known),
)


def _block(problem: Problem, found: Excerpt | None, speak: Speaker, paint: Paint) -> Iterator[str]:
    place = problem.place
    path = paint("path", f"{visible(problem.path)}:{place.line}:{place.column}:")
    weight = paint(problem.severity, f"{label(problem.severity, speak)} {problem.code}")
    message = visible(speak(problem.said.message))
    yield harmless(f"{path} {weight} [{problem.name}] {message}")
    number = str(found.line) if found else ""
    margin = " " * len(number)
    if found is not None:
        bar = paint("gutter", "|")
        mark = paint(problem.severity, "^" * found.width)
        yield f" {margin} {bar}"
        yield f" {paint('gutter', number)} {bar} {found.before}{found.meant}{found.after}".rstrip()
        yield f" {margin} {bar} {' ' * found.indent}{mark}"
    help_ = visible(speak(problem.said.help))
    if help_:
        yield f" {margin} {paint('gutter', '=')} {paint('help', speak(say('help:')))} {help_}"


def _plain(_style: str, text: str) -> str:
    return text


def _painted(style: str, text: str) -> str:
    return f"\x1b[{_STYLES[style]}m{text}\x1b[0m"
