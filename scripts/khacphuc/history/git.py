"""Running git, in this one place: by argument list, without the person's settings, answers framed by NUL."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import IO, cast

from msgspec import Struct

from khacphuc.register.source import TOP_FOLDERS

_TIMEOUT = 120  # seconds; `git status` of 50,000 files takes less than one
_ABBREVIATED = 10


class Head(Struct, frozen=True):
    """The commit that is checked out."""

    commit: str
    """The full object name."""
    dirty: bool
    """Whether ``plans/`` or ``units/`` hold something that is not in it."""
    shallow: bool
    """Whether history is cut off, so that nothing can be said of what was before."""

    @property
    def label(self) -> str:
        """For people: a short name, and ``+`` when there is more on disk than in the commit."""
        return short(self.commit) + ("+" if self.dirty else "")


def short(commit: str) -> str:
    """A commit's name for people."""
    return commit[:_ABBREVIATED]


def head(root: Path) -> Head | None:
    """The commit that a register's folder is at. None outside a repository, before its first commit, without git."""
    here = checked_out(root)
    if here is None:
        return None
    changed = answer(root, "status", "--porcelain", "-z", "--untracked-files=normal", "--", *TOP_FOLDERS)
    return Head(here[0], changed != b"", here[1])


def checked_out(root: Path) -> tuple[str, bool] | None:
    """The commit that is checked out, and whether history before it is cut off. None as for ``head``."""
    found = answer(root, "rev-parse", "--is-inside-work-tree", "--is-shallow-repository", "HEAD")
    if found is None:
        return None
    inside, shallow, commit = found.decode("ascii").split()
    return (commit, shallow == "true") if inside == "true" else None


def whereabouts(root: Path) -> tuple[str, bool] | None:
    """The register's folder in its repository (``""`` or with ``/`` at its end), and whether history is cut off."""
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


class Changes(Struct, frozen=True):
    """What a work tree holds that a commit does not: paths of either side, and what was renamed (new → old)."""

    paths: frozenset[str]
    renamed: dict[str, str]


def merge_base(root: Path, revision: str) -> str | None:
    """The commit from which the work tree's branch and ``revision`` went apart; None when there is no such commit."""
    found = answer(root, "merge-base", "--end-of-options", revision, "HEAD")
    return found.decode("ascii").strip() if found else None


def commit_named(root: Path, revision: str) -> str | None:
    """The full name of the commit that a revision means; None when it means none."""
    found = answer(root, "rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}")
    return found.decode("ascii").strip() if found else None


def tree(root: Path, commit: str, folders: Iterable[str] = TOP_FOLDERS) -> list[Blob]:
    """The files below ``plans/`` and ``units/`` in a commit, with paths relative to the register's folder."""
    found = answer(root, "ls-tree", "-r", "-z", "-l", commit, "--", *folders) or b""
    blobs = []
    for line in found.split(b"\0"):
        if line:
            about, _, path = line.partition(b"\t")
            mode, _kind, name, size = about.decode("ascii").split()
            blobs.append(Blob(path_of(path), mode, name, int(size) if size.isdigit() else 0))
    return blobs


def changes(root: Path, commit: str) -> Changes:
    """What differs below ``plans/`` and ``units/`` between a commit and the work tree, untracked files included."""
    found = answer(root, "diff", "--name-status", "-z", "-M", "--relative", commit, "--", *TOP_FOLDERS) or b""
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
    new = answer(root, "ls-files", "-z", "--others", "--", *TOP_FOLDERS) or b""
    paths.update(path_of(path) for path in new.split(b"\0") if path)
    return Changes(frozenset(paths), renamed)


