"""Define messages: English source, Vietnamese translation, both from one gettext catalogue.

A :class:`Message` is a value. Rules and vocabularies make them; whoever shows them to a person turns them
into words with :func:`speaker`, so the same finding can be read in either language.
"""

from __future__ import annotations

import gettext
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from msgspec import Struct

from khacphuc.text.front_matter import visible

LANGUAGES = ("vi", "en")
LOCALE_DIR = Path(__file__).parent / "locale"
_ENGLISH_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


class Day(Struct, frozen=True, order=True, tag="day"):
    """A date in a blank. Of a kind of its own, so that a message that was kept is read back as it was."""

    day: date


class Number(Struct, frozen=True, order=True, tag="number"):
    """A decimal number in a blank."""

    number: Decimal


class Message(Struct, frozen=True, order=True, tag="message"):
    """A sentence with its blanks. ``plural`` and ``count`` choose the English form; Vietnamese has one."""

    text: str
    values: tuple[tuple[str, Blank], ...] = ()
    plural: str = ""
    count: int = 1


Blank = str | int | Day | Number | Message
MessageArgument = str | int | Decimal | date | Message
Speaker = Callable[[MessageArgument], str]


def N_(text: str) -> str:
    """Mark a text for the catalogue where it is declared, to be translated where it is shown."""
    return text


def say(text: str, /, **values: MessageArgument) -> Message:
    """Return a message whose blanks ``{name}`` are filled with ``values``."""
    return Message(text, _blanks(values))


def say_n(one: str, many: str, count: int, /, **values: MessageArgument) -> Message:
    """Return a message with an English singular and plural; ``{n}`` is the number."""
    return Message(one, (("n", count), *_blanks(values)), many, count)


class Sample(str):
    """An example that the catalogue gives in another language, as papers and names are written there."""

    __slots__ = ()


def sample_words(example: str) -> Message:
    """Return an example as it is shown: of a word that documents use, itself; of a ``Sample``, that of the language."""
    return say(example) if isinstance(example, Sample) else listed([example])


def listed(items: Iterable[MessageArgument], separator: str = ", ") -> Message:
    """Return several words, days or messages as one value of a message, in the order given."""
    values = {f"item{index}": item for index, item in enumerate(items)}
    return say(separator.join(f"{{{name}}}" for name in values), **values)


def _blanks(values: Mapping[str, MessageArgument]) -> tuple[tuple[str, Blank], ...]:
    return tuple((name, _blank(value)) for name, value in values.items())


def _blank(value: MessageArgument) -> Blank:
    if isinstance(value, date):
        return Day(value)
    return Number(value) if isinstance(value, Decimal) else value


@cache
def speaker(language: str) -> Speaker:
    """Return a function that puts a message, number or date into words of a language (``vi`` or ``en``)."""
    catalogue = gettext.translation("khacphuc", LOCALE_DIR, [language], fallback=True)
    show_date = vietnamese_date if language == "vi" else _english_date
    show_number = _vietnamese_number if language == "vi" else _english_number

    def speak(shown: MessageArgument | Blank) -> str:
        if isinstance(shown, Message):
            text = catalogue.ngettext(shown.text, shown.plural, shown.count) if shown.plural else ""
            text = text or (catalogue.gettext(shown.text) if shown.text else "")
            return (
                text.format(**{name: speak(value) for name, value in shown.values}) if shown.values else text
            )
        if isinstance(shown, str):
            # What comes from a document may hold line ends and escapes that a terminal or a CI runner would obey.
            return shown if shown.isprintable() else visible(shown)
        if isinstance(shown, Day):
            return show_date(shown.day)
        if isinstance(shown, Number):
            return show_number(shown.number)
        return show_date(shown) if isinstance(shown, date) else show_number(shown)

    return speak


def vietnamese_date(day: date) -> str:
    """05/6/2024: days below 10 and months 1 and 2 take a zero (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"{day.day:02d}/{month}/{day.year:04}"


def _english_date(day: date) -> str:
    return f"{day.day} {_ENGLISH_MONTHS[day.month - 1]} {day.year}"


def _english_number(number: int | Decimal) -> str:
    return f"{number:,}"


def _vietnamese_number(number: int | Decimal) -> str:
    return f"{number:,}".translate(str.maketrans(",.", ".,"))
