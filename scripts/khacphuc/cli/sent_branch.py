"""Keep what was sent on a branch until it is merged: read what waits there, add to it, send it to where the register came from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from khacphuc.cli.clock import moment
from khacphuc.cli.exit_codes import UsageError
from khacphuc.cli.invocation import Invocation
from khacphuc.form.storing import Files
from khacphuc.form.writer import Unwritable
from khacphuc.history import git
from khacphuc.history.commit_source import CommitSource
from khacphuc.model.records import Notification
from khacphuc.obligations.fold import states_of
from khacphuc.obligations.values import SentNotification
from khacphuc.register.loading import RegisterSettings, list_entries, select
from khacphuc.text.message import say

if TYPE_CHECKING:
    from khacphuc.history.repository import Repository
    from khacphuc.history.trail import Signature

REMOTE = "origin"


class SentBranch:
    """The branch on which records of notifications wait. Without a repository, and with ``files``, they are files."""

    def __init__(self, call: Invocation, branch: str, *, files: bool) -> None:
        self._call = call
        self.branch = branch
        self._files = files or git.commit_named(call.root, "HEAD") is None
        refs = (f"refs/heads/{branch}", f"refs/remotes/{REMOTE}/{branch}")
        named = () if self._files else (git.commit_named(call.root, ref) for ref in refs)
        self._tips = tuple(dict.fromkeys(tip for tip in named if tip))
        self._trees = tuple(CommitSource(call.root, tip) for tip in self._tips)

    def waiting(self, settings: RegisterSettings) -> Iterator[tuple[str, SentNotification]]:
        """Yield what was sent and is not part of the register yet, by case folder."""
        for tree in self._trees:
            listing = list_entries(tree)
            folders = [
                folder
                for folder, files in listing.cases.items()
                if any(
                    slot.type == Notification.TYPE and not self._call.source.entry(path)
                    for path, slot in files
                )
            ]
            if folders:
                for state in states_of(tree, select(listing, folders), settings, self._call.as_of):
                    yield from ((state.folder, one) for one in state.notifications)

    def taken(self, path: str) -> bool:
        """Whether a document stands at a path, in the register or on the branch."""
        return any(tree.entry(path) is not None for tree in (self._call.source, *self._trees))

    def ready(self, *, push: bool) -> None:
        """Raise UsageError unless records can be written: before anything is sent, not after."""
        from khacphuc.history.repository import NotWritten

        if self._files:
            return
        try:
            self._opened()[0].expect_writable(self.branch)
        except NotWritten as failure:
            raise UsageError(failure.message) from failure
        if push:
            self._expect_whole()
            self._expect_taken()

    def _expect_taken(self) -> None:
        """Raise UsageError unless the other copy takes this branch: who may not push would send everything anew each day."""
        from khacphuc.history.sending import send

        begins = self._tips[0] if self._tips else git.commit_named(self._call.root, "HEAD")
        if begins and (failed := send(self._call.root, self._address(), begins, self.branch)):
            raise UsageError(
                say(
                    "Nothing was sent: {remote} does not take the branch “{branch}”, on which it would be recorded: {reason}",
                    remote=REMOTE,
                    branch=self.branch,
                    reason=failed,
                )
            )

    def _expect_whole(self) -> None:
        """Raise UsageError unless all that waits on the branch of the other copy is known here, and can be added to."""
        from khacphuc.history.sending import tip_there

        try:
            there = tip_there(self._address(), self.branch)
        except OSError as failure:
            raise UsageError(
                say("{remote} cannot be asked: {reason}", remote=REMOTE, reason=str(failure))
            ) from failure
        here = self._tips[0] if self._tips else "HEAD"
        if there and git.merge_base(self._call.root, there, here) != there:
            raise UsageError(
                say(
                    "The branch “{branch}” of {remote} holds what is not known here: git fetch {remote}, and delete the branch here.",
                    branch=self.branch,
                    remote=REMOTE,
                )
            )

    def _address(self) -> str:
        from khacphuc.history.sending import address_of, may_send_to

        address = address_of(self._call.root, REMOTE)
        if not address or not may_send_to(self._call.root, address):
            raise UsageError(say("There is no other copy “{remote}” to send to.", remote=REMOTE))
        return address

    def add(self, records: Mapping[str, bytes], title: str) -> str:
        """Write records. Returns the commit; ``""`` where they are files. Raises UsageError."""
        from khacphuc.history.repository import NotWritten

        if self._files:
            files = Files(self._call.root)
            try:
                for path, content in records.items():
                    files.save(path, content, None, "")
            except Unwritable as failure:
                raise UsageError(failure.message) from failure
            return ""
        repository, author = self._opened()
        try:
            return repository.commit(
                self.branch,
                dict(records),
                title,
                author,
                moment(self._call.policy.time_zone),
                base=self._tips[-1] if self._tips else "HEAD",
            )
        except NotWritten as failure:
            raise UsageError(failure.message) from failure

    def push(self, commit: str) -> None:
        """Send the branch to where the register came from. Raises UsageError when it is not taken."""
        from khacphuc.history.sending import send

        if failed := send(self._call.root, self._address(), commit, self.branch):
            raise UsageError(
                say(
                    "What was sent is recorded on the branch “{branch}” here, but {remote} did not take it: {reason}",
                    branch=self.branch,
                    remote=REMOTE,
                    reason=failed,
                )
            )

    def _opened(self) -> tuple[Repository, Signature]:
        from khacphuc.history.repository import find

        repository = find(self._call.root)
        author = repository.author() if repository else None
        if repository is None or author is None:
            raise UsageError(
                say(
                    "Git does not know who you are: git config --global user.name “…”, and user.email; or use --files."
                )
            )
        return repository, author
