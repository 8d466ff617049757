"""The states of a register's cases as a profile knows them, for files that are made without a site."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from khacphuc.obligations.fold import fold
from khacphuc.obligations.values import CaseState
from khacphuc.pages.draft_filter import without_drafts
from khacphuc.pages.page import Site
from khacphuc.pages.site_index import SiteIndex
from khacphuc.register.case import Case
from khacphuc.register.loading import Listing, RegisterSettings
from khacphuc.register.shards import ProgressCallback, each_case
from khacphuc.register.source import Source


class _Fold(Struct, frozen=True):
    """The work on one case, for any number of processes."""

    as_of: date

    def __call__(self, case: Case, settings: RegisterSettings) -> CaseState | None:
        return fold(shown_case(case, settings), settings, self.as_of)


def shown_case(case: Case, settings: RegisterSettings) -> Case:
    """A case as the profile knows it: in public without plans that nobody has signed."""
    return without_drafts(case) if settings.public else case


def read_ledger(
    source: Source, listing: Listing, site: Site, *, jobs: int = 0, progress: ProgressCallback | None = None
) -> SiteIndex:
    """All cases of a source, as of the day and in the profile of a site."""
    found = each_case(source, listing, site.settings, _Fold(site.as_of), jobs=jobs, progress=progress)
    return SiteIndex([state for state in found if state is not None], site)
