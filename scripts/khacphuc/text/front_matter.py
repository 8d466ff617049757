"""Decode bytes to text, and split text into front matter and body. Nothing here raises.

Limits follow the attacks measured against the stock tools: a file of many megabytes is refused
unread, and only the front matter (at most 1 MiB) ever reaches the YAML parser.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from itertools import islice

from msgspec import Struct

from khacphuc.text.flaw import Flaw, Place

MAX_FILE_BYTES = 2 * 1024 * 1024
MAX_FRONT_MATTER_BYTES = 1024 * 1024
_MAX_SIGNS = 100_000
_SIGNS = (",", ":", "\n", "- ", "[", "{")
"""Each value of a YAML text needs one of these signs: a bound of their number before they are parsed."""

_FENCE = "---"
_LINE_END = re.compile(r"\r\n|\n|\r")
# Control characters, separators that YAML and browsers take for line ends, zero-width and bidirectional
# controls, surrogates, non-characters. Tab, line feed and carriage return stay out: they are judged elsewhere.
_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\ud800-\udfff"
    "\U000e0000-\U000e0fff]"
)
# Of these, the ones that str.isprintable lets pass, as the bytes that UTF-8 gives them (or starts them with): searching
# bytes for them costs a tenth of searching a text for the class above.
_HIDDEN_PRINTABLE = tuple(
    bytes.fromhex(code)
    for code in ("cd8f", "e1859f", "e185a0", "e19eb4", "e19eb5", "e385a4", "efb8", "efbea0", "f3a0")
)
_MOST_CONTROLS = 20
_LOOKALIKE = re.compile("[\u00d0\u00f0\u0189\u0256\u0370-\u03ff\u0400-\u052f\uff01-\uff5e]")
_LONGEST_QUOTE = 60
# What is left when a text typed with a font-bound encoding is taken for Unicode: TCVN3 puts Latin-1 signs inside and at
# the end of words ("®¶ng uû"), VNI puts an accented vowel behind a plain one ("Ñaûng boä"); U+FFFD and the private use
# area are what converters leave behind. No pair of these occurs in Vietnamese as Unicode writes it.
_LEGACY = re.compile(
    r"[\ufffd\ue000-\uf8ff]"
    r"|[A-Za-z]?[®¸µ¶·¹¨»¾¼½¬©§][A-Za-zñéèêóòôõùúûüýìíï]"
    r"|[A-Za-z][¸µ¶·¹¨¾¼½¬](?![A-Za-z])"
    r"|[aeouAEOU][øûïùõ]|[aeoAEO][âêäåë]"
)
_LEGACY_CERTAIN = re.compile("[\ufffd\ue000-\uf8ff]")
# A text in one of these encodings has some of these, and looking for single characters is forty times faster.
_LEGACY_SIGNS = "\ufffd®¸µ¶·¹¨»¾¼½¬©§øûïäåë"


def decode(data: bytes) -> tuple[str, Flaw | None]:
    """Decode UTF-8. On the first bad byte: the text before it, and a flaw at its line and column."""
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        place = place_at(before, len(before))
        return before, Flaw("not-utf8", place, (f"0x{data[error.start]:02X}",))


def place_at(text: str, offset: int, width: int = 1) -> Place:
    """Return the place of a character offset in a text."""
    line, start = 1, 0
    for end in _LINE_END.finditer(text, 0, offset):
        line, start = line + 1, end.end()
    return Place(line, offset - start + 1, max(width, 1))


def lines(text: str) -> list[str]:
    """Split into lines as an editor shows them: CR LF, LF and CR each end one line."""
    return _LINE_END.split(text)


def text_flaws(text: str) -> list[Flaw]:
    """Return flaws of the characters themselves, a few of each kind at most: one message tells the author, a hundred hide the rest.

    A clean text costs a few scans in C; places are only worked out once something is found.
    """
    flaws: list[Flaw] = []
    if text.startswith("\ufeff"):
        flaws.append(Flaw("byte-order-mark", Place()))
    odd = _unprintable(text)
    if odd or not text.isascii():
        if odd or _hides_printable(text):
            flaws.extend(_controls(text, len(flaws)))
        flaws.extend(_not_composed(text))
        if odd or any(sign in text for sign in _LEGACY_SIGNS):
            flaws.extend(_legacy(text))
    if "\r" in text:
        flaws.extend(_mixed_line_ends(text))
    return flaws


def _unprintable(text: str) -> bool:
    return not text.replace("\n", "").isprintable()


def may_hide(text: str) -> bool:
    """Return whether a text may hold a forbidden character: quick, and wrong only in being too careful."""
    return _unprintable(text) or _hides_printable(text)


def _hides_printable(text: str) -> bool:
    data = b"" if text.isascii() else text.encode("utf-8", "surrogatepass")
    return any(code in data for code in _HIDDEN_PRINTABLE)


def _controls(text: str, start: int) -> list[Flaw]:
    """Return the first of each forbidden character, with how often it stands in the text."""
    counts = Counter(_CONTROL.findall(text, start))
    firsts = sorted((text.find(char, start), char) for char in counts)[:_MOST_CONTROLS]
    return [
        Flaw("control-character", place_at(text, offset), (name_of(char), str(counts[char])))
        for offset, char in firsts
    ]


def name_of(char: str) -> str:
    """``U+200B ZERO WIDTH SPACE``: what a message can show of a character that nobody sees."""
    return f"U+{ord(char):04X} {unicodedata.name(char, '')}".strip()


def quoted(text: str, limit: int = _LONGEST_QUOTE) -> str:
    """Return a text from outside, fit to stand in a message: on one line, nothing invisible, not too long."""
    # Whatever is cut away cannot show, so a text of megabytes costs no more than a long one.
    short = " ".join(text[: 8 * limit].split())
    short = short if len(short) <= limit and len(text) <= 8 * limit else short[: limit - 1].rstrip() + "…"
    return short if short.isprintable() and not _hides_printable(short) else printable(short)


def printable(text: str) -> str:
    """Return a name from outside, safe to show: what cannot be printed, or would not be seen, is escaped."""
    return "".join(
        char.encode("unicode_escape").decode("ascii")
        if not char.isprintable() or _CONTROL.match(char)
        else char
        for char in text
    )


def visible(text: str) -> str:
    """Return a text of one line: what nobody sees is escaped, a line end or tab is a blank."""
    return _CONTROL.sub(lambda found: printable(found[0]), re.sub(r"[\t\r\n]+", " ", text))


def without_controls(text: str, instead: str = "") -> str:
    """Return the text with every forbidden character replaced."""
    return _CONTROL.sub(instead, text)


def control_in(value: str) -> str | None:
    """Return the first forbidden character of a value, e.g. one that came out of a YAML escape."""
    found = _CONTROL.search(value)
    return found[0] if found else None


def lookalike_in(value: str) -> str | None:
    """Return the first letter of a value that only looks like one of ours: Cyrillic, Greek, full-width, or Ð for Đ."""
    found = _LOOKALIKE.search(value)
    return found[0] if found else None


def _not_composed(text: str) -> list[Flaw]:
    """Return the first decomposed word of the text.

    CPython's ``normalize`` takes quadratic time over a run of marks out of order; ``is_normalized`` answers at the first
    of them, so only a few characters are ever composed.
    """
    if unicodedata.is_normalized("NFC", text):
        return []
    for word in re.finditer(r"[^ \t\r\n]+", text):
        if not unicodedata.is_normalized("NFC", word[0]):
            shown = quoted(unicodedata.normalize("NFC", word[0][:_LONGEST_QUOTE]))
            return [
                Flaw("not-nfc", place_at(text, word.start(), min(len(word[0]), _LONGEST_QUOTE)), (shown,))
            ]
    return []


def _legacy(text: str) -> list[Flaw]:
    found = list(islice(_LEGACY.finditer(text), 1000))
    certain = next((match for match in found if _LEGACY_CERTAIN.search(match[0])), None)
    # One odd sign may be a unit (µm) or a bullet (·a); a page typed in an old font has several of them everywhere.
    signs = {char for match in found for char in match[0] if not char.isascii()}
    enough = (
        3 if all(match[0][0] in "aeouAEOU" for match in found) else 4
    )  # pairs of vowels have no other meaning
    shown = certain or (found[0] if len(signs) >= 3 or (len(signs) == 2 and len(found) >= enough) else None)
    if shown is None:
        return []
    start = max(text.rfind(" ", 0, shown.start()), text.rfind("\n", 0, shown.start())) + 1
    word = re.compile(r"\S{1,40}").match(text, start)
    length = len(word[0]) if word else 1
    return [Flaw("legacy-encoding", place_at(text, start, length), (quoted(text[start : start + length]),))]


def _mixed_line_ends(text: str) -> list[Flaw]:
    first: str | None = None
    for end in _LINE_END.finditer(text):
        if end[0] == "\r" or (first is not None and end[0] != first):
            names = {"\r\n": "CRLF", "\n": "LF", "\r": "CR"}
            return [
                Flaw("mixed-line-endings", place_at(text, end.start()), (names[first or "\n"], names[end[0]]))
            ]
        first = end[0]
    return []


class Split(Struct, frozen=True):
    """A document cut in two. ``front`` is None when there is no front matter to read."""

    front: str | None
    body: str
    body_line: int
    flaw: Flaw | None = None


def split(text: str) -> Split:
    """Cut the front matter (between two lines ``---``) from the body."""
    text = text.removeprefix("\ufeff")
    start = text.find("\n") + 1
    first = text[: start - 1] if start else text
    if first.rstrip() != _FENCE:
        width = min(max(len(first.rstrip()), 1), _LONGEST_QUOTE)
        return Split(
            None, text, 1, Flaw("front-matter-missing", Place(1, 1, width), (_instead_of_fence(first, text),))
        )
    fence = start - 1
    while (fence := text.find("\n" + _FENCE, fence)) >= 0:
        end = text.find("\n", fence + 1)
        end = len(text) if end < 0 else end
        if not text[fence + 1 + len(_FENCE) : end].strip():
            return _checked(text[start : fence + 1], text[end + 1 :], text.count("\n", 0, end) + 2)
        fence = end
    return Split(None, "", 1, Flaw("front-matter-unclosed", Place(1, 1, len(_FENCE))))


def front_flaw(front: str, place: Place) -> Flaw | None:
    """Return the flaw of a front matter that may not reach the YAML parser: too many bytes, or signs of too many values."""
    size = len(front)
    if size > MAX_FRONT_MATTER_BYTES or (
        4 * size > MAX_FRONT_MATTER_BYTES
        and len(front.encode("utf-8", "surrogatepass")) > MAX_FRONT_MATTER_BYTES
    ):
        return too_large("front matter", MAX_FRONT_MATTER_BYTES, place)
    if size > _MAX_SIGNS and sum(map(front.count, _SIGNS)) > _MAX_SIGNS:
        return Flaw("file-too-large", place, ("values", str(_MAX_SIGNS)))
    return None


def too_large(what: str, limit: int, place: Place) -> Flaw:
    """Return the flaw of a ``file`` or ``front matter`` larger than ``limit`` bytes."""
    return Flaw("file-too-large", place, (what, str(limit // 1024)))


def _instead_of_fence(first: str, text: str) -> str:
    """Return the text in place of an opening fence: ``nothing``, other ``dashes``, something ``blank``, ``text``."""
    head = first.strip()
    if not text.strip():
        return "nothing"
    if head == _FENCE or (not head and text[:1000].lstrip().startswith(_FENCE)):
        return "blank"
    return "dashes" if head and not head.strip("-‐‑‒–—―−_") else "text"


def _checked(front: str, body: str, body_line: int) -> Split:
    if flaw := front_flaw(front, Place(2)):
        return Split(None, body, body_line, flaw)
    if not front.strip():
        return Split(None, body, body_line, Flaw("front-matter-empty", Place(1, 1, len(_FENCE))))
    return Split(front, body, body_line)
