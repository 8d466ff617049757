"""The files that stand beside the pages of a site, made from what the pages are made from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain

from khacphuc.exports.atom import atom_bytes, entries
from khacphuc.exports.csv_file import csv_bytes
from khacphuc.exports.ics import ics_bytes
from khacphuc.exports.selection import ExportSelection, calendar_rows, choose, name_of
from khacphuc.exports.table_cells import table_csv
from khacphuc.exports.tables import table_book
from khacphuc.exports.word.catalogue import no_report
from khacphuc.exports.xlsx import xlsx_bytes
from khacphuc.obligations.values import CaseState
from khacphuc.pages.file_links import FileKind, FileLink, files_of
from khacphuc.pages.page import Page, Site
from khacphuc.pages.site_index import SiteIndex
from khacphuc.pages.table_files import page_tables

File = tuple[str, bytes]


class Attachments:
    """The files to which some pages of a site link."""

    def __init__(
        self,
        states: Sequence[CaseState],
        site: Site,
        pages: Iterable[Page],
        reports: Mapping[str, bytes],
    ) -> None:
        """``reports`` are the result reports of cases by their folders: whoever had the documents has made them."""
        self._ledger = SiteIndex(states, site)
        self._reports = reports
        self._pages = list(pages)
        self._links = list(dict.fromkeys(chain.from_iterable(files_of(page.path) for page in self._pages)))

    def gather(self) -> None:
        """Gather what most files need, before several processes would each do it."""
        self._ledger.gather()

    def files(self, part: int = 0, parts: int = 1) -> Iterator[File]:
        """Path and bytes of each file, or of a part of them."""
        for link in self._links[part::parts]:
            if link.kind is FileKind.DOCX:
                yield link.path, self._report(link)
            else:
                yield link.path, _MAKERS[link.kind](self._ledger, link)
        for page in self._pages[part::parts]:
            for path, table in page_tables(page):
                yield path, table_csv(table)

    def _report(self, link: FileLink) -> bytes:
        folder = f"plans/{link.path.partition('/')[2].rpartition('/')[0]}"
        return self._reports.get(folder) or no_report(self._ledger.site, folder)


def _selection(link: FileLink) -> ExportSelection:
    return choose(f"{link.path.rpartition('/')[0]}/")


def _table(ledger: SiteIndex, link: FileLink) -> bytes:
    make = xlsx_bytes if link.kind is FileKind.XLSX else csv_bytes
    return make(table_book(ledger, _selection(link)))


def _ics(ledger: SiteIndex, link: FileLink) -> bytes:
    chosen = _selection(link)
    return ics_bytes(ledger, name_of(ledger, chosen), calendar_rows(ledger, chosen))


def _atom(ledger: SiteIndex, link: FileLink) -> bytes:
    chosen = _selection(link)
    rows = calendar_rows(ledger, chosen)
    states = ledger.of_unit.get(chosen.key, []) if chosen.key else ledger.states
    return atom_bytes(ledger, link.path, name_of(ledger, chosen), entries(ledger, rows, states))


_MAKERS: dict[FileKind, Callable[[SiteIndex, FileLink], bytes]] = {
    FileKind.XLSX: _table,
    FileKind.CSV: _table,
    FileKind.ICS: _ics,
    FileKind.ATOM: _atom,
}
