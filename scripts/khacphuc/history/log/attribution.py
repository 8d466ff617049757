"""Attribute a change to its author: the last commit of the merged branch that touched the document."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct, structs

from khacphuc.history.log.case_moves import face_renamed
from khacphuc.history.log.commit_log import GONE, Commit, FileChange, read_log
from khacphuc.history.log.commit_metadata import arrival_of, authorship, distinct
from khacphuc.history.log.document_paths import folder_of
from khacphuc.history.log.main_branch import MainCommit
from khacphuc.history.log.merge_results import MergeResults
from khacphuc.history.objects import Objects
from khacphuc.history.trail import Arrival, Authorship


class DocumentCredit(Struct, frozen=True):
    """An arrival, and the authors of one document of it."""

    arrival: int
    by: Authorship


class ArrivalLog:
    """The arrivals so far, and the credits that changes refer to by number."""

    def __init__(self, arrivals: Iterable[Arrival] = ()) -> None:
        self.arrivals = list(arrivals)
        self.first = len(self.arrivals)
        """Index of the first new one."""
        self.credits: list[DocumentCredit] = []

    def clear(self) -> None:
        """Forget what was entered."""
        del self.arrivals[self.first :]
        self.credits.clear()


class _Touched:
    """A document on its way through a branch: what it began as, who touched it under which name, what it is in the end."""

    def __init__(self, began: str) -> None:
        self.began = began
        self.stands = began
        self.by: list[tuple[int, str]] = []


class Attribution:
    """Adds the changes of one arrival to the log."""

    def __init__(self, book: ArrivalLog, main_commit: MainCommit, order: int, results: MergeResults) -> None:
        self._book = book
        self._results = results
        self._main_commit = main_commit
        self._order = order
        self._arrivals: dict[str, int] = {}
        self._credits: dict[DocumentCredit, int] = {}
        self._at: dict[int, int] = {}
        # Each document that the branch touched, by the name that it had before the branch and by the one that it has at
        # its end. On the way it may have had others, which now are somebody else's.
        self._before: dict[str, _Touched] = {}
        self._after: dict[str, _Touched] = {}
        for position, commit in enumerate(main_commit.brought):
            moved = set(map(face_renamed, commit.changes))
            for change in commit.changes:
                self._touch(change, moved, position)

    def _touch(self, change: FileChange, moved: set[tuple[str, str]], position: int) -> None:
        name = change.was or change.path
        folders = folder_of(change.path), folder_of(name)
        if folders[0] != folders[1] and folders not in moved:
            # Git takes a document that went from one case for one that came into another: two are alike enough.
            self._touch(FileChange(name, GONE, old=change.old), moved, position)
            name = change.path
        touched = self._after.pop(name, None)
        if touched is None:
            touched = _Touched(change.old)
            self._before.setdefault(name, touched)
        touched.by.append((position, change.path))
        touched.stands = change.blob
        self._after[change.path] = touched

    def of(self, path: str, was: str = "", change: tuple[str, str] | None = None) -> int:
        """Return the number of the credit for a change of ``path``, which was called ``was`` before.

        ``change`` are the contents before and after. What the receiving merge has of its own is its author's alone.
        """
        brought = self._main_commit.brought
        documents = [found for found in (self._after.get(path), self._before.get(was or path)) if found]
        by = sorted({one for touched in documents for one in touched.by})
        alone = any(len(brought[position].parents) < 2 for position, _ in by)
        found = [position for position, name in by if not alone or self._wrote(position, name)]
        if not found or (change and self._differs(documents[0], path, was, *change)):
            return self._enter(self._main_commit.commit, len(brought))
        *others, last = found
        return self._enter(brought[last], last, [brought[other] for other in others])

    def _wrote(self, position: int, name: str) -> bool:
        """Return whether a commit of the branch wrote something: a merge within it may only pass on what others wrote."""
        commit = self._main_commit.brought[position]
        return len(commit.parents) < 2 or self._results.own(commit, name)

    def _differs(self, touched: _Touched, path: str, was: str, stood: str, stands: str) -> bool:
        """Return whether the receiving merge has something else than the branch brought."""
        if touched.began == stood and len(self._main_commit.commit.parents) == 2:
            return stands != touched.stands  # nobody else had changed it meanwhile
        return self._results.own(self._main_commit.commit, path, was, self._main_commit.forked_from)

    def of_merge(self, merge: Commit) -> int:
        """Return the arrival of what a merge, the receiving one or one of the branch, has of its own."""
        number = self._enter(merge, len(self._main_commit.brought))
        return self._book.credits[number].arrival

    def last(self, numbers: Iterable[int]) -> int:
        """Of several credits of this arrival, the one whose commit came last."""
        return max(numbers, key=lambda number: self._at[number])

    def _enter(self, commit: Commit, position: int, others: Iterable[Commit] = ()) -> int:
        book, credited = self._book, authorship(commit)
        for other in others:
            credited = credited.joined(authorship(other))
        by = credited.authors
        number = self._arrivals.get(commit.id)
        if number is None:
            number = self._arrivals[commit.id] = len(book.arrivals)
            book.arrivals.append(arrival_of(commit, self._main_commit.commit, self._order, by))
        elif not set(by) <= set(book.arrivals[number].authors):
            known = book.arrivals[number]
            book.arrivals[number] = structs.replace(known, authors=distinct((*known.authors, *by)))
        credit = DocumentCredit(number, credited)
        entered = self._credits.get(credit)
        if entered is None:
            entered = self._credits[credit] = len(book.credits)
            book.credits.append(credit)
            self._at[entered] = position
        return entered


def branch_authors(root: Path, tip: str, base: str) -> dict[str, Authorship]:
    """Return who wrote each document between two commits, the last one first. Raises UnreadableRepositoryError.

    What a merge into the base has of its own is its author's alone.
    """
    commits = list(read_log(root, tip, base))
    results = MergeResults(root, Objects(root))
    found: dict[str, Authorship] = {}
    passed_on: dict[str, Authorship] = {}
    decided: dict[str, Authorship] = {}
    wrote = {change.path for commit in commits if len(commit.parents) < 2 for change in commit.changes}
    for commit in commits:
        by = authorship(commit)
        for change in commit.changes:
            path = change.path
            if len(commit.parents) > 1 and (path not in wrote or not results.own(commit, path, change.was)):
                # A merge only passes on what others wrote, unless nobody else touched the document.
                passed_on[path] = passed_on.get(path, by).joined(by)
            elif len(commit.parents) > 1 and commit.parents[0] == base:
                decided[path] = by
            else:
                found[path] = found.get(path, by).joined(by)
    return passed_on | found | decided
