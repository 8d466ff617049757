"""Letters: the reminder to a unit that is late, and the request for more time."""

from __future__ import annotations

from khacphuc.exports.owed_sheet import owed_words
from khacphuc.exports.word.drafting import Draft, NothingToSay, PaperSubject, notice_words
from khacphuc.exports.word.paper import Grid, Words
from khacphuc.obligations.timeliness import is_open, timeliness, timing_text
from khacphuc.obligations.values import ObligationKind, TaskState, Timing
from khacphuc.obligations.views import ObligationRow
from khacphuc.pages.site_index import SiteIndex
from khacphuc.text.message import N_, say, say_n

_INSPECTING = (ObligationKind.VERIFY, ObligationKind.CLOSE, ObligationKind.CHECK_EFFECTIVENESS)


def owed_grid(ledger: SiteIndex, rows: list[ObligationRow], home: str) -> Grid:
    """A table of what is owed, as a letter shows it."""
    made = ledger.context
    cells = tuple(
        (
            made.say(index),
            owed_words(ledger, row),
            made.party_name(row.obligation.answerable or row.obligation.owed_by, home),
            made.say(row.obligation.deadline.current) if row.obligation.deadline.current else "",
            made.say(timing_text(row.timeliness)),
        )
        for index, row in enumerate(rows, 1)
    )
    heads = (N_("No."), N_("What is owed"), N_("Answerable"), N_("Deadline"), N_("Status"))
    return Grid((9, 55, 42, 24, 35), tuple(made.words[name] for name in heads), cells, frozenset({0, 3}))


def late_of(ledger: SiteIndex, subject: PaperSubject) -> list[ObligationRow]:
    """What of a case is overdue and not owed by those who inspect."""
    state = subject.state
    return [
        row
        for row in ledger.overdue_in.get(state.folder, [])
        if row.obligation.kind not in _INSPECTING and row.obligation.owed_by.unit != state.follower.unit
    ]


def reminder_letter(ledger: SiteIndex, subject: PaperSubject) -> Draft:
    """From the follower to the unit: what of the case is overdue, and what is asked for."""
    made, state = ledger.context, subject.state
    late = late_of(ledger, subject)
    if not late:
        raise NothingToSay(say("{case} has nothing overdue to remind of.", case=state.number or state.id))
    name = made.unit_name(subject.unit)
    blocks = (
        Words(
            made.say(
                say(
                    "{notice}, “{title}”, set the deadlines by which {unit} is to put right what was found. As of {day}, {late} overdue:",
                    notice=notice_words(made, state),
                    title=state.title,
                    unit=name,
                    day=made.as_of,
                    late=say_n("{n} obligation is", "{n} obligations are", len(late)),
                )
            )
        ),
        owed_grid(ledger, late, subject.unit),
        Words(
            made.say(
                say(
                    "{unit} is asked to direct that they be fulfilled, to report in writing on the result with the reasons for the delay, and to name the day by which each will be done. A deadline that cannot be kept is moved only by a decision on a request for extension.",
                    unit=name,
                )
            )
        ),
    )
    return Draft(
        by=state.follower.unit or state.issuer,
        kind="CV",
        title="",
        abstract=say("Re: urging remediation under {number}", number=state.number or state.id),
        blocks=blocks,
        addressees=(name,),
        receivers=tuple(dict.fromkeys((name, made.unit_name(state.issuer)))) if state.issuer else (name,),
        letter=True,
    )


def _late_tasks(ledger: SiteIndex, subject: PaperSubject) -> list[TaskState]:
    """Tasks for which more time may be asked: overdue, due soon, or promised for after their deadline."""
    made = ledger.context
    found = []
    demanded = [item for item in subject.state.demands if item.owner.unit == subject.state.owner]
    for task in (*demanded, *subject.state.tasks):
        due = task.deadline.current
        promised = bool(task.promise and due and task.promise > due)
        pressing = any(
            is_open(item)
            and timeliness(item, made.as_of, made.policy).timing in (Timing.OVERDUE, Timing.DUE_SOON)
            for item in task.obligations
            if item.kind in (ObligationKind.DO_TASK, ObligationKind.MEET_DEMAND)
        )
        if due and not task.handed_in and (promised or pressing):
            found.append(task)
    return found


def extension_request(ledger: SiteIndex, subject: PaperSubject) -> Draft:
    """From the unit to the one who set the deadline: which deadlines, why, until when."""
    made, state = ledger.context, subject.state
    late = _late_tasks(ledger, subject)
    if not late:
        raise NothingToSay(
            say("{case} has no deadline near or past for which to ask.", case=state.number or state.id)
        )
    rows = tuple(
        (
            made.say(index),
            f"{task.task.id}: {task.task.content or ''}",
            made.say(task.deadline.current) if task.deadline.current else "",
            made.say(task.promise) if task.promise else "…………",
            task.obstacles or "…………",
        )
        for index, task in enumerate(late, 1)
    )
    heads = (N_("No."), N_("Task"), N_("Current deadline"), N_("Proposed deadline"), N_("Reason"))
    to = made.unit_name(state.issuer or state.follower.unit)
    blocks = (
        Words(
            made.say(
                say(
                    "{unit} is carrying out its plan under {notice}. For the reasons below, it asks that these deadlines be extended:",
                    unit=made.unit_name(subject.unit),
                    notice=notice_words(made, state),
                )
            )
        ),
        Grid((1, 6, 3, 3, 6), tuple(made.words[name] for name in heads), rows, frozenset({0, 2, 3})),
        Words(made.say(say("Until a decision is made, the current deadlines hold."))),
    )
    return Draft(
        by=subject.unit,
        kind="CV",
        title="",
        abstract=say("Re: extension of deadlines under {number}", number=state.number or state.id),
        blocks=blocks,
        addressees=(to,),
        receivers=tuple(dict.fromkeys((to, made.party_name(state.follower) if state.follower else to))),
        signs=tuple(document.record.number or "" for document in subject.timeline.plans),
        letter=True,
    )
