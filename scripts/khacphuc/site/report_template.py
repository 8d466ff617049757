"""The office's own template for the reports that a site offers, and why it is not used where it is broken."""

from __future__ import annotations

from msgspec import Struct

from khacphuc.exports.word.catalogue import SITE_REPORT, case_paper
from khacphuc.exports.word.template_file import BrokenTemplate, read_template, template_path
from khacphuc.obligations.values import CaseState
from khacphuc.pages.page import Site
from khacphuc.pages.site_index import SiteIndex
from khacphuc.register.case import Case
from khacphuc.register.source import Source
from khacphuc.text.message import Message, say


class ReportTemplate(Struct, frozen=True):
    """The bytes of the template, nothing where there is none, and what is wrong with it."""

    data: bytes | None = None
    broken: Message | None = None


def report_template(source: Source) -> ReportTemplate:
    """Read the template for the reports of a source."""
    try:
        return ReportTemplate(read_template(source, SITE_REPORT))
    except BrokenTemplate as error:
        return ReportTemplate(broken=_told(error))


def fault(template: ReportTemplate, site: Site, state: CaseState, case: Case) -> Message | None:
    """Why a template is not used, tried on one case; None where it is, or where there is none."""
    if template.data is None:
        return template.broken
    try:
        case_paper(SiteIndex([state], site), SITE_REPORT, state, case).file(template.data)
    except BrokenTemplate as error:
        return _told(error)
    return None


def _told(error: BrokenTemplate) -> Message:
    return say("{path} cannot be filled in: {reason}.", path=template_path(SITE_REPORT), reason=error.reason)