def converse(root: Path, *arguments: str) -> subprocess.Popen[bytes]:
    """A run of git that goes on, for questions and answers one by one. Raises OSError without git."""
    return subprocess.Popen(
        _command(root, *arguments),
        env=_environment(os.environ),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def stream(root: Path, *arguments: str, asked: IO[bytes] | None = None) -> subprocess.Popen[bytes]:
    """A run of git whose answer is read while it comes; ``asked`` is a file that it reads. Raises OSError without git."""
    return subprocess.Popen(
        _command(root, *arguments),
        env=_environment(os.environ),
        stdin=subprocess.DEVNULL if asked is None else asked,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        bufsize=1 << 17,
    )


def private_folder(root: Path) -> Path | None:
    """The repository's own folder (``.git``), for what belongs to this clone alone."""
    found = answer(root, "rev-parse", "--absolute-git-dir")
    return Path(os.fsdecode(found.rstrip(b"\n"))) if found else None


def create(root: Path, stream: Iterable[bytes]) -> str:
    """Make a repository in a folder out of a stream for ``git fast-import`` that fills its branch ``main``.

    The branch is checked out; the answer is the commit at its tip. Raises OSError with what git said.
    """
    # Whatever the person has set for new repositories (names, hooks, hashes), they all come out the same.
    _done(root, "init", "--quiet", "--initial-branch=main", "--object-format=sha1", "--template=")
    fast = ("fast-import", "--quiet", "--done", "--date-format=raw-permissive")
    with subprocess.Popen(
        _command(root, *fast), env=_environment(os.environ), stdin=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        pipe = cast("IO[bytes]", process.stdin)
        try:
            for part in stream:
                pipe.write(part)
        except BrokenPipeError:
            pass  # git says why
        _out, said = process.communicate()
    if process.returncode:
        raise OSError(said.decode("utf-8", "replace").strip())
    _done(root, "reset", "--hard", "--quiet", "main")
    return _done(root, "rev-parse", "main").decode("ascii").strip()


def _done(root: Path, *arguments: str) -> bytes:
    """What git answers. Raises OSError with what it said when it fails."""
    done = subprocess.run(
        _command(root, *arguments), env=_environment(os.environ), capture_output=True, check=False
    )
    if done.returncode:
        raise OSError(done.stderr.decode("utf-8", "replace").strip())
    return done.stdout


def path_of(raw: bytes) -> str:
    # Names that are not UTF-8 stay what they are: the check then finds them not portable.
    return raw.decode("utf-8", "surrogateescape")


def answer(root: Path, *arguments: str, given: bytes = b"") -> bytes | None:
    """What git answers to ``arguments`` and ``given`` input; None when it fails or is not there."""
    try:
        done = subprocess.run(
            _command(root, *arguments),
            env=_environment(os.environ),
            input=given,
            capture_output=True,
            timeout=_TIMEOUT,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None


def outcome(root: Path, settings: Mapping[str, str], *arguments: str) -> tuple[int, str]:
    """Git's exit code, and all that it and the programs that it runs say. ``settings`` go before the repository's own."""
    words = (word for key, value in settings.items() for word in ("-c", f"{key}={value}"))
    try:
        done = subprocess.run(
            (*_command(root), *words, *arguments),
            env=_environment(os.environ),
            capture_output=True,
            timeout=_TIMEOUT,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return -1, f"cannot run git: {error}"
    return done.returncode, (done.stdout + done.stderr).decode("utf-8", "replace")


def _command(root: Path, *arguments: str) -> tuple[str, ...]:
    # No program that the repository's own settings name is run: a clone may come from anybody.
    safe = ("core.fsmonitor=false", "core.quotePath=false", "log.showSignature=false")
    settings = (word for setting in safe for word in ("-c", setting))
    return ("git", "--no-optional-locks", "--no-pager", *settings, "-C", str(root), *arguments)


def _environment(given: Mapping[str, str]) -> dict[str, str]:
    """The environment without what would lead git elsewhere (a hook sets GIT_DIR) or change its answers.

    This is why git is not run through GitPython: it hands on every variable.
    """
    kept = {name: value for name, value in given.items() if not name.startswith("GIT_")}
    return kept | {
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_GRAFT_FILE": os.devnull,  # parents that somebody only claims, in this clone
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_TERMINAL_PROMPT": "0",
        "LC_ALL": "C",
    }
