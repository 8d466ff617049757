"""Install the guard as a hook of a repository."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

from khacphuc.cli.exit_codes import UsageError
from khacphuc.cli.output import write_bytes
from khacphuc.history import git
from khacphuc.text.message import say

_MARK = "# khacphuc guard --install"


def install(folder: Path) -> Path:
    """Write the hook: for pushes into a bare repository, else for commits in a clone. Returns its path."""
    hooks = git.hooks_folder(folder)
    if hooks is None:
        raise UsageError(say("There is no repository in “{path}”.", path=str(folder)))
    bare = git.answer(folder, "rev-parse", "--is-bare-repository") == b"true\n"
    hook = hooks / ("pre-receive" if bare else "pre-commit")
    if other := git.other_hooks(folder):  # which the settings of a clone name: nothing is written there
        raise UsageError(
            say(
                "Git takes hooks from “{path}” (core.hooksPath): call “khacphuc guard” from {hook} there.",
                path=other,
                hook=hook.name,
            )
        )
    if hook.exists() and _MARK not in hook.read_text("utf-8", "replace"):
        raise UsageError(say("“{path}” is there already; call “khacphuc guard” from it.", path=str(hook)))
    hook.parent.mkdir(exist_ok=True)
    write_bytes(str(hook), _script(bare=bare).encode())
    hook.chmod(0o755)
    return hook


def _script(*, bare: bool) -> str:
    words = [sys.executable, "-m", "khacphuc", "guard", *(["--receive"] if bare else [])]
    return f"#!/bin/sh\n{_MARK}\nexec {shlex.join(words)}\n"
