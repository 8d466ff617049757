"""Running git: by argument list, without the person's settings (but for safe.directory), answers framed by NUL.

All that reads is here. What writes goes through GitPython (``history.repository``), with the settings and variables of
this module.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import IO

from msgspec import Struct

from khacphuc.register.source import TOP_FOLDERS

PIPE = subprocess.PIPE
_TIMEOUT = 120  # seconds
_ABBREVIATED = 10
_NO_BRANCH = re.compile(r"HEAD|[0-9a-f]{4,64}|.*[~^:{].*", re.DOTALL)
"""What git understands, and is the name of no branch: ``HEAD^1``, an object's name."""

LINK, SUBMODULE = "120000", "160000"
PLAIN, EXECUTABLE = "100644", "100755"
FILES = frozenset({PLAIN, EXECUTABLE})
"""Git's modes of regular files. What comes from a stick or a share is often marked as a program."""


def short(commit: str) -> str:
    """Return a commit's name for people."""
    return commit[:_ABBREVIATED]


def checked_out(root: Path) -> tuple[str, bool] | None:
    """Return the commit that is checked out, and whether history before it is cut off.

    None outside a repository, before its first commit, and without git.
    """
    found = answer(root, "rev-parse", "--is-inside-work-tree", "--is-shallow-repository", "HEAD")
    if found is None:
        return None
    inside, shallow, commit = found.decode("ascii").split()
    return (commit, shallow == "true") if inside == "true" else None


def whereabouts(root: Path) -> tuple[str, bool] | None:
    """Return the register's folder in its repository (``""`` or with ``/`` at its end), and whether history is cut off."""
    found = answer(root, "rev-parse", "--is-shallow-repository", "--show-prefix")
    if found is None:
        return None
    shallow, _, prefix = found.partition(b"\n")
    return path_of(prefix.rstrip(b"\n")), shallow == b"true"


class Blob(Struct, frozen=True):
    """A file in a commit. ``mode`` is git's: 100644 for a regular file, 120000 for a link."""

    path: str
    mode: str
    id: str
    size: int


def merge_base(root: Path, revision: str, tip: str) -> str | None:
    """Return the commit from which ``tip`` and ``revision`` went apart; None when there is no such commit."""
    found = answer(root, "merge-base", "--end-of-options", revision, tip)
    return found.decode("ascii").strip() if found else None


def merge_bases(root: Path, one: str, other: str) -> list[str]:
    """Return the commits from which two others went apart: several where they have met crosswise since."""
    found = answer(root, "merge-base", "--all", "--end-of-options", one, other)
    return found.decode("ascii").split() if found else []


def has_merges(root: Path, base: str, tip: str) -> bool:
    """Return whether there are merges among the commits that lead to ``tip`` and not to ``base``."""
    return bool(answer(root, "rev-list", "--merges", "--max-count=1", tip, f"^{base}"))


def branch_named(root: Path, revision: str) -> str:
    """Return the branch that a revision names, of another repository before one's own; the revision where there is none.

    Git takes a tag of the same name for what is meant, and whoever may push may push a tag.
    """
    names = (f"refs/remotes/{revision}", f"refs/heads/{revision}")
    if _NO_BRANCH.fullmatch(revision):
        return revision
    found = answer(root, "for-each-ref", "--format=%(refname)", *names) or b""
    refs = found.decode("utf-8", "replace").splitlines()
    return next((name for name in names if name in refs), revision)


def commit_named(root: Path, revision: str) -> str | None:
    """Return the full name of the commit that a revision means; None when it means none."""
    found = answer(root, "rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}")
    return found.decode("ascii").strip() if found else None


def tree(root: Path, commit: str, folders: Iterable[str] = TOP_FOLDERS) -> list[Blob]:
    """Return the files below ``plans/`` and ``units/`` in a commit, with paths relative to the register's folder."""
    found = answer(root, "ls-tree", "-r", "-z", "-l", commit, "--", *folders) or b""
    blobs = []
    for line in found.split(b"\0"):
        if line:
            about, _, path = line.partition(b"\t")
            mode, _kind, name, size = about.decode("ascii").split()
            blobs.append(Blob(path_of(path), mode, name, int(size) if size.isdigit() else 0))
    return blobs


def staged(root: Path) -> list[Blob]:
    """Return the files below ``plans/`` and ``units/`` that the index names. Their sizes are not told."""
    found = answer(root, "ls-files", "--stage", "-z", "--", *TOP_FOLDERS) or b""
    blobs = []
    for line in found.split(b"\0"):
        if line:
            about, _, path = line.partition(b"\t")
            mode, name, _stage = about.decode("ascii").split()
            blobs.append(Blob(path_of(path), mode, name, 0))
    return blobs


