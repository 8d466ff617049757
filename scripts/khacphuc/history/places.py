"""Where a clone keeps between runs what can be made anew: in its own folder (``.git``), which no commit carries."""

from __future__ import annotations

from pathlib import Path

from khacphuc.history.git import private_folder

TRAIL, TREND = "trail.json", "trend.json"


def kept_file(root: Path, name: str) -> Path | None:
    """The file of that name; None outside a repository."""
    folder = private_folder(root)
    return folder / "khacphuc" / name if folder else None
