"""Compile the templates in one language, with the translations of the catalogue."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

from khacphuc.pages.safe_html import Html, esc, html
from khacphuc.text.message import Message, Speaker, speaker

_FOLDER = Path(__file__).parent / "templates"


class Phrases(dict[str, str]):
    """Texts → their translation, each looked up once."""

    def __init__(self, say: Speaker) -> None:
        super().__init__()
        self._say = say

    def __missing__(self, text: str) -> str:
        found = self[text] = self._say(Message(text))
        return found


class DisplayNames(dict[str, Html]):
    """Texts → their translation as HTML, each escaped once."""

    def __init__(self, words: Phrases) -> None:
        super().__init__()
        self._words = words

    def __missing__(self, text: str) -> Html:
        found = self[text] = html(esc(self._words[text]))
        return found


@cache
def phrases(language: str) -> Phrases:
    return Phrases(speaker(language))


@cache
def names(language: str) -> DisplayNames:
    return DisplayNames(phrases(language))


class _Translated(Extension):
    """Puts translations into a template when it is compiled: ``_("…")`` costs nothing when a page is made."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        for token in stream:
            if token.test("name:_"):
                stream.expect("lparen")
                text = stream.expect("string")
                stream.expect("rparen")
                yield Token(token.lineno, "string", self.environment.globals["_"](text.value))  # type: ignore[operator]
            else:
                yield token


@cache
def environment(language: str) -> Environment:
    """Return templates whose ``_("…")`` and ``{% trans %}`` speak a language. All output is escaped."""
    say = speaker(language)
    context = Environment(
        loader=FileSystemLoader(_FOLDER),
        extensions=["jinja2.ext.i18n"],
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    context.policies["ext.i18n.trimmed"] = True
    texts = phrases(language)
    context.install_gettext_callables(  # type: ignore[attr-defined]  # put there by the i18n extension
        texts.__getitem__, lambda one, many, n: say(Message(one, (), many, n)), newstyle=False
    )
    context.globals["_"] = texts.__getitem__
    context.add_extension(_Translated)
    context.filters["say"] = say
    return context
