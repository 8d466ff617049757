"""A document to begin with: what is known is filled in, every other key stands beside as a comment that explains it."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from khacphuc.form import scalars
from khacphuc.form.fields import FormField, form_fields
from khacphuc.model import DOCUMENTS
from khacphuc.text.message import Message, Speaker, listed, sample_words, say
from khacphuc.text.nodes import YamlValue

_DEEPEST = 3
"""Levels of parts that are shown where nothing is filled in."""


def template(kind: str, values: dict[str, YamlValue], speak: Speaker) -> str:
    """A whole document of a kind."""
    lines = [f"type: {kind}", *_keys(DOCUMENTS[kind], values, "", speak, 0)]
    text = "\n".join(lines)
    return f"{text}\n" if kind == "policy" else f"---\n{text}\n---\n"


def _keys(
    cls: type[Struct], values: dict[str, YamlValue], pad: str, speak: Speaker, depth: int
) -> Iterator[str]:
    for field in form_fields(cls):
        value = values.get(field.key)
        note = _note(field, speak)
        if value in (None, "", [], {}):
            yield from _absent(field, pad, note, speak, depth)
        elif field.part and isinstance(value, list):
            yield f"{pad}{field.key}:  # {note}"
            for number, item in enumerate(value):
                yield from _item(field.part, item, f"{pad}  ", speak, depth if number == 0 else _DEEPEST)
        elif field.part and isinstance(value, dict):
            yield f"{pad}{field.key}:  # {note}"
            yield from _keys(field.part, value, f"{pad}  ", speak, depth + 1)
        else:
            written = scalars.block(value, len(pad) + 2)
            yield f"{pad}{field.key}:{written}" + ("" if "\n" in written else f"  # {note}")


def _item(part: type[Struct], item: YamlValue, pad: str, speak: Speaker, depth: int) -> Iterator[str]:
    if not isinstance(item, dict):
        yield f"{pad}- {scalars.item(item, len(pad) + 2)}"
        return
    lines = list(_keys(part, item, f"{pad}  ", speak, depth + 1))
    if depth >= _DEEPEST:
        lines = [line for line in lines if not line.lstrip().startswith("#")]
    first = next((number for number, line in enumerate(lines) if not line.lstrip().startswith("#")), None)
    if first is None:
        return
    yield from lines[:first]
    yield f"{pad}- {lines[first].lstrip()}"
    yield from lines[first + 1 :]


def _absent(field: FormField, pad: str, note: str, speak: Speaker, depth: int) -> Iterator[str]:
    """A key that is not filled in, as comments."""
    if depth >= _DEEPEST:
        return
    if field.part is None:
        shown = _example(field, speak)
        example = f" [{shown}]" if field.many and shown else f" {shown}".rstrip()
        yield f"{pad}# {field.key}:{example}  # {note}"
        return
    yield f"{pad}# {field.key}:  # {note}"
    dash = "- " if field.many else ""
    for number, inner in enumerate(form_fields(field.part)):
        if inner.part is None:
            mark = dash if number == 0 else " " * len(dash)
            yield (
                f"{pad}#   {mark}{inner.key}: {_example(inner, speak)}".rstrip()
                + f"  # {_note(inner, speak)}"
            )


def _example(field: FormField, speak: Speaker) -> str:
    return speak(sample_words(field.example)) if field.example else ""


def _note(field: FormField, speak: Speaker) -> str:
    parts = [speak(Message(field.label))]
    if field.required:
        parts.append(speak(say("(needed)")))
    if field.about:
        parts.append(f"– {speak(Message(field.about))}")
    if field.words:
        words = [f"{word.value} = {speak(Message(word.label))}" for word in field.words]
        parts.append(f"– {speak(say('one of: {words}', words=listed(words)))}")
    return " ".join(parts)
