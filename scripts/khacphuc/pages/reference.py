"""What each kind of document may hold, from its declaration: every key with its label, form and example.

The site shows it as pages. ``scripts/generate.py`` writes the same as Markdown under ``docs/reference/``, for those who read
the guides where the repository is kept.
"""

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
from khacphuc.pages.safe_html import Html, esc, html
from khacphuc.pages.site_context import SiteContext
from khacphuc.pages.site_index import SiteIndex
from khacphuc.pages.templating import Phrases
from khacphuc.register.layout import POLICY_PATH
from khacphuc.text.message import N_, Sample

PATH = "reference/"
TITLE, REQUIRED, BELOW = N_("Document reference"), N_("required"), N_("keys below")
COLUMNS = (N_("Key"), N_("Label"), N_("Written as"), N_("Explanation"), N_("Example"))
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


class Line(Struct, frozen=True):
    """One key, in words of a language. ``below`` is the id of the part that says what may stand under it, or ``""``."""

    key: str
    required: bool
    label: str
    form: str
    about: str
    example: str
    below: str = ""
    words: tuple[tuple[str, str], ...] = ()
    """The closed list of words that may stand there, each with its label, in place of ``form``."""


class ReferencePart(Struct, frozen=True):
    """The keys of a document, or of a part of it; ``where`` is the path of the key that holds the part."""

    id: str
    title: str
    where: str
    lines: tuple[Line, ...]


def pages(site_index: SiteIndex) -> Iterator[Page]:
    context = site_index.context
    title = context.words[TITLE]
    page = context.render("reference.html", PATH, title=title, kinds=kinds(context.words))
    yield Page(path=PATH, title=title, html=page)
    for name in DOCUMENTS:
        yield _page(context, name)


def kinds(words: Phrases) -> list[tuple[str, str, str]]:
    """The word, the title and the place of each kind of document."""
    return [(name, words[kind.TITLE], place_of(name)) for name, kind in DOCUMENTS.items()]


def place_of(name: str) -> str:
    return _PLACES.get(name, f"plans/<unit>/<case>/YYYY-MM-DD-{name}.md")


def _page(context: SiteContext, name: str) -> Page:
    path, title = f"{PATH}{name}/", context.words[DOCUMENTS[name].TITLE]
    parts = parts_of(name, context.words)
    tables = [(part, _table(context, part)) for part in parts]
    page = context.render("reference_kind.html", path, title=title, place=place_of(name), parts=tables)
    headings = tuple(Heading(part.id, part.title) for part in parts)
    return Page(path=path, title=title, html=page, headings=headings, search=f"{title}\n{name}")


def parts_of(name: str, words: Phrases) -> list[ReferencePart]:
    """The keys of a kind of document, then those of each part of it."""
    return list(_parts(words, DOCUMENTS[name], "", words[N_("Keys of the document")], {}))


def _parts(
    words: Phrases, kind: type[Struct], where: str, title: str, seen: dict[type[Struct], str]
) -> Iterator[ReferencePart]:
    """Yield the keys of a declaration, then those of each part below it. A part that stands in several places comes once."""
    seen[kind] = _id(where)
    below = [(field, part) for field in fields(kind) if (part := part_of(field)) is not None]
    names: dict[type[Struct], str] = {}
    for field, part in below:
        names.setdefault(part, seen.get(part, _id(_below(where, field))))
    yield ReferencePart(seen[kind], title, where, tuple(_line(words, field, names) for field in fields(kind)))
    for field, part in below:
        if part not in seen:
            yield from _parts(words, part, _below(where, field), words[field.about.label], seen)


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


def _line(words: Phrases, field: Field, names: dict[type[Struct], str]) -> Line:
    about, hint, part = field.about, inner(field), part_of(field)
    example = about.example or _form_example(field)
    closed = isinstance(hint, type) and issubclass(hint, Vocabulary)
    return Line(
        field.key,
        field.required,
        words[about.label],
        "" if closed else _form(words, field),
        words[about.about] if about.about else "",
        words[example] if isinstance(example, Sample) else example,
        names[part] if part else "",
        tuple((word.value, words[word.label]) for word in hint) if closed else (),
    )


def _form(words: Phrases, field: Field) -> str:
    """What may stand there, in words."""
    hint = inner(field)
    form = words[N_("a group of keys")] if is_part(hint) else _scalar(words, hint)
    several = typing.get_origin(bare(field.hint)) in _MANY
    return words[N_("a list: {of}")].format(of=form) if several else form


def _scalar(words: Phrases, hint: Any) -> str:
    if typing.get_origin(hint) is not typing.Annotated:
        return words[_SCALARS.get(hint, _SCALARS[str])]
    marks = typing.get_args(hint)[1:]
    form = next((words[mark.name] for mark in marks if isinstance(mark, Written)), "")
    if any(isinstance(mark, Refers) for mark in marks):
        return words[N_("names something that is in the register: {form}")].format(form=form)
    return form


def _form_example(field: Field) -> str:
    marks = typing.get_args(inner(field))[1:] if typing.get_origin(inner(field)) is typing.Annotated else ()
    return next((mark.example for mark in marks if isinstance(mark, Written)), "")


def _table(context: SiteContext, part: ReferencePart) -> Html:
    rows = "".join(_row(context, line) for line in part.lines)
    return html(
        f'<table class="kp-table kp-stack">\n<caption>{esc(part.title)}</caption>\n'
        f"{columns(context, COLUMNS)}\n<tbody>\n{rows}</tbody>\n</table>"
    )


def _row(context: SiteContext, line: Line) -> str:
    needed = f' <span class="kp-chip kp-required">{context.names[REQUIRED]}</span>' if line.required else ""
    link = f' <a href="#{esc(line.below)}">{context.names[BELOW]}</a>' if line.below else ""
    example = html(f"<code>{esc(line.example)}</code>")
    return (
        f'<tr><th scope="row"><code>{esc(line.key)}</code>{needed}</th>'
        f"{cell(context, N_('Label'), line.label)}"
        f"{cell(context, N_('Written as'), html(f'{_written_as(line)}{link}'))}"
        f"<td>{esc(line.about)}</td>"
        f"{cell(context, N_('Example'), example) if line.example else '<td></td>'}</tr>\n"
    )


def _written_as(line: Line) -> str:
    if not line.words:
        return esc(line.form)
    words = "".join(f"<li><code>{esc(word)}</code> {esc(label)}</li>" for word, label in line.words)
    return f'<ul class="kp-words-list">{words}</ul>'
