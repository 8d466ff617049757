"""Compile a declaration into a reader: values in, frozen records and flaws out, in one pass.

A document is a frozen struct. Its annotations say what each key may hold (``Annotated[type, Key(label)]``);
this module turns them into readers, once per class and only when first needed. Scalars arrive as text (see
``text.nodes``), so what a value means is decided here and nowhere else.

The reading is our own because the libraries that read declarations stop at the first problem (msgspec), or
take a third of the quarter of a second that a check of one file may last to import (pydantic), and none
knows places or two languages. The structs themselves are msgspec's: quick to declare, small, frozen.
"""

from __future__ import annotations

import difflib
import re
import types
import typing
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any

import msgspec
from msgspec import Struct, structs

from khacphuc.text.front_matter import lookalike_in, name_of, quoted
from khacphuc.text.nodes import Path, YamlValue

_LOCAL_FORMS = (
    re.compile(
        r"(?:ngày\s*)?(?P<d>\d{1,2})\s?[/.-]\s?(?P<m>\d{1,2})\s?[/.-]\s?(?P<y>\d{4})\Z",
        re.ASCII | re.IGNORECASE,
    ),
    re.compile(
        r"(?:ngày\s+)?(?P<d>\d{1,2})\s+tháng\s+(?P<m>\d{1,2})\s+năm\s+(?P<y>\d{4})\Z",
        re.ASCII | re.IGNORECASE,
    ),
    re.compile(
        r"(?P<y>\d{4})[/.-](?P<m>\d{1,2})[/.-](?P<d>\d{1,2})(?:[T ]\d{2}:\d{2}(?::\d{2})?Z?)?\Z", re.ASCII
    ),
)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})\Z", re.ASCII)
_WHOLE = re.compile(r"\d{1,15}\Z", re.ASCII)
_DECIMAL = re.compile(r"\d{1,15}(\.\d{1,4})?\Z", re.ASCII)
# 13.515 is thirteen and a half to a machine and thirteen thousand to a Vietnamese office.
_EITHER_WAY = re.compile(r"[1-9]\d{0,2}\.\d{3}\Z", re.ASCII)
FIRST_YEAR, LAST_YEAR = 1900, 2199
# So many flaws in one document are no slips of the pen: no longer worth looking for the word that was meant.
_MANY = 100
_MALFORMED = "malformed-"
"""How flaws of texts with a form of their own are called."""


class Vocabulary(StrEnum):
    """A closed list of words. Each has the label that people read (English source, translated)."""

    label: str

    def __new__(cls, value: str, label: str) -> typing.Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


class Key(Struct, frozen=True):
    """The declaration of a key beside its type: label, explanation, example."""

    label: str
    about: str = ""
    example: str = ""


class Written(Struct, frozen=True):
    """A text with a form of its own; ``flaw`` is the kind of finding when it does not match.

    Its details are the text, the form's name and example, what it refers to, and "list" where a list may stand.
    """

    name: str
    pattern: str
    flaw: str
    example: str


class Longest(Struct, frozen=True):
    """How many characters a text may have."""

    characters: int


LONGEST_TEXT = 20_000
"""Characters of a text of which nothing else is said: some eight pages. A longer one is the paper itself."""


class Names(Struct, frozen=True):
    """The text is an id that other documents may refer to."""

    what: str


class Refers(Struct, frozen=True):
    """The text names something declared elsewhere: ``unit``, ``person``, ``party``, ``finding`` …"""

    what: str


class Misread(Struct, frozen=True):
    """A flaw that knows its path but not yet its place."""

    kind: str
    path: Path
    on_key: bool = False
    details: tuple[str, ...] = ()


class Field(Struct, frozen=True):
    """One key as declared. ``name`` is the attribute, ``key`` the word in the file (``from_``, ``from``)."""

    name: str
    key: str
    hint: Any
    about: Key
    required: bool


_declared: dict[str, type[Struct]] = {}


def declared(name: str) -> type[Struct] | None:
    """Return the declaration of that name, if a document has been read with it."""
    return _declared.get(name)


def vocabulary(name: str) -> type[Vocabulary] | None:
    """Return the word list of that name."""
    return next((words for words in Vocabulary.__subclasses__() if words.__name__ == name), None)


@cache
def fields(cls: type[Struct]) -> tuple[Field, ...]:
    """Return the keys of a declaration, in order."""
    _declared[cls.__name__] = cls
    found = []
    hints = typing.get_type_hints(cls, include_extras=True)
    names, defaults = cls.__struct_fields__, cls.__struct_defaults__
    given = (*(msgspec.NODEFAULT,) * (len(names) - len(defaults)), *defaults)
    for name, default in zip(names, given, strict=True):
        about, hint = _unfold(hints[name])
        found.append(Field(name, name.rstrip("_"), hint, about, default is msgspec.NODEFAULT))
    return tuple(found)


