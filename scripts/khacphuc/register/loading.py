"""From a source to documents: list what is there, read the frame (units, policy), open cases one by one.

Cases are opened independently of each other, so a large register is worked on in shards, by any number of
processes, and only what one case must know of others is gathered (see ``rules.facts``).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from fnmatch import fnmatchcase
from itertools import takewhile
from operator import attrgetter, itemgetter
from pathlib import PurePosixPath

from msgspec import Struct

from khacphuc.model.policy import Policy
from khacphuc.model.vocabulary import Profile
from khacphuc.register.case import Case, reading_order
from khacphuc.register.document import AnyDocument, Document, holds, parse
from khacphuc.register.layout import POLICY_PATH, Slot, slot_of
from khacphuc.register.source import TOP_FOLDERS, Entry, Source
from khacphuc.register.units import Units
from khacphuc.text.flaw import Flaw, Place
from khacphuc.text.fold import slug
from khacphuc.text.source import printable

_Files = tuple[tuple[str, Slot], ...]


class Stray(Struct, frozen=True, order=True):
    """Something under ``plans/`` or ``units/`` that is no document, and why."""

    path: str
    flaw: Flaw


class Listing(Struct, frozen=True):
    """What a source holds, by where it belongs. Everything is sorted, so equal sources give equal results."""

    units: _Files
    policy: _Files
    cases: dict[str, _Files]
    strays: tuple[Stray, ...]
    remarks: tuple[Stray, ...] = ()
    """Documents that are read, with something wrong about the file."""
    complete: bool = True
    """Whether these are all cases of the source, so that what none of them names does not exist."""

    @property
    def flawed(self) -> tuple[Stray, ...]:
        """Everything to be told of files, whether they are documents or not."""
        return (*self.strays, *self.remarks)

    def strays_in(self, folder: str) -> tuple[Stray, ...]:
        """What lies in a case folder and cannot be read as a document of it."""
        if not self.strays:
            return ()
        start = bisect_left(self.strays, f"{folder}/", key=lambda stray: stray.path)
        return tuple(takewhile(lambda stray: stray.path.startswith(f"{folder}/"), self.strays[start:]))


class Frame(Struct, frozen=True):
    """What every case needs beside itself: the units and the policy."""

    units: Units
    policy: Policy
    policy_document: AnyDocument | None = None

    @property
    def public(self) -> bool:
        """Whether only what everybody may read is shown. Where the policy cannot be understood, that is all one may show."""
        doubtful = self.policy_document is not None and not self.policy_document.understood
        return doubtful or self.policy.profile is Profile.PUBLIC

    @property
    def documents(self) -> tuple[AnyDocument, ...]:
        return (*((self.policy_document,) if self.policy_document else ()), *self.units.documents)


def survey(source: Source) -> Listing:
    """List a source. Costs one look at each folder, reads no file."""
    return sort_out(entry for folder in TOP_FOLDERS for entry in source.entries(folder))


def sort_out(entries: Iterable[Entry]) -> Listing:
    """Put each entry where it belongs."""
    units, policy, strays, remarks = [], [], [], []
    cases: dict[str, list[tuple[str, Slot]]] = {}
    for entry in sorted(entries, key=attrgetter("path")):
        slot = slot_of(entry)
        if isinstance(slot, Flaw):
            # Nobody opens it: its path is only ever shown.
            strays.append(Stray(printable(entry.path), slot))
            continue
        if entry.executable:
            remarks.append(Stray(entry.path, Flaw("executable-file", Place(), (entry.path,))))
        if slot.type == "unit":
            units.append((entry.path, slot))
        elif slot.type == "policy":
            policy.append((entry.path, slot))
        else:
            cases.setdefault(slot.folder, []).append((entry.path, slot))
    return Listing(
        tuple(units),
        tuple(policy),
        {folder: tuple(cases[folder]) for folder in sorted(cases)},
        tuple(sorted(strays)),
        tuple(remarks),
    )


def survey_change(listing: Listing, source: Source, changed: frozenset[str]) -> Listing:
    """The listing of ``source``, which differs in the paths ``changed`` from that whose listing is given.

    The paths that did not change are not looked at again: of a large register, that takes a second.
    """
    entries = (entry for folder in TOP_FOLDERS for entry in source.entries(folder))
    other = sort_out(entry for entry in entries if entry.path in changed)
    shown = {printable(path) for path in changed}  # as the strays of a listing are written

    def changed_in(files: _Files, others: _Files) -> _Files:
        kept = (item for item in files if item[0] not in changed)
        return tuple(sorted((*kept, *others), key=itemgetter(0)))

    cases = dict(listing.cases)
    for folder in {path.rpartition("/")[0] for path in changed} & {*cases, *other.cases}:
        cases[folder] = changed_in(cases.get(folder, ()), other.cases.get(folder, ()))

    def strays_in(before: tuple[Stray, ...], others: tuple[Stray, ...]) -> tuple[Stray, ...]:
        return tuple(sorted((*(stray for stray in before if stray.path not in shown), *others)))

    return Listing(
        changed_in(listing.units, other.units),
        changed_in(listing.policy, other.policy),
        {folder: cases[folder] for folder in sorted(cases) if cases[folder]},
        strays_in(listing.strays, other.strays),
        strays_in(listing.remarks, other.remarks),
        listing.complete,
    )


def open_frame(source: Source, listing: Listing) -> Frame:
    """Read the units and the policy. A policy that is missing or unusable leaves the defaults in force."""
    # A file of a unit under a wrong name: the unit is not there, and its being missed elsewhere is no second mistake.
    lost = frozenset(slug(PurePosixPath(stray.path).stem) for stray in listing.strays_in("units"))
    units = Units((_open(source, path, slot) for path, slot in listing.units), lost)
    document = next((_open(source, path, slot) for path, slot in listing.policy), None)
    return Frame(units, policy_in(document), document)


def policy_in(document: AnyDocument | None) -> Policy:
    """The policy in a document; the defaults when there is none that can be read."""
    if document is not None and holds(document, Policy):
        return document.record
    return Policy(type=Policy.TYPE, committee="")


def open_case(source: Source, folder: str, files: _Files, strays: tuple[Stray, ...] = ()) -> Case:
    """Read all documents of one case folder. ``strays`` lie in it and are none."""
    documents = sorted((_open(source, path, slot) for path, slot in files), key=reading_order)
    return Case(folder, tuple(documents), tuple(stray.path for stray in strays))


def open_document(source: Source, path: str) -> AnyDocument | None:
    """Read one document by its path; None when nothing can be read there."""
    slot = slot_of(Entry(path))
    return None if isinstance(slot, Flaw) else _open(source, path, slot)


def _open(source: Source, path: str, slot: Slot) -> AnyDocument:
    try:
        data = source.read(path)
    except OSError as error:
        return Document(
            path, slot, "", None, (Flaw("unreadable-file", Place(), (error.strerror or str(error),)),)
        )
    return parse(path, slot, data)


def select(listing: Listing, patterns: Iterable[str]) -> Listing:
    """The part of a listing that paths, folders or patterns name, relative to the root, with ``/``.

    A file brings its whole case with it, because a document can only be judged with those beside it.
    """
    wanted = [pattern.strip("/") for pattern in patterns]

    def named(path: str) -> bool:
        return any(path == item or path.startswith(f"{item}/") or fnmatchcase(path, item) for item in wanted)

    cases = {
        folder: files
        for folder, files in listing.cases.items()
        if named(folder) or any(named(path) for path, _ in files)
    }

    def near(path: str) -> bool:
        return named(path) or "/".join(path.split("/")[:3]) in cases

    return Listing(
        listing.units,
        listing.policy,
        cases,
        tuple(stray for stray in listing.strays if stray.path.startswith("units/") or near(stray.path)),
        tuple(remark for remark in listing.remarks if near(remark.path)),
        listing.complete and len(cases) == len(listing.cases),
    )


__all__ = [
    "POLICY_PATH",
    "Frame",
    "Listing",
    "Stray",
    "open_case",
    "open_document",
    "open_frame",
    "select",
    "survey",
    "survey_change",
]
