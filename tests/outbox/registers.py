"""A register with one task, N1, which is due on 31 August 2026 by an extension; in a repository."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.cli.register import write
from tests.pages.register import FOLDER, PLAN, files

ALONE = {
    f"{FOLDER}/plan.md": PLAN.partition("  - id: N2")[0].partition("    milestones:")[0] + "---\n",
    f"{FOLDER}/2026-09-01-opinion.md": "",
    f"{FOLDER}/2026-10-01-reminder.md": "",
}


def register(root: Path, changed: dict[str, str] | None = None) -> Path:
    """Write the register, some files changed, and commit it."""
    for path, text in files({**ALONE, **(changed or {})}).items():
        write(root, path, text)
    git(root, "init", "-q", "-b", "main")
    git(root, "config", "user.name", "Sổ theo dõi")
    git(root, "config", "user.email", "so@example.vn")
    commit(root, "Sổ ban đầu")
    return root


def commit(root: Path, message: str) -> str:
    """Commit everything, and return the commit."""
    git(root, "add", "-A")
    git(root, "commit", "-qm", message)
    return git(root, "rev-parse", "HEAD").strip()


def git(root: Path, *words: str) -> str:
    done = subprocess.run(["git", "-C", str(root), *words], check=True, capture_output=True)
    return done.stdout.decode()