def _unfold(hint: Any) -> tuple[Key, Any]:
    """``Annotated[T, …, Key(…)]`` → the key's description and T with whatever else marks it."""
    marks = hint.__metadata__
    about = next(mark for mark in marks if isinstance(mark, Key))
    rest = tuple(mark for mark in marks if mark is not about)
    inner = hint.__origin__
    return about, typing.Annotated[(inner, *rest)] if rest else inner


def bare(hint: Any) -> Any:
    """Return the type without ``| None``."""
    if isinstance(hint, types.UnionType) or typing.get_origin(hint) is typing.Union:
        return next(arm for arm in typing.get_args(hint) if arm is not type(None))
    return hint


def is_part(hint: Any) -> typing.TypeGuard[type[Struct]]:
    """Return whether a type is itself a declaration with keys."""
    return isinstance(hint, type) and issubclass(hint, Struct)


# ---------------------------------------------------------------------------------------------- reading


class _Sink(list[Misread]):
    """The flaws met so far, and the list items left out of the record because of them."""

    def __init__(self) -> None:
        super().__init__()
        self.left_out: list[Path] = []


# The way down to a value, as (the way to what holds it, its key). Made for every value, spelled out for few.
_Trail = tuple[Any, str | int] | tuple[()]
_Reader = Callable[[YamlValue, _Trail, _Sink], Any]
_BAD = object()  # what a reader answers when the value cannot be used


def read(cls: type[Struct], value: YamlValue) -> tuple[Any, list[Misread]]:
    """Read a mapping as a record of ``cls``: the record (None when a required key is unusable), the flaws."""
    problems = _Sink()
    record = _record_reader(cls)(value, (), problems)
    return (None if record is _BAD else record), problems


def left_out(cls: type[Struct], value: YamlValue) -> list[Path]:
    """Return the list items that could not be read and are missing from the record: after them, indexes of record and file differ."""
    problems = _Sink()
    _record_reader(cls)(value, (), problems)
    return problems.left_out


@cache
def _record_reader(cls: type[Struct]) -> _Reader:
    readers = {field.key: (field.name, field.required, _reader(field.hint)) for field in fields(cls)}
    required = tuple((field.key, field.name) for field in fields(cls) if field.required)

    def read_record(value: YamlValue, path: _Trail, problems: _Sink) -> Any:
        if type(value) is not dict:
            return _wrong(problems, path, "mapping", value, cls.__name__)
        values: dict[str, Any] = {}
        misspelt: tuple[str, ...] = ()
        broken = False
        for word, item in value.items():
            found = readers.get(word)
            if found is None:
                misspelt += _unknown(cls, readers, word, (path, word), problems)
            elif item is not None and item != "":
                name, needed, reader = found
                got = reader(item, (path, word), problems)
                if got is not _BAD:
                    values[name] = got
                elif needed:
                    broken = True
        missing = [word for word, name in required if name not in values and value.get(word) in (None, "")]
        for word in missing:
            if word not in misspelt:  # which has been spoken of
                _note(problems, "missing-key", path, word, cls.__name__, on_key=True)
        return _BAD if broken or missing else cls(**values)

    return read_record


def _unknown(
    cls: type[Struct], known: typing.Iterable[str], word: str, path: _Trail, problems: _Sink
) -> tuple[str, ...]:
    """Note a key that the declaration does not have; answer with the one that was meant, if that can be told."""
    likely = nearest(word, known) if len(problems) < _MANY else ()
    _note(problems, "unknown-key", path, quoted(word), cls.__name__, *likely, on_key=True)
    return likely


def _reader(hint: Any) -> _Reader:
    hint = bare(hint)
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Annotated:
        form = next((mark for mark in args[1:] if isinstance(mark, Written)), None)
        refers = next((mark.what for mark in args[1:] if isinstance(mark, Refers)), "")
        return _written_reader(args[0], form, refers) if form else _text_reader(longest(args[1:]))
    if origin is tuple:
        return _list_reader(_reader(args[0]))
    if origin is dict:
        return _mapping_reader(_reader(args[1]))
    if is_part(hint):
        return _later(hint)
    if isinstance(hint, type) and issubclass(hint, Vocabulary):
        return _vocabulary_reader(hint)
    return _SCALARS[hint]


