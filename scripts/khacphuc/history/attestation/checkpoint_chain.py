"""Keep a hash chain of published commits, and verify it against the history.

The hash of an entry is SHA-256 over its other keys as JSON, keys sorted, without spaces. Whoever changes an entry must
make all later ones anew, and then they differ from every copy that somebody kept. Commits and trees are names by
content already, so the list need not repeat what is in them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta, Struct, structs

from khacphuc.history import git
from khacphuc.history.attestation.commit_claims import Claim, claims, kinds
from khacphuc.history.commit_dates import moment_of
from khacphuc.history.trail import UnreadableRepositoryError
from khacphuc.model import RECORDS
from khacphuc.register.loading import Listing
from khacphuc.text.message import Message, say

FILE = "checkpoint.json"
"""File name of the published list."""
MAX_BYTES = 16 << 20
_FORMAT = 1

Name = Annotated[str, Meta(pattern=r"^(?:[0-9a-f]{40}|[0-9a-f]{64})\Z")]
Hash = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}\Z")]


class CheckpointEntry(Struct, frozen=True, forbid_unknown_fields=True):
    """A commit that was published."""

    number: int
    """1 for the first."""
    commit: Name
    tree: Name
    date: Annotated[str, Meta(max_length=20)]
    """The committer's, in UTC; ``""`` when it is impossible."""
    records: int
    """Number of records in all cases."""
    previous: Hash | None
    """The hash of the entry before; null for the first."""
    hash: Hash


class _File(Struct, frozen=True, forbid_unknown_fields=True):
    format: int
    entries: list[CheckpointEntry]


class NoListError(Exception):
    """These bytes are no list of checkpoints."""


def load(data: bytes) -> tuple[CheckpointEntry, ...]:
    """Return the entries of a list, whether they hold or not. Raises ``NoListError``."""
    try:
        found = msgspec.json.decode(data, type=_File)
    except (msgspec.DecodeError, RecursionError):
        raise NoListError from None
    if found.format != _FORMAT or not found.entries:
        raise NoListError
    return tuple(found.entries)


def dump(entries: Sequence[CheckpointEntry]) -> bytes:
    """Return a list as a file: JSON, a line for each entry."""
    lines = ",\n".join(msgspec.json.encode(entry).decode() for entry in entries)
    return f'{{"format":{_FORMAT},"entries":[\n{lines}\n]}}\n'.encode()


def extended(
    entries: Sequence[CheckpointEntry], root: Path, tip: str, records: int
) -> tuple[CheckpointEntry, ...]:
    """Return the list with the commit ``tip`` at its end; as it is when that is the last one already. Raises ``UnreadableRepositoryError``."""
    last = entries[-1] if entries else None
    if last and last.commit == tip:
        return tuple(entries)
    found = claims(root, tip, "--max-count=1")
    if not found:
        raise UnreadableRepositoryError
    made = CheckpointEntry(
        number=len(entries) + 1,
        commit=tip,
        tree=found[0].tree,
        date=_date(found[0]),
        records=records,
        previous=last.hash if last else None,
        hash="",
    )
    return *entries, structs.replace(made, hash=digest(made))


def count(listing: Listing) -> int:
    """Return the number of records in a register."""
    return sum(slot.type in RECORDS for files in listing.cases.values() for _, slot in files)


def digest(entry: CheckpointEntry) -> str:
    """Return the hash that an entry must have."""
    told = {key: value for key, value in structs.asdict(entry).items() if key != "hash"}
    return hashlib.sha256(msgspec.json.encode(told, order="sorted")).hexdigest()


def broken(entries: Sequence[CheckpointEntry], root: Path, tip: str) -> list[Message]:
    """Return everything by which a list does not hold, in itself and against the history of ``tip``."""
    return [*_within(entries), *_against(entries, root, tip)]


def _within(entries: Sequence[CheckpointEntry]) -> Iterator[Message]:
    previous = None
    for number, entry in enumerate(entries, 1):
        if entry.number != number or entry.previous != previous:
            yield say(
                "Entry {n} of the list does not follow the one before it: entries were removed, added or reordered.",
                n=number,
            )
        if entry.hash != digest(entry):
            yield say("Entry {n} of the list was altered: its hash is not that of what it says.", n=number)
        previous = entry.hash


def _against(entries: Sequence[CheckpointEntry], root: Path, tip: str) -> Iterator[Message]:
    # What `git merge-base --is-ancestor` answers for one commit, this answers for all in one run. A history that git
    # cannot read to its end (exit code 128 there) is as much an alarm as a commit that is not in it (1).
    history = claims(root, tip, "--topo-order")
    line = claims(root, tip, "--first-parent")
    if history is None or line is None:
        yield UnreadableRepositoryError().message
        return
    main = {claim.commit for claim in line}
    places = {claim.commit: place for place, claim in enumerate(history)}
    there = kinds(root, {name for entry in entries for name in (entry.commit, entry.tree)})
    newer = len(history)
    for number, entry in enumerate(entries, 1):
        short, place = git.short(entry.commit), places.get(entry.commit)
        if place is None:
            yield _lost(number, short, exists=there.get(entry.commit) == "commit")
            continue
        if (history[place].tree, _date(history[place])) != (entry.tree, entry.date):
            yield say(
                "Entry {n} of the list does not say of commit {commit} what the repository says.",
                n=number,
                commit=short,
            )
        if there.get(entry.tree) != "tree":
            yield say("The files of commit {commit} (entry {n}) are missing here.", n=number, commit=short)
        if entry.commit not in main:
            yield say(
                "Commit {commit} (entry {n}) was published as the state of the main branch and is now only a side branch:"
                " another branch has put itself in its place by a merge.",
                n=number,
                commit=short,
            )
        if place >= newer:
            yield say(
                "Commit {commit} (entry {n}) is older than the one listed before it.", n=number, commit=short
            )
        newer = place


def _lost(number: int, commit: str, *, exists: bool) -> Message:
    if exists:
        return say(
            "Commit {commit} (entry {n}) was published and is no longer in the history: it was rewritten and pushed by force.",
            n=number,
            commit=commit,
        )
    return say("Commit {commit} (entry {n}) was published and does not exist here.", n=number, commit=commit)


def _date(claim: Claim) -> str:
    moment = moment_of(claim)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ") if moment else ""
