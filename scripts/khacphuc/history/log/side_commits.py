"""Find the commits of one side of a merge, among those that come with a landing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from heapq import heappop, heappush

from khacphuc.history.log.commit_log import Commit

_FIRST, _OTHER = 1, 2


class ComingCommits:
    """The commits that come with a landing, a parent always before its children."""

    def __init__(self, commits: Sequence[Commit]) -> None:
        self._commits = commits
        self._places = {commit.id: place for place, commit in enumerate(commits)}

    def __iter__(self) -> Iterator[Commit]:
        return iter(self._commits)

    def __contains__(self, name: str) -> bool:
        return name in self._places

    def merges(self) -> list[Commit]:
        return [commit for commit in self._commits if len(commit.parents) > 1]

    def of_side(self, side: str, first: str) -> list[Commit]:
        """Return the commits that lead to one side of a merge and not to its first, a parent before its children.

        Only as many are visited as lie between the two: a landing may bring thousands of merges.
        """
        marks: dict[str, int] = {}
        queue: list[tuple[int, str]] = []
        alone = self._mark(side, _OTHER, marks, queue) + self._mark(first, _FIRST, marks, queue)
        found = []
        while alone > 0:
            place, name = heappop(queue)
            commit, mark = self._commits[-place], marks[name]
            if mark == _OTHER:
                alone -= 1
                found.append(commit)
            for parent in commit.parents:
                alone += self._mark(parent, mark, marks, queue)
        return found[::-1]

    def _mark(self, name: str, mark: int, marks: dict[str, int], queue: list[tuple[int, str]]) -> int:
        """Mark a commit as leading to a side; return by how many those have grown in number that lead to the other alone."""
        if name not in self._places:
            return 0
        held = marks.get(name, 0)
        if not held:
            heappush(queue, (-self._places[name], name))
        marks[name] = held | mark
        return (marks[name] == _OTHER) - (held == _OTHER)
