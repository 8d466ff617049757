"""A name means one thing: no public class and no module of the package bears a name that another one has."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

PACKAGE = Path(__file__).parent.parent / "scripts" / "khacphuc"
FILES = sorted(PACKAGE.rglob("*.py"))


def repeated(names: dict[str, list[str]]) -> dict[str, list[str]]:
    return {name: places for name, places in names.items() if len(places) > 1}


TELLING = {"commands", "deadline", "exports", "form", "imports", "promise", "word"}
"""Folders whose own names tell their modules apart from others that are called so."""


def test_no_module_name_stands_twice() -> None:
    modules = defaultdict(list)
    for path in FILES:
        if not path.stem.startswith("__") and path.parent.name not in TELLING:
            modules[path.stem].append(path.relative_to(PACKAGE).as_posix())
    assert not repeated(modules)


def test_no_public_class_is_defined_twice() -> None:
    classes = defaultdict(list)
    for path in FILES:
        for node in ast.parse(path.read_bytes()).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                classes[node.name].append(path.relative_to(PACKAGE).as_posix())
    assert not repeated(classes)
