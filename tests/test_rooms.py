"""The house keeps its order: a room imports only from rooms before it, and some things are done in one place."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "scripts" / "khacphuc"
ROOMS = (
    "text",
    "model",
    "register",
    "timeline",
    "obligations",
    "history",
    "demo",
    "rules",
    "reports",
    "form",
    "pages",
    "exports",
    "imports",
    "site",
    "cli",
)
# What may be imported, or called, only here.
ONLY_IN = {
    "yaml": ("text/nodes.py",),
    "mkdocs": ("site/",),
    "git": ("history/repository.py",),
    "subprocess": ("history/git.py", "register/processes.py"),
    "holidays": ("obligations/calendar.py",),
    "dateutil": ("obligations/cycles.py",),
    "comrak": ("pages/body_markdown.py",),
    "nh3": ("pages/body_markdown.py",),
    "argparse": ("cli/",),
    "xlsxwriter": ("exports/xlsx.py", "imports/marked_copy.py"),
    "python_calamine": ("imports/cell_grid.py",),
}
CLOCK = {"today", "now", "utcnow", "time", "localtime", "gmtime"}
CLOCK_PLACES = ("cli/clock.py",)

FILES = sorted(path for path in PACKAGE.rglob("*.py") if path.parent != PACKAGE)


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            yield f"{node.module}.{node.names[0].name}" if node.module == "khacphuc" else node.module or ""


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_go_one_way(path: Path) -> None:
    here = path.relative_to(PACKAGE).as_posix()
    room = here.split("/", 1)[0]
    for name in imports(path):
        parts = name.split(".")
        if parts[0] == "khacphuc" and len(parts) > 1 and parts[1] in ROOMS:
            assert ROOMS.index(parts[1]) <= ROOMS.index(room), f"{here} imports {name}"
        places = ONLY_IN.get(parts[0])
        assert places is None or here.startswith(places), f"{here} imports {name}; only {places} may"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_the_clock_is_read_in_one_place(path: Path) -> None:
    here = path.relative_to(PACKAGE).as_posix()
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CLOCK:
            owner = node.func.value
            name = owner.id if isinstance(owner, ast.Name) else getattr(owner, "attr", "")
            if name in ("date", "Day", "datetime", "time"):
                assert here in CLOCK_PLACES, f"{here}:{node.lineno} reads the clock"
