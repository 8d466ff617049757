"""What stands around a register: the site's settings and the guides."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

_CHECKOUT = Path(__file__).parents[3]
_INSTALLED = Path(__file__).parent / "files"  # the wheel carries a copy, see pyproject.toml
_SETTINGS, _GUIDES = "mkdocs.yml", "docs"


def home_files() -> Iterator[tuple[str, bytes]]:
    """The program's own files, from its checkout or its package, by the path they have in a repository."""
    home = _INSTALLED if _INSTALLED.is_dir() else _CHECKOUT
    inside = sorted(path for path in (home / _GUIDES).rglob("*") if path.is_file())
    for path in [home / _SETTINGS, *inside]:
        yield path.relative_to(home).as_posix(), path.read_bytes()
