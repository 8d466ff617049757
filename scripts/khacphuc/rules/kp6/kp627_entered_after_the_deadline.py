"""A paper arrived after a deadline and says that it was met in time.

What was decided counts from the day on the paper, and what was reached from the day on which it was reached. Whoever read the
register on the day after the deadline saw it as overdue, and of a paper that comes later nobody can tell when it was written.
Nor can it be told when something was done, of which an update says so long afterwards, whatever date it bears. Nothing
is asked of what arrives within a week, because papers travel. Where the register wants an update only every so many days
(`days.update`), it tells of those, but of no more than a month.

Compare with the paper, and with the register of incoming papers. Enter papers when they are signed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import PurePosixPath

from khacphuc.history.comparing.record_changes import told_within
from khacphuc.history.trail import Event, EventKind
from khacphuc.model.vocabulary import Severity
from khacphuc.obligations.values import Obligation
from khacphuc.rules.case_state import case_state
from khacphuc.rules.contract import CaseHistory, Context, Said
from khacphuc.rules.deadline_moves import day_in
from khacphuc.rules.event_context import when
from khacphuc.rules.remedies import explained, or_explain
from khacphuc.text.message import say, say_n

SEVERITY = Severity.QUESTION
EVENTS = (EventKind.RECORD_LATE, EventKind.REACHED_BEFORE)


def check_event(event: Event, history: CaseHistory, context: Context) -> Iterator[Said]:
    dated = day_in(event.old)
    state = case_state(history.case, context) if history.case else None
    if state is None or dated is None or explained(event, history):
        return
    on = dated + timedelta(days=event.days)  # by what is certain: the date of a commit is a claim
    usual = told_within(context.settings) if event.kind is EventKind.REACHED_BEFORE else 0
    name = PurePosixPath(event.path).name
    met = [one for one in state.obligations if PurePosixPath(one.fulfilled_path).name == name]
    for one in met:
        due = one.deadline.current
        if due is None or not _in_time(one) or (on - due).days <= usual:
            continue
        message = say_n(
            "What was due on {due} counts as met in time by this paper, which arrived {n} day after that, {when}: “{what}”.",
            "What was due on {due} counts as met in time by this paper, which arrived {n} days after that, {when}: “{what}”.",
            (on - due).days,
            due=due,
            when=when(event, history, context),
            what=one.what,
        )
        yield Said(message, or_explain(event, history, say("Compare with the paper. Was it there by then?")))
        return  # once for each paper


def _in_time(one: Obligation) -> bool:
    due, met = one.deadline.current, one.fulfilled_on
    return due is not None and met is not None and met <= due
