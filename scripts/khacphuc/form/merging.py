"""Join two changes of the same values: what only one side changed is taken, what both changed differently is a conflict."""

from __future__ import annotations

from khacphuc.form.matching import identity, nothing, settled
from khacphuc.text.nodes import Path, YamlValue


def merged(origin: YamlValue, mine: YamlValue, theirs: YamlValue) -> tuple[YamlValue, list[Path]]:
    """The values with both changes, and the places where they contradict each other (mine is kept there)."""
    conflicts: list[Path] = []
    return _merged(settled(origin), settled(mine), settled(theirs), (), conflicts), conflicts


def _merged(
    origin: YamlValue, mine: YamlValue, theirs: YamlValue, path: Path, conflicts: list[Path]
) -> YamlValue:
    if mine in (origin, theirs):
        return theirs
    if theirs == origin:
        return mine
    if isinstance(mine, dict) and isinstance(theirs, dict):
        known = origin if isinstance(origin, dict) else {}
        found = {
            key: _merged(known.get(key), mine.get(key), theirs.get(key), (*path, key), conflicts)
            for key in [*theirs, *(key for key in mine if key not in theirs)]
        }
        return {key: value for key, value in found.items() if not nothing(value)}
    if isinstance(mine, list) and isinstance(theirs, list) and isinstance(origin, list):
        before, one, other = _by_name(origin), _by_name(mine), _by_name(theirs)
        if before is not None and one is not None and other is not None:
            return _lists(before, one, other, path, conflicts)
    conflicts.append(path)
    return mine


_Table = dict[tuple[str, str], YamlValue]


def _by_name(items: list[YamlValue]) -> _Table | None:
    """The items by what tells them apart; None where something does not."""
    found: _Table = {}
    for item in items:
        name = ("", item) if isinstance(item, str) else identity(item)
        if name is None or name in found:
            return None
        found[name] = item
    return found


def _lists(origin: _Table, mine: _Table, theirs: _Table, path: Path, conflicts: list[Path]) -> YamlValue:
    order = [*theirs]
    if [name for name in theirs if name in origin] == [name for name in origin if name in theirs]:
        # Only this side moved items, if any side did.
        order = [name for name in mine if name in theirs]
        order += [name for name in theirs if name not in mine]
    order += [name for name in mine if name not in theirs]
    found: list[YamlValue] = []
    for name in order:
        here = (*path, len(found))
        before, one, other = origin.get(name), mine.get(name), theirs.get(name)
        if before is None and one is not None and other is not None and one != other:
            conflicts.append(here)  # two new items under one name
            found.append(one)
            continue
        item = _merged(before, one, other, here, conflicts)
        if not nothing(item):
            found.append(item)
    return found
