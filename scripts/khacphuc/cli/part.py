"""Checking a part of the register: what the paths of a call name, and as little as possible beside it.

A check of one file runs at every save of an editor, in registers of ten thousand cases, so nothing here lists or opens
all of them. Units and policy are always read, because cases refer to them. Rules that compare cases get the cases that
the part has to do with (see ``cli.companions``), and what they say of the part is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from fnmatch import fnmatchcase

from msgspec import Struct

from khacphuc.cli.companions import companions
from khacphuc.cli.exits import Usage
from khacphuc.register.layout import slot_of
from khacphuc.register.loading import (
    POLICY_PATH,
    Listing,
    open_case,
    open_document,
    open_frame,
    select,
    sort_out,
    survey,
)
from khacphuc.register.source import Entry, Tree
from khacphuc.rules.contract import Context, Problem
from khacphuc.rules.driver import Checker, Facts, add_facts, gather
from khacphuc.text.flaw import Flaw, Place
from khacphuc.text.message import say
from khacphuc.text.source import printable

_PATTERN = frozenset("*?[")


class Part(Struct, frozen=True):
    """What is checked. ``listing`` holds all units and the policy; ``names`` says whether a path was asked for."""

    listing: Listing
    names: Callable[[str], bool]

    def shows(self, path: str) -> bool:
        """Whether problems at a path are shown: what was named, and everything in the cases it belongs to."""
        return self.names(path) or path.rpartition("/")[0] in self.listing.cases

    @property
    def files(self) -> int:
        """How many documents were asked for."""
        frame = [path for path, _ in (*self.listing.units, *self.listing.policy) if self.names(path)]
        return len(frame) + sum(map(len, self.listing.cases.values()))


def part(source: Tree, paths: Sequence[str]) -> Part:
    """The part that paths, folders or patterns name, as the register writes them. Raises Usage for a path that names nothing."""
    spread = any(_PATTERN.intersection(path) and not any(source.entries(path)) for path in paths)
    listing = survey(source) if spread else sort_out(_entries(source, paths))
    for path in paths:
        if not _holds(select(listing, [path]), _named([path])):
            raise Usage(say("“{path}” names nothing in the register.", path=path))
    return Part(select(listing, paths), _named(paths))


def _named(paths: Iterable[str]) -> Callable[[str], bool]:
    wanted = {name for path in paths for name in (path, printable(path))}  # listings escape odd names
    return lambda path: any(
        path == item or path.startswith(f"{item}/") or fnmatchcase(path, item) for item in wanted
    )


def _holds(listing: Listing, names: Callable[[str], bool]) -> bool:
    lone = (*listing.units, *listing.policy)
    return bool(listing.cases) or any(
        map(names, (*(path for path, _ in lone), *(stray.path for stray in listing.strays)))
    )


def _entries(source: Tree, paths: Iterable[str]) -> set[Entry]:
    """Everything in the named folders and in the case folders of named files, all units, and the policy."""
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


def check_part(source: Tree, some: Part, as_of: date) -> list[Problem]:
    """The problems of a part, sorted by file and place."""
    listing = some.listing
    checker = Checker(Context(open_frame(source, listing), as_of))
    problems = list(checker.strays(stray for stray in listing.flawed if some.shows(stray.path)))
    if any(some.names(path) for path, _ in (*listing.units, *listing.policy)):
        problems += (problem for problem in checker.frame() if some.names(problem.path))
    cases = [
        open_case(source, folder, files, listing.strays_in(folder)) for folder, files in listing.cases.items()
    ]
    facts: Facts = {}
    for case in companions(source, cases):
        add_facts(facts, gather(case))
    before = {_where(problem) for problem in _compared(checker, facts, source)}
    for case in cases:
        problems += checker.case(case)
        add_facts(facts, gather(case))
    # What the part causes in its companions is shown, too: of two cases with one id, the later path is told.
    problems += (
        problem
        for problem in _compared(checker, facts, source)
        if some.shows(problem.path) or _where(problem) not in before
    )
    return sorted(set(problems))


def _where(problem: Problem) -> tuple[str, Place, str]:
    """What makes a problem the same one. Its words may change: a case more is a better guess at what was meant."""
    return problem.path, problem.place, problem.code


def _compared(checker: Checker, facts: Facts, source: Tree) -> Iterator[Problem]:
    return checker.compare(facts, lambda path: open_document(source, path))
