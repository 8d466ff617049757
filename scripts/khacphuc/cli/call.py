"""What a command is called with: its arguments, the register, the day, and somebody to talk to."""

from __future__ import annotations

import argparse
from datetime import date
from functools import cached_property
from pathlib import Path

from khacphuc.cli.clock import today
from khacphuc.cli.console import Console
from khacphuc.cli.exits import Usage
from khacphuc.cli.place import find_root, policy_of
from khacphuc.model.policy import Policy
from khacphuc.register.source import WorkTree
from khacphuc.text.message import Shown, say, speaker


class Call:
    """One call of a command. What costs something is worked out when it is first asked for."""

    def __init__(
        self, options: argparse.Namespace, console: Console, language: str, policy: Policy | None = None
    ) -> None:
        self.options = options
        self.console = console
        self.language = language
        """``vi`` or ``en``."""
        self._policy = policy

    @cached_property
    def root(self) -> Path:
        """The folder with ``plans/`` and ``units/`` in it. Raises Usage when there is none."""
        found = find_root(self.options.root)
        if found is not None:
            return found
        if self.options.root is not None:
            raise Usage(
                say(
                    "There is no register in “{path}”: it holds neither plans/ nor units/.",
                    path=self.options.root,
                )
            )
        raise Usage(
            say(
                "There is no register here: neither this folder nor one above it holds plans/ or units/. See --root."
            )
        )

    @cached_property
    def source(self) -> WorkTree:
        """The register's files as they are on disk."""
        return WorkTree(self.root)

    @cached_property
    def policy(self) -> Policy:
        """The register's settings; the defaults where there are none, or no register."""
        return self._policy or policy_of(find_root(self.options.root))

    @cached_property
    def as_of(self) -> date:
        """The day on which everything is judged: ``--as-of``, else today where the register is kept."""
        given: date | None = self.options.as_of
        return given or today(self.policy.time_zone)

    def speak(self, shown: Shown) -> str:
        """A message, number or date in the language of this call."""
        return speaker(self.language)(shown)

    def print(self, shown: Shown = "") -> None:
        """One line for the person, on standard output. A text is printed as it is."""
        self.console.write(f"{shown if isinstance(shown, str) else self.speak(shown)}\n")

    def note(self, shown: Shown) -> None:
        """One line beside the result, on standard error."""
        self.console.note(f"{self.speak(shown)}\n")
