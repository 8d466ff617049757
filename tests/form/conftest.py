"""A register of its own, in Git, and the editor that serves it."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from playwright import sync_api as playwright

from khacphuc.cli.selection import check_selection, selection
from khacphuc.form.editing import Editor
from khacphuc.form.serving import EditServer
from khacphuc.form.storing import Branches, Files
from khacphuc.history.repository import find
from khacphuc.history.trail import Signature
from tests.pages.register import files
from tests.site.conftest import chromium, context, watched

__all__ = ["chromium", "context"]

AS_OF = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=timezone(timedelta(hours=7)))
AUTHOR = Signature("Trần Thị Thử", "thu@example.vn")


def git(root: Path, *words: str) -> str:
    """What git answers in a folder."""
    settings = ("-c", "user.name=Máy", "-c", "user.email=may@example.vn")
    done = subprocess.run(["git", *settings, *words], cwd=root, capture_output=True, check=True, text=True)
    return done.stdout


def register(root: Path, more: dict[str, str] | None = None) -> Path:
    """The small register as a repository with one commit."""
    for path, text in {**files(), **(more or {})}.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "Mở sổ")
    return root


@contextmanager
def served(root: Path, *, in_git: bool = True, language: str = "vi") -> Iterator[EditServer]:
    """The editor of a register, on any free port."""
    repository = find(root) if in_git else None
    store = Branches(root, repository, AUTHOR, lambda: NOW) if repository else Files(root)
    editor = Editor(
        store, lambda tree, path: check_selection(tree, selection(tree, [path]), AS_OF), language, AS_OF
    )
    server = EditServer(editor, lambda _: {}, port=0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return register(tmp_path / "so")


@pytest.fixture
def server(root: Path) -> Iterator[EditServer]:
    with served(root) as found:
        yield found


Visit = Callable[[str], playwright.Page]


@pytest.fixture
def visit(context: playwright.BrowserContext, server: EditServer) -> Iterator[Visit]:
    """Opens an address of the editor in a page that fails on errors, dialogs and requests to elsewhere."""
    with watched(context, server.origin) as page:

        def go(path: str) -> playwright.Page:
            page.goto(server.address(path))
            return page

        yield go
