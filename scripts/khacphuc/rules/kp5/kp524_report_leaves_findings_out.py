"""The result report leaves findings out.

The report answers the notice finding by finding. One that is left out counts as not reported, and the case waits for it.

Add the missing findings to `covers` and `results`, or record the report that completes the account.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.records import Report as ResultReport
from khacphuc.model.vocabulary import ReportKind, Severity
from khacphuc.register.case import Case
from khacphuc.rules.case_state import notice_of
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.rules.reference_common import understood
from khacphuc.text.message import listed, say
from khacphuc.timeline.notice import AmendmentKind

SEVERITY = Severity.WARNING
_READ = ("conclusion", "supplement", "correction", "report")


def check_case(case: Case, context: Context) -> Iterator[RuleReport]:
    found = [item for item in case.of(ResultReport) if item[1].kind is ReportKind.RESULT]
    notice = notice_of(case, context)
    if not found or notice is None or not understood(case, *_READ):
        return
    later = {
        change.part
        for change in notice.changes
        if change.kind is AmendmentKind.ADDED and change.on > found[-1][1].date
    }
    known = [finding.id for finding in notice.conclusion.findings if finding.id not in later]
    covered = {name for _, report in found for name in (report.accounts_for or known)}
    told = {result.finding for _, report in found for result in report.results}
    document, last = found[-1]
    missing = [name for name in known if name not in covered]
    if missing:
        yield RuleReport(document, ("covers",), _said(missing))
    # Where results are given finding by finding, each of those covered has one.
    elif told and (missing := [name for name in known if name not in told]):
        yield RuleReport(
            document, ("results",) if last.results else ("kind",), _said(missing), on_key=bool(last.results)
        )


def _said(missing: list[str]) -> Said:
    message = say("The report says nothing of {names}.", names=listed(missing))
    return Said(message, say("Say of {names} what was done, or what is still to do.", names=listed(missing)))
