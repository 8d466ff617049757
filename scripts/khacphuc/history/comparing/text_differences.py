"""Compare two records text by text, and name the differing keys."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from msgspec import Struct

from khacphuc.model.schema import fields
from khacphuc.text.folding import canonical, fold

_UNLIKE = 0.3
_NOTHING_LEFT = 0.1
_LONGEST = 4000  # an event is a fact to be read; the whole text stays in its commit
_MOST_COMPARED = 20_000  # characters of each text


class Difference(NamedTuple):
    """One text that differs: the key that leads to it (``followers.commission``, ``tasks.N1.state``), both sides."""

    key: str
    old: str
    new: str


def same(one: str, other: str) -> bool:
    """Return whether two texts differ in nothing but white space, composition and the place of tone marks."""
    if one == other:
        return True
    words, others = one.split(), other.split()
    return len(words) == len(others) and all(
        word == there or canonical(word) == canonical(there)
        for word, there in zip(words, others, strict=True)
    )


def likeness(one: str, other: str) -> float:
    """Return the share of words that two texts have in common, by the folded word: 0 to 1; two empty texts are alike."""
    first, second = (Counter(fold(text[:_MOST_COMPARED]).split()) for text in (one, other))
    total = first.total() + second.total()
    return 2 * (first & second).total() / total if total else 1.0


def replaced(old: str, new: str, *, more: bool = True) -> bool:
    """Return whether a wording gave way to one of something else.

    Few of its words are left and there is ``more`` that says so, or hardly any is left. Vietnamese texts that have nothing to do with each other still share a tenth to a fifth of their syllables.
    """
    if not old.strip() or not new.strip():
        return False
    return likeness(old, new) < (_UNLIKE if more else _NOTHING_LEFT)


def cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def differences(
    old: Struct, new: Struct, skip: frozenset[str] = frozenset(), at: str = ""
) -> Iterator[Difference]:
    """Yield the texts that differ between two records of one kind, by key. Lists of references have no order."""
    for name, key in _keys(type(new)):
        if key in skip:
            continue
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            yield from _between(before, after, f"{at}{key}")


def _between(before: Any, after: Any, key: str) -> Iterator[Difference]:
    one, other = _parts(before), _parts(after)
    if one is None or other is None:
        was, now = spelled(before), spelled(after)
        if not same(was, now):
            yield Difference(key, cut(was), cut(now))
        return
    for part in dict.fromkeys((*one, *other)):
        if one.get(part) != other.get(part):
            yield from _between(one.get(part), other.get(part), f"{key}.{part}")


def text_at(value: Any, key: str) -> str:
    """Return the text at a key of a record, as differences name it; ``""`` where there is none."""
    parts = _parts(value) if key else None
    if parts is None:
        return cut(spelled(value))
    found = [part for part in parts if f"{key}.".startswith(f"{part}.")]
    name = max(found, key=len, default=None)  # of N1 and N1.1, the longer one
    return "" if name is None else text_at(parts[name], key[len(name) + 1 :])


# What tells the items of a list from each other; a list of things that have none of these is one text.
_NAMES = ("id", "milestone", "task", "duty", "finding", "body", "party")


def _parts(value: Any) -> dict[str, Any] | None:
    """Return the parts of a value by key; None for a single text."""
    if isinstance(value, Struct):
        return {key: getattr(value, name) for name, key in _keys(type(value))}
    if isinstance(value, dict):
        return value
    if value is None:
        return {}
    if isinstance(value, tuple) and all(isinstance(item, Struct) for item in value):
        named: dict[str, Any] = {}
        times: Counter[str] = Counter()
        for item in value:
            name = next((found for word in _NAMES if (found := getattr(item, word, None))), None)
            if name is None:
                return None
            times[name] += 1
            named[str(name) if times[name] == 1 else f"{name}#{times[name]}"] = item
        return named
    return None


def spelled(value: Any) -> str:
    """Return a value as one text. References come in order of the alphabet, so that their order says nothing."""
    if isinstance(value, Struct):
        texts = ((key, spelled(getattr(value, name))) for name, key in _keys(type(value)))
        return "; ".join(f"{key}: {text}" for key, text in texts if text)
    if isinstance(value, dict):
        return "; ".join(f"{key}: {spelled(item)}" for key, item in sorted(value.items()))
    if isinstance(value, tuple):
        texts_of = [spelled(item) for item in value]
        return " | ".join(texts_of) if value and isinstance(value[0], Struct) else ", ".join(sorted(texts_of))
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


def texts(value: Any) -> Iterator[str]:
    """Yield all texts in a value, without the keys that lead to them."""
    if isinstance(value, Struct):
        for name, _ in _keys(type(value)):
            yield from texts(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from texts(item)
    elif value is not None:
        yield spelled(value)


def body_difference(old: str, new: str) -> Difference | None:
    """Return the difference of two bodies, without common leading and trailing lines."""
    if same(old, new):
        return None
    before, after = old.splitlines(), new.splitlines()
    head = _common(before, after)
    before, after = before[head:], after[head:]
    tail = _common(before[::-1], after[::-1])
    texts_left = ("\n".join(side[: len(side) - tail]).strip() for side in (before, after))
    return Difference("body", *map(cut, texts_left))


def _common(one: list[str], other: list[str]) -> int:
    """Return the number of common leading lines."""
    return next(
        (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


@cache
def _keys(kind: type[Struct]) -> tuple[tuple[str, str], ...]:
    return tuple((field.name, field.key) for field in fields(kind))
