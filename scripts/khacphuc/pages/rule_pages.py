"""The rules by which documents are checked: a list, and of each rule its page with real examples."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from khacphuc.pages.anchors import up
from khacphuc.pages.ledger import Ledger
from khacphuc.pages.markdown import body_html
from khacphuc.pages.page import Page
from khacphuc.pages.parts import cell, columns, sub
from khacphuc.pages.press import Press
from khacphuc.pages.safe import Html, esc, html
from khacphuc.reports import rulebook
from khacphuc.text.message import N_

PATH = "rules/"
_UNDER = 2
_COLUMNS = (N_("Code"), N_("What is wrong"), N_("Severity"))


def pages(ledger: Ledger) -> Iterator[Page]:
    made = ledger.press
    families = _book()
    title = made.words[N_("Rules")]
    groups = [(family.code, made.words[family.title], _table(made, family)) for family in families]
    page = made.render("rules.html", PATH, title=title, groups=groups)
    yield Page(path=PATH, title=title, html=page, search=title)
    for family in families:
        for rule in family.pages:
            yield _page(made, rule)


@cache
def _book() -> tuple[rulebook.Family, ...]:
    """The rules and their examples, which are part of the program and stay as they are while it runs."""
    return rulebook.book()


def path_of(code: str) -> str:
    return f"{PATH}{code.lower()}/"


def _table(made: Press, family: rulebook.Family) -> Html:
    rows = "".join(
        f'<tr>{cell(made, N_("Code"), html(f"<code>{esc(rule.code)}</code>"))}<th scope="row">'
        f'<a href="{up(PATH)}{path_of(rule.code)}">{made.names[rule.title]}</a>{sub(rule.name)}</th>'
        f"{cell(made, N_('Severity'), severity(made, rule))}</tr>\n"
        for rule in family.pages
    )
    return html(
        f'<table class="kp-table kp-stack">\n<caption>{made.names[family.title]}</caption>\n'
        f"{columns(made, _COLUMNS)}\n<tbody>\n{rows}</tbody>\n</table>"
    )


def severity(made: Press, rule: rulebook.Page) -> Html:
    """A rule's severity in this register, and the rule's own where the policy changes it."""
    setting = made.policy.rules.get(rule.code)
    if setting is None or setting.severity is rule.severity:
        return made.chip(rule.severity)
    return html(f"{made.chip(setting.severity)} <s>{made.chip(rule.severity)}</s>")


def _page(made: Press, rule: rulebook.Page) -> Page:
    setting, example = made.policy.rules.get(rule.code), rule.example
    title, path = made.words[rule.title], path_of(rule.code)
    page = made.render(
        "rule.html",
        path,
        rule=rule,
        title=title,
        severity=severity(made, rule),
        reason=setting.reason if setting else "",
        paragraphs=[html(body_html(made.words[text], _UNDER)) for text in rule.paragraphs],
        bad=[(name, _marked(text, example.others.get(f"bad/{name}", ""))) for name, text in example.bad],
        output=example.output.get(made.site.language, ""),
        good=[(name, _marked(text, example.others.get(f"good/{name}", ""))) for name, text in example.good],
    )
    return Page(
        path, f"{rule.code}: {title}", page, search=f"{title}\n{rule.name}", keywords=(rule.code, rule.name)
    )


def _marked(text: str, other: str) -> Html:
    """An example, the lines marked that the other one does not have."""
    others = set(other.splitlines())
    lines = (
        f"<mark>{esc(line)}</mark>" if others and line.strip() and line not in others else esc(line)
        for line in text.splitlines()
    )
    return html("\n".join(lines))
