"""List what a push, or the commit about to be made, brings into a repository: files of every commit, not only of the last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from khacphuc.history import git
from khacphuc.history.objects import Objects, open_blobs
from khacphuc.history.trail import UnreadableRepositoryError
from khacphuc.register.source import Entry, EntryKind

_NOTHING = "0"
_KINDS = {git.LINK: EntryKind.LINK, git.SUBMODULE: EntryKind.REPOSITORY}
_DIFFERENCES = ("-r", "--raw", "-z", "--no-abbrev", "--no-renames", "--ignore-submodules=none")


class RefUpdate(Struct, frozen=True):
    """A name of a repository that is to stand for another commit; ``old`` or ``new`` is ``""`` where there is none."""

    ref: str
    old: str
    new: str


class Incoming(Struct, frozen=True):
    """A file that is new or changed. ``data`` is None where it is too large to be read, or no file."""

    entry: Entry
    data: bytes | None


def updates(told: str) -> list[RefUpdate]:
    """Return what git tells a hook on its input: old name, new name and ref, a line each."""
    rows = (line.split(" ", 2) for line in told.splitlines() if line.count(" ") > 1)
    return [
        RefUpdate(ref, *("" if set(name) == {_NOTHING} else name for name in (old, new)))
        for old, new, ref in rows
    ]


def main_ref(root: Path) -> str:
    """Return the ref of the repository's main branch."""
    found = git.answer(root, "symbolic-ref", "HEAD")
    return found.decode("utf-8", "replace").strip() if found else ""


def goes_on(root: Path, update: RefUpdate) -> bool:
    """Return whether what a ref stood for is still on the first-parent line of what it shall stand for."""
    if not update.old or not update.new:
        return not update.old
    line = git.answer(root, "rev-list", "--first-parent", update.new, f"^{update.old}^@") or b""
    return update.old.encode("ascii") in line.split()


def is_within(root: Path, update: RefUpdate) -> bool:
    """Return whether what a ref stood for is still in the history of what it shall stand for."""
    return git.answer(root, "merge-base", "--is-ancestor", update.old, update.new) is not None


def new_commits(root: Path, tips: Iterable[str]) -> list[str]:
    """Return the commits that no ref of the repository leads to yet. Raises UnreadableRepositoryError."""
    names = [name for name in tips if name]
    found = git.answer(root, "rev-list", *names, "--not", "--all") if names else b""
    if found is None:
        raise UnreadableRepositoryError
    return found.decode("ascii").split()


def messages(root: Path, commits: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the message of each commit."""
    objects = Objects(root)
    for commit in commits:
        _, _, message = (objects.read(commit) or b"").partition(b"\n\n")
        yield commit, message.decode("utf-8", "replace")


class Tag(Struct, frozen=True):
    """An annotated tag that a push brings, or another name for what is no commit. ``kind`` is that of what it stands for in the end."""

    name: str
    message: str
    kind: str


def tags(root: Path, tips: Iterable[str]) -> Iterator[Tag]:
    """Yield every annotated tag that a push brings, tags of tags too, and each name of what is no commit."""
    objects = Objects(root)
    kinds = _kinds(root, names := [name for name in dict.fromkeys(tips) if name])
    for name in names:
        kind, at = kinds.get(name, ""), name
        if kind != "tag":
            yield from [Tag(name, "", kind)] if kind != "commit" else []
        while kind == "tag":
            head, _, message = (objects.read(at) or b"").decode("utf-8", "replace").partition("\n\n")
            fields = dict(line.split(" ", 1) for line in head.splitlines() if " " in line)
            kind, at = fields.get("type", ""), fields.get("object", "")
            yield Tag(name, message, kind)


def _kinds(root: Path, names: Iterable[str]) -> dict[str, str]:
    given = "".join(f"{name}\n" for name in names).encode("ascii")
    told = git.answer(root, "cat-file", "--batch-check=%(objectname) %(objecttype)", given=given) or b""
    return dict(line.split(" ", 1) for line in told.decode("ascii").splitlines())


def brought(root: Path, commits: Sequence[str]) -> Iterator[Incoming]:
    """Yield every file that one of some commits holds otherwise than one of its parents."""
    asked = "".join(f"{commit}\n" for commit in commits).encode("ascii")
    words = ("diff-tree", "--stdin", "-m", "--root", "--no-commit-id", *_DIFFERENCES)
    yield from _read(root, git.answer(root, *words, given=asked))


def staged(root: Path) -> Iterator[Incoming]:
    """Yield every file that the next commit will hold otherwise than the last one."""
    tip = git.commit_named(root, "HEAD") or _empty_tree(root)
    words = ("diff-index", "--cached", "--relative", *_DIFFERENCES, tip)
    yield from _read(root, git.answer(root, *words, index=_index(root)))


def _index(root: Path) -> str:
    """Return the index that the hook is called about, if it is one of this repository; else ``""``, for its own."""
    given, private = git.index_of_hook(), git.private_folder(root)
    path = Path(given).resolve()  # a hook starts at the top of the work tree
    return str(path) if given and private and path.is_relative_to(private.resolve()) else ""


def _empty_tree(root: Path) -> str:
    found = git.answer(root, "hash-object", "-t", "tree", "--stdin")
    return found.decode("ascii").strip() if found else ""


def _read(root: Path, told: bytes | None) -> Iterator[Incoming]:
    if told is None:
        raise UnreadableRepositoryError
    found = dict.fromkeys(_entries(told))
    sizes = _sizes(root, {name for _, mode, name in found if mode in git.FILES})
    files = [one for one in found if one[1] in git.FILES]
    with open_blobs(root, (name for _, _, name in files)) as contents:
        for path, _, name in files:
            yield Incoming(Entry(path, EntryKind.FILE, sizes.get(name, 0)), next(contents))
    for path, mode, _ in found:
        if mode not in git.FILES:
            yield Incoming(Entry(path, _KINDS.get(mode, EntryKind.OTHER)), None)


def _entries(told: bytes) -> Iterator[tuple[str, str, str]]:
    """Yield path, mode and object of what is there afterwards."""
    parts = iter(told.split(b"\0"))
    for about in parts:
        if about.startswith(b":"):
            _, mode, _, name, status = about.decode("ascii").split(" ")
            path = git.path_of(next(parts))
            if status != "D":
                yield path, mode, name


def _sizes(root: Path, names: Iterable[str]) -> dict[str, int]:
    given = "".join(f"{name}\n" for name in names).encode("ascii")
    told = git.answer(root, "cat-file", "--batch-check=%(objectname) %(objectsize)", given=given) or b""
    pairs = (line.split(" ") for line in told.decode("ascii").splitlines())
    return {name: int(size) for name, size in pairs if size.isdigit()}
