"""Hold one invocation of a command: its arguments, the register, the day, the console."""

from __future__ import annotations

import argparse
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from khacphuc.cli.clock import today
from khacphuc.cli.console import Console
from khacphuc.cli.exit_codes import UsageError
from khacphuc.cli.register_root import find_root, on_disk, policy_of
from khacphuc.model.policy import Policy
from khacphuc.register.source import Tree
from khacphuc.text.message import MessageArgument, say, speaker

if TYPE_CHECKING:
    from khacphuc.history.commit_source import CommitSource


class Invocation:
    """One invocation of a command. Costly values are computed on first use."""

    def __init__(
        self, options: argparse.Namespace, console: Console, language: str, policy: Policy | None = None
    ) -> None:
        self.options = options
        self.console = console
        self._language = language
        self._policy = policy

    @cached_property
    def language(self) -> str:
        """``vi`` or ``en``."""
        asked: str | None = self.options.lang
        return self.policy.language.value if (self.at or self.base) and not asked else self._language

    @cached_property
    def root(self) -> Path:
        """Return the folder with ``plans/`` and ``units/`` in it. Raises UsageError when there is none."""
        found = find_root(self.options.root)
        if found is not None:
            return found
        if self.options.root is not None:
            raise UsageError(
                say(
                    "There is no register in “{path}”: it holds neither plans/ nor units/.",
                    path=self.options.root,
                )
            )
        raise UsageError(
            say(
                "There is no register here: neither this folder nor one above it holds plans/ or units/. See --root."
            )
        )

    @cached_property
    def at(self) -> CommitSource | None:
        """Return the commit that ``--at`` asks for. Raises UsageError when there is no such commit."""
        if self.options.at is None:
            return None
        from khacphuc.cli.at_option import source_at

        return source_at(self.root, self.options.at)

    @cached_property
    def base(self) -> CommitSource | None:
        """Return the commit that ``--base`` asks to compare with. Raises UsageError when there is none."""
        revision: str | None = getattr(self.options, "base", None)
        if revision is None:
            return None
        from khacphuc.cli.base_branch import base_of

        return base_of(self, revision)

    @cached_property
    def source(self) -> Tree:
        """Return the register's files as they are on disk, or as they were at the commit of ``--at``."""
        from khacphuc.history.versioned_tree import VersionedTree

        return self.at or VersionedTree(self.root)

    @cached_property
    def whole(self) -> Tree:
        """Return the same with all that Git knows of the files, for a look at everything."""
        from khacphuc.history.work_tree import CheckedOut

        return self.at or CheckedOut(self.root)

    @cached_property
    def tip(self) -> str:
        """Return the commit up to which history is told: that of ``--at``, else the one checked out. Raises UsageError."""
        from khacphuc.cli.at_option import tip_of

        return self.at.id if self.at else tip_of(self.root)

    @cached_property
    def policy(self) -> Policy:
        """Return the register's settings; the defaults where there are none, or no register. Of a change, those of its base."""
        if judged := self.base or self.at:
            return policy_of(judged)
        return self._policy or policy_of(on_disk(self.options.root))

    @cached_property
    def as_of(self) -> date:
        """Return the day on which everything is judged: ``--as-of``, else that of ``--at``, else today where the register is kept.

        A change is judged today, whatever day its commits bear.
        """
        given: date | None = self.options.as_of
        if given or self.at is None or self.base:
            return given or today(self.policy.time_zone)
        from khacphuc.cli.at_option import day_at

        asked: date | str = self.options.at
        return asked if isinstance(asked, date) else day_at(self.at, self.policy.time_zone)

    def speak(self, shown: MessageArgument) -> str:
        """Return a message, number or date in the language of this call."""
        return speaker(self.language)(shown)

    def print(self, shown: MessageArgument = "") -> None:
        """One line for the person, on standard output. A text is printed as it is."""
        self.console.write(f"{shown if isinstance(shown, str) else self.speak(shown)}\n")

    def note(self, shown: MessageArgument) -> None:
        """One line beside the result, on standard error."""
        self.console.note(f"{self.speak(shown)}\n")
