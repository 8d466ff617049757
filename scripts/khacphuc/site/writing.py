"""Writing many small files with little ado."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path


def write_all(out: Path, files: Iterable[tuple[str, bytes]], name: str = "index.html") -> None:
    """Write each (folder, data) to ``<out>/<folder><name>``. A folder ends in ``/`` or is ``""``."""
    base = f"{out}{os.sep}"
    made: set[str] = set()
    for folder, data in files:
        if folder not in made:
            os.makedirs(base + folder, exist_ok=True)  # noqa: PTH103 - ten thousand times: strings are quicker
            made.add(folder)
        with open(f"{base}{folder}{name}", "wb", buffering=0) as file:  # noqa: PTH123 - as above
            file.write(data)
