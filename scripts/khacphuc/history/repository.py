"""Opens repositories through GitPython: finds them, reads their remotes and who the person is, and writes commits.

The only module that imports GitPython, which takes 0.06 s; commands that only read do without it. GitPython starts git
by itself, hands on every variable of this process, and obeys some of them itself (``GIT_DIR``, ``GIT_COMMON_DIR``). Here
it gets the variables and the settings of ``history.git``, so that a folder from elsewhere runs nothing.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from configparser import Error as MalformedSettings
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from threading import RLock
from typing import Any

from msgspec import Struct

from khacphuc.history.git import (
    PIPE,
    environment,
    personal_environment,
    private_folder,
    program,
    protective_settings,
    whereabouts,
)
from khacphuc.history.trail import Signature
from khacphuc.register.layout import Slot, slot_of
from khacphuc.register.source import Entry
from khacphuc.text.message import Message, say

_LOCK = RLock()


@contextmanager
def _variables(wanted: Mapping[str, str]) -> Iterator[None]:
    """Give this process other variables for a moment: GitPython takes them from nowhere else."""
    protective_settings()  # asks for settings of the person, whom other variables would hide; the answer is kept
    with _LOCK:
        before = dict(os.environ)
        _replace_variables(wanted)
        try:
            yield
        finally:
            _replace_variables(before)


def _replace_variables(wanted: Mapping[str, str]) -> None:
    for name in os.environ.keys() - wanted.keys():
        del os.environ[name]
    os.environ.update(wanted)


# GitPython runs `git version` while it is imported, and would raise where git is missing; what is run later tells of it.
with _variables(
    environment(os.environ) | {"GIT_PYTHON_GIT_EXECUTABLE": program(), "GIT_PYTHON_REFRESH": "quiet"}
):
    from git import Actor, Git, GitCommandError, GitCommandNotFound, GitError, Repo
    from git.config import GitConfigParser
    from git.util import remove_password_if_present


class NotWritten(Exception):  # noqa: N818 - said of the repository, not an error of ours
    """A commit was not made. ``message`` says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.text)
        self.message = message


class Remote(Struct, frozen=True):
    """Another copy of a repository, as its settings name it. User name and password are masked in the address."""

    name: str
    address: str


# ------------------------------------------------------------------------------------------------- GitPython


class _Git(Git):
    """Runs git with the settings and variables of ``history.git``."""

    personal = False
    """Whether the person's own settings count. They do only where they are asked for."""

    def __init__(self, folder: Any = None) -> None:
        super().__init__(folder)
        # The folder is named, because GitPython takes the current one where it cannot enter this one.
        # And its own attribute has variables in the name expanded.
        self._folder = Path(os.path.abspath(folder or ""))  # noqa: PTH100 - GitPython hands over any kind of path
        self.set_persistent_git_options(
            no_optional_locks=True, no_pager=True, c=protective_settings(), C=str(self._folder)
        )

    def execute(self, *words: Any, **how: Any) -> Any:
        """Run a command line. GitPython runs every git through this method."""
        with _variables(self._chosen_environment()):
            return super().execute(*words, **how)

    def _chosen_environment(self) -> dict[str, str]:
        if self.personal:
            return personal_environment(os.environ)
        begun = (self._folder / ".git").exists()  # not before `git init`
        return environment(os.environ, self._folder if begun else None)


class _Repo(Repo):
    """Opens a repository without regard to variables, and to what its settings include."""

    GitCommandWrapperType: type[Git] = _Git

    def __init__(self, path: Any = None, *how: Any, **more: Any) -> None:
        with _variables(environment(os.environ)):
            super().__init__(path, *how, **more | {"expand_vars": False})

    def _config_reader(self, config_level: Any = None, git_dir: Any = None) -> GitConfigParser:  # noqa: ARG002
        # An included file could be any on this machine, one without an end as well.
        file = self._get_config_path("repository", git_dir)
        return GitConfigParser(file, read_only=True, merge_includes=False, repo=self)


