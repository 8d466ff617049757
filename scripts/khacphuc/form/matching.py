"""Which items of a changed list are the ones that stood there, and values in the order of their declaration."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from khacphuc.text.nodes import Path, YamlValue

_NAMES = ("id", "task", "finding", "body", "party", "milestone", "duty", "number", "findings", "text", "kind")
"""Keys by which an item is known, most certain first."""


def nothing(value: YamlValue) -> bool:
    """Whether a value says as much as its absence."""
    return value is None or value in ("", [], {})


def settled(value: YamlValue) -> YamlValue:
    """A value without the keys and items that say nothing."""
    if isinstance(value, list):
        return [item for item in map(settled, value) if item is None or not nothing(item)]
    if not isinstance(value, dict):
        return value
    found = {key: settled(item) for key, item in value.items()}
    return {key: item for key, item in found.items() if not nothing(item)}


def identity(value: YamlValue) -> tuple[str, str] | None:
    """What tells an item from its neighbours, if something does."""
    if isinstance(value, dict):
        for key in _NAMES:
            if isinstance(found := value.get(key), str) and found:
                return key, found
    return None


def pairs(old: Sequence[YamlValue], new: Sequence[YamlValue]) -> list[int | None]:
    """For each new item the index of the old one that it was; None for one that is new. None is taken twice."""
    found: list[int | None] = [None] * len(new)
    free = dict.fromkeys(range(len(old)))

    def match(same: Callable[[YamlValue, YamlValue], bool]) -> None:
        for at, value in enumerate(new):
            if found[at] is None:
                # The same place first: of two equal items, each stays where it is.
                places = (at, *free) if at in free else tuple(free)
                if (index := next((index for index in places if same(old[index], value)), None)) is not None:
                    found[at] = index
                    del free[index]

    match(lambda before, after: before == after)
    match(lambda before, after: identity(after) is not None and identity(before) == identity(after))
    if len(free) == found.count(None):  # nothing was added or taken away: what is left was changed
        for at, index in zip([at for at, one in enumerate(found) if one is None], list(free), strict=True):
            found[at] = index
    return found


def in_order(values: dict[str, YamlValue], order: Callable[[Path], Sequence[str]]) -> dict[str, YamlValue]:
    """Values without empty ones, keys as declared."""
    return ordered_below({"": values}, (), order, whole=True)[""]  # type: ignore[return-value]


def ordered_below(
    values: dict[str, YamlValue], path: Path, order: Callable[[Path], Sequence[str]], *, whole: bool = False
) -> dict[str, YamlValue]:
    """Nested values in declared order, without empty ones. With ``whole``, ``path`` is that of the value itself."""
    return {key: _ordered(value, path if whole else (*path, key), order) for key, value in values.items()}


def _ordered(value: YamlValue, path: Path, order: Callable[[Path], Sequence[str]]) -> YamlValue:
    if isinstance(value, list):
        return [_ordered(item, (*path, 0), order) for item in value]
    if not isinstance(value, dict):
        return value
    known = list(order(path))
    keys = sorted(value, key=lambda key: known.index(key) if key in known else len(known))
    return {key: _ordered(value[key], (*path, key), order) for key in keys if not nothing(value[key])}
