"""A trail kept from one run to the next, with what it takes to go on from where it ends."""

from __future__ import annotations

from pathlib import Path

import msgspec
from msgspec import Struct

from khacphuc.history.trail import Event, Landing
from khacphuc.register.keeping import code_digest, read_kept, write_kept

_ROOMS = ("text", "model", "register", "timeline", "obligations", "history")


class Kept(Struct, frozen=True, kw_only=True):
    """Everything told up to a commit, but for what is told of all cases together."""

    key: str
    tip: str = ""
    length: int = 0
    """How many commits the main branch has up to the tip."""
    begins: str = ""
    """As ``Trail.begins``."""
    landings: list[Landing] = []
    events: list[Event] = []
    told_of: list[int] = []
    """For each event the number of its case."""
    homes: list[str] = []
    """The folder of each case, by its number."""
    threads: dict[str, int] = {}
    """The number of the case in each folder."""
    time_zone: str = ""
    """As the policy has it at the tip."""
    held: dict[str, str] = {}
    """Documents that cannot be read, with the last content that could."""


def key_for(prefix: str) -> str:
    """A kept trail can never be an old one: its key is the code that made it and the folder it was made for."""
    return f"{code_digest(*_ROOMS)} {prefix}"


def recall(file: Path | None, key: str) -> Kept:
    """What a file keeps under a key; nothing when there is none, or it cannot be read."""
    try:
        # As JSON: in msgpack, moments lose their time zones.
        kept = msgspec.json.decode(read_kept(file) or b"", type=Kept)
    except msgspec.MsgspecError:
        kept = None
    return kept if kept is not None and kept.key == key else Kept(key=key)


def keep(file: Path | None, kept: Kept) -> None:
    write_kept(file, msgspec.json.encode(kept, enc_hook=str))
