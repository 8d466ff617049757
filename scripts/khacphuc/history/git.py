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
    changed = _git(root, "status", "--porcelain", "-z", "--untracked-files=normal", "--", *TOP_FOLDERS)
    return Head(here[0], changed != b"", here[1])


def checked_out(root: Path) -> tuple[str, bool] | None:
    """The commit that is checked out, and whether history before it is cut off. None as for ``head``."""
    found = _git(root, "rev-parse", "--is-inside-work-tree", "--is-shallow-repository", "HEAD")
    if found is None:
        return None
    inside, shallow, commit = found.decode("ascii").split()
    return (commit, shallow == "true") if inside == "true" else None


def whereabouts(root: Path) -> tuple[str, bool] | None:
    """The register's folder in its repository (``""`` or with ``/`` at its end), and whether history is cut off."""
    found = _git(root, "rev-parse", "--is-shallow-repository", "--show-prefix")
    if found is None:
        return None
    shallow, _, prefix = found.partition(b"\n")
    return _path(prefix.rstrip(b"\n")), shallow == b"true"


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
    found = _git(root, "merge-base", "--end-of-options", revision, "HEAD")
    return found.decode("ascii").strip() if found else None


def commit_named(root: Path, revision: str) -> str | None:
    """The full name of the commit that a revision means; None when it means none."""
    found = _git(root, "rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}")
    return found.decode("ascii").strip() if found else None


class Claim(Struct, frozen=True):
    """What a commit says: its tree, and the committer's date in seconds since 1970 (0 when git cannot read it)."""

    commit: str
    tree: str
    seconds: int


def claims(root: Path, tip: str, *options: str) -> list[Claim] | None:
    """What the commits up to ``tip`` say, the tip first. ``options`` are those of ``git log``. None when git fails."""
    found = _git(root, "log", "-z", "--format=%H %T %ct", *options, tip)
    if found is None:
        return None
    lines = (line.decode("ascii").split(" ") for line in found.split(b"\0") if line)
    return [Claim(name, tree, int(date) if date.isdigit() else 0) for name, tree, date in lines]


def kinds(root: Path, names: Iterable[str]) -> dict[str, str]:
    """What objects are (commit, tree, blob, tag) by their full names. Those that git does not have are left out."""
    given = "".join(f"{name}\n" for name in names).encode("ascii")
    found = _git(root, "cat-file", "--batch-check=%(objectname) %(objecttype)", given=given) or b""
    pairs = (line.split(" ") for line in found.decode("ascii").splitlines())
    return {name: kind for name, kind in pairs if kind != "missing"}


class Tag(Struct, frozen=True):
    """A tag: what it is called, what it calls itself (``""`` for a mere name), and what it points at in the end."""

    id: str
    name: str
    own_name: str
    commit: str
    signed: bool


def tags(root: Path) -> list[Tag]:
    """Every tag, by name. Of one that points at no commit, ``commit`` is what it points at."""
    fields = (
        "%(objectname)",
        "%(refname:strip=2)",
        "%(tag)",
        "%(if)%(*objectname)%(then)%(*objectname)%(else)%(objectname)%(end)",
        "%(if)%(contents:signature)%(then)1%(end)",
    )
    found = _git(root, "for-each-ref", f"--format={'%00'.join(fields)}%00", "refs/tags") or b""
    words = [_path(word.removeprefix(b"\n")) for word in found.split(b"\0")]
    rows = zip(*(words[start :: len(fields)] for start in range(len(fields))), strict=False)
    return [Tag(name, called, itself, commit, signed == "1") for name, called, itself, commit, signed in rows]


def verify_tag(root: Path, name: str, allowed_signers: Path) -> tuple[int, str]:
    """Git's exit code, and what it and the program that it asked said, of a tag's signature."""
    # The programs are named here, so that no setting of the repository can name others.
    programs = {
        "gpg.program": "gpg",
        "gpg.openpgp.program": "gpg",
        "gpg.x509.program": "gpgsm",
        "gpg.ssh.program": "ssh-keygen",
        "gpg.ssh.defaultKeyCommand": "",
        "gpg.ssh.allowedSignersFile": str(allowed_signers),
        "gpg.minTrustLevel": "undefined",
    }
    settings = (word for key, value in programs.items() for word in ("-c", f"{key}={value}"))
    command = (*_command(root)[:-2], *settings, "-C", str(root), "verify-tag", "--raw", name)
    try:
        done = subprocess.run(
            command, env=_environment(os.environ), capture_output=True, timeout=_TIMEOUT, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return -1, f"cannot run git: {error}"
    return done.returncode, (done.stdout + done.stderr).decode("utf-8", "replace")


def tree(root: Path, commit: str, folders: Iterable[str] = TOP_FOLDERS) -> list[Blob]:
    """The files below ``plans/`` and ``units/`` in a commit, with paths relative to the register's folder."""
    found = _git(root, "ls-tree", "-r", "-z", "-l", commit, "--", *folders) or b""
    blobs = []
    for line in found.split(b"\0"):
        if line:
            about, _, path = line.partition(b"\t")
            mode, _kind, name, size = about.decode("ascii").split()
            blobs.append(Blob(_path(path), mode, name, int(size) if size.isdigit() else 0))
    return blobs


def changes(root: Path, commit: str) -> Changes:
    """What differs below ``plans/`` and ``units/`` between a commit and the work tree, untracked files included."""
    found = _git(root, "diff", "--name-status", "-z", "-M", "--relative", commit, "--", *TOP_FOLDERS) or b""
    fields = iter(found.split(b"\0"))
    paths, renamed = set(), {}
    for status in fields:
        if not status:
            continue
        path = _path(next(fields))
        if status.startswith((b"R", b"C")):
            old, path = path, _path(next(fields))
            renamed[path] = old
            paths.add(old)
        paths.add(path)
    new = _git(root, "ls-files", "-z", "--others", "--", *TOP_FOLDERS) or b""
    paths.update(_path(path) for path in new.split(b"\0") if path)
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


def contents(root: Path, names: Iterable[str]) -> dict[str, bytes]:
    """The bytes of blobs by their object names, in one run. Names that git does not have are left out."""
    wanted = list(dict.fromkeys(names))
    if not wanted:
        return {}
    found = (
        _git(root, "cat-file", "--batch", given="".join(f"{name}\n" for name in wanted).encode("ascii"))
        or b""
    )
    blobs, position = {}, 0
    for name in wanted:
        end = found.find(b"\n", position)
        if end < 0:
            break
        header = found[position:end].split()
        position = end + 1
        if len(header) == 3:  # name, kind, size; a missing one has two fields
            size = int(header[2])
            blobs[name] = found[position : position + size]
            position += size + 1
    return blobs


def private_folder(root: Path) -> Path | None:
    """The repository's own folder (``.git``), for what belongs to this clone alone."""
    found = _git(root, "rev-parse", "--absolute-git-dir")
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


def _path(raw: bytes) -> str:
    # Names that are not UTF-8 stay what they are: the check then finds them not portable.
    return raw.decode("utf-8", "surrogateescape")


def _git(root: Path, *arguments: str, given: bytes = b"") -> bytes | None:
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
