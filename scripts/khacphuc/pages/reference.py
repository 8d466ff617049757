"""Render the reference of documents from their declarations: every key with label, form and example."""

from __future__ import annotations

import typing
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from msgspec import Struct

from khacphuc.model import DOCUMENTS
from khacphuc.model.schema import Field, Refers, Vocabulary, Written, bare, fields, is_part
from khacphuc.pages.fragments import cell, columns
from khacphuc.pages.page import Heading, Page
from khacphuc.pages.safe_html import EMPTY, Html, esc, html
from khacphuc.pages.site_context import SiteContext
from khacphuc.pages.site_index import SiteIndex
from khacphuc.register.layout import POLICY_PATH
from khacphuc.text.message import N_, say

PATH = "reference/"
_COLUMNS = (N_("Key"), N_("Label"), N_("Written as"), N_("Explanation"), N_("Example"))
_PLACES = {
    "unit": "units/<unit>.md",
    "policy": POLICY_PATH,
    "conclusion": "plans/<unit>/<case>/conclusion.md",
    "plan": "plans/<unit>/<case>/plan.md, plan-<name>.md",
}
_SCALARS: dict[Any, str] = {
    str: N_("a text"),
    date: N_("a date"),
    int: N_("a whole number"),
    Decimal: N_("a number"),
    bool: N_("true or false"),
}


class ReferencePart(Struct, frozen=True):
    """The keys of a document, or of a part of it; ``where`` is the path of the key that holds the part."""

    id: str
    title: str
    where: str
    table: Html


def pages(site_index: SiteIndex) -> Iterator[Page]:
    context = site_index.context
    title = context.words[N_("Document reference")]
    kinds = [(name, context.words[kind.TITLE], _place(name)) for name, kind in DOCUMENTS.items()]
    yield Page(path=PATH, title=title, html=context.render("reference.html", PATH, title=title, kinds=kinds))
    for name, kind in DOCUMENTS.items():
        yield _page(context, name, kind)


def _place(name: str) -> str:
    return _PLACES.get(name, f"plans/<unit>/<case>/YYYY-MM-DD-{name}.md")


def _page(context: SiteContext, name: str, kind: Any) -> Page:
    path, title = f"{PATH}{name}/", context.words[kind.TITLE]
    parts = list(_parts(context, kind, "", context.words[N_("Keys of the document")], {}))
    page = context.render("reference_kind.html", path, title=title, place=_place(name), parts=parts)
    headings = tuple(Heading(part.id, part.title) for part in parts)
    return Page(path=path, title=title, html=page, headings=headings, search=f"{title}\n{name}")


def _parts(
    context: SiteContext, kind: type[Struct], where: str, title: str, seen: dict[type[Struct], str]
) -> Iterator[ReferencePart]:
    """Yield the keys of a declaration, then those of each part below it. A part that stands in several places comes once."""
    seen[kind] = _id(where)
    below = [(field, part) for field in fields(kind) if (part := part_of(field)) is not None]
    names: dict[type[Struct], str] = {}
    for field, part in below:
        names.setdefault(part, seen.get(part, _id(_below(where, field))))
    yield ReferencePart(seen[kind], title, where, _table(context, kind, title, names))
    for field, part in below:
        if part not in seen:
            yield from _parts(context, part, _below(where, field), context.words[field.about.label], seen)


def _id(where: str) -> str:
    return f"keys-{where}".replace(".", "-").replace("_", "-") if where else "keys"


def _below(where: str, field: Field) -> str:
    return f"{where}.{field.key}" if where else field.key


def part_of(field: Field) -> type[Struct] | None:
    """Return the declaration of what stands under a key, if that has keys of its own."""
    hint = inner(field)
    return hint if is_part(hint) else None


def inner(field: Field) -> Any:
    """Return the type of one value under a key that may hold several, or several lists of them."""
    hint = bare(field.hint)
    while typing.get_origin(hint) in _MANY:
        hint = bare(typing.get_args(hint)[_MANY[typing.get_origin(hint)]])
    return hint


_MANY: dict[Any, int] = {tuple: 0, dict: 1}
"""Types of several values, and which of their arguments is that of one value."""


def _table(context: SiteContext, kind: type[Struct], title: str, names: dict[type[Struct], str]) -> Html:
    rows = "".join(_row(context, field, names) for field in fields(kind))
    return html(
        f'<table class="kp-table kp-stack">\n<caption>{esc(title)}</caption>\n'
        f"{columns(context, _COLUMNS)}\n<tbody>\n{rows}</tbody>\n</table>"
    )


def _row(context: SiteContext, field: Field, names: dict[type[Struct], str]) -> str:
    about = field.about
    needed = (
        f' <span class="kp-chip kp-required">{context.names[N_("required")]}</span>' if field.required else ""
    )
    part = part_of(field)
    link = f' <a href="#{esc(names[part])}">{context.names[N_("keys below")]}</a>' if part else ""
    example = html(f"<code>{esc(about.example)}</code>") if about.example else _form_example(field)
    return (
        f'<tr><th scope="row"><code>{esc(field.key)}</code>{needed}</th>'
        f"{cell(context, N_('Label'), context.words[about.label])}"
        f"{cell(context, N_('Written as'), html(f'{_form(context, field)}{link}'))}"
        f"<td>{context.names[about.about] if about.about else ''}</td>"
        f"{cell(context, N_('Example'), example) if example else '<td></td>'}</tr>\n"
    )


def _form(context: SiteContext, field: Field) -> Html:
    """Return the form of a value in words; for a closed list, its words."""
    hint = inner(field)
    if isinstance(hint, type) and issubclass(hint, Vocabulary):
        words = "".join(
            f"<li><code>{esc(word.value)}</code> {context.names[word.label]}</li>" for word in hint
        )
        return html(f'<ul class="kp-words-list">{words}</ul>')
    form = context.words[N_("a group of keys")] if is_part(hint) else _scalar(context, hint)
    several = typing.get_origin(bare(field.hint)) in _MANY
    return html(esc(context.say(say(N_("a list: {of}"), of=form)) if several else form))


def _scalar(context: SiteContext, hint: Any) -> str:
    if typing.get_origin(hint) is not typing.Annotated:
        return context.words[_SCALARS.get(hint, _SCALARS[str])]
    marks = typing.get_args(hint)[1:]
    form = next((context.words[mark.name] for mark in marks if isinstance(mark, Written)), "")
    if any(isinstance(mark, Refers) for mark in marks):
        return context.say(say(N_("names something that is in the register: {form}"), form=form))
    return form


def _form_example(field: Field) -> Html:
    marks = typing.get_args(inner(field))[1:] if typing.get_origin(inner(field)) is typing.Annotated else ()
    found = next((mark.example for mark in marks if isinstance(mark, Written)), "")
    return html(f"<code>{esc(found)}</code>") if found else EMPTY
