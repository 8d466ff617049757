"""Put into words what every list says of an obligation: the name of a part of a plan, and from whom it was taken over."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from khacphuc.model.party import Party
from khacphuc.obligations.values import Obligation, ObligationKind
from khacphuc.text.message import N_, Message, MessageArgument, Speaker, say

_OWNER = re.compile(r"@[a-z0-9-]+")


def without_owner(key: str) -> str:
    """Return the key of an obligation as the plan writes it, without the unit whose share it is."""
    return _OWNER.sub("", key)


def part_name(item: Obligation) -> MessageArgument:
    """Return the name of a part of a plan: “N2”, “N2, occurrence of 31/3/2026”."""
    key = without_owner(item.key)
    if item.kind is not ObligationKind.MEET_OCCURRENCE:
        return key
    task, _, day = key.rpartition(".")
    return say(N_("{task}, occurrence of {day}"), task=task, day=date.fromisoformat(day))


def taken_over(before: Party, called: Callable[[str], str]) -> Message | None:
    """Return from whom something was taken over, by the name that ``called`` gives a unit; None where it was not."""
    return say(N_("taken over from {unit}"), unit=called(before.unit)) if before else None


def with_predecessor(name: str, before: Party, called: Callable[[str], str], speak: Speaker) -> str:
    """Return the name of a party in plain text, with that from whom it took over: “Cell B (taken over from Cell A)”."""
    words = taken_over(before, called)
    return f"{name} ({speak(words)})" if words else name
