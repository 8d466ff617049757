"""Write a list, a paper, a calendar or a feed of the register as a file for other programs.

WHAT is, for xlsx and csv: book, overdue, open, no-plan, plan (with --case), classification, totals, or progress, a sheet to
fill in and give to khacphuc import. For docx it is a paper on a case (--case): result-report, plan, plan-history, reminder or extension-request; or on a unit (--unit): periodic-report,
classification or meeting. For ics and atom nothing more is needed. The file is named after what is in it, unless --out names
another.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from khacphuc.cli.exit_codes import ExitCode, UsageError
from khacphuc.cli.invocation import Invocation
from khacphuc.cli.output import write_bytes
from khacphuc.cli.paper_files import pdf_target, word_paper, write_pdf
from khacphuc.cli.progress import progress_shown
from khacphuc.model.schema import nearest
from khacphuc.register.processes import gc_disabled
from khacphuc.text.message import N_, say

if TYPE_CHECKING:
    from khacphuc.exports.requests import ExportRequest
    from khacphuc.obligations.values import CaseState
    from khacphuc.pages.page import Site
    from khacphuc.pages.site_index import SiteIndex

SUPPORTS_AT = True
_FORMS = ("xlsx", "csv", "docx", "ics", "atom")
_WITHOUT_TABLE = {"ics": "calendar", "atom": "news"}
_OF_PAPERS = ("--pdf", "--as-template", "--sources")
_OF_ALL = "periodic-report"
_COLUMNS = (5, 10)


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("form", metavar=N_("FORM"), choices=_FORMS, help=N_("xlsx, csv, docx, ics or atom"))
    parser.add_argument("what", metavar=N_("WHAT"), nargs="?", help=N_("which list; see above"))
    parser.add_argument("--case", metavar=N_("CASE"), help=N_("only this case: its id, number or folder"))
    parser.add_argument("--unit", metavar=N_("UNIT"), default="", help=N_("only this unit"))
    parser.add_argument(
        "--follower", metavar=N_("PARTY"), default="", help=N_("only cases that this unit or person follows")
    )
    parser.add_argument(
        "--person", metavar=N_("UNIT/PERSON"), default="", help=N_("only what this person answers for")
    )
    parser.add_argument("--year", type=int, metavar="YYYY", help=N_("only conclusions of this year"))
    parser.add_argument(
        "--columns", type=int, choices=_COLUMNS, default=10, help=N_("columns of a plan: 5 or 10")
    )
    parser.add_argument(
        "--sources", action="store_true", help=N_("add to a paper the documents that its figures rest on")
    )
    parser.add_argument(
        "--pdf", action="store_true", help=N_("write a paper as PDF, too; LibreOffice makes it")
    )
    parser.add_argument(
        "--as-template",
        action="store_true",
        help=N_("write the form of a paper with placeholders, to make the office's own of it in templates/"),
    )
    parser.add_argument("--out", metavar=N_("FILE"), help=N_("file to write into"))
    parser.add_argument("--force", action="store_true", help=N_("replace a file that is there"))


def run(call: Invocation) -> int:
    what = _what(call)
    target = Path(call.options.out or f"{_file_name(call, what)}.{call.options.form}")
    pdf = pdf_target(call, target)
    target = target.with_suffix(".docx") if target == pdf else target
    for path in filter(None, (target, pdf)):
        if path.is_file() and not call.options.force:
            raise UsageError(say("{path} is there already; --force replaces it.", path=str(path)))
    with progress_shown(call) as tell, gc_disabled():
        ledger = _ledger(call, tell)
        asked = _request(call, ledger, what)
        tell(say("Writing {path}", path=str(target)))
        data = _made(call, what, ledger, asked)
        write_bytes(str(target), data)
        call.print(say("Wrote {path}.", path=str(target)))
        if pdf:
            tell(say("Writing {path}", path=str(pdf)))
            write_pdf(call, pdf, data)
    return _told_unread(call, ledger)


def _told_unread(call: Invocation, ledger: SiteIndex) -> int:
    """Tell of documents that cannot be read: what is in them is missing in what was written."""
    from khacphuc.exports.case_sheets import unreadable_in

    found = unreadable_in(ledger)
    for path in found:
        call.note(say("Cannot be read: {path}", path=path))
    return ExitCode.PROBLEMS if found else ExitCode.CLEAN


def _what(call: Invocation) -> str:
    """What is asked for. Raises Usage when the form has no such list."""
    from khacphuc.exports.requests import OF_ONE_CASE, TABLES

    form, what = call.options.form, call.options.what
    for option in _OF_PAPERS if form != "docx" else ():
        if getattr(call.options, option.strip("-").replace("-", "_")):
            raise UsageError(say("{option} is for papers: export docx.", option=option))
    if form in _WITHOUT_TABLE:
        if what is not None:
            raise UsageError(say("{form} takes no list: leave “{what}” out.", form=form, what=what))
        return _WITHOUT_TABLE[form]
    if form == "docx":
        return _paper(call, what)
    if what not in TABLES:
        raise UsageError(say("Name what to write: {words}.", words=", ".join(TABLES)))
    if what in OF_ONE_CASE and not call.options.case:
        raise UsageError(say("Name the case: --case."))
    return str(what)


def _paper(call: Invocation, what: str | None) -> str:
    """The paper that is asked for. Raises Usage when there is none of that name, or when it is not said of what."""
    from khacphuc.exports.word.catalogue import OF_A_CASE, OF_A_UNIT

    if what not in {*OF_A_CASE, *OF_A_UNIT}:
        raise UsageError(say("Name what to write: {words}.", words=", ".join((*OF_A_CASE, *OF_A_UNIT))))
    if what in OF_A_CASE and not call.options.case:
        raise UsageError(say("Name the case: --case."))
    if what in OF_A_UNIT and what != _OF_ALL and not call.options.unit:
        raise UsageError(say("Name the unit: --unit."))
    return what


def _file_name(call: Invocation, what: str) -> str:
    options = call.options
    parts = (what, options.case, options.unit, options.follower, options.person, options.year)
    words = (str(part).replace("/", "-").replace("\\", "-") for part in parts if part)
    return "-".join((*words, call.as_of.isoformat()))


def _ledger(call: Invocation, tell: object) -> SiteIndex:
    from functools import partial

    from khacphuc.exports.reading import read_ledger
    from khacphuc.pages.page import Site
    from khacphuc.register.loading import list_entries, open_settings

    listing = list_entries(call.source)
    site: Site = Site(open_settings(call.source, listing), call.as_of, call.language)
    _known(call, site)
    progress = partial(tell, say("Reading cases")) if callable(tell) else None
    return read_ledger(call.source, listing, site, progress=progress)


def _known(call: Invocation, site: Site) -> None:
    """Raise Usage for a unit or person that the register, as the profile shows it, does not have."""
    from khacphuc.pages.site_context import site_context

    made = site_context(site)
    known = {unit.id for unit in made.units if made.shows_unit(unit.id)}
    people = {party for party in made.units.people if party.partition("/")[0] in known}
    for option in ("unit", "follower", "person"):
        asked = getattr(call.options, option)
        names = known if option == "unit" else known | people
        if asked and asked not in names:
            raise _unknown(f"--{option}", asked, names)


def _unknown(option: str, asked: str, known: set[str]) -> UsageError:
    near = nearest(asked, known)
    hint = say(" Did you mean “{nearest}”?", nearest=near[0]) if near else ""
    return UsageError(
        say("{option}: “{asked}” is not in the register.{hint}", option=option, asked=asked, hint=hint)
    )


def _request(call: Invocation, ledger: SiteIndex, what: str) -> ExportRequest:
    from khacphuc.exports.requests import ExportRequest

    options = call.options
    if what == "classification" and options.unit == "" and options.case:
        raise UsageError(say("A classification sheet is of units: --unit."))
    case = _case(ledger, options.case) if options.case else None
    return ExportRequest(case, options.unit, options.follower, options.person, options.year, options.columns)


def _case(ledger: SiteIndex, asked: str) -> CaseState:
    """The case of that id, number or folder. Raises Usage for none, and for several."""
    wanted = asked.strip("/").removeprefix("plans/")
    found = [
        state
        for state in ledger.states
        if wanted in (state.id, state.number, state.folder.removeprefix("plans/"))
    ]
    if not found:
        raise _unknown("--case", asked, {state.id for state in ledger.states})
    if len(found) > 1:
        folders = ", ".join(state.folder for state in found)
        raise UsageError(
            say("--case: several cases are called “{asked}”: {folders}.", asked=asked, folders=folders)
        )
    return found[0]


def _made(call: Invocation, what: str, ledger: SiteIndex, asked: ExportRequest) -> bytes:
    from khacphuc.exports.requests import calendar_file, feed_file, table_file

    form = call.options.form
    if form == "docx":
        return word_paper(call, what, ledger, asked)
    if form == "ics":
        return calendar_file(ledger, asked)
    return feed_file(ledger, asked) if form == "atom" else table_file(ledger, form, what, asked)
