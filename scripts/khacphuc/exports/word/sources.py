"""Where the figures of a paper come from: the documents behind them, and the state of the register."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from khacphuc.exports.word.paper import Block, Grid, Words
from khacphuc.obligations.values import CaseState
from khacphuc.pages.anchors import without_slug
from khacphuc.pages.site_context import SiteContext
from khacphuc.pages.site_index import SiteIndex
from khacphuc.text.message import N_, say
from khacphuc.timeline.notice import AmendmentKind


def sources(ledger: SiteIndex, states: Iterable[CaseState], version: str) -> tuple[Block, ...]:
    """A page to follow the paper: each document that a figure rests on, by case. ``version`` is the commit."""
    made = ledger.context
    rows = tuple(row for state in states for row in _rows(made, state))
    heads = (N_("Case"), N_("Document"), N_("What is in it"))
    said = (
        say("All documents as of {day}, data version {commit}.", day=made.as_of, commit=version)
        if version
        else say("All documents as of {day}; they are in no commit.", day=made.as_of)
    )
    return (
        Words(made.say(say("Sources of the figures")), bold=True, centred=True, new_page=True),
        Words(made.say(said)),
        Grid((3, 8, 5), tuple(made.words[name] for name in heads), rows),
    )


def _rows(made: SiteContext, state: CaseState) -> Iterator[tuple[str, str, str]]:
    for path, what in sorted(_documents(made, state).items()):
        yield state.number or state.id, path, ", ".join(sorted(what))


def _documents(made: SiteContext, state: CaseState) -> dict[str, set[str]]:
    """The documents of a case that its state rests on, with the ids that each is the reason for."""
    amended = state.notice.changes if state.notice else ()
    later = {change.part for change in amended if change.kind is AmendmentKind.ADDED}
    found: dict[str, set[str]] = {
        f"{state.folder}/conclusion.md": {one.finding.id for one in state.findings} - later or {state.id}
    }

    def note(path: str, what: str) -> None:
        if path:
            found.setdefault(without_slug(path) if made.public else path, set()).add(what)

    for change in amended:
        note(change.path, change.part)
    for task in state.tasks:
        note(task.path, task.task.id)
        note(task.reported_path, task.task.id)
    for item in state.obligations:
        note(item.fulfilled_path, made.words[item.kind.label])
        for move in item.deadline.moved:
            note(move.path, made.words[N_("Extension")])
    return found
