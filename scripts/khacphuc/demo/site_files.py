"""Read the files beside a register: the site's settings and the guides."""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.register.program_files import CONFIGURATION, GUIDES, PROGRAM


def home_files() -> Iterator[tuple[str, bytes]]:
    """Yield the program's own files, by the path they have in a repository, with their bytes."""
    inside = sorted(path for path in (PROGRAM / GUIDES).rglob("*") if path.is_file())
    for path in [PROGRAM / CONFIGURATION, *inside]:
        yield path.relative_to(PROGRAM).as_posix(), path.read_bytes()
