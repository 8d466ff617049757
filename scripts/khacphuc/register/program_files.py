"""Locate the program's own ``mkdocs.yml``, guides and sample settings: in its checkout, or in the package that a wheel installed."""

from __future__ import annotations

from pathlib import Path

CONFIGURATION, GUIDES = "mkdocs.yml", "docs"
_PACKAGE = Path(__file__).parent.parent
_INSTALLED = _PACKAGE / "files"
"""A wheel carries copies there, see ``scripts/build_hook.py``."""

PROGRAM = _INSTALLED if _INSTALLED.is_dir() else _PACKAGE.parent.parent
"""The folder that holds them."""
