"""A register's folder may come from anybody, its ``.git`` included: nothing that it names is run, nothing in it believed.

Each trap is a program that leaves a mark. That git itself would run it is shown first: a trap that cannot spring proves nothing.
"""

from __future__ import annotations

import os
import pickle
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import datetime
from hashlib import blake2b
from pathlib import Path

import pytest

from khacphuc.cli import main
from khacphuc.history.repository import find
from khacphuc.history.trail import Signature
from khacphuc.pages.page import Site
from khacphuc.register.loading import list_entries, open_settings
from khacphuc.register.source import WorkTree
from khacphuc.site.case_cache import keys, shared
from khacphuc.site.contents import compose
from tests.history.repositories import HANOI, Repository
from tests.pages.register import CONCLUSION, DAY, FOLDER, files

if sys.platform != "win32":
    import pty

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the traps are shell scripts")

CONCLUSION_PATH = f"{FOLDER}/conclusion.md"
CHANGED = CONCLUSION.replace("giám sát Chi bộ A", "giám sát chuyên đề")
COMMANDS: Mapping[str, tuple[str, ...]] = {
    "check": ("check",),
    "check of a change": ("check", "--base", "HEAD~1"),
    "check in the past": ("check", "--at", "HEAD~1"),
    "status": ("status", "--at", "2026-12-31"),
    "overdue": ("overdue", "--at", "HEAD"),
    "history": ("history",),
    "checkpoint": ("checkpoint",),
    "signed tags": ("checkpoint", "--verify"),
    "pages": ("pages", "--out", "{out}/pages"),
    "site": ("site", "--build", "--out", "{out}/site"),
    "export": ("export", "csv", "book", "--force", "--out", "{out}.csv"),
    "export with sources": (
        *("export", "docx", "result-report", "--case", "KL-1", "--sources", "--force"),
        *("--out", "{out}.docx"),
    ),
    "init": ("init", "--force", "--committee", "Đảng ủy"),
}


class Folder:
    """A register with two commits and a change on disk, and a trap beside it."""

    def __init__(self, place: Path) -> None:
        self.root = place / "register"
        self.out = place / "out"
        self.mark = place / "sprung"
        self.trap = self._program(place / "trap", "cat")
        self.failing = self._program(place / "failing", "exit 1")
        self.repository = Repository(self.root)
        self.repository.commit(files())
        self.repository.commit({CONCLUSION_PATH: CHANGED})
        self.repository.make(checkout=True)
        self.git("tag", "-a", "-m", "mốc", "moc")
        self.dirty()

    def _program(self, path: Path, end: str) -> Path:
        path.write_text(f"#!/bin/sh\necho \"$0 $*\" >> '{self.mark}'\n{end}\n")
        path.chmod(0o755)
        return path

    def dirty(self) -> None:
        """Touch every document, so that git looks into it: a filter runs only then. One is another."""
        for path in self.root.glob("*/**/*.md"):
            path.write_text(path.read_text("utf-8"), "utf-8")
            os.utime(path, (1, 1))
        with (self.root / CONCLUSION_PATH).open("a", encoding="utf-8") as file:
            file.write("\nThêm một dòng.\n")

    def git(self, *arguments: str) -> None:
        self.repository.git("-c", "user.name=a", "-c", "user.email=a@b", *arguments)

    def run(self, words: tuple[str, ...]) -> int:
        rest = [word.format(out=self.out) for word in words]
        return main([*rest, "--root", str(self.root), "--as-of", DAY.isoformat(), "--lang", "en"])


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home" / ".cache"))
    (tmp_path / "home").mkdir()
    return Folder(tmp_path)


# ------------------------------------------------------------------------------ settings that name programs


def filters(folder: Folder) -> tuple[str, ...]:
    folder.git("config", "filter.f.clean", str(folder.trap))
    folder.git("config", "filter.f.smudge", str(folder.trap))
    (folder.root / ".git/info").mkdir(exist_ok=True)
    (folder.root / ".git/info/attributes").write_text("* filter=f\n")
    return ("diff", "HEAD")


