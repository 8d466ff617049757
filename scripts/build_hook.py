"""What Hatch does beside packing: it compiles the translations, and puts the site's settings, the guides and a register's first settings into the wheel.

An editable installation uses both where they lie in the checkout, so it gets the compiled translations alone.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PROGRAM_FILES = {name: f"khacphuc/files/{name}" for name in ("docs", "mkdocs.yml", "plans/policy.yml")}


class BuildHook(BuildHookInterface[BuilderConfig]):
    """Found by Hatch, which loads this file (see `pyproject.toml`)."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Run before files are collected. ``version`` is ``standard`` or ``editable``."""
        root = Path(self.root)
        sys.path.insert(0, str(root / "scripts"))
        try:
            from translations import build
        finally:
            sys.path.pop(0)
        mo = build()
        if version != "editable":
            build_data["artifacts"].append(
                f"/{mo.relative_to(root).as_posix()}"
            )  # Git ignores it, the wheel must not
            build_data["force_include"].update({str(root / name): to for name, to in PROGRAM_FILES.items()})
