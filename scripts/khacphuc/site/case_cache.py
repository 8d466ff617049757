"""Cache the result of each case between builds, keyed by a digest of all its inputs.

A case is found again by a digest of all that goes into it: its documents, the units and the policy, the day, the
language, what history says of it, and the program itself. So nothing kept can be out of date; it is only not found.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from khacphuc.history.cache_paths import cache_file
from khacphuc.history.trail import Event, Trail
from khacphuc.pages.page import Site
from khacphuc.register.cache_files import code_digest, sealed, unsealed
from khacphuc.register.loading import Listing
from khacphuc.register.source import TEMPLATES, EntryKind, Source

_FILE = "made.sqlite"
_ROOMS = (
    "text",
    "model",
    "register",
    "timeline",
    "obligations",
    "history",
    "rules",
    "reports",
    "form",
    "pages",
    "exports",
    "site",
)
_LIBRARIES = ("comrak", "jinja2", "msgspec", "nh3", "pyyaml")
_RUNS = 2
"""Runs that what is not used again is kept for: two languages, or two days, can be built in turn."""
_PATIENCE = 1.0  # seconds to wait for another run that writes
_TABLES = (  # apart, because to note that something was used must not write it anew
    "CREATE TABLE IF NOT EXISTS made (key BLOB PRIMARY KEY, data BLOB NOT NULL)",
    "CREATE TABLE IF NOT EXISTS used (key BLOB PRIMARY KEY, run INTEGER NOT NULL) WITHOUT ROWID",
)

T = TypeVar("T")
Keys = Mapping[str, bytes]
"""By case folder."""


def keys(source: Source, listing: Listing, site: Site) -> dict[str, bytes]:
    """Return the cache key of each case. Reads every document once; a case with an unreadable one has no key."""
    around = _digest((shared(source, listing), repr(_about(site)).encode()))
    told = _told(site)
    found: dict[str, bytes] = {}
    for folder, files in listing.cases.items():
        unrecognised = repr(listing.unrecognised_in(folder)).encode()
        with suppress(OSError):
            documents = (part for path, _ in files for part in (path.encode(), source.read(path)))
            found[folder] = _digest((around, unrecognised, told.get(folder, b""), *documents))
    return found


def _about(site: Site) -> tuple[object, ...]:
    return site.as_of, site.language, site.trail is None, site.no_trail


def shared(source: Source, listing: Listing) -> bytes:
    """Return a digest of what all cases have in common: the program, units, policy and templates."""
    return _digest(_common(source, listing))


def _common(source: Source, listing: Listing) -> Iterator[bytes]:
    yield code_digest(*_ROOMS).encode()
    yield _libraries()
    yield repr(listing.unrecognised_in("units")).encode()
    templates = sorted(entry.path for entry in source.entries(TEMPLATES) if entry.kind is EntryKind.FILE)
    for path in (*(path for path, _ in (*listing.policy, *listing.units)), *templates):
        yield path.encode()
        try:
            yield source.read(path)
        except OSError as error:
            yield repr(error).encode()


@cache
def _libraries() -> bytes:
    return repr([version(name) for name in _LIBRARIES]).encode()


def _told(site: Site) -> dict[str, bytes]:
    """Return the history of each case folder as bytes, computed once a site."""
    known: dict[str, bytes] | None = site.__dict__.get("_told")
    if known is None:
        known = site.__dict__["_told"] = dict(_tell(site.trail)) if site.trail else {}
    return known


def _tell(trail: Trail) -> Iterator[tuple[str, bytes]]:
    encode = msgspec.msgpack.Encoder(enc_hook=str).encode
    arrivals = [encode(arrival) for arrival in trail.arrivals]
    found: dict[str, list[bytes]] = {}
    for event in trail.events:
        found.setdefault(event.folder, []).append(encode(_timeless(event)) + arrivals[event.arrival])
    yield from ((folder, _digest(parts)) for folder, parts in found.items())


def _timeless(event: Event) -> Event:
    """Return an event without the number of its arrival, which is another once older history is told."""
    return msgspec.structs.replace(event, arrival=0)


def _digest(parts: Iterable[bytes]) -> bytes:
    digest = blake2b(digest_size=20)
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.digest()


class CaseCache:
    """Cache results of cases in a file and in memory; without a file, in memory only.

    Best effort: a failed read or write is ignored; the result is computed again.
    """

    def __init__(self, file: Path | None) -> None:
        self._file = file
        self._live: dict[bytes, Any] = {}
        self._site: tuple[object, Site] | None = None

    def site(self, wanted: Site, known_by: object, past: Callable[[Site], Site]) -> Site:
        """Return the site of the last run, with all that was made from it, if it is the same; else with its ``past`` told.

        ``known_by`` is what, with its day and language, tells one site from another.
        """
        key = (known_by, wanted.as_of, wanted.language)
        if self._site is None or self._site[0] != key:
            self._site = key, past(wanted)
        return self._site[1]

    def find(self, wanted: Keys, read: Callable[[bytes], T]) -> dict[str, T]:
        """Return the cached results, by folder; ``read`` decodes one, or raises MsgspecError."""
        found = {folder: self._live[key] for folder, key in wanted.items() if key in self._live}
        missing = {folder: key for folder, key in wanted.items() if folder not in found}
        if missing and self._file and self._file.exists():
            with _forgiving(self._file), closing(_opened(self._file)) as base:
                for folder, key in missing.items():
                    row = base.execute("SELECT data FROM made WHERE key = ?", (key,)).fetchone()
                    if row and (data := unsealed(row[0])):
                        with suppress(msgspec.MsgspecError):
                            found[folder] = read(data)
        return found

    def keep(self, wanted: Keys, found: Mapping[str, Any], new: Mapping[str, bytes]) -> None:
        """Keep what a run used: all that it ``found``, of which some is ``new``, as bytes."""
        self._live = {wanted[folder]: made for folder, made in found.items() if folder in wanted}
        if not self._file:
            return
        with _forgiving(self._file), closing(_opened(self._file)) as base, base:
            base.execute("PRAGMA synchronous = OFF")  # what a power cut spoils is noticed, and made again
            for table in _TABLES:
                base.execute(table)
            run = 1 + (base.execute("SELECT max(run) FROM used").fetchone()[0] or 0)
            base.executemany(
                "INSERT OR REPLACE INTO used VALUES (?, ?)", ((key, run) for key in wanted.values())
            )
            rows = ((wanted[folder], sealed(data)) for folder, data in new.items() if folder in wanted)
            base.executemany("INSERT OR REPLACE INTO made VALUES (?, ?)", rows)
            base.execute("DELETE FROM used WHERE run <= ?", (run - _RUNS,))
            base.execute("DELETE FROM made WHERE key NOT IN (SELECT key FROM used)")


def _opened(file: Path) -> sqlite3.Connection:
    file.parent.mkdir(parents=True, exist_ok=True)
    return sqlite3.connect(file, timeout=_PATIENCE)


@contextmanager
def _forgiving(file: Path) -> Iterator[None]:
    """Go on without the file when it cannot be used; put away what is no such file any more."""
    try:
        yield
    except (sqlite3.OperationalError, OSError):
        return  # no room, no right, or another run that writes for long
    except sqlite3.DatabaseError:
        with suppress(OSError):
            file.unlink()


def case_cache(root: Path) -> CaseCache:
    """Return the cache of the clone around a folder."""
    return CaseCache(cache_file(root, _FILE))
