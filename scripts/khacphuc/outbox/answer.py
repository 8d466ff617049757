"""The answer to a pull request, as one comment: what changes in words, what is to be mended, what to ask, and who acts next.

Markdown with HTML, as forges show it. Whatever comes from the change stands within ``<code>``, escaped: no mention, link or
command in it does anything.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from html import escape

from msgspec import Struct

from khacphuc.model.vocabulary import Language, Severity
from khacphuc.obligations.obligation_words import part_name
from khacphuc.obligations.timeliness import timing_text
from khacphuc.obligations.values import PARTS, CaseState
from khacphuc.obligations.views import ObligationRow, rows
from khacphuc.outbox.change_words import change_words
from khacphuc.outbox.document_words import document_words
from khacphuc.outbox.settings_words import settings_words
from khacphuc.reports.markdown import code_html, said_html
from khacphuc.reports.rulebook import address
from khacphuc.reports.severity_words import label, sorted_by_weight
from khacphuc.rules.changed_states import ChangedDocument, ChangedStates
from khacphuc.rules.contract import Problem
from khacphuc.text.message import N_, Message, Speaker, listed, say, say_n, speaker
from khacphuc.timeline.code_owners import reviewers

MARK = "answer"
LONGEST = 60_000
"""Characters: GitHub takes 65,536."""
_MOST_CASES = 12
_MOST_WORDS = 15
_MOST_PROBLEMS = 40
_EACH = 3
_NEXT = 5
_MOST_NAMED = 3


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
    site = reviewed.states.base.policy.site_url or ""
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


def _pairs(states: ChangedStates) -> list[tuple[CaseState | None, CaseState | None]]:
    """Return what changes of the cases, without the change and with it. A case that has moved is one case."""
    gone = {
        case.id: folder for folder, case in states.before.items() if case.id and folder not in states.after
    }
    moved = {
        folder: gone[case.id]
        for folder, case in states.after.items()
        if folder not in states.before and case.id in gone
    }
    folders = sorted({*states.before, *states.after} - set(moved.values()))
    pairs = [(states.before.get(moved.get(one, one)), states.after.get(one)) for one in folders]
    touched = {one.slot.folder for one in states.documents}
    return [
        (before, after)
        for before, after in pairs
        if before != after or any(case and case.folder in touched for case in (before, after))
    ]


def _changes(reviewed: Reviewed, speak: Speaker) -> Iterator[str]:
    states = reviewed.states
    settings = settings_words(states.base, states.proposed)
    if settings:
        yield f"<b>{escape(speak(say('Settings and units')))}</b>\n{_few(settings, speak)}"
    told = 0
    documents: dict[str, list[ChangedDocument]] = {}
    for document in states.documents:
        documents.setdefault(document.slot.folder, []).append(document)
    for before, after in _pairs(states):
        case = after or before
        if case is None:
            continue
        words = change_words(before, after, states.proposed.units, resettled=bool(settings))
        own = [] if before is None or after is None else [*document_words(documents.get(case.folder, ()))]
        if not words and not own:
            continue
        told += 1
        if told <= _MOST_CASES:
            yield f"{_case(case)}\n{_few([*own, *(words or [_NOTHING])], speak)}"
    if not told:
        yield escape(speak(_NOTHING))
    if told > _MOST_CASES:
        yield escape(speak(say("And {n} more cases.", n=told - _MOST_CASES)))


_NOTHING = say("Nothing that is owed changes.")


def _few(words: Sequence[Message], speak: Speaker) -> str:
    more = len(words) - _MOST_WORDS
    return _items([*words[:_MOST_WORDS], *([say("And {n} more.", n=more)] if more > 0 else [])], speak)


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
    reviewer = _reviewer(reviewed)
    if asking:
        yield say_n(
            "{reviewer}: answer {n} question by comparing with the papers, then merge.",
            "{reviewer}: answer {n} questions by comparing with the papers, then merge.",
            len(asking),
            reviewer=reviewer,
        )
    else:
        yield say("{reviewer}: compare with the papers, then merge.", reviewer=reviewer)
    yield from _afterwards(reviewed)


def _reviewer(reviewed: Reviewed) -> Message:
    """Return who is to look at the change: those whose word its documents are, as far as units and settings tell it."""
    states = reviewed.states
    kinds = dict.fromkeys((one.slot.unit, one.slot.type) for one in states.documents)
    found = (reviewers(states.base, unit, kind, reviewed.as_of) for unit, kind in kinds)
    named = list(dict.fromkeys(states.base.units.called(party) for some in found for party in some))
    if not named:
        return say("The reviewer")
    more = ["…"] if len(named) > _MOST_NAMED else []
    return say("The reviewer ({who})", who=listed([*named[:_MOST_NAMED], *more], " / "))


def _afterwards(reviewed: Reviewed) -> Iterator[Message]:
    """Yield who acts once the change is merged: on what it asks for or brings about, and on what presses most in its cases."""
    states = reviewed.states
    pairs = [(before, after) for before, after in _pairs(states) if after is not None]
    for before, after in pairs[:_NEXT]:
        undecided = [one for one in after.asked if one.deciders and not (before and one in before.asked)]
        for asked in undecided:
            deciders = [states.proposed.units.called(one) for one in asked.deciders[:_MOST_NAMED]]
            yield say(
                "Afterwards, in {case}: {who} – decide on the extension of {task} that is asked for.",
                case=after.number or after.id,
                who=listed(deciders, " / "),
                task=asked.key.id,
            )
        open_rows = rows([after], reviewed.as_of, states.proposed.policy)
        known = frozenset(one.id for one in before.obligations) if before else frozenset()
        same = frozenset(before.obligations) if before else frozenset()
        brought = [row for row in open_rows if row.obligation not in same]
        brought.sort(key=lambda row: row.obligation.id in known)  # what is new, then what is otherwise
        if brought:
            yield _then(_AFTERWARDS, brought[0], reviewed)
        if open_rows and open_rows[0] not in brought[:1]:
            yield _then(_PRESSING if brought or undecided else _AFTERWARDS, open_rows[0], reviewed)


_AFTERWARDS = N_("Afterwards, in {case}: {who} – {what} ({when}).")
_PRESSING = N_("Most pressing in {case}: {who} – {what} ({when}).")


def _then(text: str, row: ObligationRow, reviewed: Reviewed) -> Message:
    owed = row.obligation
    words = say("{id}: {what}", id=part_name(owed), what=owed.what) if owed.kind in PARTS else owed.what
    return say(
        text,
        case=row.case.number or row.case.id,
        who=reviewed.states.proposed.units.called(owed.answerable or owed.owed_by),
        what=words,
        when=timing_text(row.timeliness),
    )


# ------------------------------------------------------------------------------------------ problems


def _problems(problems: Sequence[Problem], reviewed: Reviewed, speak: Speaker, site: str, most: int) -> str:
    """Return problems as a list. Of one rule the first few in full, the others folded: reading them twenty times helps nobody."""
    seen: Counter[str] = Counter()
    full: list[Problem] = []
    brief: list[Problem] = []
    for problem in problems:
        seen[problem.code] += 1
        (full if seen[problem.code] <= _EACH else brief).append(problem)
    shown = "".join(f"<li>{_problem(problem, reviewed, speak, site)}</li>" for problem in full[:most])
    left = len(full) - len(full[:most])
    found = f"<ul>{shown}</ul>"
    if brief:
        rest = brief[:most]
        left += len(brief) - len(rest)
        count = say_n("{n} more of the same kinds", "{n} more of the same kinds", len(brief))
        lines = "".join(f"<li>{_problem(one, reviewed, speak, site, brief=True)}</li>" for one in rest)
        found += f"\n\n{_details(escape(speak(count)), f'<ul>{lines}</ul>')}\n\n"
    return found + (escape(speak(say("And {n} more.", n=left))) if left > 0 else "")


def _problem(problem: Problem, reviewed: Reviewed, speak: Speaker, site: str, *, brief: bool = False) -> str:
    place = code_html(f"{problem.path}:{problem.place.line}")
    where = reviewed.line(problem.path, problem.place.line)
    page = address(site, problem.code)
    code = f'<a href="{escape(page)}">{problem.code}</a>' if page else problem.code
    head = f"{escape(label(problem.severity, speak))} {code}, " + (
        f'<a href="{escape(where)}">{place}</a>' if where else place
    )
    texts = (problem.said.message, *(() if brief else (problem.said.help,)))
    said = (said_html(text, speak) for text in texts if text.text)
    return "<br>".join((head, *said))