def _later(cls: type[Struct]) -> _Reader:
    """Put off compiling a nested declaration until a document has it."""

    def read_nested(value: YamlValue, path: _Trail, problems: _Sink) -> Any:
        return _record_reader(cls)(value, path, problems)

    return read_nested


def _note(problems: _Sink, kind: str, path: _Trail, *details: str, on_key: bool = False) -> None:
    problems.append(Misread(kind, _spelled(path), on_key, details))


def _spelled(path: _Trail) -> Path:
    steps: list[str | int] = []
    while path:
        path, step = path
        steps.append(step)
    return tuple(reversed(steps))


def _wrong(problems: _Sink, path: _Trail, expected: str, value: YamlValue, cls: str = "") -> Any:
    _note(
        problems,
        "wrong-type",
        path,
        expected,
        shape(value),
        quoted(value) if isinstance(value, str) else "",
        cls,
        _key_of(path),
    )
    return _BAD


def _key_of(path: _Trail) -> str:
    """Return the key under which a value stands, on its own or in a list."""
    return next((step for step in reversed(_spelled(path)) if isinstance(step, str)), "")


def shape(value: YamlValue) -> str:
    """Return the name of what stands there: ``mapping``, ``list``, ``nothing``, ``text``."""
    if isinstance(value, dict):
        return "mapping"
    if isinstance(value, list):
        return "list"
    return "nothing" if value is None else "text"


def _list_reader(item_reader: _Reader) -> _Reader:
    def read_list(value: YamlValue, path: _Trail, problems: _Sink) -> Any:
        if type(value) is not list:  # one value stands for a list of one
            item = item_reader(value, path, problems)
            if item is _BAD and type(value) is str and problems[-1].kind.startswith(_MALFORMED):
                # Several values in one text: that a list may stand here is said to who explains it.
                problems[-1] = structs.replace(problems[-1], details=(*problems[-1].details, "list"))
            return _BAD if item is _BAD else (item,)
        items = []
        for index, raw in enumerate(value):
            item = _BAD
            if raw is None:
                _wrong(problems, (path, index), "value", raw)
            else:
                item = item_reader(raw, (path, index), problems)
            if item is not _BAD:
                items.append(item)
            else:
                problems.left_out.append(_spelled((path, index)))
        return tuple(items)

    return read_list


def _mapping_reader(item_reader: _Reader) -> _Reader:
    def read_mapping(value: YamlValue, path: _Trail, problems: _Sink) -> Any:
        if type(value) is not dict:
            return _wrong(problems, path, "mapping", value)
        read = {name: item_reader(item, (path, name), problems) for name, item in value.items()}
        return {name: item for name, item in read.items() if item is not _BAD}

    return read_mapping


def longest(marks: Iterable[Any]) -> int:
    """Return how many characters a text with these marks may have."""
    return next((mark.characters for mark in marks if isinstance(mark, Longest)), LONGEST_TEXT)


def _written_reader(kind: type[str], form: Written, refers: str) -> _Reader:
    # Digits are 0 to 9: those of other scripts look different and count the same.
    match = re.compile(form.pattern, re.ASCII if r"\s" not in form.pattern else 0).fullmatch

    def read_written(value: YamlValue, path: _Trail, problems: _Sink) -> Any:
        if type(value) is not str:
            return _wrong(problems, path, "text", value)
        if not value.isascii() and (foreign := lookalike_in(value)) is not None:
            _note(problems, "confusable-character", path, quoted(value), name_of(foreign))
            return _BAD
        if match(value):
            try:
                return value if kind is str else kind(value)
            except ValueError:  # a form that no pattern can tell
                pass
        _note(problems, form.flaw, path, quoted(value), form.name, form.example, refers)
        return _BAD

    return read_written


def _vocabulary_reader(words: type[Vocabulary]) -> _Reader:
    members = {member.value: member for member in words}

    def read_word(value: YamlValue, path: _Trail, problems: _Sink) -> Any:
        if type(value) is not str:
            return _wrong(problems, path, "text", value)
        found = members.get(value)
        if found is None:
            _note(problems, "unknown-value", path, quoted(value), words.__name__)
            return _BAD
        return found

    return read_word


@cache
def _text_reader(most: int) -> _Reader:
    def read_text(value: YamlValue, path: _Trail, problems: _Sink) -> Any:
        if type(value) is not str:
            return _wrong(problems, path, "text", value)
        if len(value) > most:  # it can be read all the same
            _note(problems, "text-too-long", path, str(len(value)), str(most))
        return value

    return read_text