def differences(root: Path, before: str, after: str) -> tuple[set[str], dict[str, str]]:
    """Return the differences below ``plans/`` and ``units/`` between two commits: paths of either side, renames (new → old)."""
    options = ("-r", "--name-status", "-z", "--find-renames=50%", "-l1000", "--relative")
    found = answer(root, "diff-tree", *options, before, after, "--", *TOP_FOLDERS) or b""
    fields = iter(found.split(b"\0"))
    paths, renamed = set(), {}
    for status in fields:
        if not status:
            continue
        path = path_of(next(fields))
        if status.startswith((b"R", b"C")):
            old, path = path, path_of(next(fields))
            renamed[path] = old
            paths.add(old)
        paths.add(path)
    return paths, renamed


def changed_beside(root: Path, before: str, after: str) -> set[str]:
    """Return the paths in the register's folder, but not below ``plans/`` and ``units/``, that differ between two commits."""
    places = (".", *(f":(exclude){folder}" for folder in TOP_FOLDERS))
    found = answer(root, "diff-tree", "-r", "--name-only", "-z", "--relative", before, after, "--", *places)
    return {path_of(path) for path in (found or b"").split(b"\0") if path}


def renamed(folder: Path, old: str, new: str) -> list[tuple[str, str]]:
    """Return which files of one folder git takes for those of another: pairs of names (old, new)."""
    options = ("--no-index", "--raw", "-z", "--find-renames=50%", "-l1000", "--no-ext-diff", "--no-textconv")
    done = _run(folder, "diff", *options, "--", old, new)
    fields = iter(done.stdout.split(b"\0") if done else ())
    pairs = []
    for about in fields:
        if about:
            path = path_of(next(fields))
            if b" R" in about:
                pairs.append((path.removeprefix(f"{old}/"), path_of(next(fields)).removeprefix(f"{new}/")))
    return pairs


def merged(folder: Path, ours: str, base: str, theirs: str) -> bytes | None:
    """Return what git makes of two versions of a file and the one that both began with; None where they are in conflict."""
    return answer(folder, "merge-file", "--stdout", "--quiet", ours, base, theirs)


