"""Define a commit of the demonstration before it is written."""

from __future__ import annotations

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