def filter_process(folder: Folder) -> tuple[str, ...]:
    folder.git("config", "filter.f.process", str(folder.trap))
    (folder.root / ".gitattributes").write_text("* filter=f\n")
    return ("status",)


def filter_included(folder: Folder) -> tuple[str, ...]:
    (folder.root / "more").write_text(f'[filter "f"]\nclean = {folder.trap}\n')
    folder.git("config", "include.path", str(folder.root / "more"))
    (folder.root / "plans/.gitattributes").write_text("* filter=f\n")
    return ("status",)


def file_system_monitor(folder: Folder) -> tuple[str, ...]:
    folder.git("config", "core.fsmonitor", str(folder.trap))
    return ("status",)


def hooks(folder: Folder) -> tuple[str, ...]:
    hooks = folder.root / ".git/hooks"
    hooks.mkdir(exist_ok=True)
    names = "post-index-change reference-transaction post-checkout pre-commit post-commit pre-auto-gc post-rewrite"
    for name in names.split():
        (hooks / name).symlink_to(folder.trap)
    return ("update-ref", "refs/heads/x", "HEAD")


def hooks_elsewhere(folder: Folder) -> tuple[str, ...]:
    hooks(folder)
    (folder.root / ".git/hooks").rename(folder.root / "elsewhere")
    folder.git("config", "core.hooksPath", str(folder.root / "elsewhere"))
    return ("update-ref", "refs/heads/x", "HEAD")


def text_conversion(folder: Folder) -> tuple[str, ...]:
    folder.git("config", "diff.t.textconv", str(folder.trap))
    folder.git("config", "diff.t.command", str(folder.trap))
    folder.git("config", "diff.external", str(folder.trap))
    (folder.root / ".git/info").mkdir(exist_ok=True)
    (folder.root / ".git/info/attributes").write_text("* diff=t\n")
    return ("diff", "HEAD~1", "HEAD")


def promisor(folder: Folder) -> tuple[str, ...]:
    """A clone that promises to fetch what it lacks, by a program of its own."""
    origin = folder.root.parent / "origin"
    subprocess.run(
        ["git", "clone", "-q", "--bare", str(folder.root), str(origin)], check=True, capture_output=True
    )
    for key, value in {
        "core.repositoryFormatVersion": "1",
        "extensions.partialClone": "origin",
        "remote.origin.url": str(origin),
        "remote.origin.promisor": "true",
        "remote.origin.uploadpack": str(folder.failing),
        "protocol.allow": "always",
        "core.sshCommand": str(folder.failing),
        "credential.helper": str(folder.failing),
    }.items():
        folder.git("config", key, value)
    _lose(folder, CONCLUSION_PATH)
    return ("cat-file", "-p", f"HEAD:{CONCLUSION_PATH}")


def promisor_by_a_helper(folder: Folder) -> tuple[str, ...]:
    promisor(folder)
    folder.git("config", "remote.origin.url", f"ext::{folder.failing} %S")
    folder.git("config", "protocol.ext.allow", "always")
    return ("cat-file", "-p", f"HEAD:{CONCLUSION_PATH}")


def promisor_by_ssh(folder: Folder) -> tuple[str, ...]:
    promisor(folder)
    folder.git("config", "remote.origin.url", "ssh://nowhere.example/x")
    return ("cat-file", "-p", f"HEAD:{CONCLUSION_PATH}")


def _lose(folder: Folder, path: str) -> None:
    """Unpack all objects, and lose the content of a document."""
    name = folder.repository.git("rev-parse", f"HEAD:{path}").strip()
    for pack in (folder.root / ".git/objects/pack").glob("*.pack"):
        data = pack.read_bytes()
        for part in pack.parent.glob(f"{pack.stem}.*"):
            part.chmod(stat.S_IRWXU)
            part.unlink()
        folder.repository.git("unpack-objects", "-q", given=data)
    (folder.root / ".git/objects" / name[:2] / name[2:]).unlink()


