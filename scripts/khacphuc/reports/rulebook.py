"""The rules as a book to read: of each rule its page, as plain values that a terminal or a site can lay out.

Texts are English, as in the catalogue; ``reports.prose.words`` puts one into a language.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from khacphuc.model.vocabulary import Severity
from khacphuc.reports.prose import paragraphs
from khacphuc.rules.catalogue import rules
from khacphuc.rules.contract import Rule
from khacphuc.text.message import LANGUAGES

EXAMPLES = Path(__file__).parent.parent / "rules" / "examples"


class Example(Struct, frozen=True):
    """Documents that break a rule with what a check says of them, by language; and documents that keep it.

    Files are (path in the register, text). Where history is judged, each side is a row of commits on top of the base
    register: ``1/commit`` says who made the first and when, ``1/plans/…`` what it brought.
    """

    bad: tuple[tuple[str, str], ...] = ()
    output: dict[str, str] = {}
    good: tuple[tuple[str, str], ...] = ()
    others: dict[str, str] = {}
    """The text that a file (``bad/…`` or ``good/…``) is compared with: the other side, or its earlier content."""


class RulePage(Struct, frozen=True):
    """A rule's page. ``title`` says in one sentence what is wrong; ``paragraphs`` why, and how to mend it."""

    code: str
    name: str
    severity: Severity
    title: str
    paragraphs: tuple[str, ...]
    example: Example


class Family(Struct, frozen=True):
    """Rules of one kind: ``KP0`` …"""

    code: str
    title: str
    pages: tuple[RulePage, ...]


def page(rule: Rule) -> RulePage:
    """Return the page of one rule, examples read from disk."""
    title, *rest = paragraphs(rule.doc)
    return RulePage(rule.code, rule.name, rule.severity, title, tuple(rest), _example(rule.code))


def book() -> tuple[Family, ...]:
    """Return all rules, by family and code."""
    pages: dict[str, list[RulePage]] = {}
    for rule in rules():
        pages.setdefault(rule.family, []).append(page(rule))
    return tuple(Family(code, _family_title(code), tuple(found)) for code, found in pages.items())


def _family_title(code: str) -> str:
    doc = sys.modules[f"khacphuc.rules.{code.lower()}"].__doc__
    return paragraphs(doc or code)[0]


def address(site_url: str, code: str) -> str | None:
    """Return where a rule's page is on the published site; None without a site."""
    return f"{site_url.rstrip('/')}/rules/{code.lower()}/" if site_url else None


def _example(code: str) -> Example:
    folder = EXAMPLES / code.lower()
    outputs = {language: folder / f"expected.{language}.txt" for language in LANGUAGES}
    bad, good = _files(folder / "bad"), _files(folder / "good")
    if (folder / "bad" / "1").is_dir():
        others = dict([*_before("bad", bad), *_before("good", good)])
    else:
        others = {
            f"{side}/{path}": text for side, some in (("bad", good), ("good", bad)) for path, text in some
        }
    return Example(
        bad,
        {language: file.read_text("utf-8") for language, file in outputs.items() if file.is_file()},
        good,
        others,
    )


def _before(side: str, steps: tuple[tuple[str, str], ...]) -> Iterator[tuple[str, str]]:
    """Yield the earlier content of each file that an example's commit changes."""
    known = dict(_files(EXAMPLES / "base"))
    for name, text in steps:
        path = name.partition("/")[2]
        if path in known:
            yield f"{side}/{name}", known[path]
        if path != "commit":
            known[path] = text


def _files(folder: Path) -> tuple[tuple[str, str], ...]:
    """Return every file below a folder. What is no text is shown as far as it can be."""
    return tuple(
        (file.relative_to(folder).as_posix(), file.read_bytes().decode("utf-8", "backslashreplace"))
        for file in sorted(folder.rglob("*"))
        if file.is_file() and not file.is_symlink()
    )
