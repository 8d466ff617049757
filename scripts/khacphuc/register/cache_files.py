"""Read and write cache files between runs: written atomically, never trusted.

They lie among the person's own caches, never in the folder of a register: that may come from anybody, with anything
in it. Each is sealed, so that a damaged file is told from a whole one.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import msgspec

_PACKAGE = Path(__file__).parent.parent
_SEAL = 20
_NAME = "clone"
"""The file that says of which clone a folder is."""


@cache
def code_digest(*rooms: str) -> str:
    """Return a digest of all code, templates and words of some rooms: what they made is kept for as long as they stay the same."""
    digest = blake2b(digest_size=16)
    for room in rooms:
        for file in sorted((_PACKAGE / room).rglob("*")):
            if file.suffix in (".py", ".yml", ".html", ".mo", ".sha256"):
                digest.update(file.relative_to(_PACKAGE).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def encode(value: object) -> bytes:
    """Return bytes of a value, for ``decoder`` to read. Raises UnicodeEncodeError when there is half a character in it."""
    return msgspec.msgpack.encode(value, enc_hook=str)  # a party is a text of a class of its own


def decoder(kind: Any) -> Callable[[bytes], Any]:
    """Reads values of ``kind`` from bytes. Raises MsgspecError when they are others."""
    return msgspec.msgpack.Decoder(kind, dec_hook=_text).decode


def _text(kind: type[Any], value: Any) -> Any:
    return kind(value) if issubclass(kind, str) and isinstance(value, str) else value


def folder_for(clone: Path) -> Path:
    """Return the folder for what is kept of a clone. Making a new one clears away those of clones that are gone."""
    import platformdirs

    home = platformdirs.user_cache_path("khacphuc", appauthor=False)
    name = os.fsencode(clone)
    folder = home / blake2b(name, digest_size=_SEAL).hexdigest()
    if not folder.exists():
        _clear_up(home)
        with suppress(OSError):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # pages of a register are not for everybody
        write_whole(folder / _NAME, name)
    return folder


def _clear_up(home: Path) -> None:
    for mark in home.glob(f"*/{_NAME}"):
        try:
            if not Path(os.fsdecode(mark.read_bytes())).exists():
                shutil.rmtree(mark.parent)
        except OSError:
            continue  # another run clears up, too


def sealed(data: bytes) -> bytes:
    """Return bytes with their digest before them."""
    return blake2b(data, digest_size=_SEAL).digest() + data


def unsealed(kept: bytes) -> bytes | None:
    """Return the bytes that were sealed; None when they are others."""
    data = kept[_SEAL:]
    return data if sealed(data) == kept else None


def read_cache(file: Path | None) -> bytes | None:
    """Return the bytes of a kept file; None when there is none, or it is damaged."""
    try:
        return unsealed(file.read_bytes()) if file else None
    except OSError:
        return None


def write_cache(file: Path | None, data: bytes) -> None:
    """Write bytes to a cache file. Best effort: a failed write is ignored."""
    if file is not None:
        write_whole(file, sealed(data))


def write_whole(file: Path, data: bytes) -> None:
    """Write facts to the cache, atomically. Best effort: a failed write is ignored; the result is computed again."""
    new = None
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=file.parent, delete=False) as handle:
            new = Path(handle.name)
            handle.write(data)
        new.replace(file)
    except OSError:
        if new is not None:
            new.unlink(missing_ok=True)
