"""Find the addresses that units lost shortly before a commit of the main branch."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from khacphuc.history import git
from khacphuc.history.attestation.commit_claims import Claim
from khacphuc.history.commit_dates import moment_of
from khacphuc.history.comparing.directory import Departures, departures
from khacphuc.history.log.unit_history import SETTLES
from khacphuc.history.objects import Objects
from khacphuc.model.party import Party
from khacphuc.register.document import AnyDocument, parse
from khacphuc.register.layout import Slot, slot_of
from khacphuc.register.source import Entry

_MOST = 100
_UNITS = ("units",)


def lost_before(root: Path, base: str, on: date) -> Departures:
    """Return the addresses that units lost with the commit ``base`` or in the days before, with whose they were."""
    found: dict[str, tuple[Party, ...]] = {}
    objects = Objects(root)
    for commit in _recent(root, base, on):
        before, after = (
            {blob.path: blob for blob in git.tree(root, at, _UNITS)} for at in (f"{commit}^", commit)
        )
        for path, blob in before.items():
            now = after.get(path)
            if now is None or now.id != blob.id:
                was, became = _read(objects, blob), _read(objects, now) if now else None
                for address, person in departures(was, became):
                    found[address] = (*found.get(address, ()), person)
    return found


def _recent(root: Path, base: str, on: date) -> Iterator[str]:
    """Yield the commits that changed units: the base itself, and those of the days before."""
    options = ("--first-parent", "-z", "--format=%H %ct", f"--max-count={_MOST}")
    told = git.answer(root, "log", *options, base, "--", *_UNITS) or b""
    for line in filter(None, told.split(b"\0")):
        commit, _, seconds = line.decode("ascii").partition(" ")
        moment = moment_of(Claim(commit, "", int(seconds))) if seconds.isdigit() else None
        if commit == base or (moment is not None and on - moment.date() <= SETTLES):
            yield commit


def _read(objects: Objects, blob: git.Blob) -> AnyDocument | None:
    slot, data = slot_of(Entry(blob.path)), objects.read(blob.id)
    return parse(blob.path, slot, data) if isinstance(slot, Slot) and data is not None else None
