"""Random histories, committed for real, must be told exactly: every event that happened, and nothing else."""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khacphuc.history.comparing.committers import COMMITTER
from khacphuc.history.trail import Arrival, Event, Trail
from khacphuc.history.trail import EventKind as Kind
from khacphuc.history.trail_reader import read_trail
from tests.history.oracle import Want
from tests.history.oracle_story import Arrived, Made, Story, tell

DEEP = int(os.environ.get("KHACPHUC_ORACLE", "1"))
"""How many times as many stories as usual, and how many times as long."""

DEADLINES = ("old", "new", "declared", "passed", "days")
SHOWN: Mapping[Kind, tuple[str, ...]] = {
    Kind.DEADLINE_LATER: DEADLINES,
    Kind.DEADLINE_EARLIER: DEADLINES,
    Kind.DEADLINE_REMOVED: DEADLINES,
    Kind.DEADLINE_SET: DEADLINES,
    Kind.OWNER_CHANGED: ("old", "new"),
    Kind.REWORDED: ("old", "new"),
    Kind.CONCLUSION_EDITED: ("old", "new"),
    Kind.RECORD_LATE: ("old", "days"),
    Kind.OPPOSING_COMMIT: ("old",),
    Kind.FOREIGN_COMMIT: ("old",),
    Kind.UNREADABLE: ("old",),
    Kind.ISSUED: ("new",),
    Kind.CREATED: ("new",),
}
"""What is compared of an event beside kind, document, part and field."""
UNASKED = (Kind.RECORD_REWRITTEN, Kind.DELETED)
"""Kinds of which ``field`` is not compared."""
WHOLE = ("conclusion", "plan", "closure")
"""Of these as a whole ``id`` says nothing that the path does not."""


def _line(event: Event | Want, folder: str, path: str) -> tuple[object, ...]:
    """What is compared of an event."""
    if event.kind is Kind.MOVED:
        return event.kind.value, folder, event.old, event.new
    more = tuple((name, getattr(event, name)) for name in SHOWN.get(event.kind, ()))
    name = "" if event.what in WHOLE else event.id
    field = "" if event.kind in UNASKED else event.field
    return event.kind.value, folder, path, event.what, name, field, *more


OWED = (
    Kind.OWED_NO_MORE,
    Kind.OWED_LATER,
    Kind.OWED_BY_ANOTHER,
    Kind.OWED_LESS,
    Kind.LATENESS_GONE,
    Kind.VERIFIED_BEFORE,
)
"""What this ledger of documents does not know of."""


def _told(trail: Trail, commit: str) -> Counter[tuple[object, ...]]:
    events = (
        event
        for event in trail.events
        if trail.arrival(event).arrived_in == commit and event.kind not in OWED and event.field != COMMITTER
    )
    return Counter(_line(event, event.folder, event.path) for event in events)


Away = tuple[str, str, str]
"""A case, and what of it was away: a kind of part and its id, or all that a document holds."""
IN_DOCUMENT = {"conclusion": ("conclusion",), "plan": ("task", "milestone")}


def _away(event: Event) -> set[Away]:
    """What may be back later on another day after an event: that is told then (test_owed_oracle, written apart).

    So is a paper that follows an extension which nobody decided who may: the extensions of these stories name no decider.
    """
    if event.declared or event.kind in (Kind.DROPPED, Kind.DEADLINE_REMOVED, *OWED):
        return {(event.folder, event.what, "" if event.what in WHOLE else event.id)}
    if event.kind in (Kind.DELETED, Kind.UNREADABLE, Kind.STATE_BACK):
        name = event.path.rpartition("/")[2]
        held = "conclusion" if name.startswith("conclusion") else "plan"
        return {(event.folder, what, "*") for what in IN_DOCUMENT[held]}
    return set()


def _back_later(line: tuple[object, ...], away: set[Away]) -> bool:
    """Whether a deadline is told as moved that was away before."""
    kind, folder, _, what, name, *_ = line
    moved = kind in (Kind.DEADLINE_LATER.value, Kind.DEADLINE_REMOVED.value)
    return moved and not away.isdisjoint({(folder, what, name), (folder, what, "*")})


def _check_landing(event: Event, arrival: Arrival, story: Story, arrived: Arrived, made: list[Made]) -> None:
    last = made[-1] if made else arrived.own
    known = {story.repository.id(number): number for number in range(1, story.repository.count + 1)}
    assert known[arrival.commit] == last.number, (event, made)
    assert arrival.authors[0].email == last.by[0].email
    assert {who.email for who in last.by} <= {who.email for who in arrival.authors}
    wrote = {who.email for one in made or [arrived.own] for who in one.by[:1]}
    assert wrote <= {who.email for who in arrival.authors}
    assert arrival.authored_at == last.at
    assert arrival.arrived_at == arrived.at
    assert arrival.pull_request == arrived.pull_request


def check(story: Story, trail: Trail) -> None:
    """Whether a trail says what the story's ledger says."""
    orders = [trail.arrival(event).order for event in trail.events]
    assert orders == sorted(orders)
    known = {story.repository.id(arrived.number) for arrived in story.arrived}
    for event in trail.events:
        if trail.arrival(event).arrived_in not in known:
            assert (event.kind, event.folder) == (Kind.CREATED, event.path), (
                "units and policy, from the start"
            )
    away: set[Away] = set()
    for arrived in story.arrived:
        commit = story.repository.id(arrived.number)
        wants = Counter(_line(want, story.folder(want.doc.case), want.doc.path) for want in arrived.wants)
        told = _told(trail, commit)
        more = {line for line in told - wants if not _back_later(line, away)}
        assert not wants - told, f"not told: {wants - told}"
        assert not more, f"not true: {more}"
        for event in trail.events:
            if trail.arrival(event).arrived_in == commit:
                away |= _away(event)
        touched = {doc.path: uid for uid, doc in arrived.docs.items()}
        for event in trail.events:
            arrival = trail.arrival(event)
            gone = (
                event.kind in OWED and event.path not in touched
            )  # it stood in a document under an older name
            if arrival.arrived_in == commit and event.kind is not Kind.MOVED and not gone:
                _check_landing(event, arrival, story, arrived, arrived.commits.get(touched[event.path], []))


@settings(max_examples=50 * DEEP, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_the_trail_is_what_happened(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root, kept = Path(folder) / "so", Path(folder) / "trail"
        story = data.draw(tell(root, 16 * DEEP))
        half = data.draw(st.sampled_from(story.arrived))
        story.repository.make()
        whole = read_trail(root, story.repository.tip())
        check(story, whole)
        read_trail(root, story.repository.id(half.number), kept)
        assert read_trail(root, story.repository.tip(), kept) == whole
