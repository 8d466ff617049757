"""Bytes → text, and text → front matter and body. Nothing here raises on any input.

Limits follow the attacks measured against the stock tools: a file of many megabytes is refused
unread, and only the front matter (at most 64 KiB) ever reaches the YAML parser.
"""

from __future__ import annotations

import re
import unicodedata

from msgspec import Struct

from khacphuc.text.flaw import Flaw, Place

MAX_FILE_BYTES = 1024 * 1024
MAX_FRONT_MATTER_BYTES = 64 * 1024

_FENCE = "---"
_LINE_END = re.compile(r"\r\n|\n|\r")
# Control characters, separators that YAML and browsers take for line ends, zero-width and bidirectional
# controls, surrogates, non-characters. Tab, line feed and carriage return stay out: they are judged elsewhere.
_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\ud800-\udfff"
    "\U000e0000-\U000e0fff]"
)
# What is left when a text typed with a font-bound encoding is taken for Unicode: TCVN3 puts Latin-1 signs
# inside words ("®¶ng uû"), VNI puts an accented vowel behind a plain one ("Ñaûng boä"); U+FFFD and the
# private use area are what converters leave behind.
_LEGACY = re.compile(
    r"[\ufffd\ue000-\uf8ff]"
    r"|[A-Za-z]?[®¸µ¶·¹¨»¾¼½¬©§][A-Za-zñéèêóòôõùúûüýìíï]"
    r"|[aeouAEOU][øûï]|[oO]ä\b"
)
_LEGACY_CERTAIN = re.compile("[\ufffd\ue000-\uf8ff]")
# Every text that _LEGACY matches holds one of these or is not printable, and looking for single characters is forty times faster.
_LEGACY_SIGNS = "\ufffd®¸µ¶·¹¨»¾¼½¬©§ûøïä"


def decode(data: bytes) -> tuple[str, Flaw | None]:
    """Decode UTF-8. On the first bad byte: the text before it, and a flaw at its line and column."""
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        place = place_at(before, len(before))
        return before, Flaw("not-utf8", place, (f"0x{data[error.start]:02X}",))


def place_at(text: str, offset: int, width: int = 1) -> Place:
    """The place of a character offset in a text."""
    line, start = 1, 0
    for end in _LINE_END.finditer(text, 0, offset):
        line, start = line + 1, end.end()
    return Place(line, offset - start + 1, max(width, 1))


def lines(text: str) -> list[str]:
    """Split into lines as an editor shows them: CR LF, LF and CR each end one line."""
    return _LINE_END.split(text)


def text_flaws(text: str) -> list[Flaw]:
    """Flaws of the characters themselves, at most one of each kind and place.

    A clean text costs three scans in C; places are only worked out once something is found.
    """
    flaws: list[Flaw] = []
    if text.startswith("\ufeff"):
        flaws.append(Flaw("byte-order-mark", Place()))
    odd = not text.replace("\n", "").isprintable()
    if odd:
        for found in _CONTROL.finditer(text, 1 if flaws else 0):
            flaws.append(Flaw("control-character", place_at(text, found.start()), (name_of(found[0]),)))
    if not unicodedata.is_normalized("NFC", text):
        flaws.extend(_not_composed(text))
    if odd or any(sign in text for sign in _LEGACY_SIGNS):
        flaws.extend(_legacy(text))
    if "\r" in text:
        flaws.extend(_mixed_line_ends(text))
    return flaws


def name_of(char: str) -> str:
    """``U+200B ZERO WIDTH SPACE``: what a message can show of a character that nobody sees."""
    return f"U+{ord(char):04X} {unicodedata.name(char, '')}".strip()


def control_in(value: str) -> str | None:
    """The first forbidden character of a value, e.g. one that came out of a YAML escape."""
    found = _CONTROL.search(value)
    return found[0] if found else None


def _not_composed(text: str) -> list[Flaw]:
    """The first decomposed word of the text: one message tells the author, a hundred would hide the rest."""
    for word in re.finditer(r"\S+", text):
        if not unicodedata.is_normalized("NFC", word[0]):
            shown = unicodedata.normalize("NFC", word[0])
            return [Flaw("not-nfc", place_at(text, word.start(), len(word[0])), (shown,))]
    return []


def _legacy(text: str) -> list[Flaw]:
    found = list(_LEGACY.finditer(text))
    certain = next((match for match in found if _LEGACY_CERTAIN.search(match[0])), None)
    # One odd pair may be a foreign name or a unit (µm); a page typed in an old font has them everywhere.
    shown = certain or (found[0] if len({match[0] for match in found}) >= 3 else None)
    if shown is None:
        return []
    start = max(text.rfind(" ", 0, shown.start()), text.rfind("\n", 0, shown.start())) + 1
    word = re.compile(r"\S+").match(text, start)
    quoted = word[0][:40] if word else shown[0]
    return [Flaw("legacy-encoding", place_at(text, start, len(quoted)), (quoted,))]


def _mixed_line_ends(text: str) -> list[Flaw]:
    first: str | None = None
    for end in _LINE_END.finditer(text):
        if end[0] == "\r" or (first is not None and end[0] != first):
            names = {"\r\n": "CRLF", "\n": "LF", "\r": "CR"}
            return [Flaw("mixed-line-endings", place_at(text, end.start()), (names[first or "\n"], names[end[0]]))]
        first = end[0]
    return []


class Split(Struct, frozen=True):
    """A document cut in two. ``front`` is None when there is no front matter to read."""

    front: str | None
    body: str
    body_line: int
    flaw: Flaw | None = None

    @property
    def front_line(self) -> int:
        """How many lines stand before the front matter's first: the opening fence."""
        return 1


def split(text: str) -> Split:
    """Cut the front matter (between two lines ``---``) from the body."""
    text = text.removeprefix("\ufeff")
    start = text.find("\n") + 1
    first = text[: start - 1] if start else text
    if first.rstrip() != _FENCE:
        return Split(None, text, 1, Flaw("front-matter-missing", Place(1, 1, max(len(first.rstrip()), 1))))
    fence = start - 1
    while (fence := text.find("\n" + _FENCE, fence)) >= 0:
        end = text.find("\n", fence + 1)
        end = len(text) if end < 0 else end
        if not text[fence + 1 + len(_FENCE) : end].strip():
            return _checked(text[start : fence + 1], text[end + 1 :], text.count("\n", 0, end) + 2)
        fence = end
    return Split(None, "", 1, Flaw("front-matter-unclosed", Place(1, 1, len(_FENCE))))


def _checked(front: str, body: str, body_line: int) -> Split:
    if len(front) > MAX_FRONT_MATTER_BYTES or len(front.encode("utf-8", "surrogatepass")) > MAX_FRONT_MATTER_BYTES:
        return Split(None, body, body_line, Flaw("file-too-large", Place(2), (str(MAX_FRONT_MATTER_BYTES // 1024),)))
    if not front.strip():
        return Split(None, body, body_line, Flaw("front-matter-empty", Place(1, 1, len(_FENCE))))
    return Split(front, body, body_line)
