"""Cache a trail between runs, with the state needed to continue it."""

from __future__ import annotations

from pathlib import Path

import msgspec
from msgspec import Struct

from khacphuc.history.comparing.owed import Owed
from khacphuc.history.log.certain_days import CertainDay
from khacphuc.history.log.unit_history import Departure
from khacphuc.history.trail import Arrival, Event
from khacphuc.register.cache_files import code_digest, read_cache, write_cache

_ROOMS = ("text", "model", "register", "timeline", "obligations", "history")


class CachedTrail(Struct, frozen=True, kw_only=True):
    """All events up to a commit, except those that involve several cases."""

    key: str
    tip: str = ""
    length: int = 0
    """Number of commits of the main branch up to the tip."""
    begins: str = ""
    """As ``Trail.begins``."""
    came_from: str = ""
    """The folder in which the register stood until its first case came; ``""`` for none."""
    arrivals: list[Arrival] = []
    events: list[Event] = []
    told_of: list[int] = []
    """For each event the number of its case."""
    homes: list[str] = []
    """The folder of each case, by its number."""
    threads: dict[str, int] = {}
    """The number of the case in each folder."""
    ended: dict[str, str] = {}
    """The folders in which cases ended, by their ids."""
    time_zone: str = ""
    """As the policy has it at the tip."""
    certain: CertainDay = CertainDay()
    left: list[Departure] = []
    """The addresses that units lost, by the landings that took them."""
    held: dict[str, str] = {}
    """Documents that cannot be read, with the last content that could."""
    remembered: dict[int, dict[str, Owed]] = {}
    """By the number of its case what was owed and is no more."""


def key_for(prefix: str) -> str:
    """Return the key of a cached trail: a digest of the program's code and the folder. Stale keys are never looked up."""
    return f"{code_digest(*_ROOMS)} {prefix}"


def load_trail(file: Path | None, key: str) -> CachedTrail:
    """Return the trail cached under a key; an empty one when there is none, or it cannot be read."""
    try:
        # As JSON: in msgpack, moments lose their time zones.
        kept = msgspec.json.decode(read_cache(file) or b"", type=CachedTrail)
    except msgspec.MsgspecError:
        kept = None
    return kept if kept is not None and kept.key == key else CachedTrail(key=key)


def store_trail(file: Path | None, kept: CachedTrail) -> None:
    write_cache(file, msgspec.json.encode(kept, enc_hook=str))
