"""Check a part of the register: the documents that the paths name, and as little as possible beside them.

A check of one file runs at every save of an editor, in registers of ten thousand cases, so nothing here lists or opens
all of them. Units and policy are always read, because cases refer to them. Rules that compare cases get the cases that
the part has to do with (see ``cli.related_cases``), and what they say of the part is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from fnmatch import fnmatchcase

from msgspec import Struct

from khacphuc.cli.exit_codes import UsageError
from khacphuc.cli.related_cases import related_cases
from khacphuc.register.layout import slot_of
from khacphuc.register.loading import (
    POLICY_PATH,
    Listing,
    classify,
    list_entries,
    open_case,
    open_document,
    open_settings,
    select,
)
from khacphuc.register.source import Entry, Tree
from khacphuc.rules.contract import Context, Problem
from khacphuc.rules.runner import Checker, Facts, add_facts, gather
from khacphuc.text.flaw import Flaw, Place
from khacphuc.text.front_matter import printable
from khacphuc.text.message import say

_PATTERN = frozenset("*?[")


class Selection(Struct, frozen=True):
    """The selected part. ``listing`` holds all units and the policy; ``names`` says whether a path was asked for."""

    listing: Listing
    names: Callable[[str], bool]

    def shows(self, path: str) -> bool:
        """Return whether problems at a path are shown: what was named, and everything in the cases it belongs to."""
        return self.names(path) or path.rpartition("/")[0] in self.listing.cases

    @property
    def files(self) -> int:
        """Return the number of selected documents."""
        settings = [path for path, _ in (*self.listing.units, *self.listing.policy) if self.names(path)]
        return len(settings) + sum(map(len, self.listing.cases.values()))


def selection(source: Tree, paths: Sequence[str]) -> Selection:
    """Return the part that paths, folders or patterns name, as the register writes them. Raises UsageError for a path that names nothing."""
    spread = any(_PATTERN.intersection(path) and not any(source.entries(path)) for path in paths)
    listing = list_entries(source) if spread else classify(_entries(source, paths))
    for path in paths:
        if not _holds(select(listing, [path]), _named([path])):
            raise UsageError(say("“{path}” names nothing in the register.", path=path))
    return Selection(select(listing, paths), _named(paths))


def _named(paths: Iterable[str]) -> Callable[[str], bool]:
    wanted = {name for path in paths for name in (path, printable(path))}  # listings escape odd names
    return lambda path: any(
        path == item or path.startswith(f"{item}/") or fnmatchcase(path, item) for item in wanted
    )


def _holds(listing: Listing, names: Callable[[str], bool]) -> bool:
    lone = (*listing.units, *listing.policy)
    return bool(listing.cases) or any(
        map(names, (*(path for path, _ in lone), *(file.path for file in listing.unrecognised)))
    )


def _entries(source: Tree, paths: Iterable[str]) -> set[Entry]:
    """Return everything in the named folders and in the case folders of named files, all units, and the policy."""
    found = {*source.entries("units"), *_single(source, POLICY_PATH)}
    for path in paths:
        slot = slot_of(Entry(path))
        folder = slot.folder if not isinstance(slot, Flaw) and slot.folder else path
        lone = next(
            filter(None, map(source.entry, _upward(folder))), None
        )  # a link on the way is not followed
        found.update([lone] if lone else source.entries(folder))
    return {entry for entry in found if entry.path.startswith(("plans/", "units/"))}


def _upward(folder: str) -> Iterator[str]:
    parts = folder.split("/")
    return ("/".join(parts[:length]) for length in range(1, len(parts) + 1))


def _single(source: Tree, path: str) -> Iterator[Entry]:
    if entry := source.entry(path):
        yield entry


def check_selection(source: Tree, some: Selection, as_of: date) -> list[Problem]:
    """Return the problems of a part, sorted by file and place."""
    listing = some.listing
    checker = Checker(Context(open_settings(source, listing), as_of))
    problems = list(checker.unrecognised(file for file in listing.flawed if some.shows(file.path)))
    if any(some.names(path) for path, _ in (*listing.units, *listing.policy)):
        problems += (problem for problem in checker.settings() if some.names(problem.path))
    cases = [
        open_case(source, folder, files, listing.unrecognised_in(folder))
        for folder, files in listing.cases.items()
    ]
    facts: Facts = {}
    for case in related_cases(source, cases):
        add_facts(facts, gather(case))
    before = {_where(problem) for problem in _compared(checker, facts, source)}
    for case in cases:
        problems += checker.case(case)
        add_facts(facts, gather(case))
    # Problems caused in related cases are shown, too: of two cases with one id, the later path is reported.
    problems += (
        problem
        for problem in _compared(checker, facts, source)
        if some.shows(problem.path) or _where(problem) not in before
    )
    return sorted(set(problems))


def _where(problem: Problem) -> tuple[str, Place, str]:
    """Return the identity of a problem. Its wording may differ when more cases are known."""
    return problem.path, problem.place, problem.code


def _compared(checker: Checker, facts: Facts, source: Tree) -> Iterator[Problem]:
    return checker.compare(facts, lambda path: open_document(source, path))