def _answer(git: Git, command: str, *words: str) -> str:
    """Return git's output; ``""`` when it fails or is missing."""
    try:
        status, out, _ = getattr(git, command)(*words, with_extended_output=True, with_exceptions=False)
    except GitCommandNotFound:
        return ""
    return str(out).strip() if status == 0 else ""


@contextmanager
def _errors_of_the_system() -> Iterator[None]:
    """Raise OSError with what git said, in place of GitPython's own errors."""
    try:
        yield
    except GitCommandNotFound as failure:
        raise failure.__cause__ or OSError(str(failure)) from None
    except GitCommandError as failure:
        raise OSError(failure.stderr.strip().removeprefix("stderr: '").removesuffix("'").strip()) from None


def _import(repo: Repo, stream: Iterable[bytes]) -> None:
    """Feed ``git fast-import``. Raises OSError with what git said."""
    words = ("--quiet", "--done", "--date-format=raw-permissive")
    process = repo.git.fast_import(*words, istream=PIPE, as_process=True)
    with suppress(BrokenPipeError), process.stdin as pipe:  # git says why it reads no more
        for part in stream:
            pipe.write(part)
    with process.stdout, process.stderr as pipe:
        said = pipe.read()
    process.wait(said)


# ---------------------------------------------------------------------------------------------- repositories


