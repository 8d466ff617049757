"""A task went from nothing to done at one stroke, and no dated paper shows it.

Between "nothing reported" and "100 %" there is usually something. Where neither an update on the way nor a paper with a
date shows it, the reviewer may ask how it came about.

Name the papers of the work under `evidence`, each with its date.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.records import TaskProgress
from khacphuc.model.vocabulary import Declared, Severity
from khacphuc.register.case import Case
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.text.message import say
from khacphuc.timeline.timeline import timeline

SEVERITY = Severity.QUESTION


def check_case(case: Case, _context: Context) -> Iterator[RuleReport]:
    for words in timeline(case).progress.values():
        word = words[0]
        said = word.said
        if not _full(said) or any(paper.date for paper in said.evidence):
            continue
        # Done without any evidence is an error of its own: KP501.
        if said.evidence or said.state is not Declared.REPORTED_DONE:
            message = say(
                "Task {id} went from nothing to done in the update of {day}; which dated paper shows how?",
                id=said.task,
                day=word.on,
            )
            mend = say("Add to evidence: the papers of the work on {id}, each with its date.", id=said.task)
            yield RuleReport(word.document, ("tasks", word.at, "task"), Said(message, mend))


def _full(said: TaskProgress) -> bool:
    if said.state is Declared.REPORTED_DONE or (said.percent is not None and said.percent >= 100):
        return True
    return said.progress is not None and said.progress.share.part >= 1
