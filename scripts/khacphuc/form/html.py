"""A form as HTML: a template for each part of a document, which the script copies and fills, and the data beside it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from html import escape
from typing import Any

from msgspec import Struct

from khacphuc.form import habits
from khacphuc.form.fields import FormField, form_fields, parts
from khacphuc.form.phrases import PHRASES
from khacphuc.model.schema import Vocabulary
from khacphuc.text.message import Message, Speaker, sample_words, say


def templates(cls: type[Struct], speak: Speaker) -> str:
    """The templates of a kind of document and of all its parts."""
    return "".join(
        f'<template id="kf-{name}">\n{"".join(_field(field, speak) for field in form_fields(part))}</template>\n'
        for name, part in parts(cls).items()
    )


def form_html(buttons: str, undo: str) -> str:
    """The frame of a form, which the script fills. ``buttons`` is HTML, ``undo`` a word."""
    return (
        '<form id="kp-form" class="kf" novalidate autocomplete="off">\n<p class="kf-notice" role="status"></p>\n'
        '<div class="kf-root"></div>\n'
        '<div class="kf-bar"><p class="kf-count" role="status"></p><ul class="kf-sum"></ul>\n'
        f'<p class="kp-actions">{buttons} <button class="kf-small" type="button" data-do="undo">{escape(undo)}</button></p></div>\n</form>\n'
    )


def data(told: Mapping[str, Any], speak: Speaker) -> str:
    """What the script is told, as data that runs nothing wherever it stands in a page."""
    whole = {**told, "words": {name: speak(Message(text)) for name, text in PHRASES.items()}}
    shown = json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
    shown = shown.encode(errors="replace").decode()
    for char in "<>&\u2028\u2029":
        shown = shown.replace(char, f"\\u{ord(char):04x}")
    return f'<script type="application/json" id="kf-told">{shown}</script>\n'


def _field(field: FormField, speak: Speaker) -> str:
    label = escape(speak(Message(field.label)))
    marks = {
        "key": field.key,
        "kind": field.kind,
        "many": "1" if field.many else "",
        "required": "1" if field.required else "",
        "part": field.part.__name__ if field.part else "",
        "refers": field.refers,
        "names": field.names,
        "pattern": script_pattern(field.form.pattern) if field.form else "",
        "form": f"{speak(Message(field.form.name))}: {speak(sample_words(field.form.example))}"
        if field.form
        else "",
        "example": speak(sample_words(field.example)) if field.example else "",
        "seldom": "1" if field.seldom else "",
        "carried": "1" if field.carried else "",
        "head": field.head_of,
        "most": str(field.most or ""),
        "open": "1" if field.refers in habits.OPEN else "",
    }
    shown = "".join(f' data-{name}="{escape(value)}"' for name, value in marks.items() if value)
    needed = f' <span class="kf-needed">{escape(speak(say("(needed)")))}</span>' if field.required else ""
    hint = f'<p class="kf-hint">{_hint(field, speak)}</p>\n' if field.about or field.example else ""
    tag = "span" if field.many or field.kind in ("part", "table") else "label"
    return (
        f'<div class="kf-field"{shown}>\n<{tag} class="kf-label">{label}{needed}</{tag}>\n{hint}'
        f'{_control(field, speak)}<p class="kf-echo"></p>\n<ul class="kf-wrong"></ul>\n</div>\n'
    )


def _hint(field: FormField, speak: Speaker) -> str:
    example = field.example if field.kind not in ("choice", "day", "truth", "reference") else ""
    parts = [speak(Message(field.about))] if field.about else []
    parts += [speak(say("for example: {example}", example=sample_words(example)))] if example else []
    return escape("; ".join(parts))


def _control(field: FormField, speak: Speaker) -> str:
    if field.kind == "table":
        return f'<p class="kf-hint">{escape(speak(say("Changed in the file itself.")))}</p>\n'
    if field.kind == "part" or (field.many and field.kind != "choice"):
        return (
            '<div class="kf-list"></div>\n'
            if field.kind == "part"
            else f'<div class="kf-chosen"></div>\n{_box(field, speak)}'
        )
    if field.kind == "choice" and field.words:
        return _select(_options(field.words, speak))
    if field.kind == "truth":
        return _select({"true": speak(say("yes")), "false": speak(say("no"))})
    return _box(field, speak)


def _options(words: type[Vocabulary], speak: Speaker) -> dict[str, str]:
    return {word.value: speak(Message(word.label)) for word in words}


def _select(options: Mapping[str, str]) -> str:
    items = "".join(
        f'<option value="{escape(value)}">{escape(text)}</option>' for value, text in options.items()
    )
    return f'<select class="kf-input"><option value=""></option>{items}</select>\n'


def _box(field: FormField, speak: Speaker) -> str:
    if field.kind == "reference":
        return (
            '<div class="kf-combo"><input class="kf-input" type="text" role="combobox" autocomplete="off" '
            'aria-expanded="false" aria-autocomplete="list" spellcheck="false">'
            '<ul class="kf-options" role="listbox" hidden></ul></div>\n'
        )
    if field.kind == "text" and not field.many:
        return '<textarea class="kf-input" rows="1"></textarea>\n'
    hold = escape(speak(say("dd/mm/yyyy"))) if field.kind == "day" else ""
    mode = {"whole": "numeric", "number": "decimal"}.get(field.kind, "")
    more = f' placeholder="{hold}"' if hold else f' inputmode="{mode}"' if mode else ""
    return f'<input class="kf-input" type="text" autocomplete="off"{more}>\n'


def script_pattern(pattern: str) -> str:
    r"""A pattern of the model for JavaScript's ``u`` flag, which knows no ``\Z`` and takes no needless escape."""
    return re.sub(r"\\(.)", _for_script, pattern)


def _for_script(found: re.Match[str]) -> str:
    char = found[1]
    if char == "Z":
        return "$"
    return found[0] if char.isalnum() or char in _SYNTAX else char


_SYNTAX = "^$\\.*+?()[]{}|/-"
"""What JavaScript lets one escape."""
