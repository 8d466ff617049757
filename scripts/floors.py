"""The floors that `bench.py` holds the program against: the same work by other programs, or the least there is to do."""

from __future__ import annotations

import json
import re
import subprocess
from contextlib import suppress
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory

HUGO = which("hugo")
_PLAIN = ".plain"
"""Beside a register: its bodies as plain pages, in a repository."""
_LAYOUTS = {
    "_default/single.html": "<!doctype html><title>{{ .Title }}</title><h1>{{ .Title }}</h1>{{ .Content }}"
    "{{ with .GitInfo }}<p>{{ .AuthorDate }} {{ .AuthorName }} {{ .AbbreviatedHash }}</p>{{ end }}\n",
    "_default/list.html": "<!doctype html><title>{{ .Title }}</title>{{ .Content }}\n",
    "index.html": "<!doctype html><title>{{ .Site.Title }}</title>{{ .Content }}\n",
}


def walk_events(root: Path, _jobs: int) -> None:
    """The floor of everything that reads documents."""
    for path in sorted(root.rglob("*.md")):
        _walk_events(path.read_bytes())


def _walk_events(data: bytes) -> None:
    import yaml

    text = data.decode("utf-8", "replace")
    loader = yaml.CSafeLoader(text[4 : text.find("\n---", 4)])
    with suppress(yaml.YAMLError):  # some versions in a history were never right
        while type(loader.get_event()) is not yaml.StreamEndEvent:
            pass


# ------------------------------------------------------------------------------------------------ sites


def write_plain(root: Path) -> None:
    """Write the plan of each case as one plain page, and what Hugo needs around them, and commit it."""
    plain = root.with_suffix(_PLAIN)
    for case in sorted(root.glob("plans/*/*")):
        page = plain / "content" / case.relative_to(root / "plans").with_suffix(".md")
        page.parent.mkdir(parents=True, exist_ok=True)
        body = (case / "plan.md").read_text("utf-8").split("\n---\n", 1)[1]
        page.write_text(f"# {case.name}\n\n{body}", encoding="utf-8")
    (plain / "content" / "index.md").write_text("# Trang chủ\n", encoding="utf-8")
    for name, text in _LAYOUTS.items():
        layout = plain / "layouts" / name
        layout.parent.mkdir(parents=True, exist_ok=True)
        layout.write_text(text, encoding="utf-8")
    settings = 'title = "floor"\nenableGitInfo = true\ndisableKinds = ["taxonomy", "term", "RSS"]\n'
    (plain / "config.toml").write_text(settings, encoding="utf-8")
    commit_all(plain)


def plain_site(root: Path, _jobs: int) -> None:
    """Bare MkDocs with Material: one plain page a case, none in the navigation."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    with TemporaryDirectory() as scratch:
        config = {
            "site_name": "floor",
            "docs_dir": str(root.with_suffix(_PLAIN) / "content"),
            "site_dir": f"{scratch}/site",
            "nav": [{"x": "index.md"}],
            "theme": {"name": "material", "font": False},
            "plugins": ["search"],
        }
        # JSON is YAML, too: MkDocs reads its settings from the file, as it does for everybody.
        Path(scratch, "mkdocs.yml").write_text(json.dumps(config), encoding="utf-8")
        build(load_config(f"{scratch}/mkdocs.yml"))


def hugo_site(root: Path, _jobs: int) -> None:
    """Hugo with git info: the same pages, in the plainest layout, without search."""
    with TemporaryDirectory() as scratch:
        command = [HUGO or "hugo", "--source", str(root.with_suffix(_PLAIN)), "--destination", scratch]
        subprocess.run(command, check=True, capture_output=True)


# ---------------------------------------------------------------------------------------------- history


def git_log(root: Path, _jobs: int) -> bytes:
    """The floor of reading what is new in a history."""
    return _git(root, "log", "--raw", "-z", "--no-abbrev")


def walk_history(root: Path, _jobs: int) -> None:
    """The floor of reading a whole history."""
    entries = re.findall(rb":\d{6} 100644 \w{40} (\w{40}) [A-Z]\d*\0[^\0]*\.md\0", git_log(root, 1))
    names = dict.fromkeys(entries)
    found, position = _git(root, "cat-file", "--batch", given=b"\n".join(names)), 0
    for _ in names:
        end = found.index(b"\n", position)
        size = int(found[position:end].split()[2])
        _walk_events(found[end + 1 : end + 1 + size])
        position = end + size + 2


def commit_all(root: Path) -> None:
    """Make a folder a repository of one commit."""
    _git(root, "init", "--quiet", "--initial-branch=main")
    _git(root, "add", "--all")
    name = ("-c", "user.name=Đo kiểm", "-c", "user.email=do@kiem.example")
    _git(root, *name, "commit", "--quiet", "--message", "Nhập sổ đo kiểm")


def _git(root: Path, *arguments: str, given: bytes = b"") -> bytes:
    return subprocess.run(
        ["git", "-C", str(root), *arguments], input=given, capture_output=True, check=True
    ).stdout
