"""The answer to a pull request, as one comment: what changes in words, what is to be mended, what to ask, and who acts next.

Markdown with HTML, as forges show it. Whatever comes from the change stands within ``<code>``, escaped: no mention, link or
command in it does anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from html import escape

from msgspec import Struct

from khacphuc.model.vocabulary import Language, Severity
from khacphuc.obligations.timeliness import timing_text
from khacphuc.obligations.values import CaseState
from khacphuc.obligations.views import ObligationRow, rows
from khacphuc.outbox.change_words import change_words
from khacphuc.reports.markdown import code_html, said_html
from khacphuc.reports.rulebook import address
from khacphuc.reports.severity_words import label, sorted_by_weight
from khacphuc.rules.baseline import ChangedStates
from khacphuc.rules.contract import Problem
from khacphuc.text.message import Message, Speaker, say, say_n, speaker

MARK = "answer"
LONGEST = 60_000
"""Characters: GitHub takes 65,536."""
_MOST_CASES = 12
_MOST_WORDS = 15
_MOST_PROBLEMS = 40
_NEXT = 5


class Reviewed(Struct, frozen=True):
    """A change with what is said of it."""

    states: ChangedStates
    problems: tuple[Problem, ...]
    as_of: date
    line: Callable[[str, int], str]
    """The address of a line; ``""`` where there is none."""
    preview: str = ""


def answer(reviewed: Reviewed, languages: Sequence[str]) -> str:
    """Return the comment in the first language, with the others folded; no longer than forges take."""
    site = reviewed.states.settings.policy.site_url or ""
    most = _MOST_PROBLEMS
    while True:
        first, *others = ("\n\n".join(_parts(reviewed, speaker(one), site, most)) for one in languages)
        folded = [
            _details(escape(_called(one)), text) for one, text in zip(languages[1:], others, strict=True)
        ]
        found = "\n\n".join((first, *folded)) + "\n"
        if len(found) <= LONGEST:
            return found
        if languages[1:]:
            languages = languages[:1]
        elif most:
            most //= 2
        else:
            return (
                f"{escape(speaker(languages[0])(say('This change is too large to be told in a comment.')))}\n"
            )


def _called(language: str) -> str:
    """Return the name of a language in itself."""
    return next(one.label for one in Language if one.value == language)


def _parts(reviewed: Reviewed, speak: Speaker, site: str, most: int) -> Iterator[str]:
    new = [problem for problem in reviewed.problems if not problem.known]
    known = [problem for problem in reviewed.problems if problem.known]
    asking = [problem for problem in new if problem.severity is Severity.QUESTION]
    wrong = sorted_by_weight(one for one in new if one.severity is not Severity.QUESTION)
    yield _heading(say("Who acts next"), speak)
    yield _items(_next_of(reviewed, wrong, asking), speak)
    yield _heading(say("What this changes"), speak)
    yield from _changes(reviewed, speak)
    if wrong:
        yield _heading(say("To be mended"), speak)
        yield _problems(wrong, reviewed, speak, site, most)
    if asking:
        yield _heading(say("Questions for the reviewer"), speak)
        yield _problems(asking, reviewed, speak, site, most)
    if known:
        count = say_n("{n} problem that was there before", "{n} problems that were there before", len(known))
        yield _details(escape(speak(count)), _problems(known, reviewed, speak, site, most))
    if reviewed.preview:
        yield f'<a href="{escape(reviewed.preview)}">{escape(speak(say("Preview of the pages")))}</a>'


def _heading(text: Message, speak: Speaker) -> str:
    return f"### {escape(speak(text))}"


def _details(title: str, body: str) -> str:
    return f"<details><summary>{title}</summary>\n\n{body}\n\n</details>"


def _items(messages: Iterable[Message], speak: Speaker) -> str:
    return f"<ul>{''.join(f'<li>{said_html(one, speak)}</li>' for one in messages)}</ul>"


# ------------------------------------------------------------------------------------------ what changes


def _folders(states: ChangedStates) -> list[str]:
    found = sorted({*states.before, *states.after})
    return [folder for folder in found if states.before.get(folder) != states.after.get(folder)]


def _changes(reviewed: Reviewed, speak: Speaker) -> Iterator[str]:
    states = reviewed.states
    told = 0
    for folder in (folders := _folders(states))[:_MOST_CASES]:
        before, after = states.before.get(folder), states.after.get(folder)
        words = change_words(before, after, states.settings.units)
        case = after or before
        if not words or case is None:
            continue
        told += 1
        more = len(words) - _MOST_WORDS
        shown = [*words[:_MOST_WORDS], *([say("And {n} more.", n=more)] if more > 0 else [])]
        yield f"{_case(case)}\n{_items(shown, speak)}"
    if not told:
        yield escape(speak(say("Nothing that is owed changes.")))
    if len(folders) > _MOST_CASES:
        yield escape(speak(say("And {n} more cases.", n=len(folders) - _MOST_CASES)))


def _case(case: CaseState) -> str:
    return f"<b>{code_html(case.number or case.id or case.folder)}</b> {code_html(case.title)}"


# ------------------------------------------------------------------------------------------ who acts next


def _next_of(reviewed: Reviewed, wrong: Sequence[Problem], asking: Sequence[Problem]) -> Iterator[Message]:
    errors = sum(problem.severity is Severity.ERROR for problem in wrong)
    if errors:
        yield say_n(
            "Whoever sent this change: mend {n} error, then send it again. Until then it cannot be merged.",
            "Whoever sent this change: mend {n} errors, then send it again. Until then it cannot be merged.",
            errors,
        )
        return
    warnings = len(wrong) - errors
    if warnings:
        yield say_n(
            "Whoever sent this change: mend {n} warning, or say in the discussion why it is right.",
            "Whoever sent this change: mend {n} warnings, or say in the discussion why they are right.",
            warnings,
        )
    if asking:
        yield say_n(
            "The reviewer: answer {n} question by comparing with the papers, then merge.",
            "The reviewer: answer {n} questions by comparing with the papers, then merge.",
            len(asking),
        )
    else:
        yield say("The reviewer: compare with the papers, then merge.")
    for row in _next_rows(reviewed):
        yield _then(row, reviewed)


def _next_rows(reviewed: Reviewed) -> list[ObligationRow]:
    """Return, once the change is merged, the most pressing obligation of each case that it changes."""
    states = reviewed.states
    cases = [states.after[folder] for folder in _folders(states) if folder in states.after]
    first: dict[str, ObligationRow] = {}
    for row in rows(cases, reviewed.as_of, states.settings.policy):
        first.setdefault(row.case.folder, row)
    return list(first.values())[:_NEXT]


def _then(row: ObligationRow, reviewed: Reviewed) -> Message:
    owed = row.obligation
    return say(
        "Afterwards, in {case}: {who} – {what} ({when}).",
        case=row.case.number or row.case.id,
        who=reviewed.states.settings.units.called(owed.answerable or owed.owed_by),
        what=owed.what,
        when=timing_text(row.timeliness),
    )


# ------------------------------------------------------------------------------------------ problems


def _problems(problems: Sequence[Problem], reviewed: Reviewed, speak: Speaker, site: str, most: int) -> str:
    shown = "".join(f"<li>{_problem(problem, reviewed, speak, site)}</li>" for problem in problems[:most])
    more = len(problems) - most
    return f"<ul>{shown}</ul>" + (escape(speak(say("And {n} more.", n=more))) if more > 0 else "")


def _problem(problem: Problem, reviewed: Reviewed, speak: Speaker, site: str) -> str:
    place = code_html(f"{problem.path}:{problem.place.line}")
    where = reviewed.line(problem.path, problem.place.line)
    page = address(site, problem.code)
    code = f'<a href="{escape(page)}">{problem.code}</a>' if page else problem.code
    head = f"{escape(label(problem.severity, speak))} {code}, " + (
        f'<a href="{escape(where)}">{place}</a>' if where else place
    )
    said = (said_html(text, speak) for text in (problem.said.message, problem.said.help) if text.text)
    return "<br>".join((head, *said))
