"""Load documents from a source: list entries, read the settings (units, policy), open cases one by one.

Cases are opened independently of each other, so a large register is worked on in shards, by any number of
processes, and only what one case must know of others is gathered (see ``rules.facts``).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from datetime import date
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
from khacphuc.text.folding import slug
from khacphuc.text.front_matter import printable
from khacphuc.text.zones import zone

_Files = tuple[tuple[str, Slot], ...]


class UnrecognisedFile(Struct, frozen=True, order=True):
    """A file under ``plans/`` or ``units/`` that is no document, and the reason."""

    path: str
    flaw: Flaw


class Listing(Struct, frozen=True):
    """The entries of a source by type, sorted, so that equal sources give equal results."""

    units: _Files
    policy: _Files
    cases: dict[str, _Files]
    unrecognised: tuple[UnrecognisedFile, ...]
    remarks: tuple[UnrecognisedFile, ...] = ()
    """Documents that are read, with something wrong about the file."""
    complete: bool = True
    """Whether these are all cases of the source, so that what none of them names does not exist."""

    @property
    def flawed(self) -> tuple[UnrecognisedFile, ...]:
        """Return all flaws of files, of documents and others."""
        return (*self.unrecognised, *self.remarks)

    def unrecognised_in(self, folder: str) -> tuple[UnrecognisedFile, ...]:
        """Return the files of a case folder that are not documents."""
        if not self.unrecognised:
            return ()
        start = bisect_left(self.unrecognised, f"{folder}/", key=lambda file: file.path)
        return tuple(takewhile(lambda file: file.path.startswith(f"{folder}/"), self.unrecognised[start:]))


class RegisterSettings(Struct, frozen=True):
    """The settings of a register: its units and its policy."""

    units: Units
    policy: Policy
    policy_document: AnyDocument | None = None
    began_on: date | None = None
    """The day of the first case in the register's history, where a closure asks for it and it is known."""

    @property
    def public(self) -> bool:
        """Return whether only what everybody may read is shown. Where the policy cannot be understood, that is all one may show."""
        doubtful = self.policy_document is not None and not self.policy_document.understood
        return doubtful or self.policy.profile is Profile.PUBLIC

    @property
    def unreadable(self) -> tuple[str, ...]:
        """Return the paths of units and policy that cannot be read: what they declare is not known."""
        return tuple(document.path for document in self.documents if document.record is None)

    @property
    def documents(self) -> tuple[AnyDocument, ...]:
        return (*((self.policy_document,) if self.policy_document else ()), *self.units.documents)


def list_entries(source: Source) -> Listing:
    """List a source. Costs one look at each folder, reads no file."""
    return classify(entry for folder in TOP_FOLDERS for entry in source.entries(folder))


def classify(entries: Iterable[Entry]) -> Listing:
    """Put each entry where it belongs."""
    units, policy, unrecognised, remarks = [], [], [], []
    cases: dict[str, list[tuple[str, Slot]]] = {}
    for entry in sorted(entries, key=attrgetter("path")):
        slot = slot_of(entry)
        if isinstance(slot, Flaw):
            # Nobody opens it: its path is only ever shown.
            unrecognised.append(UnrecognisedFile(printable(entry.path), slot))
            continue
        if entry.executable:
            remarks.append(UnrecognisedFile(entry.path, Flaw("executable-file", Place(), (entry.path,))))
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
        tuple(sorted(unrecognised)),
        tuple(remarks),
    )


def list_changed_entries(listing: Listing, source: Source, changed: frozenset[str]) -> Listing:
    """Return the listing of ``source``, which differs in the paths ``changed`` from that whose listing is given.

    The paths that did not change are not looked at again: of a large register, that takes a second.
    """
    entries = (entry for folder in TOP_FOLDERS for entry in source.entries(folder))
    other = classify(entry for entry in entries if entry.path in changed)
    shown = {printable(path) for path in changed}  # as the strays of a listing are written

    def changed_in(files: _Files, others: _Files) -> _Files:
        kept = (item for item in files if item[0] not in changed)
        return tuple(sorted((*kept, *others), key=itemgetter(0)))

    cases = dict(listing.cases)
    for folder in {path.rpartition("/")[0] for path in changed} & {*cases, *other.cases}:
        cases[folder] = changed_in(cases.get(folder, ()), other.cases.get(folder, ()))

    def unrecognised_in(
        before: tuple[UnrecognisedFile, ...], others: tuple[UnrecognisedFile, ...]
    ) -> tuple[UnrecognisedFile, ...]:
        return tuple(sorted((*(file for file in before if file.path not in shown), *others)))

    return Listing(
        changed_in(listing.units, other.units),
        changed_in(listing.policy, other.policy),
        {folder: cases[folder] for folder in sorted(cases) if cases[folder]},
        unrecognised_in(listing.unrecognised, other.unrecognised),
        unrecognised_in(listing.remarks, other.remarks),
        listing.complete,
    )


def open_settings(source: Source, listing: Listing) -> RegisterSettings:
    """Read the units and the policy. A policy that is missing or unusable leaves the defaults in force."""
    # A file of a unit under a wrong name: the unit is not there, and its being missed elsewhere is no second mistake.
    lost = frozenset(slug(PurePosixPath(file.path).stem) for file in listing.unrecognised_in("units"))
    units = Units((_open(source, path, slot) for path, slot in listing.units), lost)
    document = next((_open(source, path, slot) for path, slot in listing.policy), None)
    policy = policy_in(document)
    began_on = (
        source.began_on(zone(policy.time_zone)) if any(map(_only_closed, listing.cases.values())) else None
    )
    return RegisterSettings(units, policy, document, began_on)


def _only_closed(files: _Files) -> bool:
    """Return whether a case has one record, its closure: only such may be older than the register."""
    return [slot.type for _, slot in files if slot.type not in ("conclusion", "plan")] == ["closure"]


def policy_in(document: AnyDocument | None) -> Policy:
    """Return the policy in a document; the defaults when there is none that can be read."""
    if document is not None and holds(document, Policy):
        return document.record
    return Policy(type=Policy.TYPE, committee="")


def open_case(
    source: Source, folder: str, files: _Files, unrecognised: tuple[UnrecognisedFile, ...] = ()
) -> Case:
    """Read all documents of one case folder. ``strays`` lie in it and are none."""
    documents = sorted((_open(source, path, slot) for path, slot in files), key=reading_order)
    return Case(folder, tuple(documents), tuple(file.path for file in unrecognised))


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
    """Return the part of a listing that paths, folders or patterns name, relative to the root, with ``/``.

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
        tuple(file for file in listing.unrecognised if file.path.startswith("units/") or near(file.path)),
        tuple(remark for remark in listing.remarks if near(remark.path)),
        listing.complete and len(cases) == len(listing.cases),
    )


__all__ = [
    "POLICY_PATH",
    "Listing",
    "RegisterSettings",
    "UnrecognisedFile",
    "list_changed_entries",
    "list_entries",
    "open_case",
    "open_document",
    "open_settings",
    "select",
]
