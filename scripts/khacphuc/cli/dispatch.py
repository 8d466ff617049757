"""Dispatch the command line to a command, and turn its outcome into an exit code."""

from __future__ import annotations

import gc
from argparse import Namespace
from collections.abc import Sequence

from khacphuc import __version__
from khacphuc.cli.command import Command, docstring, load, names
from khacphuc.cli.console import Console, console
from khacphuc.cli.exit_codes import ExitCode, UsageError
from khacphuc.cli.invocation import Invocation
from khacphuc.cli.parser import PROGRAM, Parser, add_common, command_word, parser_of, peek
from khacphuc.cli.register_root import on_disk, policy_of
from khacphuc.history.trail import NoTrailError
from khacphuc.model.policy import Policy
from khacphuc.model.schema import nearest
from khacphuc.reports.prose import paragraphs
from khacphuc.reports.prose import words as in_words
from khacphuc.text.message import LANGUAGES, N_, say, speaker

ABOUT = N_("A register of the plans by which units put right what an inspection has found.")


def dispatch(words: Sequence[str]) -> int:
    """Run the command that the words ask for, and end as ``cli.exit_codes.ExitCode`` says."""
    terminal = console()
    language, policy = "vi", None
    at = command_word(words)
    program = PROGRAM if at is None else f"{PROGRAM} {words[at]}"
    try:
        language, policy = _language(words)
        if at is None:
            return _main(words, language, terminal)
        command, options = _read(words, at, language)
        # What is loaded stays: the collector need not look at it ever again.
        gc.freeze()
        gc.enable()
        call = Invocation(options, terminal, language, policy)
        language = call.language
        return int(command.run(call))
    except (UsageError, NoTrailError) as slip:
        speak = speaker(language)
        hint = say(
            "For help: {command}",
            command=f"{program if load(program[len(PROGRAM) + 1 :]) else PROGRAM} --help",
        )
        terminal.note(
            f"{speak(say('{program}: {problem}', program=program, problem=slip.message))}\n{speak(hint)}\n"
        )
        return ExitCode.USAGE
    except SystemExit as end:  # argparse has shown the help or the version
        return end.code if isinstance(end.code, int) else ExitCode.CLEAN
    except KeyboardInterrupt:
        terminal.note("\n")
        return ExitCode.INTERRUPTED
    except Exception as bug:  # noqa: BLE001 - the last line of defence: a person never sees a traceback
        from khacphuc.cli.crash_report import report_crash

        terminal.note(report_crash(bug, words[at] if at is not None else "", language))
        return ExitCode.BUG


def _language(words: Sequence[str]) -> tuple[str, Policy | None]:
    """Return the language asked for; else the register's, with the policy that says so; else Vietnamese."""
    asked = peek(words, "--lang")
    if asked in LANGUAGES:
        return asked, None
    policy = policy_of(on_disk(peek(words, "--root")))
    return policy.language.value, policy


def _read(words: Sequence[str], at: int, language: str) -> tuple[Command, Namespace]:
    """Return the command that is called, and its arguments."""
    word = words[at]
    command = load(word)
    if command is None:
        likely = nearest(word, names())
        raise UsageError(
            say("there is no command “{word}”; did you mean “{nearest}”?", word=word, nearest=likely[0])
            if likely
            else say("there is no command “{word}”", word=word)
        )
    supports_at = getattr(command, "SUPPORTS_AT", False)
    parser = parser_of(word, command.__doc__ or "", language, supports_at=supports_at)
    command.arguments(parser)
    options = parser.in_words().parse_args([*words[:at], *words[at + 1 :]])
    if options.at is not None and not supports_at:
        raise UsageError(say("“{command}” knows only what stands today; leave --at out.", command=word))
    return command, options


def _main(words: Sequence[str], language: str, terminal: Console) -> int:
    """``khacphuc`` without a command: its help, or its version."""
    parser = Parser(PROGRAM, language, ABOUT)
    parser.epilog = _commands(language)
    parser.usage = speaker(language)(say("khacphuc COMMAND [OPTION …]"))
    parser.add_argument("--version", action="version", version=f"{PROGRAM} {__version__}")
    add_common(parser)
    parser.in_words().parse_args(words)
    terminal.note(parser.format_help())
    return ExitCode.USAGE


def _commands(language: str) -> str:
    """Return a line for each command, and what the exit codes mean."""
    speak = speaker(language)
    width = max(map(len, names())) + 2
    lines = [f"  {name:{width}}{in_words(paragraphs(docstring(name))[0], language)}" for name in names()]
    codes = say(
        "Exit codes: 0 nothing is wrong, 1 there are problems, 2 wrong usage, 3 a fault of the program."
    )
    return "\n".join((speak(say("commands:")), *lines, "", speak(codes)))
