"""The kinds of papers, by the word that asks for each."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from khacphuc.exports.reading import shown_case
from khacphuc.exports.word.drafting import Draft, PaperSubject, headed
from khacphuc.exports.word.layout import paper_file
from khacphuc.exports.word.letters import extension_request, reminder_letter
from khacphuc.exports.word.package import Margins, word_file
from khacphuc.exports.word.paper import OfficialPaper
from khacphuc.exports.word.plan_papers import plan_history, plan_paper
from khacphuc.exports.word.register_papers import classification_paper, meeting_paper, periodic_report
from khacphuc.exports.word.result_report import result_report
from khacphuc.exports.word.row_tables import case_table, unit_table
from khacphuc.exports.word.sources import sources
from khacphuc.exports.word.template_file import BrokenTemplate, RowTable, fill_template
from khacphuc.exports.word.template_values import with_placeholders
from khacphuc.exports.word.wordml import Frame, Type, words
from khacphuc.obligations.values import CaseState
from khacphuc.pages.page import Site
from khacphuc.pages.site_context import site_context
from khacphuc.pages.site_index import SiteIndex
from khacphuc.register.case import Case
from khacphuc.text.message import say
from khacphuc.timeline.timeline import Timeline

OF_A_CASE: dict[str, Callable[[SiteIndex, PaperSubject], Draft]] = {
    "result-report": result_report,
    "reminder": reminder_letter,
    "plan": plan_paper,
    "extension-request": extension_request,
    "plan-history": plan_history,
}
OF_A_UNIT: dict[str, Callable[[SiteIndex, str], Draft]] = {
    "periodic-report": periodic_report,
    "classification": classification_paper,
    "meeting": meeting_paper,
}
"""The periodic report without a unit speaks of the whole register."""
SITE_REPORT = "result-report"
"""The paper that the page of a case offers."""


class PreparedPaper(Struct, frozen=True):
    """A paper, and the rows that an office's own template may show in its own tables."""

    paper: OfficialPaper
    table: RowTable

    def file(self, template: bytes | None = None) -> bytes:
        """The paper as a Word file, in our form or in a template. Raises BrokenTemplate."""
        if template is None:
            return paper_file(self.paper)
        return fill_template(template, self.paper, self.table)

    @property
    def template(self) -> bytes:
        """Our form with placeholders: a template to begin with."""
        return paper_file(with_placeholders(self.paper))


def case_paper(
    ledger: SiteIndex, what: str, state: CaseState, case: Case, version: str | None = None
) -> PreparedPaper:
    """A paper on a case, from the records up to the day.

    With a ``version``, the commit or nothing where there is none, its sources follow.
    """
    shown = shown_case(case, ledger.site.settings)
    subject = PaperSubject(state, Timeline(shown, ledger.site.as_of))
    paper = _paper(ledger, OF_A_CASE[what](ledger, subject), [state], version)
    return PreparedPaper(paper, case_table(ledger, what, subject))


def site_report(site: Site, state: CaseState, case: Case, template: bytes | None = None) -> bytes:
    """The result report of a case as its page offers it, made where nothing is known of other cases.

    A ``template`` that cannot be filled in is passed over: ``site.report_template`` tells of it.
    """
    prepared = case_paper(SiteIndex([state], site), SITE_REPORT, state, case)
    try:
        return prepared.file(template)
    except BrokenTemplate:
        return prepared.file()


def no_report(site: Site, folder: str) -> bytes:
    """What stands in the place of the report of a case that cannot be read."""
    said = site_context(site).say(say("Case {folder} cannot be read", folder=folder.removeprefix("plans/")))
    return word_file(words(said, Type(), Frame()), Margins((20, 20, 30, 15)), across=False, title=said)


def unit_paper(ledger: SiteIndex, what: str, unit: str, version: str | None = None) -> PreparedPaper:
    """A paper on a unit; ``version`` as above."""
    states = ledger.of_unit.get(unit, []) if unit else ledger.states
    paper = _paper(ledger, OF_A_UNIT[what](ledger, unit), states, version)
    return PreparedPaper(paper, unit_table(ledger, what, unit))


def _paper(
    ledger: SiteIndex, draft: Draft, states: Sequence[CaseState], version: str | None
) -> OfficialPaper:
    paper = headed(ledger, draft)
    return replace(paper, appendix=sources(ledger, states, version)) if version is not None else paper