def converse(root: Path, *arguments: str) -> subprocess.Popen[bytes]:
    """Return a run of git that goes on, for questions and answers one by one. Raises OSError without git."""
    return subprocess.Popen(
        _command(root, *arguments),
        env=environment(os.environ, root),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def stream(root: Path, *arguments: str, asked: IO[bytes] | None = None) -> subprocess.Popen[bytes]:
    """Return a run of git whose answer is read while it comes; ``asked`` is a file that it reads. Raises OSError without git."""
    return subprocess.Popen(
        _command(root, *arguments),
        env=environment(os.environ, root),
        stdin=subprocess.DEVNULL if asked is None else asked,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        bufsize=1 << 17,
    )


def private_folder(root: Path) -> Path | None:
    """Return the repository's own folder (``.git``), for what belongs to this clone alone."""
    found = answer(root, "rev-parse", "--absolute-git-dir")
    return Path(os.fsdecode(found.rstrip(b"\n"))) if found else None


def hooks_folder(root: Path) -> Path | None:
    """Return the folder of the hooks of a repository, which all its work trees share; None where there is no repository."""
    found = answer(root, "rev-parse", "--git-common-dir")
    return (root / os.fsdecode(found.rstrip(b"\n"))).resolve() / "hooks" if found else None


def other_hooks(root: Path) -> str:
    """Return the folder from which git takes hooks instead, by the settings of the person or the repository; else ``""``."""
    _, told = personally(root, "config", "--get-all", "core.hooksPath")
    before, _, _ = told.rpartition(f"{os.devnull}\n")  # the last is our own, that hooks stay off
    return before.rstrip("\n").rpartition("\n")[2]


def path_of(raw: bytes) -> str:
    # Names that are not UTF-8 stay what they are: the check then finds them not portable.
    return raw.decode("utf-8", "surrogateescape")


def answer(root: Path, *arguments: str, given: bytes = b"", index: str = "") -> bytes | None:
    """Return git's output for ``arguments`` and ``given`` input; None when it fails or is missing.

    ``index`` is the index file to read instead of the repository's own.
    """
    done = _run(root, *arguments, given=given, index=index)
    return done.stdout if done and done.returncode == 0 else None


def outcome(root: Path, settings: Mapping[str, str], *arguments: str) -> tuple[int, str]:
    """Git's exit code, and all that it and the programs that it runs say; -1 when it does not run.

    ``settings`` go before the repository's own.
    """
    words = (word for key, value in settings.items() for word in ("-c", f"{key}={value}"))
    done = _run(root, *words, *arguments)
    return (
        (done.returncode, (done.stdout + done.stderr).decode("utf-8", "replace"))
        if done
        else (-1, "cannot run git")
    )


def personally(folder: Path, *arguments: str) -> tuple[int, str]:
    """Run git in a repository of our own with the settings of the person, who is not asked for anything.

    Returns its exit code and what it says; -1 when it does not run.
    """
    try:
        done = subprocess.run(
            (program(), "-c", "core.hooksPath=" + os.devnull, "-C", str(folder), *arguments),
            env=personal_environment(os.environ) | {"GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_TIMEOUT,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as failure:
        return -1, str(failure)
    return done.returncode, (done.stdout + done.stderr).decode("utf-8", "replace")


def index_of_hook() -> str:
    """Return the index of the commit that calls a hook: ``git commit -a`` and a commit of some files have one of their own."""
    return os.environ.get("GIT_INDEX_FILE", "")


def _run(
    root: Path, *arguments: str, given: bytes = b"", index: str = ""
) -> subprocess.CompletedProcess[bytes] | None:
    """Return one run of git to its end; None when it is not there, or does not come to one."""
    try:
        return subprocess.run(
            _command(root, *arguments),
            env=environment(os.environ, root) | ({"GIT_INDEX_FILE": index} if index else {}),
            input=given,
            capture_output=True,
            timeout=_TIMEOUT,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None


# Settings that name programs, or lead git to run one. A clone may come from anybody, and these stand before its own.
_HARMLESS = {
    "core.askPass": "",
    "core.attributesFile": os.devnull,
    "core.commitGraph": "false",  # what it says of parents, git does not check
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    "core.quotePath": "false",
    "core.sshCommand": "false",
    "credential.helper": "",
    "diff.orderFile": os.devnull,
    "log.showSignature": "false",
    "protocol.allow": "never",
}


def _command(root: Path, *arguments: str) -> tuple[str, ...]:
    words = (word for setting in protective_settings() for word in ("-c", setting))
    return (program(), "--no-optional-locks", "--no-pager", *words, "-C", str(root), *arguments)


def protective_settings() -> list[str]:
    """Return the settings, as ``key=value``, with which every git is run."""
    trusted = (f"safe.directory={folder}" for folder in _trusted())
    return [*(f"{key}={value}" for key, value in _HARMLESS.items()), *trusted]


def _top(root: Path) -> Path | None:
    """Return the top folder of the work tree around a folder: that which holds ``.git``."""
    here = root.resolve()
    if (here / "HEAD").is_file() and (here / "objects").is_dir():
        return None  # a bare repository
    return next((folder for folder in (here, *here.parents) if (folder / ".git").exists()), None)


@cache
def program() -> str:
    """Return git's name: the full one on Windows, which looks into the current folder first: that may be anybody's."""
    if sys.platform == "win32":
        folders = (Path(folder) for folder in os.environ.get("PATH", "").split(os.pathsep))
        files = (folder / "git.exe" for folder in folders if folder.is_absolute())
        return str(next((file for file in files if file.is_file()), r"C:\no git"))
    return "git"


@cache
def _trusted() -> tuple[str, ...]:
    """Return folders of other people that this person has git work in: the one setting of theirs that counts."""
    words = (program(), "config", "--null", "--get-all", "safe.directory")
    try:
        # From the top, where there is no repository whose settings would be read, too.
        done = subprocess.run(
            words,
            env=personal_environment(os.environ),
            cwd=Path.cwd().anchor,
            capture_output=True,
            timeout=_TIMEOUT,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ()
    return tuple(map(os.fsdecode, done.stdout.split(b"\0")[:-1]))


def personal_environment(given: Mapping[str, str]) -> dict[str, str]:
    """Return the environment for a git that is asked for the person's own settings."""
    return {name: value for name, value in given.items() if not name.startswith("GIT_") or "CONFIG" in name}


_QUARANTINE = ("GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_QUARANTINE_PATH")


def environment(given: Mapping[str, str], root: Path | None = None) -> dict[str, str]:
    """Return the environment without what would lead git elsewhere (a hook sets GIT_DIR) or change its answers.

    With ``root``, the work tree is the folder around it that holds ``.git``, whatever core.worktree says.
    """
    kept = {name: value for name, value in given.items() if not name.startswith("GIT_")}
    if "GIT_QUARANTINE_PATH" in given:
        # In a hook that receives: what is pushed lies beside the repository until it is taken.
        kept |= {name: given[name] for name in _QUARANTINE if name in given}
    top = _top(root) if root else None
    if top is not None:
        kept["GIT_WORK_TREE"] = str(top)
    return kept | {
        "GIT_ALLOW_PROTOCOL": "",  # nothing is fetched: what a partial clone lacks is missing
        "GIT_ATTR_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_GRAFT_FILE": os.devnull,  # parents that somebody only claims, in this clone
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_TERMINAL_PROMPT": "0",
        "LC_ALL": "C",
    }
