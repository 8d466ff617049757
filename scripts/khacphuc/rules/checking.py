"""Checks a whole register, or the part of it that a listing selects."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from msgspec import Struct

from khacphuc.history.trail import Trail
from khacphuc.register.case import Case
from khacphuc.register.loading import (
    Listing,
    RegisterSettings,
    UnrecognisedFile,
    open_case,
    open_document,
    open_settings,
)
from khacphuc.register.shards import ProgressCallback, each_case
from khacphuc.register.source import Source
from khacphuc.rules.contract import Context, Problem
from khacphuc.rules.runner import Checker, Facts, add_facts, gather
from khacphuc.timeline.code_owners import PATH, stale


class CaseCheck(Struct, dict=True):
    """The check of one case, as work for any number of processes: each prepares its rules once."""

    as_of: date

    def __call__(self, case: Case, settings: RegisterSettings) -> tuple[list[Problem], Facts]:
        """Return the problems that a case shows by itself, and what it tells the rules that compare cases."""
        checker: Checker | None = self.__dict__.get("checker")
        if checker is None:
            checker = self.__dict__["checker"] = Checker(Context(settings, self.as_of))
        return list(checker.case(case)), gather(case)


def check(
    source: Source,
    listing: Listing,
    as_of: date,
    *,
    trail: Callable[[], Trail | None] = lambda: None,
    jobs: int = 0,
    progress: ProgressCallback | None = None,
) -> list[Problem]:
    """Return every problem of what is listed, and of its history, sorted by file and place.

    ``trail`` is asked for when some rule about history is on; None is a history that is not to be had.
    """
    settings = open_settings(source, listing)
    checker = Checker(Context(settings, as_of, listing.complete))
    problems = [*checker.unrecognised(listing.flawed), *checker.settings()]
    if listing.complete:
        problems += checker.unrecognised(_stale_owners(source, settings, as_of))
    facts: Facts = {}
    for found, told in each_case(source, listing, settings, CaseCheck(as_of), jobs=jobs, progress=progress):
        problems += found
        add_facts(facts, told)
    problems += checker.compare(facts, lambda path: open_document(source, path))
    if checker.asks_for_history and (past := trail()):
        problems += checker.history(past.events, past.arrivals, reopening(source, listing))
    return sorted(set(problems))


def _stale_owners(source: Source, settings: RegisterSettings, as_of: date) -> Iterator[UnrecognisedFile]:
    """Yield the file of code owners where it was made here and is not what would be made today."""
    try:
        flaw = stale(source.read(PATH), settings, as_of)
    except OSError:
        return
    if flaw is not None:
        yield UnrecognisedFile(PATH, flaw)


def reopening(source: Source, listing: Listing) -> Callable[[str], Case | None]:
    """Opens the case of a folder as it stands; None when there is none."""

    def reopen(folder: str) -> Case | None:
        files = listing.cases.get(folder)
        return open_case(source, folder, files, listing.unrecognised_in(folder)) if files else None

    return reopen
