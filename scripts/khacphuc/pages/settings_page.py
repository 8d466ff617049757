"""Render the register's settings, and the rules that they change or switch off."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from msgspec import Struct
from msgspec.structs import astuple

from khacphuc.model.policy import Policy
from khacphuc.model.schema import Field, Vocabulary, bare, fields, is_part
from khacphuc.pages.anchors import up
from khacphuc.pages.fragments import cell, columns
from khacphuc.pages.page import Heading, Page
from khacphuc.pages.rule_pages import path_of
from khacphuc.pages.safe_html import Html, esc, html, joined
from khacphuc.pages.site_context import SiteContext
from khacphuc.pages.site_index import SiteIndex
from khacphuc.register.layout import POLICY_PATH
from khacphuc.rules.catalogue import rules
from khacphuc.text.message import N_

PATH = "policy/"
TITLE = N_("Settings of the register")
_UNSET: tuple[object, ...] = ((), "", {})
_HIDDEN = ("type", "rules", "unit_kinds")
_OFFICE_ONLY = ("forge", "signers")
"""Keys that the public profile does not show."""
_SECTIONS = {
    "settings": N_("Settings"),
    "kinds": N_("Unit kinds"),
    "rules": N_("Rules that this register changes"),
}


def pages(site_index: SiteIndex) -> Iterator[Page]:
    context = site_index.context
    title = context.words[TITLE]
    kinds = [
        (kind.id, (kind.label_en or kind.label) if context.site.language == "en" else kind.label)
        for kind in context.policy.unit_kinds
    ]
    page = context.render(
        "policy.html",
        PATH,
        title=title,
        tables=list(_tables(context)),
        kinds=kinds,
        changed=_changed(context),
        edit=context.forge.edit(POLICY_PATH),
    )
    headings = tuple(
        Heading(name, context.words[text]) for name, text in _SECTIONS.items() if name != "kinds" or kinds
    )
    yield Page(path=PATH, title=title, html=page, headings=headings, search=title, source=POLICY_PATH)


def _tables(context: SiteContext) -> Iterator[Html]:
    """Yield one table of what stands directly in the policy, one for each group of keys in it."""
    plain: list[Field] = []
    groups: list[Field] = []
    for field in fields(Policy):
        if field.key not in _HIDDEN and not (context.public and field.key in _OFFICE_ONLY):
            (groups if is_part(bare(field.hint)) else plain).append(field)
    yield _table(context, context.words[N_("General")], context.policy, plain)
    for field in groups:
        value = getattr(context.policy, field.name)
        if value is not None:
            kind: type[Struct] = bare(field.hint)
            yield _table(context, context.words[field.about.label], value, fields(kind))


def _table(context: SiteContext, title: str, holder: Struct, some: list[Field] | tuple[Field, ...]) -> Html:
    rows = "".join(
        f'<tr><th scope="row">{context.names[field.about.label]}</th>'
        f"{cell(context, N_('Value'), _value(context, getattr(holder, field.name)))}"
        f"<td><code>{esc(field.key)}</code></td></tr>\n"
        for field in some
    )
    head = columns(context, (N_("Setting"), N_("Value"), N_("Key")))
    return html(
        f'<table class="kp-table kp-stack">\n<caption>{esc(title)}</caption>\n{head}\n<tbody>\n{rows}</tbody>\n</table>'
    )


def _value(context: SiteContext, value: Any) -> Html | str:
    """Return a setting in words; one that is not set says so."""
    if value is None or value in _UNSET:
        return context.words[N_("not set")]
    if isinstance(value, bool):
        return context.words[N_("yes")] if value else context.words[N_("no")]
    if isinstance(value, Vocabulary):
        return context.words[value.label]
    if isinstance(value, dict):
        return joined(html(f"{esc(name)}: {esc(_value(context, item))}") for name, item in value.items())
    if isinstance(value, Struct):
        return joined(astuple(value), " ")
    if isinstance(value, tuple):
        return joined(_value(context, item) for item in value)
    return context.days[value] if isinstance(value, date) else context.say(value)


def _changed(context: SiteContext) -> Html:
    """Return the rules whose severity this register sets, and why."""
    if not context.policy.rules:
        return html("")
    own = {rule.code: rule.severity for rule in rules()}
    rows = []
    for code, setting in sorted(context.policy.rules.items()):
        link = f'<a href="{up(PATH)}{esc(path_of(code))}">{esc(code)}</a>' if code in own else esc(code)
        was = context.chip(own[code]) if code in own else "–"
        rows.append(
            f'<tr><th scope="row">{link}</th>{cell(context, N_("Severity"), context.chip(setting.severity))}'
            f"{cell(context, N_('Otherwise'), was)}{cell(context, N_('Reason'), setting.reason)}</tr>\n"
        )
    head = columns(context, (N_("Rule"), N_("Severity"), N_("Otherwise"), N_("Reason")))
    caption = context.names[_SECTIONS["rules"]]
    return html(
        f'<table class="kp-table kp-stack">\n<caption>{caption}</caption>\n{head}\n<tbody>\n{"".join(rows)}</tbody>\n</table>'
    )
