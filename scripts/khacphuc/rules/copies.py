"""Find how much of one plan stands in another: task by task, whatever the order, with words of the same meaning alike.

Two tasks are compared by their sets of words. Only tasks that share rare runs of words are compared at all, each with the
latest few that have them, so the time grows with the number of plans and not with its square.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Final
from zlib import crc32

from msgspec import Struct

from khacphuc.model.plan import Plan, Task
from khacphuc.text.synonyms import one_wording

_RUN: Final = 3
"""Words of a run, in any order."""
_KEPT: Final = 3
"""One of so many runs is looked up, chosen by its hash."""
_NEIGHBOURS: Final = 6
"""With how many earlier tasks of one run a task is compared. Runs that many tasks share are set phrases."""
_LEAST_MET: Final = 2
_LEAST_WORDS: Final = 8
"""A shorter task says too little to be a copy of anything."""
_COPIED: Final = 0.72
"""A task is a copy when so much of it stands in the tasks of another plan that share runs of words with it."""

_COMMON: Final = frozenset(
    "va cua cac nhung cho trong den theo tai ve voi la duoc co de khi mot tu tren nam thang ngay truoc quy xong so"
    " the of and to in for a an by with on at from all each be is are will".split()
)


class TaskText(Struct, frozen=True):
    """A task by the words that it is compared by, in order, between blanks: one string takes a tenth of the memory."""

    id: str
    text: str

    @property
    def words(self) -> list[str]:
        """Its words, in order."""
        return self.text.split()


class PlanText(Struct, frozen=True):
    """A plan by its tasks. Plans are compared with those that stand before them in order."""

    order: tuple[str, ...]
    path: str
    tasks: tuple[TaskText, ...]
    revises: str = ""
    """The folder whose main plan it is: a later one of the same folder revises it, and is no copy."""


class Copy(Struct, frozen=True):
    """How much of a plan stands in another: the share of its words, and the tasks."""

    share: float
    path: str
    tasks: tuple[str, ...]


def task_texts(plan: Plan) -> Iterator[TaskText]:
    """The tasks of a plan that say enough to be compared."""
    for task in plan.tasks:
        words = _compared_words(task)
        if len(set(words)) >= _LEAST_WORDS:
            yield TaskText(task.id, " ".join(words))


def _compared_words(task: Task) -> list[str]:
    """The words of a task's content and measure, without numbers and words that stand everywhere."""
    words = one_wording(f"{task.content or ''} {task.measure or ''}").split()
    return [word for word in words if word not in _COMMON and not any(map(str.isdigit, word))]


def _contained(part: frozenset[str], whole: frozenset[str]) -> float:
    """How much of one set of words stands in another: 0 to 1."""
    return len(part & whole) / len(part) if part else 0.0


def find_copies(plans: Sequence[PlanText]) -> Iterator[tuple[PlanText, Copy]]:
    """For each plan, the earlier one in which most of it stands, if any of its tasks does."""
    seen: list[tuple[PlanText, TaskText]] = []
    by_run: dict[int, list[int]] = defaultdict(list)
    for plan in sorted(plans, key=lambda plan: (plan.order, plan.path)):
        copied: dict[str, dict[str, int]] = defaultdict(dict)
        for task in plan.tasks:
            for path in _stands_in(task, plan, seen, by_run):
                copied[path][task.id] = len(task.words)
        if copied:
            yield plan, max(_copies(plan, copied), key=lambda copy: (copy.share, copy.path))
        for task in plan.tasks:
            for run in _runs(task.words):
                by_run[run].append(len(seen))
            seen.append((plan, task))


def _copies(plan: PlanText, copied: dict[str, dict[str, int]]) -> Iterator[Copy]:
    whole = sum(len(task.words) for task in plan.tasks)
    for path, tasks in copied.items():
        yield Copy(sum(tasks.values()) / whole, path, tuple(tasks))


def _stands_in(
    task: TaskText, plan: PlanText, seen: Sequence[tuple[PlanText, TaskText]], by_run: dict[int, list[int]]
) -> Iterator[str]:
    """The paths of plans in whose tasks this one stands."""
    met = Counter(number for run in _runs(task.words) for number in by_run.get(run, ())[-_NEIGHBOURS:])
    found: dict[str, frozenset[str]] = {}
    for number, shared in met.items():
        earlier, other = seen[number]
        revised = plan.revises and plan.revises == earlier.revises
        if shared >= _LEAST_MET and not revised:  # of tasks that were made one, each is met
            found[earlier.path] = found.get(earlier.path, frozenset()).union(other.words)
    own = frozenset(task.words)
    return (path for path, words in found.items() if _contained(own, words) >= _COPIED)


def _runs(words: Sequence[str]) -> set[int]:
    """Hashes of some of the runs of words, each run in alphabetical order; of a short text the two smallest at least."""
    runs = {crc32(" ".join(sorted(words[at : at + _RUN])).encode()) for at in range(len(words) - _RUN + 1)}
    return {number for number in runs if not number % _KEPT} | set(sorted(runs)[:_LEAST_MET])
