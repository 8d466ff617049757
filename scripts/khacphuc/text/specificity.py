"""Whether a text is specific: soft words, and the anchors that tie them to something one can check.

A soft word alone says nothing against a text. A text is vague when it has a soft word and no anchor. Anchors are a
date, a period or cycle with an end; a number with a unit; a document to produce, or a document's number; a named
unit, person or role; a cited article. Quotations and the titles of documents are never looked at.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from msgspec import Struct

from khacphuc.text.folding import fold_aligned, nfc
from khacphuc.text.lexicon import Lexicon, compared, lexicon, without_marks

Extra = Mapping[str, Iterable[str]]


@cache
def _english_body() -> re.Pattern[str]:
    """A named English unit, by its capital letters. Compiled when first asked for, like the lexicon's patterns."""
    return re.compile(
        r"(?<!\w)(?!The |All |Each |Every |Any |Our )[A-Z][\w&-]+ "
        r"(?:Department|Division|Office|Unit|Directorate|Section|Bureau|Branch)(?!\w)"
    )


class Soft(Struct, frozen=True):
    """A soft word where it stands in the text (offsets of the NFC text), and the list it comes from."""

    word: str
    start: int
    kind: str


def vague(text: str, kinds: tuple[str, ...], extra: Extra | None = None) -> tuple[Soft, ...]:
    """The soft words of a text that no anchor holds; nothing when the text is specific. Never raises; linear time."""
    text = _composed(text[:_LONGEST])
    bare = without_marks(text)
    words = lexicon(extra, bare=bare)
    shown = text.lower()
    shown = fold_aligned(shown) if bare else shown
    if len(shown) != len(text):  # a letter whose lower case is longer: offsets would lie
        text = shown
    spaced = " ".join(shown.split())
    if not any(words.may_hold(spaced, kind) for kind in kinds):
        return ()
    unquoted = _blank(shown, words["quoted"].finditer(shown))
    plain = _blank(_without_titles(unquoted, words), words["not_soft"].finditer(unquoted))
    found = tuple(
        Soft(text[match.start() : match.end()], match.start(), kind)
        for kind in kinds
        for match in words[kind].finditer(plain)
    )
    return () if not found or _anchored(text, unquoted, words) else found


_LONGEST = 5_000


def _composed(text: str) -> str:
    return text if unicodedata.is_normalized("NFC", text) else nfc(text)


def may_hold_placeholder(text: str, extra: Extra | None = None) -> bool:
    """Whether a look at each value of a document is worth while: a quick look at all of it."""
    shown = text.lower()
    return any(sign in shown for sign in ("…", "....", "____")) or lexicon(extra).may_hold(
        shown, "placeholders"
    )


def anchored(text: str, extra: Extra | None = None) -> bool:
    """Whether a text has an anchor at all."""
    text = _composed(text[:_LONGEST])
    bare = without_marks(text)
    shown = fold_aligned(compared(text)) if bare else compared(text)
    return _anchored(text if len(shown) == len(text) else shown, shown, lexicon(extra, bare=bare))


def placeholder(text: str, extra: Extra | None = None) -> str:
    """The first mark that something is still to be filled in, or ``""``."""
    shown = compared(text[:_LONGEST])
    words = lexicon(extra)
    found = words["placeholders"].search(_blank(shown, words["quoted"].finditer(shown)))
    return found[0] if found else ""


def _blank(text: str, found: Iterable[re.Match[str]], group: str | int = 0) -> str:
    parts, position = [], 0
    for match in found:
        start, end = match.span(group)
        if start >= position:
            parts += [text[position:start], "\x00" * (end - start)]
            position = end
    return "".join((*parts, text[position:]))


def _without_titles(text: str, words: Lexicon) -> str:
    """Blank what follows a document's number up to the end of its title."""
    return _blank(text, words["titles"].finditer(text), "title")


def _anchored(text: str, shown: str, words: Lexicon) -> bool:
    return any(True for _ in _anchors(text, shown, words))


def _anchors(text: str, shown: str, words: Lexicon) -> Iterator[str]:
    """The anchors of a text. ``shown`` is the text as compared, quotations blanked."""
    date, cycle, numbered = words["date"], words["cycle"], words["numbered"]
    if found := date.search(_blank(shown, numbered.finditer(shown))):
        yield found[0]
    if found := words["counted"].search(shown):
        yield found[0]
    yield from (match[0] for match in numbered.finditer(shown) if not match["by"])
    yield from (
        match[0]
        for match in words["product"].finditer(shown)
        if not words["no_products"].match(shown, match.start("noun"))
    )
    yield from (match[0] for match in words["roles"].finditer(shown) if not match["many"])
    yield from (
        match[0]
        for match in words["bodies"].finditer(shown)
        if text[match.start("name")].isupper() and not text.isupper()
    )
    for pattern, where in ((_english_body(), text), (words["article"], shown)):
        if found := pattern.search(where):
            yield found[0]
    if (found := cycle.search(shown)) and words["product"].search(shown):
        yield found[0]


def names_product(text: str, extra: Extra | None = None) -> bool:
    """Whether a product is named as a paper or thing, as in “Biên bản họp; danh mục hồ sơ”."""
    bare = without_marks(nfc(text))
    shown = fold_aligned(compared(text)) if bare else compared(text)
    words = lexicon(extra, bare=bare)
    return any(words["thing"].match(part.strip()) for part in re.split(r"[;,]|(?<!\w)và(?!\w)", shown))
