"""The kinds of papers, by the word that asks for each."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec.structs import replace

from khacphuc.exports.reading import shown_case
from khacphuc.exports.word.drafting import Draft, PaperSubject, headed
from khacphuc.exports.word.layout import paper_file
from khacphuc.exports.word.letters import extension_request, reminder_letter
from khacphuc.exports.word.package import Margins, word_file
from khacphuc.exports.word.plan_papers import plan_history, plan_paper
from khacphuc.exports.word.register_papers import classification_paper, meeting_paper, periodic_report
from khacphuc.exports.word.result_report import result_report
from khacphuc.exports.word.sources import sources
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


def case_paper(
    ledger: SiteIndex, what: str, state: CaseState, case: Case, version: str | None = None
) -> bytes:
    """A paper on a case as a Word file, from the records up to the day.

    With a ``version``, the commit or nothing where there is none, its sources follow.
    """
    shown = shown_case(case, ledger.site.settings)
    subject = PaperSubject(state, Timeline(shown, ledger.site.as_of))
    return _file(ledger, OF_A_CASE[what](ledger, subject), [state], version)


def site_report(site: Site, state: CaseState, case: Case) -> bytes:
    """The result report of a case as its page offers it, made where nothing is known of other cases."""
    return case_paper(SiteIndex([state], site), "result-report", state, case)


def no_report(site: Site, folder: str) -> bytes:
    """What stands in the place of the report of a case that cannot be read."""
    said = site_context(site).say(say("Case {folder} cannot be read", folder=folder.removeprefix("plans/")))
    return word_file(words(said, Type(), Frame()), Margins((20, 20, 30, 15)), across=False, title=said)


def unit_paper(ledger: SiteIndex, what: str, unit: str, version: str | None = None) -> bytes:
    """A paper on a unit as a Word file; ``version`` as above."""
    states = ledger.of_unit.get(unit, []) if unit else ledger.states
    return _file(ledger, OF_A_UNIT[what](ledger, unit), states, version)


def _file(ledger: SiteIndex, draft: Draft, states: Sequence[CaseState], version: str | None) -> bytes:
    paper = headed(ledger, draft)
    if version is not None:
        paper = replace(paper, appendix=sources(ledger, states, version))
    return paper_file(paper)