def pager_and_editor(folder: Folder) -> tuple[str, ...]:
    for key in ("core.pager", "pager.log", "core.editor", "sequence.editor", "core.askPass", "gpg.program"):
        folder.git("config", key, str(folder.trap))
    return ("-c", "core.editor=true", "-p", "log")


def aliases(folder: Folder) -> tuple[str, ...]:
    words = "log status diff diff-tree ls-files ls-tree rev-parse cat-file merge-base for-each-ref verify-tag"
    for word in (*words.split(), "x"):
        folder.git("config", f"alias.{word}", f"!{folder.trap}")
    return ("x",)


def signature_programs(folder: Folder) -> tuple[str, ...]:
    for key in ("gpg.program", "gpg.openpgp.program", "gpg.x509.program", "gpg.ssh.program"):
        folder.git("config", key, str(folder.trap))
    tag = folder.repository.git("cat-file", "tag", "moc")
    signature = "-----BEGIN PGP SIGNATURE-----\n\nx\n-----END PGP SIGNATURE-----\n"
    name = folder.repository.git(
        "hash-object", "-t", "tag", "-w", "--stdin", given=(tag + signature).encode()
    )
    folder.git("update-ref", "refs/tags/moc", name.strip())
    return ("verify-tag", "moc")


TRAPS: tuple[Callable[[Folder], tuple[str, ...]], ...] = (
    filters,
    filter_process,
    filter_included,
    file_system_monitor,
    hooks,
    hooks_elsewhere,
    text_conversion,
    promisor,
    promisor_by_a_helper,
    promisor_by_ssh,
    pager_and_editor,
    aliases,
    signature_programs,
)


def lay(trap: Callable[[Folder], tuple[str, ...]], folder: Folder) -> None:
    """Set a trap, and see that it works."""
    springs = trap(folder)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    terminal, its_end = pty.openpty()  # git calls its pager for nobody else
    subprocess.run(
        ["git", "-C", str(folder.root), *springs],
        env=kept | {"TERM": "xterm"},
        stdin=subprocess.DEVNULL,
        stdout=its_end,
        stderr=subprocess.DEVNULL,
        check=False,
        timeout=20,
    )
    os.close(terminal)
    os.close(its_end)
    assert folder.mark.exists(), "the trap does not work"
    folder.mark.unlink()


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: str(trap.__name__))
def test_no_program_of_the_folder_runs(
    folder: Folder, trap: Callable[[Folder], tuple[str, ...]], capfd: pytest.CaptureFixture[str]
) -> None:
    lay(trap, folder)
    for name, words in COMMANDS.items():
        assert folder.run(words) in (0, 1, 2), name
        assert not folder.mark.exists(), (name, folder.mark.read_text())
        if name == "init":
            break
        folder.dirty()
    capfd.readouterr()


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: str(trap.__name__))
def test_no_program_runs_when_a_commit_is_written(
    folder: Folder, trap: Callable[[Folder], tuple[str, ...]]
) -> None:
    lay(trap, folder)
    here = find(folder.root)
    assert here is not None
    here.remotes()
    here.author()
    author = Signature("Hoa", "hoa@example.vn")
    moment = datetime(2026, 11, 29, tzinfo=HANOI)
    for text in (b"mot", b"hai"):
        name = here.commit("sua", {CONCLUSION_PATH: text}, "Sửa", author, moment)
        assert folder.repository.git("rev-parse", "refs/heads/sua").strip() == name
    assert not folder.mark.exists(), folder.mark.read_text()


# -------------------------------------------------------------------------- what a folder keeps of earlier runs


