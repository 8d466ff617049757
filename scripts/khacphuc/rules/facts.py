"""What the rules that compare cases know of each case, kept from one run to the next.

A kept fact can never be an old one: its key is the content of every document of its case and the code and words of
the rules themselves. Whatever cannot be read is gathered again.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path

import msgspec

from khacphuc.register.keeping import code_digest, decoder, encode, read_kept, write_kept
from khacphuc.rules.driver import Facts

_ROOMS = ("text", "model", "register", "timeline", "rules")

Kept = dict[str, Facts]


def key_of(contents: Iterable[tuple[str, str]]) -> str:
    """The key of a case: its documents' paths and the names of their contents."""
    digest = blake2b(code_digest(*_ROOMS).encode(), digest_size=16)
    for path, name in sorted(contents):
        digest.update(f"{path}\0{name}\0".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def recall(file: Path | None) -> Kept:
    """What a file keeps; nothing when there is none, or it cannot be read."""
    try:
        found: Kept = decoder(Kept)(read_kept(file) or b"")
    except msgspec.MsgspecError:
        return {}
    return found


def keep(file: Path | None, facts: Kept) -> None:
    """Write a file whole or not at all. That it cannot be written costs time, not truth, so it is no error."""
    write_kept(file, encode(facts))
