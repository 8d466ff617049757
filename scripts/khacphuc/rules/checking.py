"""Checks a whole register, or the part of it that a listing selects."""

from __future__ import annotations

from datetime import date

from khacphuc.register.loading import Listing, open_case, open_document, open_frame
from khacphuc.register.source import Source
from khacphuc.rules.contract import Context, Problem
from khacphuc.rules.driver import Checker, Facts


def check(source: Source, listing: Listing, as_of: date) -> list[Problem]:
    """Every problem of what is listed, sorted by file and place."""
    frame = open_frame(source, listing)
    checker = Checker(Context(frame, as_of, listing.complete))
    problems = [*checker.strays(listing.strays), *checker.frame()]
    facts: Facts = {}
    for folder, files in listing.cases.items():
        case = open_case(source, folder, files, listing.strays_in(folder))
        problems += checker.case(case)
        checker.gather(case, facts)
    problems += checker.compare(facts, lambda path: open_document(source, path))
    return sorted(set(problems))
