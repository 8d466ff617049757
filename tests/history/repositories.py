"""Real repositories, made in one run of ``git fast-import``: any tree, any parents, any name, date or message.

made = Repository(tmp_path)
first = made.commit({"units/chi-bo-a.md": unit("chi-bo-a")})
made.branch("gia-han")
made.commit({"plans/chi-bo-a/kl-1/plan.md": plan(...)}, on="gia-han", by=Person("Bí thư", "bi-thu@a.vn"))
made.merge("gia-han", message="Merge pull request #7 from a/gia-han")
made.make()
made.id(first), made.tip()
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import TypedDict, Unpack

from msgspec import Struct

HANOI = timezone(timedelta(hours=7))
START = datetime(2026, 1, 5, 8, tzinfo=HANOI)
STEP = timedelta(hours=1)


class Person(Struct, frozen=True):
    """A name and an e-mail as they go into a commit. Bytes go in as they are; neither may hold ``<``, ``>`` or NUL."""

    name: str | bytes
    email: str | bytes


class File(Struct, frozen=True):
    """A file with another mode than a document's: ``120000`` a link, ``100755`` a program."""

    data: bytes
    mode: str = "100644"


Content = str | bytes | File | None
"""What stands at a path after a commit; None: nothing."""
Tree = dict[str, File]
When = datetime | bytes
"""A date of a commit. Bytes are git's own form, ``b"99999999999999 +9999"``, possible or not."""

VAN_THU = Person("Văn thư", "van-thu@example.vn")


class Stamp(TypedDict, total=False):
    """What a commit says of itself. The committer and his date are the author's when left out."""

    message: str | bytes
    by: Person
    at: When
    committer: Person
    committed_at: When


class Repository:
    """A repository to be. Commits are numbered as they are given; ``make`` writes those that are new.

    Without a date a commit comes an hour after the one before it.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._stream: list[bytes] = []
        self._tips: dict[str, int] = {}
        self._trees: dict[str, Tree] = {}
        self._bases: dict[frozenset[str], Tree] = {}
        self.count = 0
        """How many commits there are; the next one has the next number."""
        self._clock = START - STEP
        self._ids: dict[int, str] = {}

    def commit(
        self,
        changes: Mapping[str, Content] | None = None,
        *,
        on: str = "main",
        moves: Mapping[str, str] | None = None,
        **stamp: Unpack[Stamp],
    ) -> int:
        """Commit changes by path on a branch; ``moves`` renames files or folders first. Answers the commit's number."""
        tree = _moved(self._trees.get(on, {}), moves or {})
        for path, content in (changes or {}).items():
            _put(tree, path, content)
        parents = [self._tips[on]] if on in self._tips else []
        return self._write(on, parents, tree, "Cập nhật", stamp)

    def branch(self, name: str, *, off: str = "main") -> None:
        """Begin a branch where another one stands."""
        self._tips[name] = self._tips[off]
        self._trees[name] = dict(self._trees[off])
        for pair, base in list(self._bases.items()):
            if off in pair:
                self._bases[pair - {off} | {name}] = base
        self._bases[frozenset((name, off))] = self._trees[name]

    def merge(
        self,
        *branches: str,
        into: str = "main",
        changes: Mapping[str, Content] | None = None,
        **stamp: Unpack[Stamp],
    ) -> int:
        """Merge branches, several at once where more than one is named; ``changes`` are what the merge itself adds."""
        tree = dict(self._trees[into])
        for name in branches:
            self._bring(tree, name, into)
        for path, content in (changes or {}).items():
            _put(tree, path, content)
        parents = [self._tips[into], *(self._tips[name] for name in branches)]
        return self._write(into, parents, tree, f"Merge branch '{branches[0]}'", stamp)

    def squash(self, name: str, *, into: str = "main", **stamp: Unpack[Stamp]) -> int:
        """Put all that a branch changed into one commit that knows nothing of the branch."""
        tree = dict(self._trees[into])
        self._bring(tree, name, into)
        return self._write(into, [self._tips[into]], tree, f"Gộp {name}", stamp)

    def make(self, *, checkout: bool = False) -> None:
        """Write what was committed since the last call. ``checkout`` also writes the files of ``main``."""
        marks = self.root / ".git" / "marks"
        if not marks.parent.exists():
            self.git("init", "-q", "-b", "main", ".")
        self._stream.append(b"done\n")
        self.git(
            "fast-import",
            "--quiet",
            "--force",
            "--done",
            "--date-format=raw-permissive",
            f"--import-marks-if-exists={marks}",
            f"--export-marks={marks}",
            given=b"".join(self._stream),
        )
        self._stream.clear()
        lines = (line.split() for line in marks.read_text("ascii").splitlines())
        self._ids = {int(mark[1:]): commit for mark, commit in lines}
        if checkout:
            self.git("reset", "-q", "--hard", "main")

    def id(self, commit: int) -> str:
        """The object name of a commit that was made."""
        return self._ids[commit]

    def tip(self, branch: str = "main") -> str:
        return self._ids[self._tips[branch]]

    def tree(self, branch: str = "main") -> Mapping[str, File]:
        """What a branch holds, by path."""
        return self._trees[branch]

    def git(self, *arguments: str, given: bytes = b"") -> str:
        """Run git in the repository, for what is not said here."""
        self.root.mkdir(parents=True, exist_ok=True)
        kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        done = subprocess.run(
            ["git", "-C", str(self.root), *arguments],
            input=given,
            check=False,
            capture_output=True,
            env=kept | {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull},
        )
        assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
        return done.stdout.decode("utf-8", "surrogateescape")

    def _bring(self, tree: Tree, name: str, into: str) -> None:
        """Lay what ``name`` changed since the branches last met over a tree."""
        pair = frozenset((name, into))
        for path, file in _difference(self._bases[pair], self._trees[name]):
            _put(tree, path, file)
        self._bases[pair] = self._trees[name]

    def _write(self, branch: str, parents: list[int], tree: Tree, message: str, stamp: Stamp) -> int:
        self.count += 1
        by = stamp.get("by", VAN_THU)
        at = stamp.get("at", self._clock + STEP)
        committed_at = stamp.get("committed_at", at)
        if isinstance(committed_at, datetime):
            self._clock = committed_at
        self._stream += [
            f"commit refs/heads/{branch}\nmark :{self.count}\n".encode(),
            _signed(b"author", by, at),
            _signed(b"committer", stamp.get("committer", by), committed_at),
            _data(_bytes(stamp.get("message", message))),
            *(b"%s :%d\n" % (b"merge" if n else b"from", parent) for n, parent in enumerate(parents)),
            *_orders(self._trees.get(branch, {}), tree),
        ]
        self._tips[branch], self._trees[branch] = self.count, tree
        return self.count


