"""Write commits as a stream for ``git fast-import``: contents first, case by case, then commits by time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from khacphuc.history.trail import Signature

FORGE = Signature("GitHub", "noreply@github.com")
"""Commits what is merged on the forge's web page."""
NUMBER = b"{pr}"
"""In a message: the pull request's number, known when all of them stand in order."""


class PullRequest(Struct, frozen=True, order=True):
    """A pull request: when it was opened, and its branch."""

    opened: int
    branch: str


class PlannedCommit(Struct):
    """A change. It goes to ``main`` unless it is a commit of a branch."""

    at: int
    """Seconds since 1970."""
    order: tuple[int, int]
    """Case and place within it, for what happens in the same second."""
    author: Signature
    message: bytes
    files: dict[str, bytes | None]
    """New content by path; None for what is deleted."""
    pull: PullRequest | None = None
    on_branch: bool = False
    merges: bool = False
    renamed: tuple[str, str] | None = None
    """A folder, and what it is called from now on."""
    committer: Signature | None = None
    zone: bytes = b"+0700"


_MAIN, _BRANCH = b"refs/heads/main", b"refs/heads/branch"
_NOWHERE = b"0" * 40
_DELETED = 0


class FastImportStream:
    """Writes a stream, piece by piece. Contents are sent on at once; of a step only their marks are kept."""

    def __init__(self) -> None:
        self._marks = 0
        self._steps: list[tuple[PlannedCommit, dict[str, int]]] = []
        self._tips: dict[PullRequest, int] = {}

    @property
    def count(self) -> int:
        """Return the number of commits."""
        return len(self._steps)

    def take(self, steps: Iterable[PlannedCommit]) -> Iterator[bytes]:
        """Send the contents of some steps. Consecutive versions of a file lie near each other and pack well."""
        known: dict[bytes, int] = {}
        for step in steps:
            marks = {}
            for path, content in step.files.items():
                if content is None:
                    marks[path] = _DELETED
                    continue
                if content not in known:
                    known[content] = self._mark()
                    yield b"blob\nmark :%d\ndata %d\n%b\n" % (known[content], len(content), content)
                marks[path] = known[content]
            step.files = {}
            self._steps.append((step, marks))

    def commits(self) -> Iterator[bytes]:
        """Send all commits and the end."""
        self._steps.sort(key=lambda pair: (pair[0].at, pair[0].order))
        pulls = sorted({step.pull for step, _ in self._steps if step.pull})
        numbers = {pull: str(number).encode() for number, pull in enumerate(pulls, 1)}
        main = 0
        for step, marks in self._steps:
            mark = self._mark()
            number = numbers[step.pull] if step.pull else b""
            yield self._head(step, mark, step.message.replace(NUMBER, number))
            if step.on_branch and step.pull:
                yield b"from :%d\n" % self._tips.get(step.pull, main)
                self._tips[step.pull] = mark
            else:
                if step.merges and step.pull:
                    yield b"merge :%d\n" % self._tips.pop(step.pull)
                main = mark
            yield from _changes(step, marks)
        yield b"reset %b\nfrom %b\n\ndone\n" % (_BRANCH, _NOWHERE)

    def _head(self, step: PlannedCommit, mark: int, message: bytes) -> bytes:
        when = b"%d %b" % (step.at, step.zone)
        author, committer = _signed(step.author), _signed(step.committer or step.author)
        ref = _BRANCH if step.on_branch else _MAIN
        return b"commit %b\nmark :%d\nauthor %b %b\ncommitter %b %b\ndata %d\n%b\n" % (
            ref, mark, author, when, committer, when, len(message), message,
        )  # fmt: skip

    def _mark(self) -> int:
        self._marks += 1
        return self._marks


def _signed(who: Signature) -> bytes:
    return f"{who.name} <{who.email}>".encode()


def _changes(step: PlannedCommit, marks: dict[str, int]) -> Iterator[bytes]:
    if step.renamed:
        yield "R {} {}\n".format(*step.renamed).encode()
    for path, mark in marks.items():
        yield b"M 100644 :%d %b\n" % (mark, path.encode()) if mark else b"D %b\n" % path.encode()
