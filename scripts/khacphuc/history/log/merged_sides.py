"""Find what merges have left out of what their other sides had made.

A merge that keeps its first parent's documents against those of another side changes nothing as the main branch tells it,
and yet takes away what stood on that side. Where that side was the main branch until then, what had landed is gone. So each
merge is looked at that comes with a landing: what was written on its other sides, and at the end is not there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct

from khacphuc.history import git
from khacphuc.history.comparing.left_out import LeftOut, MergeMoment, left_out
from khacphuc.history.log.attribution import Attribution
from khacphuc.history.log.case_edits import CaseFiles
from khacphuc.history.log.case_events import StepEvents
from khacphuc.history.log.commit_log import GONE, Commit, FileChange, read_log
from khacphuc.history.log.commit_metadata import arrival_of, authors
from khacphuc.history.log.document_paths import folder_of
from khacphuc.history.log.main_branch import MainCommit, main_branch, main_commits
from khacphuc.history.log.parted_sides import Folders, PartedSides, content_in, documents_in
from khacphuc.history.log.settings_history import SettingsHistory
from khacphuc.history.log.side_commits import ComingCommits
from khacphuc.history.log.unit_history import UnitHistory
from khacphuc.history.objects import Objects
from khacphuc.history.trail import Arrival

_MOST_NAMED = 200
"""Folders that are named one by one: a command has only so much room."""


class _Written(Struct):
    """A document that a side has written: what it was before and in the end, and by which commits."""

    began: str
    stands: str
    by: list[Commit]
    certain: bool = True
    """Whether each commit went on from the one before; else only the side's last commit tells what it was in the end."""


class MergedSides:
    """The merges among the commits that come with a landing, ``landed`` being the documents after it."""

    def __init__(self, objects: Objects, commits: Sequence[Commit], landed: Folders) -> None:
        self._root = objects.root
        self._objects = objects
        self._commits = ComingCommits(commits)
        self._landed = landed
        self._last = commits[-1]

    def left_out(self) -> Iterator[tuple[LeftOut, Commit]]:
        """Yield the documents that a merge has left out and that are not there after the landing, either; each with the merge."""
        told: set[tuple[str, str]] = set()
        for merge in self._commits.merges():
            for side, first in self._sides(merge):
                written = self._written(merge, side, first)
                asked = [path for path, one in written.items() if (path, one.stands) not in told]
                if not asked:
                    continue
                parted = self._parted(merge, side, first, {folder_of(path) for path in asked})
                for path in asked:
                    found = parted.left_out(path, written[path].by)
                    if found is not None:
                        told.add((path, written[path].stands))
                        yield found, merge
        yield from self._undone(told)

    def _undone(self, told: set[tuple[str, str]]) -> Iterator[tuple[LeftOut, Commit]]:
        """Yield what somebody wrote in the branch and another undid there by a commit of his own: no trace of it lands."""
        versions: dict[str, list[tuple[Commit, FileChange]]] = {}
        for commit in self._commits:
            for change in commit.changes if len(commit.parents) < 2 else ():
                versions.setdefault(change.path, []).append((commit, change))
        for path, steps in versions.items():
            last, _ = steps[-1]
            stands = content_in(self._landed, path)
            others = [
                (commit, change.blob)
                for commit, change in steps
                if change.blob not in (GONE, stands) and not {*authors(commit)} & {*authors(last)}
            ]
            if others and steps[0][1].old == stands and (path, others[-1][1]) not in told:
                yield self._left_out_by(path, others[-1][1], [others[-1][0]], last), last

    def _left_out_by(self, path: str, made: str, by: list[Commit], last: Commit) -> LeftOut:
        sides = PartedSides(
            self._objects,
            last,
            there=self._landed,
            began=[self._landed],
            merged=self._landed,
            landed=self._landed,
            coming=True,
            stood=frozenset,
        )
        return sides.written(path, made, by)

    def _sides(self, merge: Commit) -> Iterator[tuple[str, str]]:
        """Yield the sides of a merge, each with the one that it is merged with: of one that comes with it, the first, too."""
        first, *others = merge.parents
        yield from ((other, first) for other in others)
        if first in self._commits and len(others) == 1:
            yield first, others[0]

    def _written(self, merge: Commit, side: str, first: str) -> dict[str, _Written]:
        """Return the documents written on a side of a merge, and not taken over as they were by it or the landing.

        What a merge among the commits of a side holds, others wrote.
        """
        found: dict[str, _Written] = {}
        for commit in self._commits.of_side(side, first):
            for change in commit.changes if len(commit.parents) < 2 else ():
                for path, old, blob in (
                    (change.was, change.old, GONE),
                    (change.path, GONE if change.was else change.old, change.blob),
                ):
                    if path:
                        written = found.setdefault(path, _Written(old, old, []))
                        written.certain &= written.stands == old
                        written.stands = blob
                        written.by.append(commit)
        taken = {change.path: change.blob for change in merge.changes}
        if side == merge.parents[0]:  # what the merge has not changed is as it was there
            found = {path: written for path, written in found.items() if path in taken}
        return {path: one for path, one in found.items() if not self._taken_over(path, one, taken.get(path))}

    def _taken_over(self, path: str, written: _Written, taken: str | None) -> bool:
        """Return whether it is known without looking that nothing of a document was left out."""
        there = (written.began, taken, content_in(self._landed, path))
        return written.certain and written.stands in there

    def _parted(self, merge: Commit, side: str, first: str, folders: set[str]) -> PartedSides:
        bases = git.merge_bases(self._root, first, side)
        named = folders if len(folders) <= _MOST_NAMED else ()
        return PartedSides(
            self._objects,
            merge,
            there=documents_in(self._root, side, *named),
            began=[documents_in(self._root, base, *named) for base in bases],
            merged=self._landed if merge is self._last else documents_in(self._root, merge.id, *named),
            landed=self._landed,
            coming=side == merge.parents[0],
            stood=cache(lambda: frozenset() if first in self._commits else self._stood(first, side)),
        )

    def _stood(self, tip: str, side: str) -> frozenset[tuple[str, str]]:
        """Return what documents were once on the main branch, since it went apart from a side."""
        commits = {commit.id: commit for commit in read_log(self._root, tip, side)}
        chain, _ = main_branch(commits, tip)
        changes = (change for commit in chain for change in commit.changes)
        return frozenset(
            (change.path, blob) for change in changes for blob in (change.old, change.blob) if blob
        )