def _day(value: YamlValue, path: _Trail, problems: _Sink) -> Any:
    if type(value) is not str:
        return _wrong(problems, path, "date", value)
    iso = _ISO.match(value)
    parts = [int(part) for part in iso.groups()] if iso else _local_date(value)
    day = _possible(parts)
    if parts is not None and day is None:
        _note(problems, "impossible-date", path, quoted(value))
    elif iso is None:
        _note(problems, "date-not-iso", path, quoted(value), day.isoformat() if day else "", _key_of(path))
    else:
        return day
    return _BAD


def _local_date(value: str) -> list[int] | None:
    """Return year, month, day of a date as offices and spreadsheets write it."""
    text = value[:40].strip()
    found = next((match for form in _LOCAL_FORMS if (match := form.match(text))), None)
    return [int(found[part]) for part in "ymd"] if found else None


def _possible(parts: list[int] | None) -> date | None:
    try:
        return date(*parts) if parts and FIRST_YEAR <= parts[0] <= LAST_YEAR else None
    except ValueError:
        return None


def _whole(value: YamlValue, path: _Trail, problems: _Sink) -> Any:
    return (
        int(value) if type(value) is str and _WHOLE.match(value) else _wrong(problems, path, "whole", value)
    )


def _decimal(value: YamlValue, path: _Trail, problems: _Sink) -> Any:
    if type(value) is str and _DECIMAL.match(value):
        if not _EITHER_WAY.match(value):
            return Decimal(value)
        _note(problems, "ambiguous-number", path, value)
        return _BAD
    return _wrong(problems, path, "number", value)


def _truth(value: YamlValue, path: _Trail, problems: _Sink) -> Any:
    return value == "true" if value in ("true", "false") else _wrong(problems, path, "truth", value)


_SCALARS: dict[Any, _Reader] = {
    str: _text_reader(LONGEST_TEXT),
    date: _day,
    int: _whole,
    Decimal: _decimal,
    bool: _truth,
}


def nearest(word: str, known: typing.Iterable[str]) -> tuple[str, ...]:
    """Return the known word most like ``word``, in any case, if any is like it. Takes some 10 µs for each known word."""
    names = {name.lower(): name for name in known}
    return tuple(
        names[found] for found in difflib.get_close_matches(word[:80].lower(), names, n=1, cutoff=0.6)
    )


# --------------------------------------------------------------------------------------------- marks


class _Marked(Struct, frozen=True):
    """A field with marked text in it (``what``) or below it (``part``)."""

    name: str
    key: str
    many: bool
    what: str = ""
    part: type[Struct] | None = None


@cache
def _marked(cls: type[Struct], mark: type[Names | Refers]) -> tuple[_Marked, ...]:
    found = []
    for field in fields(cls):
        hint = bare(field.hint)
        many = typing.get_origin(hint) is tuple
        if many:
            hint = bare(typing.get_args(hint)[0])
        if is_part(hint):
            if _marked(hint, mark):
                found.append(_Marked(field.name, field.key, many, part=hint))
        elif typing.get_origin(hint) is typing.Annotated:
            marks = [item for item in typing.get_args(hint)[1:] if isinstance(item, mark)]
            found += [_Marked(field.name, field.key, many, item.what) for item in marks]
    return tuple(found)


def marked(record: Struct, mark: type[Names | Refers]) -> list[tuple[str, str, Path]]:
    """Return every text of a record that carries ``mark``: (what it names or refers to, the text, its path)."""
    found: list[tuple[str, str, Path]] = []
    _mark(record, mark, (), found)
    return found


def referred(record: Struct, kinds: frozenset[str]) -> Iterator[str]:
    """Yield every text of a record that refers to something of some kinds. Unlike ``marked`` it keeps no places."""
    for field in _referring(type(record), kinds):
        value = getattr(record, field.name)
        if not value:
            continue
        items = value if field.many else (value,)
        if field.part is None:
            yield from items
        else:
            for item in items:
                yield from referred(item, kinds)


@cache
def _referring(cls: type[Struct], kinds: frozenset[str]) -> tuple[_Marked, ...]:
    return tuple(
        field
        for field in _marked(cls, Refers)
        if (_referring(field.part, kinds) if field.part else field.what in kinds)
    )


def _mark(record: Struct, mark: type[Names | Refers], path: Path, found: list[tuple[str, str, Path]]) -> None:
    for field in _marked(type(record), mark):
        value = getattr(record, field.name)
        if not value:
            continue
        here = (*path, field.key)
        items = (
            zip(((*here, index) for index in range(len(value))), value, strict=True)
            if field.many
            else ((here, value),)
        )
        if field.part is None:
            found += [(field.what, item, at) for at, item in items]
        else:
            for at, item in items:
                _mark(item, mark, at, found)