class _Trap:
    """Leaves a mark where it is unpickled."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple[Callable[..., object], tuple[str]]:
        return os.system, (f"touch '{self.mark}'",)


def test_nothing_is_read_back_that_lies_in_the_folder(
    folder: Folder, capfd: pytest.CaptureFixture[str]
) -> None:
    """Where earlier versions kept what they had made, under the very keys, sealed as they sealed it."""
    kept = folder.root / ".git/khacphuc"
    kept.mkdir()
    data = pickle.dumps(_Trap(folder.mark))
    source = WorkTree(folder.root)
    listing = list_entries(source)
    site = compose(folder.root, DAY, "en").site
    wanted = keys(source, listing, Site(open_settings(source, listing), DAY, "en")) | keys(
        source, listing, site
    )
    with sqlite3.connect(kept / "made.sqlite") as base:
        base.execute("CREATE TABLE made (key BLOB PRIMARY KEY, data BLOB NOT NULL)")
        base.execute("CREATE TABLE used (key BLOB PRIMARY KEY, run INTEGER NOT NULL) WITHOUT ROWID")
        sealed = blake2b(data, digest_size=20).digest() + data
        base.executemany("INSERT INTO made VALUES (?, ?)", ((key, sealed) for key in {*wanted.values()}))
    base.close()
    for name in ("trail.json", "trend.json", "facts.msgpack"):
        (kept / name).write_bytes(blake2b(data, digest_size=16).hexdigest().encode() + b"\n" + data)
    before = {path: path.read_bytes() for path in kept.iterdir()}
    for name, words in COMMANDS.items():
        if name != "init":
            assert folder.run(words) in (0, 1), name
    assert not folder.mark.exists()
    assert {path: path.read_bytes() for path in kept.iterdir()} == before
    assert shared(source, listing)
    capfd.readouterr()


# ------------------------------------------------------------------------------------- what its mkdocs.yml names


@pytest.mark.parametrize(
    "settings",
    [
        "hooks: [trap.py]\n",
        "plugins: [khacphuc, macros]\n",
        "theme: {name: material, custom_dir: theme}\n",
        "markdown_extensions:\n  - pymdownx.snippets: {base_path: /etc}\n",
        "extra: !!python/object/apply:os.system [touch sprung]\n",
        "INHERIT: ../mkdocs.yml\n",
        "docs_dir: /etc\n",
        "hooks: [trap.py\n",
        "extra_templates: [evil.txt]\n",
        "extra_javascript: [evil.js]\n",
        "theme: mkdocs\n",
        "theme: {name: material, static_templates: [evil.txt]}\n",
        "markdown_extensions: [toc: {slugify: os.system}]\n",
    ],
)
def test_the_folders_mkdocs_runs_nothing_unless_it_is_trusted(
    folder: Folder, settings: str, capfd: pytest.CaptureFixture[str]
) -> None:
    given = settings if "theme" in settings else f"theme: material\n{settings}"
    (folder.root / "mkdocs.yml").write_text(f"site_name: x\n{given}", "utf-8")
    (folder.root / "docs").mkdir()
    (folder.root / "docs/evil.txt").write_text(
        f"{{{{ cycler.__init__.__globals__.os.system('touch {folder.mark}') }}}}"
    )
    (folder.root / "trap.py").write_text(f"import pathlib\npathlib.Path({str(folder.mark)!r}).touch()\n")
    for words in (("site", "--build", "--out", str(folder.out)), ("site", "--zip", str(folder.out))):
        assert folder.run(words) == 2
        assert "--trust-mkdocs" in capfd.readouterr().err
    assert folder.run(("pages", "--out", str(folder.out))) == 0
    assert not folder.mark.exists()
    if settings == "hooks: [trap.py]\n":
        assert folder.run(("site", "--build", "--force", "--out", str(folder.out), "--trust-mkdocs")) in (
            0,
            1,
        )
        assert folder.mark.exists()


# ------------------------------------------------------------------------------------ the person's own settings


def test_what_the_person_has_git_ignore_changes_nothing(
    folder: Folder, capfd: pytest.CaptureFixture[str]
) -> None:
    """The site says of which commit it is, and whether there is more: that hung on ``core.excludesFile``."""
    folder.git("checkout", "--", ".")
    (folder.root / FOLDER / "2026-11-01-update.md").write_text("---\n---\n", "utf-8")
    contents = compose(folder.root, DAY, "en")
    home = Path(os.environ["HOME"])
    (home / ".gitconfig").write_text(
        f"[core]\nexcludesFile = {home}/ignored\n[status]\nshowUntrackedFiles = no\n"
    )
    (home / "ignored").write_text("*-update.md\n")
    (home / ".config/git").mkdir(parents=True)
    (home / ".config/git/ignore").write_text("*-update.md\n")
    (folder.root / ".git/info/exclude").write_text("*-update.md\n")
    again = compose(folder.root, DAY, "en")
    assert contents.commit.endswith("+")
    assert (
        (again.commit, again.checkpoint) == (contents.commit, contents.checkpoint) == (contents.commit, b"")
    )
    capfd.readouterr()


@pytest.mark.parametrize("end", ["\x85", "\u2028", "\u2029"])
def test_mkdocs_is_given_what_was_judged_and_not_the_file(
    folder: Folder, end: str, capfd: pytest.CaptureFixture[str]
) -> None:
    """PyYAML ends a line, and so a comment, where other readers do not."""
    (folder.root / "trap.py").write_text(f"import pathlib\npathlib.Path({str(folder.mark)!r}).touch()\n")
    text = f"site_name: Sổ #a{end}hooks: [trap.py]\ntheme: material\nplugins: [khacphuc]\n"
    (folder.root / "mkdocs.yml").write_text(text, "utf-8")
    (folder.root / "docs").mkdir()
    assert folder.run(("site", "--build", "--out", str(folder.out))) in (0, 2)
    assert not folder.mark.exists()
    capfd.readouterr()


@pytest.mark.parametrize("link", ["docs", "docs/sub", "docs/key.md"])
def test_links_of_the_guides_publish_nothing_from_elsewhere(
    folder: Folder, link: str, capfd: pytest.CaptureFixture[str]
) -> None:
    theirs = folder.root.parent / "theirs"
    theirs.mkdir()
    (theirs / "key.md").write_text("bí mật")
    (folder.root / "mkdocs.yml").write_text("site_name: x\ntheme: material\nplugins: [khacphuc]\n")
    (folder.root / link).parent.mkdir(exist_ok=True)
    (folder.root / link).symlink_to(theirs / "key.md" if link.endswith(".md") else theirs)
    assert folder.run(("site", "--build", "--out", str(folder.out))) == 2
    assert link in capfd.readouterr().err


def test_settings_that_mkdocs_cannot_use_are_no_fault_of_the_program(
    folder: Folder, capfd: pytest.CaptureFixture[str]
) -> None:
    settings = "theme: {name: material, palette: 5, features: 7, language: zz}\n"
    (folder.root / "mkdocs.yml").write_text(f"site_name: x\nplugins: [khacphuc]\n{settings}")
    (folder.root / "docs").mkdir()
    assert folder.run(("site", "--build", "--out", str(folder.out))) in (1, 2)
    assert "mkdocs.yml" in capfd.readouterr().err


def test_a_pipe_in_the_place_of_settings_is_not_waited_for(
    folder: Folder, capfd: pytest.CaptureFixture[str]
) -> None:
    os.mkfifo(folder.root / "mkdocs.yml")
    assert folder.run(("site", "--build", "--out", str(folder.out))) == 2
    capfd.readouterr()


def test_history_is_read_where_it_lies(folder: Folder, capfd: pytest.CaptureFixture[str]) -> None:
    """Whatever folder the clone's own settings name as its work tree."""
    folder.run(("history",))
    told = capfd.readouterr().out
    folder.git("config", "core.worktree", "../..")
    folder.git("config", "diff.orderFile", "/dev/stdin")
    assert folder.run(("history",)) == 0
    assert capfd.readouterr().out == told
    assert folder.run(("check", "--base", "HEAD~1")) in (0, 1)
    assert "chuyên đề" in told or CONCLUSION_PATH in told
    capfd.readouterr()
