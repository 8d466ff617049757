"""Find the cases related to a part of the register without opening the others.

Front matters of conclusions are searched as bytes, which takes some 10 µs each; only a hit is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from khacphuc.model.schema import Refers, marked
from khacphuc.register.case import Case
from khacphuc.register.loading import classify, open_case
from khacphuc.register.source import Tree
from khacphuc.text.front_matter import MAX_FRONT_MATTER_BYTES

_CONCLUSION = "conclusion.md"


def related_cases(source: Tree, cases: Sequence[Case]) -> Iterator[Case]:
    """Yield the cases that these have to do with: of the same units, those that share an id; anywhere, those referred to.

    Searching the units' own folders first settles nearly every reference, since a shortcoming is mostly repeated where it
    was found.
    """
    known = {name for case in cases for name in case.names.get("case", ())}
    missing = set(_referred(cases)) - known
    done = {case.folder for case in cases}
    for units in (sorted({case.unit for case in cases}), None):
        if not missing and not (units and known):
            return
        wanted = [name.encode() for name in (missing | known if units else missing)]
        for folder in _folders(source, units):
            if folder not in done and _mentions(source, f"{folder}/{_CONCLUSION}", wanted):
                done.add(folder)
                if case := _open(source, folder):
                    missing -= case.names.get("case", frozenset())
                    yield case


def _referred(cases: Iterable[Case]) -> Iterator[str]:
    """Yield ids of the earlier cases whose findings are repeated or inherited."""
    for case in cases:
        for document in case.documents:
            if document.record is not None:
                for what, text, _ in marked(document.record, Refers):
                    if what == "earlier-finding":
                        yield text.partition("/")[0]


def _folders(source: Tree, units: Sequence[str] | None) -> Iterator[str]:
    """Yield the case folders of some units, or of all."""
    for unit in source.folders("plans") if units is None else units:
        for case in source.folders(f"plans/{unit}"):
            yield f"plans/{unit}/{case}"


def _mentions(source: Tree, path: str, wanted: Sequence[bytes]) -> bool:
    try:
        head = source.read(path)[:MAX_FRONT_MATTER_BYTES]
    except OSError:
        return False
    return any(name in head for name in wanted)


def _open(source: Tree, folder: str) -> Case | None:
    """Return the case in a folder; None when nothing in it is a document."""
    listing = classify(source.entries(folder))
    files = listing.cases.get(folder)
    return open_case(source, folder, files, listing.unrecognised) if files else None