class Repository:
    """A repository, seen from the folder of a register in it. ``find`` opens one."""

    def __init__(self, repo: Repo, prefix: str) -> None:
        self._repo = repo
        self._prefix = prefix

    @property
    def private_folder(self) -> Path:
        """Return the folder in which git keeps everything (``.git``)."""
        return Path(self._repo.git_dir)

    def remotes(self) -> list[Remote]:
        """Return the other copies that this one knows, in the order of its settings."""
        settings = self._repo.config_reader("repository")
        found = (
            (remote.name, settings.get_values(f'remote "{remote.name}"', "url", ""))
            for remote in self._repo.remotes
        )
        return [
            Remote(name, remove_password_if_present([str(urls[0])])[0]) for name, urls in found if urls[0]
        ]

    def author(self) -> Signature | None:
        """Return the author whom the person's variables and settings name; None where name or e-mail is missing.

        GitPython's own answer would make up both from the login and the machine, which is no name for a register.
        """
        name = self._personal(Actor.env_author_name, Actor.conf_name)
        email = self._personal(Actor.env_author_email, Actor.conf_email)
        return Signature(name, email) if name and email else None

    def _personal(self, variable: str, key: str) -> str:
        git = _Git(self._repo.working_dir)
        git.personal = True
        settings = (_answer(git, "config", "--get", f"{section}.{key}") for section in ("author", "user"))
        return next(filter(None, map(_plain, (os.environ.get(variable, ""), *settings))), "")

    def commit(
        self,
        branch: str,
        files: Mapping[str, bytes | None],
        message: str,
        author: Signature,
        moment: datetime,
        base: str = "HEAD",
    ) -> str:
        """Commit documents on a branch, and return the name of the commit. Work tree and index stay as they are.

        A branch that is not there yet begins at ``base``. ``files`` are by path in the register; None deletes one.
        ``moment`` has a time zone. Raises NotWritten, for a branch that is checked out too: there, what is on disk
        would look as if it took the commit back.
        """
        ref = self._writable(branch)
        parent = self._named(ref) or self._named(base)
        if not parent:
            raise NotWritten(say("There is no commit yet that a branch could begin at."))
        stream = _stream(ref, parent, self._placed(files), message, author, moment)
        try:
            with _errors_of_the_system():
                _import(self._repo, stream)
        except OSError as failure:
            raise NotWritten(say("Git did not write the commit: {reason}", reason=str(failure))) from failure
        return self._named(ref)

    def expect_writable(self, branch: str) -> None:
        """Raise NotWritten for a branch on which ``commit`` would not write."""
        self._writable(branch)

    def _writable(self, branch: str) -> str:
        """Return the full name of a branch that is checked out nowhere. Raises NotWritten."""
        git, ref = self._repo.git, f"refs/heads/{branch}"
        if (
            not branch.isprintable()
            or branch.startswith("-")
            or _answer(git, "check_ref_format", "--normalize", ref) != ref
        ):
            raise NotWritten(say("“{branch}” cannot be the name of a branch.", branch=branch))
        shown_in = _answer(git, "for_each_ref", "--format=%(worktreepath)", ref)
        if shown_in or _answer(git, "symbolic_ref", "--quiet", "HEAD") == ref:
            raise NotWritten(
                say("The branch “{branch}” is checked out; write to another one.", branch=branch)
            )
        return ref

    def _named(self, revision: str) -> str:
        """Return the full name of the commit that a revision means; ``""`` when it means none."""
        words = ("--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        return _answer(self._repo.git, "rev_parse", *words)

    def _placed(self, files: Mapping[str, bytes | None]) -> dict[str, bytes | None]:
        """Return the files by path in the repository. Raises NotWritten for what is no document."""
        for path in files:
            if not isinstance(slot_of(Entry(path)), Slot):
                raise NotWritten(say("No document of a register stands at “{path}”.", path=path))
        return {f"{self._prefix}{path}": content for path, content in files.items()}


def find(folder: Path) -> Repository | None:
    """Open the repository around a folder.

    None where there is none, where nothing of it is checked out, and where git would not work: GitPython does not ask
    whose a folder is.
    """
    folder = folder.resolve()
    try:
        repo = _Repo(folder, search_parent_directories=True)
    except (GitError, MalformedSettings, OSError, ValueError):
        return None
    place, confirmed = whereabouts(folder), private_folder(folder)
    if place is None or confirmed is None or repo.bare or confirmed.resolve() != Path(repo.git_dir).resolve():
        return None
    prefix, _shallow = place
    return Repository(repo, prefix)


def create(root: Path, stream: Iterable[bytes]) -> str:
    """Make a repository in a folder out of a stream for ``git fast-import`` that fills its branch ``main``.

    The branch is checked out. Returns the commit at its tip. Raises OSError with what git said.
    """
    with _errors_of_the_system():
        # Whatever the person has set for new repositories (names, hooks, hashes), they all come out the same.
        # To GitPython a template is unsafe, because it could hold hooks; this one is empty.
        named: dict[str, Any] = {"initial_branch": "main", "object_format": "sha1", "template": ""}
        repo = _Repo.init(root, mkdir=False, allow_unsafe_options=True, quiet=True, **named)
        _import(repo, stream)
        repo.git.reset("main", hard=True, quiet=True)
        return str(repo.git.rev_parse("main"))


# ---------------------------------------------------------------------------------------------------- commits


def _stream(
    ref: str,
    parent: str,
    files: Mapping[str, bytes | None],
    message: str,
    author: Signature,
    moment: datetime,
) -> Iterator[bytes]:
    """Yield a commit as ``git fast-import`` reads it. It adds to a branch, and refuses one that has moved meanwhile."""
    who = f"{_plain(author.name)} <{_plain(author.email)}> {int(moment.timestamp())} {moment:%z}"
    text = f"{message.strip()}\n".encode()
    yield f"commit {ref}\nauthor {who}\ncommitter {who}\ndata {len(text)}\n".encode() + text
    yield f"from {parent}\n".encode()
    for path, content in files.items():
        if content is None:
            yield b"D %b\n" % _quoted(path)
        else:
            yield b"M 100644 inline %b\ndata %d\n%b\n" % (_quoted(path), len(content), content)
    yield b"done\n"


def _quoted(path: str) -> bytes:
    escaped = path.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'.encode("utf-8", "surrogateescape")


def _plain(name: str) -> str:
    """Return a name or e-mail without what a commit cannot hold."""
    return "".join(letter for letter in name if letter.isprintable() and letter not in "<>").strip()
