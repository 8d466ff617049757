"""Define the protocol of a command's module, and find commands by name.

The module ``cli/commands/due_soon.py`` is the command ``khacphuc due-soon`` when it has the two functions below. Its docstring
is its help: the first paragraph is the line in ``khacphuc --help``. Only the module of the command that is called gets
imported, so a command imports what is heavy where it uses it.
"""

from __future__ import annotations

import argparse
import re
from importlib import import_module
from keyword import iskeyword
from pathlib import Path
from typing import Protocol, cast

from khacphuc.cli.invocation import Invocation

_HERE = Path(__file__).parent / "commands"
_RUN = re.compile(r"^def run\(", re.MULTILINE)
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")


class Command(Protocol):
    """The shape of a command's module."""

    __doc__: str | None

    # One that takes all that it reads of the register from ``call.source`` sets TRAVELS = True and so has --at.

    @staticmethod
    def arguments(parser: argparse.ArgumentParser) -> None:
        """Declare the command's own arguments. ``help`` and ``metavar`` are marked with ``N_`` and shown translated."""

    @staticmethod
    def run(call: Invocation) -> int:
        """Do it, and answer one of ``cli.exit_codes.ExitCode``. Raises ``UsageError`` when it cannot be done as asked."""


def load(word: str) -> Command | None:
    """Return the command of that name, or None."""
    if not _WORD.fullmatch(word) or not _is_command(_file(word)):
        return None
    return cast("Command", import_module(f"{__package__}.commands.{_file(word).stem}"))


def names() -> list[str]:
    """Return every command, without importing one."""
    return sorted(
        file.stem.rstrip("_").replace("_", "-") for file in _HERE.glob("[a-z]*.py") if _is_command(file)
    )


def docstring(word: str) -> str:
    """Return the help of a command, without importing it."""
    import ast

    return ast.get_docstring(ast.parse(_file(word).read_bytes())) or ""


def _file(word: str) -> Path:
    name = word.replace("-", "_")
    # Python keeps some words to itself: the command “import” is in import_.py.
    return _HERE / f"{name}{'_' if iskeyword(name) else ''}.py"


def _is_command(file: Path) -> bool:
    return file.is_file() and _RUN.search(file.read_text("utf-8")) is not None
