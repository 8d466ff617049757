"""All rules, found by walking the package. Nothing registers itself; two rules with one code fail here."""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import cast

from khacphuc.rules.contract import SHAPES, Rule, RuleModule

_MODULE = re.compile(r"(kp\d{3})_([a-z0-9_]+)\.py\Z")


@cache
def rules() -> tuple[Rule, ...]:
    """Return every rule, by code."""
    found: dict[str, Rule] = {}
    for file in sorted(Path(__file__).parent.glob("kp[0-9]/kp*.py")):
        match = _MODULE.match(file.name)
        if match is None:
            raise ImportError(f"{file.name}: a rule's file is named kpNNN_what_is_wrong.py")
        rule = _load(
            f"{__package__}.{file.parent.name}.{file.stem}", match[1].upper(), match[2].replace("_", "-")
        )
        if rule.code in found:
            raise ImportError(f"{rule.code} is both {found[rule.code].name} and {rule.name}")
        found[rule.code] = rule
    return tuple(found.values())


def _load(module_name: str, code: str, name: str) -> Rule:
    module = import_module(module_name)
    if not module.__doc__ or not any(hasattr(module, shape) for shape in SHAPES):
        raise ImportError(f"{module_name}: a rule has a docstring and one of {', '.join(SHAPES)}")
    return Rule(code, name, module.SEVERITY, module.__doc__, cast("RuleModule", module))


def find(word: str) -> Rule | None:
    """Return a rule by its code or name, in any case."""
    wanted = word.strip()
    return next(
        (rule for rule in rules() if wanted.upper() == rule.code or wanted.lower() == rule.name), None
    )
