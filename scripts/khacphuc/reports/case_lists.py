"""Render status and overdue lists, as tables for a terminal and as JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from io import StringIO
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from khacphuc.obligations.counts import count_rows
from khacphuc.obligations.obligation_words import part_name, with_predecessor
from khacphuc.obligations.timeliness import timing_text
from khacphuc.obligations.totals import total_of
from khacphuc.obligations.values import (
    PARTS,
    AskedExtension,
    CaseState,
    Obligation,
    ObligationKind,
    Stage,
    Timing,
)
from khacphuc.obligations.views import ObligationQuery, ObligationRow, rows
from khacphuc.register.loading import RegisterSettings
from khacphuc.text.message import N_, Message, Speaker, listed, say, say_n, speaker
from khacphuc.timeline.deadlines import duty_of

if TYPE_CHECKING:
    from rich.table import Table

JSON_VERSION = 1
_WIDTH_WITHOUT_TERMINAL = 160
_OF_WORK_DONE = (ObligationKind.VERIFY, ObligationKind.CHECK_EFFECTIVENESS)
_STYLES = {Timing.OVERDUE: "bold red", Timing.DUE_SOON: "yellow"}


class ListAnswer(Struct, frozen=True):
    """The answer to a query on a day: cases, and their open obligations, ranked."""

    as_of: date
    settings: RegisterSettings
    states: tuple[CaseState, ...]
    rows: tuple[ObligationRow, ...]
    unreadable: tuple[str, ...] = ()
    """Paths that cannot be read, in any case, of units and of settings: what they would change is not known."""
    counted: tuple[CaseState, ...] = ()
    """The cases that the totals count: those of the parties asked about, whatever days are asked about."""
    counted_rows: tuple[ObligationRow, ...] = ()
    """What is open in them."""


def answer(
    states: Sequence[CaseState],
    settings: RegisterSettings,
    as_of: date,
    asked: ObligationQuery,
    unreadable: Sequence[str] = (),
) -> ListAnswer:
    """Rank what is open. A question narrows the cases, too: to those with something that matches.

    The totals do not depend on the days asked about, so that ``status`` and ``overdue`` give the same figures.
    ``unreadable`` are paths beside those of the cases.
    """
    of_parties = replace(asked, overdue=False, due_within=None)
    counted_rows = tuple(rows(states, as_of, settings.policy, of_parties))
    found = tuple(row for row in counted_rows if asked.admits(row))
    paths = dict.fromkeys((*(path for state in states for path in state.unreadable), *unreadable))
    counted = _matching(states, counted_rows, of_parties)
    shown = _matching(states, found, asked)
    return ListAnswer(as_of, settings, shown, found, tuple(paths), counted, counted_rows)


def _matching(
    states: Iterable[CaseState], found: Iterable[ObligationRow], asked: ObligationQuery
) -> tuple[CaseState, ...]:
    """Return the cases with something that a question admits; all where nothing is asked."""
    if asked == ObligationQuery():
        return tuple(states)
    matching = {row.case.folder for row in found}
    return tuple(state for state in states if state.folder in matching)


def cases_table(answer: ListAnswer, language: str, *, colour: bool = False) -> str:
    """Return one line a case, the worst first, and the totals."""
    speak = speaker(language)
    headings = (
        N_("Case"),
        N_("Unit"),
        N_("Stage"),
        N_("Open obligations"),
        N_("Overdue obligations"),
        N_("Next deadline"),
    )
    table = _table([speak(Message(text)) for text in headings], right=(3, 4))
    by_case: dict[str, list[ObligationRow]] = {}
    for row in answer.rows:
        by_case.setdefault(row.case.folder, []).append(row)
    known, called = {state.folder: state for state in answer.states}, answer.settings.units.called
    for folder in (*by_case, *(folder for folder in known if folder not in by_case)):
        state, open_rows = known[folder], by_case.get(folder, [])
        late = count_rows(open_rows).overdue
        table.add_row(
            _case_name(state),
            with_predecessor(called(state.owner), state.taken_over_from, called, speak),
            speak(state.stage_in_words),
            str(len(open_rows)),
            str(late) if late else "",
            _deadline(open_rows[0], speak) if open_rows else "",
            style="red" if late else None,
        )
    return _drawn(table, colour=colour) + _totals(answer, language)


def obligations_table(answer: ListAnswer, language: str, *, colour: bool = False) -> str:
    """Return one line an obligation, ranked, and the totals."""
    speak = speaker(language)
    headings = (N_("Days"), N_("Deadline"), N_("Case"), N_("What"), N_("Responsible"), N_("Answerable"))
    table = _table([speak(Message(text)) for text in headings], right=(0,))
    called = answer.settings.units.called
    for row in answer.rows:
        owed = row.obligation
        table.add_row(
            speak(timing_text(row.timeliness)),
            speak(owed.deadline.current) if owed.deadline.current else "",
            row.case.number or row.case.id,
            _what(answer, owed, speak),
            with_predecessor(called(owed.owed_by), owed.taken_over_from, called, speak),
            called(owed.answerable) if owed.answerable else "",
            style=_STYLES.get(row.timeliness.timing),
        )
    return _drawn(table, colour=colour) + _totals(answer, language)


def _what(answer: ListAnswer, owed: Obligation, speak: Speaker) -> str:
    """Return an obligation's name: the id that plans use; for a verification, the unit whose work is verified."""
    what = speak(owed.what)
    if owed.kind in PARTS:
        return f"{speak(part_name(owed))}: {what}"
    return f"{what} ({answer.settings.units.called(owed.owed_to)})" if owed.kind in _OF_WORK_DONE else what


