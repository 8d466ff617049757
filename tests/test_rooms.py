"""The house keeps its order: a room imports only from rooms before it, and some things are done in one place."""

from __future__ import annotations

import ast
import re
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
    "outbox",
    "cli",
)
# What may be imported, or called, only here.
ONLY_IN = {
    "yaml": ("text/nodes.py",),
    "mkdocs": ("site/",),
    "git": ("history/repository.py",),
    "subprocess": ("history/git.py", "register/processes.py", "exports/word/pdf.py"),
    "holidays": ("obligations/calendar.py",),
    "dateutil": ("obligations/cycles.py",),
    "comrak": ("pages/body_markdown.py",),
    "nh3": ("pages/body_markdown.py",),
    "argparse": ("cli/",),
    "xlsxwriter": ("exports/xlsx.py", "imports/marked_copy.py"),
    "smtplib": ("outbox/mail.py",),
    "python_calamine": ("imports/cell_grid.py",),
}
CLOCK = {"today", "now", "utcnow", "time", "localtime", "gmtime"}
MKDOCS_CLOCK = "get_build_datetime"
CLOCK_PLACES = ("cli/clock.py", "site/plugin.py")
# Rules that hold a day of a document against the day on which it is judged. How late something is, none of them works out.
DAY_PLACES = {
    "kp217": "a role that somebody has left",
    "kp315": "a plan that is asked for some days after another",
    "kp329": "a task that waits for one whose deadline is past",
    "kp505": "a document dated after today",
    "kp529": "a promise, as long as the deadline is to come",
}

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


def test_the_clock_is_read_in_two_places() -> None:
    places = {path.relative_to(PACKAGE).as_posix() for path in FILES if reads_the_clock(path)}
    assert places == set(CLOCK_PLACES)


def reads_the_clock(path: Path) -> bool:
    calls = (node.func for node in ast.walk(ast.parse(path.read_bytes())) if isinstance(node, ast.Call))
    return any(_is_clock(call) for call in calls)


def _is_clock(call: ast.expr) -> bool:
    if not isinstance(call, ast.Attribute):
        return getattr(call, "id", "") == MKDOCS_CLOCK
    owner = call.value
    name = owner.id if isinstance(owner, ast.Name) else getattr(owner, "attr", "")
    return call.attr in CLOCK and name in ("date", "Day", "datetime", "time")


def test_no_rule_works_out_by_itself_what_is_overdue() -> None:
    """What is overdue, ``obligations/timeliness.py`` says alone; these only look whether a day is past."""
    found = {path.name[:5] for path in FILES if path.match("rules/**/*.py") and compares_with_the_day(path)}
    assert found == set(DAY_PLACES)
    text = (PACKAGE.parents[1] / "docs" / "architecture.md").read_text("utf-8")
    assert all(code.upper() in text for code, about in DAY_PLACES.items() if "deadline" in about)


def compares_with_the_day(path: Path) -> bool:
    nodes = (node for node in ast.walk(ast.parse(path.read_bytes())) if isinstance(node, ast.Compare))
    return any(
        getattr(side, "attr", getattr(side, "id", "")) == "as_of"
        for node in nodes
        for side in (node.left, *node.comparators)
        if any(isinstance(op, ast.Lt | ast.LtE | ast.Gt | ast.GtE) for op in node.ops)
    )


def test_the_table_of_rooms_is_the_order_of_rooms() -> None:
    text = (PACKAGE.parents[1] / "docs" / "architecture.md").read_text("utf-8")
    table = text.partition("## Rooms")[2].partition("\n## ")[0]
    assert tuple(re.findall(r"^\| `(\w+)/` \|", table, re.MULTILINE)) == ROOMS
    only_here = re.findall(r"^\| `(\w+)/` \|.*\|(.*)\|$", table, re.MULTILINE)
    named = {(name, room) for room, cell in only_here for name in re.findall(r"`(\w+)`", cell)}
    held = {(name, place.partition("/")[0]) for name, places in ONLY_IN.items() for place in places}
    assert named == {(name, room) for name, room in held if name != "subprocess"}
