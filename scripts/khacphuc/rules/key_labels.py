"""Share wording between rules: lists of words, labels of keys, forms of values."""

from __future__ import annotations

import difflib
import typing
from collections.abc import Iterable

from msgspec import Struct

from khacphuc.model.schema import Field, Vocabulary, bare, declared, fields, is_part
from khacphuc.text.folding import fold
from khacphuc.text.message import LANGUAGES, Message, say, speaker

CLOSE = 0.6


def keys(owner: str) -> tuple[Field, ...]:
    """Return the keys of a declaration, by its name; none when no such declaration has been read."""
    cls = declared(owner)
    return fields(cls) if cls else ()


def part_of(field: Field) -> type[Struct] | None:
    """Return the declaration of what stands under a key, if that has keys of its own."""
    hint = bare(field.hint)
    if typing.get_origin(hint) is tuple:
        hint = bare(typing.get_args(hint)[0])
    return hint if is_part(hint) else None


def labelled(word: Vocabulary) -> Message:
    """``issued (issued)``: a word of the files with the label that people read."""
    return say("{word} ({label})", word=word.value, label=say(word.label))


def likeness(text: str, names: Iterable[str]) -> float:
    """Return the similarity of a text to the nearest of several names: 0 to 1."""
    wanted = fold(text[:80].replace("_", " "))
    return max(difflib.SequenceMatcher(None, wanted, fold(name.replace("_", " "))).ratio() for name in names)


def names_of(word: str, label: str) -> tuple[str, ...]:
    """Return a word of the files and its label in every language: what a person may have meant to write."""
    return (word, *(speaker(language)(say(label)) for language in LANGUAGES))
