"""Write documents as text: front matter in the style of the sample register, then the body."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

Front = dict[str, "Item"]
Item = str | int | date | Front | Sequence["Item"]

_PLAIN = re.compile(r"(?!(?:~|null|Null|NULL)\Z)(?![-?:,\[\]{}#&*!|>'\"%@`\s])(?!.*(?:: | #))[^\n]*[^\s:]")
_WORD = re.compile(r"[A-Za-z0-9./-]+")


def document_bytes(front: Front, body: str = "") -> bytes:
    """Return a document."""
    return "\n".join(("---", *_mapping(front, ""), "---", *((body,) if body else ()), "")).encode()


def _mapping(values: Mapping[str, Item], indent: str) -> Iterator[str]:
    for key, value in values.items():
        if isinstance(value, dict):
            yield f"{indent}{key}:"
            yield from _mapping(value, f"{indent}  ")
        elif isinstance(value, list | tuple):
            yield from _list(key, value, indent)
        else:
            yield f"{indent}{key}: {_scalar(value)}"


def _list(key: str, items: Sequence[Item], indent: str) -> Iterator[str]:
    words = [str(item) for item in items]
    if not any(isinstance(item, dict) for item in items) and all(
        _WORD.fullmatch(word) and _PLAIN.fullmatch(word) for word in words
    ):
        yield f"{indent}{key}: [{', '.join(words)}]"
        return
    yield f"{indent}{key}:"
    for item in items:
        if isinstance(item, dict):
            first, *others = _mapping(item, f"{indent}    ")
            yield f"{indent}  - {first.lstrip()}"
            yield from others
        else:
            yield f"{indent}  - {_scalar(item)}"


def _scalar(value: Item) -> str:
    text = str(value)
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def parts(front: Front, key: str) -> list[Front]:
    """Return the mappings in a list of a document: they can be changed in place."""
    items = front.get(key, [])
    return [item for item in items if isinstance(item, dict)] if isinstance(items, list | tuple) else []
