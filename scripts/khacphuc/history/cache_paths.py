"""Name the cache files of a clone."""

from __future__ import annotations

from pathlib import Path

from khacphuc.history.git import private_folder
from khacphuc.register.cache_files import folder_for

FACTS, TRAIL, TREND = "facts.msgpack", "trail.json", "trend.json"
BASE_TRAIL = "base-trail.json"
"""Of the branch that changes are compared with: beside one's own, so that neither makes the other begin again."""


def cache_file(root: Path, name: str) -> Path | None:
    """Return the file of that name; None outside a repository."""
    folder = private_folder(root)
    return folder_for(folder) / name if folder else None
