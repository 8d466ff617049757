"""Texts as YAML scalars, in the style that stands there where it can hold them."""

from __future__ import annotations

import json
import unicodedata

from khacphuc.text import nodes
from khacphuc.text.front_matter import without_controls

_WIDEST = 100
"""Characters of a list that still stands on one line."""


def clean(text: str) -> str:
    """A text as the register keeps it: composed, no invisible characters, one kind of line end, no blanks at its ends."""
    text = without_controls(text.replace("\r\n", "\n").replace("\r", "\n"))
    text = unicodedata.normalize("NFC", text)
    return "\n".join(line.rstrip() for line in text.split("\n")).strip()


def scalar(text: str, indent: int, *, flow: bool = False, style: str = "", newline: str = "\n") -> str:
    """A scalar that reads as ``text``. The lines after its first stand at ``indent``."""
    if "\n" in text and not flow and (block := _block(text, indent, newline)):
        return block
    if style == "'" and "\n" not in text:
        return "'" + text.replace("'", "''") + "'"
    return text if style != '"' and _is_plain(text, flow=flow) else quoted(text)


def quoted(text: str) -> str:
    """A text in double quotes; whatever YAML could take for something else is escaped."""
    shown = json.dumps(text, ensure_ascii=False)
    return "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in shown)


def _is_plain(text: str, *, flow: bool) -> bool:
    """Whether a text may stand without quotes. The reader is asked, so that nobody else has to know its rules."""
    if not text or text != text.strip() or "\n" in text or not text.isprintable():
        return False
    return nodes.read(f"k: [{text}]\n" if flow else f"k: {text}\n") == ({"k": [text] if flow else text}, [])


def _block(text: str, indent: int, newline: str) -> str:
    """A text of several lines as a block; ``""`` for one that a block cannot hold as it is."""
    if text[0] in " \t\n" or text.endswith("\n\n") or not text.replace("\n", "").isprintable():
        return ""
    head = "|" if text.endswith("\n") else "|-"
    lines = text.removesuffix("\n").split("\n")
    return newline.join([head, *(f"{' ' * indent}{line}" if line else "" for line in lines)])


def block(value: nodes.YamlValue, indent: int, newline: str = "\n") -> str:
    """A value as it stands after ``key:``, with the blank or line end before it; its lines stand at ``indent``."""
    if isinstance(value, dict):
        if not value:
            return " {}"
        return newline + mapping(value, indent, newline)
    if isinstance(value, list):
        if not any(isinstance(item, (dict, list)) for item in value):
            flow = in_brackets(value)
            if len(flow) <= _WIDEST:
                return f" {flow}"
        pad = " " * indent
        return newline + newline.join(f"{pad}- {item(each, indent + 2, newline)}" for each in value)
    return f" {scalar(value, indent, newline=newline)}" if value is not None else ""


def mapping(value: dict[str, nodes.YamlValue], indent: int, newline: str = "\n") -> str:
    """The lines of a mapping, each at ``indent``, without the last line's end."""
    pad = " " * indent
    return newline.join(
        f"{pad}{key_text(key)}:{block(each, indent + 2, newline)}" for key, each in value.items()
    )


def item(value: nodes.YamlValue, indent: int, newline: str = "\n") -> str:
    """A value as it stands after ``- ``; the lines after its first stand at ``indent``."""
    if isinstance(value, dict) and value:
        return mapping(value, indent, newline).lstrip(" ")
    if isinstance(value, list):
        return in_brackets(value)
    return block(value, indent, newline).lstrip(" ")


def in_brackets(value: nodes.YamlValue) -> str:
    """A value on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key_text(key)}: {in_brackets(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(in_brackets, value)) + "]"
    return scalar(value, 0, flow=True) if value is not None else "null"


def key_text(key: str) -> str:
    """A key as it is written."""
    return key if key.isascii() and key.replace("_", "a").replace("-", "a").isalnum() else quoted(key)