class MergedAway(NamedTuple):
    """What a merge has left out, with the landing, the case and the arrival of the merge."""

    order: int
    thread: int
    arrival: int
    found: LeftOut


def merged_away(
    order: int, main_commit: MainCommit, attribution: Attribution, filing: CaseFiles, objects: Objects
) -> Iterator[MergedAway]:
    """Yield what the merges of one landing have left out."""
    coming = (*main_commit.brought, main_commit.commit)
    for found, merge in MergedSides(objects, coming, filing.folders).left_out():
        yield MergedAway(order, filing.thread_of(found.folder), attribution.of_merge(merge), found)


def left_out_events(lost: Iterable[MergedAway], settings: SettingsHistory) -> Iterator[StepEvents]:
    """Yield what merges had no right to leave out, by the units and the policy before them."""
    units = UnitHistory(settings.units, settings.left)
    for order, thread, arrival, found in lost:
        on = settings.days[order]
        moment = MergeMoment(units.before(order), on, units.departed(order, on))
        yield StepEvents(order, found.folder, thread, [*left_out(found, moment, arrival)])


def left_out_of_branch(root: Path, tip: str, base: str) -> list[tuple[LeftOut, Arrival]]:
    """Return what the merges between two commits have left out, each with the merge. Raises UnreadableRepositoryError."""
    if not git.has_merges(root, base, tip):
        return []
    commits = {commit.id: commit for commit in read_log(root, tip, base)}
    chain, _ = main_branch(commits, tip)
    coming = [one for main in main_commits(commits, chain) for one in (*main.brought, main.commit)]
    sides = MergedSides(Objects(root), coming, documents_in(root, tip))
    return [(found, arrival_of(merge, merge, 0, authors(merge))) for found, merge in sides.left_out()]
