"""The site's reference of documents and list of rules as Markdown, for those who read the guides where the repository is kept.

Both say what the pages of the site say and stand where these stand, so one link leads to either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from khacphuc.pages import reference, rule_pages
from khacphuc.pages.templating import Phrases, phrases
from khacphuc.reports.rulebook import EXAMPLES, book
from khacphuc.text.message import LANGUAGES

LANGUAGE_NAMES = {"vi": "Tiếng Việt", "en": "English"}
"""Each language in its own words."""
MADE = "<!-- Made by `python3 scripts/run.py generate` from the program; what is written here by hand is lost. -->"
_MARKS = re.compile(r"([\\`*_\[\]<>|])")


def pages() -> Iterator[tuple[str, str]]:
    """The path below ``docs/`` and the text of every page, in all languages."""
    for language in LANGUAGES:
        words = phrases(language)
        yield _page(f"{reference.PATH}index", language, _index(words, language))
        for name, title, place in reference.kinds(words):
            yield _page(f"{reference.PATH}{name}", language, _kind(words, name, title, place))
        yield _page(f"{rule_pages.PATH}index", language, _rules(words))


def _file(path: str, language: str) -> str:
    return f"{path}.md" if language == LANGUAGES[0] else f"{path}.{language}.md"


def _page(path: str, language: str, lines: Iterator[str]) -> tuple[str, str]:
    title, *rest = lines
    others = (
        f"[{LANGUAGE_NAMES[other]}]({_file(path.rpartition('/')[2], other)})"
        for other in LANGUAGES
        if other != language
    )
    return _file(path, language), "\n".join([MADE, "", f"# {title}", "", " · ".join(others), "", *rest, ""])


def _index(words: Phrases, language: str) -> Iterator[str]:
    yield words[reference.TITLE]
    yield words[
        "A document is Markdown with a block of keys at its top. Each kind has its place and its keys."
    ]
    yield ""
    yield from _head(words["Document"], words["Place"])
    for name, title, place in reference.kinds(words):
        yield _row(f"[{_plain(title)}]({_file(name, language)})", f"`{place}`")


def _kind(words: Phrases, name: str, title: str, place: str) -> Iterator[str]:
    yield title
    yield f"{words['Place']}: `{place}`"
    for part in reference.parts_of(name, words):
        where = f" `{part.where}`" if part.where else ""
        yield from ("", f'<a id="{part.id}"></a>', "", f"## {_plain(part.title)}{where}", "")
        yield from _head(*(words[column] for column in reference.COLUMNS))
        for line in part.lines:
            required = f" ({words[reference.REQUIRED]})" if line.required else ""
            below = f" ([{words[reference.BELOW]}](#{line.below}))" if line.below else ""
            yield _row(
                f"{_code(line.key)}{required}",
                _plain(line.label),
                f"{'<br>'.join(_closed(line)) or _plain(line.form)}{below}",
                _plain(line.about),
                _code(line.example),
            )


def _closed(line: reference.Line) -> Iterator[str]:
    return (f"{_code(word)} {_plain(label)}" for word, label in line.words)


def _rules(words: Phrases) -> Iterator[str]:
    yield words["Rules"]
    for number, family in enumerate(book()):
        yield from ("",) * bool(number)
        yield from (f"## {family.code}: {_plain(words[family.title])}", "")
        yield from _head(words["Code"], words["What is wrong"], words["Severity"])
        for rule in family.pages:
            there = f"../../scripts/khacphuc/rules/{EXAMPLES.name}/{rule.code.lower()}/"
            what = f"{_plain(words[rule.title])}<br>{_code(rule.name)}"
            yield _row(f"[{rule.code}]({there})", what, words[rule.severity.label])


def _head(*names: str) -> Iterator[str]:
    yield _row(*names)
    yield f"|{'---|' * len(names)}"


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _plain(text: str) -> str:
    """A text in which nothing is Markdown."""
    return _MARKS.sub(r"\\\1", text)


def _code(text: str) -> str:
    """A text as code within a table, whose cells end at a bar even there."""
    return f"`{text.replace('|', chr(92) + '|')}`" if text else ""
