"""What the rules that compare cases know of each case, kept from one run to the next.

A kept fact can never be an old one: its key is the content of every document of its case and the code and words of
the rules themselves. Whatever cannot be read is gathered again.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from hashlib import blake2b
from pathlib import Path
from tempfile import NamedTemporaryFile

import msgspec

from khacphuc.rules.driver import Facts

_PACKAGE = Path(__file__).parent.parent
_CODE = ("text", "model", "register", "rules")

Kept = dict[str, Facts]


@cache
def code_digest() -> str:
    """A digest of all code and word lists that facts depend on."""
    digest = blake2b(digest_size=16)
    for room in _CODE:
        for file in sorted((_PACKAGE / room).rglob("*")):
            if file.suffix in (".py", ".yml"):
                digest.update(file.relative_to(_PACKAGE).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def key_of(contents: Iterable[tuple[str, str]]) -> str:
    """The key of a case: its documents' paths and the names of their contents."""
    digest = blake2b(code_digest().encode(), digest_size=16)
    for path, name in sorted(contents):
        digest.update(f"{path}\0{name}\0".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def recall(file: Path | None) -> Kept:
    """What a file keeps; nothing when there is none, or it cannot be read."""
    if file is None:
        return {}
    try:
        return msgspec.msgpack.decode(file.read_bytes(), type=Kept)
    except (OSError, msgspec.MsgspecError):
        return {}


def keep(file: Path | None, facts: Kept) -> None:
    """Write a file whole or not at all. That it cannot be written costs time, not truth, so it is no error."""
    if file is None:
        return
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=file.parent, delete=False) as new:
            new.write(msgspec.msgpack.encode(facts))
        Path(new.name).replace(file)
    except OSError:
        return
