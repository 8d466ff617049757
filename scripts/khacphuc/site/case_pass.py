"""Check, fold and render each case in one pass. Opening a case costs more than any of these."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from khacphuc.exports.word.catalogue import site_report
from khacphuc.model.vocabulary import Severity
from khacphuc.obligations.values import CaseState
from khacphuc.pages.body_markdown import can_be_drawn
from khacphuc.pages.build import CaseWork, case_urls, hidden_case, link_page
from khacphuc.pages.overview import overview_pages
from khacphuc.pages.page import Page, Site
from khacphuc.pages.table_files import with_table_files
from khacphuc.register.cache_files import decoder, encode
from khacphuc.register.case import Case
from khacphuc.register.document import AnyDocument
from khacphuc.register.loading import Listing, RegisterSettings, open_case, open_document
from khacphuc.register.shards import ProgressCallback, each_case
from khacphuc.register.source import Source
from khacphuc.rules.checking import CaseCheck, reopening
from khacphuc.rules.contract import Context, Problem
from khacphuc.rules.runner import Checker, Facts
from khacphuc.site.case_cache import CaseCache, keys
from khacphuc.site.report_template import ReportTemplate, fault, report_template
from khacphuc.text.message import Message


class Gathered(Struct, frozen=True):
    """Every page, every problem, and where every case stands."""

    pages: list[Page]
    problems: list[Problem]
    states: list[CaseState]
    undrawn: list[str]
    reports: dict[str, bytes] = {}
    """Result reports for Word, by the folder of their case."""
    template_fault: Message | None = None
    """Why the office's own template is not used for them."""


class _Found(Struct, frozen=True):
    """The result of one case."""

    problems: list[Problem]
    facts: Facts
    state: CaseState | None
    page: Page | None
    undrawn: list[str]
    """The documents whose text is shown as it was written, because no parser gets through it."""
    report: bytes = b""
    """The result report for Word; nothing where the case has no page."""


class _Work(Struct, dict=True):
    """The work on one case, for any number of processes. What it gives comes with the bytes that are kept of it."""

    site: Site
    template: bytes | None

    def __call__(self, case: Case, settings: RegisterSettings) -> bytes | _Found:
        check = self.__dict__.setdefault("check", CaseCheck(self.site.as_of))
        problems, facts = check(case, settings)
        state, page = CaseWork(self.site, {case.folder: problems})(case, settings)
        report = site_report(self.site, state, case, self.template) if state and page else b""
        found = _Found(problems, facts, state, page, _undrawn(case.documents), report)
        try:
            return encode(found)
        except UnicodeEncodeError:  # a text with half a character in it: no bytes can be made of that
            return found


def gather(
    source: Source,
    listing: Listing,
    site: Site,
    *,
    kept: CaseCache,
    jobs: int = 0,
    progress: ProgressCallback | None = None,
) -> Gathered:
    """Return all of a register, as ``rules.checking.check`` and ``pages.build.register_pages`` have it, its history included.

    Cases of which nothing has changed come from what is ``kept``.
    """
    template = report_template(source)
    found = _found(source, listing, site, template.data, kept, jobs, progress)
    checker = Checker(Context(site.settings, site.as_of, listing.complete))
    facts: Facts = {}
    for one in found:
        for code, some in one.facts.items():
            facts.setdefault(code, []).extend(some)
    compared = list(checker.compare(facts, lambda path: open_document(source, path)))
    own = [problem for one in found for problem in one.problems]
    reopen = reopening(source, listing)
    past = checker.history(site.trail.events, site.trail.arrivals, reopen) if site.trail else ()
    standing = {*checker.unrecognised(listing.flawed), *checker.settings(), *own, *compared}
    problems = sorted({*standing, *past})

    pages = {folder: one.page for folder, one in zip(listing.cases, found, strict=True)}
    # A page puts to its reviewer the questions of the check, those too that only a comparison of cases raises.
    raised = (problem for problem in compared if problem.severity is Severity.QUESTION)
    touched = {problem.path.rpartition("/")[0] for problem in raised}
    again = replace(
        listing, cases={folder: files for folder, files in listing.cases.items() if folder in touched}
    )
    work = CaseWork(site, dict(_by_case(sorted(standing))))
    for folder, (_, page) in zip(
        again.cases, each_case(source, again, site.settings, work, jobs=jobs), strict=True
    ):
        pages[folder] = page

    undrawn = [*_undrawn(site.settings.units.documents), *(path for one in found for path in one.undrawn)]
    states = [one.state for one in found if one.state is not None]
    urls = case_urls(states, site)
    made = [*filter(None, pages.values()), *overview_pages(states, site, problems, jobs)]
    reports = {folder: one.report for folder, one in zip(listing.cases, found, strict=True) if one.report}
    hidden = hidden_case(site)
    linked = [with_table_files(link_page(page, urls, hidden), site.language) for page in made]
    return Gathered(
        linked, problems, states, undrawn, reports, _fault(source, listing, site, template, states)
    )


def _fault(
    source: Source, listing: Listing, site: Site, template: ReportTemplate, states: Sequence[CaseState]
) -> Message | None:
    """Why the office's template is not used: tried on the first case, whose report may be an older one, kept."""
    first = next(iter(states), None)
    if template.data is None or first is None:
        return template.broken
    case = open_case(source, first.folder, listing.cases[first.folder])
    return fault(template, site, first, case)


def _undrawn(documents: Iterable[AnyDocument]) -> list[str]:
    return [
        document.path
        for document in documents
        if document.record is not None
        and not can_be_drawn(document.body)
        and all(flaw.kind != "table-too-large" for flaw in document.flaws)
    ]


def _found(  # the last two are for those who watch or measure
    source: Source,
    listing: Listing,
    site: Site,
    template: bytes | None,
    kept: CaseCache,
    jobs: int,
    progress: ProgressCallback | None,
) -> list[_Found]:
    """Return the result of each case, in the order of cases."""
    wanted = keys(source, listing, site)
    read = decoder(_Found)
    known = kept.find(wanted, read)
    rest = {folder: files for folder, files in listing.cases.items() if folder not in known}
    left = replace(listing, cases=rest)
    made = dict(
        zip(
            rest,
            each_case(source, left, site.settings, _Work(site, template), jobs=jobs, progress=progress),
            strict=True,
        )
    )
    new = {folder: one for folder, one in made.items() if isinstance(one, bytes)}
    known |= {folder: read(one) if isinstance(one, bytes) else one for folder, one in made.items()}
    kept.keep(wanted, known, new)
    return [known[folder] for folder in listing.cases]


def _by_case(problems: Iterable[Problem]) -> Iterator[tuple[str, tuple[Problem, ...]]]:
    for folder, some in groupby(problems, key=lambda problem: problem.path.rpartition("/")[0]):
        yield folder, tuple(some)
