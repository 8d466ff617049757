"""JSON Schema of a kind of document, for editors that know YAML: they complete keys and words, and show explanations."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from khacphuc.form.fields import FormField, form_fields, parts
from khacphuc.model import DOCUMENTS
from khacphuc.text.message import Message, Speaker, sample_words

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_DAY = r"^\d{4}-\d{2}-\d{2}$"


def schema(kind: str, speak: Speaker) -> dict[str, Any]:
    """The schema of the front matter of a kind (of the policy, of the whole file)."""
    cls = DOCUMENTS[kind]
    below = {name: _part(part, speak) for name, part in parts(cls).items() if part is not cls}
    whole = _part(cls, speak)
    whole["properties"] = {"type": {"const": kind}, **whole["properties"]}
    whole["required"] = ["type", *whole.get("required", [])]
    return {"$schema": DIALECT, "title": speak(Message(cls.TITLE)), **whole, "$defs": below}


def _part(cls: type[Struct], speak: Speaker) -> dict[str, Any]:
    fields = form_fields(cls)
    found: dict[str, Any] = {
        "type": "object",
        "properties": {field.key: _key(field, speak) for field in fields},
        "additionalProperties": False,
    }
    needed = [field.key for field in fields if field.required]
    return found | ({"required": needed} if needed else {})


def _key(field: FormField, speak: Speaker) -> dict[str, Any]:
    told: dict[str, Any] = {"title": speak(Message(field.label))}
    if field.about:
        told["description"] = speak(Message(field.about))
    if field.example:
        told["examples"] = [speak(sample_words(field.example))]
    one = _value(field, speak)
    if not field.many:
        return told | one
    return told | {"anyOf": [{"type": "array", "items": one}, one]}  # one value stands for a list of one


def _value(field: FormField, speak: Speaker) -> dict[str, Any]:
    if field.part:
        return {"$ref": f"#/$defs/{field.part.__name__}"}
    if field.words:
        return {"oneOf": [{"const": word.value, "title": speak(Message(word.label))} for word in field.words]}
    return _SCALARS.get(field.kind, _TEXT)


# What YAML takes for a number is a text to the register.
_TEXT: dict[str, Any] = {"type": ["string", "number", "boolean"]}
_SCALARS: dict[str, dict[str, Any]] = {
    "table": {"type": "object"},
    "truth": {"type": "boolean"},
    "day": {"type": "string", "pattern": _DAY},
    "whole": {"type": ["integer", "string"]},
    "number": {"type": ["number", "string"]},
}
