"""Write many small files of pages quickly."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path


def source(path: str) -> str:
    """Return the Markdown file that stands for the page at a path, in ``nav``, in links of the guides and in the plain tree."""
    return f"{path}index.md"


def write_all(out: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Write each (path, data) below a folder."""
    base = f"{out}{os.sep}"
    made = {""}
    for path, data in files:
        folder = path.rpartition("/")[0]
        if folder not in made:
            os.makedirs(base + folder, exist_ok=True)  # noqa: PTH103 - ten thousand times: strings are quicker
            made.add(folder)
        with open(base + path, "wb", buffering=0) as file:  # noqa: PTH123 - as above
            file.write(data)


def replace_all(out: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Write each (path, data) below a folder that is being read: a reader gets the old file or the new one."""
    aside = out / ".new"
    for path, data in files:
        aside.write_bytes(data)
        target = out / path
        target.parent.mkdir(parents=True, exist_ok=True)
        aside.replace(target)