def _moved(tree: Tree, moves: Mapping[str, str]) -> Tree:
    """A copy of a tree with files or folders under other names."""
    found = dict(tree)
    for old, new in moves.items():
        for path in [path for path in found if path == old or path.startswith(f"{old}/")]:
            found[new + path[len(old) :]] = found.pop(path)
    return found


def _put(tree: Tree, path: str, content: Content) -> None:
    if content is None:
        tree.pop(path, None)
    else:
        tree[path] = content if isinstance(content, File) else File(_bytes(content))


def _difference(before: Tree, after: Tree) -> Iterator[tuple[str, File | None]]:
    """What to do to make one tree of another. Deletions first: a file may become a folder."""
    yield from ((path, None) for path in before if path not in after)
    yield from ((path, file) for path, file in after.items() if before.get(path) != file)


def _orders(before: Tree, after: Tree) -> Iterator[bytes]:
    """What fast-import is told of a commit's files."""
    for path, file in _difference(before, after):
        if file is None:
            yield b"D %s\n" % _quoted(path)
        else:
            yield b"M %s inline %s\n%s" % (file.mode.encode(), _quoted(path), _data(file.data))


def _bytes(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode("utf-8", "surrogateescape")


def _signed(role: bytes, who: Person, when: datetime | bytes) -> bytes:
    if isinstance(when, datetime):
        when = f"{int(when.timestamp())} {when:%z}".encode()
    return b"%s %s <%s> %s\n" % (role, _bytes(who.name), _bytes(who.email), when)


def _data(content: bytes) -> bytes:
    return b"data %d\n%s\n" % (len(content), content)


def _quoted(path: str) -> bytes:
    escaped = _bytes(path).replace(b"\\", b"\\\\").replace(b'"', b'\\"').replace(b"\n", b"\\n")
    return b'"%s"' % escaped
