"""Cache facts of cases between runs, for the rules that compare cases.

A kept fact can never be an old one: its key is the content of every document of its case and the code and words of
the rules themselves. Whatever cannot be read is gathered again.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path

import msgspec

from khacphuc.register.cache_files import code_digest, decoder, encode, read_cache, write_cache
from khacphuc.rules.runner import Facts

_ROOMS = ("text", "model", "register", "timeline", "rules")

CachedFacts = dict[str, Facts]


def key_of(contents: Iterable[tuple[str, str]]) -> str:
    """Return the key of a case: its documents' paths and the names of their contents."""
    digest = blake2b(code_digest(*_ROOMS).encode(), digest_size=16)
    for path, name in sorted(contents):
        digest.update(f"{path}\0{name}\0".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def load_facts(file: Path | None) -> CachedFacts:
    """Return the cached facts; none when there is no file, or it cannot be read."""
    try:
        found: CachedFacts = decoder(CachedFacts)(read_cache(file) or b"")
    except msgspec.MsgspecError:
        return {}
    return found


def store_facts(file: Path | None, facts: CachedFacts) -> None:
    """Write facts to the cache, atomically. Best effort: a failed write is ignored; the result is computed again."""
    write_cache(file, encode(facts))
