"""A tree with some files other than they are: what a register would be after a change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, tzinfo

from khacphuc.register.source import Entry, Tree


class Overlay:
    """A source like the one below it, with other contents at some paths."""

    def __init__(self, below: Tree, files: Mapping[str, bytes]) -> None:
        self._below = below
        self._files = files

    def entries(self, folder: str) -> Iterator[Entry]:
        """All entries below a folder, those of the change among them."""
        yield from (entry for entry in self._below.entries(folder) if entry.path not in self._files)
        for path, data in self._files.items():
            if path.startswith(f"{folder}/"):
                yield Entry(path, size=len(data))

    def entry(self, path: str) -> Entry | None:
        """What stands at a path."""
        return Entry(path, size=len(self._files[path])) if path in self._files else self._below.entry(path)

    def folders(self, folder: str) -> list[str]:
        """The names of the folders in a folder."""
        start = f"{folder}/"
        mine = (path[len(start) :] for path in self._files if path.startswith(start))
        return sorted(
            {*self._below.folders(folder), *(rest.partition("/")[0] for rest in mine if "/" in rest)}
        )

    def read(self, path: str) -> bytes:
        """The bytes of one entry. Raises OSError."""
        return self._files[path] if path in self._files else self._below.read(path)

    def began_on(self, where: tzinfo) -> date | None:
        """The day on which the register began."""
        return self._below.began_on(where)
