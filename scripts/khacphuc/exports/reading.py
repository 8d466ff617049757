"""The states of a register's cases as a profile knows them, for files that are made without a site."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from khacphuc.obligations.fold import fold
from khacphuc.obligations.values import CaseState
from khacphuc.pages.ledger import Ledger
from khacphuc.pages.page import Site
from khacphuc.pages.withheld import without_drafts
from khacphuc.register.case import Case
from khacphuc.register.loading import Frame, Listing
from khacphuc.register.shards import Progress, each_case
from khacphuc.register.source import Source


class _Fold(Struct, frozen=True):
    """The work on one case, for any number of processes."""

    as_of: date

    def __call__(self, case: Case, frame: Frame) -> CaseState | None:
        return fold(shown_case(case, frame), frame, self.as_of)


def shown_case(case: Case, frame: Frame) -> Case:
    """A case as the profile knows it: in public without plans that nobody has signed."""
    return without_drafts(case) if frame.public else case


def read_ledger(
    source: Source, listing: Listing, site: Site, *, jobs: int = 0, progress: Progress | None = None
) -> Ledger:
    """All cases of a source, as of the day and in the profile of a site."""
    found = each_case(source, listing, site.frame, _Fold(site.as_of), jobs=jobs, progress=progress)
    return Ledger([state for state in found if state is not None], site)
