"""Say what each figure of the site counts, and link figures to that: the guide to figures shows a line for each.

How they are counted stands in ``obligations/counts.py``.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from khacphuc.pages.anchors import ROOT
from khacphuc.pages.safe_html import EMPTY, Html, html
from khacphuc.pages.site_context import SiteContext
from khacphuc.text.message import N_

PATH = "figures/"
"""Path of the guide to figures."""


class FigureLine(Struct, frozen=True):
    """What one figure counts. ``names`` are the headings under which it stands on pages."""

    id: str
    title: str
    about: str
    names: tuple[str, ...] = ()


LINES = (
    FigureLine(
        "obligation",
        N_("Obligation"),
        N_(
            "Anything that somebody owes: a plan, a demand of the notice, a task, a milestone, one occurrence of a recurring "
            "task, a report, an answer, a verification, the closure. One task can bring several, so there are more obligations than tasks. "
            "Each belongs to the unit or person responsible for it now."
        ),
    ),
    FigureLine(
        "open",
        N_("Open"),
        N_(
            "Obligations neither fulfilled nor given up, overdue ones included. A task reported done is no longer owed by "
            "the unit: from then on the follower owes its verification, which counts as the follower's."
        ),
        (
            N_("obligations open"),
            N_("Open obligations"),
            N_("Open"),
            N_("With a deadline"),
            N_("No deadline"),
        ),
    ),
    FigureLine(
        "overdue",
        N_("Overdue"),
        N_(
            "Open obligations whose current deadline has passed; the deadline's own day is in time. Only an approved "
            "extension moves a deadline, a promise does not. Milestones, occurrences, reports, answers and verifications "
            "count as well, so a case can have more of them than tasks."
        ),
        (
            N_("obligations overdue"),
            N_("Overdue obligations"),
            N_("Overdue"),
            N_("Longest overdue, in days"),
            N_("Overdue obligations, since their deadline"),
        ),
    ),
    FigureLine(
        "due-soon",
        N_("Due soon"),
        N_(
            "Open obligations that are not overdue and fall due within the number of days that the register's settings "
            "name."
        ),
        (N_("due soon"), N_("Due soon"), N_("Not yet due"), N_("Due by the end of next month")),
    ),
    FigureLine(
        "tasks",
        N_("Tasks"),
        N_(
            "Tasks of the plans of a case; one given to each of several units counts once for each. Handed in: reported "
            "done and not rejected, or ended. Tasks overdue: those that are overdue themselves, recurring ones by an "
            "occurrence; an overdue milestone counts among obligations alone."
        ),
        (N_("Tasks"), N_("Handed in"), N_("Tasks overdue")),
    ),
    FigureLine(
        "progress",
        N_("Progress of tasks"),
        N_(
            "The mean of the tasks whose progress is known; how many of how many stands beside it. A task without figures "
            "is left out and never counted as 0. In a period: the tasks of which something falls due in it, a recurring one by "
            "its occurrences there. What the notice demands by itself is no task of a plan and is not counted."
        ),
        (N_("Progress of tasks"),),
    ),
    FigureLine(
        "no-plan",
        N_("Without a plan"),
        N_(
            "Conclusions whose unit has issued no plan, one for each case. A case whose plan is there and cannot be read is "
            "not counted. Plans of their own that named collectives and individuals owe are listed apart."
        ),
        (N_("conclusions without a plan"),),
    ),
    FigureLine(
        "inactive",
        N_("No report, no reminder sent"),
        N_(
            "Without a report: open cases whose last report (else plan, else conclusion) is older than the register's "
            "settings allow. No reminder sent: cases with an overdue obligation and no reminder within the days that the "
            "settings name."
        ),
        (
            N_("cases without a report"),
            N_("Cases without a report"),
            N_("cases overdue, no reminder sent"),
        ),
    ),
    FigureLine(
        "verification",
        N_("Awaiting verification"),
        N_(
            "Verifications that followers owe for what was reported done. Waiting for the follower's word: everything that "
            "a follower owes in the cases followed. Overdue in its cases: all that is overdue there, by anyone."
        ),
        (N_("awaiting verification"), N_("Waiting for its word"), N_("Overdue in its cases")),
    ),
    FigureLine(
        "opinions",
        N_("Opinions"),
        N_(
            "Opinions given by mass organisations. Without an answer: no reply is recorded, closed cases included. Answer "
            "overdue, and among a unit's figures unanswered: only what somebody still owes an answer to. Accepted, "
            "explained, declined: as the reply says."
        ),
        (
            N_("Opinions"),
            N_("Opinions unanswered"),
            N_("Without an answer"),
            N_("Answer overdue"),
            N_("Accepted"),
            N_("Explained"),
            N_("Declined"),
        ),
    ),
    FigureLine(
        "on-time",
        N_("On time"),
        N_(
            "Obligations fulfilled by their current deadline; on the front page all since the register began, elsewhere "
            "those that fall due in the period named. The percentage for a year is of all that fell due in it and was "
            "fulfilled or is overdue, shown beside it as a number of a number: what was done late, is still overdue or has "
            "no date of completion counts as not on time. A percentage of one is not shown as a success."
        ),
        (
            N_("done on time"),
            N_("Done on time"),
            N_("On time this year"),
            N_("done late"),
            N_("Done late"),
            N_("Done, date unknown"),
        ),
    ),
    FigureLine(
        "original",
        N_("By the original deadline"),
        N_(
            "Of those on time, the obligations fulfilled by the deadline that was set first, before any extension. The "
            "difference is what was on time only because the deadline was moved. Deadlines extended: how often deadlines "
            "were moved by approved extensions."
        ),
        (N_("Of these, by the original deadline"), N_("Deadlines extended")),
    ),
    FigureLine(
        "heads",
        N_("By head"),
        N_(
            "Own: what the head owes or answers for in person, in whatever unit. Whole remit: these and everything that the "
            "head's units and their people owe. What lies in the remit of two heads counts for both."
        ),
        (N_("Own, open"), N_("Own, overdue"), N_("Whole remit, open"), N_("Whole remit, overdue")),
    ),
    FigureLine(
        "cases",
        N_("Cases"),
        N_(
            "One for each conclusion. Open cases are neither drafts nor closed. A public site does not list restricted "
            "cases; the front page counts them."
        ),
        (N_("cases"), N_("Cases"), N_("Open cases")),
    ),
    FigureLine(
        "findings",
        N_("Findings"),
        N_(
            "Shortcomings named in issued conclusions. Put right: each of their tasks is verified, or given up with the "
            "follower's agreement. New: by the day of the conclusion. Closing is opening and new without those put right."
        ),
        (
            N_("Findings"),
            N_("Put right"),
            N_("Opening"),
            N_("New"),
            N_("Closing"),
            N_("New findings"),
            N_("Of these, repeated"),
            N_("Open findings, since their conclusion"),
        ),
    ),
)
_BY_NAME = {name: line for line in LINES for name in line.names}


def figure_link(context: SiteContext, name: str) -> Html:
    """Return a small link from the figure under a heading to what it counts; nothing where it needs no explanation."""
    line = _BY_NAME.get(name)
    if line is None:
        return EMPTY
    label = f"{context.names[N_('What this counts')]}: {context.names[name]}"
    return html(
        f'<a class="kp-why" href="{ROOT}{PATH}#{line.id}"><span aria-hidden="true">?</span>'
        f'<span class="kp-sr">{label}</span></a>'
    )


def figures_explained(context: SiteContext, names: Iterable[str]) -> Html:
    """Return a line below a table that leads from its columns to what they count; nothing where none counts."""
    lines = dict.fromkeys(_BY_NAME[name] for name in names if name in _BY_NAME)
    links = " · ".join(f'<a href="{ROOT}{PATH}#{line.id}">{context.names[line.title]}</a>' for line in lines)
    if not links:
        return EMPTY
    return html(f'\n<p class="kp-counted">{context.names[N_("What this counts")]}: {links}</p>')
