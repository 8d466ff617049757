"""Define templates of inspections: findings and the tasks that correct them.

Blanks: {n} what was found wanting, {m} of how many, {y} the year inspected, {o} one of the matter's objects.
"""

from __future__ import annotations

from msgspec import Struct


class FindingTemplate(Struct, frozen=True):
    """A shortcoming, and the work that puts it right."""

    finding: str
    content: str
    ways: tuple[str, ...]
    """Possible measures; each plan takes one."""
    product: str
    unit: str
    """The unit of counting."""
    kind: str
    """A word of ``TaskKind``."""
    objects: tuple[str, ...]
    most: int = 38
    """The largest plausible number."""


class InspectionTemplate(Struct, frozen=True):
    """A type of inspection, with its findings."""

    title: str
    cause: str
    matters: tuple[FindingTemplate, ...]
