"""Parse a commit's authors, dates and pull request. All of these are claims."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta, timezone
from functools import lru_cache

from khacphuc.history.log.commit_log import Commit
from khacphuc.history.trail import Arrival, Authorship, Signature

_DATE = re.compile(rb"(\d{1,12}) ([+-])(\d\d)([0-5]\d)", re.ASCII)
_FARTHEST_ZONE = 14  # hours; Kiribati
_TOGETHER = "co-authored-by:"
# GitHub and Gitea merges, Bitbucket's, Azure's; what a squash leaves at the end of its first line; GitLab's line.
_PULL_REQUEST = (
    re.compile(r"Merge pull request #(\d{1,10})\b", re.ASCII),
    re.compile(r"Merge pull request '.*' \(#(\d{1,10})\)", re.ASCII),
    re.compile(r"Merged in \S.* \(pull request #(\d{1,10})\)", re.ASCII),
    re.compile(r"Merged PR (\d{1,10}):", re.ASCII),
    re.compile(r".*\(#(\d{1,10})\)\Z", re.ASCII),
)
_MERGE_REQUEST = re.compile(r"^See merge request \S*!(\d{1,10})\s*\Z", re.ASCII | re.MULTILINE)
_SIGNS = (b"#", b"!", b"PR ")


def text(raw: bytes) -> str:
    """Decode UTF-8; bad bytes are replaced."""
    return raw.decode("utf-8", "replace")


@lru_cache(maxsize=4096)
def signature(name: bytes, email: bytes) -> Signature:
    return Signature(text(name), text(email))


def moment(raw: bytes) -> datetime | None:
    """Return a date in git's raw form, in its own time zone; None when it cannot be.

    Git says 1970 of a date that it cannot hold, so that day is no answer either.
    """
    found = _DATE.fullmatch(raw)
    if found is None or int(found[1]) == 0:
        return None
    offset = timedelta(hours=int(found[3]), minutes=int(found[4]))
    if offset > timedelta(hours=_FARTHEST_ZONE):
        return None
    try:
        return datetime.fromtimestamp(int(found[1]), timezone(-offset if found[2] == b"-" else offset))
    except (OverflowError, ValueError, OSError):
        return None


def authors(commit: Commit) -> tuple[Signature, ...]:
    """Return the author, and those whom the message names as having written with him."""
    first = signature(*commit.author[:2])
    if _TOGETHER.encode() not in commit.message.lower():
        return (first,)
    return distinct((first, *_named(text(commit.message))))


def authorship(commit: Commit) -> Authorship:
    """Return the authors, and the committer where the commit names others as its authors."""
    by, committer = authors(commit), signature(*commit.committer[:2])
    return Authorship(by, () if committer in by else (committer,))


def _named(message: str) -> Iterator[Signature]:
    for line in message.splitlines():
        if line.lower().startswith(_TOGETHER):
            name, _, rest = line[len(_TOGETHER) :].partition("<")
            email, closed, _ = rest.partition(">")
            if closed:
                yield Signature(name.strip(), email.strip())


def distinct(signatures: Iterable[Signature]) -> tuple[Signature, ...]:
    return tuple(dict.fromkeys(signatures))


def subject(commit: Commit) -> str:
    """Return the first line of the message."""
    return text(commit.message.lstrip().partition(b"\n")[0]).strip()


def pull_request(commit: Commit) -> str:
    """Return the number that a receiving commit gives, without sign; ``""`` when it gives none."""
    if not any(sign in commit.message for sign in _SIGNS):
        return ""
    first = subject(commit)
    found = next((match for form in _PULL_REQUEST if (match := form.match(first))), None)
    if found is None and b"See merge request" in commit.message:
        found = _MERGE_REQUEST.search(text(commit.message).strip())
    return found[1] if found else ""


def arrival_of(credited: Commit, received: Commit, order: int, by: tuple[Signature, ...]) -> Arrival:
    return Arrival(
        commit=credited.id,
        arrived_in=received.id,
        authors=by,
        committer=signature(*credited.committer[:2]),
        authored_at=moment(credited.author[2]),
        arrived_at=moment(received.committer[2]),
        subject=subject(credited),
        pull_request=pull_request(received),
        order=order,
    )
