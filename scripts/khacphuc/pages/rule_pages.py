"""The rules by which documents are checked: a list, and of each rule its page with real examples."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from khacphuc.pages.anchors import up
from khacphuc.pages.body_markdown import body_html
from khacphuc.pages.fragments import cell, columns, sub
from khacphuc.pages.page import Page
from khacphuc.pages.safe_html import Html, esc, html
from khacphuc.pages.site_context import SiteContext
from khacphuc.pages.site_index import SiteIndex
from khacphuc.reports import rulebook
from khacphuc.text.message import N_

PATH = "rules/"
_UNDER = 2
_COLUMNS = (N_("Code"), N_("What is wrong"), N_("Severity"))


def pages(site_index: SiteIndex) -> Iterator[Page]:
    context = site_index.context
    families = _book()
    title = context.words[N_("Rules")]
    groups = [(family.code, context.words[family.title], _table(context, family)) for family in families]
    page = context.render("rules.html", PATH, title=title, groups=groups)
    yield Page(path=PATH, title=title, html=page, search=title)
    for family in families:
        for rule in family.pages:
            yield _page(context, rule)


@cache
def _book() -> tuple[rulebook.Family, ...]:
    """Return the rules and their examples, which are part of the program and stay as they are while it runs."""
    return rulebook.book()


def path_of(code: str) -> str:
    return f"{PATH}{code.lower()}/"


def _table(context: SiteContext, family: rulebook.Family) -> Html:
    rows = "".join(
        f'<tr>{cell(context, N_("Code"), html(f"<code>{esc(rule.code)}</code>"))}<th scope="row">'
        f'<a href="{up(PATH)}{path_of(rule.code)}">{context.names[rule.title]}</a>{sub(rule.name)}</th>'
        f"{cell(context, N_('Severity'), severity(context, rule))}</tr>\n"
        for rule in family.pages
    )
    return html(
        f'<table class="kp-table kp-stack">\n<caption>{context.names[family.title]}</caption>\n'
        f"{columns(context, _COLUMNS)}\n<tbody>\n{rows}</tbody>\n</table>"
    )


def severity(context: SiteContext, rule: rulebook.RulePage) -> Html:
    """Return a rule's severity in this register, and the rule's own where the policy changes it."""
    setting = context.policy.rules.get(rule.code)
    if setting is None or setting.severity is rule.severity:
        return context.chip(rule.severity)
    return html(f"{context.chip(setting.severity)} <s>{context.chip(rule.severity)}</s>")


def _page(context: SiteContext, rule: rulebook.RulePage) -> Page:
    setting, example = context.policy.rules.get(rule.code), rule.example
    title, path = context.words[rule.title], path_of(rule.code)
    page = context.render(
        "rule.html",
        path,
        rule=rule,
        title=title,
        severity=severity(context, rule),
        reason=setting.reason if setting else "",
        paragraphs=[html(body_html(context.words[text], _UNDER)) for text in rule.paragraphs],
        bad=[(name, _marked(text, example.others.get(f"bad/{name}", ""))) for name, text in example.bad],
        output=example.output.get(context.site.language, ""),
        good=[(name, _marked(text, example.others.get(f"good/{name}", ""))) for name, text in example.good],
    )
    return Page(
        path, f"{rule.code}: {title}", page, search=f"{title}\n{rule.name}", keywords=(rule.code, rule.name)
    )


def _marked(text: str, other: str) -> Html:
    """Return an example, the lines marked that the other one does not have."""
    others = set(other.splitlines())
    lines = (
        f"<mark>{esc(line)}</mark>" if others and line.strip() and line not in others else esc(line)
        for line in text.splitlines()
    )
    return html("\n".join(lines))
