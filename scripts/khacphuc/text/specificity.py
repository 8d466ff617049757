"""Whether a text is specific: soft words, and the anchors that tie them to something one can check.

A soft word alone says nothing against a text. A text is vague when it has a soft word and no anchor. Anchors are a
date, a period or cycle with an end; a number with a unit; a document to produce, or a document's number; a named
unit, person or role; a cited article. Quotations and the titles of documents are never looked at.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from khacphuc.text.fold import fold_aligned, nfc
from khacphuc.text.lexicon import Lexicon, compared, lexicon, without_marks

Extra = Mapping[str, Iterable[str]]

_QUOTED = re.compile(r"“[^”]{0,2000}”|«[^»]{0,2000}»|\"[^\"]{0,2000}\"|‘[^’]{0,2000}’")
_DATE = re.compile(
    r"\d{4}-\d{2}-\d{2}|(?<![\d/.])(?:0?[1-9]|[12]\d|3[01])(?:/(?:0?[1-9]|1[0-2])(?:/\d{4})?|[.-](?:0?[1-9]|1[0-2])[.-]\d{4})(?![\d/])|(?<!\w)ngày\s+\d{1,2}(?!\d)"
    r"|(?<!\w)tháng\s+\d{1,2}(?!\d)|\d{1,2}\s+tháng\s+(?:đầu|cuối)\s+năm|(?<!\w)qu[ýy]\s+(?:iv|i{1,3}|[1-4])(?!\w)"
    r"|(?:trong|hết|cuối|đầu|giữa|trước|đến)\s+năm\s+20\d{2}|năm\s+học\s+20\d{2}"
    r"|(?<!\w)q[1-4](?!\w)|(?<!\w)(?:by|before|end\s+of|until)\s+20\d{2}|fy\s?20\d{2}"
    r"|(?:\d{1,2}\s+)?(?<!\w)(?:january|february|march|april|may|june|july|august|september|october|november|december)"
    r"\s+(?:\d{1,2},?\s+)?\d{2,4}"
)
_CYCLE = re.compile(
    r"(?:mỗi|hằng|hàng|định kỳ)\s+(?:tuần|tháng|quý|ngày)|thứ\s+(?:hai|ba|tư|năm|sáu|bảy)\s+(?:hằng|hàng)\s+tuần"
    r"|(?:each|every)\s+(?:week|month|quarter|day|monday|friday)|(?<!\w)(?:weekly|monthly|quarterly)(?!\w)"
)
_NUMBERED = re.compile(
    r"(?P<by>(?:theo|căn cứ|nêu tại|nêu trong|tại|trong|under|per|in)\s+(?:\w+\s+){0,4}?)?"
    r"(?<![\w/])\d{1,5}(?:/\d{4})?[-/][a-zđ]{1,6}[\w-]*(?:[-/]\w+)*"
)
_ARTICLE = re.compile(
    r"(?<!\w)(?:điều|khoản|điểm|mục|section|article|clause|paragraph|para\.|chapter)\s+\d+", re.IGNORECASE
)
_ENGLISH_BODY = re.compile(
    r"(?<!\w)(?!The |All |Each |Every |Any |Our )[A-Z][\w&-]+ "
    r"(?:Department|Division|Office|Unit|Directorate|Section|Bureau|Branch)(?!\w)"
)
# The same for texts without marks. Folding writes small letters, so a named group must be put right again.
_BARE = {
    pattern: re.compile(fold_aligned(pattern.pattern).replace("(?p<", "(?P<"))
    for pattern in (_DATE, _CYCLE, _NUMBERED)
}


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
    unquoted = _blank(shown, _QUOTED.finditer(shown))
    plain = _blank(_without_titles(unquoted, words), words["not_soft"].finditer(unquoted))
    found = tuple(
        Soft(text[match.start() : match.end()], match.start(), kind)
        for kind in kinds
        for match in words[kind].finditer(plain)
    )
    return () if not found or _anchored(text, unquoted, words, bare=bare) else found


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
    return _anchored(text if len(shown) == len(text) else shown, shown, lexicon(extra, bare=bare), bare=bare)


def placeholder(text: str, extra: Extra | None = None) -> str:
    """The first mark that something is still to be filled in, or ``""``."""
    shown = compared(text[:_LONGEST])
    found = lexicon(extra)["placeholders"].search(_blank(shown, _QUOTED.finditer(shown)))
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


def _anchored(text: str, shown: str, words: Lexicon, *, bare: bool) -> bool:
    return any(True for _ in _anchors(text, shown, words, bare=bare))


def _anchors(text: str, shown: str, words: Lexicon, *, bare: bool) -> Iterator[str]:
    """The anchors of a text. ``shown`` is the text as compared, quotations blanked."""
    date, cycle, numbered = (_BARE[item] if bare else item for item in (_DATE, _CYCLE, _NUMBERED))
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
    for pattern, where in ((_ENGLISH_BODY, text), (_ARTICLE, shown)):
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
