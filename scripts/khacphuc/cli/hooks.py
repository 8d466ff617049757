"""Install the guard as hooks of a repository."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

from khacphuc.cli.exit_codes import UsageError
from khacphuc.cli.output import write_bytes
from khacphuc.history import git
from khacphuc.text.message import listed, say

_MARK = "# khacphuc guard --install"


_RECEIVING = {"pre-receive": "--receive"}
_COMMITTING = {"pre-commit": "", "commit-msg": '--message "$1"'}
"""Hooks by name, with the words after the command, as a shell reads them."""


def install(folder: Path) -> list[Path]:
    """Write the hooks: for pushes into a bare repository, else for commits in a clone. Returns their paths."""
    hooks = git.hooks_folder(folder)
    if hooks is None:
        raise UsageError(say("There is no repository in “{path}”.", path=str(folder)))
    bare = git.answer(folder, "rev-parse", "--is-bare-repository") == b"true\n"
    wanted = {hooks / name: words for name, words in (_RECEIVING if bare else _COMMITTING).items()}
    if other := git.other_hooks(folder):  # which the settings of a clone name: nothing is written there
        raise UsageError(
            say(
                "Git takes hooks from “{path}” (core.hooksPath): call “khacphuc guard” from {hook} there.",
                path=other,
                hook=listed(hook.name for hook in wanted),
            )
        )
    for hook in wanted:
        if hook.exists() and _MARK not in hook.read_text("utf-8", "replace"):
            raise UsageError(say("“{path}” is there already; call “khacphuc guard” from it.", path=str(hook)))
    hooks.mkdir(exist_ok=True)
    for hook, words in wanted.items():
        write_bytes(str(hook), _script(words).encode())
        hook.chmod(0o755)
    return list(wanted)


def _script(words: str) -> str:
    command = shlex.join((sys.executable, "-m", "khacphuc", "guard"))
    return f"#!/bin/sh\n{_MARK}\nexec {command} {words}\n"