def _case_name(state: CaseState) -> str:
    return f"{state.number or state.id} {state.title}"


def _deadline(row: ObligationRow, speak: Speaker) -> str:
    due = row.obligation.deadline.current
    told = speak(timing_text(row.timeliness))
    return f"{speak(due)} ({told})" if due else told


def _totals(answer: ListAnswer, language: str) -> str:
    speak = speaker(language)
    stages = Counter(state.stage for state in answer.counted)
    owed = count_rows(answer.counted_rows)
    counts = (
        say("As of {day}", day=answer.as_of),
        say_n("{n} case", "{n} cases", len(answer.counted)),
        say("{n} closed", n=stages[Stage.CLOSED]),
        say("{n} open obligations", n=owed.open),
        say("{n} overdue", n=owed.overdue),
    )
    unread = [speak(say("Cannot be read: {path}", path=path)) + "\n" for path in answer.unreadable]
    asked = [speak(_asked(answer, state, one)) + "\n" for state in answer.counted for one in state.asked]
    return "".join((*asked, *unread)) + "; ".join(speak(part) for part in counts) + ".\n"


def _asked(answer: ListAnswer, state: CaseState, one: AskedExtension) -> Message:
    """Return an extension that was asked for and is not decided, and who must decide."""
    called, duty = answer.settings.units.called, duty_of(one.key)
    return say(
        "Extension asked for: {case}, {what}: {before} → {after} ({by}, {day}). Who must decide: {deciders}.",
        case=state.number or state.id,
        what=say(duty.label) if duty else one.key.id,
        before=one.before,
        after=one.after,
        by=called(one.by) if one.by else "–",
        day=one.on,
        deciders=listed(map(called, one.deciders), "; ") if one.deciders else say(N_("nobody")),
    )


def _table(headings: list[str], right: tuple[int, ...]) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for index, heading in enumerate(headings):
        table.add_column(heading, justify="right" if index in right else "left", overflow="fold")
    return table


def _drawn(table: Table, *, colour: bool) -> str:
    from rich.console import Console

    out = StringIO()
    console = Console(
        file=out,
        force_terminal=colour,
        color_system="standard" if colour else None,
        markup=False,
        emoji=False,
        highlight=False,
        width=None if colour else _WIDTH_WITHOUT_TERMINAL,
    )
    console.print(table)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


def as_json(answer: ListAnswer, language: str) -> str:
    """Return the same for programs. Dates are ISO; ``version`` changes when a key changes its meaning."""
    speak = speaker(language)
    by_case: dict[str, list[dict[str, Any]]] = {}
    for row in answer.rows:
        by_case.setdefault(row.case.folder, []).append(_row_data(row, speak))
    cases = [
        {
            "id": state.id,
            "folder": state.folder,
            "number": state.number,
            "title": state.title,
            "unit": state.unit,
            "owner": state.owner,
            "followers": sorted(state.followers),
            "stage": state.stage.value,
            "without_task": state.without_task,
            "issued_on": state.issued_on,
            "progress": _progress_data(state),
            "obligations": by_case.get(state.folder, []),
            "extensions_asked": [_asked_data(one) for one in state.asked],
        }
        for state in answer.states
    ]
    data: dict[str, Any] = {
        "version": JSON_VERSION,
        "as_of": answer.as_of,
        "language": language,
        "cases": cases,
    }
    data["unreadable"] = answer.unreadable
    return json.dumps(data, ensure_ascii=False, indent=2, default=str) + "\n"


def _progress_data(state: CaseState) -> dict[str, Any]:
    """How far the tasks of a case are. ``percent`` is the mean of the ``known``; null when none is."""
    total = total_of(state.tasks)
    sums = [
        {
            "unit": one.unit,
            "done": _number(one.done),
            "total": _number(one.total),
            "known": one.known,
            "tasks": one.tasks,
        }
        for one in total.sums
    ]
    mean = None if total.mean is None else _number(total.mean)
    return {"percent": mean, "known": total.known, "tasks": total.tasks, "sums": sums}


def _asked_data(one: AskedExtension) -> dict[str, Any]:
    return {
        "what": one.key.what,
        "id": one.key.id,
        "by": one.by or None,
        "on": one.on,
        "from": one.before,
        "to": one.after,
        "deciders": one.deciders,
    }


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _row_data(row: ObligationRow, speak: Speaker) -> dict[str, Any]:
    owed, deadline = row.obligation, row.obligation.deadline
    return {
        "id": owed.id,
        "kind": owed.kind.value,
        "what": speak(owed.what),
        "owed_by": owed.owed_by,
        "taken_over_from": owed.taken_over_from or None,
        "owed_to": owed.owed_to,
        "answerable": owed.answerable or None,
        "since": owed.since,
        "original_due": deadline.original,
        "due": deadline.current,
        "due_by_policy": deadline.by_policy,
        "moves": len(deadline.extensions),
        "slippage_days": deadline.slippage,
        "timing": row.timeliness.timing.value,
        "days": row.timeliness.days,
    }
