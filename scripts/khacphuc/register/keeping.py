"""Files that a program keeps for itself between runs: written whole or not at all, and never believed too long."""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from pathlib import Path
from tempfile import NamedTemporaryFile

_PACKAGE = Path(__file__).parent.parent


@cache
def code_digest(*rooms: str) -> str:
    """A digest of all code, templates and words of some rooms: what they made is kept for as long as they stay the same."""
    digest = blake2b(digest_size=16)
    for room in rooms:
        for file in sorted((_PACKAGE / room).rglob("*")):
            if file.suffix in (".py", ".yml", ".html", ".mo"):
                digest.update(file.relative_to(_PACKAGE).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def write_whole(file: Path, data: bytes) -> None:
    """Write a file whole or not at all. That it cannot be written costs time, not truth, so it is no error."""
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
