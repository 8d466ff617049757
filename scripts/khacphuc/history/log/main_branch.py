"""List the commits of the main branch, each with the commits merged by it.

The main branch is the chain of first parents from the tip. Any other commit arrives with the first commit of that
chain that it leads to, wherever and whenever it was made.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from msgspec import Struct

from khacphuc.history.log.commit_log import Commit


class MainCommit(Struct, frozen=True):
    """A commit of the main branch, and those that came with it: a parent always before its children."""

    commit: Commit
    brought: tuple[Commit, ...] = ()

    @property
    def forked_from(self) -> str:
        """Return where the merged branch went apart from the main branch; ``""`` where it is no single line, and git must say."""
        line = self.brought
        single = all(len(commit.parents) == 1 for commit in line) and all(
            commit.parents[0] == earlier.id for earlier, commit in pairwise(line)
        )
        return line[0].parents[0] if line and single else ""


def main_branch(commits: Mapping[str, Commit], tip: str) -> tuple[list[Commit], str]:
    """Return the main branch, oldest first, and the commit before it that was not asked for (``""`` at the beginning)."""
    chain = []
    name = tip
    while commit := commits.get(name):
        chain.append(commit)
        name = commit.parents[0] if commit.parents else ""
    chain.reverse()
    return chain, name


def main_commits(commits: Mapping[str, Commit], chain: list[Commit]) -> list[MainCommit]:
    """Return each commit of the main branch with those merged by it. Each commit is visited once."""
    seen = set()
    found = []
    for commit in chain:
        seen.add(commit.id)
        brought = _brought(commits, commit.parents[1:], seen) if len(commit.parents) > 1 else ()
        found.append(MainCommit(commit, brought))
    return found


def _brought(commits: Mapping[str, Commit], starts: tuple[str, ...], seen: set[str]) -> tuple[Commit, ...]:
    found = []
    pending = [(name, False) for name in reversed(starts)]
    while pending:
        name, parents_done = pending.pop()
        if parents_done:
            found.append(commits[name])
        elif name not in seen and name in commits:
            seen.add(name)
            pending.append((name, True))
            pending.extend((parent, False) for parent in reversed(commits[name].parents))
    return tuple(found)
