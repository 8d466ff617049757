"""Make papers as Word files for the command that exports, and PDFs beside them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from khacphuc.cli.exit_codes import UsageError
from khacphuc.cli.invocation import Invocation
from khacphuc.cli.output import write_bytes
from khacphuc.text.message import say

if TYPE_CHECKING:
    from khacphuc.exports.requests import ExportRequest
    from khacphuc.exports.word.catalogue import PreparedPaper
    from khacphuc.obligations.values import CaseState
    from khacphuc.pages.site_index import SiteIndex

_REMINDER = "reminder"


def word_paper(call: Invocation, what: str, ledger: SiteIndex, asked: ExportRequest) -> bytes:
    """A paper as a Word file. Raises UsageError when there is no occasion for it."""
    from khacphuc.exports.word.drafting import NothingToSay

    try:
        prepared = _prepared(call, what, ledger, asked, _version(call))
    except NothingToSay as error:
        raise UsageError(error.reason) from error
    return prepared.template if call.options.as_template else _in_form(call, what, prepared)


def reminder_letters(call: Invocation, states: Iterable[CaseState]) -> Mapping[str, bytes]:
    """The letter that urges each case along, by case folder; none for a case with nothing to urge. Reads these cases alone."""
    from khacphuc.exports.reading import read_ledger
    from khacphuc.exports.requests import ExportRequest
    from khacphuc.exports.word.drafting import NothingToSay
    from khacphuc.pages.page import Site
    from khacphuc.register.loading import list_entries, open_settings, select

    listing = list_entries(call.source)
    site: Site = Site(open_settings(call.source, listing), call.as_of, call.language)
    ledger = read_ledger(call.source, select(listing, [state.folder for state in states]), site)
    found = {}
    for state in ledger.states:
        try:
            prepared = _prepared(call, _REMINDER, ledger, ExportRequest(state), None)
        except NothingToSay:
            continue
        found[state.folder] = _in_form(call, _REMINDER, prepared)
    return found


def _in_form(call: Invocation, what: str, prepared: PreparedPaper) -> bytes:
    """A paper in the office's own template where the register has one, else in ours."""
    from khacphuc.exports.word.template_file import BrokenTemplate, read_template, template_path

    path = template_path(what)
    try:
        template = read_template(call.source, what)
        if template is not None:
            call.print(say("In the form of {path}.", path=path))
        return prepared.file(template)
    except BrokenTemplate as error:
        raise UsageError(
            say("{path} cannot be filled in: {reason}.", path=path, reason=error.reason)
        ) from error


def _prepared(
    call: Invocation, what: str, ledger: SiteIndex, asked: ExportRequest, version: str | None
) -> PreparedPaper:
    from khacphuc.exports.word.catalogue import OF_A_CASE, case_paper, unit_paper
    from khacphuc.register.loading import list_entries, open_case

    if what not in OF_A_CASE or asked.case is None:
        return unit_paper(ledger, what, asked.unit, version)
    folder = asked.case.folder
    case = open_case(call.source, folder, list_entries(call.source).cases[folder])
    return case_paper(ledger, what, asked.case, case, version)


def _version(call: Invocation) -> str | None:
    """The commit that a paper's sources are cited by; None when they are not asked for, "" when there is none."""
    from khacphuc.history.work_tree import head

    if not call.options.sources:
        return None
    here = call.at or head(call.root)
    return here.label if here else ""


def pdf_target(call: Invocation, target: Path) -> Path | None:
    """The place of the PDF beside its paper; None where none is asked for. Raises UsageError before work is done."""
    from khacphuc.exports.word.pdf import PdfMissing, libreoffice

    if not call.options.pdf:
        return None
    try:
        libreoffice()
    except PdfMissing:
        raise UsageError(
            say(
                "--pdf needs LibreOffice, which is not found here. Install it, or save the paper as PDF in Word."
            )
        ) from None
    return target.with_suffix(".pdf")


def write_pdf(call: Invocation, target: Path, docx: bytes) -> None:
    """Write a paper as PDF, and tell when its letters are not those that it should have. Raises UsageError."""
    from khacphuc.exports.word.pdf import PdfFailed, pdf_file

    try:
        made = pdf_file(docx, call.as_of)
    except PdfFailed as error:
        raise UsageError(
            say("LibreOffice made no PDF of the paper: {reason}", reason=str(error) or "…")
        ) from error
    write_bytes(str(target), made.data)
    call.print(say("Wrote {path}.", path=str(target)))
    if made.other_fonts:
        call.note(
            say(
                "{path} has letters of other fonts ({fonts}): on this machine Times New Roman is missing, or lacks Vietnamese letters. Install it or Liberation Serif 2, and write the PDF again.",
                path=str(target),
                fonts=", ".join(made.other_fonts),
            )
        )
