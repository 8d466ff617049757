"""Say what a change does to the settings and units of a register: each value as it was and as it is proposed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec
from msgspec import Struct

from khacphuc.model.policy import Policy
from khacphuc.model.schema import fields
from khacphuc.model.unit import Unit
from khacphuc.register.loading import RegisterSettings
from khacphuc.register.units import Units
from khacphuc.rules.key_labels import part_of
from khacphuc.text.message import Message, say

_LONGEST = 80
_NONE = "–"


def settings_words(before: RegisterSettings, after: RegisterSettings) -> list[Message]:
    """Return what changes, settings first, then units by id."""
    return [*_policy(before.policy, after.policy), *_units(before.units, after.units)]


def _policy(before: Policy, after: Policy) -> Iterator[Message]:
    for key, old, new in _differences(before, after):
        yield say(
            "Setting {key} ({label}): {new}, before {old}.",
            key=key,
            label=_label(Policy, key),
            new=new,
            old=old,
        )


def _units(before: Units, after: Units) -> Iterator[Message]:
    old, new = _by_id(before), _by_id(after)
    for name in sorted({*old, *new}):
        if name not in new:
            yield say("Unit {unit} is no longer there, or cannot be read.", unit=old[name].name)
        elif name not in old:
            yield say("Unit {unit} is added.", unit=new[name].name)
        else:
            for key, was, now in _differences(old[name], new[name]):
                yield say(
                    "{unit}, {key} ({label}): {new}, before {old}.",
                    unit=old[name].name,
                    key=key,
                    label=_label(Unit, key),
                    new=now,
                    old=was,
                )


def _by_id(units: Units) -> dict[str, Unit]:
    return {one.record.id: one.record for one in units.documents if isinstance(one.record, Unit)}


def _label(declaration: type[Struct], key: str) -> Message:
    """Return what people call a key: the label of its last part that is declared. Ids and codes between are not."""
    found, within = "", declaration
    for name in key.split("."):
        field = next((one for one in fields(within) if one.key == name), None)
        if field is not None:
            found, within = field.about.label, part_of(field) or within
    return say(found)


def _differences(before: Policy | Unit, after: Policy | Unit) -> Iterator[tuple[str, str, str]]:
    """Yield key, old and new value of what differs; parts of a list that have an id are compared by it."""
    old, new = (dict(_leaves(msgspec.to_builtins(one, enc_hook=str))) for one in (before, after))
    for key in dict.fromkeys((*old, *new)):
        if old.get(key) != new.get(key):
            yield key, old.get(key, _NONE), new.get(key, _NONE)


def _leaves(value: object, key: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for name, part in value.items():
            word = str(name).rstrip("_")  # ``from_`` is ``from`` in the file
            yield from _leaves(part, f"{key}.{word}" if key else word)
    elif isinstance(value, list | tuple) and all(isinstance(one, Mapping) and "id" in one for one in value):
        for one in value:
            yield from _leaves(
                {name: part for name, part in one.items() if name != "id"}, f"{key}.{one['id']}"
            )
    else:
        yield key, _shown(value)


def _shown(value: object) -> str:
    if value is None or value in ("", []):
        return _NONE
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return " / ".join(_shown(part) for part in value.values())
    if isinstance(value, list | tuple):
        return _cut(", ".join(map(_shown, value)))
    return _cut(str(value))


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()}…"
