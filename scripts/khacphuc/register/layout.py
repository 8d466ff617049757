"""Map paths to document types. The only module that knows a register's folders and file names."""

from __future__ import annotations

import re
from datetime import date

from msgspec import Struct

from khacphuc.model import RECORDS
from khacphuc.register.source import Entry, EntryKind
from khacphuc.text.flaw import Flaw, Place
from khacphuc.text.front_matter import MAX_FILE_BYTES, printable, too_large

POLICY_PATH = "plans/policy.yml"

_NAME = r"[a-z0-9-]{1,80}"
_DOCUMENT = re.compile(
    rf"""units/(?P<lone_unit>{_NAME})\.md
    | plans/(?P<policy>policy)\.yml
    | plans/(?P<unit>{_NAME})/(?P<case>{_NAME})/
      (?: (?P<conclusion>conclusion) | (?P<plan>plan)(?:-(?P<whose>{_NAME}))?
        | (?P<date>\d{{4}}-\d{{2}}-\d{{2}})-(?P<record>{"|".join(RECORDS)})(?:-(?P<slug>{_NAME}))?
      )\.md""",
    re.VERBOSE,
)
_PORTABLE = re.compile(rf"{_NAME}(?:\.[a-z0-9]{{1,10}})?")
# Names that Windows keeps for devices, whatever follows the dot.
RESERVED = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
)
_FORBIDDEN = re.compile(r'[<>:"\\|?*\x00-\x1f\x7f]')
"""What Windows does not take in a name."""
_MAX_PATH = 200


class Slot(Struct, frozen=True):
    """The type and date of a document, from its path. ``slug`` is the free part of the file name."""

    type: str
    unit: str = ""
    case: str = ""
    date: date | None = None
    slug: str = ""

    @property
    def folder(self) -> str:
        """Return the case folder, or ``""`` for a unit or the policy."""
        return f"plans/{self.unit}/{self.case}" if self.case else ""


def slot_of(entry: Entry) -> Slot | Flaw:
    """Return the slot of an entry, or why it is none."""
    if entry.kind is EntryKind.UNREADABLE:
        return Flaw("unreadable-file", Place(), (entry.why,))
    if entry.kind is not EntryKind.FILE:
        return Flaw("not-a-regular-file", Place(), (entry.kind.value,))
    found = _DOCUMENT.fullmatch(entry.path)
    if found is None or len(entry.path) > _MAX_PATH or not RESERVED.isdisjoint(_stems(entry.path)):
        if unportable := _unportable(entry.path):
            return Flaw("path-not-portable", Place(), unportable)
        return Flaw("misplaced-file", Place(), (entry.path,))
    if entry.size > MAX_FILE_BYTES:
        return too_large("file", MAX_FILE_BYTES, Place())
    return _slot(found.groupdict())


def _slot(named: dict[str, str | None]) -> Slot | Flaw:
    unit, case = named["unit"] or "", named["case"] or ""
    if named["lone_unit"]:
        return Slot("unit", named["lone_unit"])
    if named["policy"]:
        return Slot("policy")
    if named["conclusion"]:
        return Slot("conclusion", unit, case)
    if named["plan"]:
        return Slot("plan", unit, case, slug=named["whose"] or "")
    try:
        day = date.fromisoformat(named["date"] or "")
    except ValueError:
        return Flaw("impossible-date", Place(), (named["date"] or "",))
    return Slot(named["record"] or "", unit, case, day, named["slug"] or "")


def _stems(path: str) -> list[str]:
    """Return the parts of a path that fits a document, the last without its suffix."""
    return path[: path.rindex(".")].split("/")


def unsafe_name(path: str) -> tuple[str, str] | None:
    """Return the part of any path, beside the register, too, that some system cannot store, and what is wrong with it."""
    for part in path.split("/"):
        if part.partition(".")[0].lower() in RESERVED:
            return printable(part), "reserved"
        if _FORBIDDEN.search(part) or part.endswith((" ", ".")):
            return printable(part), "forbidden"
    return None


def _unportable(path: str) -> tuple[str, str] | None:
    """Return the part of a path that some system cannot store, and what is wrong with it."""
    if len(path) > _MAX_PATH:
        return f"{printable(path[:60])}…", "path-too-long"
    for part in path.split("/"):
        if part.partition(".")[0].lower() in RESERVED:
            return part, "reserved"
        if not _PORTABLE.fullmatch(part):
            return printable(part), "too-long" if len(part) > 84 else "characters"
    return None
