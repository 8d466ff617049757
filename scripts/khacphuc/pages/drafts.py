"""Prefill the text of new documents for the forge's page for new files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from khacphuc.model.vocabulary import Declared
from khacphuc.obligations.values import CaseState, TaskState
from khacphuc.pages.site_context import SiteContext
from khacphuc.register.case import Case
from khacphuc.text.message import N_, Message, say

_HINT = 70  # characters of a task's content, beside its id


def update_link(state: CaseState, case: Case, context: SiteContext) -> str:
    """Return where a clerk begins a progress update; ``""`` without a forge, or with nothing left to report."""
    still = [task for task in state.tasks if not task.handed_in]
    if not (context.forge.url and still):
        return ""
    day = context.as_of.isoformat()
    texts = (
        "".join(_update(state, some, context, hints=hints))
        for some, hints in ((still, True), (still, False), (still[:1], True))
    )
    return context.forge.new(case.folder, f"{day}-update.md", *texts)


def _update(
    state: CaseState, tasks: Iterable[TaskState], context: SiteContext, *, hints: bool
) -> Iterator[str]:
    yield f"---\ntype: update\ndate: {context.as_of.isoformat()}\nby: {state.owner}\n"
    if hints:
        words = ", ".join(f"{word.value} = {context.say(Message(word.label))}" for word in Declared)
        yield f"# {context.say(say(N_('state is one of: {words}'), words=words))}\n"
    yield "tasks:\n"
    for task in tasks:
        what = " ".join((task.task.content or "").split())
        hint = f"  # {what[:_HINT]}" if hints and what else ""
        yield f"  - task: {task.task.id}{hint}\n"
        if task.task.for_each is not None:
            yield f"    unit: {task.owner}\n"
        yield "    state:\n    progress:\n    result:\n    evidence:\n      - number:\n        date:\n        title:\n"
    yield "---\n"
