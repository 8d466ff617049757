"""A plan, or tasks of it, are nearly the same as in another one.

A plan copied from another unit, from last year, or from the main plan into a person's own was made for the file and not
for the finding. Other names and figures, another order, words of the same meaning and tasks of one's own among the others
do not hide it. There may be good reasons (one notice to several units); the reviewer may ask.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from khacphuc.model.vocabulary import Level, Severity, Status
from khacphuc.register.case import Case
from khacphuc.rules.contract import Context, Fact, Said
from khacphuc.rules.copies import Copy, PlanText, TaskText, find_copies, task_texts
from khacphuc.text.message import listed, say

SEVERITY = Severity.QUESTION

_MUCH: Final = 0.5
"""From this share on, the plan as a whole is spoken of and not its tasks."""
_LEAST_WORDS: Final = 20


def gather(case: Case) -> Iterator[Fact]:
    for document, plan in case.plans():
        if plan.status is Status.DRAFT or plan.revises:  # a revision repeats its own plan
            continue
        issued = plan.issued_on.isoformat() if plan.issued_on else ""
        own = "" if plan.level is Level.MAIN else "own"  # of one day, a person's plan follows the main one
        tasks = [f"{task.id} {task.text}" for task in task_texts(plan)]
        if tasks:
            yield Fact(document.path, (), (issued, own, *tasks))


def judge(facts: Sequence[Fact], _context: Context) -> Iterator[tuple[Fact, Said]]:
    by_path = {fact.path: fact for fact in facts}
    for plan, copy in find_copies([_plan(fact) for fact in facts]):
        if copy.share >= _MUCH or _copied_words(plan, copy) >= _LEAST_WORDS:
            yield by_path[plan.path], _said(copy)


def _plan(fact: Fact) -> PlanText:
    issued, own, *tasks = fact.values
    folder = "" if own else fact.path.rpartition("/")[0]
    return PlanText((issued, own), fact.path, tuple(_task(task) for task in tasks), folder)


def _task(told: str) -> TaskText:
    first, _, text = told.partition(" ")
    return TaskText(first, text)


def _copied_words(plan: PlanText, copy: Copy) -> int:
    return sum(len(task.words) for task in plan.tasks if task.id in copy.tasks)


def _said(copy: Copy) -> Said:
    if copy.share >= _MUCH:
        message = say(
            "About {percent} % of this plan's measures stand in {other} as well ({tasks}). Was it made for these findings?",
            percent=round(copy.share * 100),
            other=copy.path,
            tasks=listed(copy.tasks),
        )
    else:
        message = say(
            "These tasks stand in {other} as well: {tasks}. Were they made for these findings?",
            other=copy.path,
            tasks=listed(copy.tasks),
        )
    return Said(message, say("Ask which measures follow from this unit's own causes."))
