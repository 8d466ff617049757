"""Parse the command line: common options, and argparse in two languages."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import NoReturn

from khacphuc.cli.exit_codes import UsageError
from khacphuc.model.schema import FIRST_YEAR, LAST_YEAR
from khacphuc.reports.prose import filled
from khacphuc.text.message import LANGUAGES, N_, Message, Speaker, say, speaker

PROGRAM = "khacphuc"
_WITH_VALUE = ("--lang", "--as-of", "--at", "--root")

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_EPOCH = 1970

# What argparse itself says, in the words of Python 3.11 to 3.14. What a later version adds is shown in English.
ARGPARSE = (
    N_("usage: "),
    N_("positional arguments"),
    N_("options"),
    N_("show this help message and exit"),
    N_("show program's version number and exit"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("the following arguments are required: %s"),
    N_("one of the arguments %s is required"),
    N_("unrecognized arguments: %s"),
    N_("not allowed with argument %s"),
    N_("ignored explicit argument %r"),
    N_("expected one argument"),
    N_("expected at most one argument"),
    N_("expected at least one argument"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("invalid choice: %(value)r, maybe you meant %(suggestion)r? (choose from %(choices)s)"),
    N_("invalid %(type)s value: %(value)r"),
    N_("ambiguous option: %(option)s could match %(matches)s"),
)


class Parser(argparse.ArgumentParser):
    """argparse that raises ``UsageError``, speaks the language asked for, and takes no shortened options."""

    def __init__(self, prog: str, language: str, doc: str) -> None:
        _teach(language)
        self.doc = doc
        self.language = language
        super().__init__(prog=prog, formatter_class=_formatter(speaker(language)), allow_abbrev=False)

    def in_words(self) -> Parser:
        """Return the same, with the names of values translated: messages show them, too."""
        for action in self._actions:
            if isinstance(action.metavar, str):
                action.metavar = _speak(Message(action.metavar))
        return self

    def format_help(self) -> str:
        """Return the help. The description is put into words only now: most calls never need it."""
        self.description = filled(self.doc, self.language)
        return super().format_help()

    def error(self, message: str) -> NoReturn:
        """Raise UsageError with argparse's translated message."""
        raise UsageError(Message(message))


def parser_of(word: str, doc: str, language: str, *, supports_at: bool = False) -> Parser:
    """Return the parser of one command, with the common options. ``doc`` is its help in English.

    One that ``travels`` shows --at; the others know it only to refuse it in words.
    """
    parser = Parser(f"{PROGRAM} {word}", language, doc)
    add_common(parser, supports_at=supports_at)
    return parser


def add_common(parser: argparse.ArgumentParser, *, supports_at: bool = False) -> None:
    """The options that every command has."""
    common = parser.add_argument_group(N_("options of every command"))
    common.add_argument(
        "--lang", choices=LANGUAGES, help=N_("language of what is said: vi or en (default: the register's)")
    )
    common.add_argument(
        "--as-of",
        type=judged_day,
        metavar=N_("YYYY-MM-DD"),
        help=N_("judge everything as of this day (default: today; with --at, the day of that commit)")
        if supports_at
        else N_("judge everything as of this day (default: today)"),
    )
    common.add_argument(
        "--at",
        type=moment,
        metavar=N_("COMMIT|YYYY-MM-DD"),
        help=N_(
            "read all documents and settings as they were at this commit, or when this day ended on the main branch;"
            " guides and mkdocs.yml stay today's"
        )
        if supports_at
        else argparse.SUPPRESS,
    )
    common.add_argument(
        "--root",
        metavar=N_("DIR"),
        help=N_("folder with plans/ and units/ (default: the nearest one upward)"),
    )


def day(text: str) -> date:
    """Return a day on the command line: ``type=day``."""
    try:
        found = date.fromisoformat(text) if len(text) == len("2026-01-31") else None
    except ValueError:
        found = None
    if found is None or not FIRST_YEAR <= found.year <= LAST_YEAR:
        # argparse puts the option's name before it; the words are the parser's, see _teach.
        raise argparse.ArgumentTypeError(_said(say("“{text}” is not a day written as YYYY-MM-DD", text=text)))
    return found


def judged_day(text: str) -> date:
    """Return a day on which a register can be judged: ``type=judged_day``. What git dates, and what it counts from, begins in 1970."""
    found = day(text)
    if found.year < _EPOCH:
        raise argparse.ArgumentTypeError(_said(say("“{text}” lies before 1970", text=text)))
    return found


def moment(text: str) -> date | str:
    """Return a day, or else a revision for git."""
    return judged_day(text) if _DAY.fullmatch(text) else text


def peek(words: Sequence[str], option: str) -> str | None:
    """Return the value of an option before the words are parsed: errors must already be in the right language."""
    for word, after in zip(words, [*words[1:], None], strict=False):
        if word == "--":
            break
        if word == option:
            return after
        if word.startswith(f"{option}="):
            return word.partition("=")[2]
    return None


def command_word(words: Sequence[str]) -> int | None:
    """Return where the command stands: the first word that is neither an option nor the value of one."""
    skip = False
    for index, word in enumerate(words):
        if skip:
            skip = False
        elif word in _WITH_VALUE:
            skip = True
        elif not word.startswith("-"):
            return index
    return None


_speak: Speaker = speaker("en")


def _said(message: Message) -> str:
    return _speak(message)


def _teach(language: str) -> None:
    """Let argparse take its own words from our catalogue. It looks its translator up in its module at each call."""
    global _speak  # noqa: PLW0603 - argparse keeps its translator just so
    _speak = speaker(language)

    def translate(text: str) -> str:
        return _said(Message(text))

    def translate_counted(one: str, many: str, count: int) -> str:
        return _said(Message(one, plural=many, count=count))

    vars(argparse).update(_=translate, ngettext=translate_counted)


def _formatter(speak: Speaker) -> Callable[..., argparse.HelpFormatter]:
    """Return help in our language; the description comes filled already."""

    class Formatter(argparse.RawDescriptionHelpFormatter):
        def _get_help_string(self, action: argparse.Action) -> str | None:
            return speak(Message(action.help)) if action.help else action.help

        def start_section(self, heading: str | None) -> None:
            super().start_section(speak(Message(heading)) if heading else heading)

    return Formatter
